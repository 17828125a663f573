"""A name that must go goes from every text and trace; chain and figures stay as they were."""

import json
import re
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kharkiv_tracker import gazetteer
from kharkiv_tracker.domain.fields import Kind
from kharkiv_tracker.domain.incident import Incident
from kharkiv_tracker.domain.person import Person
from kharkiv_tracker.domain.record import RECORDS
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.errors import CaseUnavailable, Refused
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.store import (
    attachment_records,
    corrections,
    drafts,
    engine,
    erased_mentions,
    file_rewrite,
    history,
    incidents,
    merge_split,
    name_erasure,
    person_records,
    records,
    selections,
    states,
    totals,
    undo_stack,
    verification,
    version_restore,
)
from kharkiv_tracker.store.case_file import CaseFile

CODE = "KHT-2022-08-17-01"
LETTERS = "абвгґіїєЙцъывAbcdEfgh"
NAMES = st.builds(
    lambda first, middle, last: f"{first}{middle}{last}",
    st.text(st.sampled_from(LETTERS), min_size=3, max_size=6),
    st.text(st.sampled_from(LETTERS + " '\"’\\.*+?()[]{}^$|-%_/;:<>&"), max_size=10),
    st.text(st.sampled_from(LETTERS), min_size=2, max_size=6),
    # A name of such letters alone may be found in a digest, by chance.
).filter(lambda name: not re.fullmatch("[a-fA-F]+", name))


def named(name: str) -> dict[str, Any]:
    """An incident that tells a name wherever a text can stand."""
    report = {
        "as_of": "2022-08-18",
        "killed": "2",
        "speaker": name,
        "office": "Police",
        "source": f"Blog of {name}",
        "quote": f"“{name}” was killed.\nSo said {name.upper()}.",
        "url": "https://example.org/1",
    }
    alone = {"as_of": "2022-08-19", "killed": "3", "speaker": name}
    return {
        "event": {"date": "2022-08-17"},
        "district": "Saltivskyi",
        "place": f"house of {name}",
        "summary": f"({name}), {name}.",
        "reports": [report, alone, {"as_of": "2022-08-20", "killed": "4", "speaker": "Else"}],
        "persons": [{"name": name, "age": "34", "notes": f"{name}, 34", "report": 1}],
    }


def lived(case: CaseFile, name: str) -> None:
    """The name told, corrected, undone, drafted and looked for."""
    document = {
        "incidents": [named(name), named("Somebody Else")],
        "statements": [{"area": "Kharkiv oblast", "killed": "9", "quote": f"with {name}"}],
    }
    case.record(entry_json.read(document, gazetteer.load()), "tester", "test")
    with case.edit("tester", "test") as edit:
        state = records.read(edit.db, "incident", incidents.uid_of(case, CODE)) or {}
        wordless = states.record_from(Incident, {**state, "summary": "nobody"})
        corrections.amend(edit, CODE, wordless)
    with case.edit("tester", "test") as edit:
        person = person_records.person(case, f"{CODE}/P1")
        person_records.amend(edit, f"{CODE}/P1", Person(f"{name} Misspelt", report=person.report))
    undo_stack.undo(case, "tester")
    with case.edit("tester", "test") as edit:
        held = str(history.count(case)).encode()
        attachment_records.attach(edit, CODE, held, f"photo of {name}.jpg", notes=f"see {name}")
    drafts.save(case, "entry", {"quote": f"half a word of {name}"})
    selections.save(case, f"about {name}", Selection(text=name))


def everything(case: CaseFile) -> str:
    """All text of all tables but what is in no text."""
    tables = [
        name
        for (name,) in case.db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        if not name.startswith("sqlite_")
    ]
    rows = [row.values() for name in tables for row in case.db["" + name].rows]
    content = "\n".join(str(value) for row in rows for value in row)
    payloads = [json.loads(row[0]) for row in case.db.execute("SELECT payload FROM payloads")]
    return content + "\n" + "\n".join(text for one in payloads for text in texts(one))


def texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for one in value.values() for text in texts(one)]
    if isinstance(value, list):
        return [text for one in value for text in texts(one)]
    return [str(value)]


def figures(case: CaseFile) -> Any:
    """What is counted, in whoever's name."""
    codes = [row.code for row in incidents.rows(case, incidents.ids(case))]
    return (totals.totals(case), [incidents.steps(case, code) for code in codes])


def purge(
    case: CaseFile, code: str = f"{CODE}/P1", other_forms: tuple[str, ...] = ()
) -> name_erasure.PurgeResult:
    with case.edit("tester", "the family asked") as edit:
        return name_erasure.purge(edit, code, other_forms)


@settings(max_examples=15, deadline=None)
@given(name=NAMES)
def test_whatever_the_name_it_is_gone_from_every_text_and_the_chain_is_whole(name: str) -> None:
    with CaseFile.in_memory() as case:
        lived(case, name)
        before, seen = figures(case), history.fingerprint(case)
        done = purge(case)
        assert done.revisions >= 6
        assert done.still == ()
        assert verification.verify(case, seen).problems == ()
        assert figures(case) == before
        content = everything(case)
        assert name not in content
        assert name.casefold() not in content.casefold()
        assert "Somebody Else" in content
        (person,) = person_records.of(case, CODE)
        assert person.name == person_records.PURGED
        assert str(person.age) == "34"
        while undo_stack.undo(case, "tester"):
            assert name.casefold() not in everything(case).casefold()
        assert verification.verify(case).ok
        while undo_stack.redo(case, "tester"):
            pass
        assert name.casefold() not in everything(case).casefold()
        assert verification.verify(case).ok


@pytest.mark.parametrize("passphrase", [None, "six words of my own choosing"])
def test_not_a_byte_of_the_name_is_left_in_the_file_or_beside_it(
    tmp_path: Path, passphrase: str | None
) -> None:
    name = "Оксана Незабутня"
    path = tmp_path / "case.ktcase"
    with CaseFile.create(path, passphrase=passphrase) as case:
        for _time in range(12):
            lived(case, name)
        assert name in everything(case)
        case.db.execute("ANALYZE")
        purge(case)
        left = {file: file.read_bytes() for file in tmp_path.iterdir()}
        assert path in left
        for file, held in left.items():
            assert name.encode() not in held, file
            assert name.encode("utf-16-le") not in held, file
        # What an encrypted file holds shows when it is copied without its key.
        plain = tmp_path / "plain"
        with engine.attaching(case.db):
            case.db.execute("ATTACH ? AS plain KEY ''", [str(plain)])
            case.db.execute("SELECT sqlcipher_export('plain')")
            case.db.execute("DETACH plain")
        assert name.encode() not in plain.read_bytes()
        assert "Незабутня".casefold().encode() not in plain.read_bytes()
    with CaseFile.open(path, passphrase) as again:
        assert verification.verify(again).ok


def test_the_pages_themselves_are_clean(tmp_path: Path) -> None:
    """The file is decrypted page by page, freed ones and the ends of pages with them."""
    name = "Oksana Nezabutnia"
    path = tmp_path / "case.ktcase"
    with CaseFile.create(path) as case:
        for number in range(25):
            document = {"incidents": [named(f"{name} {number}")]}
            case.record(entry_json.read(document, gazetteer.load()), "tester", "test")
        case.db.execute("ANALYZE")
        for code in [f"KHT-2022-08-17-{number:02}/P1" for number in range(1, 26)]:
            purge(case, code)
        held = path.read_bytes() + b"".join(
            file.read_bytes() for file in tmp_path.iterdir() if file != path
        )
        for number in range(25):
            assert f"{name} {number}".encode() not in held
            assert f"{name} {number}".casefold().encode() not in held


