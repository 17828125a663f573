"""Changes that a crash or a copy left beside a case file, in its -wal: taken in, or kept apart.

SQLite applies whatever lies there to whatever file it lies beside. So both are copied first, and
the changes are taken in only where they continue that very file.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from sqlite_utils import Database

from kharkiv_tracker import files
from kharkiv_tracker.errors import CaseUnavailable
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import file_placement, open_checks, record_checks, revision_chain
from kharkiv_tracker.store.engine import DatabaseError, clone, connect, is_wrong_key, key_of
from kharkiv_tracker.store.file_identity import (
    INDEX,
    JOURNAL,
    ROLLBACK,
    beside,
    has_bytes,
    is_open_elsewhere,
)

Step = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Recovery:
    """What came of it: a sentence, and the case in memory where its file may not be written to."""

    notice: str = ""
    in_memory: Database | None = None


def recover(
    path: Path, passphrase: str | None, read_only: bool, step: Step = tuple
) -> Recovery | None:
    """Settle what lies beside a file that this process does not have open; None: nothing does.

    Raises CaseDamaged where the file is whole neither with the changes nor without them, and
    CaseUnavailable for a wrong passphrase; nothing is touched then.
    """
    journal, rollback = beside(path, JOURNAL), beside(path, ROLLBACK)
    if not (has_bytes(journal) or has_bytes(rollback)):
        return None
    # Without permission to write this cannot be checked; then a copy is shown.
    if os.access(path, os.W_OK) and is_open_elsewhere(path):
        return None
    with _copies(path, journal, read_only) as (alone, together):
        joined = _examined(together, passphrase, step) if has_bytes(journal) else None
        # In the middle of a checkpoint the file alone is not whole, and has no head.
        passphrase = joined.key if joined and joined.key else passphrase
        head = _head(alone, passphrase) if joined else ""
        continues = joined is not None and not joined.problem and head in {"", *joined.revisions}
        if not continues and (problem := _examined(alone, passphrase, step).problem):
            raise _unusable(path, passphrase, problem)
        if read_only:
            return _in_memory(together if continues else alone, passphrase, continues)
        if continues and not has_bytes(rollback):
            return Recovery()
        if is_open_elsewhere(path):
            # It was opened elsewhere meanwhile: what lies there belongs to that process now.
            return None
        aside = _set_aside(path, alone, rollback if continues else journal, rollback)
    return Recovery(
        _(
            "Changes next to this case file did not match it. It may have been replaced by "
            "an older copy. The changes were kept as {name}; the case file was not changed. "
            "If something is missing, keep both files and restore a backup."
        ).format(name=aside.name)
    )


class _Examined(NamedTuple):
    """A copy looked into: what is wrong with it, or "", its revisions by id, what opened it."""

    problem: str
    revisions: frozenset[str] = frozenset()
    key: str | None = None


def _examined(path: Path, passphrase: str | None, step: Step) -> _Examined:
    """Everything of a copy is verified: what continues another file may still look whole."""
    try:
        db = connect(path, passphrase)
    except DatabaseError as error:
        return _Examined(str(error))
    try:
        open_checks.check_tables(db, path)
        problem = next((each.problem for each in record_checks.problems(db, step)), "")
        ids = frozenset(revision.id for revision in revision_chain.stored(db))
        return _Examined(problem, ids, key_of(db))
    except (DatabaseError, CaseUnavailable) as error:
        return _Examined(str(error))
    finally:
        db.close()


def _head(path: Path, passphrase: str | None) -> str:
    """The last revision of a file without its journal; "" where it cannot be read."""
    with suppress(DatabaseError), closing(connect(path, passphrase)) as db:
        row = db.execute("SELECT id FROM revisions ORDER BY seq DESC LIMIT 1").fetchone()
        return str(row[0]) if row else ""
    return ""


@contextmanager
def _copies(path: Path, journal: Path, read_only: bool) -> Iterator[tuple[Path, Path]]:
    """The file alone, and together with its journal, in a folder that only this user can enter."""
    # Beside the file, so that what it holds is on no other disk, if that can be written to.
    folder = None if read_only else journal.parent
    try:
        with TemporaryDirectory(prefix=".ktcase-", dir=folder) as name:
            alone, together = Path(name) / "alone", Path(name) / "together"
            for copy in (alone, together):
                shutil.copyfile(path, copy)
                copy.chmod(0o600)
            if has_bytes(journal):
                shutil.copyfile(journal, beside(together, JOURNAL))
            yield alone, together
    except OSError as error:
        raise _no_room(path, error) from None


def _in_memory(copy: Path, passphrase: str | None, continues: bool) -> Recovery:
    with closing(connect(copy, passphrase)) as source:
        target = clone(source)
    if continues:
        return Recovery(
            _(
                "Changes next to this case file were not yet written into it, and its folder "
                "cannot be written to. A read-only copy with these changes is shown."
            ),
            target,
        )
    return Recovery(
        _(
            "Changes next to this case file do not match it, and its folder cannot be "
            "written to. A read-only copy without these changes is shown."
        ),
        target,
    )


def _set_aside(path: Path, alone: Path, journal: Path, rollback: Path) -> Path:
    """Keep the file as it is, and what lay beside it, under fresh names; returns the first."""
    real = Path(os.path.realpath(path))
    aside = file_placement.free_beside(path, "set-aside")
    alone.rename(aside)
    for companion in {journal, rollback}:
        if companion.exists():
            companion.rename(aside.with_name(aside.name + companion.name[len(real.name) :]))
    with suppress(FileNotFoundError):
        beside(path, INDEX).unlink()
    return aside


def _unusable(path: Path, passphrase: str | None, problem: str) -> CaseUnavailable:
    if passphrase and is_wrong_key(problem):
        return open_checks.wrong_passphrase(path, passphrase)
    return open_checks.CaseDamaged(path, open_checks.problem_of(problem))


def _no_room(path: Path, error: OSError) -> CaseUnavailable:
    return CaseUnavailable(
        _(
            "Changes from an interrupted session were found next to {path}. Reading them "
            "requires disk space for 2 copies of the case file ({error}). Nothing was "
            "changed. Free some disk space and open it again."
        ).format(path=path, error=files.reason(error))
    )
