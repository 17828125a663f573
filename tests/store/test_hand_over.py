"""A copy for another person: all of the case, or its figures without what others may not see."""

import re
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from kharkiv_tracker.domain.fields import FREE
from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.domain.record import RECORDS
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.errors import CaseUnavailable
from kharkiv_tracker.store import (
    copies,
    drafts,
    hand_over,
    history,
    incidents,
    left_out,
    person_records,
    records,
    remainders,
    selections,
    totals,
    undo_stack,
    verification,
)
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.copies import CopyKind
from kharkiv_tracker.store.page_file import PageFile
from tests.export.test_confidentiality import RESTRICTED, marked, marker
from tests.grammar import recorded
from tests.net import generated

SECRET = "шість слів для когось іншого і все"  # noqa: S105 - of no case outside
OLD = Path(__file__).parents[1] / "net" / "cases"
_MARKER = re.compile(rb"zq[a-z0-9]+?q(?![a-z0-9])", re.IGNORECASE)
_DAY = datetime(2022, 3, 1, tzinfo=UTC)


def handed(case: CaseFile, profile: Profile, key: str | None = None) -> CaseFile:
    """The copy for another person, open."""
    assert case.path
    path = case.path.with_name(f"{profile.value}.ktcase")
    made = hand_over.hand_over(case, path, profile, key, "Хто передав")
    assert made.left_out == left_out.of(case.db, profile)
    return CaseFile.open(path, key)


def pages(path: Path, key: str | None) -> bytes:
    """Every byte of a file, decrypted."""
    with closing(PageFile(path, key, with_journal=False)) as file:
        return b"".join(file.page(number) or b"" for number in range(1, file.count + 1))


def figures(case: CaseFile) -> list[Any]:
    """What a case comes to by day and district, today and at many dates."""
    dates = [None, *(_DAY + timedelta(days=120 * n) for n in range(12))]
    return [
        totals.totals(case, by=by, as_known_on=known)
        for known in dates
        for by in ("month", "district")
    ]


def test_all_of_the_case_but_what_belongs_to_the_computer(everything: CaseFile) -> None:
    drafts.save(everything, "incident", {"place": "набрано"})
    selections.save(everything, "Осінь", Selection(text="пошук"))
    copies.note(everything, CopyKind.EXPORT, Profile.OPEN, Path("somewhere.csv"))
    with handed(everything, Profile.INTERNAL, SECRET) as copy:
        assert copy.is_encrypted
        assert verification.verify(copy, history.fingerprint(everything)).ok
        assert recorded.read(copy) == recorded.read(everything)
        assert list(selections.load(copy)) == ["Осінь"]
        path = copy.path
    assert path
    assert "набрано".encode() not in (content := pages(path, SECRET))
    assert b"somewhere.csv" not in content
    with pytest.raises(CaseUnavailable):
        CaseFile.open(path, "інша")


@pytest.mark.parametrize("key", [None, SECRET])
def test_no_byte_of_the_restricted_version_has_what_it_may_not_show(
    everything: CaseFile, key: str | None
) -> None:
    marked(everything)
    # What was there before is in the history.
    with everything.edit("a", "changed") as edit:
        for kind, record in RECORDS.items():
            for uid, state in list(records.states(edit.db, kind)):
                for field in record.fields:
                    if field.kind in FREE and kind != "clearance" and state.get(field.name):
                        state[field.name] = f"{state[field.name]} later"
                edit.write(kind, uid, state)
    drafts.save(everything, "incident", {"place": "Zqdraftq"})
    selections.save(everything, "Zqnameq", Selection(text="Zqtextq"))
    copies.note(everything, CopyKind.EXPORT, Profile.OPEN, Path("Zqplaceq.csv"))
    with handed(everything, Profile.RESTRICTED, key) as copy:
        assert verification.verify(copy).ok
        path = copy.path
    assert path
    # The chain is the hash of authors and reasons, too.
    shown = {"zqauthorq", "zqreasonq"}
    for kind, field in RESTRICTED:
        shown |= {marker(kind, field, number).lower() for number in range(20)}
    found = {word.decode().lower() for word in _MARKER.findall(pages(path, key))}
    assert found <= shown
    assert marker("incident", "place", 0).lower() in found


def test_it_counts_and_shows_what_the_case_does_at_every_date(tmp_path: Path) -> None:
    path = tmp_path / "generated.ktcase"
    generated.make(path, 40)
    draw = Random(7)  # noqa: S311 - the same every time
    with CaseFile.open(path) as case:
        with case.edit("a", "hidden") as edit:
            for uid, state in list(records.states(edit.db, "report")):
                if draw.random() < 0.4:
                    edit.write("report", uid, {**state, "confidential": True})
            for uid, state in list(records.states(edit.db, "source")):
                if draw.random() < 0.3:
                    edit.write("source", uid, {**state, "confidential": True})
                elif draw.random() < 0.5:
                    # A source that is called as an office is.
                    edit.write("source", uid, {**state, "name": f"Office {draw.randint(0, 3)}"})
        with handed(case, Profile.RESTRICTED) as copy:
            assert figures(copy) == figures(case)
            assert verification.verify(copy).ok
        assert "Речник".encode() not in pages(tmp_path / "restricted.ktcase", None)