def test_before_the_purge_the_record_still_counts_what_it_counted(tmp_path: Path) -> None:
    name = "Оксана Незабутня"
    with CaseFile.create(tmp_path / "case.ktcase") as case:
        lived(case, name)
        before = figures(case)
        purge(case)
        long_after = datetime.now(UTC) + timedelta(days=1)
        for instant in (history.last(case).at, long_after.isoformat()):
            with case.as_recorded_on(datetime.fromisoformat(instant)) as then:
                assert figures(then) == before
                assert name not in everything(then)


def test_the_purge_is_a_revision_that_nothing_takes_back(
    case: CaseFile, strike: Callable[..., Any], add: Callable[..., Any]
) -> None:
    add(case, strike(persons=[{"name": "Oksana N"}]))
    done = purge(case)
    assert done.revisions == 1
    last = history.last(case)
    assert last
    assert (last.kind, last.reason) == ("purge", "the family asked")
    (rewritten,) = last.changes["purged"][1]
    assert rewritten in {revision.id for revision in history.revisions(case)}
    revisions = history.revisions(case, f"{CODE}/P1")
    assert [revision.record for revision in revisions] == [f"{CODE}/P1"] * 2
    undone = undo_stack.undoable(case).undo
    assert undone
    assert undone[1] == "test"
    undo_stack.undo(case, "tester")
    assert incidents.ids(case) == []
    undo_stack.redo(case, "tester")
    assert [person.name for person in person_records.of(case, CODE)] == ["[purged]"]
    assert verification.verify(case).ok


def test_an_edit_that_changed_the_name_alone_is_passed_over_by_undo(
    case: CaseFile, strike: Callable[..., Any], add: Callable[..., Any]
) -> None:
    add(case, strike(persons=[{"name": "Oksana N"}]))
    with case.edit("tester", "spelling") as edit:
        person_records.amend(edit, f"{CODE}/P1", Person("Oksana Nezabutnia"))
    purge(case)
    assert undo_stack.undoable(case).undo[1] == "test"


def test_speakers_who_were_two_stay_two_and_who_was_one_stays_one(
    case: CaseFile, strike: Callable[..., Any], add: Callable[..., Any]
) -> None:
    for number, name in enumerate(("Oksana Koval", "Ivan Bondar"), start=1):
        reports = [
            {"as_of": "2022-08-18", "killed": "1", "speaker": name},
            {"as_of": "2022-08-18", "killed": "2", "speaker": name.upper(), "office": "ДСНС"},
            {"as_of": "2022-08-18", "killed": "3", "speaker": f"{name}, head", "office": "ДСНС"},
        ]
        add(case, strike(f"2022-08-{16 + number}", reports=reports, persons=[{"name": name}]))
    before = figures(case)
    purge(case)
    purge(case, "KHT-2022-08-18-01/P1")
    assert figures(case) == before
    assert verification.verify(case).ok
    known = {str(one.speaker) for code in (CODE, "KHT-2022-08-18-01")
             for one in incidents.reports(case, code)}  # fmt: skip
    assert known == {
        "[purged]", "[purged], ДСНС", "[purged], head, ДСНС",
        "[purged 2]", "[purged 2], ДСНС", "[purged 2], head, ДСНС",
    }  # fmt: skip


def test_other_forms_of_the_name_go_where_they_are_told_and_later_too(
    case: CaseFile, strike: Callable[..., Any], add: Callable[..., Any]
) -> None:
    add(case, strike(summary="Вдова Івана Ковальчука.", persons=[{"name": "Іван Ковальчук"}]))
    purge(case)
    assert incidents.incident(case, CODE).summary == "Вдова Івана Ковальчука."
    assert purge(case, other_forms=("Івана Ковальчука",)).revisions == 1
    assert incidents.incident(case, CODE).summary == "Вдова [purged]."
    assert verification.verify(case).ok


def test_every_name_the_person_ever_had_goes(
    case: CaseFile, strike: Callable[..., Any], add: Callable[..., Any]
) -> None:
    add(case, strike(summary="Oksana Kowal died.", persons=[{"name": "Oksana Kowal"}]))
    with case.edit("tester", "test") as edit:
        person_records.amend(edit, f"{CODE}/P1", Person("Oksana Koval"))
    purge(case)
    assert incidents.incident(case, CODE).summary == "[purged] died."


