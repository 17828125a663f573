"""One document: what is recorded of it, its text with marked passages, what was taken from it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QMenu, QSplitter, QWidget

from kharkiv_tracker import labels
from kharkiv_tracker.domain.document import Document
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.commands import coded_subject, context_menu, controls, subject
from kharkiv_tracker.gui.commands.command_table import named
from kharkiv_tracker.gui.commands.hosts import CaseHost
from kharkiv_tracker.gui.commands.subject import Subject
from kharkiv_tracker.gui.documents.passage_text import PassageText
from kharkiv_tracker.gui.documents.record_table import RecordTable, record_rows
from kharkiv_tracker.gui.flow_row import FlowRow
from kharkiv_tracker.gui.inspector import (
    attachment_section,
    drop_target,
    flag_section,
    identifier_line,
    note_section,
)
from kharkiv_tracker.gui.inspector.link_button import LinkButton
from kharkiv_tracker.gui.inspector.report_lines import open_link
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.store import (
    attachment_records,
    document_records,
    document_usage,
    identifier_list,
    note_list,
    work_queue,
)
from kharkiv_tracker.store.document_usage import Taken

#: So many rows of records are shown at once; others are scrolled to.
_MOST_ROWS = 6
_TEXT, _BELOW = 300, 220


class DocumentPanel(QWidget):
    """Files dropped here, or pasted while it has the focus, are attached to the document."""

    def __init__(self, host: CaseHost) -> None:
        super().__init__()
        self._host = host
        self._document = Document()
        self._toggled: set[str] = set()
        self._head = widgets.column(margins=(16, 14, 16, 8))
        self.text = PassageText()
        self.text.setObjectName("passages")
        self.records = RecordTable()
        self._no_text = widgets.wrapped("", "quiet")
        self._count = widgets.text("", bold=True)
        self._quote = widgets.wrapped("", "quiet", 9)
        self._below = widgets.column()
        self._buttons = FlowRow(margins=(16, 8, 16, 12))
        self._build()
        self.text.chosen.connect(self.records.point_at)
        self.text.opened.connect(self.open_record)
        self.records.activated.connect(lambda _index: self.open_record())
        self.records.make_menu = self._record_menu
        self.records.selectionModel().currentRowChanged.connect(self._point_at)

    @property
    def code(self) -> str:
        """The code of the document shown; "" without one."""
        return self._document.code

    @property
    def subject(self) -> Subject:
        """The document for commands."""
        return subject.of_document(self._host, self._document)

    def show_document(self, code: str) -> None:
        """Show this document as it is recorded now; "" for none."""
        if code != self.code:
            self._toggled = set()
        case = self._host.session.case
        self._document = document_records.document(case, code) if code else Document()
        self.setVisible(bool(code))
        if not code:
            return
        taken = document_usage.taken(case, code)
        self._show_head()
        has_text = bool(self._document.text)
        self._text_part.setVisible(has_text)
        self._no_text.setVisible(not has_text)
        marked = [() if record.withdrawn else record.words for record in taken]
        self.text.show_text(self._document.text, marked)
        self._show_records(taken)
        self._show_files()
        self._show_buttons()

    def step(self, by: int) -> None:
        """Go to the next passage (1) or the previous one (-1), in the order of the text."""
        number = self.records.current + by
        if 0 <= number < self.records.model().rowCount():
            self.records.point_at(number)

    def open_record(self) -> None:
        """Show the current record in its own view."""
        record = self.records.record
        if record is None:
            return
        if record.kind in ("statement", "joint"):
            self._host.open_statement(record.code)
        else:
            self._host.open_incident(record.code.partition("/")[0])

    def _record_menu(self) -> QMenu:
        """The commands of the current record."""
        record = self.records.record
        of_record = record and coded_subject.of_coded(self._host, record.kind, record.code)
        if not of_record:
            return self.records.copy_menu()
        return context_menu.menu(self.records, of_record, [(_("Show"), self.open_record)])

    def paste(self) -> None:
        """Attach the files or the picture on the clipboard."""
        self._attach(drop_target.read(QGuiApplication.clipboard().mimeData()))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.code and drop_target.accepts(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self._attach(drop_target.read(event.mimeData()))

    def _attach(self, content: drop_target.DropContent) -> None:
        if self.code and content.paths:
            self._host.edits.attach(self.code, content.paths)
        elif self.code and content:
            self._host.edits.attach_bytes(self.code, content.content, _("pasted.png"))

    def _point_at(self, *_rows: object) -> None:
        """Mark the passage of the current record; a quote that is not in the text is shown."""
        record = self.records.record
        self.text.point_at(self.records.current)
        quote = record.quote if record and not record.words else ""
        self._quote.setText(_("“{text}”").format(text=quote) if quote else "")
        self._quote.setVisible(bool(quote))

    def _show_head(self) -> None:
        document = self._document
        widgets.emptied(self._head)
        name = document.title or document.url or document.code
        title = widgets.Elided(name)
        title.setFont(theme.font(theme.TITLE, bold=True))
        self._head.addWidget(title)
        for line in _lines(document):
            self._head.addSpacing(3)
            label = widgets.Elided(line, "quiet", 9)
            self._head.addWidget(label)
        links = FlowRow(margins=(0, 4, 0, 0))
        for name, address in (
            (_("Open link"), document.url),
            (_("Open archived copy"), document.archive_url),
        ):
            if address:
                links.addWidget(LinkButton(name, partial(open_link, address), 9, more=address))
        if self.subject.stands:
            attach = named("attach")
            run = partial(attach.run, self.subject)
            links.addWidget(LinkButton(controls.short_text(attach), run, 9))
        self._head.addLayout(links)
        missing = _("The text is not recorded.")
        if self.subject.stands:
            missing = _("The text is not recorded. Edit the document to add it.")
        self._no_text.setText(missing)

    def _show_records(self, taken: tuple[Taken, ...]) -> None:
        n = sum(not record.withdrawn for record in taken)
        text = ngettext("{n} record taken from it", "{n} records taken from it", n)
        none = _("Nothing taken from it yet.")
        self._count.setText(text.format(n=labels.number(n)) if n else none)
        self.records.setVisible(bool(taken))
        self.records.show_rows(record_rows(self._host.session.case, taken))
        shown_rows = min(len(taken), _MOST_ROWS)
        self.records.setFixedHeight(theme.row_height() * shown_rows + 2)
        if taken and self.records.current < 0:
            self.records.point_at(0)
        self._point_at()

    def _show_files(self) -> None:
        widgets.emptied(self._below)
        with suppress(Refused):
            flags = work_queue.findings(self._host.session.case, self.code, aside=True)
            # It says so itself.
            self._count.setVisible(not any(not flag.aside for flag in flags))
            if waiting := flag_section.section(flags, {}, self._host):
                self._below.addWidget(waiting)
            files = attachment_records.of(self._host.session.case, self.code)
            section = attachment_section.section(
                self._host, self.code, files, self._toggled, self._toggle
            )
            if section:
                self._below.addWidget(section)
            identifiers = identifier_list.listed(self._host.session.case, self.code)
            for line in identifier_line.lines(self._host, self.code, identifiers):
                self._below.addWidget(line)
            notes = note_list.listed(self._host.session.case, self.code)
            if noted := note_section.section(self._host, self.code, notes):
                self._below.addWidget(noted)

    def _show_buttons(self) -> None:
        widgets.emptied(self._buttons)
        record = self.subject
        buttons = [
            controls.button(named(name), record)
            for name in ("reinstate", "edit", "open-history")
            if named(name).possible(record)
        ]
        if record.stands:
            buttons.insert(0, controls.button_with_key(named("another-from-document"), self._host))
        for button in buttons:
            self._buttons.addWidget(button)

    def _toggle(self, uid: str, _visible: bool) -> None:
        """Show or cover an attachment."""
        self._toggled ^= {uid}
        self._show_files()

    def _build(self) -> None:
        count = widgets.row(self._count, margins=(8, 10, 8, 4))
        quote = widgets.row(self._quote, margins=(8, 4, 8, 0))
        below = widgets.column(count, self.records, quote, self._below, -1, margins=(8, 0, 8, 0))
        scroll = widgets.scrolling(widgets.holding(below), _("Taken from this document"))
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        no_text = widgets.row(self._no_text, margins=(16, 0, 16, 8))
        self._text_part = widgets.holding(widgets.column(self.text, margins=(8, 0, 0, 0)))
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setHandleWidth(1)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self._text_part)
        parts.addWidget(scroll)
        parts.setStretchFactor(0, 3)
        parts.setStretchFactor(1, 2)
        parts.setSizes([_TEXT, _BELOW])
        layout = widgets.column(self._head, no_text, parts, self._buttons)
        layout.setStretch(2, 1)
        self.setLayout(layout)


def _lines(document: Document) -> Iterator[str]:
    """What is recorded of a document, a line for what belongs together."""
    kind = labels.word(document.kind) if document.kind else ""
    published = labels.as_of(document.published) if document.published else ""
    yield " · ".join(filter(None, (document.code, kind, document.source.name, published)))
    if document.withdrawn:
        yield _("Withdrawn. The records taken from it stay.")
    if document.is_confidential:
        yield _("Confidential: never named outside the case file.")
    author = _("Author: {name}").format(name=document.author) if document.author else ""
    by = _("Collected by {name}").format(name=document.collector) if document.collector else ""
    origin = " · ".join(filter(None, (author, by, document.method)))
    if origin:
        yield origin
    if document.notes:
        yield document.notes
