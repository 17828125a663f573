"""The passphrase of a case file by command: set, changed, removed, and its recovery sheet."""

import os
import pty
import re
import sys
from pathlib import Path

import pypdfium2
import pytest

from kharkiv_tracker import settings
from kharkiv_tracker.cli import main
from kharkiv_tracker.process_privacy import PASSPHRASE
from kharkiv_tracker.store import backups, case_key
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.engine import PLAIN_HEADER

OLD, NEW = "пароль й", "шість інших слів"


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    old, new = tmp_path / "old", tmp_path / "new"
    old.write_text(f"{OLD}\n", encoding="utf-8")
    new.write_text(NEW, encoding="utf-8")
    return old, new


def opens(path: Path, passphrase: str) -> bool:
    with CaseFile.open(path, passphrase or None) as case:
        return not case.read_only


def test_it_is_set_changed_and_removed(run, empty: Path, files, monkeypatch):
    old, new = files
    done = run("passphrase", empty, "--new-passphrase-file", old)
    assert (done.code, done.err) == (0, "")
    assert done.out == "The case file is encrypted now. It opens only with its passphrase.\n"
    assert opens(empty, OLD)
    changed = run("passphrase", empty, "--passphrase-file", old, "--new-passphrase-file", new,
                  "--json")  # fmt: skip
    assert changed.document == {"passphrase": "changed", "older_copies": []}
    assert opens(empty, NEW)
    assert "does not match" in run("passphrase", empty, "--remove", "--passphrase-file", old).err
    monkeypatch.setenv(PASSPHRASE, NEW)
    removed = run("passphrase", empty, "--remove")
    assert removed.out == "The passphrase was removed. Anyone who has the file can open it.\n"
    assert opens(empty, "")
    assert run("passphrase", empty, "--remove").code == 1


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (" \t\u00a0 ", "The passphrase contains characters that cannot be typed."),
        (" \u00a0\u200b ", "The passphrase has spaces only."),
        ("two\nlines", "The passphrase contains characters that cannot be typed."),
        ("sheet", "This is a recovery key. Choose a passphrase of words."),
    ],
)
def test_what_nobody_can_type_in_the_window_is_no_new_passphrase(
    run, empty: Path, files, tmp_path: Path, text: str, problem: str
):
    _old, new = files
    if text == "sheet":
        text = " ".join(case_key.sheet(OLD, bytes(16)))
    new.write_text(text, encoding="utf-8")
    before = empty.read_bytes()
    for command in (
        ("passphrase", empty, "--new-passphrase-file", new),
        ("hand-over", empty, tmp_path / "copy.ktcase", "--new-passphrase-file", new),
        ("new", tmp_path / "new.ktcase", "--passphrase-file", new),
    ):
        done = run(*command)
        assert (done.code, done.err) == (1, f"{problem} Nothing was done.\n")
    assert empty.read_bytes() == before
    assert not list(tmp_path.glob("[cn]*.ktcase"))
    # A file that was encrypted by one before opens.
    if "lines" in text:
        CaseFile.create(tmp_path / "made.ktcase", "", text).close()
        assert run("verify", tmp_path / "made.ktcase", "--passphrase-file", new).code == 0


def test_a_second_name_of_the_file_is_told(run, empty: Path, files, tmp_path: Path):
    other = tmp_path / "linked.ktcase"
    other.hardlink_to(empty)
    done = run("passphrase", empty, "--new-passphrase-file", files[0])
    assert done.out.splitlines()[0].endswith("the file is as it was: delete it there.")
    assert opens(other, "")
    again = run("passphrase", empty, "--passphrase-file", files[0], "--remove")
    assert "hard link" not in again.out


