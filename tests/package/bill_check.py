"""The bill of materials as other tools see it: its schema, the Python packages, every library."""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

#: The program, whose entry has no origin, as an index of Python would call it.
_NAME = "kharkiv-tracker"
_HERE = Path(__file__).parent
#: Another generator of bills, by other authors than the library that writes ours.
_GENERATOR = "cyclonedx-bom==7.5.0"
#: It starts the program, and is of no package of Python there.
_BOOTLOADER = "pyinstaller"
_LIBRARY = re.compile(r"\.so(\.[\d.]+)?$")
_SONAME = re.compile(r"(.+)\.so\.([\d.]+)$")

Component = Mapping[str, Any]


def check(bill: Path, content: Path) -> list[str]:
    """What differs between a bill and the bundle whose libraries are in `content`.

    Needs node and npm, and an index of Python packages and one of JavaScript's.
    """
    text = json.loads(bill.read_text("utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        return [
            *_schema_flaws(bill, Path(folder)),
            *package_flaws(text, _generated(content, Path(folder))),
            *library_flaws(text, content),
        ]


def components(parent: Component) -> Iterator[Component]:
    """The components of a bill or a component, and theirs."""
    for part in parent.get("components", ()):
        yield part
        yield from components(part)


def package_flaws(bill: Component, packages: Iterable[Component]) -> Iterator[str]:
    """What differs in the Python packages, of which `packages` has those of the bundle."""
    program = bill["metadata"]["component"]
    theirs = {package["purl"]: package for package in packages}
    listed = {
        part["purl"]: part
        for part in components(bill)
        if part.get("purl", "").startswith("pkg:pypi/")
    }
    ours = f"pkg:pypi/{_NAME}@{program.get('version')}"
    if theirs.pop(ours, None) is None:
        yield f"The bill is of {program.get('version')}, which is not in the bundle."
    for purl in sorted(theirs.keys() - listed.keys()):
        yield f"{purl} is in the bundle and not in the bill."
    for purl in sorted(listed.keys() - theirs.keys()):
        if not purl.startswith(f"pkg:pypi/{_BOOTLOADER}@"):
            yield f"{purl} is in the bill and not in the bundle."
    for purl in sorted(theirs.keys() & listed.keys()):
        for field in ("name", "version"):
            if listed[purl].get(field) != theirs[purl].get(field):
                yield f"{purl} has another {field} in the bill: {listed[purl].get(field)}"
        if not listed[purl].get("licenses"):
            yield f"{purl} has no licence in the bill."


def library_flaws(bill: Component, content: Path) -> Iterator[str]:
    """The libraries in the folder of a bundle that belong to no component of the bill."""
    origins = {part["purl"].partition("?")[0] for part in components(bill) if "purl" in part}
    names = {part["name"] for part in components(bill)}
    references = {part.get("bom-ref", "") for part in components(bill)}
    files = {reference.rpartition("/")[2] for reference in references}
    owners = _owners(content)
    for path in sorted(content.rglob("*.so*")):
        if path.is_symlink() or not _LIBRARY.search(path.name):
            continue
        place = path.relative_to(content).as_posix()
        if owner := owners.get(place):
            if owner not in origins:
                yield f"{place} is of {owner}, which is not in the bill."
            is_brought = path.parent.name.endswith(".libs") or place.startswith("PySide6/Qt/lib/")
            if is_brought and path.name not in files:
                yield f"{place} is of another project, and is not in the bill by itself."
        elif path.name.startswith("libpython") or "lib-dynload" in path.parts:
            if "Python" not in names:
                yield f"{place} is of Python, which is not in the bill."
        elif not any(
            origin.startswith(f"pkg:deb/debian/{_debian(path.name)}@") for origin in origins
        ):
            yield f"{place} is of no component of the bill."


def _owners(content: Path) -> dict[str, str]:
    """The purl of the Python package of each file, by the lists in their folders."""
    owners = {}
    for record in content.glob("*.dist-info/RECORD"):
        name, _, version = record.parent.name.removesuffix(".dist-info").rpartition("-")
        purl = f"pkg:pypi/{re.sub(r'[-_.]+', '-', name).lower()}@{version}"
        for place, *_rest in csv.reader(record.read_text("utf-8").splitlines()):
            owners[place] = purl
    return owners


def _debian(file_name: str) -> str:
    """The package of Debian that a library is in, by its name (Debian Policy, 8.1)."""
    match = _SONAME.match(file_name)
    if match is None:
        return file_name
    name = match[1].lower().replace("_", "-")
    return f"{name}{'-' if name[-1].isdigit() else ''}{match[2]}"


def _schema_flaws(bill: Path, folder: Path) -> Iterator[str]:
    """What the JavaScript implementation of CycloneDX says against it."""
    for name in ("package.json", "bill_validator.mjs"):
        shutil.copy(_HERE / name, folder)
    options = ["--silent", "--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts"]
    # What reads and writes XML is optional, and is compiled.
    _run(["npm", "install", *options, "--omit=optional", "--prefix", str(folder)])
    for flaw in json.loads(_run(["node", str(folder / "bill_validator.mjs"), str(bill.resolve())])):
        yield f"Schema: {flaw.get('instancePath')} {flaw.get('message')} {flaw.get('params')}"


def _generated(content: Path, folder: Path) -> list[Component]:
    """The Python packages of a bundle, as the other generator lists them."""
    tool, bare, target = folder / "tool", folder / "bare", folder / "generated.json"
    _run([sys.executable, "-m", "venv", str(tool)])
    _run([str(tool / "bin" / "python"), "-m", "pip", "install", "--quiet", _GENERATOR])
    # It lists what an interpreter finds, so that one gets the folders of the bundle and no other.
    _run([sys.executable, "-m", "venv", "--without-pip", str(bare)])
    (packages,) = bare.glob("lib/python*/site-packages")
    for info in content.glob("*.dist-info"):
        shutil.copytree(info, packages / info.name)
    command = [str(tool / "bin" / "cyclonedx-py"), "environment", "--sv", "1.6", "--short-PURLs"]
    _run([*command, "--output-file", str(target), str(bare / "bin" / "python")])
    return list(components(json.loads(target.read_text("utf-8"))))


def _run(command: list[str]) -> str:
    result = subprocess.run(  # noqa: S603 - tools in fixed versions
        command, check=False, capture_output=True, text=True
    )
    if result.returncode:
        raise RuntimeError(f"{' '.join(command)}: {result.stdout}{result.stderr}")
    return result.stdout


if __name__ == "__main__":
    for line in check(Path(sys.argv[1]), Path(sys.argv[2])):
        sys.stdout.write(f"{line}\n")
