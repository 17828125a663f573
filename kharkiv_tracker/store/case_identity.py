"""Which case a file holds: the id of its first revision, which no other case has."""

from __future__ import annotations

from contextlib import closing, suppress
from pathlib import Path

from sqlite_utils import Database

from kharkiv_tracker import files, known_cases
from kharkiv_tracker.store import file_identity, open_checks, private_copy
from kharkiv_tracker.store.engine import UNTOUCHED, DatabaseError, connect


def first_revision(db: Database) -> str:
    """The id of the first revision; "" without one."""
    row = db.execute("SELECT id FROM revisions ORDER BY seq LIMIT 1").fetchone()
    return str(row[0]) if row else ""


def make_known(db: Database) -> None:
    """Note that this case was made here, or taken over."""
    if first := first_revision(db):
        known_cases.add(first)


def is_known(path: Path, passphrase: str | None) -> bool:
    """Whether the case in a file is known here; nothing is changed, locked or left beside it.

    A damaged one is not known, one that is open in this program is. Raises CaseUnavailable for a
    file that is not a case file, and PassphraseNeeded for a wrong passphrase.
    """
    if files.is_open(path):
        return True
    open_checks.check_header(path, passphrase)
    try:
        return _knows(path, path, passphrase)
    except DatabaseError as error:
        problem = error
    if file_identity.has_journal(path):
        # Of a checkpoint that was cut off the journal has the rest.
        with private_copy.of(path) as copy, suppress(DatabaseError):
            return _knows(path, copy, passphrase)
    raised = open_checks.unreadable(path, passphrase, problem)
    if isinstance(raised, open_checks.PassphraseNeeded):
        raise raised
    return False


def _knows(path: Path, stored: Path, passphrase: str | None) -> bool:
    with closing(connect(stored, passphrase, UNTOUCHED if stored == path else False)) as db:
        first = first_revision(db)
        return bool(first) and known_cases.is_known(first, path)
