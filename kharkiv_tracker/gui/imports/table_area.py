"""The part of a dialog that has the room left: a table, and what is shown of its row."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from kharkiv_tracker.gui.table.table_view import Table


class TableArea(QWidget):
    """Asks for the least heights alone, so that nothing else is pushed out of a low window."""

    def __init__(self, layout: QBoxLayout) -> None:
        super().__init__()
        self.setLayout(layout)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.minimumSizeHint().height())


def fit(table: Table, least: int, beside: int) -> None:
    """Let a table be as high as its rows, in pixels, where the screen has the room.

    It is never lower than `least`, and leaves `beside` of the screen to what else is there.
    """
    rows = table.model().rowCount() * table.verticalHeader().defaultSectionSize()
    full = rows + table.horizontalHeader().sizeHint().height() + 2 * table.frameWidth()
    room = table.screen().availableSize().height() - beside
    table.setMinimumHeight(max(least, min(full, room)))
