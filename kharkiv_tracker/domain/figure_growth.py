"""The growth of one figure of an incident from its first report to its last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kharkiv_tracker.domain.figure import Figure


@dataclass(frozen=True, slots=True)
class Growth:
    """The first and the last figure of one quantity of an incident."""

    code: str
    date: date | None
    district: str
    place: str
    weapons: tuple[str, ...]
    quantity: str
    first: Figure
    last: Figure

    @property
    def added(self) -> int:
        """The last best figure minus the first; below zero where it fell."""
        return (self.last.best or 0) - (self.first.best or 0)
