"""The incidents with most casualties among those of some days and districts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.total import Total
from kharkiv_tracker.store.selecting import COUNTS, at_clock, selected

if TYPE_CHECKING:
    from kharkiv_tracker.store.case_file import CaseFile


@dataclass(frozen=True, slots=True)
class Biggest:
    """The incident of a day and a district with most of one quantity."""

    code: str
    day: date
    district: str
    place: str
    figure: Total


def biggest(
    case: CaseFile,
    quantity: str,
    among: Iterable[tuple[date, str, int]],
    most: int,
    selection: Selection = Selection(),
    as_known_on: datetime | None = None,
) -> list[Biggest]:
    """The `most` incidents with the highest best figures, the highest first.

    `among` are days and districts with what all their incidents come to, the most first: no
    incident has more than its day, so that the rest need not be asked.
    """
    found: list[Biggest] = []
    for day, district, comes_to in among:
        if len(found) >= most and (found[most - 1].figure.best or 0) >= comes_to:
            break
        found += _of_day(case, quantity, (day, district), most, selection, as_known_on)
        found.sort(key=lambda each: (-(each.figure.best or 0), each.day, each.code))
    return found[:most]


def _of_day(
    case: CaseFile,
    quantity: str,
    when: tuple[date, str],
    most: int,
    selection: Selection,
    as_known_on: datetime | None,
) -> list[Biggest]:
    where, params = selected(selection)
    day, district = when
    rows = case.db.execute(
        "SELECT i.code, i.place, f.low, f.best, f.high, f.about FROM incidents AS i "
        "JOIN figure_steps AS f ON f.incident = i.id AND f.quantity = ? "
        f"AND {at_clock('f', as_known_on)} WHERE i.date = ? AND i.district = ? AND {COUNTS} "
        f"AND f.best > 0 AND {where} ORDER BY f.best DESC, i.code LIMIT ?",
        [quantity, day.isoformat(), district, *params, most],
    )
    return [
        Biggest(code, day, district, place, Total(low, best, high, 0, bool(about)))
        for code, place, low, best, high, about in rows
    ]
