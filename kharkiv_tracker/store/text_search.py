"""Records that contain the words typed, anywhere and in any spelling."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kharkiv_tracker.domain.match_key import fold
from kharkiv_tracker.domain.source import Source, Speaker
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.store import records
from kharkiv_tracker.store.incidents import IncidentRow, rows
from kharkiv_tracker.store.statements import statements
from kharkiv_tracker.store.states import record_from

if TYPE_CHECKING:
    from kharkiv_tracker.store.case_file import CaseFile

#: More words than this narrow nothing down, and SQLite limits the number of conditions.
_MOST_WORDS = 16


@dataclass(frozen=True, slots=True)
class SearchResults:
    """The records that contain every word, by kind, the likeliest first."""

    incidents: tuple[IncidentRow, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    sources: tuple[Source, ...] = ()
    statements: tuple[Statement, ...] = ()


def find(case: CaseFile, text: str, limit: int = 50) -> SearchResults:
    """The records that contain every word of the text, at most `limit` of each kind."""
    words = fold(text).split()[:_MOST_WORDS]
    if not words:
        return SearchResults()
    return SearchResults(
        tuple(rows(case, _incidents(case, words, limit))),
        tuple(_speakers(case, words, limit)),
        tuple(_sources(case, words, limit)),
        tuple(_statements(case, words))[:limit],
    )


def _incidents(case: CaseFile, words: list[str], limit: int) -> list[int]:
    """Incidents with the first word in code or place before those that quote it; latest first."""
    hits = case.db.execute(
        "SELECT i.id FROM incident_texts AS t JOIN incidents AS i ON i.id = t.incident "
        f"WHERE {_contains_all('t.folded', words)} "
        # The text begins with the code, and the place follows.
        "ORDER BY instr(t.folded, ?1) > 60, i.sort_at IS NULL, i.sort_at DESC, i.code DESC "
        f"LIMIT {limit:d}",
        words,
    )
    return [row[0] for row in hits]


def _speakers(case: CaseFile, words: list[str], limit: int) -> list[Speaker]:
    text = "(folded_person || ' ' || folded_office)"
    where = f"WHERE {_contains_all(text, words)} ORDER BY id DESC LIMIT {limit:d}"
    return [
        record_from(Speaker, state)
        for _uid, state in records.states(case.db, "speaker", where, words)
    ]


def _sources(case: CaseFile, words: list[str], limit: int) -> list[Source]:
    where = f"WHERE {_contains_all('folded', words)} ORDER BY id DESC LIMIT {limit:d}"
    return [
        record_from(Source, state)
        for _uid, state in records.states(case.db, "source", where, words)
    ]


def _contains_all(text: str, words: list[str]) -> str:
    """The condition that the text contains every word; the words are the query's parameters."""
    return " AND ".join(f"instr({text}, ?{n})" for n in range(1, len(words) + 1))


def _statements(case: CaseFile, words: list[str]) -> list[Statement]:
    return [
        statement
        for statement in reversed(statements(case))
        if all(word in fold(_searchable_text(statement)) for word in words)
    ]


def _searchable_text(statement: Statement) -> str:
    as_of = statement.as_of.text if statement.as_of else ""
    return " ".join(
        (
            statement.code,
            as_of,
            str(statement.speaker),
            statement.source.name,
            statement.quote,
            statement.url,
        )
    )
