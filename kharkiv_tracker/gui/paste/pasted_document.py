"""The one document of a pasted text: a new one, or one that is recorded already."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from kharkiv_tracker.domain import passage
from kharkiv_tracker.domain.document import Document as DocumentRecord
from kharkiv_tracker.domain.passage import Ranges
from kharkiv_tracker.exchange.record_json import Document
from kharkiv_tracker.gui.entry import typed_document
from kharkiv_tracker.gui.entry.reader import Reader
from kharkiv_tracker.gui.paste.proposed_entry import ProposedEntry

#: Of a first line without end, so much is a title.
_LONGEST_TITLE = 200


@dataclass(slots=True)
class PastedDocument:
    """`text` is as it is stored; `head` has what is typed of the document, by input name.

    `recorded` is the document that is used in place of a new one; blank for a new one.
    """

    text: str = ""
    head: dict[str, str] = field(default_factory=dict)
    recorded: DocumentRecord = field(default_factory=DocumentRecord)

    @property
    def title(self) -> str:
        """What it is called where nothing says so: its first line."""
        return " ".join(self.text.partition("\n")[0].split())[:_LONGEST_TITLE]

    def texts(self) -> dict[str, str]:
        """What a form would hold of it."""
        named = self.head.get("document", "").strip() or self.title
        text = "" if self.recorded.code else self.text
        return {**self.head, "document": named, "document_text": text}

    def texts_of(self, entry: ProposedEntry) -> dict[str, str]:
        """What a form would hold that records this entry from it."""
        return {**self.texts(), **entry.texts(self.text, self.words_of(entry))}

    def words_of(self, entry: ProposedEntry) -> Ranges:
        """The words of an entry in the text that is stored; none where that has other words."""
        words = entry.words(self.text)
        if self.recorded.code and self.recorded.text != self.text:
            return passage.located(self.recorded.text, passage.quote(self.text, words))
        return words

    def written(self, documents: Iterable[Document], reader: Reader) -> Document:
        """These entries in the JSON of `add`, all read in this document."""
        written: Document = {}
        for document in documents:
            for kind, records in document.items():
                written.setdefault(kind, []).extend(records)
        return typed_document.with_document(written, self.texts(), reader)
