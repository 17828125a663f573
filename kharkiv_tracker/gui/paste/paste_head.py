"""The document of a pasted text: its link or title, when it was published, and where."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from kharkiv_tracker import labels
from kharkiv_tracker.domain.document import Document, Likeness
from kharkiv_tracker.domain.when import parse_as_of
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.gui import widgets
from kharkiv_tracker.gui.entry import document_reader
from kharkiv_tracker.gui.entry.document_reader import DocumentReader
from kharkiv_tracker.gui.entry.form_field import Field
from kharkiv_tracker.gui.entry.inputs import Input, inputs_of, texts_of
from kharkiv_tracker.gui.entry.reader import Reader
from kharkiv_tracker.gui.entry.source_completion import SourceCompletion
from kharkiv_tracker.gui.entry.text_box import Line
from kharkiv_tracker.gui.paste.pasted_document import PastedDocument
from kharkiv_tracker.i18n import _
from kharkiv_tracker.intake.outcome import Outcome, Reading
from kharkiv_tracker.intake.times.time_texts import as_of_text, day_text
from kharkiv_tracker.posts import known_posts
from kharkiv_tracker.posts.post import Post
from kharkiv_tracker.store import document_matches, document_records
from kharkiv_tracker.store.case_file import CaseFile

#: What is not shown, and comes with the post or with the source.
_BEHIND = ("document_title", "language", "source_kind")


class PasteHead(QWidget):
    """Fills a `PastedDocument`; `dated` says that days count from another day now."""

    edited = Signal()
    dated = Signal()
    #: Enter was pressed in a field.
    confirmed = Signal()

    def __init__(
        self,
        case: CaseFile,
        reader: Reader,
        document: PastedDocument,
        completion: Callable[[], SourceCompletion],
    ) -> None:
        super().__init__()
        self._case, self._reader, self._document = case, reader, document
        self._completion = completion
        self._naming = DocumentReader(case)
        self._behind = dict.fromkeys(_BEHIND, "")
        self._published = ""
        self.fields: dict[str, Field] = {"document": self._document_field()}
        for item in inputs_of(Document):
            if item.name in ("published", "source"):
                read = partial(_read, item, reader)
                self.fields[item.name] = Field(item.name, item.label, read, echoes=True)
        self.fields["source"].set_names(completion().names("source") or ())
        parts = [self.fields[name] for name in ("document", "published", "source")]
        line = widgets.row()
        for place, field in enumerate(parts):
            line.addWidget(field, 3 - min(place, 1), Qt.AlignmentFlag.AlignTop)
            line.addSpacing(12 if field is not parts[-1] else 0)
            field.edited.connect(self._take)
            field.narrow = True
            if isinstance(field.box, Line):
                field.box.confirmed.connect(self.confirmed)
        self.fields["published"].left.connect(self.take_day)
        self.setLayout(line)

    @property
    def knows_day(self) -> bool:
        """Whether it was said when the text was published."""
        return bool(self.fields["published"].text()) and not self.fields["published"].prefilled

    @property
    def question(self) -> bool:
        """Whether it is open which document is meant."""
        return self.fields["document"].question is not None

    def show_post(self, post: Post, text: str) -> None:
        """Show what is known of a text; what is not is proposed."""
        self._naming.text = text
        self._behind = {**self._behind, "document_title": post.title, "language": post.language}
        self._document.text = text
        self.fields["document"].set_text(post.url or post.title or self._document.title)
        self.fields["source"].set_text(post.source or self._completion().source_of(post.url))
        published = parse_as_of(post.published) if post.published else None
        self.fields["published"].set_text(as_of_text(published) if published else "")
        if not published:
            self.fields["published"].fill(day_text(self._reader.today))
        self._use_recorded(post.url)
        self._published = self.fields["published"].text()
        self._take()

    def show_text(self, text: str) -> None:
        """The text is another; what was typed of the document stays."""
        self._naming.text = self._document.text = text
        self.fields["document"].check()
        self._take()

    def show_texts(self, texts: dict[str, str], text: str) -> None:
        """Show what was typed before."""
        self._naming.text = self._document.text = text
        self._behind = {name: texts.get(name, "") for name in _BEHIND}
        for name, field in self.fields.items():
            field.set_text(texts.get(name, ""))
        self._published = self.fields["published"].text()
        self._take()

    def refresh(self) -> None:
        """The case has changed."""
        self._naming.forget()
        self.fields["document"].check()

    def focus(self, name: str) -> None:
        """Move the keyboard to a field, with its text selected."""
        box = self.fields.get(name, self.fields["document"]).box
        box.setFocus(Qt.FocusReason.TabFocusReason)
        box.selectAll()

    def answer(self, number: int) -> bool:
        """Give the answer with this number to what the document field asks."""
        return self.fields["document"].answers.accept(number)

    def take_day(self) -> None:
        """Count days from the day that is typed."""
        field = self.fields["published"]
        if field.text() != self._published and field.check():
            self._published = field.text()
            self.dated.emit()

    def _document_field(self) -> Field:
        hint = _("https://… or title")
        field = Field("document", _("Link or document"), self._naming.read, hint, echoes=True)
        field.asks_at_once = True
        field.answered.connect(self._name)
        return field

    def _name(self, reading: Reading) -> None:
        self.fields["document"].replace_text(reading.texts["document"])

    def _use_recorded(self, url: str) -> None:
        """Use the recorded document with this text, or with this link and no other text."""
        text = self._document.text
        for match in document_matches.matches(self._case, Document(url=url, text=text)):
            # With other numbers the same words are news, of another time.
            has_text = Likeness.TEXT in match.why and known_posts.has_equal_counts(
                text, match.document.text
            )
            if not match.document.withdrawn and (has_text or not match.document.text):
                self.fields["document"].set_text(match.document.code)
                self.fields["document"].caution(
                    _("Recorded before. No second document is made; “+” before the link makes one.")
                )
                return

    def _take(self) -> None:
        """Hand on what is in the fields."""
        document, fields = self._document, self.fields
        recorded = self._recorded()
        if recorded.code != document.recorded.code:
            document.recorded = recorded
            self._fill_from(recorded)
        if not recorded.code:
            fields["document"].caution("")
        source = self._completion().source(fields["source"].text())
        kind = labels.word(source.kind) if source and source.kind else ""
        self._behind["source_kind"] = kind
        document.head = {
            **self._behind,
            **{name: field.text() for name, field in fields.items()},
        }
        self.edited.emit()

    def _fill_from(self, recorded: Document) -> None:
        texts = texts_of(recorded, self._reader.gazetteer) if recorded.code else {}
        for name in ("published", "source"):
            if texts.get(name):
                self.fields[name].set_text(texts[name])
        if texts.get("published") and texts["published"] != self._published:
            self.take_day()

    def _recorded(self) -> Document:
        name = document_reader.named(self.fields["document"].text())
        if name.code:
            try:
                return document_records.current(self._case, name.code)
            except Refused:
                return Document()
        return Document()


def _read(item: Input, reader: Reader, text: str) -> Outcome:
    return item.read(text, reader.context())
