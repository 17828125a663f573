"""Run by itself: the program with the resources in the folder named first, as a command line.

The folder is a copy in which a test has described another city, or put another language.
"""

import shutil
import subprocess
import sys
from pathlib import Path

from kharkiv_tracker import paths

HERE = Path(__file__)


def copied(folder: Path) -> Path:
    """A copy of the resources that may be changed."""
    return Path(shutil.copytree(paths.resources(), folder / "resources"))


def run(resources: Path, *arguments: object) -> str:
    """What the program prints with these resources; raises CalledProcessError where it fails."""
    return subprocess.run(  # noqa: S603 - our own
        [sys.executable, "-m", "tests.elsewhere", str(resources), *map(str, arguments)],
        cwd=HERE.parents[1],
        check=True,
        capture_output=True,
        encoding="utf-8",
    ).stdout


def _main(resources: Path, arguments: list[str]) -> None:
    paths.resources = lambda: resources
    from kharkiv_tracker.cli import main

    sys.argv = ["kharkiv-tracker", *arguments]
    main()


if __name__ == "__main__":
    _main(Path(sys.argv[1]), sys.argv[2:])
