"""Ages as written beside people: 8 years, 11-year-old, aged 8 and 12, восьмирічна."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from kharkiv_tracker import languages
from kharkiv_tracker.domain.count import Count, Qualifier
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import _
from kharkiv_tracker.intake.counts.count_numbers import amount_at
from kharkiv_tracker.intake.counts.count_words import book, words
from kharkiv_tracker.intake.typed_text import Token

#: The highest age that is accepted.
OLDEST = 120
_LONGEST_UNIT = 6


def age_text(count: Count, unit: str = "years") -> str:
    """A count of years or months in the notation of an age; Refused for an impossible age."""
    least = (12 if unit == "months" else 1) * (count.low or 0)
    if count.qualifier is Qualifier.SEVERAL or least > 12 * OLDEST or count.low is None:
        raise Refused(_("Check the age. Write 34, ~30, 5-7, 6 months or born 1983."))
    if unit == "years":
        if (count.upper or count.number or 0) > OLDEST:
            raise Refused(_("Check the age. Write 34, ~30, 5-7, 6 months or born 1983."))
        return str(count)
    if count.qualifier is not Qualifier.EXACTLY:
        raise Refused(_("Write months as a number: 6 months."))
    return f"{count.number} months"


def ages_at(
    tokens: Sequence[Token], start: int, after_people: bool = False
) -> tuple[tuple[str, ...], int] | None:
    """The ages that begin at this token, and how many tokens they take.

    After people a list of numbers is one of ages where its last has a unit: 8 та 12 років.
    """
    if compound := _compound(tokens[start].key):
        return (compound,), 1
    if match := book("age_aged").at(tokens, start):
        listed = _listed(tokens, start + match[1], needs_unit=False)
        # “Of” is also said of people: 3 of 8.
        if listed and (after_people or tokens[start].key != "of"):
            return listed[0], match[1] + listed[1]
    if after_people and (match := book("age_words").at(tokens, start)):
        return (match[0],), match[1]
    single = _one(tokens, start)
    if single and single[1]:
        months = _one(tokens, start + single[2]) if single[1] == "years" else None
        if months and months[1] == "months" and single[0].number and months[0].number:
            # 2 роки 3 місяці are one age.
            whole = Count(Qualifier.EXACTLY, 12 * single[0].number + months[0].number)
            return (age_text(whole, "months"),), single[2] + months[2]
        return (age_text(single[0], single[1]),), single[2]
    is_list = after_people or _hangs(tokens, start + single[2] if single else len(tokens))
    if is_list and (listed := _listed(tokens, start, needs_unit=True)):
        return listed
    return None


def unit_at(tokens: Sequence[Token], start: int) -> tuple[str, int] | None:
    """Years or months, hyphens between their words left aside."""
    window = tokens[start : start + _LONGEST_UNIT]
    plain = [token for token in window if token.text != "-"]
    # 2 літні жінки are elderly; 2-літні are two years old.
    is_hyphenated = bool(window) and window[0].text == "-"
    for section in ("age_units", "age_adjectives") if is_hyphenated else ("age_units",):
        if match := book(section).at(plain):
            end = window.index(plain[match[1] - 1]) + 1
            return match[0], end
    return None


def _one(tokens: Sequence[Token], start: int) -> tuple[Count, str, int] | None:
    """A number, the unit after it or "", and how many tokens they take."""
    amount = amount_at(tokens, start)
    if amount is None or amount.least or amount.count.number is None:
        return None
    unit = unit_at(tokens, start + amount.length)
    if unit is None:
        return amount.count, "", amount.length
    return amount.count, unit[0], amount.length + unit[1]


def _listed(
    tokens: Sequence[Token], start: int, needs_unit: bool
) -> tuple[tuple[str, ...], int] | None:
    ages: list[tuple[Count, str]] = []
    end = at = start
    while at < len(tokens) and (age := _one(tokens, at)) is not None:
        after = at + age[2]
        after += _hangs(tokens, after)
        is_joined = (
            after >= len(tokens)
            or tokens[after].text in (",", ";", ")", ".")
            or _is_and(tokens, after)
        )
        if ages and not (is_joined or age[1]):
            break
        ages.append(age[:2])
        end, at = after, after
        if age[1] and needs_unit:
            break
        if at < len(tokens) and (tokens[at].text == "," or _is_and(tokens, at)):
            at += 1
            at += at < len(tokens) and tokens[at].key in ("a", "an")
        else:
            break
    if not ages or (needs_unit and (len(ages) < 2 or not ages[-1][1])):
        return None
    last = ages[-1][1] or "years"
    return tuple(age_text(count, unit or last) for count, unit in ages), end - start


def _hangs(tokens: Sequence[Token], at: int) -> bool:
    """Whether a number ends in a hyphen, and its unit comes with a later one: 35- та 40-річна."""
    window = tokens[at : at + 2]
    return (
        len(window) > 1
        and window[0].text == "-"
        and (window[1].text == "," or _is_and(tokens, at + 1))
    )


def _is_and(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].key in words("and")


def is_compound(word: str) -> bool:
    """Whether a word is an age by itself, such as «восьмирічна»."""
    return bool(_compound(word))


@cache
def _compound(word: str) -> str:
    """The age of a compound such as «восьмирічна»; "" for any other word."""
    for unit in ("years", "months"):
        for tail in words("age_adjectives", unit):
            if word.endswith(tail) and (number := _stem(word.removesuffix(tail))):
                return age_text(Count(Qualifier.EXACTLY, number), unit)
    return ""


def _stem(word: str) -> int:
    """The number a compound begins with, such as «двадцятип’яти»; 0 for none."""
    if word in _stems():
        return _stems()[word]
    for end in range(len(word) - 1, 2, -1):
        tens, rest = _stems().get(word[:end], 0), _stems().get(word[end:], 0)
        if tens >= 20 and tens % 10 == 0 and 0 < rest < 10:
            return tens + rest
    return 0


@cache
def _stems() -> dict[str, int]:
    return {
        word: int(value)
        for section in ("count_numbers", "age_stems")
        for value in languages.table(section)
        for word in words(section, value)
        if 0 < int(value) < 100
    }
