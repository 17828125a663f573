"""The versions of the engines are those that are loaded, and are listed without loading them."""

import builtins
import platform
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import matplotlib as mpl
import PySide6
import pytest
import sqlcipher3

from kharkiv_tracker import i18n
from kharkiv_tracker.cli import main
from kharkiv_tracker.store import engine_versions

ROOT = Path(__file__).parents[2]

NAMES = ["SQLite", "SQLCipher", "Python", "Qt for Python", "Typst", "matplotlib"]


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    engine_versions.versions.cache_clear()
    yield
    engine_versions.versions.cache_clear()


def test_each_engine_has_the_version_that_it_says_itself() -> None:
    versions = dict(engine_versions.versions())
    assert list(versions) == NAMES
    assert versions["SQLite"] == sqlcipher3.sqlite_version
    assert versions["Python"] == platform.python_version()
    assert versions["Qt for Python"] == PySide6.__version__
    assert versions["matplotlib"] == mpl.__version__
    assert versions["Typst"]
    # With the library whose ciphers it uses.
    assert versions["SQLCipher"].startswith("4.")
    assert "(OpenSSL 3." in versions["SQLCipher"]


def test_what_cannot_be_loaded_is_named_and_the_call_succeeds(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    load = builtins.__import__

    def refuse(name: str, *arguments: object) -> object:
        if name == "sqlcipher3":
            raise ImportError(name)
        return load(name, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", refuse)
    monkeypatch.setattr(sys, "path", ["", "/nowhere", *sys.path[:0]])
    assert main(["--version"]) == 0
    first, *lines = capsys.readouterr().out.splitlines()
    assert first.startswith("kharkiv-tracker ")
    assert lines == [
        "SQLite not available",
        "SQLCipher not available",
        f"Python {platform.python_version()}",
        "Qt for Python not available",
        "Typst not available",
        "matplotlib not available",
    ]


def test_a_folder_that_cannot_be_listed_hides_nothing_else(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "Typst-9.8.7.dist-info").mkdir()
    (tmp_path / "pyside6_essentials-6.5.dist-info").mkdir()
    (tmp_path / "archive.zip").touch()
    monkeypatch.setattr(sys, "path", [str(tmp_path / "archive.zip"), str(tmp_path)])
    versions = dict(engine_versions.versions())
    assert (versions["Typst"], versions["Qt for Python"]) == ("9.8.7", "6.5")
    assert versions["matplotlib"] == ""


def test_the_lines_are_the_same_in_every_language(capsys: pytest.CaptureFixture[str]) -> None:
    outputs = set()
    for language in i18n.LANGUAGES:
        i18n.activate(language)
        assert main(["--version"]) == 0
        assert main(["--lang", language, "--version"]) == 0
        output = capsys.readouterr().out
        outputs |= {output[: len(output) // 2], output[len(output) // 2 :]}
    assert len(outputs) == 1


def test_nothing_heavy_is_loaded_for_a_version() -> None:
    code = (
        "import sys; from kharkiv_tracker.store import engine_versions; engine_versions.lines();"
        "print(*sys.modules)"
    )
    loaded = set(run(code).split())
    assert loaded.isdisjoint({"PySide6", "matplotlib", "typst", "numpy"})


def test_without_the_database_engine_the_version_of_the_program_is_printed() -> None:
    code = "import sys; sys.modules['sqlcipher3'] = None; from kharkiv_tracker.cli import main;"
    done = run(f"{code} sys.exit(main(['--version']))")
    first, *lines = done.splitlines()
    assert first.startswith("kharkiv-tracker ")
    assert lines == ["SQLite not available"]


def run(code: str) -> str:
    """What a program prints that succeeds."""
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return done.stdout
