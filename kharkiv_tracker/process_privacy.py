"""What other processes could learn from this one: its memory as a dump, its environment."""

from __future__ import annotations

import os
import sys
from contextlib import suppress

PASSPHRASE = "KHARKIV_TRACKER_PASSPHRASE"  # noqa: S105 - the name of a variable
_PR_SET_DUMPABLE = 4

#: The value from the environment, kept for as long as a command runs.
_passphrase: str | None = None


def forbid_dumps() -> None:
    """Let no crash write this process's memory, records and passphrase in it, to a disk.

    The limit holds for files; where the system hands dumps to a program, and for whoever would look
    at the memory or at /proc, Linux is set not to dump the process.
    """
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        with suppress(ImportError, OSError, AttributeError):
            import ctypes

            ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def take_passphrase() -> str:
    """The passphrase of the environment, which has none from then on; "" without one.

    Processes started from now on, viewers of a PDF among them, do not inherit it.
    """
    global _passphrase
    _passphrase = os.environ.pop(PASSPHRASE, _passphrase)
    return _passphrase or ""


def put_passphrase_back() -> None:
    """Leave the environment as it was before `take_passphrase`."""
    global _passphrase
    if _passphrase is not None:
        os.environ[PASSPHRASE] = _passphrase
    _passphrase = None
