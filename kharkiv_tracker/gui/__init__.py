"""The window: all code that uses Qt, and nothing that the command line needs."""
