"""Where an erased name still is outside the case file: copies, pages, exports and backups.

What was written of the case is noted in it (`copies`). A note is listed where the name was in the
file when it was written: from the first revision that had it, until it was erased for the first
time.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Set
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from kharkiv_tracker import labels, settings
from kharkiv_tracker.domain.person import Visibility
from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.domain.word import Word
from kharkiv_tracker.i18n import NP_, _, ngettext
from kharkiv_tracker.labels import time_text
from kharkiv_tracker.store import (
    backups,
    case_identity,
    copies,
    file_placement,
    revision_chain,
)
from kharkiv_tracker.store.backups import Backup
from kharkiv_tracker.store.copies import CopyKind, NotedCopy

#: So many are named in words; all of them are in the JSON.
_NAMED = 12
#: What of a person the open version has named.
_NAMING = (Visibility.FULL.value, Visibility.SHORT.value)
#: Numbers of revisions, the first and the one after the last.
_Range = tuple[int, int]


class Beside(Word):
    """What is not noted: it is looked for where it has to be."""

    BACKUPS = "backups", NP_("copy beside", "backups")
    KEPT = "kept", NP_("copy beside", "older copy")


@dataclass(frozen=True, slots=True)
class NameCopy:
    """A copy, or `number` backups in a folder, made at a time or between two; None: not known."""

    kind: CopyKind | Beside
    place: Path
    profile: Profile | None = None
    first: datetime | None = None
    last: datetime | None = None
    number: int = 1

    @property
    def sentence(self) -> str:
        """What it is and where, in words."""
        if self.kind is Beside.KEPT:
            return _("the older copy {file} (not changed)").format(file=self.place.name)
        if self.kind is Beside.BACKUPS:
            return self._backups()
        kind = labels.word(self.kind)
        if self.profile:
            kind = f"{kind} ({labels.word(self.profile)})"
        when = time_text.moment(self.last) if self.last else ""
        return _("{kind} {place} of {time}").format(kind=kind, place=self.place, time=when)

    def _backups(self) -> str:
        first, last = (time_text.moment(at) if at else "" for at in (self.first, self.last))
        sentence = ngettext(
            "{n} backup in {folder} of {last} (replaced as new ones are made; delete it to be "
            "sure)",
            "{n} backups in {folder}, the oldest of {first}, the newest of {last} (replaced as new "
            "ones are made; delete them to be sure)",
            self.number,
        )
        return sentence.format(
            n=labels.number(self.number), folder=self.place, first=first, last=last
        )


def of(
    db: Database, persons: Collection[str], rewritten: Set[str], has_files: bool
) -> tuple[NameCopy, ...]:
    """Where the name of these persons (by uid) is, which was erased from these revisions.

    `has_files` says whether an attached file has it: then files that were saved have it, too.
    """
    return (
        *_noted(db, persons, rewritten, has_files),
        *_backups(db),
        *_kept(db),
    )


def sentences(listed: Iterable[NameCopy]) -> Iterator[str]:
    """What these are in words; of many the number of the others."""
    listed = list(listed)
    for copy in listed[:_NAMED]:
        yield copy.sentence
    if (more := len(listed) - _NAMED) > 0:
        others = ngettext("{n} other copy", "{n} other copies", more)
        yield others.format(n=labels.number(more))


def document(copy: NameCopy) -> dict[str, Any]:
    """It as JSON."""
    return {
        "kind": copy.kind.value,
        "place": str(copy.place),
        "profile": copy.profile.value if copy.profile else None,
        "first": copy.first.isoformat() if copy.first else None,
        "at": copy.last.isoformat() if copy.last else None,
        "count": copy.number,
    }


def _noted(
    db: Database, persons: Collection[str], rewritten: Set[str], has_files: bool
) -> Iterator[NameCopy]:
    held = list(_held(db, persons, rewritten))
    is_open = _was_named(db, persons)
    for copy in copies.noted(db):
        is_in_time = any(first <= copy.revision < end for first, end in held)
        if is_in_time and _shows(copy, is_open, has_files):
            yield NameCopy(copy.kind, copy.place, copy.profile, copy.at, copy.at)


def _shows(copy: NotedCopy, is_open: bool, has_files: bool) -> bool:
    """Whether what was written has names of persons: the restricted version has none."""
    if copy.kind is CopyKind.FILES:
        return has_files
    return copy.profile is Profile.INTERNAL or (copy.profile is Profile.OPEN and is_open)


def _held(db: Database, persons: Collection[str], rewritten: Set[str]) -> Iterator[_Range]:
    """When the file had the name: before now, and before each earlier time it was erased."""
    end = revision_chain.last_number(db) + 1
    if first := _first(db, rewritten):
        yield first, end
    for purge in revision_chain.stored(db, "WHERE r.kind = ?", [revision_chain.PURGE]):
        _before, digests = purge.changes.get("purged", (None, None))
        is_own = purge.record in persons and isinstance(digests, dict)
        if is_own and (first := _first(db, digests.keys() - rewritten)):
            yield first, purge.seq


def _first(db: Database, revisions: Collection[str]) -> int:
    numbers = (
        db.execute("SELECT seq FROM revisions WHERE id = ?", [uid]).fetchone() for uid in revisions
    )
    return min((int(row[0]) for row in numbers if row), default=0)


def _was_named(db: Database, persons: Collection[str]) -> bool:
    """Whether the name was ever one to be published."""
    return any(
        change in _NAMING or change is True
        for person in persons
        for revision in revision_chain.stored(db, "WHERE r.record = ?", [person])
        for field in ("visibility", "cleared")
        for change in revision.changes.get(field, ())
    )


def _backups(db: Database) -> Iterator[NameCopy]:
    """The backups of the case in the chosen folder, which have its whole history."""
    chosen, path = settings.load().backups, _path(db)
    if not chosen or path is None:
        return
    mark = case_identity.first_revision(db)[:8]
    made: list[Backup] = backups.listed(Path(chosen), path, mark)
    if made:
        first, last = made[-1].made, made[0].made
        yield NameCopy(Beside.BACKUPS, Path(chosen), None, first, last, len(made))


def _kept(db: Database) -> Iterator[NameCopy]:
    """The files that the program kept beside the case file."""
    path = _path(db)
    for file in file_placement.kept_beside(path) if path else ():
        yield NameCopy(Beside.KEPT, file)


def _path(db: Database) -> Path | None:
    (name,) = db.execute("SELECT file FROM pragma_database_list WHERE name = 'main'").fetchone()
    return Path(name) if name else None
