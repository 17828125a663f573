"""The PDF summary: its content, the second count of every total, and the files."""
