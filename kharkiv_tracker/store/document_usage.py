"""Documents as they are listed, and what was taken from each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kharkiv_tracker.domain import passage
from kharkiv_tracker.domain.document import Document
from kharkiv_tracker.domain.passage import Ranges
from kharkiv_tracker.domain.record import NUMBERED, POINTING
from kharkiv_tracker.store import records
from kharkiv_tracker.store.document_references import document_named
from kharkiv_tracker.store.record_reader import read_records

if TYPE_CHECKING:
    from kharkiv_tracker.store.case_connection import CaseConnection


@dataclass(frozen=True, slots=True)
class ListedDocument:
    """A document, and how many records that are not withdrawn point to it."""

    document: Document
    taken: int


@dataclass(frozen=True, slots=True)
class Taken:
    """A record that points to a document, and the words of its text it points to."""

    kind: str
    uid: str
    code: str
    words: Ranges
    quote: str
    withdrawn: bool


def listed(case: CaseConnection) -> tuple[ListedDocument, ...]:
    """Every document that was not merged into another, those published last first."""
    counts = " + ".join(
        f"(SELECT count(*) FROM {records.table_of(kind)} WHERE document = d.uid AND NOT withdrawn)"
        for kind in POINTING
    )
    taken = dict(case.db.execute(f"SELECT d.uid, {counts} FROM documents AS d"))
    where = "WHERE merged_into IS NULL ORDER BY published IS NULL, published DESC, code DESC"
    return tuple(
        ListedDocument(document, taken.get(document.uid, 0))
        for document in read_records(case.db, Document, where)
    )


def taken(case: CaseConnection, code: str) -> tuple[Taken, ...]:
    """The records that point to the document of that code, in the order of its text."""
    uid = document_named(case.db, code)
    pointing = [record for kind in POINTING for record in _pointing(case, kind, uid)]
    return tuple(sorted(pointing, key=lambda one: (one.words or ((1 << 30, 0),), one.code)))


def _pointing(case: CaseConnection, kind: str, document: str) -> Iterator[Taken]:
    for uid, state in records.states(case.db, kind, "WHERE document = ?", [document]):
        code = state.get("code", "")
        if kind in NUMBERED:
            (owner,) = case.db.execute(
                "SELECT code FROM incidents WHERE uid = ?", [state["incident"]]
            ).fetchone()
            code = f"{owner}/{NUMBERED[kind]}{state['number']}"
        yield Taken(
            kind,
            uid,
            code,
            passage.parse(state.get("words", "")),
            state.get("quote", ""),
            bool(state.get("withdrawn")),
        )


def records_of_all(case: CaseConnection) -> Mapping[str, tuple[str, ...]]:
    """The codes of the records that point to each document (by uid) and are not withdrawn."""
    codes: dict[str, list[str]] = {}
    for kind in POINTING:
        table, where = records.table_of(kind), "r.document IS NOT NULL AND NOT r.withdrawn"
        query = f"SELECT r.document, r.code FROM {table} AS r WHERE {where} ORDER BY r.code"
        if kind in NUMBERED:
            query = (
                f"SELECT r.document, i.code || '/{NUMBERED[kind]}' || r.number FROM {table} AS r "
                f"JOIN incidents AS i ON i.uid = r.incident WHERE {where} ORDER BY i.code, r.number"
            )
        for document, code in case.db.execute(query).fetchall():
            codes.setdefault(document, []).append(code)
    return {document: tuple(own) for document, own in codes.items()}


def all_documents(case: CaseConnection) -> Iterator[Document]:
    """Every document by its code, withdrawn and merged ones too."""
    return read_records(case.db, Document, "ORDER BY code")
