"""The preferences: pages at the left, what is on a page at the right; all applies at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol, runtime_checkable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QStackedWidget, QWidget

from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.commands.hosts import SafetyHost
from kharkiv_tracker.gui.dialogs.dialog import Dialog
from kharkiv_tracker.gui.preferences.backup_page import BackupPage
from kharkiv_tracker.gui.preferences.choice_page import ChoicePage
from kharkiv_tracker.gui.preferences.preference_pages import PAGES
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.i18n import _

_WIDTH, _LIST = 600, 190


@runtime_checkable
class CaseOwner(Protocol):
    """A window with a case open, or none."""

    @property
    def session(self) -> Session | None: ...
    @property
    def safety(self) -> SafetyHost: ...


class PreferencesDialog(Dialog):
    """Opened again at the same box where a preference changes how everything is built.

    `prefer` saves and shows preferences, and returns whether the window was built again.
    """

    holds_input = False

    def __init__(
        self, parent: QWidget, prefer: Callable[..., bool], page: str = "", box: str = ""
    ) -> None:
        super().__init__(parent, _("Preferences"))
        self._owner, self._save = parent, prefer
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Pages of preferences"))
        self.list.setFixedWidth(theme.px(_LIST))
        self._stack = QStackedWidget()
        self.pages: dict[str, QWidget] = {}
        for entry in PAGES:
            made = entry.make(partial(self._prefer, entry.key))
            self.pages[entry.key] = made
            self.list.addItem(_(entry.title))
            made.setAccessibleName(_(entry.title))
            if isinstance(made, BackupPage) and isinstance(parent, CaseOwner):
                made.follow(parent.session, parent.safety.back_up)
            self._stack.addWidget(made)
        self.list.currentRowChanged.connect(self._stack.setCurrentIndex)
        self.list.setCurrentRow(next((n for n, key in enumerate(self.pages) if key == page), 0))
        body = widgets.row(self.list, 16, self._stack)
        body.setStretch(2, 1)
        self.add(widgets.holding(body))
        self.finish(_("Close"), cancel=False)
        self.setMinimumWidth(theme.px(_WIDTH))
        self._focus(box)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._take_typed()
        super().closeEvent(event)

    def done(self, result: int) -> None:
        self._take_typed()
        super().done(result)

    def _take_typed(self) -> None:
        """Keep what is typed in a field that was not left yet."""
        for box in self.findChildren(QLineEdit):
            if box.isModified():
                box.setModified(False)
                box.editingFinished.emit()

    def _prefer(self, page: str, **chosen: object) -> None:
        if self._save(**chosen):
            # Its own boxes have the old language and size; it is left first.
            QTimer.singleShot(0, self, lambda: self._open_again(page, next(iter(chosen))))

    def _open_again(self, page: str, box: str) -> None:
        self.done(0)
        PreferencesDialog(self._owner, self._save, page, box).open()

    def _focus(self, name: str) -> None:
        page = self._stack.currentIndex()
        made = tuple(self.pages.values())[page]
        box = made.boxes.get(name) if isinstance(made, ChoicePage) else None
        (box or self.list).setFocus()
