"""Run at each start of the bundle: lets matplotlib find a ready list of typefaces.

It would look through all typefaces of the system for one otherwise, which takes seconds. The list
lies in the cache folder of this user, because matplotlib wants to write beside it.
"""

import os
from contextlib import suppress

from kharkiv_tracker import paths

if "MPLCONFIGDIR" not in os.environ:
    _folder = paths.cache_dir() / "matplotlib"
    os.environ["MPLCONFIGDIR"] = str(_folder)
    with suppress(OSError):
        for _ready in (paths.resources() / "fonts").glob("fontlist-*.json"):
            _list = _folder / _ready.name
            if not _list.exists():
                _folder.mkdir(parents=True, exist_ok=True)
                _draft = _list.with_suffix(f".{os.getpid()}")
                _draft.write_bytes(_ready.read_bytes())
                _draft.replace(_list)
