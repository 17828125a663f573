"""One setting, in a process of its own: its screens, and what is wrong in each."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.layouts import stretched
from tests.layouts.sizes import SETTINGS, STRETCHED


def main(name: str, folder: str, pictures: str, only: str) -> int:
    """Print the flaws of each screen of the setting of this name."""
    setting = next(each for each in SETTINGS if each.name == name)
    if setting.language == STRETCHED:
        from kharkiv_tracker import paths

        made = stretched.resources(Path(folder))
        paths.resources = lambda: made
    # Only now: the program reads which languages there are while it is imported.
    from tests.layouts import window

    return window.look_at(setting, Path(folder), Path(pictures) if pictures else None, only)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
