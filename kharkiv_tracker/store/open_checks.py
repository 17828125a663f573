"""Checks before a case file is opened, and the sentences for what can be wrong."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from math import inf
from pathlib import Path

from sqlite_utils import Database

from kharkiv_tracker import files
from kharkiv_tracker.errors import CaseUnavailable, shown
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import (
    ballast,
    case_key,
    case_settings,
    derived_checks,
    file_identity,
    record_checks,
    revision_chain,
    rule_edition,
    schema,
    structure,
    sums,
)
from kharkiv_tracker.store.engine import (
    APPLICATION_ID,
    PAGE_SIZE,
    PLAIN_HEADER,
    DatabaseError,
    is_wrong_key,
    snapshot,
    within,
)

#: How long pages are looked at, and sums compared, while a large file is opened: in strides, about
#: a third of a second each at 100,000 incidents.
_PAGES, _SUMS = 300, 1_000
_FIGURES = "integrity_check(figure_steps)"
#: Of files of up to so many revisions every figure is verified at opening: a quarter second.
_SMALL = 500


def reserve(path: Path) -> None:
    """Make an empty file where none was; refuses to overwrite, also what lies beside."""
    with suppress(OSError, ValueError):
        _refuse_left_over(path)
    try:
        # Other users of this machine must not read testimonies.
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        raise existing(path) from None
    except (OSError, ValueError) as error:
        raise unmade(path, error) from None


def unmade(path: Path, error: Exception) -> CaseUnavailable:
    """The sentence for a file that could not be made."""
    return CaseUnavailable(
        _("Could not create {path}: {error}. Choose another place.").format(
            path=shown(str(path), 200), error=ballast.reason(path, error)
        )
    )


def _refuse_left_over(path: Path) -> None:
    for end in (file_identity.JOURNAL, file_identity.ROLLBACK):
        if (left := file_identity.beside(path, end)).exists():
            raise CaseUnavailable(
                _(
                    "Could not create {path}: {name} contains changes to an earlier case "
                    "file of this name. Keep it with that case file, or choose another name."
                ).format(path=path, name=left.name)
            )


def existing(path: Path) -> CaseUnavailable:
    """The sentence for a name that is in use."""
    return CaseUnavailable(
        _("{path} already exists and was not changed. Choose another name.").format(path=path)
    )


def check_header(path: Path, passphrase: str | None) -> None:
    """Raise CaseUnavailable for files that are missing, unreadable or foreign.

    Never call this for a file this process has open: closing it again would drop SQLite's locks.
    """
    try:
        if not path.is_file():
            raise CaseUnavailable(
                _("Case file not found: {path}. Check the name.").format(path=path)
            )
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(PAGE_SIZE)
    except OSError as error:
        raise CaseUnavailable(
            _("Could not read {path}: {error}. It was not changed.").format(
                path=path, error=files.reason(error)
            )
        ) from None
    if head.startswith(PLAIN_HEADER):
        if int.from_bytes(head[68:72], "big") != APPLICATION_ID:
            raise foreign(path)
        return
    # The power may have failed while pages were moved into the file: then its journal has them.
    if not file_identity.has_journal(path):
        _check_pages(path, head, size)
    if not passphrase:
        raise _needed(path)


def is_plain(path: Path) -> bool:
    """Whether a file that is not open here begins as a plain case file does; no if unreadable."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return file.read(len(PLAIN_HEADER)) == PLAIN_HEADER
    except OSError:
        return False


def _check_pages(path: Path, head: bytes, size: int) -> None:
    """Raise CaseUnavailable for a file that cannot be an encrypted case, or not all of one."""
    is_named_so = path.suffix.casefold() == files.CASE_SUFFIX
    if len(head) == PAGE_SIZE and is_named_so and not files.is_noise(head):
        raise CaseDamaged(path, _("The first page of the file cannot be read."))
    if size > PAGE_SIZE and size % PAGE_SIZE and is_named_so:
        raise CaseDamaged(path, _("The end of the file is missing."))
    if size == 0 or size % PAGE_SIZE:
        raise foreign(path)


