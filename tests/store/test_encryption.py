"""A case with a passphrase is noise to everybody else, in every file it leaves behind."""

import os
import signal
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from kharkiv_tracker.errors import CaseUnavailable
from kharkiv_tracker.store import history, incidents
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.engine import PLAIN_HEADER
from kharkiv_tracker.store.open_checks import PassphraseNeeded
from kharkiv_tracker.store.verification import verify

HERE = Path(__file__).parents[2]
MARKER = "свідокХ"


def traces(folder: Path) -> list[str]:
    """The files in which the marker or anything of ours can be read."""
    needles = [MARKER.encode(form) for form in ("utf-8", "utf-16-le", "cp1251")]
    needles += [b"KHT-2022", b"revisions", PLAIN_HEADER, b"KTCF"]
    return [
        file.name
        for file in folder.iterdir()
        if any(needle in file.read_bytes() for needle in needles)
    ]


@pytest.fixture
def secret(tmp_path: Path, add, strike) -> Path:
    path = tmp_path / "secret.ktcase"
    with CaseFile.create(path, MARKER, "пароль й'\"; --") as case:
        add(case, strike(reports=[{"quote": MARKER, "speaker": MARKER}]))
        assert case.is_encrypted
        assert traces(tmp_path) == []
    return path


def test_nothing_of_an_encrypted_case_can_be_read_from_the_disk(secret: Path) -> None:
    assert traces(secret.parent) == []
    first, second = secret.read_bytes()[:16], b""
    with CaseFile.create(secret.with_name("other"), MARKER, "пароль й'\"; --"):
        second = secret.with_name("other").read_bytes()[:16]
    assert first != second


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
def test_the_passphrase_opens_it_however_the_keyboard_composed_it(secret: Path, form: str) -> None:
    typed = unicodedata.normalize(form, "пароль й'\"; --")
    with CaseFile.open(secret, typed) as case:
        assert incidents.reports(case, "KHT-2022-08-17-01")[0].quote == MARKER
        assert verify(case).ok


@pytest.mark.parametrize("guess", ["", None, "пароль и", "пароль й'\"; -- ", "x" * 10_000])
def test_any_other_passphrase_is_refused_and_changes_nothing(
    secret: Path, guess: str | None
) -> None:
    before = secret.read_bytes()
    with pytest.raises(PassphraseNeeded):
        CaseFile.open(secret, guess)
    assert secret.read_bytes() == before
    assert [file.name for file in secret.parent.iterdir()] == [secret.name]


def test_a_plain_case_does_not_open_with_a_passphrase(sample_file: Path) -> None:
    with pytest.raises(CaseUnavailable):
        CaseFile.open(sample_file, "guess")


@pytest.mark.parametrize("place", [20, 4096 + 100, 5 * 4096, -50])
def test_a_flipped_bit_of_an_encrypted_case_is_refused_or_found_out(
    secret: Path, place: int
) -> None:
    whole = bytearray(secret.read_bytes())
    whole[place] ^= 1
    secret.write_bytes(whole)
    try:
        with CaseFile.open(secret, "пароль й'\"; --") as case:
            damaged = not verify(case).ok
    except CaseUnavailable:
        damaged = True
    assert damaged


KILLED = """
import os, sys
from pathlib import Path
from kharkiv_tracker import gazetteer
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.store.case_file import CaseFile
path, passphrase, marker = Path(sys.argv[1]), sys.argv[2] or None, sys.argv[3]
case = CaseFile.create(path, marker, passphrase)
told = {"event": {"date": "2022-08-17"}, "district": "Saltivskyi", "place": marker,
        "reports": [{"quote": marker, "killed": "7"}]}
case.record(entry_json.read({"incidents": [told]}, gazetteer.load()), marker, marker)
os.kill(os.getpid(), 9)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="has no such signal")
@pytest.mark.parametrize("passphrase", ["", "пароль"])
def test_a_case_killed_right_after_its_first_save_keeps_it_and_its_secret(
    tmp_path: Path, passphrase: str
) -> None:
    path = tmp_path / "case.ktcase"
    child = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", KILLED, path, passphrase, MARKER], cwd=HERE, check=False
    )
    assert child.returncode == -signal.SIGKILL
    assert os.path.getsize(f"{path}-wal") > 0  # noqa: PTH202
    assert bool(traces(tmp_path)) is not bool(passphrase)
    with CaseFile.open(path, passphrase or None) as case:
        assert incidents.incident(case, "KHT-2022-08-17-01").place == MARKER
        assert (history.count(case), verify(case).ok) == (3, True)
    assert [file.name for file in tmp_path.iterdir()] == [path.name]
