"""Does to case files what happens to files, for real, and prints whether each promise held."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path


def main(arguments: list[str] | None = None) -> int:
    """Run the faults and print the table; 1 where a promise was broken."""
    place = Path(tempfile.mkdtemp(prefix="faults-"))
    _settle(place)
    # Only now: the program asks for its folders while it is imported.
    from tests.faults import every, table

    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="only these, or what begins so")
    parser.add_argument("--scale", type=float, default=1, help="a part of all rounds")
    parser.add_argument("--seed", type=int, default=int.from_bytes(os.urandom(3)))
    parser.add_argument("--only", type=int, help="one round of that number")
    wanted = parser.parse_args(arguments)
    every.import_everything()
    faults = every.named(wanted.names)
    if not faults:
        parser.error(f"no such fault; there are {', '.join(f.name for f in every.FAULTS)}")
    rows = table.run(faults, wanted.scale, wanted.seed, place, wanted.only)
    broken = [f"{row.fault.name} {text}\n" for row in rows for text in row.broken]
    (place / "broken.txt").write_text("".join(broken), encoding="utf-8")
    sys.stdout.write(f"seed {wanted.seed}\n\n{table.shown(rows, wanted.seed, place)}\n")
    if broken:
        return 1
    shutil.rmtree(place)
    return 0


def _settle(place: Path) -> None:
    """Keep away from the user's own settings, displays and passphrase."""
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        os.environ[name] = str(place / "home")
    for name in [name for name in os.environ if name.startswith("KHARKIV_TRACKER_")]:
        del os.environ[name]
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    # Some of it imports openpyxl before the reader of workbooks does.
    os.environ["OPENPYXL_LXML"] = "False"


if __name__ == "__main__":
    sys.exit(main())
