"""The libraries of the system that a bundle for Linux contains, and those it needs there."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sysconfig
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from package import elf_files

#: Debian's packages that are used only where they are installed: without them nothing is printed.
_NOT_ASKED_FOR = {"libcups2"}
_FIELD = re.compile(r"^License:[ \t]*(\S.*?)[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Package:
    """A package of Debian."""

    name: str
    version: str


def contained(content: Path) -> dict[Package, list[str]]:
    """The packages that libraries at the top of a bundle are from, with the names of these."""
    result: dict[Package, list[str]] = {}
    for path in sorted(content.glob("*.so*")):
        # Python is listed by itself, and may not be that of the system.
        if path.is_symlink() or path.name.startswith("libpython"):
            continue
        if package := _package_of(path.name):
            result.setdefault(package, []).append(path.name)
    return result


def needed(folder: Path) -> tuple[list[str], list[str]]:
    """What a package of the bundle depends on, and what it recommends, as Debian names them."""
    binaries = list(elf_files.inside(folder))
    present = {path.name for path in folder.rglob("*.so*")}
    missing = {name for path in binaries for name in elf_files.needs(path)} - present
    packages = {package.name for name in missing if (package := _package_of(name))}
    packages.discard("libc6")
    depends = [f"libc6 (>= {elf_files.glibc(binaries)})", *sorted(packages - _NOT_ASKED_FOR)]
    # Times are of Kyiv.
    return [*depends, "tzdata"], sorted(packages & _NOT_ASKED_FOR)


def write_parts(content: Path, folder: Path) -> None:
    """Write what About lists besides Python packages: `parts.json`, and the text of each."""
    folder.mkdir(parents=True, exist_ok=True)
    parts = []
    for package in contained(content):
        copy = folder / f"{package.name}.txt"
        shutil.copyfile(_copyright(package), copy)
        parts.append(
            {
                "name": package.name,
                "version": package.version,
                "licence": licence_of(package),
                "file": copy.name,
            }
        )
    (folder / "parts.json").write_text(json.dumps(parts, indent=1) + "\n", "utf-8")


def licence_of(package: Package) -> str:
    """The licences of a package, as Debian names them."""
    return ", ".join(licences(_copyright(package).read_text("utf-8", "replace")))


def licences(text: str) -> list[str]:
    """The short names in a copyright file of Debian, without those of its packaging alone."""
    return sorted(set(_FIELD.findall(text)))


def _copyright(package: Package) -> Path:
    return Path("/usr/share/doc") / package.name / "copyright"


def _package_of(library: str) -> Package | None:
    """The package that a library of this system is from; None for one of no package."""
    for folder in _folders():
        path = folder / library
        if path.exists():
            for place in (path, path.resolve()):
                answer = _ask(["dpkg-query", "--search", str(place)])
                for name in re.findall(r"^(\S+?)(?::\w+)?: ", answer, re.MULTILINE):
                    version = _ask(["dpkg-query", "--show", "--showformat=${Version}", name])
                    return Package(name, version)
    return None


def _folders() -> Iterable[Path]:
    """Where the libraries of this system lie, as dpkg names the folders."""
    machine = sysconfig.get_config_var("MULTIARCH") or ""
    return [Path(root) / machine for root in ("/lib", "/usr/lib")]


def _ask(command: list[str]) -> str:
    result = subprocess.run(  # noqa: S603 - tools of the system
        command, check=False, capture_output=True, text=True
    )
    return result.stdout
