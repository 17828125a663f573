"""Incidents become one, come apart and belong together, and all of it can be taken back."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kharkiv_tracker.domain.count import Count
from kharkiv_tracker.domain.counting_rule import Rule
from kharkiv_tracker.domain.incident import Grade, ReviewState
from kharkiv_tracker.domain.joint import JointReport
from kharkiv_tracker.domain.link import Relation
from kharkiv_tracker.domain.person import Person
from kharkiv_tracker.domain.record import RECORDS
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.store import (
    corrections,
    history,
    incidents,
    joint_comparison,
    merge_split,
    person_records,
    records,
    rule_choice,
    totals,
    undo_stack,
)
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.codes import find
from kharkiv_tracker.store.edit import Edit
from kharkiv_tracker.store.verification import verify
from tests.store.lives import REPORT_LISTS, STRIKES, UNHURRIED
from tests.store.slow import Slow, flattened

TARGET, OTHER, THIRD = (f"KHT-2022-08-17-0{n}" for n in (1, 2, 3))


@pytest.fixture
def filled(
    case: CaseFile, strike: Callable[..., Any], add: Callable[..., Any]
) -> Iterator[CaseFile]:
    """Three incidents of one day; the second has two reports."""
    one, two = {"killed": "3", "office": "Police"}, {"killed": "4", "office": "Prosecutor"}
    add(case, strike(reports=[one]), strike(reports=[one, two]), strike(reports=[two]))
    yield case
    assert verify(case).problems == ()


def merge(case: CaseFile, target: str = TARGET, other: str = OTHER) -> None:
    with case.edit("analyst", "one strike") as edit:
        merge_split.merge(edit, target, other)


def snapshot(case: CaseFile) -> dict[str, Any]:
    return {kind: dict(records.states(case.db, kind)) for kind in RECORDS}


def read(case: CaseFile) -> tuple[Any, ...]:
    """All that a reader sees: records, figures with their steps, totals, what a search finds."""
    codes = [row.code for row in incidents.rows(case, incidents.ids(case))]
    return (
        snapshot(case),
        {code: sorted(map(repr, incidents.steps(case, code))) for code in codes},
        totals.totals(case),
        case.db.execute("SELECT * FROM incident_texts ORDER BY incident").fetchall(),
    )


def killed(case: CaseFile, code: str) -> int | None:
    return incidents.figures(case, code)["killed"].best


def test_what_was_known_of_the_other_is_known_of_the_one_kept(filled: CaseFile) -> None:
    merge(filled)
    assert [str(report.counts["killed"]) for report in incidents.reports(filled, TARGET)] == [
        *("3", "3", "4")
    ]
    assert killed(filled, TARGET) == 4
    other = incidents.incident(filled, OTHER)
    assert other.state is ReviewState.WITHDRAWN
    assert merge_split.merged_into(filled, OTHER) == TARGET
    assert merge_split.merged_from(filled, TARGET) == (OTHER,)
    assert merge_split.merged_into(filled, TARGET) == ""
    assert totals.totals(filled).total.toll["killed"].best == 8


def test_old_codes_of_reports_and_their_past_stay_reachable(filled: CaseFile) -> None:
    (uid,) = [r.uid for r in incidents.reports(filled, OTHER) if r.number == 2]
    merge(filled)
    assert find(filled.db, f"{OTHER}/2") == find(filled.db, f"{TARGET}/3") == ("report", uid)
    assert find(filled.db, OTHER)[0] == "incident"
    for code in (OTHER, f"{OTHER}/2", f"{TARGET}/3"):
        assert f"{TARGET}/3" in {revision.record for revision in history.revisions(filled, code)}
    assert history.numbers(filled, f"{OTHER}/2") == history.numbers(filled, f"{TARGET}/3")
    moved = history.revisions(filled, f"{OTHER}/2")[-1]
    assert moved.changes["incident"] == (OTHER, TARGET)
    pointing = [r for r in history.revisions(filled, OTHER) if "merged_into" in r.changes]
    assert [r.changes["merged_into"] for r in pointing] == [(None, TARGET)]


def test_what_is_told_of_a_merged_code_is_told_of_the_one_kept(
    filled: CaseFile, add: Callable[..., Any]
) -> None:
    merge(filled)
    merge(filled, THIRD, TARGET)
    recorded = add(filled, {"code": OTHER, "reports": [{"killed": "9"}]})
    assert recorded.updated == (THIRD,)
    assert len(incidents.reports(filled, THIRD)) == 5
    assert merge_split.merged_into(filled, OTHER) == THIRD
    with filled.edit("analyst", "named") as edit:
        assert person_records.add(edit, OTHER, Person("Олена")) == f"{THIRD}/P1"
    named = {"code": OTHER, "reports": [{"killed": "9"}], "persons": [{"age": "7", "report": 2}]}
    add(filled, named)
    (_one, other) = person_records.of(filled, THIRD)
    assert find(filled.db, f"{OTHER}/2") == ("report", other.report)


def test_numbers_are_never_given_again(filled: CaseFile, add: Callable[..., Any]) -> None:
    merge(filled)
    undo_stack.undo(filled, "analyst")
    add(filled, {"code": TARGET, "reports": [{"killed": "9"}]})
    assert [report.number for report in incidents.reports(filled, TARGET)] == [1, 4]
    assert [report.number for report in incidents.reports(filled, OTHER)] == [1, 2]


def test_a_merge_is_undone_and_made_again(filled: CaseFile) -> None:
    before = read(filled)
    merge(filled)
    after = read(filled)
    undo_stack.undo(filled, "analyst")
    assert read(filled) == before
    undo_stack.redo(filled, "analyst")
    assert read(filled) == after


def test_the_record_as_it_was_recorded_before_and_after_a_merge(filled: CaseFile) -> None:
    before = snapshot(filled), totals.totals(filled)
    with filled.db.atomic():
        late = Edit(filled.db, filled.heads(), "analyst", "one strike", "2150-01-01T00:00:00Z")
        merge_split.merge(late, TARGET, OTHER)
        late.finish()
    with filled.as_recorded_on(datetime(2149, 1, 1, tzinfo=UTC)) as then:
        assert (snapshot(then), totals.totals(then)) == before
        assert merge_split.merged_into(then, OTHER) == ""
    with filled.as_recorded_on(datetime(2151, 1, 1, tzinfo=UTC)) as then:
        assert (snapshot(then), totals.totals(then)) == (snapshot(filled), totals.totals(filled))
        assert merge_split.merged_into(then, OTHER) == TARGET
        for code in (f"{OTHER}/1", f"{OTHER}/2"):
            assert find(then.db, code) == find(filled.db, code)


def test_a_choice_for_the_other_ends_and_one_for_the_kept_stands(filled: CaseFile) -> None:
    with filled.edit("analyst", "chosen") as edit:
        rule_choice.choose(edit, f"{TARGET}/1", "the list of names")
        rule_choice.choose(edit, f"{OTHER}/1", "whoever was there")
    merge(filled)
    assert killed(filled, TARGET) == 3
    assert incidents.incident(filled, OTHER).chosen == ""
    merge(filled, THIRD, TARGET)
    assert incidents.grounds(filled, THIRD).chosen is None


def test_links_and_joint_reports_name_the_incident_that_was_kept(filled: CaseFile) -> None:
    with filled.edit("analyst", "linked") as edit:
        merge_split.link(edit, OTHER, THIRD, Relation.ATTACK_WAVE, "one night")
        merge_split.link(edit, TARGET, OTHER, Relation.DOUBLE_STRIKE)
    merge(filled)
    (link,) = merge_split.links(filled, TARGET)
    assert (link.one, link.other, link.relation, link.notes) == (
        *(TARGET, THIRD, Relation.ATTACK_WAVE, "one night"),
    )
    assert merge_split.links(filled, OTHER) == ()


def test_a_joint_report_names_what_was_kept_and_goes_on_naming_both(filled: CaseFile) -> None:
    def about(*codes: str) -> JointReport:
        return JointReport(incidents=codes, counts={"killed": Count.parse("21")})

    with filled.edit("analyst", "the agency adds up") as edit:
        one, both = (
            joint_comparison.add(edit, about(OTHER, THIRD)),
            joint_comparison.add(edit, about(TARGET, OTHER)),
        )
    merge(filled)
    assert joint_comparison.joint_report(filled, one).incidents == (TARGET, THIRD)
    assert joint_comparison.joint_report(filled, both).incidents == (TARGET, OTHER)
    assert (
        joint_comparison.compare(filled, joint_comparison.joint_report(filled, both))
        .own["killed"]
        .best
        == 4
    )
    with filled.edit("analyst", "misread") as edit:
        corrections.amend(edit, both, replace(about(TARGET, OTHER), quote="together"))
    assert joint_comparison.joint_report(filled, both).quote == "together"
    undo_stack.undo(filled, "analyst")
    undo_stack.undo(filled, "analyst")
    assert joint_comparison.joint_report(filled, one).incidents == (OTHER, THIRD)


def test_a_link_is_made_once_and_taken_away(filled: CaseFile) -> None:
    with filled.edit("analyst", "linked") as edit:
        merge_split.link(edit, TARGET, THIRD, Relation.DOUBLE_STRIKE)
    with pytest.raises(Refused, match="already"), filled.edit("analyst", "again") as edit:
        merge_split.link(edit, THIRD, TARGET, Relation.DOUBLE_STRIKE)
    linked = [r for r in history.revisions(filled, THIRD) if r.kind == "link"]
    assert [r.record for r in linked] == [f"{TARGET} – {THIRD}"]
    (link,) = merge_split.links(filled, THIRD)
    with filled.edit("analyst", "no") as edit:
        merge_split.unlink(edit, link.uid)
    assert merge_split.links(filled, TARGET) == ()
    assert history.revisions(filled)[-1].record == f"{TARGET} – {THIRD}"
    undo_stack.undo(filled, "analyst")
    assert merge_split.links(filled, TARGET) == (link,)


def test_reports_that_tell_of_another_strike_become_an_incident_of_their_own(
    filled: CaseFile,
) -> None:
    with filled.edit("analyst", "named") as edit:
        (_one, two) = incidents.reports(filled, OTHER)
        person_records.add(edit, OTHER, Person("Олена", report=two.uid))
        person_records.add(edit, OTHER, Person("Іван"))
        corrections.set_grade(edit, OTHER, Grade.FAIR)
        corrections.approve(edit, OTHER)
        rule_choice.choose(edit, f"{OTHER}/2", "the list of names")
    before = read(filled)
    with filled.edit("analyst", "two strikes") as edit:
        made = merge_split.split(edit, OTHER, [2])
    assert made == "KHT-2022-08-17-04"
    new, old = incidents.incident(filled, made), incidents.incident(filled, OTHER)
    assert (new.district, new.event, new.grade) == (old.district, old.event, old.grade)
    assert (new.state, old.state) == (ReviewState.DRAFT, ReviewState.APPROVED)
    assert (killed(filled, made), killed(filled, OTHER)) == (4, 3)
    assert (new.chosen, old.chosen) == ("", "")
    assert [p.name for p in person_records.of(filled, made)] == ["Олена"]
    assert [p.name for p in person_records.of(filled, OTHER)] == ["Іван"]
    assert find(filled.db, f"{OTHER}/2") == find(filled.db, f"{made}/1")
    assert find(filled.db, f"{OTHER}/P1") == find(filled.db, f"{made}/P1")
    (link,) = merge_split.links(filled, made)
    assert (link.one, link.other, link.relation) == (made, OTHER, Relation.SPLIT)
    after = read(filled)
    undo_stack.undo(filled, "analyst")
    assert read(filled) == before
    undo_stack.redo(filled, "analyst")
    assert read(filled) == after


def test_what_was_split_can_be_merged_again(filled: CaseFile) -> None:
    with filled.edit("analyst", "two strikes") as edit:
        made = merge_split.split(edit, OTHER, [1])
    merge(filled, OTHER, made)
    assert [report.number for report in incidents.reports(filled, OTHER)] == [2, 3]
    assert find(filled.db, f"{OTHER}/1") == find(filled.db, f"{OTHER}/3")
    assert merge_split.links(filled, OTHER) == ()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda e: merge_split.merge(e, TARGET, TARGET.lower()), "with itself"),
        (lambda e: merge_split.merge(e, TARGET, "KHT-1999-01-01-01"), "is not in this case file"),
        (lambda e: merge_split.merge(e, TARGET, f"{OTHER}/1"), "/1 is not an incident"),
        (lambda e: merge_split.split(e, OTHER, []), "Give the numbers of the reports to move"),
        (lambda e: merge_split.split(e, OTHER, [1, 2, 2]), "At least one report must stay in"),
        (lambda e: merge_split.split(e, OTHER, [1, 7]), "no report 7"),
        (lambda e: merge_split.split(e, TARGET, [1]), "At least one report must stay in"),
        (lambda e: merge_split.link(e, TARGET, TARGET, Relation.ATTACK_WAVE), "to itself"),
        (lambda e: merge_split.unlink(e, "nothing"), "This link no longer exists"),
        (lambda e: rule_choice.choose(e, f"{TARGET}/1", " "), "reason"),
        (lambda e: rule_choice.choose(e, TARGET, "because"), "is not a report"),
        (lambda e: rule_choice.unchoose(e, TARGET), "No report is chosen"),
        (
            lambda e: rule_choice.set_rule(e, Rule.CHOSEN),
            "Choose a report for each incident separately, not for the whole case file",
        ),
        (lambda e: rule_choice.set_review(e, True, 0), "from 1 to 3650"),
        (lambda e: corrections.set_grade(e, f"{TARGET}/1", None), "/1 is not an incident"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence_and_changes_nothing(
    filled: CaseFile, change: Callable[..., Any], sentence: str
) -> None:
    before = read(filled)
    with pytest.raises(Refused, match=sentence), filled.edit("analyst", "no") as edit:
        change(edit)
    assert read(filled) == before


@pytest.mark.parametrize(
    "change",
    [
        lambda e: merge_split.merge(e, THIRD, OTHER),
        lambda e: merge_split.merge(e, OTHER, THIRD),
        lambda e: merge_split.split(e, OTHER, [1]),
        lambda e: merge_split.link(e, OTHER, THIRD, Relation.DOUBLE_STRIKE),
        lambda e: corrections.reinstate(e, OTHER),
        lambda e: corrections.approve(e, OTHER),
        lambda e: corrections.set_state(e, OTHER, ReviewState.DRAFT),
        lambda e: corrections.set_grade(e, OTHER, Grade.FAIR),
    ],
)
def test_an_incident_that_was_merged_only_points_to_the_one_kept(
    filled: CaseFile, change: Callable[..., Any]
) -> None:
    merge(filled)
    before = read(filled)
    sentence = f"{OTHER} was merged into {TARGET}"
    with pytest.raises(Refused, match=sentence), filled.edit("analyst", "no") as edit:
        change(edit)
    assert read(filled) == before


def test_incidents_marked_as_different_or_withdrawn_are_not_merged(filled: CaseFile) -> None:
    with filled.edit("analyst", "two streets") as edit:
        merge_split.link(edit, TARGET, OTHER, Relation.DIFFERENT)
        corrections.withdraw(edit, THIRD)
    with pytest.raises(Refused, match="not the same"):
        merge(filled)
    with pytest.raises(Refused, match="is withdrawn"):
        merge(filled, TARGET, THIRD)


def merge_any(edit: Edit, codes: list[str], data: st.DataObject) -> None:
    target, other = data.draw(st.permutations(codes))[:2]
    merge_split.merge(edit, target, other)


def split_any(edit: Edit, codes: list[str], data: st.DataObject) -> None:
    numbers = st.lists(st.integers(1, 4), min_size=1, max_size=3)
    merge_split.split(edit, data.draw(st.sampled_from(codes)), data.draw(numbers))


@UNHURRIED
@given(
    st.lists(st.tuples(STRIKES, REPORT_LISTS), min_size=2, max_size=4),
    st.sampled_from([merge_any, split_any]),
    st.data(),
)
def test_merging_or_splitting_and_undoing_it_changes_nothing_at_all(
    strikes: list[Any], relate: Callable[..., None], data: st.DataObject
) -> None:
    with CaseFile.in_memory() as case:
        with case.edit("analyst", "add") as edit:
            codes = [edit.add_incident(*strike) for strike in strikes]
        before = read(case)
        try:
            with case.edit("analyst", "relate") as edit:
                relate(edit, codes, data)
        except Refused:
            assert read(case) == before
            return
        slow = Slow(case)
        for code in slow.incidents:
            assert incidents.figures(case, code) == (slow.figures(code, None) or {})
        by_district = {group.key: flattened(group) for group in totals.totals(case).groups}
        assert by_district == slow.totals(Selection(), "district", None)
        after = read(case)
        undo_stack.undo(case, "analyst")
        assert read(case) == before
        undo_stack.redo(case, "analyst")
        assert read(case) == after
        assert verify(case).problems == ()
