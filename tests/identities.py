"""Ids, salts and times that are the same in every run: for tests that compare bytes."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

import pytest

from kharkiv_tracker.store import identity

#: 2026-01-05T09:00:00Z, in nanoseconds: when the fixed clock starts.
START = 1_767_603_600 * 10**9


@contextmanager
def fixed(seed: str = "net") -> Iterator[None]:
    """Give ids and salts of a seeded generator, and times from START on, a second each."""
    generator, seconds = random.Random(seed), count()  # noqa: S311 - foretold on purpose
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(identity, "token_hex", lambda size: generator.randbytes(size).hex())
        patch.setattr(identity, "time_ns", lambda: START + next(seconds) * 10**9)
        yield
