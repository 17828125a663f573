"""The command line: one command per verb, on the same functions as the window."""

from kharkiv_tracker.cli.root_command import main

__all__ = ["main"]
