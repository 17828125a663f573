"""What left the case file: copies, pages, tables and charts, each noted when it was written.

A name that is erased is erased in none of them: the note says where to look. It names places on
this computer, so that it goes into no copy that is handed over and no export.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlite_utils import Database

from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.domain.word import Word
from kharkiv_tracker.errors import CaseUnavailable
from kharkiv_tracker.i18n import NP_
from kharkiv_tracker.store import identity

if TYPE_CHECKING:
    from kharkiv_tracker.store.case_file import CaseFile

#: So many are kept, the last ones.
_KEPT = 200


class CopyKind(Word):
    """What it is that left the file."""

    COPY = "copy", NP_("copy", "copy")
    HAND_OVER = "hand-over", NP_("copy", "copy for another person")
    SUMMARY = "summary", NP_("copy", "PDF")
    CHART = "chart", NP_("copy", "chart")
    EXPORT = "export", NP_("copy", "export")
    FILES = "files", NP_("copy", "attached files")


@dataclass(frozen=True, slots=True)
class NotedCopy:
    """Something that left the file: when, as which revision (its number) left it, and where to.

    `profile` is None for attached files, which are written as they were collected.
    """

    at: datetime
    revision: int
    kind: CopyKind
    profile: Profile | None
    place: Path


def note(case: CaseFile, kind: CopyKind, profile: Profile | None, place: Path) -> None:
    """Note that something was written of the case.

    A case that is open read-only notes nothing, and what cannot be noted was written all the same.
    """
    now = identity.now().isoformat(timespec="seconds")
    with suppress(CaseUnavailable):
        case.write_unrecorded(
            "INSERT INTO copies (at, revision, kind, profile, place) "
            "SELECT ?, id, ?, ?, ? FROM revisions ORDER BY seq DESC LIMIT 1",
            [now, kind.value, profile.value if profile else "", _text(place.absolute())],
        )
        case.write_unrecorded(
            "DELETE FROM copies WHERE id <= (SELECT max(id) FROM copies) - CAST(? AS INTEGER)",
            [str(_KEPT)],
        )


def noted(db: Database) -> Iterator[NotedCopy]:
    """Everything that is noted, the last first; nothing that a newer version alone knows."""
    rows = db.execute(
        "SELECT c.at, r.seq, c.kind, c.profile, c.place FROM copies AS c "
        "JOIN revisions AS r ON r.id = c.revision ORDER BY c.id DESC"
    )
    for at, revision, kind, profile, place in rows.fetchall():
        with suppress(ValueError):
            yield NotedCopy(
                datetime.fromisoformat(at),
                revision,
                CopyKind(kind),
                Profile(profile) if profile else None,
                Path(place),
            )


def _text(place: Path) -> str:
    """A path as text that can be stored: a name need not be valid Unicode."""
    return str(place).encode(errors="surrogateescape").decode(errors="replace")
