"""Makes what is handed out, in dist/, on the system that it is for:

python -m package                     everything for this system
python -m package --only bundle,deb   only these, of those that KINDS names
python -m package --source FOLDER --out FOLDER --work FOLDER   of another checkout, elsewhere
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from package import bundle as bundles
from package import checksums, icon_files
from package.product_texts import NAME

_ROOT = Path(__file__).resolve().parents[2]
KINDS = {"linux": ("deb", "archive"), "win32": ("zip", "installer"), "darwin": ("image",)}
_SYSTEMS = {"linux": "linux", "win32": "windows", "darwin": "macos"}
_MACHINES = {"AMD64": "x86_64", "aarch64": "arm64"}
#: What is made in the folder of work, and may be removed from it.
_STEPS = ("wheel", "start", "steps", "made")


def main() -> None:
    """Make what is asked for, or say in a sentence why not."""
    try:
        make()
    except (FileNotFoundError, RuntimeError, subprocess.CalledProcessError) as error:
        raise SystemExit(sentence(error)) from error


def sentence(error: Exception) -> str:
    """What went wrong, for whoever makes packages."""
    if isinstance(error, FileNotFoundError) and error.filename:
        name = os.fspath(error.filename)
        if name == Path(name).name:
            return f"The program {name} is missing here. `make package` installs or names it."
    if isinstance(error, subprocess.CalledProcessError):
        return f"{Path(error.cmd[0]).name} failed; what it wrote is above."
    return str(error)


def make() -> None:
    """Make the bundle, the packages of it, and the list of their digests."""
    if sys.platform not in KINDS:
        raise SystemExit("Packages are made on Linux, Windows and macOS, each for itself.")
    parser = argparse.ArgumentParser(prog="package", description=__doc__)
    parser.add_argument("--source", type=Path, default=_ROOT)
    parser.add_argument("--out", type=Path, default=_ROOT / "dist")
    parser.add_argument("--work", type=Path, default=_ROOT / "build" / "package")
    parser.add_argument("--only", default=",".join(KINDS[sys.platform]))
    options = parser.parse_args()
    kinds = options.only.split(",")
    # Before minutes of work.
    for kind in kinds:
        if kind not in {"bundle", *KINDS[sys.platform]}:
            raise SystemExit(f"There is no package called {kind} here.")
    # What is packed is what is installed, not what lies in the folder that this is run in.
    sys.path[:] = [path for path in sys.path if not (Path(path) / "pyproject.toml").is_file()]
    source, out, work = (path.resolve() for path in (options.source, options.out, options.work))
    moment = epoch(source)
    os.environ["SOURCE_DATE_EPOCH"] = str(moment)
    for step in _STEPS:
        shutil.rmtree(work / step, ignore_errors=True)
    out.mkdir(parents=True, exist_ok=True)
    wheel = bundles.install(source, work / "wheel")
    version = metadata.version(NAME)
    icon = write_icon(source / "resources" / "icons", work)
    bundle = bundles.make(source, work, icon)
    bundles.complete(bundle, moment)
    # The wheel is the same for every system, and made for one.
    files = [shutil.copy(wheel, out)] if sys.platform == "linux" else []
    bill = out / f"{NAME}-{version}-{system()}.cdx.json"
    files.append(shutil.copy(bundles.bill_of(bundle), bill))
    for kind in kinds:
        files += packages(kind, bundle, source, version, out, moment)
    checksums.write(map(Path, files), out / f"SHA256SUMS-{system()}")


def packages(
    kind: str, bundle: Path, source: Path, version: str, out: Path, moment: int
) -> Iterator[Path]:
    """Make one kind of package; what was made."""
    name = f"{NAME}-{version}-{system()}"
    if kind == "deb":
        from package import debian_package

        target = out / f"{NAME}_{version}_{debian_package.architecture()}.deb"
        debian_package.make(bundle, source, version, target, moment)
        yield target
    elif kind == "archive":
        from package import portable_archive

        target = out / f"{name}.tar.xz"
        portable_archive.make(bundle, source, target, moment)
        yield target
    elif kind == "zip":
        from package import zip_archive

        target = out / f"{name}.zip"
        zip_archive.write_zip(bundle, target, moment)
        yield target
    elif kind == "installer":
        from package import windows_installer

        target = out / f"{name}-setup.exe"
        windows_installer.make(bundle, version, source / "resources" / "icons", target)
        yield target
    elif kind == "image":
        from package import mac_image

        target = out / f"{name}.dmg"
        mac_image.make(bundle, version, target)
        yield target


def write_icon(icons: Path, work: Path) -> Path | None:
    """Write the icon of the program in the form of this system; Linux has it beside."""
    work.mkdir(parents=True, exist_ok=True)
    if sys.platform == "win32":
        icon_files.write_ico(icons, work / f"{NAME}.ico")
        return work / f"{NAME}.ico"
    if sys.platform == "darwin":
        icon_files.write_icns(icons, work / f"{NAME}.icns")
        # Finder shows it for case files; Setup on Windows makes its own.
        icon_files.write_icns(icons, work / "case-file.icns", icon_files.CASE_FILE)
        return work / f"{NAME}.icns"
    return None


def system() -> str:
    """The system and the machine that packages are for, such as linux-x86_64."""
    machine = platform.machine()
    return f"{_SYSTEMS[sys.platform]}-{_MACHINES.get(machine, machine)}"


def epoch(source: Path) -> int:
    """The time that all files get: as the environment says, else that of the last commit."""
    if given := os.environ.get("SOURCE_DATE_EPOCH"):
        if not given.isdecimal():
            raise SystemExit("SOURCE_DATE_EPOCH is not a time in seconds.")
        return int(given)
    command = ["-C", str(source), "-c", "log.showSignature=false", "log", "-1", "--format=%ct"]
    try:
        result = subprocess.run(  # noqa: S603 - git of the system
            [shutil.which("git") or "git", *command], check=True, capture_output=True, text=True
        )
    except (FileNotFoundError, subprocess.CalledProcessError) as error:
        raise SystemExit(
            "The time of the last commit is not known: git is missing here, or this is not a"
            " checkout of git. Set SOURCE_DATE_EPOCH to a time in seconds."
        ) from error
    return int(result.stdout)


if __name__ == "__main__":
    main()
