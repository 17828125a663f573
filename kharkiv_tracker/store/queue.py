"""What waits for a person to look at it: incidents by what is doubtful or undone about them."""

from __future__ import annotations

import json
from collections.abc import Collection
from enum import StrEnum
from typing import TYPE_CHECKING

from kharkiv_tracker.domain.place import DistrictKind, Gazetteer
from kharkiv_tracker.store.selecting import COUNTS, LISTED

if TYPE_CHECKING:
    from kharkiv_tracker.store.case_file import CaseFile


class Waiting(StrEnum):
    """Why an incident waits."""

    NOT_APPROVED = "not approved"
    SINGLE_SPEAKER = "single speaker"
    DISAGREEMENT = "disagreement"
    DISTRICT_UNKNOWN = "district unknown"
    UNDATED = "undated"


_CONDITIONS = {
    Waiting.NOT_APPROVED: "i.state <> 'Approved'",
    # An office is one voice however many outlets quote it; every unnamed speaker is another.
    Waiting.SINGLE_SPEAKER: (
        "(SELECT count(DISTINCT coalesce(nullif(s.folded_office, ''), s.folded_person, r.uid)) "
        "FROM reports AS r LEFT JOIN speakers AS s ON s.uid = r.speaker "
        "WHERE r.incident = i.uid AND r.withdrawn = 0) = 1"
    ),
    Waiting.DISAGREEMENT: (
        "EXISTS (SELECT 1 FROM figure_steps AS f WHERE f.incident = i.id "
        "AND f.known_to IS NULL AND instr(f.because, '\"widened\"'))"
    ),
    Waiting.DISTRICT_UNKNOWN: "i.district IN (?1, ?2)",
    Waiting.UNDATED: "i.date IS NULL",
}


def waiting(case: CaseFile, gazetteer: Gazetteer) -> dict[Waiting, int]:
    """How many incidents wait, by reason; reasons for which none waits are left out."""
    told = {kind: len(ids(case, gazetteer, kind)) for kind in Waiting}
    return {kind: count for kind, count in told.items() if count}


def ids(case: CaseFile, gazetteer: Gazetteer, kind: Waiting) -> list[int]:
    """The incidents that wait for this reason, oldest first, undated last."""
    return [row[0] for row in _found(case, gazetteer, kind)]


def codes(
    case: CaseFile, gazetteer: Gazetteer, kind: Waiting, among: Collection[str] | None = None
) -> set[str]:
    """The codes of the incidents that wait for this reason, all or those among some."""
    return {row[1] for row in _found(case, gazetteer, kind, among)}


def _found(
    case: CaseFile, gazetteer: Gazetteer, kind: Waiting, among: Collection[str] | None = None
) -> list[tuple[int, str]]:
    unknown = [
        next(district.key for district in gazetteer.districts if district.kind is area)
        for area in (DistrictKind.CITY_UNKNOWN, DistrictKind.OBLAST_UNKNOWN)
    ]
    params = unknown if "?1" in _CONDITIONS[kind] else []
    narrowed = ""
    if among is not None:
        narrowed = f"AND i.code IN {LISTED}"
        params = [*params, json.dumps(sorted(among))]
    return case.db.execute(
        f"SELECT i.id, i.code FROM incidents AS i "
        f"WHERE {COUNTS} AND {_CONDITIONS[kind]} {narrowed} "
        "ORDER BY i.sort_at IS NULL, i.sort_at, i.code",
        params,
    ).fetchall()
