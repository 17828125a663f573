"""Weapons, places hit, sources, offices and speakers as they are typed."""
