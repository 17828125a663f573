"""The bundle: the program, Python and every library in one folder, which starts by itself."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from package import bundle_content, elf_files

NAME = "kharkiv-tracker"
_HERE = Path(__file__).parent
#: What the machine that built it leaves in the metadata of Python packages.
_OF_MACHINE = ("direct_url.json", "INSTALLER", "REQUESTED", "RECORD", "WHEEL", "sboms")


def install(source: Path, wheels: Path, environment: Mapping[str, str]) -> Path:
    """Make the wheel of the program in `source`, install it here and return it."""
    shutil.rmtree(wheels, ignore_errors=True)
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    wheel = ["wheel", "--no-deps", "--no-build-isolation", "--no-cache-dir", "-w", str(wheels)]
    _run([*pip, *wheel, str(source)], environment)
    (made,) = wheels.glob("*.whl")
    _run([*pip, "install", "--no-deps", "--force-reinstall", str(made)], environment)
    return made


def make(source: Path, work: Path, icon: Path | None, environment: Mapping[str, str]) -> Path:
    """Make the bundle of the installed program in the folder `work`, and return its folder."""
    # Beside main.py lie the sources, which are not to be taken in place of what is installed.
    main = work / "start" / "main.py"
    main.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source / "main.py", main)
    folders = ["--distpath", str(work / "made"), "--workpath", str(work / "steps")]
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level=ERROR"]
    _run(
        [*command, *folders, str(_HERE / "bundle.spec")],
        {
            **environment,
            "KHARKIV_TRACKER_MAIN": str(main),
            "KHARKIV_TRACKER_ICON": str(icon or ""),
            "PYTHONPATH": str(_HERE.parent),
            # The order of sets is in the compiled modules.
            "PYTHONHASHSEED": "0",
        },
    )
    made = work / "made"
    bundle = next(made.glob("*.app"), made / NAME)
    complete(bundle)
    return bundle


def inside(bundle: Path) -> Path:
    """The folder of a bundle in which libraries and resources lie."""
    if bundle.suffix == ".app":
        return bundle / "Contents" / "Resources"
    return bundle / "_internal"


def complete(bundle: Path) -> None:
    """Take out what a machine or a language left there; add the ready list of typefaces."""
    content = inside(bundle)
    for file in content.glob("*.dist-info/*"):
        if file.name in _OF_MACHINE:
            shutil.rmtree(file) if file.is_dir() else file.unlink()
    if sys.platform == "linux":
        for library in content.glob("PySide6/Qt/lib/libicudata.so.*"):
            elf_files.cut_unicode_data(library, bundle_content.spoken())
        elf_files.strip(bundle)
    write_font_list(content / "kharkiv_tracker" / "resources" / "fonts")


def write_font_list(folder: Path) -> None:
    """Write matplotlib's list of typefaces with those in the bundle alone; their paths are relative
    to matplotlib's own data.
    """
    from matplotlib import font_manager, get_data_path

    manager = font_manager.FontManager()
    ours = Path(get_data_path()) / "fonts" / "ttf"
    manager.afmlist = []
    manager.ttflist = sorted(
        (
            entry
            for entry in manager.ttflist
            if Path(entry.fname).parent == ours
            and Path(entry.fname).name in bundle_content.FALLBACKS
        ),
        key=lambda entry: entry.fname,
    )
    version = font_manager.FontManager.__version__
    font_manager.json_dump(manager, str(folder / f"fontlist-v{version}.json"))


def _run(command: list[str], environment: Mapping[str, str]) -> None:
    subprocess.run(  # noqa: S603 - our own interpreter
        command, check=True, env={**os.environ, **environment}
    )
