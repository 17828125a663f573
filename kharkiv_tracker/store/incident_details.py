"""What a table of incidents shows on request: who gave the figure, who changed it last and when."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kharkiv_tracker.domain.quantity import CHILDREN, KILLED, subset
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.store.giving_report import REPORT
from kharkiv_tracker.store.record_reader import read_records
from kharkiv_tracker.store.record_scope import LAST_OF_INCIDENT
from kharkiv_tracker.store.selection_sql import LISTED

if TYPE_CHECKING:
    from kharkiv_tracker.store.case_file import CaseFile

#: The children among the killed.
KILLED_CHILDREN = subset(KILLED, CHILDREN)
#: The names of these columns, by which a table is sorted too.
SOURCE, SPEAKER, CHANGED, AUTHOR = "source", "speaker", "changed", "author"
DETAILS = (SOURCE, SPEAKER, CHANGED, AUTHOR)


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
        f"SELECT i.id, {REPORT if has_report else 'NULL'}, c.at, c.author FROM incidents AS i "
        f"LEFT JOIN revisions AS c ON c.seq = {LAST_OF_INCIDENT if has_change else 'NULL'} "
        f"WHERE i.id IN {LISTED}",
        [json.dumps(list(ids))],
    ).fetchall()
    giving = [json.dumps([uid for _key, uid, *_change in rows if uid])]
    reports = {
        report.uid: report
        for report in read_records(case.db, Report, f"WHERE uid IN {LISTED}", giving)
    }
    return {
        key: IncidentDetail(reports.get(uid), at or "", author or "")
        for key, uid, at, author in rows
    }
