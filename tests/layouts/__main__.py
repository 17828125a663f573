"""Opens everything in the window in every setting, prints what has no room, and may draw it."""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.layouts.sizes import SETTINGS, Setting

#: Of a window without a screen.
_WARNING = re.compile(r"This plugin does not support .*\n")


def main(arguments: list[str] | None = None) -> int:
    """Run all settings, or those named; 1 where something has no room."""
    parser = argparse.ArgumentParser(prog="python -m tests.layouts", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="SETTING", help="only these: 960x540-150-uk")
    parser.add_argument("--dark", action="store_true", help="in the dark theme")
    parser.add_argument("--pictures", type=Path, metavar="FOLDER", help="keep pictures here")
    parser.add_argument("--only", default="", metavar="TEXT", help="only screens with this name")
    wanted = parser.parse_args(arguments)
    chosen = [each for each in SETTINGS if not wanted.names or each.name in wanted.names]
    if not chosen:
        parser.error(f"there are {', '.join(each.name for each in SETTINGS)}")
    with ThreadPoolExecutor(min(len(chosen), os.cpu_count() or 1)) as pool:
        results = list(pool.map(lambda setting: _run(setting, wanted), chosen))
    sys.stdout.writelines(results)
    failed = [setting.name for setting, text in zip(chosen, results, strict=True) if "\n  " in text]
    sys.stdout.write(f"\n{len(chosen) - len(failed)} of {len(chosen)} settings have room\n")
    return 1 if failed else 0


def _run(setting: Setting, wanted: argparse.Namespace) -> str:
    """One setting in a process of its own, on a screen of its size; what it prints."""
    with tempfile.TemporaryDirectory(prefix="layouts-") as folder:
        place = Path(folder)
        screen = {"name": "screen", "x": 0, "y": 0, "width": setting.width}
        screens = {"screens": [{**screen, "height": setting.height, "logicalDpi": 96, "dpr": 1}]}
        (place / "screen.json").write_text(json.dumps(screens), encoding="utf-8")
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith("KHARKIV_TRACKER_")
        }
        homes = ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")
        environment = {
            **kept,
            **dict.fromkeys(homes, str(place / "home")),
            "QT_QPA_PLATFORM": f"offscreen:configfile={place / 'screen.json'}",
            "KHARKIV_TRACKER_THEME": "dark" if wanted.dark else "light",
        }
        pictures = str(wanted.pictures / setting.name) if wanted.pictures else ""
        done = subprocess.run(  # noqa: S603 - our own
            [
                sys.executable,
                "-m",
                "tests.layouts.setting",
                setting.name,
                folder,
                pictures,
                wanted.only,
            ],
            env=environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        stopped = _WARNING.sub("", done.stderr)[-1500:]
        trouble = f"\n  stopped: {stopped}\n" if done.returncode else ""
        return f"{setting.name}{trouble}\n{done.stdout}"


if __name__ == "__main__":
    sys.exit(main())
