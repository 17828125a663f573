"""Numbers with their qualifiers as they are written in figures, signs and words."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from kharkiv_tracker import languages
from kharkiv_tracker.domain.count import LARGEST, Count, Qualifier
from kharkiv_tracker.errors import Refused, shown
from kharkiv_tracker.i18n import _
from kharkiv_tracker.intake.counts.count_words import abbreviations, book, words
from kharkiv_tracker.intake.typed_text import Token

_PLAIN = re.compile(r"\d+")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+")
_DECIMAL = re.compile(r"(\d{1,6})[.,](\d{1,3})")
_TEN, _HUNDRED, _THOUSAND = 10, 100, 1000
_SIGNS = {
    "~": "about", "≈": "about", ">": "more_than", "<": "fewer_than",
    ">=": "at_least", "≥": "at_least", "=>": "at_least",
    "<=": "up_to", "≤": "up_to", "=<": "up_to",
}  # fmt: skip
_DASHES = ("-", "..", "...")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its qualifier, and how many tokens it takes.

    `least` is that of tens, hundreds or thousands without a number; 0 for anything else.
    """

    count: Count
    length: int
    least: int = 0


class _Number(NamedTuple):
    value: int
    length: int
    multiplier: int = 1
    about: bool = False


def amount_at(tokens: Sequence[Token], start: int) -> Amount | None:
    """The amount that begins at this token; Refused for a number that is none of people."""
    for begin in (_tens, _several, _qualified, _opened_range, _bare):
        if (amount := begin(tokens, start)) is not None:
            return amount
    return None


def _key(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].key if at < len(tokens) else ""


def _tens(tokens: Sequence[Token], start: int) -> Amount | None:
    """Tens, hundreds, thousands, “several dozen”; “at least hundreds” too."""
    at = start
    for name in ("at_least", "several"):
        if (match := book("counts").at(tokens, at)) and match[0] == name:
            at += match[1]
            if name == "at_least" and book("count_of_one").at(tokens, at):
                return None
    match = book("count_multipliers").at(tokens, at)
    after_several = at > 0 and tokens[at - 1].key in _last_of_several()
    if match is None and after_several:
        match = book("count_multiplier").at(tokens, at)
    if match is None or (_key(tokens, at) in abbreviations() and not after_several):
        return None
    end = at + match[1]
    unit = _TEN if match[0] == "12" else int(match[0])
    return Amount(Count(Qualifier.SEVERAL), end - start, 2 * unit)


@cache
def _last_of_several() -> frozenset[str]:
    return frozenset(phrase.split()[-1] for phrase in words("counts", "several"))


def _several(tokens: Sequence[Token], start: int) -> Amount | None:
    match = book("counts").at(tokens, start)
    if match is None or match[0] != "several":
        return None
    return Amount(Count(Qualifier.SEVERAL), match[1])


def _qualified(tokens: Sequence[Token], start: int) -> Amount | None:
    """A qualifier before a number."""
    if start >= len(tokens):
        return None
    if (name := _SIGNS.get(tokens[start].text)) is not None:
        length = 1
        if tokens[start].text in "<>" and _key(tokens, start + 1) == "=":
            name, length = {">": "at_least", "<": "up_to"}[tokens[start].text], 2
    elif match := book("counts").at(tokens, start):
        name, length = match
    else:
        return None
    number = _of_one(tokens, start + length) or number_at(tokens, start + length)
    if number is None or name in ("between", "unknown", "several", "none"):
        return None
    end = start + length + number.length
    if _range_end(tokens, end) or _suffix(tokens, end):
        raise Refused(
            _("“{text}” qualifies the number twice. Keep one of the two.").format(
                text=_text(tokens, start, end + 1)
            )
        )
    return Amount(count_of(name, number.value), end - start)


def _of_one(tokens: Sequence[Token], at: int) -> _Number | None:
    """A hundred or a thousand in the case it has after a qualifier: близько тисячі."""
    match = book("count_of_one").at(tokens, at)
    return _Number(int(match[0]), match[1]) if match else None


def _opened_range(tokens: Sequence[Token], start: int) -> Amount | None:
    """From 5 to 7, between 5 and 7: both ends belong to it."""
    if start >= len(tokens):
        return None
    between = tokens[start].key in words("range_between")
    if not between and tokens[start].key not in words("range_opening"):
        return None
    low = number_at(tokens, start + 1)
    if low is None:
        return None
    joint = start + 1 + low.length
    key = _key(tokens, joint)
    linked = (
        key in words("range_and")
        if between
        else key in words("counts", "between") or key in words("range_by") or key in _DASHES
    )
    high = number_at(tokens, joint + 1) if linked else None
    if high is None:
        return None
    end = joint + 1 + high.length
    return Amount(_between(low, high, _text(tokens, start, end)), end - start)


