"""A list with the panel of its current row beside it, or in turns in a narrow window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.i18n import _

#: A list narrower than this shows a column or two.
_LIST_LEAST = 280


class ListAndPanel(QWidget):
    """Enter goes from the list to the panel where they take turns, Escape back."""

    #: Whether the panel is seen without its list.
    taken = Signal(bool)

    def __init__(
        self, listed: QWidget, panel: QWidget, width: int, least: int, keyed: QWidget | None = None
    ) -> None:
        super().__init__()
        self._keyed, self._panel, self._least = keyed or listed, panel, least
        self._peeks = self.is_alone = False
        self._details = widgets.button(_("Details  Enter"), self.show_panel, kind="link")
        self._back = widgets.button(_("Back to the list  Esc"), self.show_list, kind="link")
        details = widgets.row(self._details, -1, margins=(8, 0, 8, 0))
        left = widgets.column(listed, details)
        left.setStretch(0, 1)
        back = widgets.row(self._back, -1, margins=(16, 2, 16, 0))
        # In a low window a panel is scrolled that has no room for its parts.
        scroll = widgets.scrolling(panel, panel.accessibleName())
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setMinimumWidth(theme.px(least))
        right = widgets.column(back, scroll)
        right.setStretch(1, 1)
        self._left, self._right = widgets.holding(left), widgets.holding(right, "side")
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self._left)
        self.splitter.addWidget(self._right)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setSizes([10 * width, theme.px(width)])
        panel.installEventFilter(self)
        self.setLayout(widgets.column(self.splitter))
        self._share_room()

    @property
    def is_narrow(self) -> bool:
        """Whether list and panel take turns."""
        return self.width() < theme.px(_LIST_LEAST) + theme.px(self._least)

    def show_panel(self) -> None:
        """Show the panel instead of the list in a narrow window, with the focus."""
        self._peeks = True
        self._share_room()
        if self.isVisible() and self.is_narrow:
            self._back.setFocus()

    def show_list(self) -> None:
        """Show the list again where it takes turns with the panel."""
        self._peeks = False
        self._share_room()
        self._keyed.setFocus()

    def _share_room(self) -> None:
        narrow, has_panel = self.is_narrow, not self._panel.isHidden()
        alone = narrow and has_panel and self._peeks
        if alone is not self.is_alone:
            self.is_alone = alone
            self.taken.emit(alone)
        self._left.setVisible(not alone)
        self._right.setVisible(has_panel and (alone or not narrow))
        self._details.setVisible(narrow and has_panel)
        self._back.setVisible(narrow)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._share_room()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.is_narrow and self._peeks:
            self.show_list()
        else:
            super().keyPressEvent(event)
