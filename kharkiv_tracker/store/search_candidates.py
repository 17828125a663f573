"""Which incidents may match a search text, by the search index: those that are compared with it."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import Any, NamedTuple

from sqlite_utils import Database

from kharkiv_tracker.search.typed_terms import Term
from kharkiv_tracker.store import search_index, term_sql
from kharkiv_tracker.store.search_index import BEGINNINGS, LETTERS, WHOLE

#: To look at more one by one takes longer than to look for the first of them in order.
FEW = 5_000
#: More entries of a part, or more terms, hardly narrow further.
_ENTRIES, _TERMS = 24, 8
#: After every letter.
_LAST = "\U0010ffff"

#: Queries for the numbers of rows, each with its parameters.
_Queries = list[tuple[str, list[Any]]]


class Candidates(NamedTuple):
    """A query for incidents (by row), every one that matches among them, and its parameters.

    `are_few`: no more than was said to be few; some come twice.
    """

    number: int
    are_few: bool
    sql: str
    params: list[Any]


def narrowest(db: Database, terms: Sequence[Term], few: int = FEW) -> Candidates:
    """The fewest incidents that one of the terms, or all that are words, lead to."""
    words = [term for term in terms if _is_word(term)][:_TERMS]
    choices = [[_matching(WHOLE, " AND ".join(f"({_either(term)})" for term in words))]]
    others = [_of_term(db, term) for term in terms if not _is_word(term)][:_TERMS]
    counted = [_counted(db, queries, few) for queries in (*(choices if words else ()), *others)]
    return min(counted, key=attrgetter("number"))


def beginning(db: Database, text: str, few: int = FEW) -> Candidates:
    """The incidents with a text where code and place are."""
    return _counted(db, [_containing(db, BEGINNINGS, text[:LETTERS])], few)


def _is_word(term: Term) -> bool:
    """Whether only the texts say what matches a term, and the index knows all it looks for."""
    folded, romanised = term_sql.parts(term)
    is_long = all(len(part) >= LETTERS for part in (*folded, *romanised))
    return is_long and not (term.code or term.values or term.dates)


def _of_term(db: Database, term: Term) -> _Queries:
    queries: _Queries = list(term_sql.rows(term))
    if not term.code:
        folded, romanised = term_sql.parts(term)
        all_parts = [*folded, *romanised]
        if any(len(part) >= LETTERS for part in all_parts):
            queries.append(_matching(WHOLE, _either(term)))
        queries += [_containing(db, WHOLE, part) for part in all_parts if len(part) < LETTERS]
    return queries


def _either(term: Term) -> str:
    """A term in the language of the index: any of its parts that are long enough."""
    folded, romanised = term_sql.parts(term)
    long = [part for part in (*folded, *romanised) if len(part) >= LETTERS]
    return " OR ".join(f"({_entries(part)})" for part in long)


def _entries(part: str) -> str:
    starts = range(len(part) - LETTERS + 1)
    entries = dict.fromkeys(part[start : start + LETTERS] for start in starts)
    return " AND ".join(f'"{entry}"' for entry in list(entries)[:_ENTRIES])


def _containing(db: Database, index: str, part: str) -> tuple[str, list[Any]]:
    if len(part) >= LETTERS:
        return _matching(index, _entries(part))
    table = search_index.entries(db, index)
    # What is shorter than an entry begins one, as two spaces come after the last word.
    query = f"SELECT DISTINCT doc FROM {table} WHERE term >= ? AND term < ?"
    return query, [part, part + _LAST]


def _matching(index: str, expression: str) -> tuple[str, list[Any]]:
    return f"SELECT rowid FROM {index} WHERE {index} MATCH ?", [expression]


def _counted(db: Database, queries: _Queries, few: int) -> Candidates:
    sql = " UNION ALL ".join(f"SELECT * FROM ({query})" for query, _params in queries)
    params = [param for _query, query_params in queries for param in query_params]
    count = f"SELECT count(*) FROM (SELECT 1 FROM ({sql}) LIMIT {few + 1:d})"
    (number,) = db.execute(count, params).fetchone()
    return Candidates(number, number <= few, sql, params)
