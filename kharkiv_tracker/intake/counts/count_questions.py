"""How a doubt in a count is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kharkiv_tracker.i18n import N_, _
from kharkiv_tracker.intake.counts.count_doubts import Doubt
from kharkiv_tracker.intake.outcome import Question, Reading

_QUESTIONS: Mapping[Doubt, str] = {
    Doubt.TENS: N_("No number given. At least how many?"),
    Doubt.MEN: N_("Men only, or people of both sexes?"),
    Doubt.YOUTH: N_("Under 18, or an adult?"),
    Doubt.SHOCK: N_("Acute stress, or shock from a wound?"),
    Doubt.AMONG: N_("Included in the first number, or in addition to it?"),
    Doubt.STRESS: N_("Acute stress: included in the number, or separate from it?"),
    Doubt.WHOLE: N_("Is this the total, or only a part?"),
    Doubt.BOTH: N_("Fill in each of these fields?"),
    Doubt.WHOSE: N_("Which of these numbers is it a part of?"),
    Doubt.ANOTHER: N_("Total so far, or in addition to an earlier number?"),
}
#: How answers with the same words are distinguished.
_ANSWERS: Mapping[Doubt, tuple[str, ...]] = {
    Doubt.MEN: ("{words}", N_("{words}, people of both sexes")),
}


def question(doubt: Doubt, readings: Sequence[Reading], unsaid: Reading) -> Question:
    """The question of a doubt, with the readings it leaves open."""
    words = _ANSWERS.get(doubt, ())
    if len(words) == len(readings):
        readings = [
            replace(reading, words=_(text).format(words=reading.words))
            for reading, text in zip(readings, words, strict=True)
        ]
    return Question(_(_QUESTIONS[doubt]), tuple(readings), unsaid)
