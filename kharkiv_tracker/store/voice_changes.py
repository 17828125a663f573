"""Which incidents another list of offices would change: only those whose speakers it regroups."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from itertools import groupby

from sqlite_utils import Database

from kharkiv_tracker.domain.office import Authority
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.source import Source, Speaker
from kharkiv_tracker.domain.voice import Offices
from kharkiv_tracker.store import records
from kharkiv_tracker.store.selection_sql import LISTED
from kharkiv_tracker.store.states import record_from

_QUOTING = (
    "SELECT i.uid, i.code, r.uid, r.speaker, r.source, r.authority "
    "FROM reports AS r JOIN incidents AS i ON i.uid = r.incident WHERE r.incident IN ("
    f"SELECT incident FROM reports WHERE speaker IN {LISTED} "
    f"UNION SELECT incident FROM reports WHERE speaker IS NULL AND source IN {LISTED}) "
    "ORDER BY i.code, r.number"
)


def incidents_changed(db: Database, before: Offices, after: Offices) -> list[tuple[str, str]]:
    """The ids and codes of incidents whose reports have other speakers after than before.

    Where the same reports stay together and no authority changes, a speaker only has another name,
    and no figure can move.
    """
    speakers = {uid: record_from(Speaker, state) for uid, state in records.states(db, "speaker")}
    sources = {uid: record_from(Source, state) for uid, state in records.states(db, "source")}

    def is_other(report: Report) -> bool:
        return before.voice(report) != after.voice(report)

    lists = (
        [uid for uid, speaker in speakers.items() if is_other(Report(speaker=speaker))],
        [uid for uid, source in sources.items() if is_other(Report(source=source))],
    )
    if not any(lists):
        return []
    rows = db.execute(_QUOTING, [json.dumps(uids) for uids in lists]).fetchall()
    changed = []
    for incident, of_incident in groupby(rows, key=lambda row: (row[0], row[1])):
        reports = [
            Report(
                uid=uid,
                speaker=speakers.get(speaker, Speaker()),
                source=sources.get(source, Source()),
                authority=Authority(authority) if authority else None,
            )
            for _uid, _code, uid, speaker, source, authority in of_incident
        ]
        if _grouped(before, reports) != _grouped(after, reports):
            changed.append(incident)
    return changed


def _grouped(offices: Offices, reports: Sequence[Report]) -> list[tuple[int, bool]]:
    """For each report the first report of its speaker, and whether that is official."""
    voices = [offices.voice(report) for report in reports]
    first = _first(voice.key for voice in voices)
    return [(first[voice.key], voice.is_official) for voice in voices]


def _first(keys: Iterable[str]) -> dict[str, int]:
    positions: dict[str, int] = {}
    for number, key in enumerate(keys):
        positions.setdefault(key, number)
    return positions
