"""Opens exports with the programs that others have, and prints whether they read what was meant."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path


def main(arguments: list[str] | None = None) -> int:
    """Run the checks and print what they saw; 1 where something was not as promised."""
    place = Path(tempfile.mkdtemp(prefix="interop-"))
    _settle(place)
    # Only now: the program asks for its folders while it is imported.
    from tests.interop import every, samples
    from tests.interop.outcome import Place

    parser = argparse.ArgumentParser(prog="python -m tests.interop", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="only these, or what begins so")
    parser.add_argument("--only", default="", metavar="TEXT", help="only samples with this name")
    parser.add_argument("--pictures", type=Path, metavar="FOLDER", help="keep pictures here")
    wanted = parser.parse_args(arguments)
    checks = every.named(wanted.names)
    if not checks:
        parser.error(f"no such check; there are {', '.join(check.name for check in every.CHECKS)}")
    cases = place / "cases"
    cases.mkdir()
    written = tuple(one for one in samples.written(cases) if wanted.only in one.name)
    flaws = 0
    for check in checks:
        folder = place / check.name
        folder.mkdir()
        flaws += _shown(check, written, Place(folder, wanted.pictures))
    sys.stdout.write(f"\n{flaws} flaws\n")
    if flaws:
        return 1
    shutil.rmtree(place)
    return 0


#: So many flaws of a file are printed.
_MOST = 20


def _shown(check, written, place) -> int:
    """Print what a check saw; how many flaws there are."""
    sys.stdout.write(f"\n{check.name}: {check.promise}\n")
    flaws = 0
    for outcome in check.run(written, place):
        flaws += len(outcome.flaws)
        held = f"{len(outcome.flaws)} flaws" if outcome.flaws else "held"
        sys.stdout.write(f"  {outcome.about}: {held}, {outcome.compared}\n")
        sys.stdout.writelines(f"    {flaw}\n" for flaw in outcome.flaws[:_MOST])
        sys.stdout.flush()
    return flaws


def _settle(place: Path) -> None:
    """Keep away from the user's own settings, displays and passphrase."""
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        os.environ[name] = str(place / "home")
    for name in [name for name in os.environ if name.startswith("KHARKIV_TRACKER_")]:
        del os.environ[name]
    os.environ["QT_QPA_PLATFORM"] = "offscreen"


if __name__ == "__main__":
    sys.exit(main())
