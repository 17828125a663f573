"""Opening and creating case files, and the list of recent ones; without widgets."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from itertools import count
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from kharkiv_tracker import files, settings
from kharkiv_tracker.errors import TrackerError
from kharkiv_tracker.gui.files import case_lock
from kharkiv_tracker.gui.preferences.author_name import author
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.store import ballast, case_identity, open_checks, private_copy
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.stranger_case import StrangerCase

_REMEMBERED = 8


def open_file(path: Path, passphrase: str | None, step: Callable[[], object] = tuple) -> Session:
    """Open a case file; raises CaseUnavailable, or PassphraseNeeded if it is encrypted.

    A file open elsewhere is opened for reading only, with a notice that says where; of a case that
    is not known here a copy is. `step` is called again and again while a file is copied, or an old
    one renewed; what it raises leaves it as it is.
    """
    if not case_identity.is_known(path, passphrase or None):
        stranger = StrangerCase(path, passphrase or None, step)
        session = Session(stranger.case, author(), passphrase or None)
        session.stranger = stranger
        return session
    private_copy.remove_left_over(path.parent)
    lock, notice = case_lock.acquire(path)
    try:
        case = CaseFile.open(path, passphrase or None, step=step, reason=notice)
    except BaseException:
        if lock is not None:
            lock.unlock()
        raise
    session = Session(case, author(), passphrase or None)
    session.lock = lock
    if lock is not None and not case.read_only:
        ballast.allocate(case.path or path)
    return session


def make(path: Path, title: str, passphrase: str) -> Session:
    """Create an empty case file; raises CaseUnavailable, also if the file exists."""
    return _locked(CaseFile.create(path, title, passphrase or None, author()), passphrase or None)


def make_sample() -> Session:
    """Create the sample case among the user's documents; never overwrites a file."""
    from kharkiv_tracker import sample_file

    return _locked(sample_file.make(_free(documents()), author()))


def recent() -> list[Path]:
    """The recent case files that still exist, the latest first."""
    return [Path(name) for name in settings.load().recent if Path(name).is_file()]


def remember(session: Session) -> None:
    """Add a case file to the recent ones, an encrypted one if that was chosen."""
    path, saved = session.place, settings.load()
    if path is None or (session.case.is_encrypted and not saved.recent_encrypted):
        return
    names = [str(path), *(name for name in saved.recent if name != str(path))]
    # Failing to save the list must not stop the work.
    with suppress(OSError, TrackerError):
        settings.save(replace(saved, recent=tuple(names[:_REMEMBERED])))


def clear_recent() -> None:
    """Clear the list of recent case files."""
    # If the settings cannot be written the list stays.
    with suppress(OSError, TrackerError):
        settings.save(replace(settings.load(), recent=()))


def unlist_encrypted(session: Session | None) -> None:
    """Remove from the list what is not known to be plain: encrypted files and those not there.

    `session` has a case open that may be in the list: its file must not be read.
    """

    def is_plain(path: Path) -> bool:
        if session and session.place and path == session.place:
            return not session.case.is_encrypted
        return not files.is_open(path) and open_checks.is_plain(path)

    saved = settings.load()
    kept = tuple(name for name in saved.recent if is_plain(Path(name)))
    # If the settings cannot be written the list stays.
    with suppress(OSError, TrackerError):
        settings.save(replace(saved, recent=kept))


def documents() -> Path:
    """The user's documents folder, or a temporary folder if that is not writable."""
    place = QStandardPaths.StandardLocation.DocumentsLocation
    folder = Path(QStandardPaths.writableLocation(place) or Path.home())
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    if folder.is_dir() and os.access(folder, os.W_OK):
        return folder
    return Path(tempfile.mkdtemp(prefix="kharkiv-tracker-"))


def _locked(case: CaseFile, passphrase: str | None = None) -> Session:
    """The session of a new case file, with its lock."""
    session = Session(case, author(), passphrase)
    if case.path:
        session.lock, _held = case_lock.acquire(case.path)
        if session.lock is not None:
            ballast.allocate(case.path)
    return session


def _free(folder: Path) -> Path:
    """A free file name; CaseFile.create checks again, so that nothing is overwritten."""
    names = (f"kharkiv-sample{f'-{n}' if n > 1 else ''}.ktcase" for n in count(1))
    return next(folder / name for name in names if not (folder / name).exists())
