"""The orders of a table of incidents, and what of each incident is kept to sort by.

One index holds all of it, in the order of time and code. Incidents that are equal in another order
keep this one, up and down: a stable sort of what the index gives.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from kharkiv_tracker import collation, gazetteer
from kharkiv_tracker.domain.incident import Grade, ReviewState, Weapon
from kharkiv_tracker.domain.quantity import AFFECTED, CHILDREN, INJURED, KILLED, TOTALLED, subset
from kharkiv_tracker.store import giving_report, sums
from kharkiv_tracker.store.key_ranges import ranges
from kharkiv_tracker.store.record_scope import LAST_OF_INCIDENT
from kharkiv_tracker.store.selection_sql import LISTED, at_clock

#: What an incident is sorted by, of the values in its row; None where it has nothing to sort by.
Key = Callable[[Any], Any]

#: So many incidents are compared at once.
_PIECE = 1000
_BEST = (
    "(SELECT f.best FROM figure_steps AS f WHERE f.incident = i.id AND f.quantity = '{}' "
    "AND f.known_to IS NULL)"
)
#: The columns that are kept, with what they hold of an incident `i`.
_KEPT: Mapping[str, str] = {
    "by_killed": _BEST.format("killed"),
    "by_injured": _BEST.format("injured"),
    "by_stress": _BEST.format("stress"),
    # Affected that have no figure of their own are the injured.
    "by_affected": f"coalesce({_BEST.format('affected')}, {_BEST.format('injured')})",
    "by_missing": _BEST.format("missing"),
    "by_killed_children": _BEST.format(subset(KILLED, CHILDREN)),
    "by_weapon": (
        "(SELECT group_concat(value, '|') FROM "
        "(SELECT value FROM incident_weapons WHERE record = i.uid ORDER BY value))"
    ),
    "by_reports": "(SELECT count(*) FROM reports WHERE incident = i.uid)",
    "by_report": f"(SELECT id FROM reports WHERE uid = {giving_report.REPORT})",
    "by_change": LAST_OF_INCIDENT,
}
_COLUMNS = ", ".join(_KEPT)
_DUE = ", ".join(f"{due} AS {column}" for column, due in _KEPT.items())
#: The order of time, which decides between incidents that are equal in another.
_BY_TIME = "i.sort_at IS NULL, i.sort_at, i.code"
_QUANTITIES = (*TOTALLED, subset(KILLED, CHILDREN))
#: Orders in which few incidents are equal.
_DISTINCT: Mapping[str, str] = {
    "when": "i.sort_at IS NULL, i.sort_at {way}, i.code",
    "code": "i.code {way}",
    "changed": f"i.by_change IS NULL, i.by_change {{way}}, {_BY_TIME}",
}


def refresh(
    db: Database, codes: Iterable[str] | None = None, step: Callable[[], object] = tuple
) -> None:
    """Keep what these incidents are sorted by as it is now, or all.

    `step` is called for each piece of them; what it raises gives the work up.
    """
    if codes is None:
        _refresh(db, "", [])
        return
    listed = sorted(codes)
    for first in range(0, len(listed), _PIECE):
        step()
        piece = json.dumps(listed[first : first + _PIECE])
        _refresh(db, f"WHERE i.code IN {LISTED}", [piece])


def _refresh(db: Database, only: str, params: list[str]) -> None:
    differs = " OR ".join(f"i.{column} IS NOT due.{column}" for column in _KEPT)
    db.execute(
        f"WITH due AS MATERIALIZED (SELECT i.id, {_DUE} FROM incidents AS i {only}) "
        f"UPDATE incidents AS i SET ({_COLUMNS}) = "
        f"({', '.join(f'due.{column}' for column in _KEPT)}) "
        f"FROM due WHERE i.id = due.id AND ({differs})",
        params,
    )


def wrong(db: Database, step: Callable[[], object] = tuple) -> list[str]:
    """The incidents (by uid) that are sorted by something else than they have.

    `step` is called again and again; what it raises gives the work up.
    """
    differs = " OR ".join(f"i.{column} IS NOT {due}" for column, due in _KEPT.items())
    uids: list[str] = []
    for piece in ranges(db, "incidents", "uid", _PIECE):
        step()
        rows = db.execute(
            f"SELECT i.uid FROM incidents AS i WHERE {piece.condition('i.uid')} "
            f"AND ({differs}) ORDER BY i.uid",
            piece.params,
        )
        uids += [uid for (uid,) in rows]
    return uids


def ordered(
    db: Database,
    order: str,
    descending: bool,
    where: str,
    params: Sequence[Any],
    as_known_on: datetime | None,
) -> list[int]:
    """The incidents `i` (by row) of a condition, in an order."""
    if order in _DISTINCT:
        by = _DISTINCT[order].format(way="DESC" if descending else "ASC")
        rows = db.execute(f"SELECT i.id FROM incidents AS i WHERE {where} ORDER BY {by}", params)
        return [row for (row,) in rows]
    columns, key = _columns_and_key(db, order, as_known_on)
    rows = db.execute(
        f"SELECT i.id, {columns} FROM incidents AS i {_JOINED.get(order, '')} "
        f"WHERE {where} ORDER BY {_BY_TIME}",
        params,
    )
    # Most orders have few values: those are sorted, and their incidents are in order already.
    keys, equal = _Keys(key), defaultdict[Any, list[int]](list)
    for row, value in rows:
        equal[keys[value]].append(row)
    unknown = equal.pop(None, [])
    known = [row for value in sorted(equal, reverse=descending) for row in equal[value]]
    # Without a weapon comes before all weapons; of everything else what is unknown comes last.
    is_first = order in _UNKNOWN_FIRST and not descending
    return unknown + known if is_first else known + unknown


class _Keys(dict[Any, Any]):
    """The key of each value, worked out once."""

    def __init__(self, key: Key) -> None:
        super().__init__()
        self._key = key

    def __missing__(self, value: Any) -> Any:
        key = self[value] = self._key(value)
        return key


def _columns_and_key(db: Database, order: str, as_known_on: datetime | None) -> tuple[str, Key]:
    """What to read of an incident in SQL, and the key of it."""
    if order in _QUANTITIES:
        column = f"by_{order.replace('.', '_')}"
        if as_known_on is None and column in _KEPT:
            return column, _itself
        figures = _figures(db, order, as_known_on)
        if order == AFFECTED:
            figures = {**_figures(db, INJURED, as_known_on), **figures}
        return "i.id", figures.get
    return _READ[order], _KEYS.get(order, lambda: _itself)()


def _itself(value: Any) -> Any:
    return value


def _figures(db: Database, quantity: str, as_known_on: datetime | None) -> dict[int, int]:
    rows = db.execute(
        "SELECT f.incident, f.best FROM figure_steps AS f "
        f"WHERE {sums.of_quantities('f', [quantity])} AND {at_clock('f', as_known_on)} "
        "AND f.best IS NOT NULL"
    )
    return dict(rows.fetchall())


def _by_name() -> Key:
    """Names in the order of the language spoken, nothing last."""
    return lambda name: collation.key(name) if name else None


def _by_district() -> Key:
    places = _places(place.key for place in gazetteer.load().listed)
    return lambda key: (places[key], key) if key in places else None


def _by_weapon() -> Key:
    places = _places(Weapon)

    def key(words: str | None) -> int | None:
        return min((places[w] for w in (words or "").split("|") if w in places), default=None)

    return key


def _places(words: Iterable[str]) -> dict[str, int]:
    return {str(word): place for place, word in enumerate(words)}


#: What is read for each order.
_READ: Mapping[str, str] = {
    "district": "i.district",
    "place": "i.place",
    "weapon": "i.by_weapon",
    "grade": "i.grade",
    "state": "i.state",
    "reports": "i.by_reports",
    "source": giving_report.SOURCE_NAME,
    "speaker": giving_report.SPEAKER_NAME,
    "author": "c.author",
}
_OF_REPORT = "LEFT JOIN reports AS r ON r.id = i.by_report"
#: What has to be joined to the incidents for it.
_JOINED: Mapping[str, str] = {
    "source": _OF_REPORT,
    "speaker": _OF_REPORT,
    "author": "LEFT JOIN revisions AS c ON c.seq = i.by_change",
}
#: How it becomes a key, where it is not one itself.
_KEYS: Mapping[str, Callable[[], Key]] = {
    "district": _by_district,
    "weapon": _by_weapon,
    "grade": lambda: _places(Grade).get,
    "state": lambda: _places(ReviewState).get,
    **dict.fromkeys(
        ("place", "source", "speaker", "author"),
        _by_name,
    ),
}
_UNKNOWN_FIRST = ("weapon", "state")
ORDERS = (*_DISTINCT, *_READ, *_QUANTITIES)
