"""Draws the lines of a list shortened to their room, so that no figure is cut."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from kharkiv_tracker.gui.short_text import shortened

#: What the style sheet leaves free beside the text of a line.
_PADDING = 10


class ShortLines(QStyledItemDelegate):
    """For lists whose items have the full text in their tooltip."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        if not option.rect.isValid() or option.widget is None:
            # Asked for its size, not to be drawn.
            return
        part = QStyle.SubElement.SE_ItemViewItemText
        room = option.widget.style().subElementRect(part, option, option.widget).width()
        option.textElideMode = Qt.TextElideMode.ElideNone
        option.text = "\n".join(
            shortened(line, option.fontMetrics, room - _PADDING) for line in option.text.split("\n")
        )
