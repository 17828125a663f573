"""Whatever the program keeps of an encrypted case is encrypted too."""

import shutil
from pathlib import Path

import pytest

from kharkiv_tracker.store import backups, ballast, case_copy, drafts, restoration, rule_choice
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.engine import PLAIN_HEADER, attaching, connect

KEY, MARK = "six calm words", "Saltivka"
OLD = Path(__file__).parents[1] / "net" / "cases" / "first-edition.ktcase"


def assert_nothing_readable(folder: Path, *marks: str) -> None:
    """No file in a folder is a plain database or has one of these words."""
    files = [file for file in folder.rglob("*") if file.is_file()]
    assert files
    for file in files:
        content = file.read_bytes()
        # The index of a journal has no contents, and the room kept for a full disk is zeros.
        assert PLAIN_HEADER not in content, file
        for mark in marks:
            for code in ("utf-8", "utf-16-le", "cp1251"):
                assert mark.encode(code) not in content, file


def test_backups_and_what_is_kept_beside(tmp_path: Path) -> None:
    path, folder = tmp_path / "case.ktcase", tmp_path / "backups"
    folder.mkdir()
    with CaseFile.create(path, MARK, KEY) as case:
        ballast.allocate(path)
        with case.edit("Olena", "title") as edit:
            rule_choice.set_title(edit, f"{MARK} again")
        drafts.save(case, "report", {"place": MARK})
        backups.make(case, folder)
        case_copy.copy(case, tmp_path / "copy.ktcase")
        # With its journal.
        assert_nothing_readable(tmp_path, MARK)
        ballast.release(path)
    (backup,) = backups.listed(folder, path)
    kept = restoration.restore(backup.path, path, KEY)
    assert kept
    assert kept.is_file()
    assert_nothing_readable(tmp_path, MARK)


@pytest.mark.parametrize("reading", [False, True])
def test_what_is_kept_of_an_old_one_that_is_renewed(tmp_path: Path, reading: bool) -> None:
    plain = Path(shutil.copy(OLD, tmp_path / "plain.ktcase"))
    folder = tmp_path / "encrypted"
    folder.mkdir()
    path = folder / "case.ktcase"
    db = connect(plain)
    with attaching(db):
        db.execute("ATTACH ? AS copy KEY ?", [str(path), KEY])
        db.execute("SELECT sqlcipher_export('copy')")
        for pragma in ("application_id", "user_version"):
            (value,) = db.execute(f"PRAGMA {pragma}").fetchone()
            db.execute(f"PRAGMA copy.{pragma} = {value}")
        db.execute("DETACH copy")
    db.close()
    with CaseFile.open(path, KEY, reading=reading) as case:
        title = case.title
        assert_nothing_readable(folder, title)
    assert len(list(folder.glob("*.before-*"))) == (not reading)
    assert_nothing_readable(folder, title)
