"""Python's constants, kept alive under a Qt binding that forgets to count them."""

from __future__ import annotations

import ctypes
import sys

_PLENTY = 1 << 40


def keep() -> None:
    """Before Python 3.12 make sure that None, True and False are never counted down to nothing.

    PySide6 6.12 returns them without counting the reference, as is right from 3.12 on, where they
    live for ever. Under 3.11 each call of Qt takes one away, and at none left the process aborts.
    """
    if sys.version_info < (3, 12) and sys.implementation.name == "cpython":
        for constant in (None, True, False):
            if sys.getrefcount(constant) < _PLENTY // 2:
                ctypes.c_ssize_t.from_address(id(constant)).value += _PLENTY
