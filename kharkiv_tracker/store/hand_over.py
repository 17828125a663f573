"""A copy of a case for another person, with a passphrase of its own: all of it, or restricted.

The restricted version has the figures of the case and what versions for others show; what it leaves
out was never in the file. It opens, verifies and is merged as any copy of the case is.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.errors import CaseUnavailable, Refused
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import (
    case_assembly,
    case_copy,
    file_placement,
    keyed_copy,
    left_out,
    open_checks,
    remainders,
    schema,
)
from kharkiv_tracker.store.case_copy import OpenCase
from kharkiv_tracker.store.engine import DatabaseError, connect, snapshot
from kharkiv_tracker.store.hidden_texts import HiddenTexts
from kharkiv_tracker.store.left_out import LeftOut
from kharkiv_tracker.store.masked_voices import MaskedVoices
from kharkiv_tracker.store.restricted_records import RestrictedRecords
from kharkiv_tracker.store.restricted_rows import RestrictedRows

#: What belongs to this computer.
_OWN = ("drafts", "copies")
_FIGURES = (
    "SELECT i.uid, f.quantity, f.known_from, f.known_to, f.low, f.best, f.high, f.about, f.because "
    "FROM figure_steps AS f JOIN incidents AS i ON i.id = f.incident ORDER BY 1, 2, 3"
)


@dataclass(frozen=True, slots=True)
class HandedOver:
    """The copy that was made, for whom, whether it is encrypted, and what it leaves out."""

    path: Path
    profile: Profile
    is_encrypted: bool
    left_out: LeftOut


def hand_over(
    case: OpenCase,
    target: Path,
    profile: Profile,
    passphrase: str | None,
    author: str,
    step: Callable[[], object] = tuple,
) -> HandedOver:
    """Make a copy for another person under a passphrase of theirs, or without one.

    It is put together beside the target, verified, and only then named. `author` is recorded as who
    left out what the restricted version has not. `step` is called again and again; what it raises
    gives the work up and leaves nothing. Raises CaseUnavailable.
    """
    target = target.absolute()
    file_placement.refuse_taken(target)
    draft = file_placement.draft_beside(target)
    try:
        with case_copy.connection(case) as db, case_copy.calling(db, step):
            if profile.is_internal:
                left = left_out.of(db, profile)
                _write_whole(db, draft, passphrase)
            else:
                with snapshot(db):
                    left = left_out.of(db, profile)
                    _write_restricted(db, draft, passphrase, author, step)
        file_placement.sync(draft)
        file_placement.put(draft, target)
    except (DatabaseError, OSError) as error:
        raise case_copy.uncopied(target, error) from None
    finally:
        file_placement.remove(draft)
    return HandedOver(target, profile, bool(passphrase), left)


def _write_whole(db: Database, draft: Path, passphrase: str | None) -> None:
    """All of the case, but for what belongs to this computer."""
    keyed_copy.write(db, draft, passphrase)
    with closing(connect(draft, passphrase)) as copy:
        for table in _OWN:
            copy.execute(f"DELETE FROM {table}")
        copy.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _write_restricted(
    db: Database,
    draft: Path,
    passphrase: str | None,
    author: str,
    step: Callable[[], object],
) -> None:
    """The restricted version; where figures differ once more, with more speakers left out."""
    if schema.is_newer(db):
        raise CaseUnavailable(
            _(
                "This case file was created by a newer version of the program. Only that version "
                "knows what the restricted version has to leave out."
            )
        )
    exact: set[str] = set()
    for _time in range(2):
        _assemble(db, draft, passphrase, author, exact, step)
        with closing(connect(draft, passphrase, read_only=True)) as copy:
            differing = _differing(db, copy)
            if not differing and _remainders(db) == _remainders(copy):
                return
        exact |= differing
    raise CaseUnavailable(_("The copy did not match the case file and was discarded. Try again."))


def _assemble(
    db: Database,
    draft: Path,
    passphrase: str | None,
    author: str,
    exact: set[str],
    step: Callable[[], object],
) -> None:
    with draft.open("wb"):
        # What was written the first time.
        pass
    texts = HiddenTexts(db)
    voices = MaskedVoices(db, texts, exact)
    rows = RestrictedRows(db, RestrictedRecords(voices, texts), voices.made, author)
    try:
        with closing(rows.rows()) as listed:
            case_assembly.assemble(draft, passphrase, listed, lambda: rows.identity, step)
    except Refused as refused:
        raise open_checks.damaged(None, refused) from None


def _differing(one: Database, other: Database) -> set[str]:
    """The incidents (by uid) of which any figure, at any time, is not the same."""
    figures = [set(db.execute(_FIGURES).fetchall()) for db in (one, other)]
    return {row[0] for row in figures[0] ^ figures[1]}


def _remainders(db: Database) -> list[tuple[object, ...]]:
    """What counts of combined reports beside their incidents."""
    listed = remainders.of_case(db)
    return [(one.group.code, one.day, one.district, one.figures, one.toll) for one in listed]