def _needed(path: Path) -> PassphraseNeeded:
    return PassphraseNeeded(
        _("{path} is encrypted or is not a case file. Enter its passphrase.").format(path=path)
    )


class PassphraseNeeded(CaseUnavailable):
    """The file needs a passphrase, and there was none or a wrong one."""


def foreign(path: Path | None) -> CaseUnavailable:
    return CaseUnavailable(
        _("{path} is not a Kharkiv Tracker case file. It was not changed.").format(path=path)
    )


def unreadable(path: Path, passphrase: str | None, error: Exception) -> CaseUnavailable:
    """The sentence for a database that would not open."""
    if ballast.is_full(path, error):
        return full(path)
    if passphrase and is_wrong_key(error):
        return wrong_passphrase(path, passphrase)
    if "malformed" in str(error):
        return CaseDamaged(path, problem_of(str(error)))
    return CaseUnavailable(
        _("Could not open {path}: {error}. It was not changed.").format(path=path, error=error)
    )


def wrong_passphrase(path: Path, typed: str) -> PassphraseNeeded:
    """The sentence for what does not open a file: a passphrase, or the key of a recovery sheet."""
    if number := case_key.wrong_line(typed):
        return PassphraseNeeded(
            _(
                "Line {number} of the recovery key was mistyped. Compare it with the sheet. The "
                "file was not changed."
            ).format(number=number)
        )
    if case_key.is_sheet(typed):
        return PassphraseNeeded(
            _(
                "This recovery key does not match {path}: it is of another case file, or the "
                "passphrase was changed after the sheet was printed. The file was not changed."
            ).format(path=path)
        )
    return PassphraseNeeded(
        _("The passphrase does not match {path}. The file was not changed.").format(path=path)
    )


def unwritable(path: Path | None, error: Exception) -> CaseUnavailable:
    """The sentence for a save that failed; where the disk is full, room is freed for the next."""
    if path is not None and ballast.is_full(path, error):
        if ballast.release(path):
            return CaseUnavailable(
                _(
                    "Nothing was saved: the disk is full. Earlier saved data is safe. Some "
                    "disk space was freed: save once more, then free more space on the disk "
                    "of {path}."
                ).format(path=path)
            )
        return CaseUnavailable(
            _(
                "Nothing was saved: the disk is full. Earlier saved data is safe. Free some "
                "space on the disk of {path}, then try again."
            ).format(path=path)
        )
    return CaseUnavailable(
        _(
            "Nothing was saved: could not write {path} ({error}). Earlier saved data is "
            "safe. Free some disk space or close the other program that uses the file, then "
            "try again."
        ).format(path=path, error=error)
    )


class CaseDamaged(CaseUnavailable):
    """The file holds what this program would not have written there; it was not changed."""

    def __init__(self, path: Path | None, what: str) -> None:
        self.path, self.what = path, what
        super().__init__(
            _(
                "{path} is damaged: {what} Nothing was changed. Restore a backup, or recover "
                "the data to a new file (salvage)."
            ).format(path=path, what=what)
        )


def full(path: Path) -> CaseUnavailable:
    """The sentence for a case that cannot be read because files beside it cannot grow."""
    return CaseUnavailable(
        _(
            "Could not read {path}: its disk is full. It was not changed. Free some disk "
            "space, then open it again."
        ).format(path=path)
    )


@contextmanager
def all_or_nothing(path: Path) -> Iterator[None]:
    """Remove a new case with what lies beside it where the block fails; one sentence then."""
    try:
        yield
    except BaseException as error:
        for end in ("", file_identity.JOURNAL, file_identity.INDEX, file_identity.ROLLBACK):
            with suppress(OSError):
                path.with_name(f"{path.name}{end}").unlink()
        cause = error.__cause__ or error
        if not isinstance(cause, DatabaseError):
            raise
        if ballast.is_full(path, cause):
            raise CaseUnavailable(
                _(
                    "Could not create {path}: the disk is full. No partial file was left. "
                    "Free some disk space or choose another place, then try again."
                ).format(path=path)
            ) from None
        raise unmade(path, cause) from None


