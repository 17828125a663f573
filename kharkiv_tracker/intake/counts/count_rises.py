"""Numbers that others rose to: «зросла до 12», «до 8 зросла», rose from 5 to 8."""

from __future__ import annotations

from collections.abc import Sequence

from kharkiv_tracker.domain.count import Count, Qualifier
from kharkiv_tracker.intake.counts.count_kinds import Item, Kind
from kharkiv_tracker.intake.counts.count_numbers import Amount, amount_at, count_of, number_at
from kharkiv_tracker.intake.counts.count_words import book, words
from kharkiv_tracker.intake.typed_text import Token

#: The section of the words for rising and falling, which are the value of their items.
RISES = "count_rises"
_QUALIFIERS = ("at_least", "more_than", "fewer_than", "about")
_JOINTS = (Kind.STOP, Kind.AND)


def risen_at(tokens: Sequence[Token], at: int, before: Sequence[Item]) -> Amount | None:
    """The amount that begins here where it is what a number rose to: and not up to it."""
    if not _is_rising(before):
        return None
    to = words("count_rise_to")
    key = tokens[at].key
    if key in to:
        return _after(amount_at(tokens, at + 1), 1)
    if key in words("range_opening") and (low := number_at(tokens, at + 1)):
        joint = at + 1 + low.length
        if _key(tokens, joint) in to:
            return _after(amount_at(tokens, joint + 1), joint + 1 - at)
    match = book("counts").at(tokens, at)
    if match is None or match[0] not in _QUALIFIERS or _key(tokens, at + match[1]) not in to:
        return None
    number = number_at(tokens, at + match[1] + 1)
    if number is None:
        return None
    return Amount(count_of(match[0], number.value), match[1] + 1 + number.length)


def settle(items: list[Item]) -> None:
    """Make “up to” exact where the verb comes after: «до 8 зросла кількість постраждалих»."""
    for at in range(len(items) - 2, -1, -1):
        item = items[at]
        if item.kind in (*_JOINTS, Kind.OPEN):
            return
        if item.kind is Kind.AMOUNT:
            count: Count = item.value.count
            first = item.text.split()[0].casefold()
            is_limit = first in words("count_rise_to") and count.qualifier is Qualifier.UP_TO
            is_range = first in words("range_opening") and count.qualifier is Qualifier.BETWEEN
            if (is_limit or is_range) and count.high is not None:
                amount = Amount(Count(Qualifier.EXACTLY, count.high), item.value.length)
                items[at] = item._replace(value=amount)
            return


def _after(amount: Amount | None, length: int) -> Amount | None:
    return amount and Amount(amount.count, amount.length + length, amount.least)


def _key(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].key if at < len(tokens) else ""


def _is_rising(before: Sequence[Item]) -> bool:
    """Whether the number of a word for rising is still to come, or that of another quantity.

    The killed rose to 3, the injured to 12; but: they rose, up to 12 are in hospital.
    """
    is_another = has_passed = False
    for item in reversed(before):
        if item.value == RISES:
            return True
        if item.kind is Kind.OPEN or (item.kind is Kind.AMOUNT and not has_passed):
            return False
        if item.kind is Kind.QUANTITY:
            is_another = True
        elif item.kind in _JOINTS and item.value != ":":
            if not is_another:
                return False
            has_passed = True
    return False
