"""Verifying on the command line: how far it is, and an interrupt that ends it at once."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import verification
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.verification import Progress, Verification

#: The bar moves by so many parts.
_PARTS = 100


def verified(case: CaseFile, against: str | None = None, quiet: bool = False) -> Verification:
    """Verify a case; a bar on standard error shows how far it is, where that is a terminal."""
    with _interruptible(case), _bar(quiet) as progress:
        return verification.verify(case, against, progress)


@contextmanager
def _bar(quiet: bool) -> Iterator[Progress]:
    if quiet or not (sys.stderr and sys.stderr.isatty()):
        yield lambda _share: None
        return
    with click.progressbar(
        length=_PARTS, label=_("Checking the case file…"), file=sys.stderr, show_eta=False
    ) as bar:

        def show(share: float) -> None:
            if (part := int(share * _PARTS)) > bar.pos:
                bar.update(part - bar.pos)

        yield show


@contextmanager
def _interruptible(case: CaseFile) -> Iterator[None]:
    """End what is read on an interrupt: SQLite would report it as a fault of the file."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    connection: Any = case.db.conn

    def give_up(_number: int, _frame: object) -> None:
        connection.is_given_up = True

    before = signal.signal(signal.SIGINT, give_up)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        is_interrupted, connection.is_given_up = connection.is_given_up, False
        if is_interrupted:
            raise KeyboardInterrupt
