"""What this user prefers: the name, the language, the look."""
