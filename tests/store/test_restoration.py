"""Whatever happens while a backup is restored, the path holds a whole file and nothing is lost."""

import os
import shutil
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kharkiv_tracker.errors import CaseUnavailable
from kharkiv_tracker.store import case_copy, restoration, totals
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.verification import verify
from tests.store.children import BOTH, forked, holding, left_open, run

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="the system has no such thing")


@pytest.fixture
def backup(tmp_path: Path, passphrase: str, strike, add) -> Path:
    """A backup of a case with two incidents; the case has a third by now."""
    made = tmp_path / "backup.ktcase"
    with CaseFile.create(tmp_path / "case.ktcase", passphrase=passphrase or None) as case:
        add(case, strike(), strike(killed="3", reports=[{"killed": "3", "injured": "4"}]))
        case_copy.copy(case, made)
        add(case, strike("2022-09-01", killed="20"))
    return made


@pytest.fixture
def path(backup: Path) -> Path:
    return backup.with_name("case.ktcase")


def names(folder: Path) -> set[str]:
    """The files in a folder, but for what the engine leaves where a file was only read."""
    return {
        path.name
        for path in folder.iterdir()
        if not path.name.endswith("-shm")
        and not (path.name.endswith("-wal") and not path.stat().st_size)
    }


def killed(path: Path, passphrase: str) -> int | None:
    with CaseFile.open(path, passphrase or None) as case:
        assert verify(case).ok
    return toll_of(path, passphrase)


def toll_of(path: Path, passphrase: str = "") -> int | None:
    with CaseFile.open(path, passphrase or None) as case:
        return totals.summed(case).toll["killed"].best


@pytest.fixture
def save(strike, add) -> Callable[[CaseFile], object]:
    """One more incident of seven killed."""
    return lambda case: add(case, strike())


def test_what_would_change_is_looked_at(path: Path, backup: Path, passphrase: str, strike, add):
    with CaseFile.open(backup, passphrase or None) as changed:
        add(changed, strike("2022-09-05"))
    before = [file.read_bytes() for file in (path, backup)]
    looked = restoration.compare(backup, path, passphrase or None)
    assert [file.read_bytes() for file in (path, backup)] == before
    assert looked.problem == ""
    assert looked.now is not None
    assert (looked.only_now, looked.only_then, looked.is_same_case) == (2, 2, True)
    assert looked.incidents == ("KHT-2022-09-01-01", "KHT-2022-09-05-01")
    assert looked.now.total.toll["killed"].best == 7 + 3 + 20
    assert looked.then.total.toll["killed"].best == 7 + 3 + 7
    assert looked.then.total.toll["injured"].best == 4


def test_an_amended_report_concerns_its_incident(path: Path, backup: Path, passphrase: str):
    shutil.copyfile(backup, path)
    with CaseFile.open(path, passphrase or None) as case, case.edit("a", "b") as edit:
        (uid,) = case.db.execute("SELECT uid FROM reports ORDER BY id DESC LIMIT 1").fetchone()
        edit.write("report", uid, {**_state(case, uid), "killed": "9"})
    looked = restoration.compare(backup, path, passphrase or None)
    assert (looked.only_now, looked.only_then) == (1, 0)
    assert looked.incidents == ("KHT-2022-08-17-02",)


def _state(case: CaseFile, uid: str) -> dict[str, object]:
    from kharkiv_tracker.store import records

    return records.read(case.db, "report", uid) or {}


def test_a_damaged_missing_or_other_case_is_compared_too(path: Path, backup: Path, passphrase: str):
    path.write_bytes(b"damaged" * 1000)
    looked = restoration.compare(backup, path, passphrase or None)
    assert looked.now is None
    assert "case.ktcase" in looked.problem
    path.unlink()
    assert "does not exist" in restoration.compare(backup, path, passphrase or None).problem
    CaseFile.create(path, passphrase="another").close()  # noqa: S106 - of no case outside
    looked = restoration.compare(backup, path, passphrase or None)
    assert looked.now is None
    assert "passphrase" in looked.problem
    assert (
        looked.notice
        == "The backup is not encrypted, so the restored case file will not be encrypted."
    )
    path.unlink()
    CaseFile.create(path).close()
    assert not restoration.compare(backup, path, passphrase or None).is_same_case


