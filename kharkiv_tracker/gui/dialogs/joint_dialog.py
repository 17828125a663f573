"""One count for several incidents, typed as a report."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from kharkiv_tracker import labels
from kharkiv_tracker.domain.fields import fields_of
from kharkiv_tracker.domain.joint import JointReport
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.errors import Refused, TrackerError
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.dialogs.dialog import Dialog
from kharkiv_tracker.gui.entry import typed_document
from kharkiv_tracker.gui.entry.document_reader import DocumentReader
from kharkiv_tracker.gui.entry.form_field import Field
from kharkiv_tracker.gui.entry.odd_values import OddValues
from kharkiv_tracker.gui.entry.open_questions import OpenQuestions
from kharkiv_tracker.gui.entry.reader import Reader
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.i18n import _
from kharkiv_tracker.intake.outcome import Reading

_WIDTH = 560
_REMAINDER = next(f for f in fields_of(JointReport) if f.name == "count_remainder")
_Fields = Sequence[tuple[str, str]]


def ask_joint(
    parent: QWidget,
    session: Session,
    gazetteer: Gazetteer,
    codes: Sequence[str],
    document: str = "",
) -> str:
    """Take in a joint report about the incidents of these codes; its code, "" where none is.

    `document` is the code of the document it is read in.
    """
    dialog = JointDialog(parent, session, gazetteer, codes, document)
    return dialog.code if dialog.exec() else ""


class JointDialog(Dialog):
    """Stays open until the typed report can be saved."""

    def __init__(
        self,
        parent: QWidget,
        session: Session,
        gazetteer: Gazetteer,
        codes: Sequence[str],
        document: str = "",
    ) -> None:
        super().__init__(parent, _("Combined report"))
        self.setMinimumWidth(theme.px(_WIDTH))
        self._session, self._gazetteer = session, gazetteer
        self.code = ""
        self.fields: dict[str, QLineEdit] = {}
        self.wrong = widgets.wrapped("", "attention", 9)
        self.add(
            widgets.wrapped(
                _(
                    "One number for several incidents. It is compared with their sum. The "
                    "remainder above the sum is counted only if ticked."
                ),
                "quiet",
            )
        )
        naming = DocumentReader(session.case)
        hint = _("https://… or title")
        self.document = Field("document", _("Link or document"), naming.read, hint, echoes=True)
        self.document.asks_at_once = True
        self.document.set_text(document)
        self.document.answered.connect(self._name_document)
        self.document.confirmed.connect(self._confirm_document)
        self.add(self.document)
        for line in _lines():
            self.add(self._line(line))
        self.remainder = QCheckBox(labels.field(_REMAINDER))
        if _REMAINDER.help:
            self.remainder.setToolTip(widgets.tooltip(_(_REMAINDER.help.counts)))
        self.add(self.remainder)
        self.fields["incidents"].setText(", ".join(codes) if len(codes) > 1 else "")
        self._odd = OddValues(lambda name: self.fields[name].accessibleName(), self._go_back_to)
        self.questions = OpenQuestions()
        self.questions.settled.connect(self.accept)
        self.add(self.questions, gap=0)
        self.add(self.wrong, gap=0)
        self.wrong.hide()
        self.finish(_("Save"))
        self.fields[COUNTED[0] if len(codes) > 1 else "incidents"].setFocus()

    def accept(self) -> None:
        typed = {name: field.text() for name, field in self.fields.items()}
        typed["document"] = self.document.text()
        typed[_REMAINDER.name] = "yes" if self.remainder.isChecked() else ""
        try:
            reader = Reader(self._gazetteer)
            if question := self.document.question:
                raise Refused(question.words, path="document")
            written = typed_document.with_document(
                typed_document.joint(typed, reader), typed, reader
            )
            entries = entry_json.read(written, self._gazetteer)
            if asked := self._odd.ask_about(self._session.case, entries):
                self.wrong.hide()
                self.questions.ask(asked)
                return
            changes = self._session.record(entries, self._odd.reason("joint report")).changes
        except TrackerError as error:
            self._show_error(error)
        else:
            self.code = next(iter(changes.joint), "")
            super().accept()

    def reject(self) -> None:
        """Leave the question, else close without saving."""
        if self.questions.is_open:
            self._go_back_to(self._odd.first)
        else:
            super().reject()

    def _go_back_to(self, name: str) -> None:
        self.questions.withdraw()
        self.fields[name].setFocus()

    def _show_error(self, error: TrackerError) -> None:
        self.wrong.setText(error.sentence if isinstance(error, Refused) else str(error))
        self.wrong.show()
        path = error.path if isinstance(error, Refused) else ""
        if typed_document.field_of(path) == "document":
            self.document.check()
            self.document.box.setFocus()
            return
        named = [name for name in self.fields if name in path.replace("[", ".").split(".")]
        for name in named or [typed_document.field_of(path)]:
            if name in self.fields:
                self.fields[name].setFocus()

    def _confirm_document(self) -> None:
        """Enter takes the document that is offered; without a question it saves."""
        if not self.document.answers.accept(1):
            self.accept()

    def _name_document(self, reading: Reading) -> None:
        self.document.replace_text(reading.texts["document"])
        self.fields["incidents"].setFocus()

    def _line(self, fields: _Fields) -> QWidget:
        line = widgets.row()
        for number, (name, title) in enumerate(fields):
            if number:
                line.addSpacing(12)
            self.fields[name] = box = QLineEdit()
            box.setAccessibleName(title)
            label = widgets.text(title, "quiet", 9)
            label.setBuddy(box)
            line.addLayout(widgets.column(label, 2, box), 1)
        return widgets.holding(line)


def _lines() -> Sequence[_Fields]:
    """The fields in lines of a few, with their names."""
    counts = [(name, labels.heading(name)) for name in COUNTED]
    return (
        [("incidents", _("Incident codes"))],
        [*counts, ("as_of", _("As of"))],
        [("speaker", _("Speaker")), ("office", _("Office"))],
        [("source", _("Source"))],
        [("quote", _("Quote"))],
    )
