"""The rail at the left: a button for each view, and below them the flags that wait."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QFrame, QScrollArea, QSizePolicy, QWidget

from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.commands.command_table import VIEWS
from kharkiv_tracker.gui.commands.controls import button_with_key, short_text
from kharkiv_tracker.gui.commands.hosts import CaseHost
from kharkiv_tracker.gui.incidents.flag_list import FlagList
from kharkiv_tracker.i18n import _

_WIDTH = 140
#: The margins, and the bar that scrolls the flags in a low window.
_BAR = 36
#: The height of a line of the flags.
_LINE = 24


class ViewRail(QWidget):
    """As wide as its longest name needs."""

    def __init__(self, host: CaseHost, waiting: FlagList) -> None:
        super().__init__()
        self.setObjectName("side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._waiting = waiting
        self._buttons = QButtonGroup(self)
        rows: list[QWidget | int] = []
        for number, command in enumerate(VIEWS):
            chosen = button_with_key(command, host, kind="view")
            chosen.setCheckable(True)
            self._buttons.addButton(chosen, number)
            rows += (chosen, 2)
        self.setLayout(widgets.column(*rows, -1, _Flags(waiting), margins=(10, 10, 4, 10)))
        self.setMinimumWidth(theme.px(_WIDTH))
        self.show_chosen(0)
        waiting.counted.connect(self.fit)
        self.fit()

    def show_chosen(self, number: int) -> None:
        """Mark the view that is shown."""
        self._buttons.button(number).setChecked(True)

    def fit(self) -> None:
        """Make room for the longest name and the longest flag."""
        bold = QFontMetrics(theme.font(theme.BASE, bold=True))
        widest = max(bold.horizontalAdvance(short_text(command)) for command in VIEWS)
        needed = (
            theme.px(_WIDTH),
            widest + 26 + theme.px(20),
            self._waiting.sizeHint().width() + _BAR,
        )
        self.setFixedWidth(max(needed))


class _Flags(QScrollArea):
    """In a low window the flags are scrolled; the views are always there."""

    def __init__(self, waiting: FlagList) -> None:
        super().__init__()
        self._waiting = waiting
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setAccessibleName(_("Needs attention"))
        self.setWidget(waiting)

    def sizeHint(self) -> QSize:
        # The hint of the base does not follow what is in it.
        return QSize(0, self._waiting.sizeHint().height() + 2)

    def minimumSizeHint(self) -> QSize:
        # That of the base is room for three lines, which the views need in the lowest window.
        return QSize(0, theme.px(_LINE))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)
