"""How many people, and of whom: counts as they are typed."""
