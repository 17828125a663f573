"""The source list and the offices that speak."""