def test_it_counts_the_same_whatever_speakers_sources_and_offices_are_called(
    tmp_path: Path,
) -> None:
    path = tmp_path / "generated.ktcase"
    generated.make(path, 12)
    draw = Random(0)  # noqa: S311 - the same every time
    names = ("Kharkiv OVA", "Oleh Syniehubov", "Харківська ОВА", "Office No. 1", "Office № 1", "A")
    with CaseFile.open(path) as case:
        with case.edit("a", "called") as edit:
            for uid, state in list(records.states(edit.db, "source")):
                edit.write("source", uid, {**state, "name": draw.choice(names)})
            for number, (uid, state) in enumerate(list(records.states(edit.db, "speaker"))):
                called = {"person": draw.choice((*names, f"B {number}"))}
                if number % 2:
                    called["office"] = f"{draw.choice(names)} {number}"
                    edit.write("speaker", uid, called)
                elif not state.get("office"):
                    edit.write("speaker", uid, {"person": names[number % 6]})
            for one, other in (("A", "Kharkiv OVA"), ("Office No. 1", "A")):
                edit.add("office", {"name": one, "same_as": other, "authority": "unofficial"})
        with handed(case, Profile.RESTRICTED) as copy:
            assert figures(copy) == figures(case)


def test_a_case_that_was_renewed_is_copied_whole(tmp_path: Path) -> None:
    path = tmp_path / "old.ktcase"
    path.write_bytes((OLD / "desk-before.ktcase").read_bytes())
    with CaseFile.open(path) as case:
        # SQLite numbers the rows of its statistics with gaps.
        assert case.is_renewed
        with handed(case, Profile.INTERNAL) as copy:
            assert verification.verify(copy, history.fingerprint(case)).ok


def test_a_confidential_combined_report_counts_what_it_did(everything: CaseFile) -> None:
    kept = ("incidents", "districts", "first", "last", "count_remainder")
    with everything.edit("a", "hidden") as edit:
        for uid, state in list(records.states(edit.db, "source")):
            edit.write("source", uid, {**state, "confidential": True})
    with handed(everything, Profile.RESTRICTED) as copy:
        assert verification.verify(copy).ok
        assert figures(copy) == figures(everything)
        for case in (everything, copy):
            assert remainders.of_case(case.db)
        for uid, state in records.states(everything.db, "joint"):
            now = records.read(copy.db, "joint", uid) or {}
            assert "quote" not in now
            assert [now.get(name) for name in kept] == [state.get(name) for name in kept]


def test_who_spoke_in_confidence_is_in_no_byte(tmp_path: Path) -> None:
    path = tmp_path / "case.ktcase"
    generated.make(path, 3)
    with CaseFile.open(path) as case:
        (code,) = case.db.execute("SELECT code FROM incidents LIMIT 1").fetchone()
        with case.edit("a", "hidden") as edit:
            uid = incidents.uid_of(case, code)
            for number, (report, state) in enumerate(
                list(records.states(edit.db, "report", "WHERE incident = ?", [uid]))
            ):
                speaker = edit.add("speaker", {"person": "Оксана Лікарка", "office": "Лікарня"})
                edit.write(
                    "report",
                    report,
                    {
                        **state,
                        "speaker": speaker,
                        "confidential": True,
                        "quote": f"Лікарня {number}",
                    },
                )
                break
        with handed(case, Profile.RESTRICTED) as copy:
            assert verification.verify(copy).ok
        content = pages(tmp_path / "restricted.ktcase", None).lower()
        assert not [word for word in ("лікарня", "лікарка", "likarnia") if word.encode() in content]


def test_a_name_is_taken_out_of_texts_of_all_times(everything: CaseFile) -> None:
    code = recorded.FIRST
    person = next(p for p in person_records.of(everything, code) if p.name)
    other = incidents.uid_of(everything, recorded.SECOND)
    with everything.edit("a", "named") as edit:
        state = records.read(edit.db, "person", person.uid) or {}
        edit.write("person", person.uid, {**state, "name": "Зореслава Кривохатько"})
        for uid in (incidents.uid_of(everything, code), other):
            before = records.read(edit.db, "incident", uid) or {}
            for place in ("у Зореслави Кривохатько", "біля зореслава кривохатько", "у дворі"):
                edit.write("incident", uid, {**before, "place": place})
        edit.write("person", person.uid, {**state, "name": "Хтось Новий"})
    with handed(everything, Profile.RESTRICTED) as copy:
        assert verification.verify(copy).ok
        assert [p.name for p in person_records.of(copy, code) if p.name] == ["[purged]", "[purged]"]
    assert everything.path
    content = pages(everything.path.with_name("restricted.ktcase"), None).lower()
    for word in ("кривохатько", "зореслава", "kryvokhatko", "хтось"):
        assert word.encode() not in content


