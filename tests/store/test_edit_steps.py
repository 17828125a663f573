"""Every edit has a name by what it wrote; several of the last are undone in one run."""

from collections.abc import Callable
from typing import Any

import pytest

from kharkiv_tracker import gazetteer
from kharkiv_tracker.domain.age import parse_age
from kharkiv_tracker.domain.incident import Grade, ReviewState
from kharkiv_tracker.domain.link import Relation
from kharkiv_tracker.domain.note import Note
from kharkiv_tracker.domain.person import Person
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.i18n import speaking
from kharkiv_tracker.labels import edit_text
from kharkiv_tracker.store import (
    corrections,
    edit_steps,
    history,
    incidents,
    merge_split,
    note_records,
    person_records,
    undo_stack,
    verification,
)
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.edit import Edit

A, B, C = "KHT-2022-08-17-01", "KHT-2022-08-18-01", "KHT-2024-05-25-01"


def make(case: CaseFile, change: Callable[[Edit], object], reason: str = "because I say so") -> str:
    with case.edit("Olena", reason) as edit:
        change(edit)
    return edit.changes.edit


def add(case: CaseFile, **document: Any) -> str:
    entries = entry_json.read(document, gazetteer.load())
    return case.record(entries, "Olena", "my own words").changes.edit


def what(case: CaseFile, edit: str) -> str:
    return edit_text.what(edit_steps.of(case, edit))


def test_desk_02_an_edit_is_named_by_what_it_takes_back(sample_case: CaseFile) -> None:
    case = sample_case
    update = {"code": A, "reports": [{"as_of": "2022-09-01", "killed": "21", "office": "SES"}]}
    total = {"area": "Kharkiv oblast", "as_of": "2022-08-07", "killed": ">1000"}

    def both(edit: Edit) -> None:
        for code in (B, C):
            corrections.set_grade(edit, code, Grade.WEAK)

    names = {
        make(case, lambda edit: corrections.set_grade(edit, A, Grade.CONFIRMED)): f"grade of {A}",
        make(case, both): "grade of 2 incidents",
        make(
            case, lambda edit: corrections.set_state(edit, A, ReviewState.HAS_ISSUES)
        ): f"review state of {A}",
        make(case, lambda edit: corrections.approve(edit, A)): f"approval of {A}",
        add(case, incidents=[update]): f"new report on {A}",
        add(case, statements=[total]): "new official total STA-2022-08-07-02",
        make(
            case, lambda edit: merge_split.link(edit, A, B, Relation.DOUBLE_STRIKE)
        ): f"new link {A} – {B}",
        make(
            case, lambda edit: corrections.withdraw(edit, f"{A}/1")
        ): f"withdrawal of report {A}/1",
        make(
            case, lambda edit: corrections.reinstate(edit, f"{A}/1")
        ): f"reinstatement of report {A}/1",
        make(case, lambda edit: merge_split.split(edit, A, [2])): f"split of {A}",
        make(case, lambda edit: merge_split.merge(edit, B, C)): f"merge of {C} into {B}",
        make(case, lambda edit: corrections.withdraw(edit, B)): f"withdrawal of {B}",
        make(case, lambda edit: corrections.reinstate(edit, B)): f"reinstatement of {B}",
        make(
            case, lambda edit: person_records.add(edit, A, Person(age=parse_age("34")))
        ): f"new person {A}/P1",
    }
    assert {what(case, edit): name for edit, name in names.items()} == {
        name: name for name in names.values()
    }
    edits = undo_stack.last_edits(case, 50)
    assert [edit.edit for edit in edits[: len(names)]] == list(names)[::-1]
    # An edit that is redone has the name of the first.
    undo_stack.undo(case, "Olena")
    redo = undo_stack.undoable(case).redo
    assert redo
    assert what(case, redo.edit) == f"new person {A}/P1"
    with speaking("uk"):
        assert what(case, edits[-2].edit)


def test_desk_02_an_import_is_named_by_how_much_it_brought(
    case: CaseFile, strike: Callable[..., Any]
) -> None:
    edit = add(case, incidents=[strike() for _number in range(40)])
    assert what(case, edit) == "40 new incidents"


def test_desk_02_figures_before_and_after_come_with_the_changes(sample_case: CaseFile) -> None:
    update = {"code": A, "reports": [{"as_of": "2022-09-01", "killed": "21", "office": "SES"}]}
    entries = entry_json.read({"incidents": [update]}, gazetteer.load())
    changes = sample_case.record(entries, "Olena", "add").changes
    assert edit_text.moves(changes.moves[A]).startswith("killed 19 → ")
    with sample_case.edit("Olena", "grade") as edit:
        corrections.set_grade(edit, A, Grade.WEAK)
    assert edit.changes.moves == {}


def test_desk_02_several_edits_are_undone_in_one_run(sample_case: CaseFile) -> None:
    case = sample_case
    before = incidents.rows(case, incidents.ids(case))
    for grade in (Grade.WEAK, Grade.FAIR, Grade.CONFIRMED):
        make(case, lambda edit, grade=grade: corrections.set_grade(edit, A, grade))
    edits = undo_stack.last_edits(case, 3)
    every = undo_stack.undo_several(case, "Petro", edits)
    assert [changes.incidents for changes in every] == [{A}] * 3
    assert incidents.rows(case, incidents.ids(case)) == before
    assert verification.verify(case).ok
    for grade in (Grade.WEAK, Grade.FAIR, Grade.CONFIRMED):
        undo_stack.redo(case, "Petro")
        assert incidents.incident(case, A).grade is grade


def test_desk_02_where_one_is_refused_none_is_undone(
    sample_case: CaseFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = sample_case
    make(case, lambda edit: note_records.add_to(edit, A, Note("a")))
    for grade in (Grade.WEAK, Grade.FAIR):
        make(case, lambda edit, grade=grade: corrections.set_grade(edit, A, grade))
    edits = undo_stack.last_edits(case, 3)
    fingerprint = history.fingerprint(case)
    undo = Edit.undo

    def refusing(self: Edit, edit: str) -> None:
        if edit == edits[2].edit:
            raise Refused("It is needed.")
        undo(self, edit)

    monkeypatch.setattr(Edit, "undo", refusing)
    with pytest.raises(Refused, match=r"Not undone: new note .*\. It is needed\."):
        undo_stack.undo_several(case, "Petro", edits)
    assert history.fingerprint(case) == fingerprint
    assert incidents.incident(case, A).grade is Grade.FAIR
    with pytest.raises(Refused, match="Another program"):
        undo_stack.undo_several(case, "Petro", edits[1:])
    assert history.fingerprint(case) == fingerprint
