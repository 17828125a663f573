"""The command line: one command per verb, on the same functions as the window."""

from kharkiv_tracker.cli.app import main

__all__ = ["main"]
