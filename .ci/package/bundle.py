"""The bundle: the program, Python and every library in one folder, which starts by itself."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from package import bundle_content, elf_files, system_parts
from package.product_texts import NAME

_HERE = Path(__file__).parent
#: What the machine that built it leaves in the metadata of Python packages.
_OF_MACHINE = ("direct_url.json", "INSTALLER", "REQUESTED", "WHEEL", "sboms")


def install(source: Path, wheels: Path) -> Path:
    """Make the wheel of the program in `source`, install it here and return it."""
    shutil.rmtree(wheels, ignore_errors=True)
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    wheel = ["wheel", "--no-deps", "--no-build-isolation", "--no-cache-dir", "-w", str(wheels)]
    _run([*pip, *wheel, str(source)])
    (made,) = wheels.glob("*.whl")
    _run([*pip, "install", "--no-deps", "--force-reinstall", str(made)])
    return made


def make(source: Path, work: Path, icon: Path | None) -> Path:
    """Make the bundle of the installed program in the folder `work`, and return its folder."""
    # Beside main.py lie the sources, which are not to be taken in place of what is installed.
    main = work / "start" / "main.py"
    main.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source / "main.py", main)
    folders = ["--distpath", str(work / "made"), "--workpath", str(work / "steps")]
    options = ["--noconfirm", "--clean", "--log-level=ERROR", *folders]
    _run(
        [sys.executable, "-P", "-m", "PyInstaller", *options, str(_HERE / "bundle.spec")],
        {
            "KHARKIV_TRACKER_MAIN": str(main),
            "KHARKIV_TRACKER_ICON": str(icon or ""),
            "PYTHONPATH": str(_HERE.parent),
            # The order of sets is in the compiled modules.
            "PYTHONHASHSEED": "0",
        },
    )
    made = work / "made"
    return next(made.glob("*.app"), made / NAME)


def inside(bundle: Path) -> Path:
    """The folder of a bundle in which libraries and resources lie."""
    if bundle.suffix == ".app":
        return bundle / "Contents" / "Resources"
    return bundle / "_internal"


def bill_of(bundle: Path) -> Path:
    """Where the bill of materials of a bundle lies: beside the program, to be seen."""
    folder = inside(bundle) if bundle.suffix == ".app" else bundle
    return folder / f"{NAME}.cdx.json"


def complete(bundle: Path, epoch: int) -> None:
    """Take out what a machine or a language left there; add the lists of typefaces and parts."""
    # It needs what is installed for making packages alone.
    from package import bill_of_materials

    content = inside(bundle)
    for file in content.glob("*.dist-info/*"):
        if file.name in _OF_MACHINE:
            shutil.rmtree(file) if file.is_dir() else file.unlink()
    names = modules(bundle)
    for folder in content.glob("*.dist-info"):
        # What is required and yet left out is not a part of the bundle.
        if not names.isdisjoint(top_names(folder / "RECORD")):
            continue
        shutil.rmtree(folder)
    for file in content.glob("*.dist-info/METADATA"):
        # About reads the fields; the page for an index of packages follows them.
        fields, _blank, _page = file.read_text("utf-8").partition("\n\n")
        file.write_text(f"{fields}\n", "utf-8", newline="\n")
    for record in content.glob("*.dist-info/RECORD"):
        # About looks there for licences; it lists what is not in the bundle too.
        lines = record.read_text("utf-8").splitlines(keepends=True)
        record.write_text("".join(line for line in lines if is_there(content, line)), "utf-8")
    if sys.platform == "linux":
        for library in content.glob("PySide6/Qt/lib/libicudata.so.*"):
            elf_files.cut_unicode_data(library, bundle_content.spoken())
        elf_files.strip(bundle)
        elf_files.forget_places(content)
    resources = content / "kharkiv_tracker" / "resources"
    write_font_list(resources / "fonts")
    write_licence_of_python(resources / "licences")
    if sys.platform == "linux":
        system_parts.write_parts(content, resources / "parts")
    bill_of_materials.write(content, bill_of(bundle), epoch)


def write_licence_of_python(folder: Path) -> None:
    """Put the text of this very version of Python in the place of that of the resources."""
    for home in (Path(os.__file__).parent, Path(sys.base_prefix)):
        text = home / "LICENSE.txt"
        if text.is_file():
            shutil.copyfile(text, folder / "Python-2.0.1.txt")
            return


def modules(bundle: Path) -> set[str]:
    """The names of the packages and modules of Python in a bundle, without what is inside them."""
    from PyInstaller.archive.readers import CArchiveReader

    folder = bundle / "Contents/MacOS" if bundle.suffix == ".app" else bundle
    program = folder / (f"{NAME}.exe" if sys.platform == "win32" else NAME)
    archive = CArchiveReader(str(program)).open_embedded_archive("PYZ.pyz")
    beside = (path.name.split(".")[0] for path in inside(bundle).iterdir())
    return {*(name.split(".")[0] for name in archive.toc), *beside}


def top_names(record: Path) -> set[str]:
    """The same of what an installed distribution lists as its files."""
    lines = csv.reader(record.read_text("utf-8").splitlines())
    names = {PurePosixPath(line[0]).parts[0] for line in lines if ".dist-info" not in line[0]}
    return {name.split(".")[0] for name in names} - {"", ".."}


def is_there(content: Path, line: str) -> bool:
    """Whether the file of a line of RECORD is in the bundle."""
    (name, *_) = next(csv.reader([line]))
    return ".." not in name and not name.endswith(".pyc") and (content / name).is_file()


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


def _run(command: list[str], more: Mapping[str, str] = MappingProxyType({})) -> None:
    subprocess.run(  # noqa: S603 - our own interpreter
        command, check=True, env={**os.environ, **more}
    )
