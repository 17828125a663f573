"""Windows covered while something in them waits for an answer and cannot be closed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from kharkiv_tracker.gui import widgets
from kharkiv_tracker.gui.dialogs.dialog import Dialog
from kharkiv_tracker.gui.dialogs.passphrase_field import PassphraseField
from kharkiv_tracker.gui.lock.lock_page import unlock_button
from kharkiv_tracker.i18n import _


class LockDialog(Dialog):
    """Asks for the passphrase above all other windows; only the right one closes it."""

    def __init__(self, parent: QWidget, field: PassphraseField) -> None:
        super().__init__(parent, _("Locked"))
        self.field = field
        self.add(
            widgets.wrapped(
                _(
                    "A dialog or an import is open, so the case file stays open until it is "
                    "finished. Nothing of it is shown."
                ),
                "quiet",
            )
        )
        self.add(field)
        self.add_buttons(unlock_button(field))
        field.setFocus()

    def reject(self) -> None:
        """Stay: Escape opens nothing."""

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()


class _Cover(QWidget):
    """Hides all that is in a window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setAutoFillBackground(True)
        self._title = window.windowTitle()
        window.setWindowTitle(_("Kharkiv Tracker"))
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self.setGeometry(self._window.rect())
            self.raise_()
        return super().eventFilter(watched, event)

    def remove(self) -> None:
        """Show the window again."""
        self._window.removeEventFilter(self)
        self._window.setWindowTitle(self._title)
        self.hide()
        self.deleteLater()


class WindowCovers(QObject):
    """Covers every window of the program, also one that opens meanwhile, until it is removed."""

    def __init__(self, question: LockDialog) -> None:
        super().__init__(question)
        self._question = question
        self._covers: dict[QWidget, _Cover] = {}
        for window in QApplication.topLevelWidgets():
            if window.isVisible():
                self._cover(window)
        question.open()
        application = QApplication.instance()
        assert application is not None  # noqa: S101 - there is a window
        # All events come through it, which takes time: only while the window is locked.
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_shown = event.type() is QEvent.Type.Show
        if is_shown and isinstance(watched, QWidget) and watched.isWindow():
            self._cover(watched)
            if isinstance(watched, QDialog) and watched is not self._question:
                # It took the keyboard: the question has to come after it.
                QTimer.singleShot(0, self._question, self._ask_again)
        return super().eventFilter(watched, event)

    def remove(self) -> None:
        """Show everything again."""
        application = QApplication.instance()
        assert application is not None  # noqa: S101 - there is a window
        application.removeEventFilter(self)
        self._question.hide()
        for cover in self._covers.values():
            cover.remove()
        self._question.deleteLater()

    def _cover(self, window: QWidget) -> None:
        if window is not self._question and window not in self._covers:
            self._covers[window] = cover = _Cover(window)
            window.destroyed.connect(lambda: self._covers.pop(window, None))
            cover.destroyed.connect(lambda: self._covers.pop(window, None))

    def _ask_again(self) -> None:
        self._question.hide()
        self._question.open()
        self._question.field.setFocus()
