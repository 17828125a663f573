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

from kharkiv_tracker import components, engine_versions
from package import system_parts
from package.product_texts import NAME

#: A place for names that are made into numbers (RFC 9562): the same bundle has the same number.
_SPACE = uuid.UUID("6f1f2a40-6d0c-5b52-9d5f-2b8f0a3f6e3c")
_LIBRARY = re.compile(r"^lib(.+?)-[0-9a-f]{6,}(?:-[0-9a-f]+)?\.so(?:\.([\d.]+))?$|^lib(.+?)\.so")
_ENGINES = {"SQLite", "SQLCipher"}
_VERSION = re.compile(r"\d+(?:\.\d+)+")


def write(content: Path, target: Path, epoch: int) -> None:
    """Write the bill of a bundle whose libraries lie in `content`."""
    parts = components.components()
    program = _component(parts[0], ComponentType.APPLICATION)
    present = [part for part in parts[1:] if _is_in(part, content)]
    entries = {part.key or part.name: _component(part) for part in present}
    for folder in sorted(content.glob("*.libs")):
        owner = entries[folder.name.removesuffix(".libs")]
        owner.components.update(_libraries(folder))
    entries["pyside6-essentials"].components.update(_libraries(content / "PySide6/Qt/lib"))
    if "sqlcipher3" in entries:
        entries["sqlcipher3"].components.update(_engines())
    others = [_bootloader(), *_system(content)]
    bom = Bom(
        components=[*entries.values(), *others],
        serial_number=uuid.uuid5(_SPACE, f"{NAME} {program.version} {sys.platform}"),
    )
    bom.metadata.component = program
    bom.metadata.timestamp = datetime.fromtimestamp(epoch, UTC)
    bom.register_dependency(program, [*entries.values(), *others])
    for part in present:
        needs = [entries[key] for key in part.requires if key in entries]
        bom.register_dependency(entries[part.key or part.name], needs)
    target.write_text(JsonV1Dot6(bom).output_as_string(indent=1) + "\n", "utf-8")


def _is_in(part: components.Component, content: Path) -> bool:
    """Whether a part is in the bundle; installers of packages are not."""
    if not part.is_python_package:
        return True
    stem = re.sub(r"[-_.]+", "_", part.key)
    return any(content.glob(f"{stem}-{part.version}.dist-info"))


def _component(
    part: components.Component, kind: ComponentType = ComponentType.LIBRARY
) -> Component:
    origin = _on_index(part.key, part.version) if part.is_python_package else None
    return _of(part.name, part.version, part.licence, origin, kind)


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
    reference = str(origin) if origin else f"{name}@{version}"
    return Component(
        name=name,
        version=version or None,
        type=kind,
        purl=origin,
        bom_ref=reference,
        licenses=[LicenseFactory().make_from_string(licence)] if licence else (),
    )


def _libraries(folder: Path) -> Iterator[Component]:
    """Libraries that a Python package brings along, by the names of their files."""
    for path in sorted(folder.glob("*.so*")):
        if match := _LIBRARY.match(path.name):
            name = match[1] or match[3]
            version = match[2] or path.name.partition(".so.")[2]
            component = _of(name, version, "")
            component.bom_ref.value = f"{folder.name}/{path.name}"
            yield component


def _engines() -> Iterator[Component]:
    """SQLite and SQLCipher, which are inside a module of Python, with what encrypts for them."""
    for name, version in engine_versions.versions():
        if name in _ENGINES and (numbers := _VERSION.findall(version)):
            yield _of(name, numbers[0], "")
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
        yield _of(package.name, package.version, "", origin)
