"""Districts where they lie, as tiles or in outlines, and incidents as circles."""
