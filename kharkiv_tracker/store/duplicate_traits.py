"""What every incident that counts may be recognised by, should it have been recorded twice."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kharkiv_tracker.domain.figure import Figure
from kharkiv_tracker.domain.link import Relation
from kharkiv_tracker.domain.match_key import fold
from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.domain.when import EventTime, Precision, parse_date
from kharkiv_tracker.store import sums
from kharkiv_tracker.store.selection_sql import COUNTS, LISTED

if TYPE_CHECKING:
    from kharkiv_tracker.store.case_file import CaseFile

#: The first words of a post distinguish strikes; the rest of a long post repeats other news.
_WORDS = 400


@dataclass(frozen=True, slots=True)
class Features:
    """One incident: its day and district, figures, links, and the folded words of its quotes."""

    id: int
    code: str
    event: EventTime
    district: str
    figures: Mapping[str, Figure]
    links: frozenset[str]
    words: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """An incident that a report being typed may belong to."""

    code: str
    event: EventTime
    district: str
    place: str
    figures: Mapping[str, Figure]


def candidates(case: CaseFile, ids: Sequence[int]) -> list[Candidate]:
    """These incidents (by row) in their order, whether they count or not."""
    listed = [json.dumps(list(ids))]
    figures = _figures(case, listed)
    rows = case.db.execute(
        f"SELECT id, code, date, district, place FROM incidents WHERE id IN {LISTED}", listed
    )
    by_id = {
        key: Candidate(code, _on(day), district, place, _of(figures, key))
        for key, code, day, district, place in rows
    }
    return [by_id[key] for key in ids if key in by_id]


def features(case: CaseFile, ids: Sequence[int] | None = None) -> list[Features]:
    """Every incident that counts, or those of some incidents (by row), by day, undated last."""
    listed = [] if ids is None else [json.dumps(list(ids))]
    of_reports = f"AND incident IN (SELECT uid FROM incidents WHERE id IN {LISTED})"
    links: dict[str, set[str]] = {}
    words: dict[str, list[str]] = {}
    for incident, url, quote in case.db.execute(
        "SELECT incident, url, substr(quote, 1, ?) FROM reports WHERE withdrawn = 0 "
        f"AND (url <> '' OR quote <> '') {of_reports if listed else ''} ORDER BY incident, number",
        [_WORDS, *listed],
    ):
        if url:
            links.setdefault(incident, set()).add(url)
        if quote:
            words.setdefault(incident, []).append(fold(quote))
    figures = _figures(case, listed)
    rows = case.db.execute(
        "SELECT i.id, i.uid, i.code, i.date, i.district FROM incidents AS i "
        f"WHERE {COUNTS}{f' AND i.id IN {LISTED}' if listed else ''} "
        "ORDER BY i.date IS NULL, i.date, i.code",
        listed,
    )
    return [
        Features(
            key,
            code,
            _on(day),
            district,
            _of(figures, key),
            frozenset(links.get(uid, ())),
            " ".join(dict.fromkeys(words.get(uid, ())))[:_WORDS],
        )
        for key, uid, code, day, district in rows
    ]


def batches(case: CaseFile, size: int) -> Iterator[list[int]]:
    """The incidents that count (by row) in batches of whole days, each with the day after it."""
    days: dict[str | None, list[int]] = {}
    for day, row in case.db.execute(
        f"SELECT i.date, i.id FROM incidents AS i WHERE {COUNTS} ORDER BY i.date IS NULL, i.date"
    ):
        days.setdefault(day, []).append(row)
    batch: list[int] = []
    for rows in days.values():
        batch += rows
        if len(batch) >= size:
            yield batch
            # Those of its last day are compared with the day after as well.
            batch = list(rows)
    if batch:
        yield batch


def different(case: CaseFile) -> set[frozenset[str]]:
    """The pairs of incidents (by code) marked as not the same."""
    rows = case.db.execute(
        "SELECT i.code, j.code FROM links AS l JOIN incidents AS i ON i.uid = l.one "
        "JOIN incidents AS j ON j.uid = l.other WHERE l.relation = ?",
        [Relation.DIFFERENT.value],
    )
    return {frozenset(pair) for pair in rows}


def _figures(case: CaseFile, listed: list[str]) -> dict[int, dict[str, Figure]]:
    """The counted figures of the listed incidents, or of all, without what they rest on."""
    figures: dict[int, dict[str, Figure]] = {}
    for incident, quantity, *numbers in case.db.execute(
        "SELECT f.incident, f.quantity, f.low, f.best, f.high FROM figure_steps AS f "
        f"WHERE f.known_to IS NULL AND {sums.of_quantities('f', COUNTED)}"
        f"{f' AND f.incident IN {LISTED}' if listed else ''}",
        listed,
    ):
        figures.setdefault(incident, {})[quantity] = Figure(*numbers)
    return figures


def _of(figures: Mapping[int, Mapping[str, Figure]], incident: int) -> dict[str, Figure]:
    return {name: figures.get(incident, {}).get(name, Figure()) for name in COUNTED}


def _on(day: str | None) -> EventTime:
    return EventTime(parse_date(day), precision=Precision.DATE) if day else EventTime()
