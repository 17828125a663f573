"""Whether a window can be opened here, tested without risking this process."""

import os
import subprocess
import sys

# On Linux, each of these variables can point Qt to a display.
_SIGNS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
_PROBE = "import os; from PySide6.QtWidgets import QApplication; QApplication([]); os._exit(0)"
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
    return _child_starts(_PROBE, _SECONDS)


def _child_starts(program: str, seconds: float) -> bool:
    try:
        # -P keeps modules in the current folder out of the child.
        child = subprocess.run(  # noqa: S603 - our own interpreter, a constant program
            [sys.executable, "-P", "-c", program],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return child.returncode == 0
