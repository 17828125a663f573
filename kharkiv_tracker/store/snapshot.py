"""One state of a case file for everything that is read together."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kharkiv_tracker.store.case_file import CaseFile


@contextmanager
def snapshot(case: CaseFile) -> Iterator[None]:
    """Whatever is read inside is of one state of the file, whoever writes to it meanwhile."""
    if case.db.conn.in_transaction:
        yield
        return
    case.db.execute("BEGIN")
    try:
        yield
    finally:
        case.db.execute("ROLLBACK")
