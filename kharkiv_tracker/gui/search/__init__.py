"""Search over records and commands (Ctrl+K)."""
