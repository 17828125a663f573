"""Drafts and kept selections: beside the record, in no figure and no history."""

from datetime import date

from kharkiv_tracker.domain.incident import Grade, ReviewState, Weapon
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.store import drafts, history, selections, verification
from kharkiv_tracker.store.case_file import CaseFile

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
    drafts.save(case, "report", {"killed": "7"})
    drafts.save(case, "report", {"killed": "7+"})
    draft = drafts.load(case, "report")
    assert draft
    assert draft.content == {"killed": "7+"}
    drafts.discard(case, "report")
    assert drafts.load(case, "report") is None
    assert history.count(case) == revisions
    assert verification.verify(case).ok


def test_a_case_open_for_reading_keeps_no_draft(case: CaseFile) -> None:
    case.read_only = True
    drafts.save(case, "report", {"killed": "7"})
    assert drafts.load(case, "report") is None


def test_a_selection_is_kept_under_its_name(case: CaseFile) -> None:
    selections.save(case, " August ", EVERYTHING_CHOSEN)
    assert selections.load(case) == {"August": EVERYTHING_CHOSEN}
    selections.remove(case, "August")
    assert selections.load(case) == {}


def test_a_selection_is_read_back_as_it_was_written() -> None:
    for selection in (Selection(), EVERYTHING_CHOSEN):
        assert Selection.of(selection.document()) == selection
