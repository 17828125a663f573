"""Opening, making and remembering case files; nothing here is a widget."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from dataclasses import replace
from itertools import count
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from kharkiv_tracker import sample, settings
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.store.case_file import UNNAMED, CaseFile

_REMEMBERED = 8


def author() -> str:
    """Whose name stands at changes: never the login name."""
    named = os.environ.get("KHARKIV_TRACKER_AUTHOR", "").strip()
    return named or settings.load().author or UNNAMED


def open_file(path: Path, passphrase: str | None) -> Session:
    """Open a case file; raises CaseUnavailable, and PassphraseNeeded where one is needed."""
    return Session(CaseFile.open(path, passphrase or None), author(), passphrase or None)


def make(path: Path, title: str, passphrase: str) -> Session:
    """Make an empty case file; raises CaseUnavailable, also where there is one already."""
    made = CaseFile.create(path, title, passphrase or None, author())
    return Session(made, author(), passphrase or None)


def make_sample() -> Session:
    """Make the sample case where the user keeps documents; never over another file."""
    return Session(sample.make(_free(documents()), author()), author())


def recent() -> list[Path]:
    """The case files worked on before that are still there, the latest first."""
    return [Path(name) for name in settings.load().recent if Path(name).is_file()]


def remember(session: Session) -> None:
    """Remember a case file for the next start; where an encrypted one lies is nobody's business."""
    path = session.case.path
    if path is None or session.case.is_encrypted:
        return
    kept = settings.load()
    names = [str(path), *(name for name in kept.recent if name != str(path))]
    # What cannot be remembered is no reason to stop working.
    with suppress(OSError):
        settings.save(replace(kept, recent=tuple(names[:_REMEMBERED])))


def documents() -> Path:
    """The user's documents, or a temporary folder where those cannot be written."""
    place = QStandardPaths.StandardLocation.DocumentsLocation
    folder = Path(QStandardPaths.writableLocation(place) or Path.home())
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    if folder.is_dir() and os.access(folder, os.W_OK):
        return folder
    return Path(tempfile.mkdtemp(prefix="kharkiv-tracker-"))


def _free(folder: Path) -> Path:
    """A name nobody has taken; CaseFile.create looks again, so nothing is ever overwritten."""
    names = (f"kharkiv-sample{f'-{n}' if n > 1 else ''}.ktcase" for n in count(1))
    return next(folder / name for name in names if not (folder / name).exists())
