"""The program as a process: whatever it is started from, it ends in a sentence, never a trace."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kharkiv_tracker.cli import shared_options
from tests.cases import sample_file

HERE = Path(__file__).parents[2]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="told to a POSIX shell")
ENTRIES = {"incidents": [{"event": {"date": "2022-08-17"}, "district": "Салтівський",
                       "reports": [{"killed": "7", "quote": "Удар → «дім» 🕯"}]}]}  # fmt: skip


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return sample_file(tmp_path / "справа №1.ktcase")


def shell(script: str, *words: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a script in which "$@" is the program's own start, then the case."""
    start = [sys.executable, str(HERE / "main.py")]
    return subprocess.run(  # noqa: S603 - our own words
        ["/bin/bash", "-c", f'kt() {{ "{start[0]}" "{start[1]}" "$@"; }}\n{script}', "bash",
         *map(str, words)],
        capture_output=True, text=True, encoding="utf-8", check=False,
        env={**os.environ, **environment},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("script", "code"),
    [
        ('kt history "$1" --json | head -c 10 >/dev/null', 0),
        ('kt history "$1" | true', 0),
        ('kt totals "$1" >/dev/full', 1),
        ('kt totals "$1" >&-', 0),
        ('kt totals "$1.none" 2>&-', 1),
        ('kt add "$1" - <&-', 1),
        ('kt add "$1" - </dev/null', 1),
        ('kt add "$1" <(echo "{}")', 1),
    ],
)
def test_whatever_its_streams_are_it_ends_without_a_trace(
    case: Path, script: str, code: int
) -> None:
    before = case.read_bytes()
    done = shell(script, case)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr
    assert len(done.stderr.splitlines()) <= 1
    assert case.read_bytes() == before


@pytest.mark.parametrize(
    "surroundings",
    [{"PYTHONOPTIMIZE": "2"}, {"HOME": "", "XDG_CONFIG_HOME": ""}, {"HOME": "/nonexistent"},
     {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
     {"PYTHONIOENCODING": "ascii"}, {"TZ": "Pacific/Auckland"},
     {"PYTHONWARNINGS": "error"}],
    ids=lambda surroundings: " ".join(surroundings),
)  # fmt: skip
def test_totals_and_history_are_the_same_in_any_surroundings(
    case: Path, tmp_path: Path, surroundings: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "told.json").write_text(json.dumps(ENTRIES))
    done = shell('kt add "$1" "$2" --json && kt history "$1" --json', case,
                 tmp_path / "told.json", **surroundings)  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    added, history = map(json.loads, done.stdout.splitlines())
    assert added["incidents"] == ["KHT-2022-08-17-02"]
    last: Any = history["revisions"][-1]
    assert last["changes"]["quote"] == [None, "Удар → «дім» 🕯"]
    author = "unnamed"
    if "XDG_CONFIG_HOME" in surroundings:
        # An empty home is that of whoever runs the tests, who may have given a name.
        for name, value in surroundings.items():
            monkeypatch.setenv(name, value)
        author = shared_options.author_named("")
    assert last["author"] == author


@pytest.mark.parametrize("mask", ["000", "277"])
def test_nobody_but_the_user_may_read_a_new_case(tmp_path: Path, mask: str) -> None:
    done = shell(f'umask {mask}; kt new "$1/a.ktcase"', tmp_path)
    assert done.returncode == 0, done.stderr
    mode = stat.S_IMODE((tmp_path / "a.ktcase").stat().st_mode)
    assert mode == 0o600 & ~int(mask, 8)


def test_a_case_is_found_through_links_and_odd_folders(tmp_path: Path, case: Path) -> None:
    folder = tmp_path / "a #b?c%20d & 'e' \"f\""
    folder.mkdir()
    moved = case.rename(folder / case.name)
    link = tmp_path / "link"
    link.symlink_to(moved)
    done = shell('cd "$1"; kt verify link && kt totals ./link && kt add link - <<<"$2"', tmp_path,
                 json.dumps(ENTRIES))  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert sorted(file.name for file in folder.iterdir()) == [case.name]


def test_a_pipe_may_be_what_is_added(case: Path, tmp_path: Path) -> None:
    (tmp_path / "told.json").write_text(json.dumps(ENTRIES))
    done = shell('kt add "$1" <(cat "$2")', case, tmp_path / "told.json")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("KHT-2022-08-17-02\n")


@pytest.mark.skipif(sys.platform != "linux", reason="names are text there")
def test_a_name_that_is_no_text_is_printed_as_well_as_it_can_be(tmp_path: Path) -> None:
    done = shell("cd \"$1\"; kt new $'\\xff.ktcase' && kt totals $'\\xff.ktcase' --json", tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "\\udcff.ktcase" in done.stdout
