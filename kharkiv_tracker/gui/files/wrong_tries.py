"""How often a wrong passphrase was typed for a file, and how long the next one has to wait."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from math import ceil
from pathlib import Path

#: As many are free; then the wait doubles, from one second to the longest.
FREE, LONGEST = 5, 30


class WrongTries:
    """Counts by real path, for as long as the program runs, in whatever dialog they are typed."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._counts: dict[str, int] = {}
        self._ends: dict[str, float] = {}

    def add(self, path: Path) -> None:
        """Count a wrong passphrase."""
        name = os.path.realpath(path)
        self._counts[name] = count = self._counts.get(name, 0) + 1
        if count >= FREE:
            self._ends[name] = self._clock() + min(LONGEST, 2 ** (count - FREE))

    def clear(self, path: Path) -> None:
        """Count from the beginning: a passphrase was right."""
        name = os.path.realpath(path)
        self._counts.pop(name, None)
        self._ends.pop(name, None)

    def are_many(self, path: Path) -> bool:
        """Whether wrong passphrases are followed by a wait."""
        return self._counts.get(os.path.realpath(path), 0) >= FREE

    def seconds(self, path: Path) -> int:
        """How long the next passphrase has to wait, in whole seconds; 0 if it does not."""
        return max(0, ceil(self._ends.get(os.path.realpath(path), 0.0) - self._clock()))


#: Those of this program, whoever asks.
TRIES = WrongTries()
