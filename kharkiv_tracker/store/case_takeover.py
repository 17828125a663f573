"""A case put together from its tables in the place of an empty case file, identity and history."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kharkiv_tracker.errors import CaseUnavailable
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import (
    case_assembly,
    file_identity,
    file_placement,
    open_checks,
)
from kharkiv_tracker.store.case_assembly import Identity, Row, Takeover
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.engine import DatabaseError

#: So often an empty case is looked at again that somebody writes to meanwhile.
_TIMES = 3


@dataclass(frozen=True, slots=True)
class _Target:
    """An empty case file as it was looked at: its passphrase, its drafts, and its stamp."""

    passphrase: str | None
    drafts: tuple[tuple[Any, ...], ...]
    stamp: tuple[int, int, int]


def take_over(
    path: Path,
    passphrase: str | None,
    rows: Iterable[Row],
    identity: Callable[[], Identity],
    is_dry: bool = False,
    step: Callable[[], object] = tuple,
) -> Takeover:
    """Put the case of these rows in the place of a case file without records.

    The path and the passphrase stay, and so do the drafts. `identity` is asked when all rows are
    read. `step` is called again and again; a BaseException that it raises gives the work up.
    Raises Refused for rows that are not a whole case and CaseUnavailable for a file that is not
    empty or in use; then, and if it `is_dry`, nothing was changed and nothing is left beside it.
    """
    # A link stays a link to the file.
    case_path = Path(os.path.realpath(path.absolute()))
    file_placement.refuse_open(case_path)
    target = _looked_at(case_path, passphrase)
    draft = file_placement.draft_beside(case_path)
    try:
        takeover = case_assembly.assemble(
            draft, target.passphrase, rows, identity, step, target.drafts
        )
        if not is_dry:
            file_placement.sync(draft)
            step()
            with file_identity.held(case_path):
                if file_identity.stamp_of(case_path) != target.stamp:
                    raise file_identity.OpenElsewhere(case_path)
                file_placement.remove_journals(case_path)
                file_placement.replace(draft, case_path)
    except (DatabaseError, OSError) as error:
        raise open_checks.unmade(case_path, error) from None
    finally:
        file_placement.remove(draft)
    return takeover


def _looked_at(path: Path, passphrase: str | None) -> _Target:
    """The target, if it is an empty case that no other program has open or writes to."""
    if path.is_file() and file_identity.is_open_elsewhere(path):
        raise file_identity.OpenElsewhere(path)
    for _time in range(_TIMES):
        before = file_identity.stamp_of(path)
        with _opened(path, passphrase) as case:
            if case.read_only:
                raise CaseUnavailable(case.notice)
            _refuse_used(case)
            drafts = case.db.execute("SELECT form, at, content FROM drafts").fetchall()
            key = passphrase if case.is_encrypted else None
        # To open it may have renewed it, or recovered it.
        if before == file_identity.stamp_of(path) and not file_identity.has_journal(path):
            return _Target(key, tuple(drafts), before)
    raise file_identity.OpenElsewhere(path)


def _opened(path: Path, passphrase: str | None) -> CaseFile:
    try:
        return CaseFile.open(path)
    except open_checks.PassphraseNeeded:
        if not passphrase:
            raise
        return CaseFile.open(path, passphrase)


def _refuse_used(case: CaseFile) -> None:
    """Refuse a case with anything in it that has a history, or had one, or is saved."""
    used = (
        "SELECT 1 FROM revisions WHERE kind <> 'case' UNION ALL "
        "SELECT 1 FROM selections UNION ALL SELECT 1 FROM contents LIMIT 1"
    )
    if case.db.execute(used).fetchone():
        raise CaseUnavailable(
            _(
                "{path} is not empty: its records, its history or its saved selections would be "
                "lost. Nothing was changed. Create an empty case file and import into it."
            ).format(path=case.path)
        )