def _bare(tokens: Sequence[Token], start: int) -> Amount | None:
    number = number_at(tokens, start)
    if number is None:
        return None
    end = start + number.length
    if length := _range_end(tokens, end):
        high = number_at(tokens, end + length)
        assert high is not None  # noqa: S101 - _range_end has seen it
        stop = end + length + high.length
        return Amount(_between(number, high, _text(tokens, start, stop)), stop - start)
    if suffix := _suffix(tokens, end):
        name, length = suffix
        return Amount(count_of(name, number.value), number.length + length)
    return Amount(count_of("about" if number.about else "exactly", number.value), number.length)


def _range_end(tokens: Sequence[Token], at: int) -> int:
    """How many tokens join a number to the upper end of its range; 0 without one."""
    key = _key(tokens, at)
    if key not in _DASHES and key not in words("counts", "between"):
        return 0
    return 1 if number_at(tokens, at + 1) is not None else 0


def _suffix(tokens: Sequence[Token], at: int) -> tuple[str, int] | None:
    """A qualifier after its number; what comes before another number belongs to that."""
    if at >= len(tokens):
        return None
    if tokens[at].text == "+":
        followed = number_at(tokens, at + 1) is not None
        close = tokens[at - 1].end == tokens[at].start
        apart = at + 1 < len(tokens) and tokens[at + 1].start > tokens[at].end
        return None if followed and not (close and apart) else ("at_least", 1)
    match = book("count_suffixes").at(tokens, at)
    if match is None or number_at(tokens, at + match[1]) is not None:
        return None
    return match


def number_at(tokens: Sequence[Token], start: int) -> _Number | None:
    """The number that begins at this token, in figures or in words; Refused for no whole one."""
    if start >= len(tokens):
        return None
    number = _in_figures(tokens, start) if tokens[start].is_number else _in_words(tokens, start)
    if number is None:
        return None
    end = start + number.length
    if number.value > LARGEST or _key(tokens, end) in words("count_millions"):
        raise Refused(_("“{text}” is too large.").format(text=_text(tokens, start, end + 1)))
    return number


def _in_figures(tokens: Sequence[Token], start: int) -> _Number:
    text, end = tokens[start].text, start + 1
    decimal = None if _GROUPED.fullmatch(text) else _DECIMAL.fullmatch(text)
    multiplier = _thousands(tokens, end)
    if decimal and multiplier:
        value = int(decimal[1]) * _THOUSAND + int(decimal[2].ljust(3, "0"))
        return _Number(value, 2, multiplier=_THOUSAND)
    if not _PLAIN.fullmatch(text) and not _GROUPED.fullmatch(text):
        raise Refused(
            _("“{text}” is not a whole number of people. For a thousand, write 1000.").format(
                text=shown(text)
            )
        )
    digits = text.replace(",", "")
    if _PLAIN.fullmatch(text) and len(text) <= len("999"):
        digits, end = _spaced(tokens, start)
    value = int(digits) if len(digits) < len(str(LARGEST)) + 2 else LARGEST + 1
    if _thousands(tokens, end):
        return _Number(value * _THOUSAND, end + 1 - start, multiplier=_THOUSAND)
    is_ending = _key(tokens, end) == "-" and _key(tokens, end + 1) in words("number_endings")
    return _Number(value, end - start + (2 if is_ending else 0))


def _thousands(tokens: Sequence[Token], at: int) -> bool:
    key = _key(tokens, at)
    return key in words("count_multiplier", "1000") or key in words("count_multipliers", "1000")


def _spaced(tokens: Sequence[Token], start: int) -> tuple[str, int]:
    """The digits of a number whose thousands are set apart by spaces or apostrophes."""
    digits, end = tokens[start].text, start + 1
    while end < len(tokens):
        at = (
            end + 1 if tokens[end].text == "’" and tokens[end].start == tokens[end - 1].end else end
        )
        if at >= len(tokens) or not re.fullmatch(r"\d{3}", tokens[at].text):
            break
        if tokens[at].start - tokens[at - 1].end > 1:
            break
        digits, end = digits + tokens[at].text, at + 1
    return digits, end


@cache
def _values() -> dict[str, int]:
    return {
        word: int(value)
        for value in languages.table("count_numbers")
        for word in words("count_numbers", value)
    }


