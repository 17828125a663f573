"""A backup put in the place of a case file, which is kept under another name."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext, suppress
from pathlib import Path
from typing import IO

from kharkiv_tracker import files
from kharkiv_tracker.errors import CaseUnavailable
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import (
    backups,
    case_comparison,
    case_copy,
    case_identity,
    file_identity,
    file_placement,
    open_checks,
)
from kharkiv_tracker.store.case_comparison import Comparison
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.engine import DatabaseError


def compare(backup: Path, case_path: Path, passphrase: str | None = None) -> Comparison:
    """What restoring would change; neither file is changed. Raises CaseUnavailable."""
    _refuse_other(case_path)
    with backups.opened(backup, passphrase) as case:
        try:
            return case_comparison.compare(case, case_path.absolute(), passphrase)
        except DatabaseError as error:
            raise open_checks.damaged(backup, error) from None


def restore(
    backup: Path,
    case_path: Path,
    passphrase: str | None = None,
    step: Callable[[], object] = tuple,
) -> Path | None:
    """Put a copy of a backup in the place of a case file that is not open anywhere.

    Returns where the case file that was there is kept, with its journal, or None. Killed anywhere,
    the path holds the old file or the new one, whole. Raises CaseUnavailable, then the path holds
    the old one.
    """
    # A link stays a link to the file.
    case_path = Path(os.path.realpath(case_path.absolute()))
    _check_names(backup, case_path)
    with backups.opened(backup, passphrase) as case:
        draft = case_copy.draft_of(case, case_path, step)
        case_identity.make_known(case.db)
    try:
        # Whoever opens it while it is held waits, and then gets the new file.
        for _time in range(2):
            _empty_journal(case_path, passphrase)
            with _held(case_path) as content:
                # Another process may have saved since the journal was emptied.
                if not _has_journal(case_path):
                    return _replace(case_path, draft, content)
        # A journal that cannot be put into its file is kept beside it.
        with _held(case_path) as content:
            return _replace(case_path, draft, content)
    except OSError as error:
        raise CaseUnavailable(
            _(
                "Could not replace {path}: {error}. Nothing was lost. Close other programs "
                "that use it, then try again."
            ).format(path=case_path, error=files.reason(error))
        ) from None
    finally:
        file_placement.remove(draft)


def _check_names(backup: Path, case_path: Path) -> None:
    _refuse_other(case_path)
    identity = files.identity(case_path)
    if identity and identity == files.identity(backup):
        raise CaseUnavailable(
            _("{path} is the backup itself. Nothing was changed.").format(path=case_path)
        )
    if not identity:
        file_placement.refuse_taken(case_path)
    file_placement.refuse_open(case_path)
    with _held(case_path):
        pass


def _refuse_other(case_path: Path) -> None:
    """Refuse to replace notes or pictures; a case file, damaged or not, may be replaced."""
    real = Path(os.path.realpath(case_path))
    if os.path.lexists(real) and not files.is_case(real):
        raise CaseUnavailable(
            _(
                "{path} is not a case file. Nothing was changed. Enter the case file to "
                "replace, or a new name."
            ).format(path=case_path)
        )


def _held(case_path: Path) -> AbstractContextManager[IO[bytes] | None]:
    """Where there is a file, keep others from opening it."""
    return file_identity.held(case_path) if case_path.exists() else nullcontext()


def _empty_journal(case_path: Path, passphrase: str | None) -> None:
    """Have everything in the one file, where it opens: two files cannot be replaced at once."""
    if _has_journal(case_path):
        with suppress(CaseUnavailable, DatabaseError):
            CaseFile.open_either(case_path, passphrase).close()


def _has_journal(case_path: Path) -> bool:
    return any(journal.stat().st_size for journal in _journals(case_path))


def _journals(case_path: Path) -> list[Path]:
    paths = (file_identity.beside(case_path, end) for end in file_placement.JOURNALS)
    return [path for path in paths if path.exists()]


def _replace(case_path: Path, draft: Path, content: IO[bytes] | None) -> Path | None:
    """Replace the file; what was there has its second name before it loses its first."""
    kept = _keep(case_path, content)
    if kept is None:
        # Where the file was missing, another process may have made one meanwhile.
        file_placement.remove_journals(case_path)
        file_placement.put(draft, case_path)
    else:
        file_placement.replace(draft, case_path)
    return kept


def _keep(case_path: Path, content: IO[bytes] | None) -> Path | None:
    """Keep the file and its journals under a name that is free; None if the file did not exist."""
    journals = [path for path in _journals(case_path) if path.stat().st_size]
    if not case_path.exists() and not journals:
        return None
    kept = file_placement.free_beside(case_path, "replaced")
    # The journal first: without its file it is not taken for a case file, should the program end
    # here.
    for journal in journals:
        end = journal.name.removeprefix(case_path.name)
        file_placement.keep(journal, kept.with_name(kept.name + end))
    if not case_path.exists():
        return None
    file_placement.keep(case_path, kept, content)
    return kept
