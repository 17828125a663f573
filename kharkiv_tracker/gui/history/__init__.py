"""The history of changes, undo and redo."""
