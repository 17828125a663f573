"""Files that this program exported: every record is known by its id."""
