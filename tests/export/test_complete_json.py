"""A whole case as JSON and back: the identical case, or a sentence and the file as it was."""

import json
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from kharkiv_tracker.domain import revision as rules
from kharkiv_tracker.domain.record import RECORDS
from kharkiv_tracker.domain.revision import Revision
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.errors import CaseUnavailable, Refused, TrackerError
from kharkiv_tracker.export import complete_json, complete_reader
from kharkiv_tracker.store import (
    attachment_records,
    case_tables,
    drafts,
    file_identity,
    open_checks,
    records,
    selections,
    undo_stack,
)
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.engine import connect
from kharkiv_tracker.store.verification import verify
from tests.cases import empty_file, sample_file, strikes
from tests.grammar import recorded
from tests.net import door
from tests.store.children import holding

CASES = sorted((Path(__file__).parents[1] / "net" / "cases").glob("*.ktcase"))
#: Tables that are those of a file and of a computer, and of SQLite and its index of texts, of
#: which `verify` compares what is found by it.
OWN = {"drafts", "_sqlite_migrations", "sqlite_stat1", "sqlite_stat4"}
INDEX = ("search_index_", "search_beginnings_")
Document = dict[str, Any]


class Cancel(BaseException):
    """What a user who cancels raises."""


def rows(path: Path, passphrase: str | None = None) -> dict[str, list[Document]]:
    """Every row of every table, in the order of its numbers, but for what is the file's own."""
    with closing(connect(path, passphrase, read_only=True)) as db:
        return {
            table: list(db[table].rows)
            for table in db.table_names()
            if table not in OWN and not table.startswith(INDEX)
        }


def exported(case: Path) -> Path:
    """The complete JSON of a case beside it."""
    target = case.with_suffix(".json")
    with CaseFile.open(case) as opened:
        complete_json.write(opened, target)
    return target


def names(folder: Path) -> set[str]:
    """The files in a folder, but for those that the engine leaves where a file is only read."""
    return {path.name for path in folder.iterdir() if not path.name.endswith(("-shm", "-wal"))}


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    return empty_file(tmp_path / "empty.ktcase")


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with a value in every field."""
    path = tmp_path_factory.mktemp("full") / "full.ktcase"
    recorded.record(path)
    exported(path)
    return path


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with two incidents, an attachment, and sources of which the first came back last."""
    path = empty_file(tmp_path_factory.mktemp("small") / "small.ktcase")
    strike = {"event": {"date": "2022-08-17"}, "district": "Saltivskyi", "reports": [{"killed": 7}]}
    entries = path.with_name("add.json")
    for _time in range(2):
        entries.write_text(json.dumps({"incidents": [strike]}), "utf-8")
        door.output("add", path, entries)
    with CaseFile.open(path) as case:
        with case.edit("tester", "") as edit:
            for uid in ("first", "second", "third"):
                edit.add("source", {"name": uid}, uid)
            for state in ({}, {"name": "first"}):
                edit.write("source", "first", state)
            edit.write("source", "second", {})
            attachment_records.attach(edit, "KHT-2022-08-17-02", b"\0bytes", "тест.bin")
        selections.save(case, "Мої \u0000\u0007", Selection(text='\U0001f600 "\\"'))
    exported(path)
    return path


@pytest.mark.parametrize("kept", CASES, ids=lambda path: path.stem)
def test_21_every_kept_case_comes_back_identical(kept: Path, tmp_path: Path, empty: Path) -> None:
    case = Path(shutil.copy(kept, tmp_path))
    complete_reader.take_over(empty, exported(case))
    assert rows(empty) == rows(case)


def test_21_a_case_with_every_field_comes_back_identical(full: Path, empty: Path) -> None:
    complete_reader.take_over(empty, full.with_suffix(".json"))
    assert rows(empty) == rows(full)
    # The same document is written of it again.
    with CaseFile.open(empty) as case:
        assert b"".join(complete_json.parts(case)) == full.with_suffix(".json").read_bytes()


