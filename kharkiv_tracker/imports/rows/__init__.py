"""Rows of a table as records: what cells mean, and what they make together."""
