"""The installer for Windows, made by Inno Setup 6 from the bundle."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from packaging.version import Version

from package import icon_files

SCRIPT = Path(__file__).parent / "windows" / "installer.iss"
_COMPILER = "ISCC.exe"
#: Where the installer of Inno Setup puts it: for everyone, or for one user.
_FOLDERS = (
    ("ProgramFiles(x86)", "Inno Setup 6"),
    ("ProgramFiles", "Inno Setup 6"),
    ("LOCALAPPDATA", "Programs/Inno Setup 6"),
)


def make(bundle: Path, version: str, icons: Path, target: Path) -> None:
    """Make the installer `target`, whose name ends with .exe, of the folder `bundle`.

    `icons` is the folder of drawings, `resources/icons`. Raises FileNotFoundError with a sentence
    if Inno Setup is missing, and CalledProcessError if it refuses the script.
    """
    compiler = find_compiler()
    with tempfile.TemporaryDirectory() as folder:
        for name in (icon_files.APP, icon_files.CASE_FILE):
            icon_files.write_ico(icons, Path(folder) / f"{name}.ico", name)
        values = {
            "Version": version,
            "Numbers": numbers(version),
            "Bundle": str(bundle.resolve()),
            "Icons": folder,
        }
        defines = [f"/D{name}={value}" for name, value in values.items()]
        output = [f"/O{target.resolve().parent}", f"/F{target.stem}"]
        subprocess.run(  # noqa: S603 - the compiler of Inno Setup, on a script of ours
            [str(compiler), "/Qp", *defines, *output, str(SCRIPT)], check=True
        )


def numbers(version: str) -> str:
    """A version in the form that Windows compares: three numbers, without what makes it a trial."""
    release = (*Version(version).release, 0, 0)[:3]
    return ".".join(map(str, release))


def find_compiler() -> Path:
    """The command-line compiler of Inno Setup, from the path or from where it is installed.

    Raises FileNotFoundError with a sentence.
    """
    if on_path := shutil.which(_COMPILER):
        return Path(on_path)
    for variable, folder in _FOLDERS:
        if place := os.environ.get(variable):
            compiler = Path(place) / folder / _COMPILER
            if compiler.is_file():
                return compiler
    raise FileNotFoundError(
        f"The installer for Windows is made by Inno Setup 6, and its {_COMPILER} is not here."
        " Install Inno Setup 6, or add its folder to PATH."
    )
