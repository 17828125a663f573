"""What the program takes as a process: from its start, and its memory, beside a bare window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tests.benchmarks import process
from tests.benchmarks.case_set import CaseSet
from tests.benchmarks.row import Measure, Pair

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
_OPENED = (
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
"""
)
OURS = (
    _OPENED
    + """
table = window.view.incidents.table
when_painted(table.viewport(), lambda: table.model().rowCount() > 0)
made.exec()
"""
)
_OUR_CHART = (
    _OPENED
    + """
app.load_beside(window)
window.view.show_view(1)
pane = window.view.charts.pane
when_painted(pane, lambda: pane.figure is not None)
made.exec()
"""
)
_PLOT = """
import sys
from PySide6.QtWidgets import QApplication, QMainWindow
from matplotlib.backends.backend_qtagg import FigureCanvasQTAgg
from matplotlib.figure import Figure
app = QApplication([])
window = QMainWindow()
figure = Figure(figsize=(10, 6), dpi=100)
canvas = FigureCanvasQTAgg(figure)
figure.subplots(1, 2)
window.setCentralWidget(canvas)
window.resize(1280, 800)
"""
_BARE_CHART = (
    _PAINTED
    + _PLOT
    + """
when_painted(canvas, lambda: True)
window.show()
app.exec()
"""
)
_BARE_MEMORY = (
    _PLOT
    + """
from tests.benchmarks.process import memory
window.show()
for number in range(100):
    app.processEvents()
print(memory("VmRSS"))
"""
)


def started(ours: str, bare: str) -> Measure:
    """A measure of the processor time until something is painted, beside another program."""

    @contextmanager
    def measure(cases: CaseSet) -> Iterator[Pair]:
        with process.home(cases.path) as folder:

            def take(program: str) -> float:
                return process.processor_time(["-c", program, str(cases.path)], folder)

            yield Pair(lambda: take(ours), lambda: take(bare))

    return measure


start = started(OURS, BARE)
first_chart = started(_OUR_CHART, _BARE_CHART)


@contextmanager
def version(_cases: CaseSet) -> Iterator[Pair]:
    with process.home() as folder:

        def take(*arguments: str) -> float:
            return process.processor_time(arguments, folder)

        def check() -> None:
            assert process.call(["main.py", "--version"], folder)

        yield Pair(lambda: take("main.py", "--version"), lambda: take("-c", "pass"), check)


def memory(action: Callable[[CaseSet], str]) -> Measure:
    """A measure of the memory of a new window after an action, beside that of a bare one."""

    @contextmanager
    def measure(cases: CaseSet) -> Iterator[Pair]:
        with process.home() as folder:

            def ours() -> float:
                with cases.new_window() as window:
                    return window.ask(action(cases))

            yield Pair(ours, lambda: float(process.run(_BARE_MEMORY, folder)))

    return measure


idle_memory = memory(lambda cases: "memory" if cases.has_history else "unchecked_memory")
pdf_memory = memory(lambda cases: f"pdf_memory {cases.effort.pages}")


def held(act: str) -> Measure:
    """A measure of how long an action holds the window."""

    @contextmanager
    def measure(cases: CaseSet) -> Iterator[Pair]:
        yield Pair(lambda: cases.window.ask(act))

    return measure


@contextmanager
def first_entry(cases: CaseSet) -> Iterator[Pair]:
    def ours() -> float:
        with cases.new_window() as window:
            return window.ask("first_entry")

    yield Pair(ours)


@contextmanager
def keystroke(cases: CaseSet) -> Iterator[Pair]:
    yield Pair(lambda: cases.window.ask(f"keys {cases.effort.strokes}"))


@contextmanager
def jump(cases: CaseSet) -> Iterator[Pair]:
    ask = cases.window.ask

    def check() -> None:
        assert ask("rows") == ask("trivial_rows") > 0

    yield Pair(lambda: ask("jump"), lambda: ask("trivial_jump"), check)
