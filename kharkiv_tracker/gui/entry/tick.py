"""A yes-or-no field: ticked with the space bar."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from kharkiv_tracker.gui import widgets

_TICKED = "yes"


class Tick(QWidget):
    """Has the text `yes` or none, so that drafts save it as any other field."""

    edited = Signal()
    entered = Signal()
    window_left = Signal()

    def __init__(self, name: str, label: str) -> None:
        super().__init__()
        self.name, self.label = name, label
        self.pins = self.pinned = self.prefilled = self.passed_over = False
        self._box = QCheckBox(label)
        self._box.setAccessibleName(label)
        self._box.toggled.connect(lambda _on: self.edited.emit())
        self._box.installEventFilter(self)
        self.setLayout(widgets.column(4, self._box, 4))

    @property
    def box(self) -> QCheckBox:
        return self._box

    @property
    def is_touched(self) -> bool:
        return self._box.isChecked()

    def text(self) -> str:
        return _TICKED if self._box.isChecked() else ""

    def set_text(self, text: str) -> None:
        self._box.setChecked(bool(text))

    def replace_text(self, text: str) -> None:
        """The same for a tick."""
        self.set_text(text)

    def set_pinned(self, pinned: bool) -> None:
        """Never pinned: each entry is ticked anew."""

    def toggle_pin(self) -> None:
        """Never pinned."""

    def start_next(self) -> None:
        self._box.setChecked(False)

    def check(self) -> bool:
        return True

    def refuse(self, sentence: str) -> None:
        """Nothing about a tick can be wrong."""

    def keep_recorded(self, text: str) -> None:
        """Whatever is recorded can be ticked."""

    def caution(self, sentence: str) -> None:
        """Nothing about a tick looks odd."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusIn:
            self.entered.emit()
        return super().eventFilter(watched, event)
