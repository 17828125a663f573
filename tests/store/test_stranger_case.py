"""A case from elsewhere: its file stays as it is, and nothing is left beside it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kharkiv_tracker import known_cases, paths
from kharkiv_tracker.errors import CaseUnavailable
from kharkiv_tracker.export import complete_json, complete_reader
from kharkiv_tracker.store import (
    backups,
    case_identity,
    private_copy,
    restoration,
    rule_choice,
    salvage,
    verification,
)
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.engine import connect
from kharkiv_tracker.store.open_checks import CaseDamaged, PassphraseNeeded
from kharkiv_tracker.store.stranger_case import StrangerCase

OLD = Path(__file__).parents[1] / "net" / "cases" / "first-edition.ktcase"
SECRET = "six calm words"  # noqa: S105 - of this test
KEYS = pytest.mark.parametrize("key", [None, SECRET])


def forget() -> None:
    """Begin as on another computer."""
    (paths.data_dir() / "known-cases").unlink(missing_ok=True)
    known_cases._unwritten.clear()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "given"
    made.mkdir()
    return made


def made(folder: Path, key: str | None = None) -> Path:
    path = folder / "given.ktcase"
    CaseFile.create(path, "Given", key, "Olena").close()
    forget()
    return path


def state(folder: Path) -> list[object]:
    """Every file in a folder but the copies: its content, and when it was changed."""
    files = sorted(file for file in folder.iterdir() if file.is_file())
    return [(file.name, file.read_bytes(), file.stat().st_mtime_ns) for file in files]


def retitle(case: CaseFile, title: str) -> None:
    with case.edit("Olena", "title") as edit:
        rule_choice.set_title(edit, title)


@pytest.fixture
def opened(folder: Path) -> Iterator[list[StrangerCase]]:
    """Strangers, closed and removed at the end; then nothing is left of them."""
    strangers: list[StrangerCase] = []
    yield strangers
    for stranger in strangers:
        stranger.case.close()
        stranger.remove()
    assert not list(folder.glob(".ktcase-*"))


@KEYS
def test_the_file_is_neither_changed_nor_locked(
    folder: Path, opened: list[StrangerCase], key: str | None
) -> None:
    path = made(folder, key)
    before = state(folder)
    assert not case_identity.is_known(path, key)
    stranger = StrangerCase(path, key)
    opened.append(stranger)
    case = stranger.case
    assert case.title == "Given"
    assert case.read_only
    assert case.notice.startswith("This case file is new on this computer.")
    assert verification.verify(case).ok
    assert case.path
    private = case.path.parent
    assert private.parent == folder
    assert private.stat().st_mode & 0o077 == 0
    assert case.path.read_bytes() == path.read_bytes()
    # Whoever else opens it may change it meanwhile.
    assert not stranger.has_changed()
    assert state(folder) == before
    with CaseFile.open(path, key) as other:
        retitle(other, "Changed")
    assert case.title == "Given"
    assert stranger.has_changed()


@KEYS
def test_changes_beside_the_file_are_shown_and_stay_there(
    folder: Path, tmp_path: Path, opened: list[StrangerCase], key: str | None
) -> None:
    whole = made(tmp_path, key)
    with CaseFile.open(whole, key) as case:
        retitle(case, "In the journal")
        for file in tmp_path.glob("given.ktcase*"):
            if not file.name.endswith("-shm"):
                shutil.copy(file, folder)
    path = folder / "given.ktcase"
    assert (folder / "given.ktcase-wal").stat().st_size
    before = state(folder)
    assert not case_identity.is_known(path, key)
    stranger = StrangerCase(path, key)
    opened.append(stranger)
    assert stranger.case.title == "In the journal"
    assert not stranger.case.is_detached
    assert not stranger.has_changed()
    assert state(folder) == before


def test_changes_that_belong_to_another_file_are_left_out_and_said(
    folder: Path, tmp_path: Path, opened: list[StrangerCase]
) -> None:
    path = made(folder)
    with CaseFile.create(tmp_path / "other.ktcase", "Other") as other:
        retitle(other, "In the journal")
        shutil.copy(tmp_path / "other.ktcase-wal", folder / "given.ktcase-wal")
    before = state(folder)
    stranger = StrangerCase(path, None)
    opened.append(stranger)
    assert stranger.case.title == "Given"
    assert "do not match it and are not shown" in stranger.case.notice
    assert state(folder) == before


def test_an_old_one_is_shown_with_figures_of_today(
    folder: Path, opened: list[StrangerCase]
) -> None:
    path = Path(shutil.copy(OLD, folder / "old.ktcase"))
    before = state(folder)
    stranger = StrangerCase(path, None)
    opened.append(stranger)
    assert "recalculated for display" in stranger.case.notice
    with stranger.case.another() as case:
        assert verification.verify(case).ok
    assert state(folder) == before


def test_an_encrypted_one_stays_encrypted(folder: Path, opened: list[StrangerCase]) -> None:
    path = made(folder, SECRET)
    with pytest.raises(PassphraseNeeded, match=r"Enter its passphrase"):
        case_identity.is_known(path, None)
    with pytest.raises(PassphraseNeeded, match=r"does not match .*given/given.ktcase\."):
        case_identity.is_known(path, "wrong")
    stranger = StrangerCase(path, SECRET)
    opened.append(stranger)
    assert stranger.case.path
    for file in stranger.case.path.parent.iterdir():
        assert b"Given" not in file.read_bytes()
        assert b"SQLite format" not in file.read_bytes()


def test_what_is_wrong_is_said_of_the_file_and_nothing_is_left(folder: Path) -> None:
    path = made(folder)
    db = connect(path)
    db.execute("UPDATE cases SET title = 'Forged'")
    db.close()
    with pytest.raises(CaseDamaged) as raised:
        StrangerCase(path, None)
    assert raised.value.path == path
    assert ".ktcase-" not in str(raised.value)
    path.unlink()
    with pytest.raises(PassphraseNeeded, match=r"given/given.ktcase\."):
        StrangerCase(made(folder, SECRET), "wrong")
    foreign = folder / "notes.ktcase"
    foreign.write_bytes(b"notes")
    with pytest.raises(CaseUnavailable, match=r"notes\.ktcase is "):
        case_identity.is_known(foreign, None)
    assert not list(folder.glob(".ktcase-*"))


def test_where_the_folder_cannot_be_written_the_copy_is_in_the_temporary_one(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = made(folder)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(os, "access", lambda place, mode: Path(place) != folder or mode == os.R_OK)
    stranger = StrangerCase(path, None)
    assert stranger.case.path
    assert stranger.case.path.parent.parent == tmp_path
    stranger.case.close()
    stranger.remove()
    assert not list(tmp_path.glob(".ktcase-*"))


def test_left_overs_of_a_killed_process_are_removed_but_none_that_is_used(folder: Path) -> None:
    path = made(folder)
    program = (
        "import os, sys\nfrom pathlib import Path\n"
        "from kharkiv_tracker.store.stranger_case import StrangerCase\n"
        "stranger = StrangerCase(Path(sys.argv[1]), None)\n"
        "print(stranger.case.path.parent, flush=True)\nsys.stdin.readline()\n"
    )
    with subprocess.Popen(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", program, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout
        used = Path(process.stdout.readline().strip())
        own = StrangerCase(path, None)
        foreign = folder / ".ktcase-foreign"
        foreign.mkdir()
        (foreign / "in-use").write_text("another computer")
        link = folder / ".ktcase-link"
        link.symlink_to(foreign, target_is_directory=True)
        private_copy.remove_left_over(folder)
        assert used.is_dir()
        process.kill()
    private_copy.remove_left_over(folder)
    assert not used.exists()
    assert own.case.title == "Given"
    assert foreign.is_dir()
    assert link.is_symlink()
    own.case.close()
    own.remove()


def test_a_file_that_is_written_to_meanwhile_is_copied_again(folder: Path) -> None:
    path = made(folder)
    touched: list[int] = []

    def step() -> None:
        if not touched:
            touched.append(1)
            with CaseFile.open(path) as case:
                retitle(case, "Changed")

    stranger = StrangerCase(path, None, step)
    assert stranger.case.title == "Changed"
    stranger.case.close()
    stranger.remove()


def test_what_was_made_here_by_own_act_is_known(tmp_path: Path) -> None:
    path = made(tmp_path)
    # To open it at the command line is not to take it over.
    with CaseFile.open(path, None) as case:
        retitle(case, "Changed")
        backups.make(case, tmp_path)
        whole = tmp_path / "whole.json"
        complete_json.write(case, whole)
    assert not case_identity.is_known(path, None)
    saved = tmp_path / "saved.ktcase"
    salvage.salvage(path, None, saved)
    assert case_identity.is_known(saved, None)
    forget()
    (backup,) = backups.listed(tmp_path, path)
    restoration.restore(backup.path, path)
    assert case_identity.is_known(path, None)
    forget()
    target = tmp_path / "target.ktcase"
    CaseFile.create(target).close()
    assert not case_identity.is_known(path, None)
    complete_reader.take_over(target, whole, is_dry=True)
    assert not case_identity.is_known(path, None)
    complete_reader.take_over(target, whole)
    assert case_identity.is_known(target, None)
    assert case_identity.is_known(path, None)
