"""Binaries of Linux: what they need, made smaller, and the data of ICU cut to languages spoken."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

_NEEDED = re.compile(r"\(NEEDED\)\s+Shared library: \[(.+?)\]")
_PLACES = re.compile(r"\((?:RPATH|RUNPATH)\)\s+Library (?:rpath|runpath): \[(.*?)\]")
_VERSION = re.compile(r"\bGLIBC_(\d+)\.(\d+)\b")
_LOAD = re.compile(r"^\s+LOAD\s+0x(\w+)\s+0x(\w+)", re.MULTILINE)
_PAGE = 4096
_DATA = re.compile(r"\.rodata\s+PROGBITS\s+\w+\s+(\w+)\s+(\w+)")
#: What of ICU nothing here asks for: Qt and Babel have names of units and times of their own.
_NOT_ASKED = re.compile(
    r"\.cnv$|\.spp$|^(brkitr|translit|rbnf|curr|unit|lang|region|zone)/|^unames\.icu$"
)
#: How a resource of one language is called; `root.res` and `res_index.res` are of all.
_OF_ONE = re.compile(r"^(?!res_index)[a-z]{2,3}(_|\.res$)")


def needs(path: Path) -> list[str]:
    """The libraries that a binary names as needed, by file name."""
    return _NEEDED.findall(_read(["readelf", "--dynamic", "--wide", str(path)]))


def glibc(paths: Iterable[Path]) -> str:
    """The oldest version of the C library in which all of them run."""
    versions: set[tuple[int, int]] = set()
    for path in paths:
        text = _read(["readelf", "--version-info", "--wide", str(path)])
        versions.update((int(one), int(two)) for one, two in _VERSION.findall(text))
    return ".".join(map(str, max(versions)))


def inside(folder: Path) -> Iterator[Path]:
    """Every binary in a folder, in the order of their paths."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as stream:
                if stream.read(4) == b"\x7fELF":
                    yield path


def strip(folder: Path) -> None:
    """Take out what only debuggers read, where the rest can still be loaded."""
    for path in inside(folder):
        # PyInstaller's programs carry an archive at their end.
        if path.parent == folder:
            continue
        stripped = path.with_name(f"{path.name}.stripped")
        _read(["strip", "--strip-unneeded", "-o", str(stripped), str(path)])
        # Libraries that wheels were given with new paths may come out cut in the wrong places.
        if is_loadable(stripped):
            stripped.replace(path)
        else:
            stripped.unlink()


def forget_places(folder: Path) -> None:
    """Take out where the machine that built a library looks for others: only paths inside stay."""
    for path in inside(folder):
        places = _PLACES.findall(_read(["readelf", "--dynamic", "--wide", str(path)]))
        parts = [part for text in places for part in text.split(":")]
        kept = [part for part in parts if part.startswith("$ORIGIN")]
        if kept == parts:
            continue
        change = ["--set-rpath", ":".join(kept)] if kept else ["--remove-rpath"]
        _read(["patchelf", *change, str(path)])


def is_loadable(path: Path) -> bool:
    """Whether every part that the system maps lies at a whole page of the file."""
    text = _read(["readelf", "--program-headers", "--wide", str(path)])
    parts = [(int(offset, 16), int(place, 16)) for offset, place in _LOAD.findall(text)]
    return bool(parts) and all((place - offset) % _PAGE == 0 for offset, place in parts)


def cut_unicode_data(library: Path, languages: Iterable[str]) -> None:
    """Leave in ICU's data only what is of these languages or of all."""
    spoken = {"en", *(locale.split("_")[0] for locale in languages)}
    name = library.name.removeprefix("libicudata.so.")
    data = _data_of(library)
    with tempfile.TemporaryDirectory() as folder:
        whole, cut = Path(folder) / f"icudt{name}l.dat", Path(folder) / f"cut/icudt{name}l.dat"
        removed, source = Path(folder) / "removed.lst", Path(folder) / "data.s"
        cut.parent.mkdir()
        whole.write_bytes(data)
        items = _read(["icupkg", "--list", str(whole)]).split()
        removed.write_text("".join(f"{item}\n" for item in items if not is_kept(item, spoken)))
        _read(["icupkg", "--remove", str(removed), str(whole), str(cut)])
        source.write_text(
            f".section .rodata\n.balign 16\n.globl icudt{name}_dat\n"
            f".type icudt{name}_dat, %object\n.size icudt{name}_dat, {cut.stat().st_size}\n"
            f'icudt{name}_dat:\n.incbin "{cut}"\n'
            '.section .note.GNU-stack,"",%progbits\n'
        )
        soname = f"-Wl,-soname,{library.name},--build-id=none"
        _read(["gcc", "-shared", "-nostdlib", soname, "-o", str(library), str(source)])


def is_kept(item: str, languages: set[str]) -> bool:
    """Whether an item of ICU's data, such as `coll/uk.res`, is of these languages or of all."""
    if _NOT_ASKED.search(item):
        return False
    name = item.rpartition("/")[2]
    return not _OF_ONE.match(name) or re.split(r"[_.]", name)[0] in languages


def _data_of(library: Path) -> bytes:
    section = _DATA.search(_read(["readelf", "--sections", "--wide", str(library)]))
    if section is None:
        raise ValueError(f"{library} has no data")
    start, size = (int(number, 16) for number in section.groups())
    return library.read_bytes()[start : start + size]


def _read(command: list[str]) -> str:
    result = subprocess.run(  # noqa: S603 - tools of the system, on files of ours
        command, check=False, capture_output=True, text=True, env={**os.environ, "LC_ALL": "C"}
    )
    if result.returncode:
        raise RuntimeError(f"{' '.join(command)}: {result.stderr.strip()}")
    return result.stdout
