"""Case files opened and closed, files written out of them."""
