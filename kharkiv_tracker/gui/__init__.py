"""The window: all of Qt, and nothing that a command could not do without it."""
