"""Whether a window can be opened here, tested without risking this process."""

from __future__ import annotations

import faulthandler
import multiprocessing
import os
import sys
import warnings
from collections.abc import Callable

# On Linux, each of these variables can point Qt to a display.
_SIGNS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
_SECONDS = 15


def usable() -> bool:
    """Whether Qt can start on the platform it would choose.

    On a display that is absent or dead, QApplication aborts the process and no `except` can
    stop it, so a child process tries first. A platform the user names in QT_QPA_PLATFORM is
    trusted: `offscreen` counts as a display.
    """
    if sys.platform in {"win32", "darwin"}:
        return True
    if not any(os.environ.get(sign) for sign in _SIGNS):
        return False
    return _child_succeeds(_start_qt, _SECONDS)


def _start_qt() -> None:
    from PySide6.QtWidgets import QApplication

    QApplication([])
    # Here: what takes the application apart afterwards is not asked about.
    os._exit(0)


def _child_succeeds(work: Callable[[], object], seconds: float) -> bool:
    """Whether a copy of this process does this within so many seconds."""
    # A copy needs no interpreter to start with: in a bundle sys.executable is the program.
    child = multiprocessing.get_context("fork").Process(target=_do, args=(work,), daemon=True)
    try:
        with warnings.catch_warnings():
            # Python 3.12 warns that a lock of another thread stays locked in a copy: a copy that
            # waits for one is given up like any other that takes too long.
            warnings.simplefilter("ignore", DeprecationWarning)
            child.start()
    except OSError:
        return False
    child.join(seconds)
    child.kill()
    child.join()
    succeeds = child.exitcode == 0
    child.close()
    return succeeds


def _do(work: Callable[[], object]) -> None:
    """Do it and end without a word, and without what this process does at its own end."""
    code = 1
    try:
        faulthandler.disable()
        nothing = os.open(os.devnull, os.O_RDWR)
        for stream in range(3):
            os.dup2(nothing, stream)
        work()
        code = 0
    finally:
        os._exit(code)
