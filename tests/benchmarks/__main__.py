"""Prints how the window compares with a bare one; nothing here passes or fails."""

from __future__ import annotations

import argparse
import os
import platform
import sys
from pathlib import Path

from PySide6 import __version__ as qt
from sqlcipher3 import sqlite_version

from tests.benchmarks import keystrokes, opening, synthetic

_ROW = "| {what} | {bare:.1f} ms | {ours:.1f} ms | {ratio:.1f} |"


def main(arguments: list[str] | None = None) -> int:
    """Measure and print one table."""
    asked = _asked(arguments)
    case = synthetic.kept(asked.size, asked.keep)
    bare, ours = opening.ratio(case, asked.rounds)
    typing = keystrokes.measure(case)
    bare_long, quote, count = typing.long
    lines = [
        _machine(),
        "",
        f"| {asked.size} made-up incidents | bare Qt | ours | ratio |",
        "|---|---|---|---|",
        _row("start to first painted table (bare: a shown window)", bare, ours),
        _row("keystroke to ready, median (bare: an empty QLineEdit)", *typing.at(0.5)),
        _row("keystroke to ready, 99 of 100", *typing.at(0.99)),
        _row(
            "slowest key in a quote of 200,000 characters (bare: that box alone)", bare_long, quote
        ),
        _row("slowest key in a count beside that quote", bare_long, count),
        f"| longest the window was busy while one pauses | | {typing.held_up:.1f} ms | |",
    ]
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


def _asked(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--size", type=int, default=100_000, help="how many incidents")
    parser.add_argument("--rounds", type=int, default=7, help="how often each window is opened")
    parser.add_argument("--keep", type=Path, help="folder for the made-up cases")
    return parser.parse_args(arguments)


def _row(what: str, bare: float, ours: float) -> str:
    return _ROW.format(what=what, bare=bare, ours=ours, ratio=ours / bare)


def _machine() -> str:
    parts = (
        f"{os.cpu_count()} cores ({platform.machine()})",
        platform.system(),
        f"Python {platform.python_version()}",
        f"PySide6 {qt}",
        f"SQLite {sqlite_version}",
        os.environ.get("QT_QPA_PLATFORM") or "offscreen unless there is a display",
    )
    return ", ".join(parts)


if __name__ == "__main__":
    sys.exit(main())
