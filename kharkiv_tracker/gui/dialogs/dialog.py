"""The base of all dialogs: a title, fields that scroll where room is short, and buttons."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QScrollArea, QWidget

from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.i18n import _

_SIDE = 24
#: Kept free at the sides of the screen, for the frame of the window.
_FRAME = 40


class _Fields(QScrollArea):
    """As large as what is in it, as long as the screen has room for that."""

    def __init__(self, inner: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inner = inner
        self.setWidget(inner)

    def sizeHint(self) -> QSize:
        hint = self._inner.sizeHint()
        wide = max(self.width(), self._inner.minimumSizeHint().width())
        high = self._inner.heightForWidth(wide)
        # A wrapped text wants the height of its narrowest form, and would scroll below it.
        high = max(high, self._inner.minimumSizeHint().height()) if high >= 0 else hint.height()
        return QSize(hint.width(), high + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._inner.minimumSizeHint().width(), theme.px(60))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)


class Dialog(QDialog):
    """A dialog filled from top to bottom that ends with its buttons, which are always in reach.

    Where it `holds_input`, it is covered when the case is locked; else it is closed.
    """

    holds_input = True

    def __init__(self, parent: QWidget | None, title: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(theme.px(420))
        self._lines = widgets.column(margins=(_SIDE, 0, _SIDE, 0))
        self._fields = _Fields(widgets.holding(self._lines))
        heading = widgets.wrapped(title, points=theme.TITLE)
        heading.setFont(theme.font(theme.TITLE, bold=True))
        self._outer = widgets.column(
            widgets.column(heading, margins=(_SIDE, 20, _SIDE, 12)), self._fields
        )
        self._outer.setStretch(1, 1)
        self.setLayout(self._outer)

    def setMinimumWidth(self, width: int) -> None:
        """At least this wide, on a screen that has so much room."""
        super().setMinimumWidth(min(width, self.screen().availableSize().width() - _FRAME))

    def add(self, widget: QWidget, gap: int = 10) -> None:
        self._lines.addWidget(widget)
        self._lines.addSpacing(gap)

    def add_field(self, label: str, box: QWidget) -> None:
        title = widgets.text(label, "quiet")
        title.setBuddy(box)
        box.setAccessibleName(label)
        self.add(title, gap=3)
        self.add(box)

    def finish(self, label: str, extra_button: object = None, cancel: bool = True) -> None:
        """Add the accepting button and at most one other."""
        self.accepting = accept = widgets.button(label, self.accept, main=True)
        accept.setDefault(True)
        if isinstance(extra_button, tuple):
            self.add_buttons(accept, 8, widgets.button(*extra_button))
        elif cancel:
            self.add_buttons(accept, 8, widgets.button(_("Cancel"), self.reject))
        else:
            self.add_buttons(accept)

    def add_buttons(self, *parts: QWidget | int) -> None:
        """The line of buttons at the end; numbers are gaps."""
        self.buttons = widgets.row(*parts, -1, margins=(_SIDE, 6, _SIDE, 20))
        self._outer.addLayout(self.buttons)

    def showEvent(self, event: QShowEvent) -> None:
        self._grow()
        super().showEvent(event)

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest and self.isVisible():
            self._grow()
        return done

    def _grow(self) -> None:
        """As large as what is in it; by itself Qt takes two thirds of the screen at most."""
        room, before = self.screen().availableGeometry(), self.size()
        # Its title bar is known once it is shown.
        within = room.size() - (self.frameGeometry().size() - before)
        self.resize(self.sizeHint().expandedTo(before).boundedTo(within))
        if self.isVisible() and self.size() != before:
            # Its buttons may be below the screen now.
            frame = self.frameGeometry()
            beyond = frame.bottomRight() - room.bottomRight()
            place = self.pos() - QPoint(max(0, beyond.x()), max(0, beyond.y()))
            self.move(max(room.left(), place.x()), max(room.top(), place.y()))
