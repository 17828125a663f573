"""Run by itself: the program, or a piece of code, with the resources in the folder named first.

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
    return _printed(resources, "run", *map(str, arguments))


def evaluate(resources: Path, code: str) -> str:
    """What a piece of code prints with these resources; raises like `run`."""
    return _printed(resources, "evaluate", code)


def _printed(resources: Path, *arguments: str) -> str:
    return subprocess.run(  # noqa: S603 - our own
        [sys.executable, "-m", "tests.elsewhere", str(resources), *arguments],
        cwd=HERE.parents[1],
        check=True,
        capture_output=True,
        encoding="utf-8",
    ).stdout


def _main(resources: Path, action: str, *arguments: str) -> int:
    paths.resources = lambda: resources
    if action == "evaluate":
        exec(arguments[0], {})  # noqa: S102 - our own
        return 0
    from kharkiv_tracker.cli import main

    return main(arguments)


if __name__ == "__main__":
    sys.exit(_main(Path(sys.argv[1]), *sys.argv[2:]))