def test_21_what_commands_print_of_it_is_the_same(tmp_path: Path, empty: Path) -> None:
    sample = sample_file(tmp_path / "sample.ktcase")
    printed = door.document("import", empty, exported(sample))
    for asked in (["history"], ["verify"], ["totals", "--by", "month"], ["queue"]):
        command, *options = asked
        assert door.document(command, empty, *options) == door.document(command, sample, *options)
    curves = []
    for case in (sample, empty):
        door.output("chart", case, "cumulative", "-o", tmp_path / "curves.csv")
        curves.append((tmp_path / "curves.csv").read_bytes())
    assert curves[0] == curves[1]
    with CaseFile.open(empty) as case:
        verified = verify(case)
    assert verified.ok
    assert printed["fingerprint"] == verified.fingerprint
    assert printed["revisions"] == verified.revisions
    assert printed["added"]["incidents"] == 7
    assert printed["dry_run"] is False


def test_21_every_table_is_written_or_said_to_follow(full: Path) -> None:
    written = {table.name for table in case_tables.TABLES}
    of_records = {
        table for kind in RECORDS for table in (records.table_of(kind), *records.sides_of(kind))
    }
    for table in rows(full).keys() - written - of_records:
        assert f"`{table}`" in str(case_tables.__doc__) or table.startswith("search_"), table


def test_21_the_order_of_entry_comes_back(small: Path, empty: Path) -> None:
    numbers = {source["uid"]: source["id"] for source in rows(small)["sources"]}
    assert numbers == {"first": 4, "third": 3}
    complete_reader.take_over(empty, small.with_suffix(".json"))
    assert rows(empty) == rows(small)


@pytest.mark.parametrize("passphrase", ["", "пароль"], ids=["plain", "encrypted"])
def test_21_path_passphrase_and_drafts_of_the_empty_case_stay(
    small: Path, tmp_path: Path, passphrase: str
) -> None:
    target = tmp_path / "target.ktcase"
    with CaseFile.create(target, passphrase=passphrase or None) as case:
        drafts.save(case, "entry", {"place": "Салтівка"})
    link = tmp_path / "link.ktcase"
    link.symlink_to(target)
    complete_reader.take_over(link, small.with_suffix(".json"), passphrase)
    assert link.is_symlink()
    if passphrase:
        with pytest.raises(open_checks.PassphraseNeeded):
            CaseFile.open(target)
    assert rows(target, passphrase or None) == rows(small)
    with CaseFile.open(target, passphrase or None) as case:
        draft = drafts.load(case, "entry")
        assert draft
        assert draft.content == {"place": "Салтівка"}
        assert verify(case).ok
    assert names(tmp_path) == {"target.ktcase", "link.ktcase"}


def test_21_a_dry_run_says_the_same_and_changes_nothing(small: Path, empty: Path) -> None:
    before = empty.read_bytes()
    file = small.with_suffix(".json")
    dry = door.document("import", empty, file, "--dry-run")
    assert dry["added"]["attachments"] == 1
    assert empty.read_bytes() == before
    assert names(empty.parent) == {"empty.ktcase"}
    printed = door.output("import", empty, file, "--dry-run")
    assert printed.startswith("Would be imported: 2 incidents, 2 reports, ")
    assert door.output("import", empty, file).startswith("Imported: 2 incidents, 2 reports, ")
    assert door.document("verify", empty)["fingerprint"] == dry["fingerprint"]


def _undone(case: CaseFile) -> None:
    case.record(strikes(), "tester", "")
    undo_stack.undo(case, "tester")


def _source(case: CaseFile) -> None:
    with case.edit("tester", "") as edit:
        edit.add("source", {"name": "ДСНС"})


@pytest.mark.parametrize(
    "use", [_undone, _source, lambda case: selections.save(case, "Мої", Selection())]
)
def test_21_a_case_that_would_lose_something_is_refused(
    small: Path, empty: Path, use: Callable[[CaseFile], object]
) -> None:
    with CaseFile.open(empty) as case:
        use(case)
    refused(empty, small.with_suffix(".json"), CaseUnavailable, "is not empty")


def refused(
    empty: Path, file: Path, error: type[TrackerError], sentence: str, path: str = ""
) -> None:
    """There is a sentence, with this path if any, and the case is as it was, nothing beside it."""
    before = empty.read_bytes(), names(empty.parent)
    with pytest.raises(error) as raised:
        complete_reader.take_over(empty, file)
    assert sentence in raised.value.sentence, raised.value
    assert getattr(raised.value, "path", "") == path or not path
    assert (empty.read_bytes(), names(empty.parent)) == before


