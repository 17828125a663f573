"""Which public packages were made of a case: what the next one compares itself with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.store import identity

if TYPE_CHECKING:
    from kharkiv_tracker.store.case_file import CaseFile


@dataclass(frozen=True, slots=True)
class Package:
    """A public package: when it was made, of which revision (its number), and for whom."""

    at: datetime
    revision: int
    profile: Profile


def last(case: CaseFile, profile: Profile) -> Package | None:
    """The last package of a profile; None for none."""
    row = case.db.execute(
        "SELECT p.at, r.seq FROM packages AS p JOIN revisions AS r ON r.id = p.revision "
        "WHERE p.profile = ? ORDER BY p.id DESC LIMIT 1",
        [profile.value],
    ).fetchone()
    return Package(datetime.fromisoformat(row[0]), row[1], profile) if row else None


def note(case: CaseFile, profile: Profile, revision: int) -> None:
    """Note that a package was made of the case as that revision (by number) left it.

    A case that is open read-only notes nothing.
    """
    now = identity.now().isoformat(timespec="seconds")
    case.write_unrecorded(
        "INSERT INTO packages (at, revision, profile) "
        "SELECT ?, id, ? FROM revisions WHERE seq = CAST(? AS INTEGER)",
        [now, profile.value, str(revision)],
    )
