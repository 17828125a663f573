"""Popups of the selection bar: the period, and saved selections."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QWidget

from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.when import zone
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.gui import popups, theme, widgets
from kharkiv_tracker.gui.incidents import selection_fields
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.i18n import _
from kharkiv_tracker.intake.times import period_syntax
from kharkiv_tracker.store import selections

_WIDTH = 308


class SelectionHolder(Protocol):
    """Holds a selection and accepts another: the session, or the options of a summary."""

    @property
    def selection(self) -> Selection: ...

    def select(self, selection: Selection) -> None: ...


class PeriodPopup(popups.Popup):
    """A typed period with its echo, or one of the frequent periods."""

    def __init__(self, owner: QWidget, session: SelectionHolder) -> None:
        super().__init__(owner, _("Period"), _WIDTH)
        self._session = session
        self.typed = QLineEdit()
        widgets.set_hint(self.typed, _("2022, Aug 2022, 17.08–22.08.2022"))
        self.typed.setAccessibleName(_("Period"))
        self._echo = popups.hint("")
        self._echo.setMinimumHeight(theme.px(46))
        self._echo.setAlignment(Qt.AlignmentFlag.AlignTop)
        buttons: list[QWidget | int] = []
        for name, first, last in selection_fields.presets(_today()):
            choose = lambda first=first, last=last: self._select(  # noqa: E731
                replace(self._session.selection, first=first, last=last)
            )
            button = widgets.button(name, choose, kind="choice")
            button.setFixedHeight(theme.px(28))
            buttons.append(button)
        self.setLayout(
            widgets.column(self.typed, 4, self._echo, 2, *buttons, margins=(12, 12, 12, 8))
        )
        self.typed.textEdited.connect(lambda _text: self._show_echo())
        self.typed.returnPressed.connect(self._enter)

    def begin(self) -> None:
        selection = self._session.selection
        self.typed.setText(selection_fields.period(selection) if selection.has_period else "")
        self.typed.selectAll()
        self.typed.setFocus()
        self._show_echo()

    def _read(self) -> Selection:
        first, last = period_syntax.read(self.typed.text(), _today())
        return replace(self._session.selection, first=first, last=last)

    def _show_echo(self) -> None:
        """Show the period read from the text, or the error."""
        wrong = ""
        try:
            text = selection_fields.period(self._read()) if self.typed.text().strip() else ""
        except Refused as refused:
            text = wrong = str(refused)
        self._echo.setText(text or _("Enter applies the period; blank means all dates."))
        self._echo.setObjectName("attention" if wrong else "quiet")
        widgets.restyle(self._echo, "wrong", bool(wrong))

    def _enter(self) -> None:
        try:
            selection = self._read()
        except Refused:
            return
        self._select(selection)

    def _select(self, selection: Selection) -> None:
        self.close()
        self._session.select(selection)


class SavedPopup(popups.Popup):
    """Saved selections: choose, delete, save the current one."""

    def __init__(self, owner: QWidget, session: Session) -> None:
        super().__init__(owner, _("Saved selections"), _WIDTH)
        self._session = session
        self._selections: dict[str, Selection] = {}
        self.list = QListWidget()
        self.list.setAccessibleName(_("Saved selections"))
        self.list.itemActivated.connect(lambda item: self.select(item.text()))
        self.list.itemClicked.connect(lambda item: self.select(item.text()))
        self._none = popups.hint(_("No saved selections yet."))
        self._key_hint = popups.hint(_("Enter applies the selection, Delete removes it."))
        self.name = QLineEdit()
        widgets.set_hint(self.name, _("Name for the current selection"))
        self.name.setAccessibleName(_("Name for the current selection"))
        self.name.setMaxLength(80)
        self.keep = widgets.button(_("Save"), self._save)
        line = widgets.row(self.name, 8, self.keep)
        self.setLayout(
            widgets.column(
                self._none, self.list, 4, self._key_hint, 8, line, margins=(12, 12, 12, 12)
            )
        )
        self.name.returnPressed.connect(self._save)
        self.name.textChanged.connect(lambda _text: self._allow())

    def begin(self) -> None:
        self.name.clear()
        self._fill()
        (self.list if self._selections else self.name).setFocus()

    def select(self, name: str) -> None:
        """Apply a saved selection."""
        if name in self._selections:
            self.close()
            self._session.select(self._selections[name])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        line = self.list.currentItem()
        if event.key() == Qt.Key.Key_Delete and self.list.hasFocus() and line is not None:
            selections.remove(self._session.case, line.text())
            self.begin()
        else:
            super().keyPressEvent(event)

    def _fill(self) -> None:
        self._selections = selections.load(self._session.case)
        self.list.clear()
        self.list.addItems(list(self._selections))
        self.list.setCurrentRow(0)
        for widget in (self.list, self._key_hint):
            widget.setVisible(bool(self._selections))
        self._none.setVisible(not self._selections)
        popups.fit_height(self.list)
        self._allow()
        self.adjustSize()

    def _allow(self) -> None:
        something = not self._session.selection.is_everything
        may = something and not self._session.case.read_only
        self.name.setEnabled(may)
        self.keep.setEnabled(may and bool(self.name.text().strip()))

    def _save(self) -> None:
        if self.keep.isEnabled():
            selections.save(self._session.case, self.name.text(), self._session.selection)
            self.close()


def _today() -> date:
    """The day it is in the city, asked of the clock whenever it is needed."""
    return datetime.now(zone()).date()
