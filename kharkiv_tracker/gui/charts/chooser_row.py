"""The row above a chart: what is drawn, and the ways to take it along, as far as there is room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QComboBox, QPushButton, QWidget

from kharkiv_tracker.gui import theme, widgets

#: Between two parts, and around the text of a list with its chevron.
_GAP, _CHEVRON = 8, 40


class ChooserRow(QWidget):
    """Leaves out buttons where room is short: the menu has their commands too."""

    def __init__(self, options: Sequence[QWidget], buttons: Sequence[QPushButton]) -> None:
        super().__init__()
        self._options, self._buttons = options, buttons
        line = widgets.row()
        for option in options:
            line.addWidget(option)
            line.addSpacing(_GAP)
        line.addStretch()
        for button in buttons:
            line.addWidget(button)
            line.addSpacing(_GAP if button is not buttons[-1] else 0)
        self.setLayout(line)

    def event(self, event: QEvent) -> bool:
        result = super().event(event)
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize, QEvent.Type.Show):
            self._fit()
        return result

    def minimumSizeHint(self) -> QSize:
        wide = sum(option.minimumSizeHint().width() + _GAP for option in self._options)
        return QSize(wide, super().minimumSizeHint().height())

    def _fit(self) -> None:
        """Show the buttons that have room beside the options."""
        room = self.width() - sum(map(_width, self._options))
        for button in self._buttons:
            room -= button.sizeHint().width() + _GAP
            button.setVisible(room >= 0)


def _width(option: QWidget) -> int:
    """The width that an option needs to be read, with the gap beside it."""
    if isinstance(option, QComboBox):
        text = option.fontMetrics().horizontalAdvance(option.currentText())
        return min(option.sizeHint().width(), text + theme.px(_CHEVRON)) + _GAP
    return option.sizeHint().width() + _GAP
