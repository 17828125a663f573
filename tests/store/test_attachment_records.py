"""Files kept as they were collected: whole, hashed, once, and given out as they came."""

import hashlib
import json
import os
import tracemalloc
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kharkiv_tracker.errors import CaseUnavailable, Refused, WrongCall
from kharkiv_tracker.store import (
    attachment_export,
    attachment_records,
    corrections,
    file_capture,
    history,
    incidents,
    undo_stack,
    verification,
)
from kharkiv_tracker.store.case_file import CaseFile

CODE = "KHT-2022-08-17-01"
ONE = f"{CODE}/A1"


@pytest.fixture
def struck(case: CaseFile, strike: Callable[..., Any], add: Callable[..., Any]) -> CaseFile:
    """A case with two incidents of one report each."""
    add(case, strike(), strike("2022-08-20"))
    return case


def attach(case: CaseFile, given: Path | bytes, code: str = CODE, **fields: Any) -> str:
    with case.edit("collector", "attach") as edit:
        return attachment_records.attach(edit, code, given, **fields)


def whole(case: CaseFile, code: str = ONE) -> bytes:
    (attachment,) = attachment_records.of(case, code)
    return b"".join(attachment_records.content(case, attachment))


def test_a_file_is_kept_with_what_is_needed_to_vouch_for_it(
    struck: CaseFile, tmp_path: Path
) -> None:
    file, held = tmp_path / "photo.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9000
    file.write_bytes(held)
    stood = file.stat()
    when = datetime(2022, 8, 18, 9, 30, tzinfo=timezone(timedelta(hours=3)))
    fields = {"method": "downloaded", "version": "1.0", "origin": "https://x.org/a", "notes": "n"}
    assert attach(struck, file, f"{CODE}/1", collected=when, **fields) == ONE
    (saved,) = attachment_records.of(struck, CODE)
    assert (saved.name, saved.type, saved.size) == ("photo.png", "image/png", len(held))
    assert saved.sha256 == hashlib.sha256(held).hexdigest()
    assert (saved.collector, saved.method, saved.version) == ("collector", "downloaded", "1.0")
    assert saved.collected == "2022-08-18T09:30:00+03:00"
    assert attachment_export.utc(saved.collected) == "2022-08-18T06:30:00Z"
    assert not saved.uncovered
    assert saved.report == incidents.reports(struck, CODE)[0].uid
    assert attachment_records.of(struck, f"{CODE}/1") == (saved,)
    assert whole(struck) == held
    assert file.read_bytes() == held
    assert file.stat().st_mtime_ns == stood.st_mtime_ns
    assert verification.verify(struck).ok


def test_content_is_stored_once_however_often_it_is_attached(struck: CaseFile) -> None:
    attach(struck, b"same", name="a.txt")
    assert attach(struck, b"same", "KHT-2022-08-20-01", name="b.txt") == "KHT-2022-08-20-01/A1"
    assert struck.db.execute("SELECT count(*) FROM contents").fetchone() == (1,)
    with pytest.raises(Refused, match=f"is already attached as {ONE}"):
        attach(struck, b"same", name="c.txt")


def test_an_attachment_is_covered_corrected_withdrawn_and_undone(struck: CaseFile) -> None:
    attach(struck, b"graphic", name="a.bin")
    (before,) = attachment_records.of(struck, CODE)
    with struck.edit("a", "seen") as edit:
        attachment_records.set_uncovered(edit, ONE, uncovered=True)
    assert attachment_records.of(struck, ONE)[0].uncovered
    with struck.edit("a", "again") as edit:
        attachment_records.set_uncovered(edit, ONE, uncovered=False)
        corrections.withdraw(edit, ONE)
    assert attachment_records.of(struck, ONE)[0].withdrawn
    assert list(attachment_export.listed(struck, CODE)) == []
    assert [attachment.code for attachment in attachment_export.listed(struck, ONE)] == [ONE]
    assert {revision.record for revision in history.revisions(struck, ONE)} == {ONE}
    for _time in range(2):
        undo_stack.undo(struck, "a")
    assert attachment_records.of(struck, ONE) == (before,)
    undo_stack.undo(struck, "a")
    assert attachment_records.of(struck, CODE) == ()
    assert verification.verify(struck).ok
    undo_stack.redo(struck, "a")
    assert whole(struck) == b"graphic"


@pytest.mark.parametrize("kind", ["folder", "fifo", "device", "loop", "none", "empty", "nul"])
def test_only_regular_files_are_kept_and_the_rest_is_said_in_a_sentence(
    struck: CaseFile, dump: Callable[..., Any], tmp_path: Path, kind: str
) -> None:
    path = tmp_path / "thing"
    match kind:
        case "folder":
            path.mkdir()
        case "fifo":
            os.mkfifo(path)
        case "device":
            path = Path(os.devnull)
        case "loop":
            path.symlink_to(path)
        case "empty":
            path.touch()
        case "nul":
            path = tmp_path / "a\0b"
    before = dump(struck)
    with pytest.raises(Refused) as refused:
        attach(struck, path)
    assert str(refused.value).endswith(".")
    assert dump(struck) == before


@pytest.mark.skipif(getattr(os, "geteuid", int)() == 0, reason="root reads everything")
def test_a_file_nobody_may_read_is_refused(struck: CaseFile, tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"a")
    file.chmod(0)
    with pytest.raises(Refused, match="cannot be read"):
        attach(struck, file)


