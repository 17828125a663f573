"""Room kept beside an open case: a full disk costs nobody what they typed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kharkiv_tracker.gui.files import case_files
from kharkiv_tracker.gui.window import MainWindow
from kharkiv_tracker.store import ballast, incidents
from kharkiv_tracker.store.case_file import CaseFile
from tests.cases import empty_file
from tests.disks import fill, small_disk
from tests.gui.conftest import Hands


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with small_disk(tmp_path / "disk", "90m") as mounted:
        yield mounted


def test_room_is_kept_while_a_case_is_open(tmp_path: Path) -> None:
    path = empty_file(tmp_path / "case.ktcase")
    reserve = tmp_path / ".case.ktcase.reserve"
    # A window that crashed left one.
    reserve.write_bytes(b"left")
    session = case_files.open_file(path, None)
    assert reserve.stat().st_size == ballast.SIZE
    if hasattr(reserve.stat(), "st_blocks"):
        assert reserve.stat().st_blocks * 512 >= ballast.SIZE
    # Who only reads leaves the room of the other alone.
    reader = case_files.open_file(path, None)
    assert reader.case.read_only
    reader.close()
    assert reserve.exists()
    session.close()
    assert [file.name for file in tmp_path.iterdir() if "ktcase" in file.name] == ["case.ktcase"]


def test_where_room_is_scarce_none_is_taken_and_nothing_fails(disk: Path) -> None:
    path = empty_file(disk / "case.ktcase")
    filler = fill(disk, 40_000_000)
    session = case_files.open_file(path, None)
    session.close()
    assert {file.name for file in disk.iterdir()} == {"case.ktcase", filler.name}


def test_on_a_full_disk_saving_once_more_succeeds_and_nothing_typed_is_lost(
    window: MainWindow, disk: Path, hands: Hands
) -> None:
    path = empty_file(disk / "case.ktcase")
    assert window.open_path(path)
    hands.start(window)
    hands.fill("17.08.22 night", "saltivskyi, residential building", "7+", "16", "missile")
    fill(disk)
    entry, session = window.view.entry, window.session
    hands.quote_office(entry)
    hands.save()
    assert incidents.number(session.case) == 0
    assert "save once more" in entry.message
    assert "Your entry is still here" in entry.message
    assert entry.report.fields["killed"].box.text() == "7+"
    hands.save()
    assert not (disk / ".case.ktcase.reserve").exists()
    assert incidents.number(session.case) == 1
    window.close_case()
    with CaseFile.open(path) as case:
        assert incidents.number(case) == 1
