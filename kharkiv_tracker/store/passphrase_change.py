"""The passphrase of a case file set, changed or removed: on a verified copy, put in its place.

What was the case file is not kept. Nothing can be done about pages of it that the disk keeps where
no file is any more.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from kharkiv_tracker import files
from kharkiv_tracker.errors import CaseUnavailable
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import (
    ballast,
    case_copy,
    file_exchange,
    file_placement,
    history,
    keyed_copy,
    open_checks,
    private_copy,
    verification,
)
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.engine import DatabaseError
from kharkiv_tracker.store.file_exchange import Target


class Kind(StrEnum):
    """What was done."""

    SET = "set"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Change:
    """What was done, and what opened the file before: None where it was plain.

    `is_linked`: the file had another name, a hard link, under which it is as it was.
    """

    kind: Kind
    before: str | None
    is_linked: bool = False


def change(
    path: Path,
    passphrase: str | None,
    new: str | None,
    step: Callable[[], object] = tuple,
) -> Change:
    """Encrypt a case file that is open nowhere by a new passphrase, or by none.

    `passphrase` opens it where it needs one. A link stays a link, and the file its permissions.
    Killed anywhere, the path holds the old file or the new one, whole. `step` is called again and
    again; what it raises gives the work up. Raises CaseUnavailable; then nothing was changed.
    """
    target = file_exchange.looked_at(path, passphrase, lambda _case: None)
    if not new and target.key is None:
        raise CaseUnavailable(
            _("{path} does not have a passphrase. Nothing was changed.").format(path=target.path)
        )
    draft = file_placement.draft_beside(target.path)
    try:
        _write(target, draft, new or None, step)
        draft.chmod(files.permissions(target.path))
        file_placement.sync(draft)
        step()
        is_linked = target.path.stat().st_nlink > 1
        target.replace(draft)
    except (DatabaseError, OSError) as error:
        if "malformed" in str(error):
            raise open_checks.damaged(target.path, error) from None
        raise CaseUnavailable(
            _(
                "The passphrase was not changed: could not write a new file in {folder} ({error}). "
                "The case file is safe. Free some disk space, then try again."
            ).format(folder=target.path.parent, error=ballast.reason(target.path, error))
        ) from None
    finally:
        file_placement.remove(draft)
    # What programs that were killed left there may be readable.
    file_placement.remove_left(target.path.parent)
    private_copy.remove_left_over(target.path.parent)
    return Change(_kind(target.key, new), target.key, is_linked)


def _kind(before: str | None, new: str | None) -> Kind:
    if before is None:
        return Kind.SET
    return Kind.CHANGED if new else Kind.REMOVED


def _write(target: Target[None], draft: Path, new: str | None, step: Callable[[], object]) -> None:
    """Write the case into the draft and verify it."""
    with CaseFile.open_either(target.path, target.key) as case:
        with case_copy.calling(case.db, step):
            keyed_copy.write(case.db, draft, new)
        fingerprint = history.fingerprint(case)
    with CaseFile.open(draft, new) as copy:
        verified = verification.verify(copy, fingerprint, lambda _share: step())
    for problem in verified.problems:
        what = f"{problem.record}: {problem.problem}".lstrip(": ")
        raise open_checks.CaseDamaged(target.path, what)
