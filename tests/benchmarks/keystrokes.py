"""From a keystroke in the entry panel to a window that is ready, against an empty QLineEdit."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.opening import surroundings

#: Seconds between two keystrokes, after a field, and before the first.
GAP, PAUSE, SETTLE = 0.04, 0.6, 1.5
#: Characters of the long quote.
LENGTH = 200_000

_PROGRAM = """
import json, sys, time
from pathlib import Path
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QPlainTextEdit
from kharkiv_tracker.gui import app
from kharkiv_tracker.gui.window import MainWindow

GAP, PAUSE, SETTLE, LENGTH = map(float, sys.argv[2:])
LONG = ("Rescuers work on; the number of the dead may grow.\\n" * 4000)[: int(LENGTH)]
TYPED = {"when": "17.08.2022 ~21:30", "where": "saltivskyi, dormitory in a street with trees",
         "killed": "7+", "injured": "16 (1+ child)", "speaker": "Synthetic office 7",
         "source": "Synthetic outlet 12",
         "quote": "Rescuers work on; the number of the dead may grow, the head of the office said."}
made = app.make("en")

def type_into(box, text, strokes, gaps):
    box.setFocus()
    made.processEvents()
    for letter in text:
        began = time.perf_counter()
        QTest.keyClick(box, letter)
        made.processEvents()
        strokes.append(time.perf_counter() - began)
        rest(GAP, gaps)
    # What waits for a pause in typing is done now.
    rest(PAUSE, gaps)

def rest(seconds, gaps):
    until = time.perf_counter() + seconds
    while (now := time.perf_counter()) < until:
        made.processEvents()
        gaps.append(time.perf_counter() - now)
        time.sleep(0.002)

bare, bare_gaps, ours, our_gaps = [], [], [], []
window = QMainWindow()
line = QLineEdit()
window.setCentralWidget(line)
window.show()
made.processEvents()
for text in TYPED.values():
    line.clear()
    type_into(line, text, bare, bare_gaps)
window.close()
long_bare, long_quote, long_count, no_gaps = [], [], [], []
box = QPlainTextEdit()
box.setPlainText(LONG)
box.show()
made.processEvents()
type_into(box, "more words", long_bare, no_gaps)
box.close()
window = MainWindow()
window.show()
window.open_path(Path(sys.argv[1]))
QTest.qWait(int(1000 * SETTLE))
window.view.enter()
form = window.view.entry.report
for name, text in TYPED.items():
    field = form.fields[name]
    type_into(getattr(field, "box", field), text, ours, our_gaps)
form.fields["quote"].box.setPlainText(LONG)
rest(PAUSE, no_gaps)
type_into(form.fields["quote"].box, "more words", long_quote, no_gaps)
form.fields["injured"].set_text("")
type_into(form.fields["injured"].box, "16, of whom 2 women", long_count, no_gaps)
print(json.dumps([bare, ours, our_gaps, long_bare, long_quote, long_count]), flush=True)
import os
os._exit(0)
"""


@dataclass(frozen=True, slots=True)
class Typing:
    """Milliseconds for keystrokes, and the longest time the window was busy between them."""

    bare: list[float]
    ours: list[float]
    held_up: float
    long: tuple[float, float, float]
    """The slowest keystroke with a quote of 200,000 characters: in a bare box that holds it, in
    the quote, and in a count beside it."""

    def at(self, share: float) -> tuple[float, float]:
        """The bare and our keystroke that so large a share of the others does not exceed."""
        return tuple(sorted(all_)[int(share * (len(all_) - 1))] for all_ in (self.bare, self.ours))  # type: ignore[return-value]


def measure(case: Path) -> Typing:
    """Type an update into the entry panel with a copy of this case open."""
    with tempfile.TemporaryDirectory(prefix="kharkiv-tracker-") as home:
        # Drafts are kept in the file: a copy is typed over.
        copy = Path(home) / "case.ktcase"
        copy.write_bytes(case.read_bytes())
        done = subprocess.run(  # noqa: S603 - our own interpreter
            [sys.executable, "-c", _PROGRAM, str(copy), *map(str, (GAP, PAUSE, SETTLE, LENGTH))],
            capture_output=True,
            text=True,
            check=False,
            env=surroundings(home),
        )
    if done.returncode:
        raise RuntimeError(done.stderr)
    bare, ours, gaps, *long = (
        [1000 * seconds for seconds in measured]
        for measured in json.loads(done.stdout.splitlines()[-1])
    )
    in_bare, in_quote, in_count = map(max, long)
    return Typing(bare, ours, max(gaps), (in_bare, in_quote, in_count))
