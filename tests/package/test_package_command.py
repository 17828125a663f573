"""`python -m package`: what cannot be made is refused in a sentence, before minutes of work."""

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from package import __main__ as command

ROOT = Path(__file__).parents[2]
HOME = ROOT / ".ci" / "package"
LINES = 400


def test_an_unknown_kind_is_refused_before_anything_is_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = tmp_path / "made" / "bundle"
    ours.parent.mkdir()
    ours.touch()
    monkeypatch.setattr(sys, "argv", ["package", "--only", "bundle,rpm", "--work", str(tmp_path)])
    with pytest.raises(SystemExit, match="There is no package called rpm here"):
        command.main()
    assert ours.is_file()


def test_only_what_was_made_there_is_removed_from_a_folder_of_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    ours, others = tmp_path / "work" / "made" / "bundle", tmp_path / "work" / "notes.txt"
    ours.parent.mkdir(parents=True)
    ours.touch()
    others.touch()
    # It is changed in its place.
    monkeypatch.setattr(sys, "path", [*sys.path])
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    empty = tmp_path / "empty"
    empty.mkdir()
    folders = ["--source", str(empty), "--out", str(tmp_path / "out"), "--work"]
    monkeypatch.setattr(sys, "argv", ["package", *folders, str(others.parent)])
    with pytest.raises(SystemExit, match="failed; what it wrote is above"):
        command.main()
    assert str(empty) in capfd.readouterr().err
    assert not ours.exists()
    assert others.is_file()


def test_a_missing_program_is_named_in_a_sentence() -> None:
    with pytest.raises(FileNotFoundError) as caught:
        subprocess.run(["no-such-program-here"], check=True)  # noqa: S607
    assert command.sentence(caught.value).startswith("The program no-such-program-here is missing")


def test_a_sentence_of_our_own_is_left_as_it_is() -> None:
    assert command.sentence(FileNotFoundError("Install Inno Setup 6.")) == "Install Inno Setup 6."


def test_a_program_that_failed_is_named() -> None:
    error = subprocess.CalledProcessError(2, ["/usr/bin/dpkg-deb", "--build"])
    assert command.sentence(error).startswith("dpkg-deb failed")


@pytest.mark.parametrize("path", ["", "nowhere"])
def test_without_git_the_time_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path / path))
    with pytest.raises(SystemExit, match="Set SOURCE_DATE_EPOCH"):
        command.epoch(tmp_path)


@pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
def test_the_time_is_that_of_the_last_commit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(SystemExit, match="not a checkout"):
        command.epoch(tmp_path)
    git = ["git", "-C", str(tmp_path), "-c", "user.name=A", "-c", "user.email=a@example.org"]
    day = {**os.environ, "GIT_COMMITTER_DATE": "1700000000 +0200"}
    for verb in (["init", "-q"], ["commit", "-q", "--allow-empty", "-m", "One"]):
        subprocess.run([*git, *verb], check=True, env=day)  # noqa: S603 - git of the system
    assert command.epoch(tmp_path) == 1_700_000_000


def test_the_environment_says_the_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1234")
    assert command.epoch(tmp_path) == 1234
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    with pytest.raises(SystemExit, match="not a time"):
        command.epoch(tmp_path)


@pytest.mark.parametrize("path", sorted(HOME.glob("*.py")), ids=lambda path: path.stem)
def test_each_module_is_short_and_says_what_it_is(path: Path) -> None:
    text = path.read_text("utf-8")
    assert ast.get_docstring(ast.parse(text))
    assert len(text.splitlines()) < LINES


def test_setup_names_the_kinds_that_it_accepts() -> None:
    text = (ROOT / ".ci" / "setup").read_text("utf-8")
    result = subprocess.run(  # noqa: S603 - a script of ours
        ["/bin/sh", str(ROOT / ".ci" / "setup"), "everything"],
        check=False,
        capture_output=True,
        text=True,
    )
    assert result.returncode == 1
    kinds = result.stderr.removeprefix("Usage: .ci/setup ").strip().split("|")
    cases = text[text.index("case ${1:-} in") : text.index("*) fail")]
    accepted = [
        line.split(")")[0].strip()
        for line in cases.splitlines()
        if ")" in line and line.split(")")[0].strip().isalpha()
    ]
    assert kinds == accepted
    documented = [
        line.split()[2] for line in text.splitlines() if line.startswith("#     .ci/setup")
    ]
    assert kinds == documented
