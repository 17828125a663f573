"""A copy is whole, verified, private and encrypted as the case is, or it is not there at all."""

import os
import signal
import sys
from pathlib import Path

import pytest

from kharkiv_tracker.errors import CaseUnavailable
from kharkiv_tracker.store import case_copy, engine, history, totals
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.verification import verify
from tests.store.children import BOTH, holding, run

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="the system has no such thing")


@pytest.fixture
def path(tmp_path: Path, passphrase: str, strike, add) -> Path:
    made = tmp_path / "case.ktcase"
    with CaseFile.create(made, passphrase=passphrase or None) as case:
        add(case, strike(), strike(killed="3"))
    return made


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@BOTH
def test_a_copy_holds_what_the_open_case_holds(path: Path, passphrase: str, strike, add, dump):
    target = path.with_name("copy.ktcase")
    with CaseFile.open(path, passphrase or None) as case:
        add(case, strike(killed="5"))
        assert path.with_name("case.ktcase-wal").stat().st_size
        case_copy.copy(case, target)
        with CaseFile.open(target, passphrase or None) as copy:
            assert dump(copy) == dump(case)
            assert verify(copy).ok
        # Its connection was not disturbed.
        add(case, strike(killed="6"))
    if sys.platform != "win32":
        assert target.stat().st_mode & 0o777 == 0o600
    assert target.read_bytes().startswith(engine.PLAIN_HEADER) == (not passphrase)
    assert names(path.parent) == {"case.ktcase", "copy.ktcase"}


@BOTH
@POSIX
def test_a_copy_made_while_a_process_writes_is_a_state_the_case_had(
    path: Path, passphrase: str, strike, add
):
    copies = []
    with (
        holding(path, passphrase, lambda case: add(case, strike())) as acknowledged,
        CaseFile.open(path, passphrase or None, checked=False) as case,
    ):
        for number in range(2):
            copies.append((path.with_name(f"{number}.ktcase"), acknowledged.wait()))
            case_copy.copy(case, copies[-1][0])
    with CaseFile.open(path, passphrase or None) as case:
        whole = [revision.id for revision in history.revisions(case)]
    for copied, least in copies:
        with CaseFile.open(copied, passphrase or None) as copy:
            assert verify(copy).ok
            ids = [revision.id for revision in history.revisions(copy)]
            assert ids == whole[: len(ids)]
            assert totals.summed(copy).incidents >= 2 + least


@pytest.mark.parametrize(
    "name", ["case.ktcase", "case.ktcase-wal", "case.ktcase-shm", "case.ktcase-journal", "other"]
)
def test_a_name_that_is_in_use_is_refused(path: Path, passphrase: str, name: str):
    path.with_name("other").write_text("kept")
    before = path.read_bytes()
    with (
        CaseFile.open(path, passphrase or None) as case,
        pytest.raises(CaseUnavailable, match="Choose another name"),
    ):
        case_copy.copy(case, path.with_name(name))
    assert path.read_bytes() == before
    assert path.with_name("other").read_text() == "kept"
    assert names(path.parent) == {"case.ktcase", "other"}


def test_a_link_that_leads_nowhere_is_a_name_in_use(path: Path, passphrase: str):
    target = path.with_name("link")
    try:
        target.symlink_to(path.with_name("nowhere"))
    except OSError:
        pytest.skip("no links here")
    with (
        CaseFile.open(path, passphrase or None) as case,
        pytest.raises(CaseUnavailable, match="already exists and was not changed"),
    ):
        case_copy.copy(case, target)
    assert names(path.parent) == {"case.ktcase", "link"}


def test_a_missing_folder_is_a_sentence(path: Path, passphrase: str):
    with (
        CaseFile.open(path, passphrase or None) as case,
        pytest.raises(CaseUnavailable, match=r"Could not create .*copy.ktcase: .* another place"),
    ):
        case_copy.copy(case, path.parent / "nowhere" / "copy.ktcase")


def test_what_the_step_raises_gives_the_copy_up(path: Path, passphrase: str):
    def cancel() -> None:
        raise KeyboardInterrupt

    with CaseFile.open(path, passphrase or None) as case, pytest.raises(KeyboardInterrupt):
        case_copy.copy(case, path.with_name("copy.ktcase"), cancel)
    assert names(path.parent) == {"case.ktcase"}


@BOTH
@POSIX
def test_what_is_open_can_be_copied_when_its_path_is_gone(path: Path, passphrase: str):
    with CaseFile.open(path, passphrase or None) as case:
        path.unlink()
        case_copy.copy(case, path.with_name("rescued.ktcase"))
    with CaseFile.open(path.with_name("rescued.ktcase"), passphrase or None) as copy:
        assert verify(copy).ok
        assert totals.summed(copy).incidents == 2


@POSIX
def test_a_disk_without_room_is_a_sentence_and_leaves_nothing(path: Path, passphrase: str):
    def limited() -> None:
        import resource

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        with CaseFile.open(path, passphrase or None, reading=True) as case:
            resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
            with pytest.raises(CaseUnavailable, match="No copy was made"):
                case_copy.copy(case, path.with_name("copy.ktcase"))

    assert run(limited) == 0
    assert {name for name in names(path.parent) if name.endswith((".part", "copy.ktcase"))} == set()


@POSIX
def test_a_disk_without_links_gets_a_copy_too(path: Path, passphrase: str, monkeypatch):
    # A disk that has none cannot be made in a test.
    def link(*_names: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", link)
    target = path.with_name("copy.ktcase")
    with CaseFile.open(path, passphrase or None) as case:
        case_copy.copy(case, target)
        with pytest.raises(CaseUnavailable, match="already exists and was not changed"):
            case_copy.copy(case, target)
    assert target.stat().st_mode & 0o777 == 0o600
    with CaseFile.open(target, passphrase or None) as copy:
        assert verify(copy).ok


def test_a_damaged_case_is_not_copied(path: Path, passphrase: str):
    whole = path.read_bytes()
    path.write_bytes(whole[:40960] + bytes(12 * 4096) + whole[40960 + 12 * 4096 :])
    try:
        case = CaseFile.open(path, passphrase or None)
    except CaseUnavailable:
        return
    with case, pytest.raises(CaseUnavailable, match="damaged"):
        case_copy.copy(case, path.with_name("copy.ktcase"))
    assert names(path.parent) <= {"case.ktcase", "case.ktcase-wal", "case.ktcase-shm"}
