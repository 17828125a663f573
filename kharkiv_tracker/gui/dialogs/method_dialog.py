"""The method page of the case: its parts, in the language that is chosen above them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from kharkiv_tracker import labels, languages
from kharkiv_tracker.domain.fields import Field, Kind, fields_of
from kharkiv_tracker.domain.method import Method
from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.dialogs.dialog import Dialog
from kharkiv_tracker.i18n import LANGUAGES, _, current
from kharkiv_tracker.store import method_page
from kharkiv_tracker.store.case_file import CaseFile

_WIDTH, _HEIGHT = 640, 440
_LINES = 58


def ask(parent: QWidget, case: CaseFile) -> Mapping[str, Method] | None:
    """The pages as typed, by language; None if cancelled."""
    dialog = MethodDialog(parent, case)
    return dialog.answer() if dialog.exec() else None


class MethodDialog(Dialog):
    """Keeps what is typed in every language until it is saved."""

    def __init__(self, parent: QWidget, case: CaseFile) -> None:
        super().__init__(parent, _("Method page"))
        self.setMinimumWidth(theme.px(_WIDTH))
        self._case = case
        self._pages = dict(method_page.pages(case))
        self.language = widgets.Choice(_("Language of the page"))
        for language in LANGUAGES:
            self.language.addItem(languages.known()[language].name, language)
        self.language.setCurrentIndex(self.language.findData(current()))
        self._shown = current()
        self.boxes = {field.name: _box(field) for field in fields_of(Method)}
        self._build()
        self._load()
        self.language.currentIndexChanged.connect(lambda _index: self._switch())
        self.boxes[method_page.PARTS[0]].setFocus()

    def answer(self) -> Mapping[str, Method]:
        """The pages as typed, by language."""
        self._keep()
        return self._pages

    def fill(self) -> None:
        """Put the text that is offered into the empty parts."""
        self._keep()
        page = method_page.completed(self._case, self._shown, self._pages[self._shown])
        self._pages[self._shown] = page
        self._load()

    def _switch(self) -> None:
        self._keep()
        self._shown = self.language.currentData()
        self._load()

    def _keep(self) -> None:
        self._pages[self._shown] = Method(
            **{name: _text(box).strip() for name, box in self.boxes.items()}
        )

    def _load(self) -> None:
        offered = method_page.first_text(self._case, self._shown)
        for name, box in self.boxes.items():
            box.setPlaceholderText(offered[name])
            text = getattr(self._pages[self._shown], name)
            if isinstance(box, QLineEdit):
                box.setText(text)
            else:
                box.setPlainText(text)

    def _build(self) -> None:
        sentence = _("Printed at the end of every summary. A part left empty is said to be empty.")
        self.add(widgets.wrapped(sentence, "quiet"))
        fill = widgets.button(_("Fill empty parts"), self.fill)
        label = widgets.text(_("Language of the page"), "quiet")
        label.setBuddy(self.language)
        self.add(widgets.holding(widgets.row(label, 8, self.language, -1, fill)), gap=8)
        lines = widgets.column(margins=(0, 0, 10, 0))
        for field in fields_of(Method):
            box = self.boxes[field.name]
            title = widgets.text(labels.field(field), "quiet")
            title.setBuddy(box)
            box.setAccessibleName(labels.field(field))
            if field.help:
                box.setToolTip(widgets.tooltip(_(field.help.counts)))
                box.setAccessibleDescription(_(field.help.counts))
            for part, gap in ((title, 3), (box, 10)):
                lines.addWidget(part)
                lines.addSpacing(gap)
        area = widgets.scrolling(widgets.holding(lines), _("Method page"))
        area.setMinimumHeight(theme.px(_HEIGHT))
        self.add(area)
        self.finish(_("Save"))
        self.accepting.setEnabled(not self._case.read_only)


def _box(field: Field) -> QLineEdit | QPlainTextEdit:
    if field.kind is Kind.LINE:
        return QLineEdit()
    box = QPlainTextEdit()
    box.setTabChangesFocus(True)
    box.setFixedHeight(theme.px(_LINES))
    return box


def _text(box: QLineEdit | QPlainTextEdit) -> str:
    return box.text() if isinstance(box, QLineEdit) else box.toPlainText()
