"""What the program is made of, and under which licences: read from what is installed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path

from kharkiv_tracker import __version__, paths

_OURS = "kharkiv-tracker"
_NAME = re.compile(r"[A-Za-z0-9._-]+")
_FILE = re.compile(r"(^|/)(licen[cs]es?|copying|notice)([./_-]|$)", re.IGNORECASE)
_CLASSIFIER = "License :: OSI Approved :: "
#: A longer field has the text of the licence and not its name.
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Component:
    """The program, its typeface or a library; `licence` is a name, "" where none is stated."""

    name: str
    version: str
    licence: str
    files: tuple[Path, ...]

    @property
    def text(self) -> str:
        """The text of its licence; "" where none is installed with it."""
        texts = (path.read_text(encoding="utf-8", errors="replace") for path in self.files)
        return "\n\n".join(texts)


@cache
def components() -> tuple[Component, ...]:
    """The program, the typeface, then the libraries by name."""
    typeface = paths.resources() / "fonts" / "OFL.txt"
    return (
        Component("Kharkiv Tracker", __version__, "Apache-2.0", _own_licence()),
        Component("Inter", "", "OFL-1.1", (typeface,)),
        *sorted(_libraries(), key=lambda one: one.name.casefold()),
    )


def _own_licence() -> tuple[Path, ...]:
    beside = paths.resources().parent / "LICENSE"
    if beside.is_file():
        return (beside,)
    installed = _distribution(_OURS)
    files = _licence_files(installed) if installed else ()
    return tuple(path for path in files if path.name == "LICENSE")


def _libraries() -> Iterator[Component]:
    ours = _distribution(_OURS)
    for requirement in (ours.requires or ()) if ours else ():
        name = _NAME.match(requirement)
        # What is only for developers has a marker with its group.
        if name is None or "extra ==" in requirement:
            continue
        if library := _distribution(name[0]):
            yield Component(name[0], library.version, _licence(library), _licence_files(library))


def _distribution(name: str) -> metadata.Distribution | None:
    try:
        return metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return None


def _licence(library: metadata.Distribution) -> str:
    """The name of its licence, in the field of today, of yesterday, or by classifier."""
    fields = library.metadata
    for key in ("License-Expression", "License"):
        value = " ".join(str(value) for value in fields.get_all(key) or ()).strip()
        if value and len(value) <= _LONGEST and "\n" not in value:
            return value
    names = [
        value.removeprefix(_CLASSIFIER)
        for value in fields.get_all("Classifier") or ()
        if value.startswith(_CLASSIFIER)
    ]
    return ", ".join(names)


def _licence_files(library: metadata.Distribution) -> tuple[Path, ...]:
    files = [file for file in library.files or () if _FILE.search(str(file))]
    places = (Path(str(library.locate_file(file))) for file in files if ".dist-info" in str(file))
    return tuple(path for path in places if path.is_file())
