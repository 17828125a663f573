"""What incidents can be grouped by: the key of each as an expression in SQL."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from kharkiv_tracker.domain.when import parse_as_of

if TYPE_CHECKING:
    from kharkiv_tracker.store.case_file import CaseFile

UNDATED, UNKNOWN = "undated", "unknown"

#: The hour of an exact or rough time; without one the part of the day, where that is known.
_HOUR = """CASE
  WHEN i.precision = 'range' THEN 'unknown'
  WHEN i.time IS NOT NULL THEN substr(i.time, 1, 2)
  WHEN i.precision IN ('night', 'dawn', 'morning', 'day', 'evening') THEN i.precision
  ELSE 'unknown' END"""

#: Every kind of source that reports an incident, once.
_SOURCES = """LEFT JOIN (SELECT DISTINCT r.incident AS record, s.kind AS value
  FROM reports AS r JOIN sources AS s ON s.uid = r.source
  WHERE r.withdrawn = 0 AND s.kind IS NOT NULL {known}) AS w ON w.record = i.uid"""

_VALUE = "coalesce(w.value, 'unknown')"

#: The key's expression, and what it needs joined to the incidents `i`.
_KEYS = {
    "district": ("i.district", ""),
    "day": ("coalesce(i.date, 'undated')", ""),
    "month": ("coalesce(substr(i.date, 1, 7), 'undated')", ""),
    "year": ("coalesce(substr(i.date, 1, 4), 'undated')", ""),
    "hour": (_HOUR, ""),
    "weapon": (_VALUE, "LEFT JOIN incident_weapons AS w ON w.record = i.uid"),
    "place": (_VALUE, "LEFT JOIN incident_places_hit AS w ON w.record = i.uid"),
    "source_kind": (_VALUE, _SOURCES),
    "grade": ("coalesce(i.grade, 'unknown')", ""),
    "state": ("i.state", ""),
}
BY = tuple(_KEYS)


def grouped(case: CaseFile, by: str, as_known_on: datetime | None) -> tuple[str, str]:
    """The key of one of BY, and what it needs joined; without reports not yet known then."""
    key, join = _KEYS[by]
    if "{known}" not in join:
        return key, join
    if as_known_on is None:
        return key, join.format(known="")
    case.db.conn.create_function("known_from", 2, _known_from)
    second = int(as_known_on.timestamp())
    return key, join.format(known=f"AND known_from(r.published, r.as_of) <= {second}")


@lru_cache(maxsize=10_000)
def _known_from(published: str | None, as_of: str | None) -> int | None:
    """`Report.known_from` as a second: its publication, else the end of its as-of."""
    as_of_known = parse_as_of(published or as_of or "")
    return int(as_of_known.end.timestamp()) if as_of_known else None
