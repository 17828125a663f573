"""What another program or window changed in a case file that is open here."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kharkiv_tracker import gazetteer
from kharkiv_tracker.domain.counting_rule import Rule
from kharkiv_tracker.domain.incident import Grade
from kharkiv_tracker.domain.revision import Changes
from kharkiv_tracker.domain.source import Source
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.store import (
    corrections,
    drafts,
    foreign_changes,
    merge_split,
    rule_choice,
    undo_stack,
)
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.edit import Edit
from kharkiv_tracker.store.foreign_changes import ForeignChanges, ForeignWatch

A = "KHT-2022-08-17-01"
Cases = tuple[CaseFile, CaseFile]


@pytest.fixture
def cases(sample_file: Path) -> Iterator[Cases]:
    """The sample, open here and in another program."""
    with CaseFile.open(sample_file) as here, CaseFile.open(sample_file) as there:
        yield here, there


def test_what_others_add_and_change_is_seen_once(cases: Cases, strike: Callable[..., Any]) -> None:
    here, there = cases
    watch = ForeignWatch(here)
    assert watch.look() is None
    document = {"incidents": [strike("2022-08-20")]}
    there.record(entry_json.read(document, gazetteer.load()), "Olena", "found")
    added = watch.look()
    assert added == ForeignChanges(
        Changes({"KHT-2022-08-20-01"}), ("Olena",), ("found",), ("KHT-2022-08-20-01",), True
    )
    assert watch.look() is None
    with there.edit("Olena", "grade") as edit:
        corrections.set_grade(edit, A, Grade.WEAK)
    with there.edit("Petro", "typo") as edit:
        corrections.withdraw(edit, f"{A}/8")
    changed = watch.look()
    assert changed
    assert (changed.authors, changed.reasons) == (("Olena", "Petro"), ("grade", "typo"))
    assert (changed.codes, changed.added) == ((A,), False)


def test_own_edits_and_drafts_are_left_out(cases: Cases) -> None:
    here, there = cases
    watch = ForeignWatch(here)
    with here.edit("me", "grade") as edit:
        corrections.set_grade(edit, A, Grade.WEAK)
    watch.leave_out(edit.changes.edit)
    assert watch.look() is None
    drafts.save(there, "report", {"fields": {}})
    assert watch.look() is None
    # Between two looks both write: only what is foreign comes.
    with there.edit("Olena", "confidential") as edit:
        edit.list_source(Source("New channel"))
    with here.edit("me", "grade") as edit:
        corrections.set_grade(edit, A, Grade.FAIR)
    watch.leave_out(edit.changes.edit)
    foreign = watch.look()
    assert foreign
    assert (foreign.changes, foreign.codes) == (Changes(sources=True), ())
    assert watch.look() is None


def test_nothing_is_looked_at_during_an_edit(cases: Cases) -> None:
    here, there = cases
    watch = ForeignWatch(here)
    with there.edit("Olena", "grade") as edit:
        corrections.set_grade(edit, A, Grade.WEAK)
    with here.edit("me", "grade") as edit:
        assert watch.look() is None
        corrections.set_grade(edit, A, Grade.FAIR)
    watch.leave_out(edit.changes.edit)
    foreign = watch.look()
    assert foreign
    assert foreign.authors == ("Olena",)


CHANGES: dict[str, Callable[[Edit], object]] = {
    "grade": lambda edit: corrections.set_grade(edit, A, Grade.WEAK),
    "withdraw report": lambda edit: corrections.withdraw(edit, f"{A}/8"),
    "withdraw incident": lambda edit: corrections.withdraw(edit, A),
    "rule": lambda edit: rule_choice.set_rule(edit, Rule.RANGE),
    "choose": lambda edit: rule_choice.choose(edit, f"{A}/2", "closest to the place"),
    "merge": lambda edit: merge_split.merge(edit, "KHT-2024-05-25-01", A),
    "statement": lambda edit: corrections.withdraw(edit, "STA-2022-08-07-01"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_the_same_is_drawn_again_as_where_it_was_changed(cases: Cases, name: str) -> None:
    here, there = cases
    watch = ForeignWatch(here)
    with there.edit("Olena", name) as edit:
        CHANGES[name](edit)
    foreign = watch.look()
    assert foreign
    assert foreign.changes == edit.changes
    undone = undo_stack.undo(there, "Olena")
    foreign = watch.look()
    assert foreign
    assert foreign.changes == undone


def test_a_record_that_came_and_went_between_two_looks(
    cases: Cases, strike: Callable[..., Any]
) -> None:
    here, there = cases
    watch = ForeignWatch(here)
    document = {"incidents": [strike("2022-08-20")]}
    there.record(entry_json.read(document, gazetteer.load()), "Olena", "found")
    undo_stack.undo(there, "Olena")
    foreign = watch.look()
    assert foreign
    assert "KHT-2022-08-20-01" in foreign.changes.incidents


def test_an_import_of_many_records_is_everything(
    cases: Cases, strike: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there = cases
    watch = ForeignWatch(here)
    monkeypatch.setattr(foreign_changes, "_MANY", 1)
    document = {"incidents": [strike("2022-08-20")]}
    there.record(entry_json.read(document, gazetteer.load()), "Olena", "found")
    foreign = watch.look()
    assert foreign
    assert len(foreign.changes.incidents) == 8
    assert foreign.changes.statements
    assert foreign.changes.case
    assert (foreign.codes, foreign.added) == ((), False)


def test_a_case_that_is_closed_or_broken_gives_nothing(sample_file: Path) -> None:
    with CaseFile.open(sample_file) as here, CaseFile.open(sample_file) as there:
        watch = ForeignWatch(here)
        there.db.execute("DROP TABLE revision_parents")
        assert watch.look() is None
