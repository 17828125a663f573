"""A passphrase drawn by chance: six words that can be read aloud, written down and typed."""

from __future__ import annotations

import secrets

from kharkiv_tracker.passphrases import word_list

WORDS = 6


def suggest(language: str) -> str:
    """Six different words of a language, 66 bits together; "" without a sound list of words."""
    listed = word_list.words(language)
    return " ".join(secrets.SystemRandom().sample(listed, WORDS)) if listed else ""