def _rows(table: str, change: Callable[[list[Document]], object]) -> Callable[[Document], object]:
    return lambda document: change(document["history"][table])


def _head(**values: object) -> Callable[[Document], object]:
    return lambda document: document[complete_json.HEAD].update(values)


def _set(table: str, number: int, **values: object) -> Callable[[Document], object]:
    return _rows(table, lambda table_rows: table_rows[number].update(values))


WRONG: dict[str, tuple[Callable[[Document], object], str, str]] = {
    "newer form": (_head(format=2), "newer version", "kharkiv_tracker"),
    "newer tables": (_head(tables="of_tomorrow"), "newer version", "kharkiv_tracker"),
    "present state": (_head(complete=False), "without their history", "kharkiv_tracker"),
    "half a number": (_head(revisions=1.5), "whole number", "kharkiv_tracker.revisions"),
    "other history": (_head(fingerprint="0" * 64), "is not the one", "history"),
    "other length": (_head(revisions=1), "is not the one", "history"),
    "no head": (lambda d: d.pop(complete_json.HEAD), "head of the file", "kharkiv_tracker"),
    "no history": (lambda d: d.pop("history"), "no history", "history"),
    "no table": (lambda d: d["history"].pop("codes"), "missing", "history.codes"),
    "more tables": (lambda d: d["history"].update(x=[]), "Unknown field", "history.x"),
    "no list": (lambda d: d["history"].update(codes={}), "square brackets", "history.codes"),
    "no row": (_rows("codes", lambda r: r.insert(1, [])), "braces", "history.codes[1]"),
    "more columns": (_set("codes", 1, x=1), "Unknown field", "history.codes[1].x"),
    "fewer columns": (
        _rows("codes", lambda r: r[0].pop("code")),
        "missing",
        "history.codes[0].code",
    ),
    "no text": (_set("payloads", 2, salt=None), "Use a text", "history.payloads[2].salt"),
    "tick": (_set("revisions", 2, seq=True), "whole number", "history.revisions[2].seq"),
    "float": (_set("revisions", 2, seq=3.0), "whole number", "history.revisions[2].seq"),
    "below zero": (_set("revisions", 2, seq=-1), "whole number", "history.revisions[2].seq"),
    "too large": (_set("revisions", 2, seq=2**63), "not valid JSON", "history.revisions[2]"),
    "no bytes": (_set("contents", 0, bytes="%"), "base64", "history.contents[0].bytes"),
    "same id": (
        _rows("revisions", lambda r: r[2].update(id=r[1]["id"])),
        "cannot be stored",
        "history.revisions[2]",
    ),
    "same code": (
        _rows("codes", lambda r: r.append(r[0])),
        "cannot be stored",
        "history.codes[2]",
    ),
    "same number": (
        _rows("entry_order", lambda r: r.append(r[0])),
        "cannot be stored",
        "history.entry_order[8]",
    ),
    "revision gone": (
        _rows("revisions", lambda r: r.pop(2)),
        "A revision before this one is missing",
        "history.revisions[3]",
    ),
    "author": (_set("revisions", 2, author="x"), "changed afterwards", "history.revisions[2]"),
    "content": (_set("payloads", 0, payload="{}"), "altered", ""),
    "parent": (_rows("revision_parents", lambda r: r.pop()), "changed afterwards", ""),
    "erased": (
        lambda d: d["history"]["purges"].append(
            {"revision": d["history"]["revisions"][1]["id"], "digest": "0"}
        ),
        "No recorded erasure",
        "history.revisions[1]",
    ),
    "code": (_set("codes", 0, code="KHT-2022-08-17-09"), "A code was changed", ""),
    "order": (
        _rows("entry_order", lambda r: r.pop()),
        "does not match its history",
        "",
    ),
    "twice": (
        _rows("entry_order", lambda r: r.append({**r[-1], "number": 99})),
        "order of entry",
        "history.entry_order",
    ),
    "attached": (_set("contents", 0, bytes="AAAA"), "was changed", ""),
    "not attached": (_rows("contents", lambda r: r.clear()), "is missing", ""),
    "stray": (
        _rows("contents", lambda r: r.append({"sha256": "0", "part": 0, "bytes": ""})),
        "does not belong to any attachment",
        "history",
    ),
    "selection": (_set("selections", 0, content="["), "cannot be read", "history"),
}


