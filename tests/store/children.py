"""Processes beside the test's own, for what happens between two of them or to one that is killed.

They are forked, for a new one takes longer than most tests, and end without leaving the test.
"""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from kharkiv_tracker.store.case_file import CaseFile

#: What a process ends with that raised something.
#: Plain and encrypted, for a test that has to be both.
BOTH = pytest.mark.parametrize(
    "passphrase", ["", "пароль"], ids=["plain", "encrypted"], indirect=True
)


FAILED = 70


def run(work: Callable[[], object]) -> int:
    """Let a process do some work; returns how it ended, the negative signal where it was killed."""
    return os.waitstatus_to_exitcode(os.waitpid(forked(work), 0)[1])


@contextmanager
def holding(path: Path, passphrase: str, save: Callable[[CaseFile], Any]) -> Iterator[list[bytes]]:
    """A process that has the case open while the block runs and saves again and again.

    Gives the saves it has acknowledged so far, of which there is one; it is killed at the end.
    """
    reading, writing = os.pipe()

    def work() -> None:
        case = CaseFile.open(path, passphrase or None)
        while True:
            save(case)
            os.write(writing, b".")

    child = forked(work)
    acknowledged = Acknowledged(reading)
    try:
        os.close(writing)
        acknowledged.wait()
        yield acknowledged
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(reading)


class Acknowledged(list[bytes]):
    """The saves a process has acknowledged, as they come in."""

    def __init__(self, pipe: int) -> None:
        super().__init__()
        self._pipe = pipe

    def wait(self) -> int:
        """Wait for the next; returns how many there are."""
        self.append(os.read(self._pipe, 1))
        assert self[-1], "the process failed"
        return len(self)


def forked(work: Callable[[], object]) -> int:
    """Let a process do some work meanwhile; returns its number, by which to wait for it."""
    child = os.fork()
    if child:
        return child
    try:
        work()
        os._exit(0)
    except BaseException:
        os._exit(FAILED)


def left_open(path: Path, passphrase: str, save: Callable[[CaseFile], Any]) -> None:
    """Save once more and leave the file as a killed process does: the save is in its journal."""
    journal = path.with_name(f"{path.name}-wal")
    with CaseFile.open(path, passphrase or None) as case:
        save(case)
        left = path.read_bytes(), journal.read_bytes()
    for file, content in zip((path, journal), left, strict=True):
        file.write_bytes(content)
    assert left[1]
