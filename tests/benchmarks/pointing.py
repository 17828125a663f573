"""How long the window takes to answer the mouse over a chart: pointing, magnifying, moving."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.opening import surroundings

_PROGRAM = """
import json, os, sys, time
from pathlib import Path
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from kharkiv_tracker.gui import app
from kharkiv_tracker.gui.window import MainWindow

made = app.make("en")
window = MainWindow()
window.resize(1280, 800)
window.show()
window.open_path(Path(sys.argv[1]))
window.drawing.load()
while not window.drawing.is_ready:
    QTest.qWait(20)
window.view.show_view(1)
pane = window.view.charts.pane
until = time.monotonic() + 120
while pane.figure is None and time.monotonic() < until:
    QTest.qWait(20)
QTest.qWait(2000)

def frames(acts):
    taken = []
    for act in acts:
        began = time.thread_time()
        act()
        made.processEvents()
        pane.repaint()
        taken.append(time.thread_time() - began)
    return taken

def wheel(turns, held):
    at = QPointF(pane.width() / 2, pane.height() / 2)
    event = QWheelEvent(at, pane.mapToGlobal(at), QPoint(), QPoint(0, turns),
                        Qt.MouseButton.NoButton, held, Qt.ScrollPhase.NoScrollPhase, False)
    QApplication.sendEvent(pane, event)

wide, high = pane.width(), pane.height()
points = [QPoint(17 * n % wide, 29 * n % high) for n in range(200)]
said = set()
def point(at):
    QTest.mouseMove(pane, at)
    made.processEvents()
    said.add(pane.accessibleDescription())
hover = frames([lambda at=at: point(at) for at in points])
assert pane.figure is not None and len(said) > 3, said
none, shift = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
zoom = frames([lambda n=n: wheel(60 if n % 40 < 20 else -60, none) for n in range(80)])
wheel(600, none)
pan = frames([lambda n=n: wheel(40 if n % 40 < 20 else -40, shift) for n in range(80)])
print(json.dumps([hover, zoom, pan]), flush=True)
os._exit(0)
"""


def measure(case: Path) -> dict[str, float]:
    """For each way to move the mouse, the milliseconds that 95 of 100 frames do not exceed."""
    with tempfile.TemporaryDirectory(prefix="kharkiv-tracker-") as home:
        done = subprocess.run(  # noqa: S603 - our own interpreter
            [sys.executable, "-c", _PROGRAM, str(case)],
            capture_output=True,
            text=True,
            check=False,
            env=surroundings(home),
        )
    if done.returncode:
        raise RuntimeError(done.stderr)
    taken = json.loads(done.stdout.splitlines()[-1])
    names = ("pointing at places of the chart", "magnifying by the wheel", "moving what is seen")
    return {
        name: 1000 * sorted(each)[int(0.95 * (len(each) - 1))]
        for name, each in zip(names, taken, strict=True)
    }
