"""What wheels say is inside their libraries, in bills of materials of their own (PEP 770)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Part:
    """A library inside a wheel; `origin` is a package URL, or "" where none is stated."""

    name: str
    version: str
    licence: str
    origin: str
    is_sure: bool
    """Whether it is in every build of the package; only its file proves another."""

    @property
    def short_name(self) -> str:
        """The name as a file of the library has it: `libjpeg / libjpeg-turbo` is jpeg."""
        return self.name.split(" / ")[0].removeprefix("lib").lower()


def parts(key: str) -> Iterator[Part]:
    """What the wheel of an installed package contains of others, without its own modules."""
    for file in metadata.files(key) or ():
        if ".dist-info/sboms/" in file.as_posix() and file.suffix == ".json":
            bill = json.loads(Path(file.locate()).read_bytes())
            for component in bill.get("components", ()):
                # Modules of the package itself, and its copies of small libraries for them.
                reference = component.get("purl") or component.get("bom-ref", "")
                if component["type"] == "library" and not reference.startswith("pkg:pypi/"):
                    # What follows names folders of the machine that built it.
                    yield _part(component, component.get("purl", "").partition("?")[0])


def _part(component: Mapping[str, Any], origin: str) -> Part:
    licences = [
        entry.get("expression") or entry["license"].get("id") or entry["license"].get("name", "")
        for entry in component.get("licenses", ())
    ]
    is_sure = component.get("scope", "required") == "required"
    version = component.get("version", "")
    return Part(component["name"], version, " AND ".join(licences), origin, is_sure)