def test_a_file_too_large_or_growing_while_it_is_read_adds_nothing(
    struck: CaseFile, dump: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "video.mp4"
    file.write_bytes(b"a" * 3000)
    before = dump(struck)
    monkeypatch.setattr(attachment_records, "LARGEST", 2999)
    with pytest.raises(Refused, match="larger than"):
        attach(struck, file)
    monkeypatch.undo()
    hashed = attachment_records._hashed

    def growing(stream: Any, name: str) -> Any:
        result = hashed(stream, name)
        with file.open("ab") as more:
            more.write(b"b")
        return result

    monkeypatch.setattr(attachment_records, "_hashed", growing)
    with pytest.raises(Refused, match="changed while"):
        attach(struck, file)
    assert dump(struck) == before


def test_the_case_file_is_not_attached_to_itself_and_stays_locked(
    tmp_path: Path, strike: Callable[..., Any], add: Callable[..., Any]
) -> None:
    path = tmp_path / "case.ktcase"
    with CaseFile.create(path) as case:
        add(case, strike())
        (tmp_path / "link").symlink_to(path)
        for own in (path, tmp_path / "link", path.with_name("case.ktcase-wal")):
            with pytest.raises(Refused, match="is the case file itself"):
                attach(case, own)


def test_reading_and_giving_out_takes_a_few_parts_of_memory(
    tmp_path: Path, strike: Callable[..., Any], add: Callable[..., Any]
) -> None:
    file, size = tmp_path / "video.bin", 24 * file_capture.PART
    file.write_bytes(os.urandom(size))
    with CaseFile.create(tmp_path / "case.ktcase") as case:
        add(case, strike())
        tracemalloc.start()
        attach(case, file)
        attachment_export.extract(case, None, tmp_path / "out")
        assert verification.verify(case).ok
        _now, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert peak < 8 * file_capture.PART
    out = tmp_path / "out" / f"{CODE}-A1-video.bin"
    assert out.read_bytes() == file.read_bytes()


def test_originals_come_out_under_safe_names_with_a_list_of_them(
    struck: CaseFile, tmp_path: Path
) -> None:
    names = ["../../etc/passwd", "CON", "a\u202egnp.exe", "é" * 200 + ".jpg", "..", "a/b\\c.txt"]
    for number, name in enumerate(names):
        attach(struck, bytes([number + 1]), name=name)
    attach(struck, b"other", "KHT-2022-08-20-01", name="x.txt", notes="seen")
    folder = tmp_path / "out"
    written = attachment_export.extract(struck, None, folder, "program 1")
    assert written[0][0].code == ONE
    manifest = json.loads((folder / "manifest.json").read_text())
    assert manifest["fingerprint"] == history.fingerprint(struck)
    assert manifest["version"] == "program 1"
    listed = {entry["file"]: entry for entry in manifest["files"]}
    assert {path.name for path in folder.iterdir()} == {*listed, "manifest.json"}
    for name, item in listed.items():
        held = (folder / name).read_bytes()
        assert (hashlib.sha256(held).hexdigest(), len(held)) == (item["sha256"], item["size"])
        assert len(name.encode()) < 200
    assert [entry["name"] for entry in manifest["files"]][:2] == ["../../etc/passwd", "CON"]
    assert manifest["files"][-1]["notes"] == "seen"
    assert len(attachment_export.extract(struck, "KHT-2022-08-20-01", tmp_path / "one")) == 1


@given(st.text(max_size=300))
def test_no_name_leads_out_of_a_folder(name: str) -> None:
    safe = attachment_export.safe(name)
    assert safe
    assert safe == Path(safe).name
    assert len(safe.encode()) <= 120
    assert not set(safe) & set('/\\:*?"<>|\0\n\u202e')


def test_content_that_is_not_what_was_collected_is_not_given_out(
    struck: CaseFile, tmp_path: Path
) -> None:
    attach(struck, b"first", name="a.txt")
    attach(struck, b"second", name="b.txt")
    struck.db.execute("UPDATE contents SET bytes = x'00' WHERE length(bytes) = 6")
    with pytest.raises(CaseUnavailable, match="differs from the collected file"):
        attachment_export.extract(struck, CODE, tmp_path / "out")
    assert not (tmp_path / "out").exists()
    (problem,) = verification.verify(struck).problems
    assert problem.record == f"{CODE}/A2"


def test_nothing_is_written_over(struck: CaseFile, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="No attachments to extract"):
        attachment_export.extract(struck, None, tmp_path / "out")
    attach(struck, b"first", name="a.txt")
    own = tmp_path / f"{CODE}-A1-a.txt"
    own.write_text("mine")
    for folder in (tmp_path, own):
        with pytest.raises(WrongCall, match="is not an empty folder"):
            attachment_export.extract(struck, None, folder)
    with pytest.raises(CaseUnavailable, match="Could not create"):
        attachment_export.extract(struck, None, tmp_path / "not" / "there")
    assert own.read_text() == "mine"


@pytest.mark.parametrize(
    ("head", "name", "kind"),
    [
        (b"%PDF-1.7", "a.jpg", "application/pdf"),
        (b"MZ\x90", "photo.jpg", "application/x-msdownload"),
        (b"\xff\xd8\xff\xe0", "a", "image/jpeg"),
        (b"RIFF0000WEBP", "a", "image/webp"),
        (b"hello", "a.txt", "text/plain"),
        (b"hello", "a.unheardof", "application/octet-stream"),
    ],
)
def test_what_a_file_is_is_read_off_it_before_its_name(head: bytes, name: str, kind: str) -> None:
    assert file_capture.type_of(head, name) == kind
