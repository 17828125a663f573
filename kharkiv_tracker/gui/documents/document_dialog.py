"""Enter a document without a report: what waits to be read."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QWidget

from kharkiv_tracker import labels
from kharkiv_tracker.domain.document import Document
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.errors import Refused, TrackerError
from kharkiv_tracker.exchange import document_json
from kharkiv_tracker.gui import widgets
from kharkiv_tracker.gui.dialogs import standard_dialogs
from kharkiv_tracker.gui.dialogs.dialog import Dialog
from kharkiv_tracker.gui.entry import typed_document
from kharkiv_tracker.gui.entry.document_form import DocumentForm
from kharkiv_tracker.gui.entry.inputs import entered, finished
from kharkiv_tracker.gui.entry.reader import Reader
from kharkiv_tracker.gui.entry.source_completion import SourceCompletion
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import document_matches, document_records

_REST = 300
_WIDTH, _HEIGHT = 460, 380
#: What completes the other fields of a source.
_FILLING = ("source", "url")


class DocumentDialog(Dialog):
    """Saves when it is accepted; what is refused stays to be corrected. `code` is the new one."""

    def __init__(self, parent: QWidget, session: Session, gazetteer: Gazetteer) -> None:
        super().__init__(parent, _("New document"))
        self._session = session
        self._reader = Reader(gazetteer)
        self.code = ""
        self.form = DocumentForm(self._reader)
        self._completion = SourceCompletion(session.case)
        self._completion.complete(self.form)
        self._alike = widgets.wrapped("", "attention", 9)
        self._wrong = widgets.wrapped("", "attention", 9)
        fields = widgets.scrolling(widgets.holding(widgets.column(self.form)), _("Fields"))
        fields.setMinimumSize(_WIDTH, _HEIGHT)
        self.add(fields, gap=4)
        self.add(self._alike, gap=0)
        self.add(self._wrong, gap=0)
        self.finish(_("Add document"))
        self._alike.hide()
        self._wrong.hide()
        self._rest_timer = QTimer(self, singleShot=True, interval=_REST)
        self._rest_timer.timeout.connect(self._look_for_same)
        self.form.edited.connect(self._rest_timer.start)
        for name in _FILLING:
            self.form.text_field(name).left.connect(lambda name=name: self._fill(name))
        for box in self.form.fields.values():
            box.entered.connect(lambda box=box: fields.ensureWidgetVisible(box, 0, 12))
        self.form.focus_first()

    @property
    def same_text(self) -> str:
        """What is said of documents that may be this one; "" for none."""
        return "" if self._alike.isHidden() else self._alike.text()

    def accept(self) -> None:
        self._show_wrong("")
        if wrong := self.form.first_wrong():
            self._show_wrong(_("Not saved. Correct the marked field."))
            self.form.reveal(wrong)
            return
        try:
            document = self._document()
            document.check()
            uid = self._session.edit("add", lambda edit: document_records.add(edit, document))
        except Refused as refusal:
            self._refuse(refusal)
        except TrackerError as error:
            self._show_wrong(
                _("Not saved. {why} Your entry is still here.").format(why=error.brief)
            )
        else:
            self.code = document_records.in_case(self._session.case.db, uid).code
            super().accept()

    def reject(self) -> None:
        is_typed = any(text.strip() for text in self.form.texts().values())
        if is_typed and not standard_dialogs.confirm_discard(self):
            return
        self._rest_timer.stop()
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._rest_timer.stop()
        super().closeEvent(event)

    def _document(self) -> Document:
        texts = self.form.texts()
        return document_json.read_document(
            finished(entered(texts, Document, self._reader.context(texts)))
        )

    def _fill(self, name: str) -> None:
        self._completion.fill(self.form, name)

    def _look_for_same(self) -> None:
        """Say which documents have this link or nearly this text."""
        try:
            alike = document_matches.matches(self._session.case, self._document())
        except Refused:
            alike = ()
        names = [
            _("{code} ({why})").format(
                code=match.document.code, why=", ".join(map(labels.word, match.why))
            )
            for match in alike[:3]
        ]
        text = _("Already recorded? {documents}.").format(documents="; ".join(names))
        self._alike.setText(text if names else "")
        self._alike.setVisible(bool(names))

    def _refuse(self, refusal: Refused) -> None:
        field = self.form.fields.get(typed_document.field_of(refusal.path) or refusal.path)
        if field is None:
            self._show_wrong(_("Not saved. {why}").format(why=refusal.sentence))
            return
        self._show_wrong(_("Not saved. Correct the marked field."))
        self.form.reveal(field)
        field.refuse(refusal.sentence)

    def _show_wrong(self, sentence: str) -> None:
        self._wrong.setText(sentence)
        self._wrong.setVisible(bool(sentence))
