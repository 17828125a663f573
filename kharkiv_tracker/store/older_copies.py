"""Copies of a case made before its passphrase was changed: they open as the file did then."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from kharkiv_tracker import files
from kharkiv_tracker.store import backups, case_key, file_placement
from kharkiv_tracker.store.backups import Backup
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.engine import PLAIN_HEADER, DatabaseError, connect
from kharkiv_tracker.store.passphrase_change import Change


@dataclass(frozen=True, slots=True)
class OlderCopies:
    """Backups of a case, newest first, and files kept beside it, that do not open as it does."""

    backups: tuple[Backup, ...] = ()
    kept: tuple[Path, ...] = ()

    @property
    def paths(self) -> list[Path]:
        """All of them."""
        return [*(backup.path for backup in self.backups), *self.kept]


def find(
    case: CaseFile, folder: Path | None, change: Change, step: Callable[[], object] = tuple
) -> OlderCopies:
    """What still opens with the passphrase a case had, or without one while it has one now.

    What is encrypted otherwise, or is open in this process, is left out: nothing is known of it.
    """
    if case.path is None:
        return OlderCopies()

    def is_older(path: Path) -> bool:
        step()
        return _is_older(path, case, change)

    made = backups.listed(folder, case.path, backups.mark_of(case)) if folder else []
    return OlderCopies(
        tuple(backup for backup in made if is_older(backup.path)),
        tuple(filter(is_older, file_placement.kept_beside(case.path))),
    )


def replaced(case: CaseFile, newest: Backup, older: OlderCopies, change: Change) -> list[Backup]:
    """The older backups whose whole history is in a newer one, which opens as the case does now."""
    with backups.opened(newest.path, case.key) as made:
        return [
            backup
            for backup in older.backups
            if backup != newest
            and made.is_encrypted == case.is_encrypted
            and _holds(made, backup, change)
        ]


def remove(case: CaseFile, removed: Iterable[Backup], change: Change) -> int:
    """Remove older backups whose history is in the case; returns how many are gone."""
    removed = list(removed)
    for backup in removed:
        backups.remove(case, backup, change.before)
    return sum(not backup.path.exists() for backup in removed)


def _holds(made: CaseFile, backup: Backup, change: Change) -> bool:
    with backups.tidied(backup.path):
        return made.contains(backup.path, change.before)


def _is_older(path: Path, case: CaseFile, change: Change) -> bool:
    if files.is_open(path) or not files.is_case(path):
        return False
    with path.open("rb") as file:
        is_plain = file.read(case_key.SALT) == PLAIN_HEADER
    if is_plain or change.before is None:
        return is_plain and case.is_encrypted
    try:
        with backups.tidied(path), closing(connect(path, change.before, read_only=True)):
            return True
    except DatabaseError:
        return False
