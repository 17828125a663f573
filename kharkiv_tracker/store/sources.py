"""The case's sources and speakers, those most relied on first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kharkiv_tracker.domain.source import Source, Speaker
from kharkiv_tracker.store import records
from kharkiv_tracker.store.states import source_of, speaker_of

if TYPE_CHECKING:
    from kharkiv_tracker.store.case_file import CaseFile


@dataclass(frozen=True, slots=True)
class ListedSource:
    """A source, and how many reports and statements that hold were read there."""

    source: Source
    reports: int
    statements: int


def sources(case: CaseFile) -> tuple[Source, ...]:
    """Every source, the most used first."""
    used = _reports_by_source(case)
    found = records.states(case.db, "source")
    by_use = sorted(found, key=lambda one: -used.get(one[0], 0))
    return tuple(source_of(state) for _uid, state in by_use)


def listed(case: CaseFile) -> tuple[ListedSource, ...]:
    """Every source with how often it is relied on, the most used first."""
    reports = _reports_by_source(case)
    told = dict(
        case.db.execute(
            "SELECT source, count(*) FROM statements WHERE withdrawn = 0 AND source IS NOT NULL "
            "GROUP BY source"
        ).fetchall()
    )
    found = [
        ListedSource(source_of(state), reports.get(uid, 0), told.get(uid, 0))
        for uid, state in records.states(case.db, "source")
    ]
    return tuple(sorted(found, key=lambda one: (-one.reports, -one.statements, one.source.name)))


def speakers(case: CaseFile) -> tuple[Speaker, ...]:
    """Every speaker, the most quoted first."""
    where = "ORDER BY (SELECT count(*) FROM reports WHERE speaker = speakers.uid) DESC, id"
    return tuple(speaker_of(state) for _uid, state in records.states(case.db, "speaker", where))


def of_host(case: CaseFile, host: str) -> str:
    """The source whose reports have most links to this host; "" where there is none."""
    found = case.db.execute(
        "SELECT s.name FROM reports AS r JOIN sources AS s ON s.uid = r.source "
        "WHERE r.url LIKE ? ESCAPE '!' OR r.url LIKE ? ESCAPE '!' "
        "GROUP BY s.name ORDER BY count(*) DESC, s.name LIMIT 1",
        [f"%://{_literal(host)}/%", f"%://{_literal(host)}"],
    ).fetchone()
    return str(found[0]) if found else ""


def _literal(text: str) -> str:
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_")


def _reports_by_source(case: CaseFile) -> dict[str, int]:
    # Counted once through: asking source by source reads all reports for each.
    found = case.db.execute(
        "SELECT source, count(*) FROM reports WHERE withdrawn = 0 AND source IS NOT NULL "
        "GROUP BY source"
    )
    return dict(found.fetchall())
