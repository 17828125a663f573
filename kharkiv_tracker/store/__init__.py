"""The case file: one SQLite database, the only package that knows SQL."""

# First of all: when sqlite-utils is loaded it has to find this engine and must not find numpy.
from kharkiv_tracker.store import engine as engine
