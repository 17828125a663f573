"""Backups are verified, told apart by case, and removed by one rule that never takes the newest."""

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kharkiv_tracker.errors import CaseUnavailable
from kharkiv_tracker.store import backups, identity, restoration
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.verification import verify
from tests.store.children import holding

PASSPHRASE = "пароль"  # noqa: S105 - of no case outside
NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
times = st.integers(-90 * 86400, 90 * 86400).map(lambda second: NOW + timedelta(seconds=second))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "backups"
    made.mkdir()
    return made


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch):
    """Set the clock, as a user can."""

    def put(time: datetime) -> None:
        monkeypatch.setattr(identity, "now", lambda: time)

    put(NOW)
    return put


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_backup_is_named_verified_and_private(sample_file: Path, folder: Path, dump):
    with CaseFile.open(sample_file) as case:
        backup = backups.make(case, folder)
        (first,) = case.db.execute("SELECT id FROM revisions WHERE seq = 1").fetchone()
        before = dump(case)
    assert backup.path.name == f"sample-{first[:8]}-2026-11-26-120000.ktcase"
    assert backups.listed(folder, sample_file) == [backup]
    if sys.platform != "win32":
        assert backup.path.stat().st_mode & 0o777 == 0o600
    with backups.opened(backup.path) as copy:
        assert verify(copy).ok
        assert dump(copy) == before
    assert names(folder) == [backup.path.name]


def test_the_backup_of_a_sitting_replaces_the_one_before(sample_file: Path, folder: Path, clock):
    with CaseFile.open(sample_file) as case:
        first = backups.make(case, folder)
        clock(NOW + timedelta(hours=1))
        second = backups.make(case, folder, first)
        assert backups.listed(folder, sample_file) == [second]
        # Two in one second are two.
        third = backups.make(case, folder)
    assert backups.listed(folder, sample_file) == [third, second]


def test_one_that_fails_leaves_the_one_before(sample_file: Path, folder: Path):
    def cancel() -> None:
        raise KeyboardInterrupt

    with CaseFile.open(sample_file) as case:
        first = backups.make(case, folder)
        with pytest.raises(KeyboardInterrupt):
            backups.make(case, folder, first, cancel)
        with pytest.raises(CaseUnavailable, match="Backup folder not found"):
            backups.make(case, folder / "stick", first)
    assert names(folder) == [first.path.name]


def test_cases_of_one_name_and_other_files_never_remove_each_other(
    sample_file: Path, folder: Path, tmp_path: Path, clock
):
    strange = [
        "sample-00000000-2020-01-01-120000.ktcase",
        "sample-old-00000000-2020-01-01-120000.ktcase",
        "sample-2020-01-01-120000.ktcase",
        "sample.ktcase",
        "notes.txt",
    ]
    for name in strange:
        (folder / name).write_text("kept")
    (tmp_path / "other").mkdir()
    with (
        CaseFile.open(sample_file) as case,
        CaseFile.create(tmp_path / "other" / "sample.ktcase") as other,
    ):
        theirs = backups.make(other, folder)
        mark = backups.mark_of(case)
        (folder / f"sample-{mark}-2020-99-01-120000.ktcase").write_text("no date")
        (folder / f"sample-{mark}-2020-01-01-120000.ktcase.txt").write_text("not whole")
        for day in range(60):
            clock(NOW + timedelta(days=day))
            backups.make(case, folder)
    left = backups.listed(folder, sample_file, mark)
    assert len(left) == backups.SITTINGS + 2
    assert theirs.path.exists()
    assert len(names(folder)) == len(left) + len(strange) + 3


def test_one_that_is_open_is_not_removed(sample_file: Path, folder: Path):
    with CaseFile.open(sample_file) as case:
        first = backups.make(case, folder)
        with CaseFile.open(first.path) as opened:
            opened.write_unrecorded("INSERT INTO drafts VALUES ('a', 'b', 'c')", [])
            backups.make(case, folder, first)
            assert first.path.exists()


def test_one_with_work_of_its_own_is_not_removed(tmp_path: Path, folder: Path, strike, add):
    with CaseFile.create(tmp_path / "case.ktcase") as case:
        first = backups.make(case, folder)
        with CaseFile.open(first.path) as opened:
            add(opened, strike())
        second = backups.make(case, folder, first)
        assert names(folder) == sorted([first.path.name, second.path.name])
        # One that cannot be looked into might hold something as well.
        second.path.write_bytes(bytes(8192))
        third = backups.make(case, folder, second)
        assert second.path.exists()
        add(case, strike())
        fourth = backups.make(case, folder, third)
        assert names(folder) == sorted(b.path.name for b in (first, second, fourth))


