"""How the codebook speaks of one field."""

from __future__ import annotations

from typing import NamedTuple


class Wording(NamedTuple):
    """What the field is called, what to enter, what to leave out (may be empty), examples."""

    title: str
    counts: str
    not_counted: str
    examples: tuple[str, ...]
