"""Totals against the number of people who live there."""

from __future__ import annotations

from dataclasses import dataclass

from kharkiv_tracker.domain.total import Total

PER = 100_000


@dataclass(frozen=True, slots=True)
class Rate:
    """So many in every 100,000 people: all None when unknown, `high` alone None when open."""

    low: float | None = None
    best: float | None = None
    high: float | None = None
    about: bool = False

    @classmethod
    def of(cls, total: Total, people: int | None) -> Rate:
        """The rate of a total; unknown where the total or the population is."""
        if people is None or total.low is None:
            return cls()
        share = PER / people
        high = None if total.high is None else total.high * share
        return cls(total.low * share, (total.best or 0) * share, high, total.about)
