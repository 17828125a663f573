"""Long runs of tests by chance: ten thousand steps of the life of a case, and what it shows."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

from tests.faults.outcome import Fault, Outcome, kept, lost

_HERE = Path(__file__).parents[2]


def _of_life(_place: Path, dice: Random) -> Iterator[Outcome]:
    yield _long_run("tests/store/test_living.py", dice, steps=10_000)


def _of_kept_values(_place: Path, dice: Random) -> Iterator[Outcome]:
    yield _long_run("tests/store/test_quick_equals.py", dice, steps=10_000)


def _of_surfaces(_place: Path, dice: Random) -> Iterator[Outcome]:
    yield _long_run("tests/features/test_surfaces_agree.py", dice, cases=300)


def _long_run(test: str, dice: Random, **number: int) -> Outcome:
    seed = dice.randrange(2**31)
    options = ["-q", "-p", "no:cacheprovider", "--hypothesis-profile=faults"]
    words = [sys.executable, "-m", "pytest", test, *options, f"--hypothesis-seed={seed}"]
    done = subprocess.run(  # noqa: S603 - our own words
        words, cwd=_HERE, capture_output=True, text=True, check=False
    )
    return kept(**number) if done.returncode == 0 else lost(done.stdout[-1500:])


FAULTS = [
    Fault("life", "figures, steps, search and totals stay right whatever is done", 1, _of_life),
    Fault(
        "quick-equals",
        "sums, orders, texts and rows kept for speed are what the records come to",
        1,
        _of_kept_values,
    ),
    Fault("surfaces", "totals, charts, table, panel and page show the same", 1, _of_surfaces),
]
