"""The documents that records point to: found by code, and what is taken from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeVar

from sqlite_utils import Database

from kharkiv_tracker.domain import passage
from kharkiv_tracker.domain.account import Account
from kharkiv_tracker.domain.document import INHERITED, Document
from kharkiv_tracker.domain.incident import code_of
from kharkiv_tracker.domain.match_key import fold
from kharkiv_tracker.domain.person import Person
from kharkiv_tracker.domain.source import Source
from kharkiv_tracker.errors import Refused, shown, under
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import records
from kharkiv_tracker.store.record_reader import read_record
from kharkiv_tracker.store.states import State

#: So many documents are remembered.
_MANY = 50
_Pointing = TypeVar("_Pointing", bound=Account | Person)


class DocumentReferences:
    """The documents of a case, and what an entry calls those it adds (`local`: id to uid)."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self.local: dict[str, str] = {}
        #: Those that were read, by id, and what they are called.
        self._documents: dict[str, Document] = {}
        self._uids: dict[str, str] = {}

    def forget(self) -> None:
        """Read documents anew: one of them, or of the sources, was written."""
        self._documents.clear()
        self._uids.clear()

    def uid_of(self, name: str) -> str:
        """The id of a document by its code or local id, or of what it was merged into."""
        if name in self._uids and name not in self.local:
            return self._uids[name]
        uid = merge_target(self._db, self.local.get(name) or document_named(self._db, name))
        self._uids[name] = uid
        return uid

    def corrected(self, record: _Pointing, before: State) -> _Pointing:
        """A record as it is corrected, without what it had only from where it pointed `before`.

        Its words are those of its quote: where one of them is corrected, the other follows.
        """
        if not before.get("document"):
            return record
        same_words = passage.stored(record.words) == before.get("words", "")
        now = ""
        if record.document:
            with under("document"):
                now = self.uid_of(record.document)
        blank: dict[str, Any] = {}
        if now != before["document"]:
            blank = {"words": ()} if same_words else {}
            if now and isinstance(record, Account):
                blank |= _inherited(record, read_record(self._db, "document", before["document"]))
        elif isinstance(record, Account):
            same_quote = record.quote == before.get("quote", "")
            if same_words and not same_quote:
                blank = {"words": ()}
            elif same_quote and record.words and not same_words:
                blank = {"quote": ""}
        return replace(record, **blank)

    def completed(self, record: _Pointing) -> tuple[_Pointing, str]:
        """A record with what it takes from its document, and the id of that; "" without one.

        Of an account the fields it leaves blank are those of the document, and its quote and its
        words are made to fit: each gives the other where it is missing.
        """
        if not record.document:
            if record.words:
                raise Refused(_("Name the document these words are in."), path="document")
            return record, ""
        with under("document"):
            uid = self.uid_of(record.document)
        document = self._document(uid)
        if isinstance(record, Account):
            return replace(record, **_taken(record, document)), uid
        with under("words"):
            passage.quote(document.text, record.words)
        return record, uid

    def _document(self, uid: str) -> Document:
        if uid not in self._documents:
            if len(self._documents) == _MANY:
                # Texts are long.
                self._documents.clear()
            self._documents[uid] = read_record(self._db, "document", uid)
        return self._documents[uid]


def document_named(db: Database, name: str) -> str:
    """The id of the document of that code; Refused if not found."""
    row = db.execute("SELECT uid FROM documents WHERE code = ?", [code_of(name)]).fetchone()
    if row is None:
        raise Refused(_("Document {code} is not in this case file.").format(code=shown(name)))
    return str(row[0])


def merge_target(db: Database, document: str) -> str:
    """The document (by uid) this one was merged into, however often; itself where it was not."""
    passed = set()
    while document not in passed:
        passed.add(document)
        into = (records.read(db, "document", document) or {}).get("merged_into")
        document = into or document
    return document


def _inherited(account: Account, document: Document) -> Mapping[str, Any]:
    """What an account has that is of its document, each field as one without a value."""
    return {
        name: getattr(Account(), name)
        for name in INHERITED
        if _plain(getattr(account, name)) == _plain(getattr(document, name))
    }


def _plain(value: Any) -> Any:
    """A value to compare; a source is its name and kind, as it is entered."""
    return (fold(value.name), value.kind) if isinstance(value, Source) else value


def _taken(account: Account, document: Document) -> Mapping[str, Any]:
    """What an account takes from its document, and the words that its quote is."""
    taken = {
        name: getattr(document, name)
        for name in INHERITED
        if getattr(account, name) in ("", None, Source())
    }
    if not document.text:
        if account.words:
            raise Refused(_("The text of this document is not recorded."), path="words")
        return taken
    if not account.words:
        return {**taken, "words": passage.located(document.text, account.quote)}
    with under("words"):
        quote = passage.quote(document.text, account.words)
        if account.quote and not passage.matches(document.text, account.words, account.quote):
            raise Refused(_("The quote differs from these words of the document."))
    return {**taken, "quote": account.quote or quote}
