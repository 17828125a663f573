"""How many of the injured have died, as one types it."""

from __future__ import annotations

from kharkiv_tracker.domain.quantity import KILLED
from kharkiv_tracker.errors import Refused, shown
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.intake.counts.count_items import items_of
from kharkiv_tracker.intake.counts.count_kinds import Kind
from kharkiv_tracker.intake.counts.count_phrases import check_companions, phrases_of
from kharkiv_tracker.intake.counts.count_words import count_tokens
from kharkiv_tracker.intake.outcome import Context, Outcome, Reading

_FIELD, _MOVED, _MOST = "transfer", "injured_to_killed", 100_000
_PLAIN = frozenset((Kind.AMOUNT, Kind.PEOPLE, Kind.MEN_OR_PEOPLE, Kind.QUANTITY, Kind.FILLER))


def read_transfer(text: str, _context: Context) -> Outcome:
    """A plain number of people, of any class; Refused for anything else."""
    phrases = phrases_of(items_of(count_tokens(text)))
    check_companions(phrases)
    if not phrases:
        return Reading({}, "", {_FIELD: ""})
    (phrase, *others) = phrases
    is_plain = (
        not others
        and not phrase.depth
        and all(
            item.kind in _PLAIN or (item.kind is Kind.PART and bool(phrase.classes))
            for item in phrase.items
        )
    )
    number = phrase.number if phrase.amount else 1 if phrase.is_one else None
    if not is_plain or set(phrase.quantities) - {KILLED} or not number or number >= _MOST:
        raise Refused(_("“{text}” is not a number of people.").format(text=shown(text)))
    words = ngettext(
        "{count} injured person has died", "{count} injured people have died", number
    ).format(count=number)
    return Reading({_FIELD: {_MOVED: number}}, words, {_FIELD: str(number)})