def test_what_a_purge_cannot_reach_is_named(
    tmp_path: Path, strike: Callable[..., Any], add: Callable[..., Any]
) -> None:
    path = tmp_path / "case.ktcase"
    (tmp_path / "case.before-1.ktcase").write_bytes(b"older")
    (tmp_path / "unlike.before-1.ktcase").write_bytes(b"other")
    with CaseFile.create(path) as case:
        add(case, strike(persons=[{"name": "Oksana Koval"}]))
        with case.edit("Oksana Koval", "as Oksana Koval asked") as edit:
            attachment_records.attach(edit, CODE, "by Oksana Koval".encode("utf-16"), "a.txt")
        seq = history.count(case)
        assert purge(case).still == (
            f"the content of {CODE}/A1",
            f"the author of revision {seq}",
            f"the reason of revision {seq}",
            "the older copy case.before-1.ktcase (not changed)",
        )


@pytest.mark.parametrize(
    ("code", "author", "phrase"),
    [
        (CODE, "tester", "is not a person"),
        (f"{CODE}/9", "tester", "/9 is not in this case file"),
        (f"{CODE}/P2", "tester", "has no name"),
        (
            f"{CODE}/P1",
            "Oksana Koval",
            "The reason or author contains the name, and these cannot be erased",
        ),
    ],
)
def test_what_cannot_be_purged_changes_nothing(
    case: CaseFile,
    strike: Callable[..., Any],
    add: Callable[..., Any],
    dump: Callable[..., Any],
    code: str,
    author: str,
    phrase: str,
) -> None:
    add(case, strike(persons=[{"name": "Oksana Koval"}, {"age": "7"}]))
    before = dump(case)
    with pytest.raises(Refused, match=phrase), case.edit(author, "purge") as edit:
        name_erasure.purge(edit, code)
    assert dump(case) == before


def test_a_name_of_two_letters_is_taken_out_of_its_own_record_alone(
    case: CaseFile, strike: Callable[..., Any], add: Callable[..., Any]
) -> None:
    add(case, strike(summary="Li was here.", persons=[{"name": "Li"}]))
    (still,) = purge(case).still
    assert "the name is so short that it was erased only from the person's own record" in still
    (again,) = purge(case, other_forms=("Я",)).still
    assert "the name is so short that it was erased only from the person's own record" in again
    assert incidents.incident(case, CODE).summary == "Li was here."
    assert person_records.of(case, CODE)[0].name == "[purged]"


def test_whoever_reads_the_file_meanwhile_is_told_of(
    tmp_path: Path, strike: Callable[..., Any], add: Callable[..., Any]
) -> None:
    path = tmp_path / "case.ktcase"
    with CaseFile.create(path) as case:
        add(case, strike(persons=[{"name": "Oksana Koval"}]))
        other = engine.connect(path)
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM payloads").fetchone()
        case.db.execute("PRAGMA busy_timeout = 50")
        with pytest.raises(CaseUnavailable, match="The name was erased, but traces may remain in"):
            purge(case)
        other.close()
        assert person_records.of(case, CODE)[0].name == "[purged]"
        assert purge(case).revisions == 0
        assert b"Koval" not in path.read_bytes()


