"""The name that changes are recorded under: where it comes from, and whether to ask for it."""

from __future__ import annotations

import os

from kharkiv_tracker import settings
from kharkiv_tracker.domain.match_key import fold, storable
from kharkiv_tracker.domain.revision import UNNAMED

VARIABLE = "KHARKIV_TRACKER_AUTHOR"


def author() -> str:
    """The author of changes: never the login name."""
    return clean(os.environ.get(VARIABLE, "")) or clean(settings.load().author) or UNNAMED


def is_open() -> bool:
    """Whether a name is missing, and the user did not choose to work without one."""
    return author() == UNNAMED and not settings.load().unnamed


def clean(text: str) -> str:
    """A name or initials as one line; "" for a text that names no one."""
    name = " ".join(storable(text).split())
    is_name = any(sign.isalnum() for sign in name) and fold(name) != fold(UNNAMED)
    return name if is_name else ""
