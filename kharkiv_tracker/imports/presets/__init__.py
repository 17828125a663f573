"""The archives whose tables are known: a module for each, and their list."""