@pytest.mark.skipif(sys.platform == "win32", reason="cannot fork")
def test_one_that_is_open_elsewhere_is_not_removed(sample_file: Path, folder: Path):
    with CaseFile.open(sample_file) as case:
        first = backups.make(case, folder)
        with holding(first.path, "", lambda opened: opened.title):
            second = backups.make(case, folder, first)
            assert first.path.exists()
        backups.make(case, folder, second)
        assert not second.path.exists()


def test_looking_leaves_nothing_beside_it(sample_file: Path, folder: Path):
    with CaseFile.open(sample_file) as case:
        backup = backups.make(case, folder)
    assert backups.newest_good(folder, sample_file) == backup
    restoration.compare(backup.path, sample_file)
    assert names(folder) == [backup.path.name]
    assert names(folder.parent) == ["backups", "sample.ktcase"]


def test_a_clock_set_back_removes_no_newest(sample_file: Path, folder: Path, clock):
    with CaseFile.open(sample_file) as case:
        for hour in range(12):
            clock(NOW + timedelta(hours=hour))
            backups.make(case, folder)
        clock(NOW - timedelta(days=2000))
        newest = backups.make(case, folder)
        assert newest.path.exists()
        assert len(backups.listed(folder, sample_file)) == backups.SITTINGS + 1


@given(st.sets(times, max_size=80), times)
def test_the_rule_keeps_the_last_and_is_steady(stamps: set[datetime], now: datetime):
    chosen = backups.kept(stamps, now)
    assert chosen <= stamps
    earlier = sorted(stamp for stamp in stamps if stamp <= now)
    later = sorted(stamps - set(earlier))
    assert set(earlier[-10:]) <= chosen
    assert set(later[-10:]) == chosen & set(later)
    assert len(chosen & set(earlier)) <= 10 + 7 + 4
    assert backups.kept(chosen, now) == chosen
    days = sorted({stamp.date() for stamp in earlier})[-7:]
    assert all(max(s for s in earlier if s.date() == day) in chosen for day in days)


@given(st.lists(times, min_size=1, max_size=60, unique=True))
def test_what_is_removed_day_by_day_leaves_days_and_weeks(stamps: list[datetime]):
    kept: set[datetime] = set()
    for stamp in sorted(stamps):
        kept = backups.kept({*kept, stamp}, stamp)
        assert stamp in kept
    days = sorted({stamp.date() for stamp in stamps})
    assert {stamp.date() for stamp in kept} >= set(days[-7:])
    weeks = sorted({stamp.isocalendar()[:2] for stamp in stamps})
    assert {stamp.isocalendar()[:2] for stamp in kept} >= set(weeks[-4:])


def test_the_newest_good_one_is_chosen(sample_file: Path, folder: Path, clock):
    with CaseFile.open(sample_file) as case:
        made = []
        for hour in range(3):
            clock(NOW + timedelta(hours=hour))
            made.append(backups.make(case, folder))
    assert backups.newest_good(folder, sample_file) == made[2]
    made[2].path.write_bytes(made[2].path.read_bytes()[:100_000])
    assert backups.newest_good(folder, sample_file) == made[1]
    # Tampered with: it opens, and is not as it was recorded.
    with CaseFile.open(made[1].path) as tampered:
        tampered.db.execute("DROP TRIGGER payloads_no_delete")
        tampered.db.execute("DELETE FROM payloads WHERE payload LIKE '%killed%'")
    assert backups.newest_good(folder, sample_file) == made[0]
    made[0].path.unlink()
    assert backups.newest_good(folder, sample_file) is None
    assert backups.newest_good(folder / "nowhere", sample_file) is None


def test_an_encrypted_backup_needs_the_passphrase(tmp_path: Path, folder: Path, clock, strike, add):
    path = tmp_path / "case.ktcase"
    with CaseFile.create(path, passphrase=PASSPHRASE) as case:
        add(case, strike())
        backup = backups.make(case, folder)
        # Dated by a clock that was ahead, with less in it.
        late = backup.path.with_name(backup.path.name.replace("2026", "2099"))
        late.write_bytes(backup.path.read_bytes())
        add(case, strike())
        clock(NOW + timedelta(hours=1))
        newest = backups.make(case, folder, backup)
    assert not backup.path.exists()
    assert backups.newest_good(folder, path) is None
    assert backups.newest_good(folder, path, "falsch") is None
    assert backups.newest_good(folder, path, PASSPHRASE) == newest


def test_a_long_name_is_cut(tmp_path: Path, folder: Path):
    with CaseFile.create(tmp_path / f"{'ї' * 120}.ktcase") as case:
        backup = backups.make(case, folder)
        assert backups.listed(folder, tmp_path / f"{'ї' * 120}.ktcase") == [backup]


def test_the_disk_is_compared(sample_file: Path, folder: Path):
    assert backups.is_on_same_disk(folder, sample_file)
    assert not backups.is_on_same_disk(folder / "nowhere", sample_file)
    elsewhere = Path("/proc")
    if elsewhere.is_dir():
        assert not backups.is_on_same_disk(elsewhere, sample_file)
