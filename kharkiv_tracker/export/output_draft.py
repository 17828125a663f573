"""Files and folders that take long to write: put together beside their place, then named at once.

A power cut, a full disk or a cancelled export leaves what was there before, and nothing half-made.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path

from kharkiv_tracker import files
from kharkiv_tracker.errors import CaseUnavailable, WrongCall
from kharkiv_tracker.i18n import _

#: As many files are flushed together.
_MANY = 1000


@contextmanager
def file(target: Path) -> Iterator[Path]:
    """A path to write, which takes the place of the target once it is whole.

    What a library keeps in files meanwhile belongs into its folder, which is removed. A link stays
    a link, a file keeps its permissions. Raises WrongCall for a case file, a device or a pipe,
    CaseUnavailable where it cannot be written.
    """
    target = target.absolute()
    files.refuse_case(target)
    _refuse_device(target)
    target = _real(target)
    if target.is_dir():
        raise WrongCall(
            _("{path} is a folder. Nothing was written. Enter the name of a file.").format(
                path=target
            )
        )
    with _written(target) as draft:
        mode = files.kept_mode(target)
        path = draft / target.name
        yield path
        if mode is not None:
            path.chmod(mode)
        _sync(path)
        files.refuse_case(target)
        _refuse_device(target)
        path.replace(target)


@contextmanager
def folder(target: Path, mark: str) -> Iterator[Path]:
    """A folder to fill, which takes the place of the target once it is whole.

    A folder that is there is replaced only where it is empty, or has a file called `mark`, which
    says that it was made by an export, and contains no case file. A link stays a link, a folder
    keeps its permissions. Raises WrongCall for another.
    """
    target = target.absolute()
    _refuse(target, mark)
    target = _real(target)
    with _written(target) as draft:
        content, replaced = draft / "content", draft / "replaced"
        content.mkdir()
        yield content
        _sync_all(content)
        _refuse(target, mark)
        try:
            if target.exists():
                target.rename(replaced)
                content.chmod(files.permissions(replaced))
            content.rename(target)
        except BaseException:
            # Not even who stops the program now loses what was there.
            with suppress(OSError):
                replaced.rename(target)
            raise


def _real(target: Path) -> Path:
    """The file or folder that is behind links."""
    return Path(os.path.realpath(target))


def _refuse_device(target: Path) -> None:
    if target.exists() and not target.is_file() and not target.is_dir():
        raise WrongCall(
            _(
                "{path} is a device or a pipe. Nothing was written. Enter the name of a file."
            ).format(path=target)
        )


def _refuse(target: Path, mark: str) -> None:
    files.refuse_case(target)
    if not target.exists():
        return
    if not target.is_dir():
        raise WrongCall(
            _("{path} is a file. Nothing was written. Enter the name of a new folder.").format(
                path=target
            )
        )
    is_ours = (target / mark).is_file()
    # Only what would be replaced is looked through: another folder may be a whole disk.
    if any(map(files.is_case, files_of(target) if is_ours else target.iterdir())):
        raise WrongCall(
            _("There is a case file in {path}. Nothing was written. Choose another folder.").format(
                path=target
            )
        )
    if any(target.iterdir()) and not is_ours:
        raise WrongCall(
            _(
                "The folder {path} is not empty and is not an earlier export. Nothing was "
                "written. Enter the name of a new folder."
            ).format(path=target)
        )


@contextmanager
def _written(target: Path) -> Iterator[Path]:
    """A folder of its own beside the target, gone at the end."""
    draft = target.with_name(f".{os.urandom(8).hex()}.part")
    try:
        with writable(target):
            draft.mkdir(0o700)
            yield draft
    finally:
        shutil.rmtree(draft, ignore_errors=True)


@contextmanager
def writable(target: Path) -> Iterator[None]:
    """Raise CaseUnavailable with a sentence where an export cannot be written."""
    try:
        yield
    except OSError as error:
        raise CaseUnavailable(
            _(
                "The export could not be saved to {path}: {reason}. The case file was not "
                "changed. Free up disk space or choose another folder, then try again."
            ).format(path=target, reason=files.reason(error))
        ) from error


def _sync(path: Path) -> None:
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())


def _sync_all(folder: Path) -> None:
    """Flush every file of a folder; a hundred thousand one by one would take minutes."""
    if sys.platform == "linux" and len(list(islice(files_of(folder), _MANY))) == _MANY:
        # Elsewhere it does not wait until all is written.
        os.sync()
        return
    for path in files_of(folder):
        _sync(path)


def files_of(folder: Path) -> Iterator[Path]:
    """The files below a folder, those of each folder in the order of their names."""
    for above, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            yield Path(above, name)