@BOTH
def test_the_backup_is_restored_and_the_present_kept(path: Path, backup: Path, passphrase: str):
    before = backup.read_bytes()
    kept = restoration.restore(backup, path, passphrase or None)
    assert kept == path.with_name("case.replaced-1.ktcase")
    assert killed(path, passphrase) == 10
    assert killed(kept, passphrase) == 30
    again = restoration.restore(kept, path, passphrase or None)
    assert again == path.with_name("case.replaced-2.ktcase")
    assert killed(path, passphrase) == 30
    assert backup.read_bytes() == before
    assert names(path.parent) == {
        "backup.ktcase", "case.ktcase", "case.replaced-1.ktcase", "case.replaced-2.ktcase",
    }  # fmt: skip
    if sys.platform != "win32":
        assert path.stat().st_mode & 0o777 == 0o600


def test_a_missing_case_is_simply_there_again(path: Path, backup: Path, passphrase: str):
    path.unlink()
    assert restoration.restore(backup, path, passphrase or None) is None
    assert killed(path, passphrase) == 10
    assert names(path.parent) == {"backup.ktcase", "case.ktcase"}


@BOTH
@POSIX
def test_what_was_only_in_the_journal_is_kept(path: Path, backup: Path, passphrase: str, save):
    left_open(path, passphrase, save)
    kept = restoration.restore(backup, path, passphrase or None)
    assert killed(path, passphrase) == 10
    assert kept
    assert killed(kept, passphrase) == 37
    assert "case.ktcase-wal" not in names(path.parent)


@POSIX
def test_a_damaged_file_is_kept_with_its_journal(path: Path, backup: Path, passphrase: str, save):
    left_open(path, passphrase, save)
    journal = path.with_name("case.ktcase-wal").read_bytes()
    damaged = bytes(20_000) + path.read_bytes()[20_000:]
    path.write_bytes(damaged)
    path.with_name("case.ktcase-wal").write_bytes(journal[:32] + bytes(len(journal) - 32))
    damaged_journal = path.with_name("case.ktcase-wal").read_bytes()
    kept = restoration.restore(backup, path, passphrase or None)
    assert kept
    assert killed(path, passphrase) == 10
    assert kept.read_bytes() == damaged
    if not passphrase:
        assert kept.with_name(f"{kept.name}-wal").read_bytes() == damaged_journal
    assert "case.ktcase-wal" not in names(path.parent)


@POSIX
def test_a_journal_left_without_its_file_is_not_played_into_the_new_one(
    path: Path, backup: Path, passphrase: str, save
):
    left_open(path, passphrase, save)
    path.unlink()
    # There is no file that could be named; its journal is kept all the same.
    assert restoration.restore(backup, path, passphrase or None) is None
    assert killed(path, passphrase) == 10
    kept = "case.replaced-1.ktcase-wal"
    assert names(path.parent) == {"backup.ktcase", "case.ktcase", kept}


@POSIX
def test_a_case_that_is_open_elsewhere_is_left_alone(
    path: Path, backup: Path, passphrase: str, save
):
    with (
        holding(path, passphrase, save) as acknowledged,
        pytest.raises(CaseUnavailable, match="is open in another program"),
    ):
        restoration.restore(backup, path, passphrase or None)
    assert (killed(path, passphrase) or 0) >= 30 + 7 * len(acknowledged)
    assert names(path.parent) == {"backup.ktcase", "case.ktcase"}


