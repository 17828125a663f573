import sys

# Child processes read this file too, and are not to start the program again.
if __name__ == "__main__":
    from kharkiv_tracker.cli import main

    sys.exit(main())
