"""Backups of a case in a folder: made and verified, listed, and the old ones removed."""

from __future__ import annotations

import re
import stat
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from kharkiv_tracker import files
from kharkiv_tracker.errors import CaseUnavailable
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import (
    case_copy,
    case_identity,
    file_identity,
    file_placement,
    identity,
    private_copy,
    verification,
)
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.engine import DatabaseError

#: How many are kept: sittings, days and weeks, the last of each of those that have one.
SITTINGS, DAYS, WEEKS = 10, 7, 4
#: By UTC, so that names sort by time also in the hour that a clock shows twice.
_STAMP = "%Y-%m-%d-%H%M%S"
_SUFFIX = ".ktcase"
#: The longest name a disk takes has 255 bytes.
_LONGEST_STEM = 180


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup of a case: `made` by UTC, `mark` the first letters of the case's first revision."""

    path: Path
    mark: str
    made: datetime


def make(
    case: CaseFile,
    folder: Path,
    replacing: Backup | None = None,
    step: Callable[[], object] = tuple,
) -> Backup:
    """Make a verified backup of an open case, then remove those no longer kept.

    `replacing` is the one made earlier in the same sitting; it goes once the new one is there.
    Raises CaseUnavailable, and removes nothing, where none could be made.
    """
    if case.path is None or not folder.is_dir():
        raise CaseUnavailable(
            _(
                "Backup folder not found: {folder}. Connect its disk or choose another folder."
            ).format(folder=folder)
        )
    mark, made = mark_of(case), identity.now().replace(microsecond=0)
    # Several in one second get the seconds after it, also after one that was removed since.
    stamps = sorted(backup.made for backup in listed(folder, case.path, mark))
    for stamp in stamps:
        if made <= stamp <= made + timedelta(minutes=1):
            made = stamp + timedelta(seconds=1)
    while (path := folder / _name(case.path, mark, made)).exists():
        made += timedelta(seconds=1)
    case_copy.copy(case, path, step)
    backup = Backup(path, mark, made)
    backups = listed(folder, case.path, mark)
    if replacing in backups and replacing != backup:
        backups.remove(replacing)
        remove(case, replacing)
    _prune(case, backups, backup)
    return backup


def listed(folder: Path, case_path: Path, mark: str = "") -> list[Backup]:
    """The backups of a case in a folder, newest first; of all cases of that name without a mark."""
    backups = [backup for backup in _backups(folder, case_path) if mark in ("", backup.mark)]
    return sorted(backups, key=lambda backup: (backup.made, backup.mark), reverse=True)


def kept(stamps: Iterable[datetime], now: datetime) -> set[datetime]:
    """Which of these times' backups are kept: of the last sittings, days and weeks that have one.

    Those that seem to be made later than now, by a clock that was or is wrong, push none out:
    the last of them are kept beside.
    """
    ordered = sorted(stamps, reverse=True)
    later = [stamp for stamp in ordered if stamp > now]
    earlier = ordered[len(later) :]
    days: dict[object, datetime] = {}
    weeks: dict[object, datetime] = {}
    for stamp in earlier:
        days.setdefault(stamp.date(), stamp)
        weeks.setdefault(stamp.isocalendar()[:2], stamp)
    return {
        *later[:SITTINGS],
        *earlier[:SITTINGS],
        *list(days.values())[:DAYS],
        *list(weeks.values())[:WEEKS],
    }


def newest_good(
    folder: Path, case_path: Path, passphrase: str | None = None, mark: str = ""
) -> Backup | None:
    """The newest backup that opens with this passphrase and is as it was recorded, if any."""
    now = identity.now()
    backups = listed(folder, case_path, mark)
    good: list[tuple[int, Backup]] = []
    # Of those a wrong clock may have dated, the one with more history is the newer.
    for group in (
        [backup for backup in backups if backup.made <= now],
        [backup for backup in backups if backup.made > now],
    ):
        for backup in group:
            if revisions := _revisions(backup.path, passphrase):
                good.append((revisions, backup))
                break
    return max(good, key=lambda pair: pair[0])[1] if good else None


