"""The lock file beside a case file: who is writing to it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QFileInfo, QLockFile

from kharkiv_tracker.i18n import _


def acquire(path: Path) -> tuple[QLockFile | None, str]:
    """The lock, or a sentence on who holds it; neither if no lock can be created.

    The lock of a program that crashed on this computer is taken over.
    """
    lock = QLockFile(str(path.with_name(f"{path.name}.lock")))
    # Age alone does not make a lock stale: a window may stay open for days.
    lock.setStaleLockTime(0)
    if lock.tryLock(0):
        return lock, ""
    if lock.error() is not QLockFile.LockError.LockFailedError:
        return None, ""
    return None, _held(lock)


def _held(lock: QLockFile) -> str:
    _process, host, _program = lock.getLockInfo()
    user = QFileInfo(lock.fileName()).owner()
    if user and host:
        return _(
            "{user} has this case file open on {host}. It is read-only here. Reopen it after it is "
            "closed there."
        ).format(user=user, host=host)
    return _(
        "This case file is open in another window or on another computer. It is read-only here. "
        "Reopen it after it is closed there."
    )
