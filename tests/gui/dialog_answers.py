"""Answers to the real dialogs that come while a test waits for what it began."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPlainTextEdit, QPushButton

from kharkiv_tracker.gui.dialogs import progress_dialog

#: So often it is looked whether a dialog can be answered: for a minute.
_OFTEN, _LOOKS = 20, 3_000


class Dialogs:
    """Answers the dialogs that come, in their order; each is the real one."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[QDialog], bool | None]] = []
        self.seen: list[str] = []
        self._last: QDialog | None = None
        self._looks = 0
        self.timer = QTimer(interval=_OFTEN)
        self.timer.timeout.connect(self._look)
        self.timer.start()

    def expect(self, *answers: Callable[[QDialog], bool | None]) -> None:
        """What is done in each dialog; False where it is not ready yet."""
        self.waiting += answers

    def _look(self) -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QDialog) or isinstance(dialog, progress_dialog.Progress):
            return
        if dialog is self._last:
            return
        if not self.waiting:
            dialog.reject()
            raise AssertionError(f"a dialog nobody expected: {texts(dialog)}")
        before, self._last = self._last, dialog
        if self.waiting[0](dialog) is False:
            self._last = before
            self._looks += 1
            if self._looks == _LOOKS:
                # Perhaps another dialog than was expected: the test would wait for ever.
                dialog.reject()
                raise AssertionError(f"a dialog without an answer: {texts(dialog)}")
        else:
            self._looks = 0
            self.seen.append(texts(dialog))
            self.waiting.pop(0)


def texts(dialog: QDialog) -> str:
    boxes = [box.toPlainText() for box in dialog.findChildren(QPlainTextEdit)]
    return " | ".join([label.text() for label in dialog.findChildren(QLabel)] + boxes)


def press(label: str) -> Callable[[QDialog], bool]:
    """Press the button with this text, once it can be pressed."""

    def answer(dialog: QDialog) -> bool:
        for button in dialog.findChildren(QPushButton):
            if button.text() == label and button.isEnabled():
                QTimer.singleShot(0, button.click)
                return True
        return False

    return answer
