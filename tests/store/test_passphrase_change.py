"""A passphrase is set, changed and removed on a whole copy, or nothing at all was done."""

import os
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.errors import CaseUnavailable
from kharkiv_tracker.store import (
    attachment_records,
    backups,
    case_copy,
    case_key,
    drafts,
    file_identity,
    history,
    incidents,
    older_copies,
    packages,
    passphrase_change,
    selections,
)
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.engine import PLAIN_HEADER
from kharkiv_tracker.store.open_checks import CaseDamaged, PassphraseNeeded
from kharkiv_tracker.store.verification import verify
from tests.disks import fill, small_disk
from tests.store.children import holding, left_open

OLD, NEW = "пароль й", "шість слів \u2019 й"
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="the system has no such thing")
#: The three directions, from nothing, from one to another, and back.
ALL = pytest.mark.parametrize(
    ("old", "new", "kind"), [("", NEW, "set"), (OLD, NEW, "changed"), (OLD, "", "removed")]
)
MARKER = "свідокХ"


@pytest.fixture
def make(tmp_path: Path, strike, add) -> Callable[[str], Path]:
    """A case file with something of everything in it."""

    def making(passphrase: str) -> Path:
        path = tmp_path / "case.ktcase"
        with CaseFile.create(path, passphrase=passphrase or None) as case:
            add(case, strike(reports=[{"quote": MARKER, "killed": "7"}]), strike("2022-09-01"))
            with case.edit("A", "attach") as edit:
                attachment_records.attach(edit, "KHT-2022-08-17-01", bytes(5000), "photo.bin")
            drafts.save(case, "incident", {"place": MARKER})
            selections.save(case, "Mine", Selection(text=MARKER))
            packages.note(case, Profile.OPEN, 1)
        return path

    return making


def everything(path: Path, passphrase: str, dump) -> tuple[object, str]:
    with CaseFile.open(path, passphrase or None) as case:
        assert verify(case).ok
        return dump(case), history.fingerprint(case)


@ALL
def test_all_stays_but_what_opens_it(make, dump, old: str, new: str, kind: str) -> None:
    path = make(old)
    path.chmod(0o640)
    before = everything(path, old, dump)
    done = passphrase_change.change(path, old, new)
    assert (done.kind, done.before) == (kind, old or None)
    assert path.read_bytes().startswith(PLAIN_HEADER) == (not new)
    assert bool(new) is not (MARKER.encode() in path.read_bytes())
    assert everything(path, new, dump) == before
    if old or new:
        with pytest.raises(CaseUnavailable):
            CaseFile.open(path, old or None)
    assert os.listdir(path.parent) == [path.name]  # noqa: PTH208
    if sys.platform != "win32":
        assert path.stat().st_mode & 0o777 == 0o640


@POSIX
def test_a_link_stays_a_link(make, tmp_path: Path) -> None:
    path, link = make(""), tmp_path / "elsewhere" / "link.ktcase"
    link.parent.mkdir()
    link.symlink_to(path)
    passphrase_change.change(link, None, NEW)
    assert link.is_symlink()
    assert not path.read_bytes().startswith(PLAIN_HEADER)
    CaseFile.open(link, NEW).close()
    assert {file.name for file in tmp_path.iterdir()} == {"case.ktcase", "elsewhere"}


@ALL
def test_what_a_crash_left_in_the_journal_is_in_it(make, add, strike, old, new, kind) -> None:
    path = make(old)
    left_open(path, old, lambda case: add(case, strike("2022-10-01")))
    assert passphrase_change.change(path, old, new).kind == kind
    with CaseFile.open(path, new or None) as case:
        assert incidents.incident(case, "KHT-2022-10-01-01").code
        assert verify(case).ok
    assert os.listdir(path.parent) == [path.name]  # noqa: PTH208


def refused(path: Path, passphrase: str, new: str, match: str, error=CaseUnavailable) -> None:
    """Nothing is done, nothing is left, and a sentence says why."""
    before = {file.name: file.read_bytes() for file in path.parent.iterdir() if file.is_file()}
    with pytest.raises(error, match=match):
        passphrase_change.change(path, passphrase, new)
    after = {file.name: file.read_bytes() for file in path.parent.iterdir() if file.is_file()}
    assert after == before


def test_a_wrong_passphrase_is_refused(make) -> None:
    path = make(OLD)
    refused(path, "guess", NEW, "does not match", PassphraseNeeded)
    refused(path, "", NEW, "Enter its passphrase", PassphraseNeeded)


def test_what_has_none_cannot_lose_it(make) -> None:
    refused(make(""), "", "", "does not have a passphrase")


@pytest.mark.parametrize("old", ["", OLD])
def test_a_damaged_file_is_refused(make, old: str) -> None:
    path = make(old)
    content = bytearray(path.read_bytes())
    middle = len(content) // 2 // 4096 * 4096
    content[middle : middle + 4096] = bytes(4096)
    path.write_bytes(content)
    refused(path, old, NEW, "is damaged", CaseDamaged)


def test_a_wrong_figure_is_refused(make) -> None:
    path = make("")
    with CaseFile.open(path) as case:
        case.db.execute("UPDATE contents SET bytes = zeroblob(4999)")
    refused(path, "", NEW, "is damaged", CaseDamaged)


def test_a_file_of_a_newer_version_is_refused(make) -> None:
    path = make("")
    with CaseFile.open(path) as case:
        case.db.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) "
            "VALUES ('kharkiv_tracker', 'of_the_future', '2030-01-01')"
        )
    refused(path, "", NEW, "newer version")


