"""Counts of combatants, killed and injured in one field."""

from __future__ import annotations

import re

from kharkiv_tracker import labels
from kharkiv_tracker.domain.count import UNKNOWN, Count
from kharkiv_tracker.domain.quantity import COMBATANTS, COUNTED
from kharkiv_tracker.errors import Refused, shown
from kharkiv_tracker.i18n import _
from kharkiv_tracker.intake.counts.count_doubts import Decisions, meanings
from kharkiv_tracker.intake.counts.count_items import items_of
from kharkiv_tracker.intake.counts.count_kinds import Kind
from kharkiv_tracker.intake.counts.count_parts import whole_of
from kharkiv_tracker.intake.counts.count_phrases import Link, Phrase, check_companions, phrases_of
from kharkiv_tracker.intake.counts.count_questions import question
from kharkiv_tracker.intake.counts.count_words import count_tokens
from kharkiv_tracker.intake.outcome import Context, Outcome, Reading
from kharkiv_tracker.intake.typed_text import normal

_PAIR = re.compile(r"\A(\d+),(\d{1,2})\Z")


def read_combatants(text: str, _context: Context) -> Outcome:
    """`3` is killed, `3, 5` killed and injured, `5 injured` as typed; Refused for anything else."""
    # Two numbers, as a number of people has no decimals.
    apart = _PAIR.sub(r"\1, \2", normal(text))
    phrases = phrases_of(items_of(count_tokens(apart), combatants=True))
    check_companions(phrases)
    doubt, candidates, unsaid = meanings(lambda decisions: _counts(phrases, decisions))
    readings = [_reading(counts) for counts in candidates]
    return readings[0] if doubt is None else question(doubt, readings, _reading(unsaid))


def _counts(phrases: list[Phrase], decisions: Decisions) -> dict[str, Count]:
    counts: dict[str, Count] = {}
    for position, phrase in enumerate(phrases):
        quantity = _quantity(phrase, position)
        if quantity in counts:
            raise Refused(_("“{part}” is repeated.").format(part=phrase.text))
        is_unknown = phrase.has(Kind.UNKNOWN) and phrase.amount is None
        counts[quantity] = UNKNOWN if is_unknown else whole_of(phrase, decisions)
    return {name: count for name, count in counts.items() if not count.is_unknown}


def _quantity(phrase: Phrase, position: int) -> str:
    """Killed or injured, as it is said or by its place; Refused for all else."""
    names = {name for name in phrase.quantities if name != COMBATANTS}
    is_plain = not (phrase.has_class or phrase.conditions or phrase.ages or phrase.has(Kind.SHOCK))
    is_part = bool(phrase.links & {Link.AMONG, Link.OPEN})
    if phrase.ratio or not is_plain or is_part:
        raise Refused(
            _("“{text}” is not clear. Write 3 killed, 5 injured.").format(text=phrase.text)
        )
    if not names and (position >= len(COUNTED) or phrase.links - {Link.COMMA}):
        raise Refused(
            _("“{text}”: killed or injured? Write 3 killed, 5 injured.").format(text=phrase.text)
        )
    quantity = names.pop() if names else COUNTED[position]
    if names or quantity not in COUNTED:
        raise Refused(
            _("Only killed and injured combatants are recorded, not “{text}”.").format(
                text=shown(phrase.text)
            )
        )
    return quantity


def _reading(counts: dict[str, Count]) -> Reading:
    text = ", ".join(f"{count} {labels.quantity(name)}" for name, count in counts.items())
    part = {COMBATANTS: {name: str(count) for name, count in counts.items()}}
    return Reading(part, labels.counts(counts), {COMBATANTS: text})
