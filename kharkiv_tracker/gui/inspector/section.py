"""A section of the inspector with a title that folds it; the state is saved."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QWidget

from kharkiv_tracker.gui import widgets, window_state


class Section(QWidget):
    """A title with a short detail, and below it the lines; left and right fold it."""

    def __init__(
        self,
        name: str,
        title: str,
        lines: Sequence[QWidget],
        detail: str = "",
    ) -> None:
        super().__init__()
        self.name = name
        self.lines = tuple(lines)
        self.title = _Title(title, lambda: self.fold())
        self.body = widgets.holding(widgets.column(*self.lines))
        detail_label = widgets.Elided(detail, "quiet", 9)
        head = widgets.row(self.title, 8, detail_label)
        head.setStretch(2, 1)
        self.setLayout(widgets.column(10, head, self.body))
        self.fold(bool(window_state.saved_number(f"folded-{name}", 0, 2)), save=False)

    @property
    def is_folded(self) -> bool:
        return self.body.isHidden()

    def fold(self, folded: bool | None = None, save: bool = True) -> None:
        """Fold or unfold the lines; None toggles."""
        folded = not self.is_folded if folded is None else folded
        self.body.setVisible(not folded)
        self.title.set_folded(folded)
        if save:
            window_state.save(f"folded-{self.name}", int(folded))


class _Title(QPushButton):
    """The bold word and a small arrow before it."""

    def __init__(self, text: str, fold: Callable[[], object]) -> None:
        super().__init__(text)
        self._folded = False
        self.setAutoDefault(False)
        self.setProperty("section", True)
        self.clicked.connect(lambda _checked=False: fold())

    def set_folded(self, folded: bool) -> None:
        self._folded = folded
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        turned = {Qt.Key.Key_Left: True, Qt.Key.Key_Right: False}.get(Qt.Key(event.key()))
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif turned is not None:
            if turned is not self._folded:
                self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self.palette().color(self.palette().ColorRole.PlaceholderText))
        pen.setWidthF(1.4)
        painter.setPen(pen)
        y = self.height() / 2
        if self._folded:
            painter.drawPolyline([QPointF(3, y - 4), QPointF(7, y), QPointF(3, y + 4)])
        else:
            painter.drawPolyline([QPointF(1, y - 2), QPointF(5, y + 2), QPointF(9, y - 2)])
