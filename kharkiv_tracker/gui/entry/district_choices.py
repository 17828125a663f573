"""The districts that a typed name may mean, one key each."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from kharkiv_tracker.domain.place import District
from kharkiv_tracker.gui import widgets
from kharkiv_tracker.i18n import _, current

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1}


class Choices(QWidget):
    """Enter takes the first, Alt and a number another; here the number alone does."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.districts: tuple[District, ...] = ()
        self._line = widgets.column()
        self.setLayout(self._line)

    @property
    def buttons(self) -> list[QPushButton]:
        items = (self._line.itemAt(n) for n in range(self._line.count()))
        return [
            button for item in items if item and isinstance(button := item.widget(), QPushButton)
        ]

    def offer(self, districts: Sequence[District]) -> None:
        """Show these districts; hide if there are none."""
        if tuple(districts) == self.districts:
            return
        self.districts = tuple(districts)
        widgets.emptied(self._line)
        for number, district in enumerate(self.districts, 1):
            name = district.name(current())
            text = _("{name}  Alt+{number}").format(name=name, number=number)
            button = widgets.button(text, partial(self.accept, number), kind="link")
            button.setAccessibleName(name)
            button.installEventFilter(self)
            self._line.addWidget(button)
        self.setVisible(bool(self.districts))

    def accept(self, number: int) -> bool:
        """Choose the district with this number; False if there is none."""
        if not 0 < number <= len(self.districts):
            return False
        self.chosen.emit(self.districts[number - 1].short_name(current()))
        return True

    def enter(self) -> bool:
        """Focus the first; the arrow keys move on. False if there is none."""
        for button in self.buttons[:1]:
            button.setFocus(Qt.FocusReason.TabFocusReason)
        return bool(self.buttons)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        buttons = self.buttons
        index = next((n for n, button in enumerate(buttons) if button is watched), 0)
        step = _STEPS.get(Qt.Key(event.key()), 0)
        if step:
            buttons[max(0, min(index + step, len(buttons) - 1))].setFocus()
        return bool(step) or (event.text().isdigit() and self.accept(int(event.text())))
