"""What every grade, review state and reliability means, as it is printed beside it."""

from __future__ import annotations

from collections.abc import Mapping

from kharkiv_tracker.domain.incident import Grade, ReviewState
from kharkiv_tracker.domain.source import Reliability
from kharkiv_tracker.i18n import N_

#: In English; marked for translation.
DEFINITIONS: Mapping[Grade | ReviewState | Reliability, str] = {
    Grade.CONFIRMED: N_("A belligerent has accepted responsibility for this strike."),
    Grade.FAIR: N_(
        "Two or more credible sources, independent of one another; a belligerent's action"
        " is likely or confirmed."
    ),
    Grade.WEAK: N_("One source, or several that quote the same speaker."),
    Grade.CONTESTED: N_(
        "Sources name different parties as responsible, or the party named denies it."
    ),
    Grade.DISCOUNTED: N_(
        "The people killed or injured were combatants, or another cause is most likely. Not "
        "counted in any total."
    ),
    ReviewState.DRAFT: N_(
        "Work in progress. Its figures are counted; summaries state that they include drafts."
    ),
    ReviewState.READY: N_(
        "Complete according to its author; ready for someone else to check against the sources."
    ),
    ReviewState.APPROVED: N_(
        "Checked against its sources by a person who takes responsibility for it."
    ),
    ReviewState.HAS_ISSUES: N_("Checked; corrections needed. See the history for the reason."),
    ReviewState.WITHDRAWN: N_("Withdrawn: not counted, still readable; its code is never reused."),
    Reliability.A: N_(
        "Completely reliable: no doubt about honesty, knowledge or access; always right so far."
    ),
    Reliability.B: N_("Usually reliable: small doubts, and right most of the time."),
    Reliability.C: N_("Fairly reliable: some doubts, but it has been right before."),
    Reliability.D: N_("Not usually reliable: serious doubts, though it has at times been right."),
    Reliability.E: N_("Unreliable: it has been wrong or misleading before."),
    Reliability.F: N_(
        "Cannot be judged: nothing is known about it yet. This is not a negative rating."
    ),
}
