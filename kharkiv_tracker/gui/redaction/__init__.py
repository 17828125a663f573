"""Redacted copies drawn in the window."""