def test_a_purge_that_was_cut_short_is_finished_when_the_file_is_opened_next(
    tmp_path: Path,
    strike: Callable[..., Any],
    add: Callable[..., Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "case.ktcase"
    with CaseFile.create(path) as case:
        for _time in range(25):
            add(case, strike(persons=[{"name": "Oksana Koval"}]))
        case.db.execute("ANALYZE")
        monkeypatch.setattr(file_rewrite, "rewrite", lambda _db, _path: None)
        purge(case)
    assert b"oksana koval" in path.read_bytes()
    CaseFile.open(path, reading=True).close()
    monkeypatch.undo()
    CaseFile.open(path).close()
    assert b"oksana koval" not in path.read_bytes()
    with CaseFile.open(path) as case:
        assert not file_rewrite.is_due(case.db)
        assert verification.verify(case).ok


def test_every_field_that_holds_words_of_people_is_purged() -> None:
    codes = {
        Kind.NAME, Kind.DIGEST, Kind.AGE, Kind.COUNT, Kind.RANGES,
        Kind.DAY, Kind.HOUR, Kind.AS_OF, Kind.INSTANT, Kind.DISTRICT,
        Kind.AREA, Kind.SETTLEMENT, Kind.WORD, Kind.RECORD, Kind.SPEAKER, Kind.SOURCE,
    }  # fmt: skip
    for kind, record in RECORDS.items():
        columns = records.columns_of(kind)
        words = {name for name, blank in columns.items() if isinstance(blank, str)}
        ours = {c.name for c in record.columns if c.kind in codes}
        assert words - erased_mentions.FREE[kind].keys() == words & ours, kind
        assert columns.keys() >= erased_mentions.FREE[kind].keys()


def test_a_name_goes_from_incidents_that_were_merged_and_split(
    case: CaseFile, strike: Callable[..., Any], add: Callable[..., Any]
) -> None:
    reports = [{"as_of": "2022-08-18", "killed": "1", "speaker": "Oksana Koval"}]
    add(case, strike(reports=reports * 2, persons=[{"name": "Oksana Koval", "report": 1}]))
    add(case, strike(summary="Koval Oksana again", persons=[{"name": "Oksana Koval"}]))
    with case.edit("tester", "merge") as edit:
        attachment_records.attach(edit, "KHT-2022-08-17-02", b"x", "Oksana Koval.jpg")
        merge_split.merge(edit, CODE, "KHT-2022-08-17-02")
    with case.edit("tester", "split") as edit:
        merge_split.split(edit, CODE, [1])
    before = figures(case)
    purge(case, "KHT-2022-08-17-02/P1")
    assert "koval" not in everything(case).casefold()
    assert figures(case) == before
    assert verification.verify(case).ok
    while undo_stack.undo(case, "tester"):
        assert "oksana" not in everything(case).casefold()
    assert verification.verify(case).ok


def test_an_earlier_version_that_is_restored_brings_no_name_back(
    case: CaseFile, strike: Callable[..., Any], add: Callable[..., Any]
) -> None:
    add(case, strike(persons=[{"name": "Oksana Koval", "age": "34"}]))
    with case.edit("tester", "test") as edit:
        person_records.amend(edit, f"{CODE}/P1", Person("Oksana Kowal"))
    purge(case)
    for version in version_restore.versions(case, f"{CODE}/P1"):
        with suppress(Refused), case.edit("tester", "restore") as edit:
            version_restore.restore(edit, f"{CODE}/P1", version.seq)
        assert person_records.of(case, CODE)[0].name == "[purged]"
    assert verification.verify(case).ok


@pytest.mark.parametrize("passphrase", [None, "six words of my own choosing"])
def test_a_large_file_is_wiped_without_being_held_in_memory(
    tmp_path: Path,
    strike: Callable[..., Any],
    add: Callable[..., Any],
    monkeypatch: pytest.MonkeyPatch,
    passphrase: str | None,
) -> None:
    monkeypatch.setattr(file_rewrite, "_IN_MEMORY", 0)
    with CaseFile.create(tmp_path / "case.ktcase", passphrase=passphrase) as case:
        add(case, strike(summary="Oksana Koval", persons=[{"name": "Oksana Koval"}]))
        case.db.execute("ANALYZE")
        purge(case)
        plain = tmp_path / "plain"
        with engine.attaching(case.db):
            case.db.execute("ATTACH ? AS plain KEY ''", [str(plain)])
            case.db.execute("SELECT sqlcipher_export('plain')")
            case.db.execute("DETACH plain")
        assert case.db.execute("PRAGMA temp_store").fetchone() == (2,)
        assert verification.verify(case).ok
    for file in tmp_path.iterdir():
        assert b"koval" not in file.read_bytes().lower()
