"""The JSON of documents: `{"id": "d1", "kind": "article", "title": "…", "text": "…"}`."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from kharkiv_tracker.domain import passage
from kharkiv_tracker.domain.document import Document
from kharkiv_tracker.domain.entry import DocumentEntry
from kharkiv_tracker.errors import Refused, under
from kharkiv_tracker.exchange.attached_json import read_identifiers
from kharkiv_tracker.exchange.json_shape import Fields, items
from kharkiv_tracker.exchange.record_json import document_of, read_record
from kharkiv_tracker.i18n import _


def read_documents(fields: Fields, own: bool = False) -> tuple[DocumentEntry, ...]:
    """The `documents` of an entry; their ids are what records of the same entry call them."""
    entries: list[DocumentEntry] = []
    for path, entry in items(fields.pop("documents"), "documents"):
        with under(path):
            read = read_entry(entry, path, own)
            if read.id and read.id in {other.id for other in entries}:
                raise Refused(_("This id is already used for another document."), path="id")
            entries.append(read)
    return tuple(entries)


def read_document(entry: object, own: bool = False) -> Document:
    """A document from its JSON. Its text is kept as it is, for ranges count its characters."""
    fields = Fields(entry)
    given = fields.rest().get("text")
    document = read_record(Document, fields.rest(), own=own)
    return replace(document, text=passage.normal(given)) if isinstance(given, str) else document


def document_document(document: Document) -> dict[str, Any]:
    """The fields of a document as `add` takes them."""
    return document_of(document)


def read_entry(entry: object, path: str = "", own: bool = False) -> DocumentEntry:
    """A document with its local id and its identifiers of other archives."""
    fields = Fields(entry)
    local, identifiers = fields.text("id"), read_identifiers(fields, own)
    return DocumentEntry(read_document(fields.rest(), own), local, path, identifiers)
