"""The last edits, to go back to one of them: it and all that came after it are undone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from kharkiv_tracker import gazetteer, labels
from kharkiv_tracker.domain.edit_step import EditStep
from kharkiv_tracker.domain.when import zone
from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.dialogs.dialog import Dialog
from kharkiv_tracker.gui.search import search_dialog
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.labels import edit_text, people_text, revision_text

_WIDTH, _ROWS = 760, 8
_WHAT = Qt.ItemDataRole.UserRole


class UndoDialog(Dialog):
    """Arrows choose how far to go back, Enter undoes; what is undone is marked."""

    def __init__(self, parent: QWidget, steps: Sequence[EditStep]) -> None:
        super().__init__(parent, _("Undo several steps"))
        self.setMinimumWidth(theme.px(_WIDTH))
        self.list = QListWidget()
        self.list.setAccessibleName(_("Last changes, newest first"))
        self.list.setItemDelegate(search_dialog.HitDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.MultiSelection)
        for step in steps:
            self.list.addItem(_item(step))
        self.list.setFixedHeight(max(1, self.list.sizeHintForRow(0)) * _ROWS + 8)
        self._preview = widgets.wrapped()
        self.add(
            widgets.wrapped(
                _("The marked changes are undone, the newest first. They can be redone."), "quiet"
            )
        )
        self.add(self.list)
        self.add(self._preview)
        self.finish(_("Undo marked changes"))
        self.list.currentRowChanged.connect(self._mark)
        self.list.pressed.connect(lambda _index: self._mark(self.list.currentRow()))
        self.list.activated.connect(self._accept_row)
        self.list.setCurrentRow(0)
        self.list.setFocus()

    @property
    def number(self) -> int:
        """How many of the last edits are to be undone."""
        return self.list.currentRow() + 1

    @property
    def preview(self) -> str:
        return self._preview.text()

    def _accept_row(self, _index: QModelIndex) -> None:
        self.accept()

    def _mark(self, row: int) -> None:
        """Mark all that is undone, and say how many they are."""
        for number in range(self.list.count()):
            self.list.item(number).setSelected(number <= row)
        sentence = ngettext(
            "{n} change is undone: {what}.",
            "{n} changes are undone, back to the state before: {what}.",
            row + 1,
        )
        name = self.list.item(row).data(_WHAT)
        self._preview.setText(sentence.format(n=labels.number(row + 1), what=name))


def ask_number(parent: QWidget, steps: Sequence[EditStep]) -> int:
    """How many of these edits, the newest first, are to be undone; 0 for none."""
    dialog = UndoDialog(parent, steps)
    accepted = dialog.exec() == UndoDialog.DialogCode.Accepted
    number = dialog.number
    dialog.deleteLater()
    return number if accepted else 0


def _brief(stamp: str) -> str:
    """The time of today, else the day."""
    at = datetime.fromisoformat(stamp).astimezone(zone())
    if at.date() == datetime.now(zone()).date():
        return at.strftime("%H:%M")
    return labels.date(at.date(), short=True)


def _item(step: EditStep) -> QListWidgetItem:
    """A line: what was done, and quietly who did it when."""
    at = labels.date_time(datetime.fromisoformat(step.at), short=True)
    who = revision_text.author(step.author)
    name = people_text.capital(edit_text.what(step))
    item = QListWidgetItem(name)
    item.setData(search_dialog.DETAIL, edit_text.value(step, gazetteer.load()))
    item.setData(search_dialog.KIND, f"{who} · {_brief(step.at)}")
    item.setData(_WHAT, edit_text.what(step))
    text = ", ".join((name, at, who))
    item.setData(Qt.ItemDataRole.AccessibleTextRole, text)
    item.setToolTip(widgets.tooltip(text))
    return item
