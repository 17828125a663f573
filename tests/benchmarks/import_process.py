"""A process that imports a table into a new case file and prints what each part of it takes."""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, process_time
from typing import Any, TypeVar

from kharkiv_tracker.imports import import_choice, import_plan, import_run
from kharkiv_tracker.imports.files import file_reader
from kharkiv_tracker.store.case_file import CaseFile
from tests.benchmarks import process

_T = TypeVar("_T")


class _Clock:
    """Milliseconds of each part, and the longest pause between two moments to give it up."""

    def __init__(self) -> None:
        self.taken: dict[str, float] = {}
        self.longest = 0.0
        self._last = 0.0

    def step(self) -> None:
        now = perf_counter()
        self.longest, self._last = max(self.longest, 1000 * (now - self._last)), now

    def part(self, name: str, work: Callable[[], _T]) -> _T:
        """The result of a part, with the processor time of its child processes."""
        self._last, began = perf_counter(), _processor_time()
        result = work()
        self.step()
        self.taken[name] = 1000 * (_processor_time() - began)
        return result


def _processor_time() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return process_time() + children.ru_utime + children.ru_stime


def measure(path: Path, table: Path) -> dict[str, Any]:
    """Import a table into a case file that does not exist yet."""
    clock = _Clock()
    choice = import_choice.choose(
        clock.part("read", lambda: file_reader.read(table, step=clock.step))
    )
    with CaseFile.create(path, "Synthetic") as case:
        plan = clock.part(
            "plan",
            lambda: import_plan.plan(
                case, choice.table, choice.column_map, choice.preset, clock.step
            ),
        )
        imported = clock.part("record", lambda: import_run.run(case, plan, "bench", "", clock.step))
    return {
        **clock.taken,
        "step": clock.longest,
        "memory": process.memory("VmHWM"),
        "recorded": len(imported.codes),
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure(*map(Path, sys.argv[1:]))))
