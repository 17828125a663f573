"""Records that match a text typed to search for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from kharkiv_tracker.domain.joint import JointReport
from kharkiv_tracker.domain.match_key import words_of
from kharkiv_tracker.domain.source import Source, Speaker
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.search import typed_terms
from kharkiv_tracker.search.search_text import SearchText
from kharkiv_tracker.search.typed_terms import Query
from kharkiv_tracker.store import (
    document_list,
    found_incidents,
    identifier_list,
    joint_comparison,
    records,
)
from kharkiv_tracker.store.document_list import DocumentRow
from kharkiv_tracker.store.identifier_list import ListedIdentifier
from kharkiv_tracker.store.incidents import IncidentRow, rows
from kharkiv_tracker.store.statements import statements
from kharkiv_tracker.store.states import record_from

if TYPE_CHECKING:
    from kharkiv_tracker.store.case_file import CaseFile

_Named = TypeVar("_Named", Speaker, Source)
_Counted = TypeVar("_Counted", Statement, JointReport)


@dataclass(frozen=True, slots=True)
class SearchResults:
    """The records that match every term, by kind, the likeliest first."""

    incidents: tuple[IncidentRow, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    sources: tuple[Source, ...] = ()
    statements: tuple[Statement, ...] = ()
    joint_reports: tuple[JointReport, ...] = ()
    documents: tuple[DocumentRow, ...] = ()
    identifiers: tuple[ListedIdentifier, ...] = ()
    """Those that the whole text is, with or without the archive; see `identifier_records.find`."""


def find(case: CaseFile, text: str, limit: int = 50) -> SearchResults:
    """The records that match every term of the text, at most `limit` of each kind."""
    query = typed_terms.read(text)
    if not query.terms:
        return SearchResults()
    totals, joint = reversed(statements(case)), reversed(joint_comparison.joint_reports(case))
    return SearchResults(
        tuple(rows(case, found_incidents.find(case.db, query.terms, limit))),
        _named(case, Speaker, "speaker", ("person", "office"), query, limit),
        _named(case, Source, "source", ("name",), query, limit),
        _with_text(totals, query, text)[:limit],
        _with_text(joint, query, text)[:limit],
        tuple(document_list.rows(case, document_list.ordered(case, text=text).ids[:limit])),
        identifier_list.find(case, text)[:limit],
    )


def has_text(record: Statement | JointReport, query: Query) -> bool:
    """Whether an official total or a joint report matches every term."""
    texts = (record.code, str(record.speaker), record.source.name, record.quote, record.url)
    as_of = record.as_of.text if record.as_of else ""
    areas = (record.area,) if isinstance(record, Statement) else record.districts
    return query.is_in(SearchText.of((*texts, as_of)), areas)


def _named(
    case: CaseFile,
    record: type[_Named],
    kind: str,
    columns: Sequence[str],
    query: Query,
    limit: int,
) -> tuple[_Named, ...]:
    """Speakers or sources whose name matches, those entered last first."""
    hits = case.db.execute(
        f"SELECT uid, {', '.join(columns)} FROM {records.table_of(kind)} ORDER BY id DESC"
    ).fetchall()
    uids = [uid for uid, *names in hits if query.is_in(SearchText.of(names))][:limit]
    states = (records.read(case.db, kind, uid) for uid in uids)
    return tuple(record_from(record, state) for state in states if state)


def _with_text(all_records: Iterable[_Counted], query: Query, text: str) -> tuple[_Counted, ...]:
    """Those that match; a whole code finds its own record alone."""
    matching = [record for record in all_records if has_text(record, query)]
    exact = [record for record in matching if words_of(record.code) == words_of(text)]
    return tuple(exact or matching)
