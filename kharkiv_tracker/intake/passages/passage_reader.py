"""A whole text read: the one entrance of the window, of `read` and of the stack of posts."""

from __future__ import annotations

from kharkiv_tracker.domain import passage
from kharkiv_tracker.intake.outcome import Context
from kharkiv_tracker.intake.passages.proposal import PassageReading


def read_passage(text: str, context: Context) -> PassageReading:
    """What a text proposes; days count from `context.published`, else from today."""
    return PassageReading(passage.normal(text))
