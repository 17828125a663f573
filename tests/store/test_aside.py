"""Drafts, kept selections and the work queue: beside the record, in no figure and no history."""

from collections.abc import Callable
from datetime import date
from typing import Any

from kharkiv_tracker import gazetteer
from kharkiv_tracker.domain.incident import Grade, ReviewState, Weapon
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.store import drafts, history, queue, selections, verify
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.queue import Waiting

EVERYTHING_CHOSEN = Selection(
    date(2022, 1, 1),
    date(2022, 12, 31),
    ("UA63120270010315719",),
    (Weapon.MISSILE,),
    (Grade.FAIR,),
    (ReviewState.APPROVED,),
    "dormitory",
)


def test_a_draft_is_kept_replaced_and_discarded_without_a_revision(case: CaseFile) -> None:
    revisions = history.count(case)
    drafts.keep(case, "report", {"killed": "7"})
    drafts.keep(case, "report", {"killed": "7+"})
    kept = drafts.kept(case, "report")
    assert kept
    assert kept.content == {"killed": "7+"}
    drafts.discard(case, "report")
    assert drafts.kept(case, "report") is None
    assert history.count(case) == revisions
    assert verify.verify(case).ok


def test_a_case_open_for_reading_keeps_no_draft(case: CaseFile) -> None:
    case.read_only = True
    drafts.keep(case, "report", {"killed": "7"})
    assert drafts.kept(case, "report") is None


def test_a_selection_is_kept_under_its_name(case: CaseFile) -> None:
    selections.keep(case, " August ", EVERYTHING_CHOSEN)
    assert selections.kept(case) == {"August": EVERYTHING_CHOSEN}
    selections.forget(case, "August")
    assert selections.kept(case) == {}


def test_a_selection_is_read_back_as_it_was_written() -> None:
    for selection in (Selection(), EVERYTHING_CHOSEN):
        assert Selection.of(selection.document()) == selection


def test_the_sample_waits_for_what_is_doubtful_about_it(sample_case: CaseFile) -> None:
    assert queue.waiting(sample_case, gazetteer.load()) == {
        Waiting.SINGLE_SPEAKER: 2,
        Waiting.DISTRICT_UNKNOWN: 3,
        Waiting.UNDATED: 1,
    }


def test_disagreement_and_unapproved_incidents_wait(
    case: CaseFile, strike: Callable[..., Any], add: Callable[..., Any]
) -> None:
    reports = [
        {"as_of": "2022-08-18", "killed": "12", "office": "Police"},
        {"as_of": "2022-08-19", "killed": "10", "office": "Prosecutor"},
    ]
    add(case, strike(reports=reports), strike("2022-08-18", grade="Discounted"))
    assert queue.waiting(case, gazetteer.load()) == {
        Waiting.NOT_APPROVED: 1,
        Waiting.DISAGREEMENT: 1,
    }