@POSIX
@pytest.mark.parametrize("has_links", [True, False], ids=["links", "no links"])
def test_who_opens_it_while_it_is_replaced_saves_into_the_restored_file(
    path: Path, backup: Path, save, has_links: bool, monkeypatch: pytest.MonkeyPatch
):
    if not has_links:
        monkeypatch.setattr(os, "link", unlinkable)
    reading, writing = os.pipe()

    def opened_and_saved() -> None:
        os.write(writing, b".")
        with CaseFile.open(path) as case:
            save(case)

    with CaseFile.open(path):
        pass
    children: list[int] = []
    replace = Path.replace

    def slowly(draft: Path, target: Path) -> Path:
        if target == path:
            children.append(forked(opened_and_saved))
            os.read(reading, 1)
            # It opens the old file now, and waits for it.
            time.sleep(0.3)
        return replace(draft, target)

    monkeypatch.setattr(Path, "replace", slowly)
    kept = restoration.restore(backup, path)
    assert os.waitstatus_to_exitcode(os.waitpid(children[0], 0)[1]) == 0
    os.close(reading)
    os.close(writing)
    assert kept
    assert killed(kept, "") == 30
    assert killed(path, "") == 17


def test_a_case_that_is_open_here_is_left_alone(path: Path, backup: Path, passphrase: str):
    with (
        CaseFile.open(path, passphrase or None),
        pytest.raises(CaseUnavailable, match="is open in this program"),
    ):
        restoration.restore(backup, path, passphrase or None)
    assert killed(path, passphrase) == 30
    assert names(path.parent) == {"backup.ktcase", "case.ktcase"}


@BOTH
@POSIX
def test_a_backup_with_a_journal_is_whole_and_stays_as_it_is(
    path: Path, backup: Path, passphrase: str, save
):
    left_open(path, passphrase, save)
    files = [path, path.with_name("case.ktcase-wal")]
    before = [file.read_bytes() for file in files]
    restoration.restore(path, backup, passphrase or None)
    assert [file.read_bytes() for file in files] == before
    assert killed(backup, passphrase) == 37


@pytest.mark.parametrize("spoilt", ["cut", "zeroed", "text"])
def test_a_backup_that_is_damaged_changes_nothing(
    path: Path, backup: Path, passphrase: str, spoilt: str
):
    whole = backup.read_bytes()
    backup.write_bytes(
        {
            "cut": whole[:60_000],
            "zeroed": whole[:8192] + bytes(40_960) + whole[49_152:],
            "text": b"notes",
        }[spoilt]
    )
    with pytest.raises(CaseUnavailable, match=r"backup\.ktcase|copy was not"):
        restoration.restore(backup, path, passphrase or None)
    assert killed(path, passphrase) == 30
    assert {"backup.ktcase", "case.ktcase"} == {n for n in names(path.parent) if "ktcase-" not in n}


def test_no_other_file_is_replaced(path: Path, backup: Path):
    notes = path.with_name("notes.txt")
    notes.write_text("interview")
    for look in (restoration.compare, restoration.restore):
        with pytest.raises(CaseUnavailable, match=r"notes\.txt is not a case file\. Nothing was"):
            look(backup, notes)
    assert notes.read_text() == "interview"
    renamed = path.rename(path.with_name("case.db"))
    assert restoration.restore(backup, renamed)
    assert killed(renamed, "") == 10


@pytest.mark.parametrize("passphrase", ["пароль"], indirect=True)
def test_another_passphrase_is_not_changed_silently(path: Path, backup: Path, passphrase: str):
    plain = path.with_name("plain.ktcase")
    CaseFile.create(plain).close()
    looks = {
        (backup, path): "",
        (backup, plain): "The restored case file will have the passphrase of the backup.",
        (
            plain,
            path,
        ): "The backup is not encrypted, so the restored case file will not be encrypted.",
    }
    for (first, second), notice in looks.items():
        assert restoration.compare(first, second, passphrase).notice == notice
    damaged = path.read_bytes()
    path.write_bytes(damaged[:8192] + bytes(40_960) + damaged[49_152:])
    looked = restoration.compare(plain, path, passphrase)
    assert "damaged" in looked.problem
    assert (
        looked.notice
        == "The backup is not encrypted, so the restored case file will not be encrypted."
    )
    # As where no passphrase is asked for, the backup needing none.
    assert (
        restoration.compare(plain, path).notice
        == "The backup is not encrypted, so the restored case file will not be encrypted."
    )


