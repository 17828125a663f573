"""What a table of incidents shows on request: who gave the figure, who changed it last and when."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kharkiv_tracker.domain.quantity import CHILDREN, COUNTED, KILLED, subset
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.source import Consent
from kharkiv_tracker.store.record_reader import read_record
from kharkiv_tracker.store.record_scope import LAST_OF_INCIDENT
from kharkiv_tracker.store.selection_sql import LISTED

if TYPE_CHECKING:
    from kharkiv_tracker.store.case_file import CaseFile

#: The children among the killed.
KILLED_CHILDREN = subset(KILLED, CHILDREN)
#: The names of these columns, by which a table is sorted too.
SOURCE, SPEAKER, CHANGED, AUTHOR = "source", "speaker", "changed", "author"
DETAILS = (SOURCE, SPEAKER, CHANGED, AUTHOR)

#: The report that a counted figure of incident `i` rests on, the first that is named for it.
_GIVING = (
    "(SELECT b.uid FROM figure_steps AS g JOIN reports AS b ON b.uid = g.because ->> '$[0][1]' "
    "WHERE g.incident = i.id AND g.quantity = '{}' AND g.known_to IS NULL)"
)
#: The report that gives the figure of an incident `i`, or the latest.
_REPORT = (
    f"coalesce({', '.join(map(_GIVING.format, COUNTED))}, "
    "(SELECT uid FROM reports WHERE incident = i.uid AND withdrawn = 0 "
    "ORDER BY coalesce(as_of, published, '') DESC, number DESC LIMIT 1))"
)
#: Neither report `r` nor its document `d` nor a source of either is confidential.
_OPEN = (
    "NOT r.confidential AND NOT ifnull(d.confidential, 0) AND NOT EXISTS (SELECT 1 FROM sources "
    "WHERE uid IN (r.source, d.source) AND (confidential OR consent <> "
    f"'{Consent.WITH_NAME.value}'))"
)
#: What an incident is sorted by for a column of its report: nothing of one that is confidential.
_OF_REPORT = (
    "(SELECT nullif({name}, '') FROM reports AS r LEFT JOIN documents AS d ON d.uid = r.document "
    f"JOIN {{table}} AS o ON o.uid = r.{{field}} WHERE r.uid = {_REPORT} AND {_OPEN})"
)
_CHANGER = f"(SELECT author FROM revisions WHERE seq = {LAST_OF_INCIDENT})"
_SOURCE = _OF_REPORT.format(name="o.name", table="sources", field="source")
_SPEAKER = _OF_REPORT.format(
    name="trim(o.person || ', ' || o.office, ', ')", table="speakers", field="speaker"
)
#: What a table is sorted by for these columns.
ORDERS = {
    SOURCE: f"collation_key({_SOURCE})",
    SPEAKER: f"collation_key({_SPEAKER})",
    CHANGED: LAST_OF_INCIDENT,
    AUTHOR: f"collation_key({_CHANGER})",
}


@dataclass(frozen=True, slots=True)
class IncidentDetail:
    """The report that gives the figure of an incident, else the latest, and the last change.

    What was not asked for is None or "".
    """

    report: Report | None = None
    changed: str = ""
    """When, in UTC, as the history has it."""
    author: str = ""


NO_DETAIL = IncidentDetail()


def details(
    case: CaseFile, ids: Sequence[int], columns: Collection[str]
) -> Mapping[int, IncidentDetail]:
    """The details of these incidents that some of the columns DETAILS show."""
    has_report, has_change = {SOURCE, SPEAKER} & set(columns), {CHANGED, AUTHOR} & set(columns)
    if not ids or not (has_report or has_change):
        return {}
    rows = case.db.execute(
        f"SELECT i.id, {_REPORT if has_report else 'NULL'}, c.at, c.author FROM incidents AS i "
        f"LEFT JOIN revisions AS c ON c.seq = {LAST_OF_INCIDENT if has_change else 'NULL'} "
        f"WHERE i.id IN {LISTED}",
        [json.dumps(list(ids))],
    ).fetchall()
    return {
        key: IncidentDetail(
            read_record(case.db, "report", uid) if uid else None, at or "", author or ""
        )
        for key, uid, at, author in rows
    }
