"""A page of preferences that are chosen from lists."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kharkiv_tracker.gui import widgets
from kharkiv_tracker.gui.preferences.preference import Preference
from kharkiv_tracker.i18n import _


class ChoicePage(QWidget):
    """A choice for each preference; it applies at once."""

    def __init__(self, prefer: Callable[..., object], preferences: Sequence[Preference]) -> None:
        super().__init__()
        self._prefer = prefer
        #: The box of each preference, by its name in the settings.
        self.boxes: dict[str, QWidget] = {}
        self.lines = QVBoxLayout()
        self.lines.setContentsMargins(4, 0, 12, 0)
        self.lines.setSpacing(0)
        self.setLayout(self.lines)
        self.add_first()
        for preference in preferences:
            self._add(preference)
        self.lines.addStretch()

    def add_first(self) -> None:
        """Add what is above the choices."""

    def add_field(self, name: str, label: str, box: QWidget, hint: str) -> None:
        """Add a box with its label above and a hint below."""
        title = widgets.text(label, "quiet")
        title.setBuddy(box)
        plain = label.replace("&", "")
        box.setAccessibleName(plain)
        box.setAccessibleDescription(hint)
        self.boxes[name] = box
        for part, gap in ((title, 3), (box, 3 if hint else 12)):
            self.lines.addWidget(part)
            self.lines.addSpacing(gap)
        if hint:
            self.lines.addWidget(widgets.wrapped(hint, "quiet", 9))
            self.lines.addSpacing(12)

    def _add(self, preference: Preference) -> None:
        label = _(preference.label)
        box = widgets.Choice(label.replace("&", ""))
        for value, text in preference.choices():
            box.addItem(text, value)
        box.setCurrentIndex(max(0, box.findData(preference.value)))
        box.setEnabled(preference.decided is None)
        box.currentIndexChanged.connect(
            lambda _index: self._prefer(**{preference.name: box.currentData()})
        )
        self.add_field(preference.name, label, box, preference.hint())
