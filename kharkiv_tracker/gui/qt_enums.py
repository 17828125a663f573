"""A workaround: constants of Python that the Qt binding does not count references of."""

from __future__ import annotations

import ctypes
import sys

_PLENTY = 1 << 40


def keep() -> None:
    """Before Python 3.12 raise the reference counts of None, True and False out of reach of 0.

    PySide6 6.12 returns them without counting the reference, as is right from 3.12 on, where they
    live for ever. Under 3.11 each call of Qt takes one away, and at none left the process aborts.
    """
    if sys.version_info < (3, 12) and sys.implementation.name == "cpython":
        for constant in (None, True, False):
            if sys.getrefcount(constant) < _PLENTY // 2:
                ctypes.c_ssize_t.from_address(id(constant)).value += _PLENTY
