"""Makes the package and tries it as an analyst would, in a fresh Debian; prints what held.

python -m tests.package [STEP ...]    only these steps, of those that STEPS names
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.package import builds, installed_program
from tests.package.builds import ROOT, Build
from tests.package.fresh_debian import call
from tests.package.screen import Screen

#: The most that it takes, in bytes, and how much longer than from the sources a start is.
_UNPACKED, _PACKED, _START = 260 * 2**20, 100 * 10**6, 1.3
_STARTS = 9
_LARGEST = 10


def main() -> int:
    """Run the steps; 1 where one found a flaw."""
    parser = argparse.ArgumentParser(prog="python -m tests.package", description=__doc__)
    parser.add_argument("steps", nargs="*", metavar="STEP", help=", ".join(STEPS))
    parser.add_argument("--pictures", type=Path, metavar="FOLDER", help="keep pictures here")
    options = parser.parse_args()
    if unknown := set(options.steps) - set(STEPS):
        parser.error(f"no such step: {', '.join(sorted(unknown))}")
    if os.geteuid():
        say("A fresh Debian is made by root; become root, or run the steps in a container.")
        return 2
    folder = Path(tempfile.mkdtemp(prefix="kharkiv-tracker-package-", dir="/var/tmp"))
    pictures = (options.pictures or folder / "pictures").resolve()
    pictures.mkdir(parents=True, exist_ok=True)
    (folder / "one").mkdir()
    build = builds.make(folder / "one")
    flaws = 0
    for name in options.steps or STEPS:
        say(f"\n{name}")
        for flaw in STEPS[name](build, folder, pictures):
            flaws += 1
            say(f"  FLAW: {flaw}")
    say(f"\n{flaws} flaws")
    if not flaws:
        shutil.rmtree(folder)
    return 1 if flaws else 0


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def check_sizes(build: Build, _folder: Path, _pictures: Path) -> Iterator[str]:
    """What the bundle takes unpacked and packed, and its largest files."""
    sizes = {
        path: path.stat().st_size
        for path in build.bundle.rglob("*")
        if path.is_file() and not path.is_symlink()
    }
    unpacked, packed = sum(sizes.values()), build.package.stat().st_size
    say(f"  unpacked {unpacked / 10**6:.1f} MB ({unpacked / 2**20:.1f} MiB), {len(sizes)} files")
    say(f"  packed {packed / 10**6:.1f} MB")
    for path in sorted(sizes, key=lambda one: -sizes[one])[:_LARGEST]:
        say(f"  {sizes[path] / 10**6:6.1f} MB  {path.relative_to(build.bundle)}")
    if unpacked > _UNPACKED:
        yield f"unpacked it takes {unpacked} bytes"
    if packed > _PACKED:
        yield f"packed it takes {packed} bytes"


def check_builds(build: Build, folder: Path, _pictures: Path) -> Iterator[str]:
    """Whether a second build, in another folder, gives the same bytes."""
    place = folder / "a second place"
    place.mkdir()
    second = builds.make(place)
    yield from builds.differences(build.bundle, second.bundle)
    for one, other in zip(files(build.out), files(second.out), strict=True):
        same = one.read_bytes() == other.read_bytes()
        say(f"  {one.name}: {'the same bytes' if same else 'differs'}")
        if not same:
            yield f"{one.name} differs"
    shutil.rmtree(place)


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.is_file())


def check_package(build: Build, _folder: Path, _pictures: Path) -> Iterator[str]:
    """What Debian's checker, and those of desktop file and AppStream, say."""
    report = call("lintian", "--allow-root", "--fail-on", "none", str(build.package))
    for line in report.splitlines():
        if line.startswith("E:"):
            yield line
        else:
            say(f"  {line}")
    with tempfile.TemporaryDirectory() as folder:
        call("dpkg-deb", "--extract", str(build.package), folder)
        share = Path(folder, "usr/share")
        (entry,) = share.glob("applications/*.desktop")
        call("desktop-file-validate", str(entry))
        say(f"  {entry.name}: valid")
        (page,) = share.glob("metainfo/*.xml")
        call("appstreamcli", "validate", "--no-net", str(page))
        say(f"  {page.name}: valid")


def check_bill(build: Build, _folder: Path, _pictures: Path) -> Iterator[str]:
    """What a second tool says of the bill of materials."""
    from tests.package import bill_check

    yield from bill_check.check(build.bill, build.bundle / "_internal")


def check_wheel(build: Build, _folder: Path, _pictures: Path) -> Iterator[str]:
    """The wheel with pipx and uv, with and without a display."""
    from tests.package import wheel_check

    yield from wheel_check.check(build.wheel)


def check_start(build: Build, folder: Path, _pictures: Path) -> Iterator[str]:
    """How much longer than from the sources it takes until the window is there."""
    case = folder / "start.ktcase"
    call(str(build.bundle / "kharkiv-tracker"), "sample", str(case))
    commands = {
        "bundle": [str(build.bundle / "kharkiv-tracker"), "open", str(case)],
        "source": [str(ROOT / ".venv/bin/python"), str(ROOT / "main.py"), "open", str(case)],
    }
    with Screen() as screen:
        home = folder / "home"
        home.mkdir()
        times: dict[str, list[float]] = {name: [] for name in commands}
        # The first start of each fills the system's cache of files.
        for _round in range(_STARTS + 1):
            for name, command in commands.items():
                times[name].append(start_time(command, screen, home))
    medians = {name: statistics.median(values[1:]) for name, values in times.items()}
    ratio = medians["bundle"] / medians["source"]
    say(f"  bundle {medians['bundle']:.2f} s, sources {medians['source']:.2f} s, ratio {ratio:.2f}")
    if ratio > _START:
        yield f"it takes {ratio:.2f} times as long"


def start_time(command: list[str], screen: Screen, home: Path) -> float:
    """Seconds until the window shows the case."""
    begin = time.monotonic()
    process = screen.start(command, home)
    screen.wait_for_title("Sample")
    seconds = time.monotonic() - begin
    process.kill()
    process.wait()
    return seconds


STEPS: dict[str, Callable[[Build, Path, Path], Iterator[str]]] = {
    "sizes": check_sizes,
    "package": check_package,
    "bill": check_bill,
    "start": check_start,
    "install": installed_program.check,
    "builds": check_builds,
    "wheel": check_wheel,
}

if __name__ == "__main__":
    sys.exit(main())
