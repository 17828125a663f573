"""Whole files put under a name: written beside it first, on the disk, then named at once."""

from __future__ import annotations

import os
import re
import shutil
from contextlib import ExitStack, suppress
from itertools import count
from pathlib import Path
from typing import IO

from kharkiv_tracker import files
from kharkiv_tracker.errors import CaseUnavailable
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import file_identity, identity, open_checks

#: Journals belong to one file: beside another one they would be played into it.
JOURNALS = (file_identity.JOURNAL, file_identity.ROLLBACK)
#: Names in the folder of a case that its engine uses.
COMPANIONS = files.COMPANIONS
#: A draft that was not written to for so many seconds is not finished by any program.
_LEFT = 60 * 60


def free_beside(path: Path, word: str) -> Path:
    """A name beside a file that is free, also for what the engine keeps beside it.

    As `case.open-1.ktcase`; beside the file itself and not a link to it.
    """
    real = Path(os.path.realpath(path))
    names = (real.with_name(f"{real.stem}.{word}-{n}{real.suffix}") for n in count(1))
    ends = ("", *COMPANIONS)
    return next(
        name
        for name in names
        if not any(os.path.lexists(name.with_name(name.name + end)) for end in ends)
    )


def kept_beside(path: Path) -> list[Path]:
    """What was kept beside a case file under such names, with its journals."""
    real = Path(os.path.realpath(path))
    ends = "|".join(map(re.escape, JOURNALS))
    name = re.compile(rf"{re.escape(real.stem)}\.[a-z-]+-\d+{re.escape(real.suffix)}(?:{ends})?")
    return sorted(file for file in real.parent.iterdir() if name.fullmatch(file.name))


def draft_beside(target: Path) -> Path:
    """Make an empty file only we may read, under a fresh name in the folder of the target."""
    # As every part of a file is called.
    draft = target.with_name(f".{identity.new_salt()[:16]}.part")
    try:
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except (OSError, ValueError) as error:
        # The sentence names the file, not its draft.
        raise open_checks.unmade(target, error) from None
    return draft


def put(draft: Path, target: Path) -> None:
    """Give a finished draft, on the disk, its name; raises CaseUnavailable where it is in use.

    A link is made whole or not at all and never takes a name that is in use, which a rename does.
    Where the disk has no links, as a USB stick, the name is taken by an empty file first.
    """
    try:
        os.link(draft, target)
    except FileExistsError:
        raise open_checks.existing(target) from None
    except OSError:
        open_checks.reserve(target)
        draft.replace(target)
    else:
        draft.unlink()
    sync_folder(target.parent)


def remove_journals(case_path: Path) -> None:
    """Remove what lies beside a case file that no program has open.

    A journal is played into whatever file it lies beside: it has to be gone, on the disk too,
    before there is another one.
    """
    for end in (*JOURNALS, file_identity.INDEX):
        file_identity.beside(case_path, end).unlink(missing_ok=True)
    sync_folder(case_path.parent)


def replace(draft: Path, case_path: Path) -> None:
    """Put a finished draft, on the disk, in the place of a file that no program has open."""
    remove_journals(case_path)
    draft.replace(case_path)
    sync_folder(case_path.parent)


def keep(file: Path, target: Path, content: IO[bytes] | None = None) -> None:
    """Give a file a second name, or a copy under that name where the disk has no links.

    For files that no program has open; `content` is the file where it is held, which opening it
    again would end. Raises CaseUnavailable where the name is in use.
    """
    try:
        os.link(file, target)
    except FileExistsError:
        raise open_checks.existing(target) from None
    except OSError:
        draft = draft_beside(target)
        try:
            with ExitStack() as stack:
                source = content or stack.enter_context(file.open("rb"))
                source.seek(0)
                shutil.copyfileobj(source, stack.enter_context(draft.open("wb")))
            sync(draft)
            put(draft, target)
        except BaseException:
            remove(draft)
            raise
    sync_folder(target.parent)


def sync(path: Path) -> None:
    """Have the disk write the file; never for a file this process has open as a case."""
    number = os.open(path, os.O_RDWR)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def sync_folder(folder: Path) -> None:
    """Have the disk write the names in a folder, where the system can."""
    with suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def remove(draft: Path) -> None:
    """Remove a draft and what the engine may have left beside it."""
    for end in ("", *COMPANIONS):
        with suppress(OSError):
            draft.with_name(draft.name + end).unlink(missing_ok=True)


def remove_left(folder: Path) -> None:
    """Remove the drafts of case files that programs which were killed left in a folder.

    A draft that is in use is written to all the time, or is held by the engine.
    """
    with suppress(OSError):
        for draft in [path for path in folder.iterdir() if files.is_draft(path)]:
            with suppress(OSError, CaseUnavailable):
                is_old = identity.now().timestamp() - draft.stat().st_mtime > _LEFT
                if is_old and files.is_case(draft):
                    with file_identity.held(draft):
                        draft.unlink()
                    remove(draft)


def refuse_taken(target: Path) -> None:
    """Raise CaseUnavailable where a file has this name, or a case file's engine uses it."""
    if os.path.lexists(target):
        raise open_checks.existing(target)
    for end in COMPANIONS:
        owner = target.with_name(target.name.removesuffix(end))
        if target.name.endswith(end) and os.path.lexists(owner):
            raise CaseUnavailable(
                _(
                    "The name {path} is reserved for the files of {owner}. Choose another name."
                ).format(path=target, owner=owner.name)
            )


def refuse_open(path: Path) -> None:
    """Raise CaseUnavailable for a file this process has open: reading it would end its locks."""
    if files.is_open(path):
        raise CaseUnavailable(
            _(
                "{path} is open in this program. Nothing was changed. Close it and try again."
            ).format(path=path)
        )
