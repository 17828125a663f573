"""The small arrow in a text box that opens its list."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from kharkiv_tracker.gui import theme
from kharkiv_tracker.i18n import _

_WIDTH = 22


class ListArrow(QAbstractButton):
    """At the right end of its line, for the mouse; from the keyboard it is Down."""

    def __init__(self, line: QLineEdit) -> None:
        super().__init__(line)
        self._line = line
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setAccessibleName(_("Show list: {field}").format(field=line.accessibleName()))
        self.setToolTip(_("Show list  Down"))
        line.setTextMargins(0, 0, theme.px(_WIDTH) - 8, 0)
        line.installEventFilter(self)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._line and event.type() is QEvent.Type.Resize:
            self._fit()
        return False

    def _fit(self) -> None:
        width = theme.px(_WIDTH)
        self.setGeometry(self._line.width() - width - 1, 1, width, self._line.height() - 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        role = QPalette.ColorRole.Text if self.underMouse() else QPalette.ColorRole.PlaceholderText
        pen = QPen(self.palette().color(role))
        pen.setWidthF(1.3)
        painter.setPen(pen)
        step = theme.px(7) / 2
        x, y = self.width() / 2, self.height() / 2 + step / 2
        corners = (QPointF(x - step, y - step), QPointF(x, y), QPointF(x + step, y - step))
        painter.drawPolyline(list(corners))