@contextmanager
def opened(path: Path, passphrase: str | None = None) -> Iterator[CaseFile]:
    """A backup, or any case file that must stay as it is, open to be looked at and copied.

    With a journal beside it a private copy of both is opened, in which the journal can be put into
    its file. Raises CaseUnavailable.
    """
    if files.is_open(path) or not _has_journal(path):
        with tidied(path), CaseFile.open_either(path, passphrase, reading=True) as case:
            yield case
        return
    with private_copy.of(path) as copy, CaseFile.open_either(copy, passphrase) as case:
        yield case


def is_on_same_disk(folder: Path, case_path: Path) -> bool:
    """Whether one broken disk would take both the case and its backups."""
    try:
        return folder.stat().st_dev == case_path.absolute().parent.stat().st_dev
    except OSError:
        return False


def mark_of(case: CaseFile) -> str:
    """The mark of a case among others of its name: eight letters of its first revision's id."""
    return case_identity.first_revision(case.db)[:8] or "0" * 8


def _name(case_path: Path, mark: str, made: datetime) -> str:
    return f"{_stem(case_path)}-{mark}-{made.strftime(_STAMP)}{_SUFFIX}"


def _stem(case_path: Path) -> str:
    """The name of the case, short enough for more to be put after it."""
    stem = unicodedata.normalize("NFC", case_path.stem)
    return stem.encode(errors="surrogateescape")[:_LONGEST_STEM].decode(errors="ignore")


def _backups(folder: Path, case_path: Path) -> Iterator[Backup]:
    pattern = re.compile(
        rf"{re.escape(_stem(case_path))}-([0-9a-f]{{8}})-(\d{{4}}(?:-\d\d){{2}}-\d{{6}})"
        rf"{re.escape(_SUFFIX)}",
        re.ASCII,
    )
    try:
        paths = list(folder.iterdir())
    except OSError:
        return
    for path in paths:
        # Some systems take names apart into letters and accents.
        match = pattern.fullmatch(unicodedata.normalize("NFC", path.name))
        with suppress(OSError, ValueError):
            if match and stat.S_ISREG(path.lstat().st_mode):
                made = datetime.strptime(match[2], _STAMP).replace(tzinfo=UTC)
                yield Backup(path, match[1], made)


def _prune(case: CaseFile, backups: list[Backup], newest: Backup) -> None:
    stamps = kept([backup.made for backup in backups], newest.made)
    for backup in backups:
        if backup.made not in stamps and backup != newest:
            remove(case, backup)


def remove(case: CaseFile, backup: Backup, key: str | None = None) -> None:
    """Remove a backup, but none that is open somewhere, and none with work of its own in it.

    `key` opens it where the passphrase of the case was changed since. Without it such a backup
    stays: whether its history is in the case cannot be seen.
    """
    path = backup.path
    if files.is_open(path) or _has_journal(path):
        return
    # What cannot be removed now is removed after the next one.
    with suppress(OSError, CaseUnavailable):
        with tidied(path):
            is_contained = case.contains(path, key)
        with file_identity.held(path):
            if is_contained and not _has_journal(path):
                path.unlink()
                file_placement.remove(path)


def _has_journal(path: Path) -> bool:
    journal = file_identity.beside(path, file_identity.JOURNAL)
    return journal.exists() and journal.stat().st_size > 0


@contextmanager
def tidied(path: Path) -> Iterator[None]:
    """Leave nothing beside a file that is only looked at: the engine makes an empty journal."""
    ends = (file_identity.JOURNAL, file_identity.INDEX)
    absent = [beside for end in ends if not (beside := file_identity.beside(path, end)).exists()]
    try:
        yield
    finally:
        if any(made.exists() for made in absent) and not files.is_open(path):
            # Whoever else has it open removes them in their turn.
            with suppress(OSError, CaseUnavailable), file_identity.held(path):
                if not _has_journal(path):
                    for made in absent:
                        made.unlink(missing_ok=True)


def _revisions(path: Path, passphrase: str | None) -> int:
    """How many revisions a backup holds; 0 where it does not open or is not as recorded."""
    try:
        with opened(path, passphrase) as case:
            verified = verification.verify(case)
    except (CaseUnavailable, DatabaseError):
        return 0
    return verified.revisions if verified.ok else 0