def test_a_file_open_here_is_refused(make) -> None:
    path = make("")
    with CaseFile.open(path), pytest.raises(CaseUnavailable, match="open in this program"):
        passphrase_change.change(path, None, NEW)


@POSIX
def test_a_file_open_elsewhere_is_refused(make, add, strike) -> None:
    path = make("")
    with (
        holding(path, "", lambda case: add(case, strike())),
        pytest.raises(file_identity.OpenElsewhere),
    ):
        passphrase_change.change(path, None, NEW)
    CaseFile.open(path).close()


@POSIX
def test_a_save_by_another_process_meanwhile_is_not_lost(make, add, strike) -> None:
    path = make("")
    saved = False

    def save() -> None:
        nonlocal saved
        if not saved and drafts_beside(path):
            saved = True
            child = os.fork()
            if not child:
                try:
                    with CaseFile.open(path) as case:
                        add(case, strike("2022-12-01"))
                finally:
                    os._exit(0)
            os.waitpid(child, 0)

    with pytest.raises(file_identity.OpenElsewhere):
        passphrase_change.change(path, None, NEW, save)
    with CaseFile.open(path) as case:
        assert incidents.incident(case, "KHT-2022-12-01-01").code
    assert not drafts_beside(path)


def drafts_beside(path: Path) -> list[Path]:
    return [file for file in path.parent.iterdir() if file.name.endswith(".part")]


@POSIX
def test_a_folder_that_cannot_be_written_to_is_refused(make) -> None:
    path = make("")
    if os.access("/proc/1/mem", os.W_OK) and not os.getuid():
        pytest.skip("root may write anywhere")
    path.parent.chmod(0o500)
    try:
        refused(path, "", NEW, "cannot be written to")
    finally:
        path.parent.chmod(0o700)


def test_a_full_disk_leaves_all_as_it_was(make, tmp_path: Path) -> None:
    made = make("")
    with small_disk(tmp_path / "disk", "6m") as disk:
        path = Path(shutil.copy(made, disk))
        fill(disk, room=200_000)
        refused(path, "", NEW, "The passphrase was not changed.*disk is full")
        CaseFile.open(path).close()


class StoppedError(Exception):
    """Given up."""


@pytest.mark.parametrize("after", [0, 1, 5, 20, 10**9])
def test_given_up_it_leaves_all_as_it_was(make, after: int) -> None:
    path = make(OLD)
    calls = 0

    def step() -> None:
        nonlocal calls
        calls += 1
        if calls > after:
            raise StoppedError

    if after == 10**9:
        passphrase_change.change(path, OLD, NEW, step)
        assert calls > 20
        return
    before = path.read_bytes()
    with pytest.raises(StoppedError):
        passphrase_change.change(path, OLD, NEW, step)
    assert path.read_bytes() == before
    assert os.listdir(path.parent) == [path.name]  # noqa: PTH208


@pytest.mark.parametrize("new", [OLD, NEW])
def test_the_sheet_is_useless_after_the_next_change(make, new: str) -> None:
    path = make(OLD)
    sheet = " ".join(case_key.sheet(OLD, path.read_bytes()[:16]))
    # It opens the file for the change itself as well.
    assert passphrase_change.change(path, sheet, new).kind == "changed"
    with pytest.raises(PassphraseNeeded, match="changed after the sheet was printed"):
        CaseFile.open(path, sheet)
    CaseFile.open(path, new).close()


def test_drafts_that_a_killed_program_left_are_removed_when_they_are_old(make) -> None:
    path = make("")
    left, fresh, other = (path.with_name(f".{letter * 16}.part") for letter in ("a", "b", "c"))
    for draft in (left, fresh):
        shutil.copy(path, draft)
    other.write_bytes(b"a table that is being written")
    for draft in (left, other):
        os.utime(draft, (time.time() - 4000,) * 2)
    passphrase_change.change(path, None, NEW)
    assert {file.name for file in path.parent.iterdir()} == {path.name, fresh.name, other.name}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "backups"
    made.mkdir()
    return made


@ALL
def test_older_copies_are_named_and_replaced_backups_removed(
    make, add, strike, folder: Path, old: str, new: str, kind: str
) -> None:
    path = make(old)
    aside = path.with_name("case.replaced-1.ktcase")
    with CaseFile.open(path, old or None) as case:
        first = backups.make(case, folder)
        case_copy.copy(case, aside)
    # A backup in which somebody has worked has a history of its own.
    with CaseFile.open(first.path, old or None) as case:
        add(case, strike("2022-11-01"))
    with CaseFile.open(path, old or None) as case:
        second = backups.make(case, folder)
    CaseFile.create(path.with_name("case.other-1.ktcase"), "", "a third").close()
    done = passphrase_change.change(path, old, new)
    assert done.kind == kind
    with CaseFile.open(path, new or None) as case:
        older = older_copies.find(case, folder, done)
        assert older.paths == [second.path, first.path, aside]
        newest = backups.make(case, folder)
        # None of the old ones is removed by itself: they do not open with the passphrase.
        assert set(backups.listed(folder, path)) == {first, second, newest}
        assert older_copies.find(case, folder, done) == older
        replaced = older_copies.replaced(case, newest, older, done)
        assert replaced == [second]
        assert older_copies.remove(case, older.backups, done) == 1
        assert set(backups.listed(folder, path)) == {first, newest}
        assert sorted(folder.iterdir()) == sorted([first.path, newest.path])
