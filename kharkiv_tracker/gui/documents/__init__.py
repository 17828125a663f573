"""Documents: their list, the text of one with its marked passages, what was taken from it."""