def test_who_once_spoke_in_confidence_is_in_no_text(everything: CaseFile) -> None:
    codes = (recorded.FIRST, recorded.SECOND)
    first, second = (incidents.uid_of(everything, code) for code in codes)
    with everything.edit("a", "in confidence") as edit:
        (report, before), *_others = records.states(edit.db, "report", "WHERE confidential")
        person = {"person": "Зореслава Криничка", "office": "Лікарня Криничанська"}
        speaker = edit.add("speaker", person)
        edit.write("report", report, {**before, "speaker": speaker})
        source = edit.add("source", {"name": "Захар Таємниченко", "confidential": True})
        for uid, text in (
            (first, "Зореслава з Лікарні Криничанської, Zoreslava Krynychka"),
            (second, "за словами Захара Таємниченка й Зореслави Кринички"),
        ):
            state = records.read(edit.db, "incident", uid) or {}
            edit.write("incident", uid, {**state, "summary": text})
        case = records.read(edit.db, "case", "case") or {}
        edit.write("case", "case", {**case, "title": "Справа Захара Таємниченка"})
    with everything.edit("a", "other names") as edit:
        edit.write("speaker", speaker, {"person": "Інша", "office": "Лікарня"})
        edit.write("report", report, before)
        edit.write("source", source, {"name": "Джерело 7", "confidential": True})
        edit.write("case", "case", case)
    with handed(everything, Profile.RESTRICTED) as copy:
        assert verification.verify(copy).ok
    assert everything.path
    content = pages(everything.path.with_name("restricted.ktcase"), None).lower()
    for word in ("зореслав", "криничк", "криничан", "krynychk", "захар", "таємниченк"):
        assert word.encode() not in content


def test_the_copy_can_be_worked_on_and_looked_back_at(everything: CaseFile) -> None:
    with handed(everything, Profile.RESTRICTED) as copy:
        count = history.count(copy)
        for number in range(2, count, 20):
            with copy.as_recorded_on(number) as earlier:
                assert earlier.title
        with copy.edit("Отримувач", "place") as edit:
            uid = incidents.uid_of(copy, recorded.FIRST)
            state = records.read(edit.db, "incident", uid) or {}
            edit.write("incident", uid, {**state, "place": "Нове місце"})
        assert verification.verify(copy).ok
        # What was left out does not come back, and all that was done before can be undone.
        edits = undo_stack.last_edits(copy, 20)
        assert "hand over" not in [edit.reason for edit in edits]
        undo_stack.undo_several(copy, "Отримувач", edits)
        assert verification.verify(copy).ok


def test_of_a_restricted_version_nothing_more_is_left_out(everything: CaseFile) -> None:
    with handed(everything, Profile.RESTRICTED) as copy:
        assert set(left_out.of(copy.db, Profile.RESTRICTED).numbers.values()) == {0}


def test_the_copy_can_be_handed_over_again(everything: CaseFile) -> None:
    with handed(everything, Profile.RESTRICTED) as copy:
        assert copy.path
        path = copy.path.with_name("again.ktcase")
        made = hand_over.hand_over(copy, path, Profile.RESTRICTED, None, "b")
        # What is a number already is not left out once more.
        numbers = made.left_out.numbers
        assert not any(numbers[kind] for kind in ("names", "speakers", "sources"))
        with CaseFile.open(path) as again:
            assert verification.verify(again).ok
            assert figures(again) == figures(everything)


def test_what_reasons_and_authors_still_say_is_counted(everything: CaseFile) -> None:
    person = next(p for p in person_records.of(everything, recorded.FIRST) if p.name)
    with everything.edit("a", "named") as edit:
        state = records.read(edit.db, "person", person.uid) or {}
        edit.write("person", person.uid, {**state, "name": "Зореслава Кривохатько"})
    with everything.edit("a", "so said Зореслава Кривохатько") as edit:
        edit.write("person", person.uid, state)
    left = left_out.of(everything.db, Profile.RESTRICTED)
    assert left.exposed == (history.count(everything),)
    assert (left.numbers["names"], left.numbers["files"]) == (2, 3)
    assert left_out.of(everything.db, Profile.INTERNAL).numbers == {"drafts": 0, "copies": 0}


@pytest.mark.parametrize(("profile", "after"), [(Profile.RESTRICTED, 90), (Profile.INTERNAL, 0)])
def test_given_up_it_leaves_nothing(everything: CaseFile, profile: Profile, after: int) -> None:
    class Given(Exception):
        pass

    def step() -> None:
        steps.append(None)
        if len(steps) > after:
            raise Given

    steps: list[None] = []
    assert everything.path
    target = everything.path.with_name("copy.ktcase")
    with pytest.raises(Given):
        hand_over.hand_over(everything, target, profile, SECRET, "a", step)
    assert not [p for p in everything.path.parent.iterdir() if not p.name.startswith("all.ktcase")]
    target.write_text("taken")
    with pytest.raises(CaseUnavailable, match="already exists"):
        hand_over.hand_over(everything, target, profile, SECRET, "a")
    assert target.read_text() == "taken"
