"""The program ends by itself, without a crash, whatever was open before."""

import subprocess
import sys

PROGRAM = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from kharkiv_tracker.gui import app, window

class Window(window.MainWindow):
    def showEvent(self, event):
        super().showEvent(event)
        QTimer.singleShot(300, self.look)

    def look(self):
        QTimer.singleShot(300, lambda: QApplication.activeModalWidget().reject())
        self.show_keys()
        QTimer.singleShot(0, self.close)

app.MainWindow = Window
raise SystemExit(app.run(language="en"))
"""


def test_desk_21_the_program_ends_cleanly_after_a_dialog() -> None:
    ended = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", PROGRAM], capture_output=True, timeout=60
    )
    assert ended.returncode == 0, ended.stderr