def damaged(path: Path | None, error: Exception) -> CaseUnavailable:
    """The sentence for a file that opened and could not be read on."""
    if path is not None and ballast.is_full(path, error):
        return full(path)
    return CaseDamaged(path, problem_of(str(error)))


def problem_of(error: str) -> str:
    """A sentence for what SQLite says of a file it cannot read on."""
    if "malformed" in error or "not a database" in error or "decode" in error:
        return _("Some pages of the file cannot be read.")
    return f"{error.rstrip('.')}."


def is_writable(path: Path) -> bool:
    """Whether both the file and its folder, where the journal goes, can be written."""
    # The journal lies beside the file itself, not beside a link to it.
    folder = Path(os.path.realpath(path)).parent
    return os.access(path, os.W_OK) and os.access(folder, os.W_OK)


def check_tables(db: Database, path: Path | None) -> None:
    """Raise CaseUnavailable where a database opens but is not a case file."""
    try:
        (application_id,) = db.execute("PRAGMA application_id").fetchone()
        cases = db.execute("SELECT type FROM sqlite_master WHERE name = 'cases'").fetchone()
    except DatabaseError:
        raise foreign(path) from None
    if application_id != APPLICATION_ID or cases is None:
        raise foreign(path)


def check_contents(db: Database, path: Path | None) -> None:
    """Raise CaseDamaged where a file is not as it has to be, as far as can be checked in a second.

    Tables and settings are compared, pages looked at and sums added up again within a time limit.
    Of a small file history, records and figures are verified; what is left is found by verifying
    it whole, which the window begins soon after.
    """
    try:
        with snapshot(db):
            for problem in _problems(db):
                raise CaseDamaged(path, problem)
            if schema.is_newer(db) and any(_wrong_sums(db)):
                raise CaseUnavailable(
                    _(
                        "{path} was created by a newer version of the program, which "
                        "calculates figures differently. Nothing was changed. Install that "
                        "version to read this file."
                    ).format(path=path)
                )
    except (DatabaseError, CaseUnavailable):
        raise
    except Exception as error:
        # What no record of ours would hold: text that is none, lists without end.
        raise CaseDamaged(path, derived_checks.unreadable(error)) from error


def check_sums(db: Database, path: Path | None) -> None:
    """Raise CaseDamaged where any sum is wrong, however long the comparison takes."""
    with snapshot(db):
        for day in () if rule_edition.is_older(db) else sums.wrong(db):
            raise CaseDamaged(path, _of_day(day))


def check_whole(db: Database, path: Path | None, error: Exception) -> None:
    """Raise CaseDamaged where an unforeseen error has its cause in the file."""
    try:
        with snapshot(db):
            problem = next(record_checks.problems(db), None)
    except Exception:
        raise damaged(path, error) from error
    if problem:
        raise CaseDamaged(path, f"{problem.record}: {problem.problem}".lstrip(": ")) from error


def _problems(db: Database) -> Iterator[str]:
    yield from structure.problems(db)
    is_small = revision_chain.last_number(db) <= _SMALL
    # The quick check does not compare indexes with their tables, and some figures come from one.
    pages = ("integrity_check(1)",) if is_small else ("quick_check(1)", _FIGURES)
    for check_pages in pages:
        with within(db, inf if is_small else _PAGES):
            for (message,) in db.execute(f"PRAGMA {check_pages}").fetchall():
                if message != "ok":
                    yield _("Some pages of the file cannot be read.")
    if schema.is_newer(db) or rule_edition.is_older(db):
        return
    yield from case_settings.problems(db)
    if is_small:
        for check in (record_checks.chain(db), record_checks.figures(db)):
            for problem in check:
                yield f"{problem.record}: {problem.problem}".lstrip(": ")
    yield from (_of_day(day) for day in _wrong_sums(db))


def _of_day(day: sums.Day) -> str:
    return _("The stored sum for {day} does not match its incidents.").format(
        day=" ".join(filter(None, day))
    )


def _wrong_sums(db: Database) -> Iterator[sums.Day]:
    with within(db, _SUMS):
        yield from sums.wrong(db)
