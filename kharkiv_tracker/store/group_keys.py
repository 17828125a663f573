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

#: Of what an incident may have several, so that it is in several groups: which are its own.
_VALUES = {
    "weapon": "incident_weapons",
    "place": "incident_places_hit",
    # Every kind of source that reports an incident, once.
    "source_kind": """(SELECT DISTINCT r.incident AS record, s.kind AS value
  FROM reports AS r JOIN sources AS s ON s.uid = r.source
  WHERE r.withdrawn = 0 AND s.kind IS NOT NULL {known})""",
}
_VALUE = "coalesce(w.value, 'unknown')"

#: The key's expression, of those that need nothing joined to the incidents `i`.
_KEYS = {
    "district": "i.district",
    "day": "coalesce(i.date, 'undated')",
    "month": "coalesce(substr(i.date, 1, 7), 'undated')",
    "year": "coalesce(substr(i.date, 1, 4), 'undated')",
    "hour": _HOUR,
    **dict.fromkeys(_VALUES, _VALUE),
    "grade": "coalesce(i.grade, 'unknown')",
    "state": "i.state",
}
BY = tuple(_KEYS)
#: The same of the stored sums `d` of days.
OF_DAYS = {
    "": "''",
    "district": "d.district",
    "day": "coalesce(nullif(d.date, ''), 'undated')",
    "month": "coalesce(nullif(substr(d.date, 1, 7), ''), 'undated')",
    "year": "coalesce(nullif(substr(d.date, 1, 4), ''), 'undated')",
}


def grouped(case: CaseFile, by: str, as_known_on: datetime | None) -> tuple[str, str]:
    """The key of one of BY, and what it needs joined; without reports not yet known then.

    "" has one group, of all.
    """
    if not by:
        return "''", ""
    values = _values(case, by, as_known_on)
    return _KEYS[by], f"LEFT JOIN {values} AS w ON w.record = i.uid" if values else ""


def in_several(case: CaseFile, by: str, as_known_on: datetime | None) -> str:
    """The condition that an incident `i` is in several groups of one of BY."""
    values = _values(case, by, as_known_on)
    if not values:
        return "FALSE"
    return f"i.uid IN (SELECT record FROM {values} GROUP BY record HAVING count(*) > 1)"


def _values(case: CaseFile, by: str, as_known_on: datetime | None) -> str:
    """Where the groups of an incident are, if it may be in several: its `record` and `value`."""
    values = _VALUES.get(by, "")
    if "{known}" not in values:
        return values
    if as_known_on is None:
        return values.format(known="")
    case.db.conn.create_function("known_from", 2, _known_from)
    second = int(as_known_on.timestamp())
    return values.format(known=f"AND known_from(r.published, r.as_of) <= {second}")


@lru_cache(maxsize=10_000)
def _known_from(published: str | None, as_of: str | None) -> int | None:
    """`Report.known_from` as a second: its publication, else the end of its as-of."""
    as_of_known = parse_as_of(published or as_of or "")
    return int(as_of_known.end.timestamp()) if as_of_known else None