def test_older_copies_are_named(run, empty: Path, files, tmp_path: Path):
    folder = tmp_path / "backups"
    folder.mkdir()
    settings.save(settings.Settings(backups=str(folder)))
    with CaseFile.open(empty) as case:
        made = backups.make(case, folder)
    done = run("passphrase", empty, "--new-passphrase-file", files[0])
    assert done.out.splitlines()[1:] == ["1 copy made before is not encrypted:", str(made.path)]
    with CaseFile.open(empty, OLD) as case:
        second = backups.make(case, folder)
    again = run("passphrase", empty, "--passphrase-file", files[0], "--new-passphrase-file",
                files[1], "--json")  # fmt: skip
    assert again.document["older_copies"] == [str(second.path), str(made.path)]


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize(
    "options",
    [
        (),
        ("--remove", "--sheet", "s.pdf"),
        ("--remove", "--new-passphrase-file", "new"),
        ("--sheet", "s.pdf", "--new-passphrase-file", "new"),
    ],
)
def test_a_call_without_meaning_does_nothing(run, empty: Path, options):
    before = empty.read_bytes()
    result = run("passphrase", empty, *options)
    assert result.code == 2
    assert "Nothing was done." in result.sentence
    assert empty.read_bytes() == before


def test_an_empty_file_is_not_a_new_passphrase(run, empty: Path, files):
    files[1].write_text("\n")
    assert "is empty" in run("passphrase", empty, "--new-passphrase-file", files[1]).sentence
    assert empty.read_bytes().startswith(PLAIN_HEADER)


@pytest.mark.skipif(sys.platform == "win32", reason="has no such terminals")
def test_a_terminal_is_asked_for_both(empty: Path, run):
    run("passphrase", empty, "--new-passphrase-file", _written(empty.with_name("old"), OLD))
    child, terminal = pty.fork()
    if not child:
        try:
            sys.stdin, sys.stdout = os.fdopen(0), os.fdopen(1, "w")
            sys.stderr = sys.stdout
            os._exit(main(["passphrase", str(empty)]))
        finally:
            os._exit(70)
    output = ""
    answers = {"Passphrase: ": OLD, "New passphrase: ": NEW, "Repeat for confirmation: ": NEW}
    for prompt, answer in answers.items():
        while not output.endswith(prompt):
            output += os.read(terminal, 1000).decode()
        output = ""
        os.write(terminal, f"{answer}\n".encode())
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    os.close(terminal)
    assert opens(empty, NEW)


def test_the_sheet_opens_the_case_until_the_next_change(run, empty: Path, files, tmp_path: Path):
    old, new = files
    run("passphrase", empty, "--new-passphrase-file", old)
    made = run("passphrase", empty, "--passphrase-file", old, "--sheet", "sheet.pdf", "--json")
    assert made.document == {"sheet": "sheet.pdf"}
    assert "opens the case file without its passphrase" in made.err
    sheet = tmp_path / "sheet.pdf"
    if sys.platform != "win32":
        assert sheet.stat().st_mode & 0o777 == 0o600
    with pypdfium2.PdfDocument(sheet) as document:
        (page,) = document
        text = page.get_textpage().get_text_bounded()
    # As a person types it: with the numbers of the lines.
    lines = re.findall(r"^\d (?:[0-9a-f] ?){8} \d ?\d ?\r?$", text, re.MULTILINE)
    assert len(lines) == 8
    key = _written(tmp_path / "key", "\n".join(lines))
    assert run("totals", empty, "--passphrase-file", key).code == 0
    assert (
        run("passphrase", empty, "--passphrase-file", key, "--new-passphrase-file", new).code == 0
    )
    refused = run("totals", empty, "--passphrase-file", key)
    assert "changed after the sheet was printed" in refused.sentence
    assert run("passphrase", empty, "--sheet", empty, "--passphrase-file", new).code == 2


def test_a_sheet_of_a_plain_case_is_refused(run, empty: Path, tmp_path: Path):
    refused = run("passphrase", empty, "--sheet", "sheet.pdf")
    assert (refused.code, "encrypted case file" in refused.sentence) == (1, True)
    assert not (tmp_path / "sheet.pdf").exists()


def _written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path
