"""Measures every row of the table beside its bare baseline; nothing here passes or fails.

A run of whole sizes renews docs/benchmarks.md; a run of some rows prints them alone.
"""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks import benchmark_page
from tests.benchmarks.benchmark_page import BenchmarkPage
from tests.benchmarks.case_set import CaseSet
from tests.benchmarks.row import USUAL, Result, Row, run
from tests.benchmarks.rows import ROWS

_ROUNDS = 7


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what is asked for, print it, and renew the page if it is everything."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("wanted", nargs="*", metavar="SIZE|ROW", help="only these")
    parser.add_argument("--rounds", type=int, default=_ROUNDS, help="how often each is measured")
    parser.add_argument("--keep", type=Path, help="folder in which the made-up cases are kept")
    asked = parser.parse_args(arguments)
    sizes = tuple(int(word) for word in asked.wanted if word.isdecimal()) or USUAL
    names = [word for word in asked.wanted if not word.isdecimal()]
    if unknown := set(names) - {row.name for row in ROWS}:
        known = ", ".join(row.name for row in ROWS)
        parser.error(f"not a row: {', '.join(sorted(unknown))}; rows are {known}")
    # As the window does once it has loaded what draws.
    gc.freeze()
    with _folder(asked.keep) as folder:
        for size in sizes:
            with CaseSet(size, folder) as cases:
                due = [r for r in ROWS if (r.name in names if names else r.is_due(size))]
                results = list(_results(due, cases, asked.rounds))
            lines = benchmark_page.table(zip(due, results, strict=True), size)
            sys.stdout.write("\n".join([f"\n{size:,} incidents\n", *lines, ""]))
            if not names:
                # After each size: one of a million may take an hour, and be given up.
                measured = {str(size): benchmark_page.measured(results, asked.rounds)}
                BenchmarkPage().write(ROWS, measured)
    return 0


def _results(rows: Sequence[Row], cases: CaseSet, rounds: int) -> Iterator[Result]:
    for row in rows:
        # Some take minutes: this says which.
        sys.stderr.write(f"{cases.size:,} {row.name}\n")
        yield run(row, cases, rounds)


@contextmanager
def _folder(kept: Path | None) -> Iterator[Path]:
    if kept is not None:
        kept.mkdir(parents=True, exist_ok=True)
        yield kept
        return
    with TemporaryDirectory(prefix="kharkiv-tracker-") as folder:
        yield Path(folder)


if __name__ == "__main__":
    sys.exit(main())
