"""By which rule a case is counted, what another would change, and who may approve."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kharkiv_tracker.domain.age import parse_age
from kharkiv_tracker.domain.counting_rule import Rule, kept
from kharkiv_tracker.domain.figure import Figure
from kharkiv_tracker.domain.incident import ReviewState
from kharkiv_tracker.domain.person import Person, Status, Visibility
from kharkiv_tracker.domain.tally import Role
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.store import (
    corrections,
    history,
    incidents,
    person_records,
    rule_choice,
    totals,
    undo_stack,
)
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.verification import verify
from tests.store.lives import BATCHES, UNHURRIED, lived
from tests.store.slow import Slow

CODE = "KHT-2022-08-17-01"
RULES = [rule for rule in Rule if rule is not Rule.CHOSEN]


@pytest.fixture
def filled(
    case: CaseFile, strike: Callable[..., Any], add: Callable[..., Any]
) -> Iterator[CaseFile]:
    """One incident: the police told of three killed at least, before them the mayor of five."""
    late = {"killed": "3+", "office": "Police", "as_of": "2022-08-18"}
    early = {"killed": "5", "office": "Mayor", "as_of": "2022-08-17"}
    add(case, strike(reports=[late, early]))
    yield case
    assert verify(case).problems == ()


def change(case: CaseFile, what: Callable[..., Any], *fields: Any, author: str = "Анна Ко") -> None:
    with case.edit(author, "because") as edit:
        what(edit, *fields)


def ends(figure: Figure) -> tuple[Any, ...]:
    return (figure.low, figure.best, figure.high, figure.about)


def killed(case: CaseFile) -> tuple[Any, ...]:
    return ends(incidents.figures(case, CODE)["killed"])[:3]


@UNHURRIED
@given(BATCHES, st.sampled_from(RULES), st.data())
def test_what_a_rule_would_change_is_what_it_changes_at_every_incident(
    batches: list[Any], rule: Rule, data: st.DataObject
) -> None:
    with lived(batches) as case:
        codes = [row.code for row in incidents.rows(case, incidents.ids(case))]
        for code in codes[:1]:
            numbers = [r.number for r in incidents.reports(case, code)]
            report = f"{code}/{data.draw(st.sampled_from(numbers))}"
            try:
                change(case, rule_choice.choose, report, "a list of names")
            except Refused:
                continue
        before, revisions = Slow(case), history.count(case)
        foreseen = rule_choice.differences(case, rule)
        assert history.count(case) == revisions
        change(case, rule_choice.set_rule, rule)
        after = Slow(case)
        due = {
            (code, quantity, ends(was.get(quantity, Figure())), ends(figure))
            for code in after.incidents
            for was in [before.figures(code, None) or {}]
            for quantity, figure in (after.figures(code, None) or {}).items()
            if ends(was.get(quantity, Figure())) != ends(figure)
        }
        filled = [(d.code, d.quantity, ends(d.before), ends(d.after)) for d in foreseen]
        assert len(filled) == len(due)
        assert set(filled) == due
        assert [d.code for d in foreseen] == sorted(d.code for d in foreseen)
        for difference in foreseen:
            figure = incidents.figures(case, difference.code)[difference.quantity]
            assert figure == kept(difference.after)


def test_a_rule_is_previewed_changed_and_taken_back(filled: CaseFile) -> None:
    (difference,) = rule_choice.differences(filled, Rule.RANGE)
    assert (difference.code, difference.quantity) == (CODE, "killed")
    assert (ends(difference.before)[:3], ends(difference.after)[:3]) == ((5, 5, 5), (3, 5, 5))
    assert killed(filled) == (5, 5, 5)
    change(filled, rule_choice.set_rule, Rule.RANGE)
    assert (killed(filled), filled.rule) == ((3, 5, 5), Rule.RANGE)
    assert totals.totals(filled).total.toll["killed"].low == 3
    assert rule_choice.differences(filled, Rule.RANGE) == ()
    undo_stack.undo(filled, "analyst")
    assert killed(filled) == (5, 5, 5)


def test_an_incident_is_counted_by_the_report_that_was_chosen_whatever_the_rule(
    filled: CaseFile,
) -> None:
    change(filled, rule_choice.choose, f"{CODE}/1", "  the list\nof names ")
    incident = incidents.incident(filled, CODE)
    assert incident.chosen_reason == "the list of names"
    assert killed(filled) == (3, 3, None)
    assert rule_choice.differences(filled, Rule.RANGE) == ()
    change(filled, rule_choice.set_rule, Rule.RANGE)
    assert killed(filled) == (3, 3, None)
    change(filled, rule_choice.unchoose, CODE)
    assert killed(filled) == (3, 5, 5)


def test_a_report_that_does_not_count_or_tells_no_number_is_not_chosen(
    filled: CaseFile, add: Callable[..., Any]
) -> None:
    add(filled, {"code": CODE, "reports": [{"quote": "smoke"}, {"combatants": {"killed": "2"}}]})
    change(filled, corrections.withdraw, f"{CODE}/1")
    for number, sentence in ((1, "withdrawn"), (3, "no number"), (4, "no number")):
        with pytest.raises(Refused, match=sentence):
            change(filled, rule_choice.choose, f"{CODE}/{number}", "because")


def test_a_choice_ends_with_the_report_it_rests_on(filled: CaseFile) -> None:
    change(filled, rule_choice.choose, f"{CODE}/1", "the list of names")
    change(filled, corrections.withdraw, f"{CODE}/1")
    assert incidents.grounds(filled, CODE).chosen is None
    undo_stack.undo(filled, "analyst")
    assert killed(filled) == (3, 3, None)


def test_how_a_case_is_reviewed_is_kept_and_taken_back(filled: CaseFile) -> None:
    assert rule_choice.review(filled) == rule_choice.Review(False, 30)
    change(filled, rule_choice.set_review, True, 14)
    assert rule_choice.review(filled) == rule_choice.Review(True, 14)
    change(filled, rule_choice.set_review, False, 30)
    assert rule_choice.review(filled) == rule_choice.Review(False, 30)
    undo_stack.undo(filled, "analyst")
    assert rule_choice.review(filled) == rule_choice.Review(True, 14)


APPROVALS: dict[str, Callable[..., Any]] = {
    "approve": lambda edit: corrections.approve(edit, CODE),
    "set the state": lambda edit: corrections.set_state(edit, CODE, ReviewState.APPROVED),
}


@pytest.mark.parametrize("way", APPROVALS)
def test_where_a_second_name_is_wanted_nobody_approves_their_own_change(
    filled: CaseFile, way: str
) -> None:
    change(filled, rule_choice.set_review, True, 30)
    change(filled, corrections.set_state, CODE, ReviewState.READY, author="Somebody")
    for author, sentence in (
        ("tester", f"tester changed {CODE} last"),
        ("TESTER ", "last; another person must approve it"),
        ("unnamed", "This case file requires approval by a second person"),
        ("Un\u200bnamed", "This case file requires approval by a second person"),
        ("\u200b", "This case file requires approval by a second person"),
        ("—", "This case file requires approval by a second person"),
        ("", "This case file requires approval by a second person"),
    ):
        with pytest.raises(Refused, match=sentence):
            change(filled, APPROVALS[way], author=author)
    assert incidents.incident(filled, CODE).state is ReviewState.READY
    # Moving an incident along is no change of what it says.
    change(filled, APPROVALS[way], author="Somebody")
    assert incidents.incident(filled, CODE).state is ReviewState.APPROVED


def test_a_change_of_a_report_is_a_change_of_its_incident(filled: CaseFile) -> None:
    change(filled, rule_choice.set_review, True, 30)
    change(filled, corrections.withdraw, f"{CODE}/1", author="Second")
    with pytest.raises(Refused, match=r"Second changed .* last"):
        change(filled, corrections.approve, CODE, author="Second")
    change(filled, corrections.approve, CODE, author="tester")


def test_a_person_who_counts_is_a_change_of_the_incident(filled: CaseFile) -> None:
    change(filled, rule_choice.set_review, True, 30)
    dead = Person("A", status=Status.KILLED, age=parse_age("9"))
    code = f"{CODE}/P1"
    for what, fields, is_counted in (
        (person_records.add, (CODE, dead), True),
        (person_records.amend, (code, replace(dead, name="B")), False),
        (person_records.amend, (code, replace(dead, visibility=Visibility.FULL)), False),
        (person_records.amend, (code, replace(dead, age=parse_age("30"))), True),
        (corrections.withdraw, (code,), True),
    ):
        change(filled, corrections.approve, CODE, author="Third")
        change(filled, what, *fields, author="Second")
        state = ReviewState.READY if is_counted else ReviewState.APPROVED
        assert incidents.incident(filled, CODE).state is state
        if is_counted:
            with pytest.raises(Refused, match=r"Second changed .* last"):
                change(filled, corrections.approve, CODE, author="Second")


def test_who_corrects_and_approves_in_one_is_asked_for_a_second_name(filled: CaseFile) -> None:
    change(filled, rule_choice.set_review, True, 30)
    now = incidents.incident(filled, CODE)
    approved = replace(now, state=ReviewState.APPROVED)
    with pytest.raises(Refused, match=r"Second changed .* last"):
        change(filled, corrections.amend, CODE, replace(approved, place="school"), author="Second")
    assert incidents.incident(filled, CODE) == now
    change(filled, corrections.amend, CODE, approved, author="Second")
    assert incidents.incident(filled, CODE) == approved


def test_nothing_is_added_as_approved_where_a_second_name_is_wanted(
    filled: CaseFile, strike: Callable[..., Any], add: Callable[..., Any]
) -> None:
    change(filled, rule_choice.set_review, True, 30)
    with pytest.raises(Refused) as refused:
        add(filled, strike(state="Approved"))
    assert refused.value.path == "incidents[0].state"


def test_what_comes_back_without_a_second_name_comes_back_for_review(filled: CaseFile) -> None:
    change(filled, corrections.approve, CODE)
    change(filled, rule_choice.set_review, True, 30)
    change(filled, corrections.withdraw, CODE)
    change(filled, corrections.reinstate, CODE, author="tester")
    assert incidents.incident(filled, CODE).state is ReviewState.READY
    undo_stack.undo(filled, "analyst")
    change(filled, corrections.reinstate, CODE, author="Second")
    assert incidents.incident(filled, CODE).state is ReviewState.APPROVED


def test_an_approval_taken_back_is_made_again_only_by_who_may_approve(filled: CaseFile) -> None:
    change(filled, rule_choice.set_review, True, 30)
    change(filled, corrections.approve, CODE, author="Second")
    undo_stack.undo(filled, "Second")
    with pytest.raises(Refused, match=r"tester changed .* last"):
        undo_stack.redo(filled, "tester")
    assert incidents.incident(filled, CODE).state is ReviewState.DRAFT
    undo_stack.redo(filled, "Second")
    assert incidents.incident(filled, CODE).state is ReviewState.APPROVED


def test_a_look_back_is_not_chosen_and_ends_a_choice(filled: CaseFile) -> None:
    with filled.edit("analyst", "look-back") as edit:
        look_back = replace(incidents.reports(filled, CODE)[0], role=Role.RETOLD)
        corrections.amend(edit, f"{CODE}/1", look_back)
    with pytest.raises(Refused, match="look-back"):
        change(filled, rule_choice.choose, f"{CODE}/1", "because")
    undo_stack.undo(filled, "analyst")
    change(filled, rule_choice.choose, f"{CODE}/1", "because")
    with filled.edit("analyst", "look-back") as edit:
        corrections.amend(edit, f"{CODE}/1", look_back)
    assert incidents.grounds(filled, CODE).chosen is None
