"""A whole text read: the one entrance of the window, of `read` and of the stack of posts."""

from __future__ import annotations

from kharkiv_tracker import labels
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import _
from kharkiv_tracker.intake.outcome import Context
from kharkiv_tracker.intake.passages.findings import proposal
from kharkiv_tracker.intake.passages.incident_drafts import Drafts
from kharkiv_tracker.intake.passages.proposal import PassageReading
from kharkiv_tracker.intake.passages.sentence_text import PassageText
from kharkiv_tracker.intake.passages.unused_numbers import unused
from kharkiv_tracker.intake.passages.whole_totals import without_totals

#: Longer than any report; reading it takes some seconds.
LONGEST = 200_000


def read_passage(text: str, context: Context) -> PassageReading:
    """What a text proposes; days count from `context.published`, else from today.

    Raises Refused for a text longer than a report.
    """
    if len(text) > LONGEST:
        raise Refused(
            _(
                "This text has {length} characters. Up to {most} can be read at once. Nothing was "
                "read: paste the part that reports casualties."
            ).format(length=labels.number(len(text)), most=labels.number(LONGEST))
        )
    passage = PassageText(text)
    drafts = Drafts(passage, context)
    matches = [proposal(draft, passage, context) for draft in drafts.read()]
    proposals = without_totals([one for one in matches if one is not None])
    return PassageReading(
        passage.text, proposals, unused(passage, proposals, drafts.left_out, drafts.times)
    )
