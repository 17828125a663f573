"""The districts that a name may mean, each one key away."""

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
        held = (self._line.itemAt(n) for n in range(self._line.count()))
        return [one for item in held if item and isinstance(one := item.widget(), QPushButton)]

    def offer(self, districts: Sequence[District]) -> None:
        """Show these, or nothing."""
        if tuple(districts) == self.districts:
            return
        self.districts = tuple(districts)
        widgets.emptied(self._line)
        for number, district in enumerate(self.districts, 1):
            name = district.name(current())
            said = _("{name}  Alt+{number}").format(name=name, number=number)
            made = widgets.button(said, partial(self.take, number), kind="link")
            made.setAccessibleName(name)
            made.installEventFilter(self)
            self._line.addWidget(made)
        self.setVisible(bool(self.districts))

    def take(self, number: int) -> bool:
        """Choose one by its number; False where there is none of that number."""
        if not 0 < number <= len(self.districts):
            return False
        self.chosen.emit(self.districts[number - 1].short_name(current()))
        return True

    def enter(self) -> bool:
        """Go to the first, from where the arrows lead on; False where there is none."""
        for button in self.buttons[:1]:
            button.setFocus(Qt.FocusReason.TabFocusReason)
        return bool(self.buttons)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        shown = self.buttons
        here = next((n for n, one in enumerate(shown) if one is watched), 0)
        step = _STEPS.get(Qt.Key(event.key()), 0)
        if step:
            shown[max(0, min(here + step, len(shown) - 1))].setFocus()
        return bool(step) or (event.text().isdigit() and self.take(int(event.text())))
