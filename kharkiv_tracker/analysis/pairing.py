"""Incidents that may be one and the same, found among many that come in the order of time."""

from __future__ import annotations

from collections import deque
from datetime import timedelta
from typing import Generic, TypeVar

from kharkiv_tracker.analysis.duplicates import Row, alike

#: Where more stand within two days, or without a date, only so many of the last are compared.
_COMPARED = 400
_Known = TypeVar("_Known", bound=Row)


class Pairing(Generic[_Known]):
    """Takes incidents one by one, sorted by day either way; those without a day stand together."""

    def __init__(self) -> None:
        self._near: deque[_Known] = deque(maxlen=_COMPARED)

    def add(self, row: _Known) -> list[_Known]:
        """Those that came before and may be the same as this one."""
        while self._near and not _is_near(self._near[0], row):
            self._near.popleft()
        found = [other for other in self._near if alike(other, row)]
        self._near.append(row)
        return found


def _is_near(one: Row, other: Row) -> bool:
    first, second = one.event.date, other.event.date
    if first is None or second is None:
        return first is second
    return abs(first - second) <= timedelta(days=1)
