"""The cells of a table: one line, shortened where needed, with the full text in a tooltip."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from kharkiv_tracker.gui import widgets
from kharkiv_tracker.gui.short_text import shortened

#: Of a cell, in the style sheet.
_PADDING = 6
_Index = QModelIndex | QPersistentModelIndex


class CellDelegate(QStyledItemDelegate):
    """Draws cells of one line; the tooltip has the full text of an elided cell."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: _Index) -> None:
        super().initStyleOption(option, index)
        # As Qt draws it: three pixels and the padding at both sides.
        room = option.rect.width() - 2 * (_PADDING + 3)
        option.text = shortened(option.text, option.fontMetrics, room)

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: _Index,
    ) -> bool:
        text = str(index.data() or "")
        room = view.visualRect(view.model().index(index.row(), index.column())).width() - 16
        if view.fontMetrics().horizontalAdvance(text) > room:
            QToolTip.showText(event.globalPos(), widgets.tooltip(text), view)
        else:
            QToolTip.hideText()
        return True
