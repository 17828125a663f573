"""An acknowledged save is never lost: not to a killed process, not to somebody else's save."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kharkiv_tracker.errors import CaseUnavailable
from kharkiv_tracker.store import history, incidents
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.verification import verify

HERE = Path(__file__).parents[2]
SAVING = """
import os, sys
from pathlib import Path
from kharkiv_tracker import gazetteer
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.store.case_file import CaseFile
path, passphrase, times = Path(sys.argv[1]), sys.argv[2] or None, int(sys.argv[3])
told = {"event": {"date": "2022-08-17"}, "district": "Saltivskyi", "reports": [{"killed": "7"}]}
entries = entry_json.read({"incidents": [told]}, gazetteer.load())
case = CaseFile.open(path, passphrase)
print("open", flush=True)
for _time in range(times):
    (code,) = case.record(entries, "child", "save").incidents
    os.write(1, f"{code}\\n".encode())
case.close()
"""


def saving(path: Path, times: int, passphrase: str = "") -> subprocess.Popen[str]:
    """A process that saves so many incidents and tells each code once it is saved."""
    return subprocess.Popen(  # noqa: S603 - our own words
        [sys.executable, "-c", SAVING, path, passphrase, str(times)],
        cwd=HERE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="has no such signal")
@pytest.mark.parametrize("passphrase", ["", "пароль"])
def test_killed_processes_lose_no_acknowledged_save(tmp_path: Path, passphrase: str) -> None:
    path = tmp_path / "case.ktcase"
    CaseFile.create(path, passphrase=passphrase or None).close()
    acknowledged: list[str] = []
    for kill in (0, 4, 9):
        child = saving(path, 10**6, passphrase)
        assert child.stdout is not None
        assert child.stdout.readline() == "open\n"
        for _code in range(kill * 4):
            acknowledged.append(child.stdout.readline().strip())
        child.send_signal(signal.SIGKILL)
        # What it said before it was killed still stands in the pipe.
        acknowledged += [line.strip() for line in child.stdout if line.endswith("\n")]
        child.wait()
        child.stdout.close()
    with CaseFile.open(path, passphrase or None) as case:
        codes = {row.code for row in incidents.rows(case, incidents.ids(case))}
        assert len(acknowledged) > 50
        assert set(acknowledged) <= codes
        assert len(acknowledged) == len(set(acknowledged))
        assert verify(case).ok


def test_two_processes_save_a_hundred_each_and_nothing_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "case.ktcase"
    CaseFile.create(path).close()
    children = [saving(path, 100), saving(path, 100)]
    outputs = [child.communicate()[0].split()[1:] for child in children]
    assert [child.returncode for child in children] == [0, 0]
    codes = [*outputs[0], *outputs[1]]
    assert len(set(codes)) == 200
    with CaseFile.open(path) as case:
        recorded = [row.code for row in incidents.rows(case, incidents.ids(case))]
        assert sorted(codes) == sorted(recorded)
        assert {int(code.rpartition("-")[2]) for code in recorded} == set(range(1, 201))
        assert len(case.heads()) == 1
        assert verify(case).ok


def test_two_connections_in_one_process_see_each_others_saves(
    sample_file: Path, add, strike
) -> None:
    with CaseFile.open(sample_file) as one, CaseFile.open(sample_file) as two:
        for _time in range(5):
            add(one, strike())
            add(two, strike())
        assert history.fingerprint(one) == history.fingerprint(two)
        assert len(one.heads()) == 1
        assert len(incidents.ids(one)) == len(incidents.ids(two)) == 17
        assert verify(one).ok
    assert [file.name for file in sample_file.parent.iterdir()] == [sample_file.name]


def test_a_save_waits_for_another_and_says_so_when_it_takes_too_long(
    sample_file: Path, add, strike, dump
) -> None:
    with CaseFile.open(sample_file) as one, CaseFile.open(sample_file) as two:
        two.db.execute("PRAGMA busy_timeout = 20")
        before = dump(two)
        with one.edit("a", "long"):
            with pytest.raises(CaseUnavailable, match="close the other program"):
                add(two, strike())
            assert dump(two) == before
        assert add(two, strike()).incidents == ("KHT-2022-08-17-02",)


def test_reading_a_case_does_not_change_a_byte_of_it(sample_file: Path, dump) -> None:
    before = sample_file.read_bytes()
    with CaseFile.open(sample_file) as case:
        dump(case)
        assert verify(case).ok
    assert sample_file.read_bytes() == before


def test_every_save_is_on_the_disk_before_it_is_acknowledged(sample_file: Path) -> None:
    with CaseFile.open(sample_file) as case:
        settings = {
            name: case.db.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys", "trusted_schema",
                         "secure_delete", "temp_store", "mmap_size", "recursive_triggers")
        }  # fmt: skip
    assert settings == {
        "journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "trusted_schema": 0,
        "secure_delete": 1, "temp_store": 2, "mmap_size": 0, "recursive_triggers": 1,
    }  # fmt: skip
