"""Ten thousand steps of the life of a case, as tests/store/test_living.py lives it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

from tests.faults.outcome import Fault, Outcome, kept, lost

_HERE = Path(__file__).parents[2]
_TEST = "tests/store/test_living.py"


def _of_life(_place: Path, dice: Random) -> Iterator[Outcome]:
    seed = dice.randrange(2**31)
    options = ["-q", "-p", "no:cacheprovider", "--hypothesis-profile=faults"]
    words = [sys.executable, "-m", "pytest", _TEST, *options, f"--hypothesis-seed={seed}"]
    done = subprocess.run(  # noqa: S603 - our own words
        words, cwd=_HERE, capture_output=True, text=True, check=False
    )
    yield kept(steps=10_000) if done.returncode == 0 else lost(done.stdout[-1500:])


FAULTS = [
    Fault("life", "figures, steps, search and totals stay right whatever is done", 1, _of_life)
]
