"""Records read whole: with who spoke, where it was read, and the incidents they are about."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from functools import cache
from typing import Any, TypeVar, cast

from sqlite_utils import Database

from kharkiv_tracker.domain.account import Account
from kharkiv_tracker.domain.document import Document
from kharkiv_tracker.domain.fields import Field, Kind, fields_of
from kharkiv_tracker.domain.record import RECORDS, record_of
from kharkiv_tracker.domain.source import Source, Speaker
from kharkiv_tracker.store import records
from kharkiv_tracker.store.states import State, record_from

_Record = TypeVar("_Record")


class RecordReader:
    """Reads records; those that many of them refer to are read once."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._speakers: dict[str, Speaker] = {}
        self._sources: dict[str, Source] = {}
        self._documents: dict[str, tuple[str, bool]] = {}

    def speaker(self, uid: str | None) -> Speaker:
        """The speaker of that id; a blank one for None."""
        if not uid:
            return Speaker()
        if uid not in self._speakers:
            state = records.read(self._db, "speaker", uid) or {}
            self._speakers[uid] = record_from(Speaker, state)
        return self._speakers[uid]

    def source(self, uid: str | None) -> Source:
        """The source of that id; none for None."""
        if not uid:
            return Source()
        if uid not in self._sources:
            self._sources[uid] = record_from(Source, records.read(self._db, "source", uid) or {})
        return self._sources[uid]

    def record_of_state(self, record: type[_Record], uid: str, state: State) -> _Record:
        """The record of a state, of today or of the history, with the records it refers to."""
        others: dict[str, Any] = {"uid": uid} if hasattr(record, "uid") else {}
        for field in _referring(cast("Hashable", record)):
            if field.kind is Kind.SPEAKER:
                others[field.name] = self.speaker(state.get(field.name))
            elif field.kind is Kind.SOURCE:
                others[field.name] = self.source(state.get(field.name))
            elif field.kind is Kind.RECORDS:
                uids = state.get(field.name, ())
                is_coded = field.of == "incident"
                others[field.name] = _codes(self._db, uids) if is_coded else tuple(uids)
            else:
                others |= self._document(state.get(field.name), record)
        return record_from(record, state, **others)

    def _document(self, uid: str | None, record: type) -> dict[str, Any]:
        """What an account or a person has of the document it points to, by that one's id."""
        if not uid:
            return {}
        if uid not in self._documents:
            # Its text is long, and not needed here.
            row = self._db.execute(
                "SELECT code, confidential, source FROM documents WHERE uid = ?", [uid]
            )
            code, confidential, source = row.fetchone() or ("", 0, None)
            document = Document(source=self.source(source), confidential=bool(confidential))
            self._documents[uid] = (code, document.is_confidential)
        code, is_confidential = self._documents[uid]
        read: dict[str, Any] = {"document": code}
        if issubclass(record, Account):
            read["document_confidential"] = is_confidential
        return read


@cache
def _referring(record: Any) -> tuple[Field, ...]:
    """The fields of a dataclass that refer to other records."""
    return tuple(
        field
        for field in fields_of(record)
        if field.kind in (Kind.SPEAKER, Kind.SOURCE, Kind.RECORDS)
        or (field.of == "document" and not field.automatic)
    )


def read_record(db: Database, kind: str, uid: str) -> Any:
    """The record of that id; blank if not found."""
    return record_of_state(db, RECORDS[kind].dataclass, uid, records.read(db, kind, uid) or {})


def read_records(
    db: Database, record: type[_Record], where: str = "", params: list[Any] | None = None
) -> Iterator[_Record]:
    """Every record of a dataclass, in the order they were written, unless `where` has another.

    `where` is a clause of SQL on its table.
    """
    reader = RecordReader(db)
    for uid, state in records.states(db, record_of(record).name, where, params):
        yield reader.record_of_state(record, uid, state)


def speaker_in(db: Database, uid: str | None) -> Speaker:
    """The speaker of that id; a blank one for None."""
    return RecordReader(db).speaker(uid)


def source_in(db: Database, uid: str | None) -> Source:
    """The source of that id; none for None."""
    return RecordReader(db).source(uid)


def record_of_state(db: Database, record: type[_Record], uid: str, state: State) -> _Record:
    """The record of a state, of today or of the history, with the records it refers to."""
    return RecordReader(db).record_of_state(record, uid, state)


def _codes(db: Database, incidents: list[str]) -> tuple[str, ...]:
    codes = (
        code
        for uid in incidents
        for (code,) in db.execute("SELECT code FROM incidents WHERE uid = ?", [uid])
    )
    return tuple(sorted(codes))
