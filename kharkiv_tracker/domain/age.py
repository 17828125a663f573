"""A person's age at the time of the strike, as reported: in years, in months, or in words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kharkiv_tracker import languages
from kharkiv_tracker.domain.count import Ratio, parse_count
from kharkiv_tracker.errors import Refused, shown
from kharkiv_tracker.i18n import _

#: From this age on a person is an adult.
ADULT = 18
#: Years of each word that is used for an age: the least, and the most where there is one.
_SPANS = {"child": (0, ADULT - 1), "adult": (ADULT, None), "elder": (60, None)}
_NUMBER = re.compile(r"(\d{1,3})\s*(\S+)")


@dataclass(frozen=True, slots=True)
class Age:
    """What is known of an age; `low` and `high` are whole years, `high` None where it is open.

    `text` is the canonical spelling and the only thing stored: `34`, `~30`, `5-7`, `6 months`,
    `child`. All three are blank where nothing is known.
    """

    text: str = ""
    low: int | None = None
    high: int | None = None

    @property
    def is_unknown(self) -> bool:
        return self.low is None

    @property
    def months(self) -> int | None:
        """The number of months, where it is given in months."""
        number, _space, unit = self.text.partition(" ")
        return int(number) if unit == "months" else None

    @property
    def word(self) -> str:
        """The word used for it: child, adult or elder; "" for a number."""
        return self.text if self.text in _SPANS else ""

    @property
    def is_child(self) -> bool | None:
        """Whether under eighteen; None where it is unknown or may be either."""
        if self.low is None:
            return None
        if self.high is not None and self.high < ADULT:
            return True
        return False if self.low >= ADULT else None

    def __str__(self) -> str:
        return self.text


def parse_age(text: str) -> Age:
    """Read `34`, `~30`, `5-7`, `6 months`, `child`, `adult`, `elder`, or blank: unknown."""
    typed = " ".join(text.split()).casefold()
    words = languages.table("ages")
    for word, (low, high) in _SPANS.items():
        if typed in words.get(word, ()):
            return Age(word, low, high)
    if match := _NUMBER.fullmatch(typed):
        number, unit = match[1], match[2].rstrip(".")
        if unit in words.get("months", ()):
            return _in_months(int(number))
        if unit in words.get("years", ()):
            return _in_years(number, text)
    return _in_years(typed, text)


def _in_months(number: int) -> Age:
    return Age(f"{number} months", number // 12, number // 12)


def _in_years(typed: str, text: str) -> Age:
    try:
        count = parse_count(typed)
    except Refused:
        raise _not_an_age(text) from None
    if isinstance(count, Ratio):
        raise _not_an_age(text)
    return Age(str(count), count.low, count.high)


def _not_an_age(text: str) -> Refused:
    return Refused(
        _("“{text}” is not an age. Write 34, ~30, 5-7, 6 months, child, adult or elder.").format(
            text=shown(text)
        )
    )
