"""Ids, salts and times that are the same in every run: for tests that compare bytes."""

import random
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from kharkiv_tracker.store import identity

#: 2026-01-05T09:00:00Z, in nanoseconds: when the fixed clock starts.
START = 1_767_603_600 * 10**9


class Seeded:
    """Ids and salts of a seeded generator, and a clock that steps a second with each of them.

    Whoever only asks what time it is does not move the clock: reading more or less often changes
    nothing of what is written.
    """

    def __init__(self, seed: str, start: int) -> None:
        self._generator = random.Random(seed)  # noqa: S311 - foretold on purpose
        self._start, self._seconds = start, 0

    def token_hex(self, size: int) -> str:
        """As many random bytes, in hexadecimal digits; a second passes."""
        self._seconds += 1
        return self._generator.randbytes(size).hex()

    def time_ns(self) -> int:
        """Nanoseconds since 1970."""
        return self._start + self._seconds * 10**9


@contextmanager
def fixed(seed: str = "net", start: int = START) -> Iterator[None]:
    """Give the same ids, salts and times in every run; the clock starts at `start`."""
    seeded = Seeded(seed, start)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(identity, "token_hex", seeded.token_hex)
        patch.setattr(identity, "time_ns", seeded.time_ns)
        yield
