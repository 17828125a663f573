"""How long the window is held by what is done in it: the longest gap of its event loop.

python -m tests.benchmarks.stalls           # 100,000 made-up incidents
python -m tests.benchmarks.stalls 10000     # another size
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copyfile
from time import perf_counter, sleep, thread_time

from tests.benchmarks import bulk
from tests.benchmarks.opening import surroundings

#: Seconds for which nothing happens before an action is over, and after which it is given up.
QUIET, LONGEST = 0.4, 120.0
#: A gap shorter than this, in seconds, is rest.
_REST = 0.004
#: Of each action the longest gap, and the window's own processor time in one, in milliseconds.
Gaps = dict[str, tuple[float, float]]
#: Words of the made-up texts, and of their codes.
_TEXT, _LETTERS = "office", "kht-2"


def measure(case: Path) -> Gaps:
    """The longest gap of each action, in a process of its own on a copy."""
    with tempfile.TemporaryDirectory(prefix="kharkiv-tracker-") as home:
        copy = Path(home) / "case.ktcase"
        copyfile(case, copy)
        done = subprocess.run(  # noqa: S603 - our own interpreter
            [sys.executable, "-m", __name__, "--drive", str(copy), "--quiet", str(QUIET)],
            capture_output=True,
            text=True,
            check=False,
            env=surroundings(home),
            cwd=Path(__file__).parents[2],
        )
    if done.returncode:
        raise RuntimeError(done.stderr)
    gaps: Gaps = json.loads(done.stdout.splitlines()[-1])
    return gaps


def drive(case: Path, quiet: float) -> Gaps:
    """Open the case in a window of this process and do one thing after another."""
    from kharkiv_tracker.gui import app
    from kharkiv_tracker.gui.window import MainWindow

    made = app.make("en")
    window = MainWindow()
    window.resize(1280, 800)
    window.show()
    window.open_path(case)
    app.load_beside(window)
    gaps: Gaps = {}

    def gap(act: Callable[[], object]) -> tuple[float, float]:
        """Do it, and let the window work until nothing happens any more."""
        began, worked = perf_counter(), thread_time()
        act()
        made.processEvents()
        longest, most = perf_counter() - began, thread_time() - worked
        until, end = perf_counter() + quiet, began + LONGEST
        while (now := perf_counter()) < end and (now < until or _is_busy(window)):
            worked = thread_time()
            made.processEvents()
            longest, most = max(longest, perf_counter() - now), max(most, thread_time() - worked)
            if thread_time() - worked > _REST:
                until = perf_counter() + quiet
            sleep(0.001)
        return 1000 * longest, 1000 * most

    gap(lambda: None)
    for name, act in _actions(window):
        gaps[name] = tuple(map(max, gaps.get(name, (0.0, 0.0)), gap(act)))  # type: ignore[assignment]
    window.view.entry.report.clear()  # type: ignore[union-attr]
    window.close()
    return gaps


def _is_busy(window: object) -> bool:
    session = window.session  # type: ignore[attr-defined]
    return bool(session and session.reader.is_busy)


def _actions(window: object) -> Iterator[tuple[str, Callable[[], object]]]:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    from kharkiv_tracker import gazetteer
    from kharkiv_tracker.domain.selection import Selection
    from kharkiv_tracker.exchange import entry_json
    from kharkiv_tracker.gui.search.search_dialog import SearchDialog

    view, session = window.view, window.session  # type: ignore[attr-defined]
    table, model = view.incidents.table, view.incidents.model
    bar = table.verticalScrollBar()
    for share in (0.9, 0.3, 0.5, 0.0):
        yield "scroll", lambda share=share: bar.setValue(int(bar.maximum() * share))
    for number, column in enumerate(model.columns):
        if column.sort_key and column.sort_key != "when":
            yield f"sort by {column.sort_key}", lambda n=number: model.sort(n)
    yield "sort by when", lambda: model.sort(0, Qt.SortOrder.DescendingOrder)
    district = gazetteer.load().districts[1].key
    yield "selection of a district", lambda: session.select(Selection(districts=(district,)))
    yield "selection by text", lambda: session.select(Selection(text=_TEXT))
    yield "everything again", session.select_everything
    dialogs: list[SearchDialog] = []

    def find() -> None:
        window.find_anything()  # type: ignore[attr-defined]
        dialogs.extend(window.findChildren(SearchDialog))  # type: ignore[attr-defined]

    yield "find anything", find
    for letter in _LETTERS:
        yield "find, a letter", lambda typed=letter: QTest.keyClick(dialogs[0].field, typed)
    yield "find, closed", lambda: dialogs[0].reject()
    yield "entry", view.enter
    form = view.entry.report
    texts = {
        "when": "17.08.2022 ~21:30",
        "where": "saltivskyi, a dormitory",
        "killed": "7+",
    }
    for name, text in texts.items():
        box = getattr(form.fields[name], "box", form.fields[name])
        box.setFocus()
        for letter in text:
            yield "a letter of an entry", lambda box=box, typed=letter: QTest.keyClick(box, typed)
    strike = {"event": {"date": "2022-08-17"}, "district": district}
    reports = [{"killed": "7+", "speaker": "Synthetic office 7"}]
    entries = entry_json.read({"incidents": [{**strike, "reports": reports}]}, gazetteer.load())

    def save() -> None:
        (code,) = session.record(entries, "").incidents
        view.entry.saved.emit(code)

    yield "report saved", save
    yield "report undone", window.undo.undo  # type: ignore[attr-defined]
    yield "report done again", window.undo.redo  # type: ignore[attr-defined]
    yield "chart", lambda: view.show_view(1)
    yield "incidents", lambda: view.show_view(0)


def main(arguments: list[str] | None = None) -> int:
    """Measure and print one table."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.stalls", description=__doc__)
    parser.add_argument("size", type=int, nargs="?", default=100_000, help="how many incidents")
    parser.add_argument("--keep", type=Path, help="folder for the made-up cases")
    parser.add_argument("--drive", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--quiet", type=float, default=QUIET, help=argparse.SUPPRESS)
    asked = parser.parse_args(arguments)
    if asked.drive:
        sys.stdout.write(json.dumps(drive(asked.drive, asked.quiet)) + "\n")
        return 0
    gaps = measure(bulk.kept(asked.size, asked.keep))
    lines = [
        f"| {asked.size} made-up incidents | longest gap | of processor time |",
        "|---|---|---|",
    ]
    lines += [f"| {name} | {gap:.1f} ms | {work:.1f} ms |" for name, (gap, work) in gaps.items()]
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
