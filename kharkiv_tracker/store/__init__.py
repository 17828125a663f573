"""The case file: one SQLite database, the only package that knows SQL."""
