"""A text that is a button and is elided to the room there is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton

from kharkiv_tracker.gui import theme, widgets

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class LinkButton(QPushButton):
    """Pressed by Enter or the space bar; its tooltip has the full text and more."""

    def __init__(
        self,
        text: str,
        act: Callable[[], object],
        points: float = theme.BASE,
        struck: bool = False,
        more: str = "",
    ) -> None:
        super().__init__()
        self.label_text = text
        self.setAutoDefault(False)
        self.setProperty("link", True)
        self.setAccessibleName(text)
        self.setAccessibleDescription(more)
        self.setToolTip(widgets.tooltip(more))
        label = widgets.Elided(text, "" if points == theme.BASE else "accent", points)
        font = theme.font(points)
        font.setStrikeOut(struck)
        label.setFont(font)
        label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setLayout(widgets.row(label, margins=(1, 3, 1, 3)))
        self.setMinimumWidth(24)
        self.clicked.connect(lambda _checked=False: act())

    def sizeHint(self) -> QSize:
        inner = self.layout()
        return inner.sizeHint() if inner else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(24, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and not event.modifiers():
            self.click()
        else:
            super().keyPressEvent(event)
