import sys

from kharkiv_tracker.cli import main

sys.exit(main())
