"""Districts, settlements and places as they are typed."""
