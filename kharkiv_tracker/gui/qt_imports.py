"""A workaround: the Qt binding reads the source of every module that is imported after it.

PySide6 looks whether it says PySide6, for another style of names that a module may ask for
(`from __feature__ import …`). Nothing here does. The lines that were read are never used again and
never freed: 31 MB of 900 modules, read in a tenth of a second.
"""

from __future__ import annotations

import builtins

import shiboken6  # noqa: F401 - puts its own function in the place of that of Python

#: What it calls for the import itself.
_PLAIN = "__orig_import__"

builtins.__import__ = getattr(builtins, _PLAIN, builtins.__import__)
