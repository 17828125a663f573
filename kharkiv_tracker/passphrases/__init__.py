"""Passphrases for people: words to make them of, and how hard one is to guess."""
