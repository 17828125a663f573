"""What an import of a table takes, beside `sqlite-utils insert --csv` of the same file."""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from tests.benchmarks import process
from tests.benchmarks.case_set import CaseSet
from tests.benchmarks.row import Measure, Pair

_HEADS = (
    *("ID", "Date", "District", "Place", "Killed", "Injured", "Children injured"),
    *("Weapon", "Source", "Link", "Description"),
)
_DISTRICTS = ("Saltivskyi", "Київський", "Slobidskyi", "Чугуїв", "Izium", "Дергачі", "Vovchansk")
_PLACES = ("dormitory", "ринок", "school", "")
_KILLED, _INJURED = ("0", "1", "2", "7+", "кілька", "", ""), ("0", "1", "5", "10+", "кілька", "")
_WEAPONS = ("missile", "glide bomb", "Shahed", "artillery", "")
_WORDS = [
    "strike",
    "residential",
    "building",
    "shop",
    "fire",
    "rescued",
    "people",
    "hospital",
    "windows",
    "street",
]
_FIRST, _DAYS = date(2022, 2, 24), 900


def _rows(size: int) -> Iterator[list[str]]:
    """The rows of a made-up table, each with a link and a description of its own."""
    dice = random.Random(5)  # noqa: S311 - nothing here is secret
    for number in range(1, size + 1):
        injured = dice.choice(_INJURED)
        yield [
            f"T-{number}",
            (_FIRST + timedelta(days=dice.randrange(_DAYS))).isoformat(),
            dice.choice(_DISTRICTS),
            dice.choice((f"вул. Тестова, {dice.randrange(1, 300)}", *_PLACES)),
            dice.choice(_KILLED),
            injured,
            dice.choice(("", "1")) if injured in ("5", "10+") else "",
            dice.choice(_WEAPONS),
            f"Synthetic outlet {dice.randrange(6)}",
            f"https://example.org/{number}",
            f"{' '.join(dice.choices(_WORDS, k=dice.randrange(6, 25)))} {number}",
        ]


def _table(cases: CaseSet) -> Path:
    path = cases.home / "table.csv"
    if not path.exists():
        with path.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows([_HEADS, *_rows(cases.size)])
    return path


def _call(cases: CaseSet) -> list[str]:
    path = cases.new_path("imported")
    return ["-m", "tests.benchmarks.import_process", str(path), str(_table(cases))]


@contextmanager
def whole(cases: CaseSet) -> Iterator[Pair]:
    """Both as processes, from their start to their end."""
    table = _table(cases)
    with process.home() as folder:

        def bare() -> float:
            target = str(cases.new_path("bare"))
            call = ["-m", "sqlite_utils", "insert", target, "rows", str(table), "--csv"]
            return process.processor_time(call, folder)

        def check() -> None:
            assert _imported(cases)["recorded"] == cases.size

        yield Pair(lambda: process.processor_time(_call(cases), folder), bare, check)


def part(name: str) -> Measure:
    """A part of an import, all of them of one."""

    @contextmanager
    def measure(cases: CaseSet) -> Iterator[Pair]:
        yield Pair(lambda: float(_imported(cases)[name]))

    return measure


def _imported(cases: CaseSet) -> dict[str, Any]:
    """What the parts of an import take; it is done once for all rows."""
    known = cases.home / "imported.json"
    if not known.exists():
        with process.home() as folder:
            known.write_text(process.call(_call(cases), folder))
    result: dict[str, Any] = json.loads(known.read_text())
    return result
