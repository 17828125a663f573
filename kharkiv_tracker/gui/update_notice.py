"""Says in the window that the program was updated while it is open."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget

from kharkiv_tracker import program_files
from kharkiv_tracker.errors import ProgramReplaced
from kharkiv_tracker.gui.banner import Banner, Gravity, Message
from kharkiv_tracker.gui.case_view import CaseView
from kharkiv_tracker.i18n import _

_INTERVAL = 60_000


class UpdateNotice(QObject):
    """Looks every minute, when the window becomes active and when another page is shown in it."""

    def __init__(self, window: QWidget, pages: QStackedWidget) -> None:
        super().__init__(window)
        self._window, self._pages = window, pages
        self._timer = QTimer(self, interval=_INTERVAL, timerType=Qt.TimerType.VeryCoarseTimer)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        pages.currentChanged.connect(self.look)
        window.installEventFilter(self)

    def look(self) -> None:
        """Look now; what is shown stays until the program is closed."""
        page = self._pages.currentWidget()
        if page is None or not program_files.replaced():
            return
        # A locked case has no banner: it shows it when it is unlocked.
        if banner := page.findChild(Banner):
            banner.show_message(Message(Gravity.UPDATED, _sentence(page)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() is QEvent.Type.WindowActivate:
            self.look()
        return super().eventFilter(watched, event)


def _sentence(page: QWidget) -> str:
    if not isinstance(page, CaseView):
        return str(ProgramReplaced())
    return _(
        "Kharkiv Tracker was updated while it was open. Saved data is safe. Save your entry or "
        "leave it as a draft, then close the program and open it again."
    )
