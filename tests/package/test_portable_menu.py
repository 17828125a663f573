"""The script of the archive that puts the program into the menu of one user, and takes it out."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / ".ci" / "package" / "linux" / "menu"
NAME = "kharkiv-tracker"
ENTRY = f"applications/{NAME}.desktop"
TEXT = f"[Desktop Entry]\nType=Application\nName=Kharkiv Tracker\nExec={NAME} open %f\n"
FILES = {
    ENTRY: TEXT,
    f"mime/packages/{NAME}.xml": "<mime-info/>",
    f"icons/hicolor/48x48/apps/{NAME}.png": "picture",
}
PATHS = [
    "plain",
    "two words",
    'it\'s 100% "mine"',
    "a $HOME of `id` & more",
    "back\\slash | bar \\n",
    "тека «Харків»",
    "%f %%",
    "-dash",
]
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the archive is for Linux")


def unpacked(parent: Path) -> Path:
    """A folder like that of the archive, whose program writes what it was called with."""
    folder = parent / NAME
    for file, text in FILES.items():
        path = folder / "share" / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    shutil.copy(SCRIPT, folder / "menu")
    program = folder / NAME
    program.write_text('#!/bin/sh\nprintf "%s\\n" "$0" "$@" >"$RESULT"\n', "utf-8")
    program.chmod(0o755)
    return folder


def run(folder: Path, verb: str, data: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "XDG_DATA_HOME": str(data), "CDPATH": "/"}
    command = ["./menu", *([verb] if verb else [])]
    return subprocess.run(  # noqa: S603 - a script of ours
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def words(entry: Path) -> list[str]:
    """The words of the command in an entry, read in the order of the specification: the escapes of
    a text, then quotes, then field codes.
    """
    (line,) = (line for line in entry.read_text("utf-8").splitlines() if line.startswith("Exec="))
    value = unescaped(line.removeprefix("Exec="), {"s": " ", "n": "\n", "t": "\t", "\\": "\\"})
    return [word.replace("%%", "%") for word in split(value)]


def unescaped(value: str, escapes: dict[str, str]) -> str:
    """A text without its escapes; raises KeyError for one that the specification does not have."""
    signs = iter(value)
    return "".join(escapes[next(signs)] if sign == "\\" else sign for sign in signs)


def split(value: str) -> list[str]:
    """The words of a command: in double quotes a backslash makes a sign plain, and the signs that
    need one have it.
    """
    result, word, is_quoted = [], "", False
    signs = iter(value)
    for sign in signs:
        if is_quoted and sign == "\\":
            plain = next(signs)
            assert plain in '"`$\\', f"\\{plain} is not an escape"
            word += plain
        elif is_quoted and sign in "`$":
            raise AssertionError(f"{sign} needs a backslash")
        elif sign == '"':
            is_quoted = not is_quoted
        elif sign == " " and not is_quoted:
            result.append(word)
            word = ""
        else:
            word += sign
    assert not is_quoted
    return [*result, word]


@pytest.mark.parametrize("name", PATHS)
def test_the_entry_names_the_program_in_any_folder(tmp_path: Path, name: str) -> None:
    folder = unpacked(tmp_path / name)
    data = tmp_path / "data of user"
    result = run(folder, "add", data)
    assert (result.returncode, result.stdout) == (0, ""), result.stderr
    command = words(data / ENTRY)
    # The first word is looked for before field codes are read.
    is_behind = command[0] == "env"
    assert is_behind == ("%" in name)
    assert command[is_behind:] == [str(folder / NAME), "open", "%f"]


@pytest.mark.skipif(not shutil.which("gio"), reason="GLib's own launcher is not installed")
@pytest.mark.parametrize("name", PATHS)
def test_the_desktop_starts_the_program(tmp_path: Path, name: str) -> None:
    folder = unpacked(tmp_path / name)
    run(folder, "add", tmp_path / "data")
    case, result = tmp_path / "my case.ktcase", tmp_path / "result"
    case.touch()
    # Without a session it starts the program as a child, whose end is waited for by its pipe.
    session = {"RESULT": str(result), "DBUS_SESSION_BUS_ADDRESS": "unix:path=/dev/null"}
    subprocess.run(  # noqa: S603 - a tool of the system
        ["/usr/bin/env", "gio", "launch", str(tmp_path / "data" / ENTRY), str(case)],
        env={**os.environ, **session},
        check=True,
        capture_output=True,
        timeout=20,
    )
    assert result.read_text("utf-8").splitlines() == [str(folder / NAME), "open", str(case)]


def test_what_was_added_is_removed_and_nothing_else(tmp_path: Path) -> None:
    folder, data = unpacked(tmp_path / "two words"), tmp_path / "data"
    others = [data / "applications" / "other.desktop", data / "icons" / "hicolor" / "index.theme"]
    for path in others:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("[Desktop Entry]\nType=Application\nName=Other\nExec=true\n")
    assert run(folder, "add", data).returncode == 0
    assert all((data / file).is_file() for file in FILES)
    assert run(folder, "add", data).returncode == 0
    assert run(folder, "remove", data).returncode == 0
    assert run(folder, "remove", data).returncode == 0
    assert not [path for path in data.rglob("*") if NAME in path.name]
    texts = [path.read_bytes() for path in data.rglob("*") if path.is_file()]
    assert not [text for text in texts if NAME.encode() in text]
    assert all(path.is_file() for path in others)
    assert (folder / NAME).is_file()


@pytest.mark.parametrize("name", ["a=b", "two\nlines"])
def test_a_folder_that_no_entry_can_name_is_refused_in_a_sentence(
    tmp_path: Path, name: str
) -> None:
    result = run(unpacked(tmp_path / name), "add", tmp_path / "data")
    assert result.returncode == 1
    assert "Move this folder" in result.stderr
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("verb", ["", "Add", "--help"])
def test_anything_else_shows_the_usage(tmp_path: Path, verb: str) -> None:
    result = run(unpacked(tmp_path), verb, tmp_path / "data")
    assert (result.returncode, result.stderr) == (2, "Usage: ./menu add|remove\n")
    assert not (tmp_path / "data").exists()
