"""Builds of the packages, each from a clone of its own in a folder of its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.package.fresh_debian import call

ROOT = Path(__file__).parents[2]
_PYTHON = ROOT / ".venv-package" / "bin" / "python"
_VERSION = re.compile(r'^__version__ = "(\d+)\.(\d+)\.(\d+)"$', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Build:
    """What one build made."""

    version: str
    out: Path
    bundle: Path

    @property
    def package(self) -> Path:
        """The package for Debian."""
        (path,) = self.out.glob("*.deb")
        return path

    @property
    def wheel(self) -> Path:
        (path,) = self.out.glob("*.whl")
        return path

    @property
    def bill(self) -> Path:
        (path,) = self.out.glob("*.cdx.json")
        return path


def make(folder: Path, before: bool = False) -> Build:
    """Clone what is committed and build it; `before` gives it the number of a version before."""
    source = folder / "source"
    call("git", "clone", "--quiet", str(ROOT), str(source))
    module = source / "kharkiv_tracker" / "__init__.py"
    text = module.read_text(encoding="utf-8")
    numbers = _VERSION.search(text)
    assert numbers, "the version is not in its place"
    version = ".".join(numbers.groups())
    if before:
        version = version_before(*map(int, numbers.groups()))
        module.write_text(_VERSION.sub(f'__version__ = "{version}"', text), encoding="utf-8")
    out, work = folder / "out", folder / "work"
    paths = ["--source", str(source), "--out", str(out), "--work", str(work)]
    subprocess.run(  # noqa: S603 - the environment that makes packages
        [str(_PYTHON), "-m", "package", *paths, "--only", "deb"],
        check=True,
        cwd=source,
        env={**os.environ, "PYTHONPATH": str(source / ".ci")},
        stdout=sys.stderr,
    )
    return Build(version, out, work / "made" / "kharkiv-tracker")


def version_before(major: int, minor: int, patch: int) -> str:
    """A version that comes before this one."""
    if patch:
        return f"{major}.{minor}.{patch - 1}"
    return f"{major}.{minor - 1}.0" if minor else f"{major - 1}.0.0"


def differences(one: Path, other: Path) -> list[str]:
    """The files of two folders that are not the same, with how many bytes differ."""
    names = [{str(path.relative_to(root)) for path in root.rglob("*")} for root in (one, other)]
    result = [f"only in one: {name}" for name in sorted(names[0] ^ names[1])]
    for name in sorted(names[0] & names[1]):
        first, second = one / name, other / name
        if first.is_symlink() or second.is_symlink():
            same = (
                first.is_symlink() and second.is_symlink() and first.readlink() == second.readlink()
            )
        elif first.is_dir():
            same = second.is_dir()
        else:
            same = first.read_bytes() == second.read_bytes()
        if not same:
            result.append(f"differs: {name}")
    return result
