"""Opens a case in a window and does what it is asked to on standard input, one action a line.

Each answer is a number: the longest time that the window's own thread worked without a pause, in
milliseconds, or for memory the MB that the process takes.
"""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Callable, Iterable
from datetime import date
from itertools import cycle, islice
from pathlib import Path
from time import perf_counter, process_time, sleep, thread_time
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView

from kharkiv_tracker import gazetteer
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.gui import app
from kharkiv_tracker.gui.dialogs import standard_dialogs
from kharkiv_tracker.gui.search.search_dialog import SearchDialog
from kharkiv_tracker.gui.summary.dialog import SummaryDialog
from kharkiv_tracker.gui.window import MainWindow
from tests.benchmarks import process

#: Seconds after which an action is given up.
_LONGEST = 900.0
#: A gap shorter than this, in seconds, is rest.
_REST = 0.004
#: Seconds between two keys, and after a field.
_GAP, _PAUSE = 0.03, 0.5
#: Words of the made-up texts, and of their codes.
_TEXT, _LETTERS = "office", "kht-2"
_TYPED = {
    "when": "17.08.2022 ~21:30",
    "where": "saltivskyi, dormitory in a street with trees",
    "killed": "7+",
    "injured": "16 (1+ child)",
    "speaker": "Synthetic office 7",
    "source": "Synthetic outlet 12",
    "quote": "Rescuers work on; the number of the dead may grow, the head of the office said.",
}
_JUMPS, _FRAMES = 20, 100
#: The days of the summary.
_PERIOD = date(2022, 3, 1), date(2022, 4, 30)


class TrivialModel(QAbstractTableModel):
    """The least that a table model in Python does."""

    def __init__(self, rows: int, columns: int) -> None:
        super().__init__()
        self._size = rows, columns

    def rowCount(self, _parent: object = None) -> int:  # noqa: N802 - the name is Qt's
        return self._size[0]

    def columnCount(self, _parent: object = None) -> int:  # noqa: N802 - the name is Qt's
        return self._size[1]

    def data(self, index: Any, role: int = 0) -> str | None:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return f"row {index.row()} {index.column()}"


