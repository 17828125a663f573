"""How far the figure of one incident grew while it was reported."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kharkiv_tracker.domain.figure import Figure


@dataclass(frozen=True, slots=True)
class Growth:
    """What was first known of one quantity of an incident, and what is known last."""

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
        """So many more than at first, best against best; below zero where it shrank."""
        return (self.last.best or 0) - (self.first.best or 0)
