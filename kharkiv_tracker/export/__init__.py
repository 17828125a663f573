"""A case as files for others and for other programs."""