@pytest.mark.parametrize("name", WRONG)
def test_21_what_is_wrong_is_refused_where_it_is(small: Path, empty: Path, name: str) -> None:
    change, sentence, path = WRONG[name]
    document = json.loads(small.with_suffix(".json").read_bytes())
    change(document)
    file = small.with_name("wrong.json")
    file.write_text(json.dumps(document), "utf-8")
    refused(empty, file, Refused, sentence, path)


def _retold(payload: str) -> Callable[[Document], object]:
    """A history that proves itself but holds what no program of ours wrote."""

    def change(document: Document) -> None:
        history = document["history"]
        last = history["revisions"][-1]
        (own,) = [p for p in history["payloads"] if p["revision"] == last["id"]]
        (link,) = [p for p in history["revision_parents"] if p["revision"] == last["id"]]
        names = ("at", "author", "reason", "kind", "record", "edit", "undoes")
        revision = Revision(0, "", (link["parent"],), *(last[name] for name in names))
        digest = rules.payload_digest(own["salt"], payload)
        uid = rules.revision_id(revision, digest)
        last.update(id=uid, digest=digest)
        own.update(revision=uid, payload=payload)
        link["revision"] = uid
        document[complete_json.HEAD]["fingerprint"] = rules.fingerprint([uid])

    return change


@pytest.mark.parametrize(
    "payload",
    [
        '{"name":[null,{"a":1}]}',
        '{"name":[null,["a"]]}',
        '{"name":[null,5]}',
        '{"name":[null,1e400]}',
        '{"rank":[null,123456789012345678901234567890]}',
        '{"kind":[null,"' + "x" * 9 + '\\ud800"]}',
        "[" * 2000,
        "5",
    ],
)
def test_21_values_that_no_program_of_ours_wrote_are_refused(
    small: Path, empty: Path, payload: str
) -> None:
    document = json.loads(small.with_suffix(".json").read_bytes())
    _retold(payload)(document)
    file = small.with_name("retold.json")
    file.write_text(json.dumps(document), "utf-8")
    with pytest.raises(Refused):
        complete_reader.take_over(empty, file)
    assert names(empty.parent) == {"empty.ktcase"}


