"""One change of many records: shown before it is made, refused in part, undone as one."""

from collections.abc import Callable
from typing import Any

import pytest

from kharkiv_tracker.domain.incident import Grade, ReviewState
from kharkiv_tracker.domain.link import Relation
from kharkiv_tracker.errors import Refused, TrackerError
from kharkiv_tracker.store import (
    corrections,
    drafts,
    incidents,
    many_changes,
    many_records,
    merge_split,
    note_list,
    rule_choice,
    totals,
    undo_stack,
)
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.edit import Edit
from kharkiv_tracker.store.many_changes import Manner
from kharkiv_tracker.store.many_records import ManyChange, Preview

KYIVSKYI = "UA63120270010216514"


def codes(case: CaseFile) -> list[str]:
    return incidents.codes(case, incidents.ids(case))


def preview(case: CaseFile, change: ManyChange, author: str = "Olha") -> Preview:
    return many_records.preview(case, author, codes(case), change)


def make(case: CaseFile, change: ManyChange, author: str = "Olha") -> Preview:
    """Make of all what the preview says."""
    plan = preview(case, change, author)
    with case.edit(author, "many") as edit:
        many_records.make(edit, plan.codes, change)
    return plan


def reasons(plan: Preview) -> dict[str, str]:
    return {refusal.code: refusal.sentence for refusal in plan.refusals}


def everything(case: CaseFile) -> list[Any]:
    """Each incident with its notes and links."""
    return [
        (
            incidents.incident(case, code),
            [entry.note.text for entry in note_list.listed(case, code)],
            len(merge_split.links(case, code)),
        )
        for code in sorted(codes(case))
    ]


def number_of_edits(case: CaseFile) -> int:
    return int(case.db.execute("SELECT count(DISTINCT edit) FROM revisions").fetchone()[0])


