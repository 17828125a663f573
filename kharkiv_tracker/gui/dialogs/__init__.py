"""Dialogs that ask for an answer, and the standard ones."""
