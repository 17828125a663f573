"""Boxes of a dialog in two columns, each under its label."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QWidget

from kharkiv_tracker.gui import widgets

#: Between the two columns, and between a label and its box.
_GAP, _BELOW = 16, 3


class LabelGrid(QGridLayout):
    """The columns are 0 and 2; both get the same room."""

    def __init__(self) -> None:
        super().__init__()
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(0)
        self.setColumnMinimumWidth(1, _GAP)
        for column in (0, 2):
            self.setColumnStretch(column, 1)

    def place(
        self, row: int, column: int, label: str, *boxes: QWidget, above: int, span: int = 1
    ) -> tuple[QWidget, ...]:
        """Put a label and what belongs to it below each other; returns them all."""
        title = widgets.text(label, "quiet")
        title.setBuddy(boxes[0])
        title.setContentsMargins(0, above, 0, _BELOW)
        for at, part in enumerate((title, *boxes), row):
            self.addWidget(part, at, column, 1, span)
        return (title, *boxes)
