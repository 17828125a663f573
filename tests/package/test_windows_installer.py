"""The installer for Windows: its script names what the bundle and the program have, and no more."""

import os
import re
import sys
from pathlib import Path

import pytest
from package import bundle, icon_files, product_texts, windows_installer

from kharkiv_tracker import files, languages, paths

ICONS = paths.resources() / "icons"
TEXT = windows_installer.SCRIPT.read_text(encoding="utf-8-sig")
DEFINES = dict(re.findall(r'^#define (\w+) "(.*)"$', TEXT, re.MULTILINE))
PASSED = set(re.findall(r"^#ifndef (\w+)$", TEXT, re.MULTILINE))
#: How Inno Setup calls its own translations.
TRANSLATIONS = {"en": "compiler:Default.isl", "uk": r"compiler:Languages\Ukrainian.isl"}
#: A compiler that writes down what it was called with.
COMPILER = """#!/bin/sh
for argument in "$@"; do
    case $argument in
        /DIcons=*) ls "${argument#/DIcons=}" >"$RECORD.icons" ;;
    esac
    printf '%s\\n' "$argument" >>"$RECORD"
done
"""


def expanded(text: str) -> str:
    """A text of the script with what it defines itself put in."""
    return re.sub(r"\{#(\w+)\}", lambda match: DEFINES.get(match[1], match[0]), text)


def section(name: str) -> list[str]:
    """The lines of one section of the script, without comments."""
    match = re.search(rf"^\[{name}\]$(.*?)(?=^\[|\Z)", TEXT, re.MULTILINE | re.DOTALL)
    assert match
    lines = (line.strip() for line in match[1].splitlines())
    return [expanded(line) for line in lines if line and not line.startswith(";")]


def setup() -> dict[str, str]:
    return dict(line.split("=", 1) for line in section("Setup"))


def programs() -> set[str]:
    """What the bundle for Windows starts with, as its recipe names them."""
    recipe = windows_installer.SCRIPT.parent.with_name("bundle.spec").read_text(encoding="utf-8")
    values = {"NAME": product_texts.NAME, "TITLE": product_texts.TITLE}
    used = set(re.findall(r"EXE\(.*?name=(\w+)", recipe))
    return {f"{values[name]}.exe" for name in used}


def test_it_names_the_programs_of_the_bundle() -> None:
    lines = [
        line for name in ("InstallDelete", "Icons", "Registry", "Run") for line in section(name)
    ]
    named = set(re.findall(r"[\w -]+\.exe", "\n".join(lines)))
    assert named == programs()


def test_it_names_the_icons_that_are_made_for_it() -> None:
    named = set(re.findall(r"([\w-]+)\.ico\b", "\n".join(section("Setup") + section("Files"))))
    assert named == {icon_files.APP, icon_files.CASE_FILE}


def test_case_files_are_opened_by_the_window_and_given_back() -> None:
    keys = section("Registry")
    suffixes = set(re.findall(r"(?<=Classes\\)\.\w+", "\n".join(keys)))
    assert suffixes == {files.CASE_SUFFIX}
    (command,) = (line for line in keys if "\\command" in line)
    assert '"""{app}\\Kharkiv Tracker.exe"" open ""%1"""' in command
    # Of this user, or of all users if it is installed for all.
    assert all(line.startswith("Root: HKA;") for line in keys)
    removed = [
        re.search(r'Subkey: "(.*?)"', line)[1] for line in keys if "uninsdeletekey;" in f"{line};"
    ]
    for line in keys:
        key = re.search(r'Subkey: "(.*?)"', line)[1]
        is_inside = any(key == whole or key.startswith(f"{whole}\\") for whole in removed)
        assert is_inside or "uninsdeletevalue" in line, line


def test_it_speaks_the_languages_of_the_program() -> None:
    entries = dict(
        re.search(r'Name: "(\w+)"; MessagesFile: "(.+)"', line).groups()
        for line in section("Languages")
    )
    assert entries == {code: TRANSLATIONS[code] for code in languages.spoken()}
    names = [line.partition(".")[0] for line in section("CustomMessages")]
    assert sorted(names) == sorted(entries)


def test_it_has_a_byte_order_mark() -> None:
    assert windows_installer.SCRIPT.read_bytes().startswith(b"\xef\xbb\xbf; ")


def test_it_needs_no_administrator() -> None:
    values = setup()
    assert values["PrivilegesRequired"] == "lowest"
    assert values["PrivilegesRequiredOverridesAllowed"] == "dialog"
    assert "{commonpf}" not in TEXT


def test_windows_knows_that_one_version_replaces_another() -> None:
    # A new number would install the program a second time beside the first.
    assert setup()["AppId"] == "{{F9A86B28-8FF4-48B4-987B-66A7DC63CCC2}"


def test_an_update_removes_the_libraries_of_the_version_before_and_nothing_else() -> None:
    (line,) = section("InstallDelete")
    assert 'Name: "{app}\\_internal"' in line
    assert "Check: FileExists(" in line
    assert bundle.inside(Path("made")).name == "_internal"
    assert "[UninstallDelete]" not in TEXT


def test_it_has_no_path_of_one_machine_and_no_address() -> None:
    assert not re.search(r"\b[A-Za-z]:\\|\\\\\w|\s/\w+/|https?:", re.sub(r"(?m)^;.*$", "", TEXT))


@pytest.mark.parametrize(
    ("version", "expected"), [("1.2.3", "1.2.3"), ("0.2", "0.2.0"), ("1.4.0rc2", "1.4.0")]
)
def test_windows_compares_three_numbers(version: str, expected: str) -> None:
    assert windows_installer.numbers(version) == expected


@pytest.mark.skipif(sys.platform == "win32", reason="the compiler is a shell script here")
def test_the_compiler_gets_what_the_script_asks_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiler, record = tmp_path / "ISCC.exe", tmp_path / "record"
    compiler.write_text(COMPILER)
    compiler.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    monkeypatch.setenv("RECORD", str(record))
    made, target = tmp_path / "kharkiv-tracker", tmp_path / "dist" / "setup-1.2.3-setup.exe"
    windows_installer.make(made, "1.2.3", ICONS, target)
    arguments = record.read_text().splitlines()
    values = dict(line[2:].split("=", 1) for line in arguments if line.startswith("/D"))
    assert values.keys() == PASSED
    assert (values["Version"], values["Bundle"]) == ("1.2.3", str(made))
    assert f"/O{target.parent}" in arguments
    assert "/Fsetup-1.2.3-setup" in arguments
    assert arguments[-1] == str(windows_installer.SCRIPT)
    icons = (tmp_path / "record.icons").read_text().split()
    assert icons == ["app.ico", "case-file.ico"]


def test_a_compiler_that_is_not_on_the_path_is_looked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiler = tmp_path / "Inno Setup 6" / "ISCC.exe"
    compiler.parent.mkdir()
    compiler.touch()
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("ProgramFiles(x86)", str(tmp_path))
    assert windows_installer.find_compiler() == compiler


def test_a_missing_compiler_is_named_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    for name in ("ProgramFiles(x86)", "ProgramFiles", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(
        FileNotFoundError, match=r"Install Inno Setup 6, or add its folder to PATH\."
    ):
        windows_installer.find_compiler()
