"""The window locked: what is typed is in the file, the file is closed, nothing is in sight."""
