import sys
from multiprocessing import freeze_support

# Child processes read this file too, and are not to start the program again.
if __name__ == "__main__":
    # In a bundle a child process is this program, called so that it does the work of a child.
    freeze_support()

    from kharkiv_tracker.cli import main

    sys.exit(main())
