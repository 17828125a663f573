"""A whole text read: the one entrance of the window, of `read` and of the stack of posts."""

from __future__ import annotations

from kharkiv_tracker.intake.outcome import Context
from kharkiv_tracker.intake.passages.findings import proposal
from kharkiv_tracker.intake.passages.incident_drafts import Drafts
from kharkiv_tracker.intake.passages.passage_text import PassageText
from kharkiv_tracker.intake.passages.proposal import PassageReading
from kharkiv_tracker.intake.passages.unused_numbers import unused
from kharkiv_tracker.intake.passages.whole_totals import without_totals


def read_passage(text: str, context: Context) -> PassageReading:
    """What a text proposes; days count from `context.published`, else from today."""
    passage = PassageText(text)
    drafts = Drafts(passage, context)
    found = [proposal(draft, passage, context) for draft in drafts.read()]
    proposals = without_totals([one for one in found if one is not None])
    return PassageReading(
        passage.text, proposals, unused(passage, proposals, drafts.left_out, drafts.times)
    )
