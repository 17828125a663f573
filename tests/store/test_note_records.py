"""Notes on records: kept with their author and time, moved in a merge, and erased with a name."""

from collections.abc import Callable
from typing import Any

import pytest

from kharkiv_tracker.domain.note import Note
from kharkiv_tracker.domain.person import Person
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.store import (
    corrections,
    history,
    merge_split,
    name_erasure,
    note_list,
    note_records,
    person_records,
    undo_stack,
)
from kharkiv_tracker.store.case_file import CaseFile
from tests.store.conftest import Add, Dump

Strike = Callable[..., dict[str, Any]]


def noted(case: CaseFile, code: str, text: str) -> str:
    with case.edit("Olha", "note") as edit:
        return note_records.add_to(edit, code, Note(text))


def texts(case: CaseFile, code: str | None = None) -> list[tuple[str, str]]:
    return [(entry.on, entry.note.text) for entry in note_list.listed(case, code)]


def test_a_note_is_on_any_record_and_listed_with_what_belongs_to_it(
    case: CaseFile, strike: Strike, add: Add
) -> None:
    total = {"area": "Kharkiv oblast", "as_of": "2022-08-07", "killed": ">1000"}
    one, other = add(case, strike(), strike("2022-08-19"), statements=[total]).incidents
    (statement,) = (code for (code,) in case.db.execute("SELECT code FROM statements"))
    noted(case, one, " called the press office \n twice ")
    noted(case, f"{one}/1", "doubtful")
    noted(case, statement, "since when?")
    assert texts(case, one) == [
        (one, "called the press office \n twice"),
        (f"{one}/1", "doubtful"),
    ]
    assert texts(case, f"{one}/1") == [(f"{one}/1", "doubtful")]
    assert texts(case, other) == []
    assert texts(case, statement) == [(statement, "since when?")]
    assert len(texts(case)) == 3
    (first, *_others) = note_list.listed(case)
    assert (first.note.author, first.note.code[:5]) == ("Olha", "NOTE-")
    assert "T" in first.note.written


def test_a_note_is_corrected_withdrawn_and_undone(
    case: CaseFile, strike: Strike, add: Add, dump: Dump
) -> None:
    (incident,) = add(case, strike()).incidents
    code = noted(case, incident, "two sources")
    before = dump(case)["notes"]
    with case.edit("Petro", "better") as edit:
        corrections.amend(edit, code, Note("three sources"))
    entry = note_list.note(case, code).note
    assert (entry.text, entry.author) == ("three sources", "Olha")
    with case.edit("Petro", "withdraw") as edit:
        corrections.withdraw(edit, code)
    assert note_list.note(case, code).note.withdrawn
    undo_stack.undo(case, "Petro")
    undo_stack.undo(case, "Petro")
    assert dump(case)["notes"] == before
    revisions = history.revisions(case, incident)
    assert [revision.record for revision in revisions if revision.kind == "note"] == [code] * 5


@pytest.mark.parametrize("text", ["", "  \n", "\x00"])
def test_a_note_without_words_is_refused(
    case: CaseFile, strike: Strike, add: Add, text: str
) -> None:
    (incident,) = add(case, strike()).incidents
    with pytest.raises(Refused, match="Enter the text of the note"):
        noted(case, incident, text)
    code = noted(case, incident, "a doubt")
    with pytest.raises(Refused), case.edit("a", "b") as edit:
        note_records.amend(edit, code, Note(text))
    with pytest.raises(Refused, match="cannot have notes"):
        noted(case, code, "a note on a note")
    assert texts(case) == [(incident, "a doubt")]


def test_notes_go_with_the_record_in_a_merge_and_stay_in_a_split(
    case: CaseFile, strike: Strike, add: Add
) -> None:
    two = [{"killed": "7"}, {"killed": "8"}]
    one, other = add(case, strike(), strike("2022-08-18", reports=two)).incidents
    noted(case, other, "the same dormitory")
    noted(case, f"{other}/2", "doubtful")
    with case.edit("a", "split") as edit:
        new = merge_split.split(edit, other, [2])
    assert texts(case, other) == [(other, "the same dormitory")]
    assert texts(case, new) == [(f"{new}/1", "doubtful")]
    undo_stack.undo(case, "a")
    with case.edit("a", "merge") as edit:
        merge_split.merge(edit, one, other)
    moved = [(one, "the same dormitory"), (f"{one}/3", "doubtful")]
    assert texts(case, one) == texts(case, other) == moved
    noted(case, other, "after the merge")
    assert texts(case, one)[-1] == (one, "after the merge")
    undo_stack.undo(case, "a")
    undo_stack.undo(case, "a")
    assert texts(case, other) == [(other, "the same dormitory"), (f"{other}/2", "doubtful")]
    assert texts(case, one) == []


def test_an_erased_name_is_gone_from_notes(
    case: CaseFile, strike: Strike, add: Add, dump: Dump
) -> None:
    (incident,) = add(case, strike()).incidents
    with case.edit("a", "b") as edit:
        person = person_records.add(edit, incident, Person("Олена Тестова"))
    code = noted(case, f"{incident}/P1", "сусідка Олени Тестової: Олена Тестова жива")
    with case.edit("a", "erase") as edit:
        name_erasure.purge(edit, person, ["Олени Тестової"])
    assert note_list.note(case, code).note.text == "сусідка [purged]: [purged] жива"
    assert "Тестов" not in repr(dump(case))