@BOTH
def test_names_that_cannot_be_are_refused(path: Path, backup: Path, passphrase: str):
    with pytest.raises(CaseUnavailable, match="the backup itself"):
        restoration.restore(backup, backup, passphrase or None)
    with pytest.raises(CaseUnavailable, match=r"is reserved for the files of case\.ktcase"):
        restoration.restore(backup, path.with_name("case.ktcase-wal"), passphrase or None)
    with pytest.raises(CaseUnavailable, match="not a case file"):
        restoration.restore(backup, path.parent, passphrase or None)
    if passphrase:
        with pytest.raises(CaseUnavailable, match="passphrase"):
            restoration.restore(backup, path, "falsch")
    assert names(path.parent) == {"backup.ktcase", "case.ktcase"}


def unlinkable(*_names: object) -> None:
    """As a disk without links answers."""
    raise PermissionError(1, "Operation not permitted")


def dying(backup: Path, path: Path, last: int) -> None:
    """Restore, and be killed before the call to the disk of that number."""
    calls = 0

    def deadly(name: str) -> None:
        real = getattr(os, name)

        def call(*args: object, **options: object) -> object:
            nonlocal calls
            calls += 1
            if calls == last:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*args, **options)

        setattr(os, name, call)

    for name in ("fsync", "link", "replace", "unlink"):
        deadly(name)
    restoration.restore(backup, path)


@POSIX
@pytest.mark.parametrize("state", ["journal", "damaged"])
def test_killed_at_any_step_nothing_is_lost(tmp_path: Path, state: str, strike, add, save):
    origin = tmp_path / "origin"
    origin.mkdir()
    path, backup = origin / "case.ktcase", origin / "backup.ktcase"
    with CaseFile.create(path) as case:
        add(case, strike())
        case_copy.copy(case, backup)
        add(case, strike("2022-09-01", killed="20"))
    left_open(path, "", save)
    if state == "damaged":
        path.write_bytes(bytes(4096) + path.read_bytes()[4096:])
    before = {file.name: file.read_bytes() for file in origin.iterdir()}
    ends = []
    for last in range(1, 100):
        folder = shutil.copytree(origin, tmp_path / f"{state}-{last}")
        present, restored = folder / "case.ktcase", folder / "backup.ktcase"
        code = run(lambda folder=restored, case=present, number=last: dying(folder, case, number))
        ends.append(_end(folder, before))
        assert restored.read_bytes() == before["backup.ktcase"]
        if code == 0:
            break
        assert code == -signal.SIGKILL
    assert ends[-1] == "new"
    assert ends == sorted(ends, reverse=True)
    assert len(ends) > 8


def _end(folder: Path, before: dict[str, bytes]) -> str:
    """What is at the path, once it is made sure that all is there under one name or the other."""
    present, kept = folder / "case.ktcase", folder / "case.replaced-1.ktcase"
    journal = kept.with_name(f"{kept.name}-wal")
    is_damaged = before["case.ktcase"].startswith(bytes(4096))
    if is_damaged and present.read_bytes() == before["case.ktcase"]:
        beside = folder / "case.ktcase-wal"
        whole = (journal, kept) if not beside.exists() else (beside, present)
        assert whole[0].read_bytes() == before["case.ktcase-wal"]
        assert whole[1].read_bytes() == before["case.ktcase"]
        return "old"
    toll = toll_of(present)
    if toll == 34:
        return "old"
    assert toll == 7
    if is_damaged:
        assert kept.read_bytes() == before["case.ktcase"]
        assert journal.read_bytes() == before["case.ktcase-wal"]
    else:
        assert toll_of(kept) == 34
    return "new"
