"""Totals of incidents from their sums; what joint reports have beyond them is added elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sqlite_utils import Database

from kharkiv_tracker.domain.quantity import COUNTED, INJURED
from kharkiv_tracker.domain.total import Addends, GroupTotal, Toll
from kharkiv_tracker.store import beside_sums, sums
from kharkiv_tracker.store.beside_sums import BesideSums, Sums
from kharkiv_tracker.store.selection_sql import COUNTS


def summed(
    db: Database,
    where: str,
    params: Sequence[Any],
    as_known_on: datetime | None,
    counting: str = COUNTS,
) -> GroupTotal:
    """The total of the incidents `i` of a condition that count, remainders aside."""
    incidents, *added = db.execute(
        f"SELECT count(*), {sums.added(*COUNTED)} "
        f"FROM incidents AS i {sums.joined_steps(as_known_on)} WHERE {counting} AND {where}",
        params,
    ).fetchone()
    beside = beside_sums.by_group(db, where, params, as_known_on, counting=counting)
    return group("", incidents, added, beside.get(""))


def group(
    key: str,
    incidents: int,
    added: Sequence[int],
    beside: BesideSums | None = None,
    parts: Mapping[str, Sums] = MappingProxyType({}),
) -> GroupTotal:
    """A group of so many incidents, from the sums of each counted quantity, and of parts."""
    if not incidents:
        return GroupTotal(key)
    beside = beside or BesideSums()
    wholes = {name: (incidents, of) for name, of in zip(COUNTED, each(added), strict=True)}
    injured = {name: of for name, of in parts.items() if name.partition(".")[0] == INJURED}
    toll = {name: beside_sums.total(of, incidents) for name, of in {**wholes, **parts}.items()}
    toll |= beside.totals(incidents, {INJURED: wholes[INJURED], **injured})
    return GroupTotal(key, incidents, Toll(toll), beside.undivided)


def each(added: Sequence[int]) -> list[Sequence[int]]:
    """The sums of each counted quantity."""
    width = len(Addends._fields)
    return [added[start : start + width] for start in range(0, len(added), width)]
