"""The days an axis runs over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Span:
    """The days the axis runs over; None where nothing is dated."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return max(1, (self.last - self.first).days)


def spanning(days: Sequence[date], first: date | None, last: date | None) -> Span | None:
    """The days an axis has to run over to show `days`, or the period that was selected."""
    if not days:
        return None
    left = first or min(days)
    right = last or max(days)
    room = max(1, round((right - left).days * 0.04))
    # A lone day still gets an axis around it.
    room = 3 if left == right else room
    return Span(
        left if first else left - timedelta(days=room),
        right + timedelta(days=room if last is None or right == left else 1),
    )
