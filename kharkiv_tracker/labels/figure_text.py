"""Numbers, counts and figures, as a person reads them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from kharkiv_tracker.domain.age import Age
from kharkiv_tracker.domain.count import Count, Qualifier, Ratio, parse_count
from kharkiv_tracker.domain.figure import Range
from kharkiv_tracker.domain.quantity import QUANTITIES
from kharkiv_tracker.domain.total import Total
from kharkiv_tracker.i18n import N_, _, locale, ngettext

#: For a missing number: nothing recorded, or nothing to compare with.
NOTHING = "—"
#: A ratio that languages have a word for.
TWICE = 2


def number(value: int) -> str:
    """A whole number with the language's thousands separator: `1,000`."""
    return _number(value, locale())


# A chart writes the same numbers again and again.
@lru_cache(4096)
def _number(value: int, where: str) -> str:
    from babel.numbers import format_decimal

    return str(format_decimal(value, locale=where))


def count(reported: Count | Ratio) -> str:
    """A count in words: `at least 7`, `more than 1,000`, `none`, `unknown`."""
    if isinstance(reported, Ratio):
        template = (
            _("twice as many as {of}")
            if reported.times == TWICE
            else ngettext("{n} time as many as {of}", "{n} times as many as {of}", reported.times)
        )
        return template.format(n=number(reported.times), of=_(QUANTITIES[reported.of].word))
    if reported.is_none:
        return _("none")
    low = "" if reported.number is None else number(reported.number)
    high = "" if reported.upper is None else number(reported.upper)
    return _(_COUNTS[reported.qualifier]).format(number=low, low=low, high=high)


def age(reported: Age) -> str:
    """An age in words: `34`, `about 30`, `6 months`, `child`; `?` where it is unknown."""
    if reported.is_unknown:
        return "?"
    if reported.months is not None:
        return ngettext("{n} month", "{n} months", reported.months).format(
            n=number(reported.months)
        )
    if reported.word:
        return _(_AGES[reported.word])
    return count(parse_count(reported.text))


_AGES: Mapping[str, str] = {
    "child": N_("child, age unknown"),
    "adult": N_("adult, age unknown"),
    "elder": N_("older person, age unknown"),
}
_COUNTS: Mapping[Qualifier, str] = {
    Qualifier.UNKNOWN: N_("unknown"),
    Qualifier.SEVERAL: N_("several"),
    Qualifier.AT_LEAST: N_("at least {number}"),
    Qualifier.MORE_THAN: N_("more than {number}"),
    Qualifier.BETWEEN: N_("{low} to {high}"),
    Qualifier.ABOUT: N_("about {number}"),
    Qualifier.UP_TO: N_("up to {number}"),
    Qualifier.EXACTLY: "{number}",
}


def figure_text(figure: Range) -> str:
    """A figure in the fewest signs: `19`, `7+`, `16–20`, `~20`; a quiet `?` where it is unknown."""
    if figure.low is None:
        return "?"
    about = "~" if figure.about else ""
    if figure.high is None:
        return f"{about}{number(figure.low)}+"
    if figure.low == figure.high:
        return about + number(figure.low)
    return f"{about}{number(figure.low)}–{number(figure.high)}"


def figure_words(figure: Range) -> str:
    """A figure in words: `19`, `at least 7`, `about 16 to 20`, `unknown`."""
    if figure.low is None:
        return _("unknown")
    low = number(figure.low)
    if figure.high is None:
        template = _("at least about {number}") if figure.about else _("at least {number}")
        return template.format(number=low)
    if figure.low == figure.high:
        return _("about {number}").format(number=low) if figure.about else low
    template = _("about {low} to {high}") if figure.about else _("{low} to {high}")
    return template.format(low=low, high=number(figure.high))


def in_several_rows() -> str:
    """What is to be known of rows of which one incident may be in several."""
    return _(
        "Incidents of several kinds are counted in each of their rows. The rows may add up "
        "to more than the total."
    )


def unknown_in(total: Total) -> str:
    """`unknown in 3 incidents`, or nothing where every figure is known."""
    if not total.unknown:
        return ""
    return ngettext("unknown in {n} incident", "unknown in {n} incidents", total.unknown).format(
        n=number(total.unknown)
    )


def figure_with_unknown(total: Total) -> str:
    """A sum in words, and in how many incidents it is unknown: `7 (unknown in 1 incident)`."""
    figure, without = figure_words(total), unknown_in(total)
    return f"{figure} ({without})" if without and not total.is_unknown else figure