class WindowDriver:
    """The window with the case; `quiet` is how many seconds of rest end an action."""

    def __init__(self, case: Path, quiet: float) -> None:
        self.application = app.make("en")
        self.quiet = quiet
        self.window = MainWindow()
        self.window.resize(1280, 800)
        self.window.show()
        self.window.open_path(case)
        # It would be measured with other things by chance; it has rows of its own.
        self.window.safety.check.follow(None)
        loaded: list[object] = []
        app.load_beside(self.window, lambda: loaded.append(None))
        self.until(lambda: bool(loaded))
        self.held(lambda: None)
        self._dice = random.Random(1)  # noqa: S311 - nothing here is secret
        self._trivial: QTableView | None = None

    @property
    def view(self) -> Any:
        return self.window.view

    @property
    def session(self) -> Any:
        return self.window.session

    def held(self, act: Callable[[], object]) -> float:
        """Act, and let the window work until nothing happens any more."""
        return 1000 * max(own for own, _passed, _whole in self._gaps(act, lambda: True))

    def stalled(self, act: Callable[[], object], is_done: Callable[[], bool]) -> float:
        """The same with what other threads of the process kept the window from.

        That is at most what passes on the clock, and at most the processor time of all threads.
        """
        return 1000 * max(min(gap[1:]) for gap in self._gaps(act, is_done))

    def _gaps(
        self, act: Callable[[], object], is_done: Callable[[], bool]
    ) -> Iterable[tuple[float, float, float]]:
        """Of each stretch without a pause: own processor time, clock, time of all threads."""
        yield self._timed(lambda: (act(), self.application.processEvents()))
        end = perf_counter() + _LONGEST
        until = perf_counter() + self.quiet
        while perf_counter() < until or self._is_busy or not is_done():
            if perf_counter() > end:
                raise RuntimeError("this does not come to an end")
            gap = self._timed(self.application.processEvents)
            yield gap
            if gap[0] > _REST:
                until = perf_counter() + self.quiet
            sleep(0.001)

    def _timed(self, work: Callable[[], object]) -> tuple[float, float, float]:
        clocks = (thread_time, perf_counter, process_time)
        began = [clock() for clock in clocks]
        work()
        own, passed, whole = (clock() - at for clock, at in zip(clocks, began, strict=True))
        return own, passed, whole

    @property
    def _is_busy(self) -> bool:
        return bool(self.session and self.session.reader.is_busy)

    def until(self, is_done: Callable[[], bool]) -> None:
        end = perf_counter() + _LONGEST
        while not is_done():
            if perf_counter() > end:
                raise RuntimeError("this does not come to an end")
            self.application.processEvents()
            sleep(0.002)

    def sort(self) -> float:
        """Sort by each column once."""
        model = self.view.incidents.model
        numbers = [n for n, column in enumerate(model.columns) if column.sort_key]
        worst = max(self.held(lambda n=n: model.sort(n)) for n in numbers[1:])
        return max(worst, self.held(lambda: model.sort(0, Qt.SortOrder.DescendingOrder)))

    def select_district(self) -> float:
        district = gazetteer.load().districts[1].key
        return self._select(Selection(districts=(district,)))

    def select_text(self) -> float:
        return self._select(Selection(text=_TEXT))

    def _select(self, selection: Selection) -> float:
        held = self.held(lambda: self.session.select(selection))
        return max(held, self.held(self.session.select_everything))

    def find(self) -> float:
        """Type into *Find anything*, a letter at a time."""
        before = set(self.window.findChildren(SearchDialog))
        self.held(self.window.find_anything)
        (dialog,) = set(self.window.findChildren(SearchDialog)) - before
        worst = max(
            self.held(lambda typed=letter: QTest.keyClick(dialog.field, typed))
            for letter in _LETTERS
        )
        self.held(dialog.reject)
        return worst

    def first_entry(self) -> float:
        """Open the entry panel."""
        return self.held(self.view.enter)

    def keys(self, number: str) -> float:
        """Type so many keys into the fields of an entry; the worst, with the pauses after it."""
        self.held(self.view.enter)
        form = self.view.entry.report
        strokes = [(name, letter) for name, text in _TYPED.items() for letter in text]
        worst, before = 0.0, ""
        for name, letter in islice(cycle(strokes), int(number)):
            field = form.fields[name]
            box = getattr(field, "box", field)
            if name != before:
                worst = max(worst, self._rest(_PAUSE))
                field.set_text("")
                box.setFocus()
                self.held(lambda: None)
                before = name
            worst = max(worst, self._timed(lambda at=(box, letter): self._type(*at))[0])
            worst = max(worst, self._rest(_GAP))
        form.clear()
        self.held(lambda: None)
        return 1000 * worst

    def _type(self, box: Any, letter: str) -> None:
        QTest.keyClick(box, letter)
        self.application.processEvents()

    def _rest(self, seconds: float) -> float:
        worst, until = 0.0, perf_counter() + min(seconds, 2 * self.quiet)
        while perf_counter() < until:
            worst = max(worst, self._timed(self.application.processEvents)[0])
            sleep(0.002)
        return worst

    def save(self) -> float:
        """Save a new incident with a report, as the entry panel does, which is open."""
        self.held(self.view.enter)
        event = {"event": {"date": "2022-08-17"}, "district": gazetteer.load().districts[1].key}
        reports = [{"killed": "7+", "speaker": "Synthetic office 7"}]
        entries = entry_json.read({"incidents": [{**event, "reports": reports}]}, gazetteer.load())

        def save() -> None:
            (code,) = self.session.record(entries, "").incidents
            self.view.entry.saved.emit(code)

        return self.held(save)

    def jump(self) -> float:
        """Show random places of the table."""
        self.view.show_view(0)
        return self._jumped(self.view.incidents.table)

    def trivial_jump(self) -> float:
        """The same in a table of this size and this many rows, with a trivial model."""
        table = self.view.incidents.table
        if self._trivial is None:
            columns = table.model().columnCount()
            seen = [n for n in range(columns) if not table.isColumnHidden(n)]
            self._trivial = QTableView()
            self._trivial.setModel(TrivialModel(table.model().rowCount(), len(seen)))
            self._trivial.verticalHeader().setDefaultSectionSize(table.rowHeight(0))
            self._trivial.verticalHeader().hide()
            self._trivial.resize(table.size())
            for number, column in enumerate(seen):
                self._trivial.setColumnWidth(number, table.columnWidth(column))
            self._trivial.show()
            self.application.processEvents()
        return self._jumped(self._trivial)

    def _jumped(self, table: QTableView) -> float:
        """The mean of some jumps."""
        bar, taken = table.verticalScrollBar(), 0.0
        for _number in range(_JUMPS):
            place = self._dice.randint(0, bar.maximum())
            taken += self._timed(lambda at=place: self._show(table, at))[0]
        return 1000 * taken / _JUMPS

    def _show(self, table: QTableView, place: int) -> None:
        table.verticalScrollBar().setValue(place)
        table.viewport().repaint()

    def rows(self) -> float:
        """How many rows the table has."""
        return float(self.view.incidents.table.model().rowCount())

    def trivial_rows(self) -> float:
        self.trivial_jump()
        assert self._trivial is not None
        return float(self._trivial.model().rowCount())

    def point(self) -> float:
        """Move the mouse over the chart."""
        pane = self._pane()
        wide, high = pane.width(), pane.height()
        points = (QPoint(17 * n % wide, 29 * n % high) for n in range(_FRAMES))
        return self._frames(lambda at=at: QTest.mouseMove(pane, at) for at in points)

    def magnify(self) -> float:
        """Turn the wheel over the chart."""
        return self._wheel(60, Qt.KeyboardModifier.NoModifier)

    def pan(self) -> float:
        """Move what is seen of the magnified chart."""
        return self._wheel(40, Qt.KeyboardModifier.ShiftModifier)

    def _wheel(self, step: int, keys: Qt.KeyboardModifier) -> float:
        pane = self._pane()
        at = QPointF(pane.width() / 2, pane.height() / 2)

        def turn(angle: int) -> None:
            place = pane.mapToGlobal(at)
            none, phase = Qt.MouseButton.NoButton, Qt.ScrollPhase.NoScrollPhase
            event = QWheelEvent(at, place, QPoint(), QPoint(0, angle), none, keys, phase, False)
            QApplication.sendEvent(pane, event)

        angles = (step if n % 40 < 20 else -step for n in range(_FRAMES))
        return self._frames(lambda angle=angle: turn(angle) for angle in angles)

    def _pane(self) -> Any:
        self.view.show_view(1)
        self.until(lambda: self.view.charts.pane.figure is not None)
        return self.view.charts.pane

    def _frames(self, acts: Iterable[Callable[[], object]]) -> float:
        """What 95 of 100 frames do not exceed."""
        pane = self._pane()
        self.held(lambda: None)

        def frame(act: Callable[[], object]) -> None:
            act()
            self.application.processEvents()
            pane.repaint()

        taken = sorted(self._timed(lambda act=act: frame(act))[0] for act in acts)
        self.view.show_view(0)
        self.held(lambda: None)
        return 1000 * taken[int(0.95 * (len(taken) - 1))]

    def pdf(self) -> float:
        """Make a summary of two months and save it."""
        target = Path(os.environ["XDG_RUNTIME_DIR"]) / "summary.pdf"
        target.unlink(missing_ok=True)
        standard_dialogs.ask_save_path = lambda *_args: target
        self.held(lambda: self.session.select(Selection(*_PERIOD)))
        worst = self.stalled(lambda: self.view.host.exporting.page(self.session), self._is_laid_out)
        (dialog,) = self.window.findChildren(SummaryDialog)
        worst = max(worst, self.stalled(dialog.ask_where, target.exists))
        dialog.reject()
        self.until(lambda: not self.window.findChildren(SummaryDialog))
        self.held(self.session.select_everything)
        return worst

    def _is_laid_out(self) -> bool:
        return any(dialog.is_fresh for dialog in self.window.findChildren(SummaryDialog))

    def pdf_memory(self, number: str) -> float:
        """The memory after so many summaries."""
        for _number in range(int(number)):
            self.pdf()
        return self.memory()

    def memory(self) -> float:
        """The memory at rest, after the case file was verified in the background."""
        check, results = self.window.safety.check, list[object]()
        check.follow(self.session)
        check.ask(results.append)
        self.until(lambda: bool(results))
        check.follow(None)
        return self.unchecked_memory()

    def unchecked_memory(self) -> float:
        """The memory at rest of a case that has no history and cannot be verified."""
        self.held(lambda: None)
        return process.memory("VmRSS")


def main() -> None:
    case, quiet = sys.argv[1:]
    driver = WindowDriver(Path(case), float(quiet))
    for line in sys.stdin:
        action, *arguments = line.split()
        answer = getattr(driver, action)(*arguments)
        sys.stdout.write(f"{answer}\n")
        sys.stdout.flush()
    driver.window.close()
    os._exit(0)


if __name__ == "__main__":
    main()
