"""Records read whole: with who spoke, where it was read, and the incidents they are about."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar

from sqlite_utils import Database

from kharkiv_tracker.domain.account import Account
from kharkiv_tracker.domain.document import Document
from kharkiv_tracker.domain.fields import Kind, fields_of
from kharkiv_tracker.domain.record import RECORDS, record_of
from kharkiv_tracker.domain.source import Source, Speaker
from kharkiv_tracker.store import records
from kharkiv_tracker.store.states import State, record_from

_Record = TypeVar("_Record")


def read_record(db: Database, kind: str, uid: str) -> Any:
    """The record of that id; blank if not found."""
    return record_of_state(db, RECORDS[kind].dataclass, uid, records.read(db, kind, uid) or {})


def read_records(
    db: Database, record: type[_Record], where: str = "", params: list[Any] | None = None
) -> Iterator[_Record]:
    """Every record of a dataclass, in the order they were written, unless `where` has another.

    `where` is a clause of SQL on its table.
    """
    for uid, state in records.states(db, record_of(record).name, where, params):
        yield record_of_state(db, record, uid, state)


def speaker_in(db: Database, uid: str | None) -> Speaker:
    """The speaker of that id; a blank one for None."""
    return record_from(Speaker, records.read(db, "speaker", uid) or {}) if uid else Speaker()


def source_in(db: Database, uid: str | None) -> Source:
    """The source of that id; none for None."""
    return record_from(Source, records.read(db, "source", uid) or {}) if uid else Source()


def record_of_state(db: Database, record: type[_Record], uid: str, state: State) -> _Record:
    """The record of a state, of today or of the history, with the records it refers to."""
    others: dict[str, Any] = {"uid": uid} if hasattr(record, "uid") else {}
    for field in fields_of(record):
        if field.kind is Kind.SPEAKER:
            others[field.name] = speaker_in(db, state.get(field.name))
        elif field.kind is Kind.SOURCE:
            others[field.name] = source_in(db, state.get(field.name))
        elif field.kind is Kind.RECORDS:
            uids = state.get(field.name, ())
            others[field.name] = _codes(db, uids) if field.of == "incident" else tuple(uids)
        elif field.of == "document" and not field.automatic:
            others |= _document(db, state.get(field.name), record)
    return record_from(record, state, **others)


def _document(db: Database, uid: str | None, record: type) -> dict[str, Any]:
    """What an account or a person has of the document it points to, by that one's id."""
    if not uid:
        return {}
    # Its text is long, and not needed here.
    row = db.execute("SELECT code, confidential, source FROM documents WHERE uid = ?", [uid])
    code, confidential, source = row.fetchone() or ("", 0, None)
    read: dict[str, Any] = {"document": code}
    if issubclass(record, Account):
        document = Document(source=source_in(db, source), confidential=bool(confidential))
        read["document_confidential"] = document.is_confidential
    return read


def _codes(db: Database, incidents: list[str]) -> tuple[str, ...]:
    codes = (
        code
        for uid in incidents
        for (code,) in db.execute("SELECT code FROM incidents WHERE uid = ?", [uid])
    )
    return tuple(sorted(codes))
