"""From the start of a process to the first painted table, against a bare window in the same way."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

_PAINTED = """
def when_painted(widget, ready):
    import os
    from PySide6.QtCore import QEvent, QObject, QTimer
    class Watch(QObject):
        def eventFilter(self, watched, event):
            if event.type() == QEvent.Type.Paint and ready():
                # Once what is being painted now is done.
                QTimer.singleShot(0, lambda: (print("painted", flush=True), os._exit(0)))
            return False
    watch = Watch(widget)
    widget.installEventFilter(watch)
"""
BARE = (
    _PAINTED
    + """
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
app = QApplication([])
window = QMainWindow()
window.setCentralWidget(QWidget())
window.resize(1280, 800)
when_painted(window.centralWidget(), lambda: True)
window.show()
app.exec()
"""
)
OURS = (
    _PAINTED
    + """
import sys
from pathlib import Path
from kharkiv_tracker.gui import app, single_instance
from kharkiv_tracker.gui.window import MainWindow
made = app.make("en")
first = single_instance.start(None)
window = MainWindow()
window.show()
window.open_path(Path(sys.argv[1]))
table = window.view.incidents.table
when_painted(table.viewport(), lambda: table.model().rowCount() > 0)
made.exec()
"""
)


def ratio(case: Path, rounds: int = 7) -> tuple[float, float]:
    """The medians in milliseconds, bare and ours, measured in turns; the first turn is dropped."""
    with tempfile.TemporaryDirectory(prefix="kharkiv-tracker-") as home:
        bare, ours = [], []
        for _round in range(rounds + 1):
            bare.append(_once(BARE, home))
            ours.append(_once(OURS, home, str(case)))
    return median(bare[1:]), median(ours[1:])


def _once(program: str, home: str, *arguments: str) -> float:
    began = time.perf_counter()
    with subprocess.Popen(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", program, *arguments],
        stdout=subprocess.PIPE,
        text=True,
        env=surroundings(home),
    ) as process:
        assert process.stdout is not None
        said = process.stdout.readline()
        took = time.perf_counter() - began
    if said.strip() != "painted":
        raise RuntimeError(f"the window was not painted: {said!r}")
    return took * 1000


def surroundings(home: str) -> dict[str, str]:
    """The environment of a child: settings of its own, and a screen only if there is one."""
    kept = {name: value for name, value in os.environ.items() if "KHARKIV_TRACKER" not in name}
    kept.update({f"XDG_{name}_HOME": f"{home}/{name}" for name in ("CONFIG", "CACHE", "STATE")})
    kept.update(XDG_RUNTIME_DIR=home, APPDATA=home, LOCALAPPDATA=home)
    # Compiled once, as an installed program is.
    kept.pop("PYTHONDONTWRITEBYTECODE", None)
    kept.setdefault("PYTHONPYCACHEPREFIX", f"{home}/compiled")
    if not (kept.get("DISPLAY") or kept.get("WAYLAND_DISPLAY")) and sys.platform == "linux":
        kept["QT_QPA_PLATFORM"] = "offscreen"
    return kept
