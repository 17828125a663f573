"""Run at each start of the bundle, before the program itself.

Programs that it starts, such as a viewer of PDFs, get the libraries of the system and not those of
the bundle. And matplotlib finds a ready list of typefaces: it would look through all typefaces of
the system for one otherwise, which takes seconds. The list lies in the cache folder of this user,
because matplotlib wants to write beside it.
"""

import os
from contextlib import suppress

from kharkiv_tracker import paths

# The loader of libraries read it when this process began. A child of ours, which is this program
# called again, is told to set it anew as if a person had started it.
os.environ["PYINSTALLER_RESET_ENVIRONMENT"] = "1"
_original = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
os.environ.pop("LD_LIBRARY_PATH", None)
if _original:
    os.environ["LD_LIBRARY_PATH"] = _original

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
