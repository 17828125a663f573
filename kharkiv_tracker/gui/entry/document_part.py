"""The document of a form: one that is recorded, one that is begun, or none."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Qt

from kharkiv_tracker.domain import passage
from kharkiv_tracker.domain.document import Document
from kharkiv_tracker.domain.passage import Ranges
from kharkiv_tracker.domain.revision import Changes
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.gui import widgets
from kharkiv_tracker.gui.entry import document_reader
from kharkiv_tracker.gui.entry.document_reader import DocumentReader
from kharkiv_tracker.gui.entry.form import Form
from kharkiv_tracker.gui.entry.forms import OF_DOCUMENT
from kharkiv_tracker.gui.entry.inputs import texts_of
from kharkiv_tracker.gui.entry.passage_field import PassageField
from kharkiv_tracker.gui.entry.quote_search import QuoteSearch
from kharkiv_tracker.gui.entry.reader import Reader
from kharkiv_tracker.gui.entry.text_box import Line
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import document_records, document_titles, document_usage
from kharkiv_tracker.store.case_file import CaseFile

#: What records take from their document, by the names of the inputs; not asked for again.
_TAKEN = ("source", "source_kind", "published", "archive_url", "language")
#: Of a first line without end, so much is a title.
_LONGEST_TITLE = 200
#: Typed as the document.
_LINK = ("url",)


class DocumentPart(QObject):
    """Fills and folds what a recorded document says already, and shows its text for marking.

    `read_names` gets the text of the document, to complete names from it. A form of corrections
    (`corrects`) folds nothing and begins no document.
    """

    def __init__(
        self,
        case: CaseFile,
        form: Form,
        reader: Callable[[], Reader],
        read_names: Callable[[str], None] = lambda _text: None,
        corrects: bool = False,
    ) -> None:
        super().__init__(form)
        self._case, self._form, self._reader = case, form, reader
        self._read_names, self._corrects = read_names, corrects
        self._document = Document()
        self._texts: Mapping[str, str] = {}
        self._is_open = False
        self._text = ""
        #: In a form of corrections, the words of the record itself: not used by another.
        self._own_words: Ranges = ()
        words = form.fields["words"]
        assert isinstance(words, PassageField)  # noqa: S101 - the names are ours
        self.search = QuoteSearch(form.text_field("quote"), words)
        self.field = form.text_field("document")
        self._naming = DocumentReader(case, begins=not corrects)
        self.field.set_reader(self._naming.read)
        self.field.edited.connect(self.refresh)
        self.field.answered.connect(self._leave)
        if isinstance(self.field.box, Line):
            self.field.box.takes_lines = not corrects
            self.field.box.lines_pasted.connect(self._take_text)
        form.text_field("document_text").edited.connect(self._show_text)
        for name in _TAKEN:
            form.fields[name].edited.connect(self._fold)
        self._change = widgets.small_button(_("Other source or date  Alt+D"), self.open)
        self.field.parts.addLayout(widgets.row(self._change, -1))
        self.refresh()

    @property
    def code(self) -> str:
        """The code of the recorded document; "" without one."""
        return self._document.code

    @property
    def begins(self) -> bool:
        """Whether a new document is begun here, and no other may be meant."""
        is_new = not self._corrects and not self.code and bool(self.field.text().strip())
        has_text = bool(self._form.fields["document_text"].text().strip())
        return is_new and (has_text or self.field.question is None)

    @property
    def is_named(self) -> bool:
        """Whether there is a document, recorded or new."""
        return bool(self.field.text().strip())

    @property
    def is_alone(self) -> bool:
        """Whether a document is named and nothing is typed of a record."""
        own = {"document", *OF_DOCUMENT, *_TAKEN}
        return self.is_named and not any(
            field.is_touched for name, field in self._form.fields.items() if name not in own
        )

    def choose(self, code: str) -> None:
        """Take a recorded document, as text that was not typed."""
        self.field.set_text(code)
        self.field.prefilled = True

    def open(self) -> None:
        """Show what the document says already, to type something else for this record."""
        if self._change.isHidden():
            return
        self._is_open = True
        self._fold()
        self._form.fields[_TAKEN[0]].box.setFocus(Qt.FocusReason.TabFocusReason)

    def refresh(self, changes: object = None) -> None:
        """Another document is named, or the case has changed."""
        if isinstance(changes, Changes):
            self._naming.forget()
        document = self._recorded()
        if document != self._document:
            self._exchange(document)
        self._fold()
        self._show_text()

    def _take_text(self, text: str) -> None:
        """A whole text was pasted: its first line is the link or the title."""
        first, _newline, rest = text.partition("\n")
        is_link = bool(document_reader.named(first).url)
        self.field.set_text(first.strip()[:_LONGEST_TITLE])
        self._form.text_field("document_text").set_text(rest.strip() if is_link else text)
        self._form.go_on(self._form.fields["document_text"])

    def _leave(self) -> None:
        """With the document named, move to what is typed next."""
        self._form.go_on(self.field)

    def _recorded(self) -> Document:
        name = document_reader.named(self.field.text())
        if not name.code:
            return Document()
        try:
            code = document_titles.by_code(self._case, name.code).code
            return document_records.document(self._case, code)
        except Refused:
            return Document()

    def _exchange(self, document: Document) -> None:
        """Fill in what this document says in place of what the last one said."""
        self._document, self._is_open = document, False
        texts = texts_of(document, self._reader().gazetteer) if document.code else {}
        self._texts = {name: texts[name] for name in _TAKEN if texts.get(name)}
        if not self._corrects:
            for name in _TAKEN:
                self._form.text_field(name).fill(self._texts.get(name, ""))

    def _fold(self) -> None:
        """Fold what is not asked: what the document says, and what only a new one needs."""
        self._change.setVisible(bool(self._texts) and not self._is_open and not self._corrects)
        if self._corrects:
            return
        folded = set(_LINK)
        if not self.begins:
            folded |= set(OF_DOCUMENT)
        elif document_reader.named(self.field.text()).title:
            folded.add("document_title")
        if self._texts and not self._is_open:
            fields = self._form.fields
            folded |= {n for n, text in self._texts.items() if fields[n].text().strip() == text}
            folded |= {n for n in ("archive_url", "language") if not fields[n].text()}
            if "source" in folded and not fields["source_kind"].text():
                folded.add("source_kind")
        if not self._form.focused or self._form.focused.name not in folded:
            self._form.fold(folded, "document")

    def _show_text(self) -> None:
        """Show the text of the document, with the words that other records use."""
        used: tuple[Ranges, ...] = ()
        if self.code:
            text = self._document.text
            used = tuple(
                taken.words
                for taken in document_usage.taken(self._case, self.code)
                if not taken.withdrawn and taken.words != self._own_words
            )
        else:
            typed = self._form.fields["document_text"].text() if self.begins else ""
            text = passage.normal(typed).strip()
            if text != self._naming.text:
                self._naming.text = text
                self.field.check()
        self._form.fold(() if text else ("words",), "text")
        self.search.show_content(text, used)
        if text != self._text:
            self._text = text
            self._read_names(text)

    def leave_out(self, words: Ranges) -> None:
        """These words are those of the record that is corrected."""
        self._own_words = words
