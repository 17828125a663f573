"""How a doubt in a count is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kharkiv_tracker.i18n import N_, _
from kharkiv_tracker.intake.counts.count_doubts import Doubt
from kharkiv_tracker.intake.outcome import Question, Reading

_QUESTIONS: Mapping[Doubt, str] = {
    Doubt.TENS: N_("No number is given. At least how many?"),
    Doubt.MEN: N_("Men, or people of both sexes?"),
    Doubt.YOUTH: N_("Under 18, or an adult?"),
    Doubt.SHOCK: N_("Acute stress, or shock from a wound?"),
    Doubt.AMONG: N_("Among the first number, or beside it?"),
    Doubt.STRESS: N_("Acute stress: among the number, or apart from it?"),
    Doubt.WHOLE: N_("Is this all of them, or a part?"),
    Doubt.BOTH: N_("Fill in each of these fields?"),
    Doubt.WHOSE: N_("Of which of these numbers is it a part?"),
    Doubt.ANOTHER: N_("All there are by now, or beside an earlier number?"),
}


def question(doubt: Doubt, readings: Sequence[Reading], unsaid: Reading) -> Question:
    """The question of a doubt, with the readings it leaves open."""
    return Question(_(_QUESTIONS[doubt]), tuple(readings), unsaid)