def _in_words(tokens: Sequence[Token], start: int) -> _Number | None:
    """A number in words: so many thousands, and what is below a thousand."""
    unit = _multiplier(tokens, start + 1)
    if tokens[start].key in words("one_and_a_half") and unit:
        return _Number(unit * 3 // 2, 2)
    group = _below_thousand(tokens, start)
    at = start + (group.length if group else _article(tokens, start))
    if _multiplier(tokens, at) != _THOUSAND or (not group and not _is_one(tokens, at)):
        return group
    value = (group.value if group else 1) * _THOUSAND
    rest = _rest(tokens, at + 1)
    if rest is None:
        return _Number(value, at + 1 - start, multiplier=_THOUSAND)
    return _Number(value + rest.value, at + 1 + rest.length - start)


def _below_thousand(tokens: Sequence[Token], start: int) -> _Number | None:
    """A number of hundreds and less; a dozen and a ten are units as a hundred is."""
    value = _values().get(_key(tokens, start), 0)
    if value >= _HUNDRED:
        at = start + 1
    else:
        number = _below_hundred(tokens, start)
        at = start + (number.length if number else _article(tokens, start))
        unit = _multiplier(tokens, at)
        if unit in (0, _THOUSAND) or (not number and not _is_one(tokens, at)):
            return number
        value, at = (number.value if number else 1) * unit, at + 1
        if unit != _HUNDRED:
            # A ten of people is about ten.
            return _Number(value, at - start, about=unit == value == _TEN)
    rest = _rest(tokens, at, _below_hundred)
    return _Number(value + (rest.value if rest else 0), at - start + (rest.length if rest else 0))


def _below_hundred(tokens: Sequence[Token], start: int) -> _Number | None:
    value = _values().get(_key(tokens, start))
    if value is None or value >= _HUNDRED:
        return None
    at = start + 1
    if value >= 2 * _TEN:
        at += _key(tokens, at) == "-"
        unit = _values().get(_key(tokens, at), 0)
        if 0 < unit < _TEN:
            return _Number(value + unit, at + 1 - start)
        at = start + 1
    return _Number(value, at - start)


def _rest(
    tokens: Sequence[Token],
    at: int,
    read: Callable[[Sequence[Token], int], _Number | None] = _below_thousand,
) -> _Number | None:
    """What is added to hundreds or thousands; in English an “and” may come before it."""
    joint = _key(tokens, at) == "and" and tokens[at - 1].key in ("hundred", "thousand")
    rest = read(tokens, at + joint) if at + joint < len(tokens) else None
    if rest is None or not rest.value or _multiplier(tokens, at + joint + rest.length):
        return None
    return rest._replace(length=rest.length + joint)


def _article(tokens: Sequence[Token], at: int) -> int:
    return int(_key(tokens, at) in ("a", "an"))


def _is_one(tokens: Sequence[Token], at: int) -> bool:
    """Whether the word for ten, a hundred or a thousand means one of it."""
    return _key(tokens, at) in words("count_multiplier")


def _multiplier(tokens: Sequence[Token], at: int) -> int:
    """Ten, twelve, a hundred or a thousand of what comes before; 0 for anything else."""
    for section in ("count_multiplier", "count_multipliers"):
        if match := book(section).at(tokens, at):
            return int(match[0])
    return 0


def _between(low: _Number, high: _Number, text: str) -> Count:
    """A range; a thousand after its upper end is that of both."""
    least = low.value
    if high.multiplier > low.multiplier and least < high.value // high.multiplier:
        least *= high.multiplier
    if least > high.value:
        raise Refused(
            _("“{text}”: the first number is larger than the second. Swap them.").format(text=text)
        )
    if least == high.value:
        raise Refused(
            _("“{text}” has the same number at both ends. Write it once.").format(text=text)
        )
    return Count(Qualifier.BETWEEN, least, high.value)


def count_of(name: str, value: int) -> Count:
    """A number as it is qualified by a word of this meaning."""
    match name:
        case "at_least":
            return Count(Qualifier.AT_LEAST, value)
        case "more_than":
            return Count(Qualifier.MORE_THAN, value)
        case "about":
            return Count(Qualifier.ABOUT, value)
        case "fewer_than" | "up_to":
            most = value - (name == "fewer_than")
            if most < 0:
                raise Refused(_("A number cannot be below 0. For none, write 0."))
            return Count(Qualifier.UP_TO, most) if most else Count(Qualifier.EXACTLY, 0)
        case _:
            return Count(Qualifier.EXACTLY, value)


def _text(tokens: Sequence[Token], start: int, end: int) -> str:
    return shown(" ".join(token.text for token in tokens[start:end]))
