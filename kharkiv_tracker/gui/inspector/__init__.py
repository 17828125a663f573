"""The inspector: one incident in full, with its commands."""