CHANGES = {
    "grade": many_changes.grade(Grade.DISCOUNTED),
    "no grade": many_changes.grade(None),
    "state": many_changes.review_state(ReviewState.DRAFT),
    "weapon": many_changes.word("weapons", "missile", Manner.ADD),
    "place hit": many_changes.word("places_hit", "healthcare", Manner.REPLACE),
    "district": many_changes.district(KYIVSKYI),
    "note": many_changes.note("Look again."),
    "link": many_changes.link("KHT-2024-05-25-01", Relation.ATTACK_WAVE),
    "withdraw": many_changes.WITHDRAW,
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_desk_09_a_preview_changes_nothing_and_says_what_comes(
    sample_case: CaseFile, dump: Callable[[CaseFile], Any], change: ManyChange
) -> None:
    before, heads = dump(sample_case), list(sample_case.heads())
    incident_totals = totals.totals(sample_case).total
    were, steps = everything(sample_case), number_of_edits(sample_case)
    plan = preview(sample_case, change)
    assert dump(sample_case) == before
    assert list(sample_case.heads()) == heads
    assert plan.lines
    assert len(plan.lines) + len(plan.refusals) == len(codes(sample_case))
    make(sample_case, change)
    after = {group.key: group for group in totals.totals(sample_case).groups}
    for moved in plan.moved:
        now = after.get(moved.district, moved.after)
        if not moved.district:
            now = totals.of_selection(sample_case)
        assert (moved.after.incidents, moved.after.toll.counted) == (
            now.incidents,
            now.toll.counted,
        )
    assert bool(plan.moved) is (change.moves and change is not CHANGES["no grade"])
    assert everything(sample_case) != were
    assert number_of_edits(sample_case) == steps + 1
    undo_stack.undo(sample_case, "Olha")
    assert everything(sample_case) == were
    assert totals.totals(sample_case).total == incident_totals


def test_desk_09_what_cannot_be_changed_stays_and_says_why(sample_case: CaseFile) -> None:
    one, other = "KHT-2024-05-25-01", "KHT-2024-05-25-02"
    with sample_case.edit("Olha", "merge") as edit:
        merge_split.merge(edit, one, other)
    with sample_case.edit("Olha", "withdraw") as edit:
        corrections.withdraw(edit, "KHT-2022-08-17-01")
        corrections.set_grade(edit, "KHT-2022-08-18-01", Grade.CONFIRMED)
    plan = make(sample_case, many_changes.grade(Grade.CONFIRMED))
    assert reasons(plan) == {
        "KHT-2022-08-17-01": "KHT-2022-08-17-01 is withdrawn. Reinstate it first.",
        "KHT-2022-08-18-01": "Already so.",
        other: f"{other} was merged into {one}. Change that incident, or undo the merge.",
    }
    assert {incidents.incident(sample_case, code).grade for code in plan.codes} == {Grade.CONFIRMED}
    assert incidents.incident(sample_case, "KHT-2022-08-17-01").grade is Grade.FAIR
    back = make(sample_case, many_changes.REINSTATE)
    assert back.codes == ("KHT-2022-08-17-01",)


def test_desk_09_a_second_person_approves_what_another_changed(sample_case: CaseFile) -> None:
    make(sample_case, many_changes.review_state(ReviewState.READY), "Petro")
    with sample_case.edit("Petro", "case") as edit:
        rule_choice.set_review(edit, True, 30)
    with sample_case.edit("Olha", "grade") as edit:
        corrections.set_grade(edit, "KHT-2022-08-17-01", Grade.WEAK)
    plan = make(sample_case, many_changes.APPROVE, "olha")
    assert set(reasons(plan)) == {"KHT-2022-08-17-01"}
    assert "another person must approve it" in reasons(plan)["KHT-2022-08-17-01"]
    states = {code: incidents.incident(sample_case, code).state for code in codes(sample_case)}
    assert states.pop("KHT-2022-08-17-01") is ReviewState.READY
    assert set(states.values()) == {ReviewState.APPROVED}
    # What a change of values does to the approval is in its preview.
    line = preview(sample_case, many_changes.grade(Grade.CONFIRMED), "olha").lines[1]
    assert line.after == {"grade": "Confirmed", "state": "Ready for review"}


def test_desk_09_a_preview_says_what_has_to_be_approved_again(sample_case: CaseFile) -> None:
    with sample_case.edit("Olha", "review") as edit:
        corrections.set_state(edit, "KHT-2022-08-18-01", ReviewState.DRAFT)
    plan = make(sample_case, many_changes.grade(Grade.CONFIRMED))
    again = {line.code for line in plan.lines if line.is_unapproved}
    assert again == set(codes(sample_case)) - {"KHT-2022-08-18-01"}
    approvals = {code: incidents.incident(sample_case, code) for code in codes(sample_case)}
    assert not any(incidents.is_approved(sample_case, each) for each in approvals.values())
    plan = preview(sample_case, many_changes.note("Look again."))
    assert not any(line.is_unapproved for line in plan.lines)


def test_desk_09_one_that_is_refused_half_way_leaves_nothing(
    sample_case: CaseFile, dump: Callable[[CaseFile], Any]
) -> None:
    def half(edit: Edit, code: str) -> None:
        corrections.set_grade(edit, code, Grade.CONFIRMED)
        if code == "KHT-2022-08-18-01":
            raise Refused("Not this one.")

    change = ManyChange(half, ("grade",))
    before = dump(sample_case)
    plan = preview(sample_case, change)
    assert reasons(plan) == {"KHT-2022-08-18-01": "Not this one."}
    with (
        pytest.raises(Refused, match="Not this one"),
        sample_case.edit("Olha", "many") as edit,
    ):
        many_records.make(edit, codes(sample_case), change)
    assert dump(sample_case) == before


@pytest.mark.parametrize(
    ("manner", "before", "value", "after"),
    [
        (Manner.ADD, ["missile"], "mine or unexploded ordnance", None),
        (Manner.ADD, ["unknown"], "missile", ["missile"]),
        (Manner.ADD, [], "missile", ["missile"]),
        (Manner.REPLACE, ["missile", "small arms"], "other", ["other"]),
        (Manner.REMOVE, ["missile", "small arms"], "missile", ["small arms"]),
        (Manner.REMOVE, ["missile"], "missile", []),
    ],
)
def test_desk_09_weapons_are_added_replaced_and_removed(
    case: CaseFile,
    strike: Callable[..., Any],
    add: Callable[..., Any],
    manner: Manner,
    before: list[str],
    value: str,
    after: list[str] | None,
) -> None:
    add(case, strike(weapons=before))
    make(case, many_changes.word("weapons", value, manner))
    weapons = [word.value for word in incidents.incident(case, codes(case)[0]).weapons]
    assert weapons == (sorted([*before, value]) if after is None else after)


def test_desk_09_an_incident_in_a_settlement_stays_in_its_district(
    case: CaseFile, strike: Callable[..., Any], add: Callable[..., Any]
) -> None:
    add(case, strike(district="Kupianskyi", settlement="UA63080150140087701"), strike())
    plan = make(case, many_changes.district(KYIVSKYI))
    assert len(plan.lines) == 1
    assert "is in another raion" in next(iter(reasons(plan).values()))


def test_desk_09_each_gets_its_own_note_and_link(sample_case: CaseFile) -> None:
    plan = make(sample_case, many_changes.note("Look again."))
    noted = [len(note_list.listed(sample_case, code)) for code in plan.codes]
    assert noted == [1] * len(codes(sample_case))
    hub = "KHT-2022-08-17-01"
    linked = make(sample_case, many_changes.link(hub, Relation.ATTACK_WAVE))
    assert reasons(linked) == {hub: f"{hub} cannot be linked to itself."}
    assert len(merge_split.links(sample_case, hub)) == len(codes(sample_case)) - 1


def test_desk_09_work_that_is_stopped_changes_nothing_and_keeps_a_draft(
    sample_case: CaseFile, dump: Callable[[CaseFile], Any]
) -> None:
    class Over(TrackerError):
        pass

    before = dump(sample_case)
    steps = []

    def step() -> None:
        # A draft that is saved meanwhile, as a timer of the window would.
        drafts.save(sample_case, "report", {"fields": {"killed": "7"}})
        steps.append(1)
        if len(steps) > len(codes(sample_case)) + 3:
            raise Over("over")

    change = many_changes.grade(Grade.CONFIRMED)
    with pytest.raises(Over), sample_case.edit("Olha", "grade", step) as edit:
        many_records.make(edit, codes(sample_case), change, step)
    assert drafts.load(sample_case, "report") is not None
    assert {**dump(sample_case), "drafts": []} == {**before, "drafts": []}
