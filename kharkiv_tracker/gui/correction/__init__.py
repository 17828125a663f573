"""Corrections of saved records in the entry forms."""
