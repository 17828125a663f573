"""The flags of incidents as rows of SQL: those stored, and those that depend on the day or others.

Each row is the incident's row, the kind, the key and the content.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, timedelta

from sqlite_utils import Database

from kharkiv_tracker.domain.flag import PROVISIONAL_DAYS, FindingKind
from kharkiv_tracker.domain.report_flags import AFTER_TODAY
from kharkiv_tracker.domain.when import zone
from kharkiv_tracker.store import document_flags, identity, person_pairs
from kharkiv_tracker.store.selection_sql import COUNTS

#: A number is unusual from so many times the median of the known ones, and so many people on.
TIMES, LEAST = 20, 20
#: More than any number of people.
_MORE = 1 << 60
#: With fewer known numbers nothing is usual.
KNOWN = 10

#: Kinds that no incident has by itself: joint reports, offices and documents wait for them.
OF_RECORDS = (
    FindingKind.JOINT_CONTRADICTION,
    FindingKind.REMAINDER_TWICE,
    FindingKind.OFFICE_UNJUDGED,
    FindingKind.OFFICES_ALIKE,
    FindingKind.UNREAD_DOCUMENT,
    # Pairs of incidents are compared elsewhere.
    FindingKind.POSSIBLE_DUPLICATE,
)
#: Kinds that an incident may get or lose when others change.
COMPARED = (
    FindingKind.SAME_PERSON,
    FindingKind.SAME_IDENTIFIER,
    FindingKind.WORDS_DIFFER,
    FindingKind.UNUSUAL_TOLL,
)

_STORED = (
    "SELECT incident AS id, kind, key, told FROM findings "
    "WHERE kind = :kind AND (kind <> 'no update' OR key < :since)"
)
_PROVISIONAL = (
    "SELECT i.id, 'provisional' AS kind, i.date AS key, json_object('day', i.date) AS told "
    f"FROM incidents AS i WHERE i.date > :since AND {COUNTS}"
)
# Names are compared in Python: the rows come as a parameter.
_SAME_PERSON = (
    "SELECT value ->> 0 AS id, 'same person' AS kind, value ->> 1 AS key, value ->> 2 AS told "
    "FROM json_each(:pairs)"
)
# So are the words of documents.
_WORDS_DIFFER = (
    "SELECT i.id, 'words differ' AS kind, value ->> 1 AS key, value ->> 2 AS told "
    f"FROM json_each(:words) JOIN incidents AS i ON i.id = value ->> 0 WHERE {COUNTS}"
)
_OTHER_COUNTS = COUNTS.replace("i.", "c.")
# Every pair of incidents that another archive has under one code.
_SAME_IDENTIFIER = (
    "SELECT i.id, 'same identifier' AS kind, d.folded || ':' || c.uid AS key, "
    "json_object('identifier', d.scheme || ' ' || d.value, 'others', json_array(c.code)) AS told "
    "FROM identifiers AS d JOIN identifiers AS o ON o.folded = d.folded AND o.subject <> d.subject "
    "JOIN incidents AS i ON i.uid = d.subject JOIN incidents AS c ON c.uid = o.subject "
    f"WHERE NOT d.withdrawn AND NOT o.withdrawn AND {COUNTS} AND {_OTHER_COUNTS}"
)
# Written as in the index over it.
_LAST = "max(ifnull(substr(r.as_of, instr(r.as_of, '/') + 1), ''), ifnull(r.published, ''))"
# A date that begins with today's is not after it. What is stored of a report is enough.
_DATES = (
    f"{_STORED} UNION ALL "
    f"SELECT i.id, :kind, '{AFTER_TODAY}:' || i.date, "
    f"json_object('why', '{AFTER_TODAY}', 'day', i.date) "
    f"FROM incidents AS i WHERE i.date > :since AND {COUNTS} UNION ALL "
    f"SELECT i.id, :kind, '{AFTER_TODAY}:' || r.uid || '@' || {_LAST}, "
    f"json_object('why', '{AFTER_TODAY}', 'day', {_LAST}, 'reports', json_array(r.uid)) "
    "FROM reports AS r JOIN incidents AS i ON i.uid = r.incident "
    f"WHERE {_LAST} > :since AND r.withdrawn = 0 AND {COUNTS} AND NOT EXISTS "
    "(SELECT 1 FROM findings AS f, json_each(f.told, '$.reports') AS uid "
    "WHERE f.incident = i.id AND f.kind = :kind AND uid.value = r.uid)"
)
# The terms of the index over them.
_TOLLS = (
    "figure_steps AS s INDEXED BY figures_largest WHERE s.known_to IS NULL "
    "AND s.quantity IN ('killed', 'injured') AND s.best > 0"
)
# What is usual is the median of all known numbers: leaving out the few that do not count would take
# five times as long.
_MEDIANS = (
    "ranked AS (SELECT quantity, best, n, sum(n) OVER (PARTITION BY quantity) AS known, "
    "sum(n) OVER (PARTITION BY quantity ORDER BY best) AS upto FROM tolls), "
    "medians AS MATERIALIZED (SELECT quantity, avg(best) AS median FROM ranked "
    f"WHERE known >= {KNOWN} AND upto >= (known + 1) / 2 AND upto - n < (known + 2) / 2 "
    "GROUP BY quantity)"
)
_EACH_TOLL = f"SELECT s.quantity, s.best, count(*) AS n FROM {_TOLLS}"
_USUAL = (
    f"WITH tolls AS MATERIALIZED ({_EACH_TOLL} GROUP BY s.quantity, s.best), {_MEDIANS} "
    "SELECT quantity, median FROM medians"
)
# It is worked out only where a number is large enough at all.
_UNUSUAL = (
    f"WITH tolls AS MATERIALIZED ({_EACH_TOLL} "
    # An upper bound of the index, below all of it where none is needed.
    f"AND s.best < (SELECT CASE WHEN EXISTS (SELECT 1 FROM {_TOLLS} AND s.best >= {LEAST}) "
    "AND (:incident IS NULL OR EXISTS (SELECT 1 FROM figure_steps AS own "
    f"WHERE own.incident = :incident AND own.known_to IS NULL AND own.best >= {LEAST})) "
    f"THEN {_MORE} ELSE 0 END) GROUP BY s.quantity, s.best), {_MEDIANS}, "
    f"large AS (SELECT s.incident, s.quantity, s.best FROM {_TOLLS} AND s.best >= {LEAST}) "
    "SELECT i.id, 'unusual toll' AS kind, l.quantity || ':' || l.best AS key, "
    "json_object('quantity', l.quantity, 'best', l.best, 'median', m.median) AS told "
    "FROM medians AS m CROSS JOIN large AS l ON l.quantity = m.quantity "
    "CROSS JOIN incidents AS i ON i.id = l.incident "
    f"WHERE l.best >= {TIMES} * m.median AND {COUNTS}"
)
_QUERIES = {
    FindingKind.PROVISIONAL: _PROVISIONAL,
    FindingKind.SAME_PERSON: _SAME_PERSON,
    FindingKind.SAME_IDENTIFIER: _SAME_IDENTIFIER,
    FindingKind.WORDS_DIFFER: _WORDS_DIFFER,
    FindingKind.IMPLAUSIBLE_DATE: _DATES,
    FindingKind.UNUSUAL_TOLL: _UNUSUAL,
}
_NONE = "SELECT 0 AS id, '' AS kind, '' AS key, '{}' AS told WHERE FALSE"


Parameters = dict[str, str | int | None]


def query(kind: FindingKind) -> str:
    """The rows of a kind, dismissed or not; its parameters are those of `parameters`."""
    return _NONE if kind in OF_RECORDS else _QUERIES.get(kind, _STORED)


def parameters(
    db: Database, kind: FindingKind, today: date | None, incident: int | None = None
) -> Parameters:
    """What a query needs: the kind, the day to compare with, and the only incident asked for."""
    needed: Parameters = {
        "kind": kind.value,
        "since": _since(db, kind, today),
        "incident": incident,
    }
    if kind is FindingKind.SAME_PERSON:
        needed["pairs"] = json.dumps(list(person_pairs.flags(db, incident)))
    if kind is FindingKind.WORDS_DIFFER:
        needed["words"] = json.dumps(list(document_flags.of_incidents(db, incident)))
    return needed


def unusual(db: Database, tolls: Mapping[str, int]) -> dict[str, int]:
    """Those of these numbers, by quantity, that would be flagged as unusually high."""
    large = {quantity: best for quantity, best in tolls.items() if best >= LEAST}
    usual = dict(db.execute(_USUAL).fetchall()) if large else {}
    return {
        quantity: best
        for quantity, best in large.items()
        if quantity in usual and best >= TIMES * usual[quantity]
    }


def _since(db: Database, kind: FindingKind, today: date | None) -> str:
    """The day before which no update, or after which an event or a report, is a reason to wait."""
    day = today or identity.now().astimezone(zone()).date()
    if kind is FindingKind.NO_UPDATE:
        (quiet,) = db.execute("SELECT coalesce(max(quiet_days), 0) FROM cases").fetchone()
        return _back(day, int(quiet))
    if kind is FindingKind.IMPLAUSIBLE_DATE:
        # After every hour of this day.
        return f"{day.isoformat()}~"
    return _back(day, PROVISIONAL_DAYS)


def _back(day: date, days: int) -> str:
    return (day - timedelta(days=min(days, (day - date.min).days))).isoformat()
