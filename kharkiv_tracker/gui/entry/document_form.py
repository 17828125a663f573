"""The form of a document: what is recorded of it, and its text."""

from __future__ import annotations

from kharkiv_tracker import labels
from kharkiv_tracker.domain.document import Document
from kharkiv_tracker.domain.fields import Kind
from kharkiv_tracker.gui.entry.form import AnyField, Form
from kharkiv_tracker.gui.entry.form_field import Field
from kharkiv_tracker.gui.entry.inputs import Input, inputs_of
from kharkiv_tracker.gui.entry.reader import Reader
from kharkiv_tracker.gui.entry.tick import Tick
from kharkiv_tracker.languages import of_sources

_ROWS = (("url",), ("title",), ("source", "source_kind"), ("published", "kind"), ("text",))
_MORE = (
    *(("author",), ("archive_url", "language"), ("collector", "method")),
    *(("confidential",), ("notes",)),
)
#: The lines of the text that are seen at once, and of notes.
_TEXT, _NOTES = 9, 2


class DocumentForm(Form):
    """One document; its source completes from the case as that of a report does."""

    def __init__(self, reader: Reader) -> None:
        fields = {item.name: self._field(item) for item in inputs_of(Document)}
        rows, rarer = (
            [[fields[name] for name in row] for row in layout] for layout in (_ROWS, _MORE)
        )
        super().__init__("document", rows, rarer, lambda: reader.context(self.texts()))

    def _field(self, item: Input) -> AnyField:
        kind = item.field.kind
        if kind is Kind.TICK:
            return Tick(item.name, item.label)
        hints = {"published": "18.08.2022 09:20", "language": of_sources()[0]}
        field = Field(
            item.name,
            item.label,
            lambda text: item.read(text, self.present_context()),
            "https://" if kind is Kind.ADDRESS else hints.get(item.name, ""),
            echoes=kind is Kind.AS_OF,
            lines=(_TEXT if item.name == "text" else _NOTES) if kind is Kind.TEXT else 1,
        )
        if kind is Kind.WORD:
            field.set_names(labels.word(word) for word in item.field.of)
        return field