BEGUN = '{"kharkiv_tracker": '
DEEP = "nested too deeply"
INVALID = "not valid JSON"
HOSTILE: dict[str, tuple[Callable[[str], str], str]] = {
    "nothing": (lambda _text: "", INVALID),
    "no object": (lambda _text: "[]", "braces"),
    "truncated": (lambda text: text[: len(text) // 2], INVALID),
    "end": (lambda text: text[:-3], INVALID),
    "more": (lambda text: text + "{}", INVALID),
    "deep": (lambda text: text.replace("{", '{"x": ' + "[" * 100_000, 1), DEEP),
    "deep objects": (lambda text: text.replace("{", "{" + '"x": {' * 100_000, 1), DEEP),
    "NaN": (lambda text: text.replace('"seq": 1', '"seq": NaN', 1), INVALID),
    "huge": (lambda text: text.replace('"seq": 1', f'"seq": {"9" * 9_999}', 1), INVALID),
    "infinite": (lambda text: text.replace('"seq": 1', '"seq": 1e999', 1), INVALID),
    "head twice": (lambda text: text.replace("{", BEGUN + "{}, ", 1), "missing"),
    "history twice": (lambda text: text[: text.rindex("}")] + ', "history": {}}', "twice"),
    "column twice": (lambda text: text.replace('"seq": 1', '"seq": 1, "seq": 1', 1), "twice"),
    "many names": (
        lambda text: text.replace("{", "{" + "".join(f'"{n}": 1, ' for n in range(999)), 1),
        "Unknown field",
    ),
    "endless text": (lambda text: text.replace('"seq": 1', f'"seq": "{"x" * 400_000}', 1), "MB"),
    "endless room": (lambda text: text.replace('"seq"', " " * 400_000 + '"seq"', 1), "MB"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_21_hostile_files_are_refused_with_a_sentence(
    small: Path, empty: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(complete_reader, "_LARGEST", 200_000)
    change, sentence = HOSTILE[name]
    file = small.with_name("hostile.json")
    file.write_text(change(small.with_suffix(".json").read_text("utf-8")), "utf-8")
    refused(empty, file, Refused, sentence)


def test_21_names_beside_head_and_history_are_skipped(small: Path, empty: Path) -> None:
    document = json.loads(small.with_suffix(".json").read_bytes())
    file = small.with_name("more.json")
    head = document.pop(complete_json.HEAD)
    more = {"incidents": [{"code": "KHT", "reports": [[], {}, 1.5, None, True]}]}
    later = {complete_json.HEAD: {**head, "made": {"by": []}}, **more, **document, "method": {}}
    file.write_text(json.dumps(later, indent=1), "utf-8")
    complete_reader.take_over(empty, file)
    assert rows(empty) == rows(small)


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[1]", b'{"incidents": []}', b"\xff\xfe", b"PK\x03\x04"]
)
def test_21_another_file_is_named_before_the_case_is_opened(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "other.json"
    file.write_bytes(content)
    assert not complete_reader.is_complete(file)
    with pytest.raises(AssertionError, match="Nothing was changed"):
        door.output("import", tmp_path / "none.ktcase", file)


def test_21_what_cannot_be_read_is_a_sentence(empty: Path) -> None:
    for file in (empty.parent, empty.with_name("none.json")):
        refused(empty, file, CaseUnavailable, "Could not read")


def _cancelled(after: int) -> Callable[..., None]:
    calls = iter(range(after))

    def step(*_share: float) -> None:
        if next(calls, None) is None:
            raise Cancel

    return step


def test_21_cancelled_anywhere_nothing_is_left(small: Path, empty: Path) -> None:
    before = empty.read_bytes()
    calls: list[object] = []
    complete_reader.take_over(empty, small.with_suffix(".json"), "", True, lambda: calls.append(0))
    for after in (0, *range(3, len(calls), len(calls) // 6)):
        with pytest.raises(Cancel):
            complete_reader.take_over(empty, small.with_suffix(".json"), step=_cancelled(after))
        assert empty.read_bytes() == before
        assert names(empty.parent) == {"empty.ktcase"}
    target = empty.with_name("out.json")
    with CaseFile.open(small) as case:
        for after in range(len(case_tables.TABLES) - 1):
            with pytest.raises(Cancel):
                complete_json.write(case, target, _cancelled(after))
    assert names(empty.parent) == {"empty.ktcase"}


def test_21_a_case_in_use_is_refused(small: Path, empty: Path) -> None:
    file = small.with_suffix(".json")

    def save(case: CaseFile) -> None:
        drafts.save(case, "entry", {})

    with holding(empty, "", save), pytest.raises(file_identity.OpenElsewhere):
        complete_reader.take_over(empty, file)
    with CaseFile.open(empty), pytest.raises(CaseUnavailable, match="open in this program"):
        complete_reader.take_over(empty, file)


def test_21_what_is_saved_meanwhile_is_not_lost(small: Path, empty: Path) -> None:
    saved: list[bytes] = []

    def step() -> None:
        if not saved:
            with CaseFile.open(empty) as case:
                case.record(strikes(), "tester", "")
            saved.append(empty.read_bytes())

    with pytest.raises(file_identity.OpenElsewhere):
        complete_reader.take_over(empty, small.with_suffix(".json"), step=step)
    assert empty.read_bytes() == saved[0]
    assert names(empty.parent) == {"empty.ktcase"}


def test_21_a_case_of_a_newer_version_is_not_written(small: Path, tmp_path: Path) -> None:
    newer = Path(shutil.copy(small, tmp_path))
    with CaseFile.open(newer) as case:
        case.db.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) "
            "VALUES ('kharkiv_tracker', 'of_tomorrow', '')"
        )
    with CaseFile.open(newer) as case, pytest.raises(CaseUnavailable, match="newer version"):
        complete_json.write(case, tmp_path / "out.json")
    assert names(tmp_path) == {newer.name}
