"""What a damaged file still holds is saved, never with another figure than its reports come to."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kharkiv_tracker.errors import CaseUnavailable
from kharkiv_tracker.store import attachment_records, history, incidents, salvage, totals
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.engine import PAGE_SIZE, PLAIN_HEADER
from kharkiv_tracker.store.page_cipher import PageCipher
from kharkiv_tracker.store.salvage import Salvaged
from kharkiv_tracker.store.salvaged_records import INCOMPLETE, UNREADABLE, WITHOUT_CONTENT
from kharkiv_tracker.store.verification import verify
from tests import identities
from tests.store.children import BOTH, left_open
from tests.store.slow import Slow

PASSPHRASE = "пароль"  # noqa: S105 - of no case outside
Spoil = Callable[[bytes], bytes]


@pytest.fixture
def path(tmp_path: Path, passphrase: str, strike, add) -> Path:
    """A case of thirty incidents, one with a picture."""
    made = tmp_path / "case.ktcase"
    with CaseFile.create(made, "Thirty", passphrase=passphrase or None) as case:
        days = [strike(f"2022-08-{day:02}", killed=str(day)) for day in range(1, 31)]
        code, *_others = add(case, *days).incidents
        with case.edit("a", "attach") as edit:
            attachment_records.attach(edit, code, b"\x89PNG" + bytes(range(256)) * 90, "p.png")
    return made


def salvaged(path: Path, passphrase: str, target: str = "saved.ktcase") -> Salvaged:
    return salvage.salvage(path, passphrase or None, path.with_name(target))


def zeroed(path: Path, marks: list[bytes] | range) -> None:
    """Zero the pages of these numbers, or those on which any of these bytes stand."""
    content = path.read_bytes()
    pages = [content[i : i + PAGE_SIZE] for i in range(0, len(content), PAGE_SIZE)]
    for number, page in enumerate(pages, start=1):
        if number in marks if isinstance(marks, range) else any(mark in page for mark in marks):
            pages[number - 1] = bytes(PAGE_SIZE)
    path.write_bytes(b"".join(pages))


def check(path: Path, passphrase: str) -> None:
    """What is in it is whole, and every figure is what a slow hand makes of its reports."""
    with CaseFile.open(path, passphrase or None) as case:
        problems = {problem.problem for problem in verify(case).problems}
        assert problems <= {"The content of this attachment is missing."}
        slow = Slow(case)
        figures = {code: slow.figures(code, None) for code in slow.reports}
        expected = sum(figure["killed"].best or 0 for figure in figures.values() if figure)
        assert (totals.summed(case).toll["killed"].best or 0) == expected


@BOTH
def test_a_file_that_is_whole_comes_out_as_it_is(path: Path, passphrase: str, dump):
    before = path.read_bytes()
    result = salvaged(path, passphrase)
    assert (result.is_whole, result.uncertain, result.lost) == (True, (), ())
    assert result.saved == {"case": 1, "incident": 30, "report": 30, "attachment": 1}
    saved = path.with_name("saved.ktcase")
    with (
        CaseFile.open(path, passphrase or None) as case,
        CaseFile.open(saved, passphrase or None) as copy,
    ):
        assert history.fingerprint(copy) == history.fingerprint(case)
        old, new = dump(case), dump(copy)
        assert {name for name in new if new[name] != old[name]} <= {
            "_sqlite_migrations", "sqlite_stat1", "sqlite_stat4",
        }  # fmt: skip
    check(saved, passphrase)
    assert saved.read_bytes().startswith(PLAIN_HEADER) == (not passphrase)
    assert path.read_bytes() == before
    if sys.platform != "win32":
        assert saved.stat().st_mode & 0o777 == 0o600
    assert sorted(file.name for file in path.parent.iterdir()) == ["case.ktcase", "saved.ktcase"]


@BOTH
def test_the_journal_is_read_where_it_holds_more(path: Path, passphrase: str, strike, add):
    left_open(path, passphrase, lambda case: add(case, strike("2022-10-01", killed="100")))
    content = path.read_bytes()
    path.write_bytes(content[: 20 * PAGE_SIZE] + bytes(PAGE_SIZE) + content[21 * PAGE_SIZE :])
    salvaged(path, passphrase)
    check(path.with_name("saved.ktcase"), passphrase)
    with CaseFile.open(path.with_name("saved.ktcase"), passphrase or None) as case:
        assert totals.summed(case).toll["killed"].best == 465 + 100


@BOTH
@pytest.mark.parametrize("first", [1, 45])
def test_thirteen_pages_in_a_row_leave_no_wrong_figure(path: Path, passphrase: str, first: int):
    pages = range(first + bool(passphrase), first + 13)
    zeroed(path, pages)
    result = salvaged(path, passphrase)
    check(path.with_name("saved.ktcase"), passphrase)
    with CaseFile.open(path.with_name("saved.ktcase"), passphrase or None) as case:
        total = totals.summed(case)
        if result.is_whole:
            assert (total.incidents, total.toll["killed"].best) == (30, 465)
        assert total.incidents <= 30
        # What is not there is named, or known to be missing.
        if total.incidents < 30 or total.toll["killed"].best != 465:
            assert not result.is_whole


@pytest.mark.parametrize("kept", [0.2, 0.6, 0.9])
def test_a_file_cut_short_leaves_no_wrong_figure(path: Path, passphrase: str, kept: float):
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * kept)])
    if kept == 0.2:
        with pytest.raises(CaseUnavailable, match="Could not read anything from"):
            salvaged(path, passphrase)
        assert [file.name for file in path.parent.iterdir()] == ["case.ktcase"]
        return
    salvaged(path, passphrase)
    check(path.with_name("saved.ktcase"), passphrase)


def long_case(path: Path, strike, add) -> None:
    """A case whose payloads lie on many pages."""
    with CaseFile.create(path) as case:
        for day in range(1, 13):
            add(case, strike(f"2022-08-{day:02}", killed=str(day), place=f"п{day}." + "б" * 1500))


def test_a_lost_payload_ends_the_history_and_no_record(tmp_path: Path, strike, add):
    path = tmp_path / "case.ktcase"
    # Where a payload lies hangs on the ids.
    with identities.fixed("a lost payload"):
        long_case(path, strike, add)
    with CaseFile.open(path) as case:
        whole = [revision.id for revision in history.revisions(case)]
    content = path.read_bytes()
    firsts = {}
    for offset in range(0, len(content), PAGE_SIZE):
        page = content[offset : offset + PAGE_SIZE]
        numbers = [n for n, uid in enumerate(whole) if uid.encode() in page]
        if page[:1] == b"\x0a" and b'{"' in page and numbers:
            firsts[numbers[0]] = offset
    first, offset = max(firsts.items())
    assert first > 1
    path.write_bytes(content[:offset] + bytes(PAGE_SIZE) + content[offset + PAGE_SIZE :])
    result = salvaged(path, "")
    assert (result.revisions, result.of_revisions, result.is_whole) == (first, len(whole), False)
    assert result.uncertain
    assert result.lost == ()
    check(tmp_path / "saved.ktcase", "")
    with CaseFile.open(tmp_path / "saved.ktcase") as case:
        revisions = list(history.revisions(case))
        assert [revision.id for revision in revisions[:first]] == whole[:first]
        added = {(revision.author, revision.reason) for revision in revisions[first:]}
        assert added == {("salvage", "salvage")}
        assert totals.summed(case).toll["killed"].best == 78


def test_lost_counts_come_from_the_history_or_are_named(tmp_path: Path, strike, add):
    path = tmp_path / "case.ktcase"
    long_case(path, strike, add)
    with CaseFile.open(path) as case:
        uids = [uid for (uid,) in case.db.execute("SELECT uid FROM reports ORDER BY id")]
        ids = [revision.id for revision in history.revisions(case)]
        (root,) = case.db.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'report_counts'"
        ).fetchone()
    content = path.read_bytes()
    pages = [content[i : i + PAGE_SIZE] for i in range(0, len(content), PAGE_SIZE)]
    assert uids[0].encode() in pages[root - 1]
    pages[root - 1] = bytes(PAGE_SIZE)
    # And one page of payloads, so that the history alone is not enough.
    number = next(
        n
        for n, page in enumerate(pages)
        if page[:1] == b"\x0a" and b'{"' in page and any(uid.encode() in page for uid in ids)
    )
    pages[number] = bytes(PAGE_SIZE)
    path.write_bytes(b"".join(pages))
    result = salvaged(path, "")
    check(tmp_path / "saved.ktcase", "")
    doubtful = {loss.code for loss in result.lost if loss.reason == INCOMPLETE}
    with CaseFile.open(tmp_path / "saved.ktcase") as case:
        for code in _codes(case):
            day = int(code[-5:-3])
            (report,) = incidents.reports(case, code)
            counts = {name: str(count) for name, count in report.counts.items()}
            assert counts == {"killed": str(day)} or f"{code}/1" in doubtful
        assert len(_codes(case)) == 12
    assert 0 < len(doubtful) < 12


def test_a_picture_that_is_damaged_is_named(path: Path, passphrase: str):
    zeroed(path, [bytes(range(200, 256)) + bytes(range(10))])
    result = salvaged(path, passphrase)
    assert [(loss.kind, loss.code, loss.reason) for loss in result.lost] == [
        ("attachment", "KHT-2022-08-01-01/A1", WITHOUT_CONTENT)
    ]
    assert result.is_whole
    check(path.with_name("saved.ktcase"), passphrase)


def test_a_record_lost_but_for_its_code_is_named(tmp_path: Path, strike, add):
    path = tmp_path / "case.ktcase"
    long_case(path, strike, add)
    # Its own page, and that of its payload.
    zeroed(path, ["п7.".encode()])
    result = salvaged(path, "")
    assert not result.is_whole
    lost = {(loss.kind, loss.code): loss.reason for loss in result.lost}
    assert lost[("incident", "KHT-2022-08-07-01")] == UNREADABLE
    check(tmp_path / "saved.ktcase", "")
    with CaseFile.open(tmp_path / "saved.ktcase") as case:
        assert "KHT-2022-08-07-01" not in _codes(case)


def _codes(case: CaseFile) -> list[str]:
    return [row.code for row in incidents.rows(case, incidents.ids(case))]


def test_a_purged_name_does_not_come_back(tmp_path: Path, strike, add):
    from kharkiv_tracker.store import name_erasure

    path = tmp_path / "case.ktcase"
    with CaseFile.create(path) as case:
        persons = [{"name": "Ганна Невідома", "age": "8", "status": "killed"}]
        (code,) = add(case, strike(persons=persons), strike("2022-09-01")).incidents[:1]
        with case.edit("a", "purge") as edit:
            name_erasure.purge(edit, f"{code}/P1")
    result = salvaged(path, "")
    assert result.is_whole
    check(tmp_path / "saved.ktcase", "")
    assert "Невідома".encode() not in (tmp_path / "saved.ktcase").read_bytes()


@pytest.mark.parametrize("content", [b"", b"text", bytes(40 * PAGE_SIZE), b"\x0d\xff" * 40_000])
def test_what_is_no_case_file_is_a_sentence(tmp_path: Path, content: bytes):
    path = tmp_path / "case.ktcase"
    path.write_bytes(content)
    for passphrase in ("", PASSPHRASE):
        with pytest.raises(CaseUnavailable, match="Could not read anything from"):
            salvaged(path, passphrase)
    assert [file.name for file in tmp_path.iterdir()] == ["case.ktcase"]


@BOTH
def test_what_cannot_be_is_refused(path: Path, passphrase: str):
    with pytest.raises(CaseUnavailable, match="already exists and was not changed"):
        salvaged(path, passphrase, "case.ktcase")
    with pytest.raises(CaseUnavailable, match=r"is reserved for the files of case\.ktcase"):
        salvaged(path, passphrase, "case.ktcase-wal")
    with pytest.raises(CaseUnavailable, match="Could not read"):
        salvage.salvage(path.with_name("no"), None, path.with_name("saved.ktcase"))
    with (
        CaseFile.open(path, passphrase or None),
        pytest.raises(CaseUnavailable, match="is open in this program"),
    ):
        salvaged(path, passphrase)
    if passphrase:
        for wrong in ("falsch", ""):
            with pytest.raises(
                CaseUnavailable,
                match="it is not a case file, has another passphrase, or is too badly damaged",
            ):
                salvaged(path, wrong)
    assert [file.name for file in path.parent.iterdir()] == ["case.ktcase"]


def test_a_page_that_was_touched_is_not_decrypted(tmp_path: Path):
    path = tmp_path / "case.ktcase"
    CaseFile.create(path, passphrase=PASSPHRASE).close()
    content = path.read_bytes()
    cipher = PageCipher(PASSPHRASE, content[:16])
    page = content[PAGE_SIZE : 2 * PAGE_SIZE]
    assert (cipher.plain(2, page) or b"")[:1] in (b"\x02", b"\x05", b"\x0a", b"\x0d")
    assert cipher.plain(3, page) is None
    assert cipher.plain(2, page[:100] + bytes([page[100] ^ 1]) + page[101:]) is None
    assert PageCipher("falsch", content[:16]).plain(2, page) is None


@pytest.mark.skipif(sys.platform == "win32", reason="has no links and pipes")
def test_through_a_link_the_journal_of_the_file_is_read_and_a_pipe_is_refused(
    path: Path, tmp_path: Path, strike, add
):
    left_open(path, "", lambda case: add(case, strike("2022-09-01")))
    (tmp_path / "elsewhere").mkdir()
    link = tmp_path / "elsewhere" / "link.ktcase"
    link.symlink_to(path)
    assert salvaged(link, "").saved["incident"] == 31
    pipe = tmp_path / "pipe.ktcase"
    os.mkfifo(pipe)
    with pytest.raises(CaseUnavailable, match="is not a Kharkiv Tracker case file"):
        salvaged(pipe, "", "no.ktcase")
    assert not (tmp_path / "no.ktcase").exists()
