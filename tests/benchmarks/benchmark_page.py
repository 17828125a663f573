"""The part of docs/benchmarks.md that is made: a table for each size, and how cost grows."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from itertools import zip_longest
from pathlib import Path
from typing import Any

import matplotlib
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from sqlcipher3 import sqlite_version

from tests.benchmarks.row import PLAIN, Result, Row

DOCS = Path(__file__).parents[2] / "docs"
BEGIN, END = "<!-- made by make bench: begin -->", "<!-- made by make bench: end -->"
_HEAD = (
    "| row | what | baseline | ours, median | worst | ratio, median | worst | aim | met |",
    "|---|---|---|---|---|---|---|---|---|",
)
_PACKAGES = {"PySide6": "PySide6-Essentials", "matplotlib": "matplotlib", "NumPy": "numpy"}
#: Lines of so many rows are in one panel of the chart, and so many panels are side by side.
_LINES, _WIDE = 7, 2

#: By size: the machine, the day, the rounds and the results of its rows.
Measured = dict[str, dict[str, Any]]


class BenchmarkPage:
    """The page and what it is made of: the results of the last run of each size."""

    def __init__(self, docs: Path = DOCS) -> None:
        self.page = docs / "benchmarks.md"
        self.chart = docs / "benchmarks-growth.svg"
        self.results = docs / "benchmarks.json"

    def write(self, rows: Iterable[Row], measured: Measured) -> None:
        """Replace the results of these sizes and make the page anew."""
        stored: Measured = {}
        if self.results.exists():
            stored = json.loads(self.results.read_text(encoding="utf-8"))
        whole = dict(sorted((stored | measured).items(), key=lambda entry: int(entry[0])))
        self.results.write_text(f"{json.dumps(whole, indent=1)}\n", encoding="utf-8")
        if len(whole) > 1:
            _draw(list(rows), whole, self.chart)
        text = self.page.read_text(encoding="utf-8")
        before, after = text.partition(BEGIN)[0], text.partition(END)[2]
        made = "\n".join([BEGIN, "", *made_part(rows, whole), END])
        self.page.write_text(f"{before}{made}{after}", encoding="utf-8")


def measured(results: Iterable[Result], rounds: int) -> dict[str, Any]:
    """What is stored of a size."""
    return {
        "machine": machine(),
        "day": f"{datetime.now(UTC):%Y-%m-%d}",
        "rounds": rounds,
        "results": [result.document() for result in results],
    }


def machine() -> str:
    """The machine, and the versions that matter."""
    cores = os.cpu_count() or 1
    parts = [
        f"{cores} core{'s' * (cores > 1)} ({_processor()})",
        platform.system(),
        f"Python {platform.python_version()}",
        *(f"{name} {version(package)}" for name, package in _PACKAGES.items()),
        f"SQLite {sqlite_version}",
    ]
    return ", ".join(parts)


def _processor() -> str:
    path = Path("/proc/cpuinfo")
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor() or platform.machine())


def made_part(rows: Iterable[Row], whole: Measured) -> Iterator[str]:
    """The lines between the markers."""
    by_name = {row.name: row for row in rows}
    for size, run in whole.items():
        results = [Result(**document) for document in run["results"]]
        yield f"### {int(size):,} incidents"
        yield ""
        yield f"{run['day']}, {run['rounds']} rounds, {run['machine']}."
        yield ""
        yield from table([(by_name[r.row], r) for r in results if r.row in by_name], int(size))
        yield ""
    if len(whole) > 1:
        yield "### How cost grows"
        yield ""
        yield "![Cost by the number of incidents, both axes logarithmic](benchmarks-growth.svg)"
        yield ""


def table(results: Iterable[tuple[Row, Result]], size: int) -> list[str]:
    """The lines of a table about a case of this size."""
    return [*_HEAD, *(_line(row, result, size) for row, result in results)]


def _line(row: Row, result: Result, size: int) -> str:
    aim, ratio = row.aim_at(size), result.ratio
    reached = result.median if ratio is None else ratio
    unit = f" {row.unit}" if ratio is None else ""
    cells = (
        f"`{row.name}`",
        row.what if row.single or len(result.ours) > 1 else f"{row.what} (one round)",
        row.baseline,
        f"{number(result.median)} {row.unit}",
        f"{number(max(result.ours))} {row.unit}",
        "" if ratio is None else number(ratio),
        "" if result.worst_ratio is None else number(result.worst_ratio),
        "" if aim is None else f"{number(aim)}{unit}",
        "" if aim is None else ("yes" if reached <= aim else "no"),
    )
    return f"| {' | '.join(cells)} |"


def number(value: float) -> str:
    """A number as short as its size allows."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def _draw(rows: list[Row], whole: Mapping[str, Any], path: Path) -> None:
    """The cost of each row in processor time, for all sizes that were measured."""
    points: dict[str, list[tuple[int, float]]] = {}
    for size, run in whole.items():
        for document in run["results"]:
            points.setdefault(document["row"], []).append((int(size), Result(**document).median))
    lines = [
        row
        for row in rows
        if row.unit == "ms" and row.baseline != PLAIN and len(points.get(row.name, ())) > 1
    ]
    panels = [lines[at : at + _LINES] for at in range(0, len(lines), _LINES)] or [[]]
    high = -(-len(panels) // _WIDE)
    # The same file for the same numbers, and small.
    with matplotlib.rc_context({"svg.fonttype": "none", "svg.hashsalt": "benchmarks"}):
        figure = Figure(figsize=(4.5 * _WIDE, 4 * high), layout="constrained")
        for axes, panel in zip_longest(
            figure.subplots(high, _WIDE, sharex=True, sharey=True).flat, panels
        ):
            for row in panel or ():
                sizes, costs = zip(*points[row.name], strict=True)
                axes.loglog(sizes, costs, marker=".", label=row.name)
            axes.set(xlabel="incidents", ylabel="milliseconds", visible=bool(panel))
            axes.minorticks_off()
            axes.grid(linewidth=0.3)
            if panel:
                axes.legend(fontsize=7, loc="upper left")
        FigureCanvasSVG(figure).print_svg(path, metadata={"Date": None})
