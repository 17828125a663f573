"""A day, an hour or a word between them, put together of the items of a text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kharkiv_tracker.domain.when import Precision
from kharkiv_tracker.errors import Refused, shown
from kharkiv_tracker.i18n import _
from kharkiv_tracker.intake.times.time_items import Item
from kharkiv_tracker.intake.times.time_words import Mark

#: The year from which two digits, or four alone, are a year.
FIRST_YEAR = 2014


@dataclass(frozen=True, slots=True)
class Clock:
    """An hour as it is written; `is_bare` where it may be of the morning or of the evening."""

    hour: int
    minute: int = 0
    is_bare: bool = False
    is_of_day: bool = False
    """Whether it is written as one of twenty-four: `04:30`."""
    part: Precision | None = None
    """The part of the day right behind it: `9 вечора`."""
    meridiem: str = ""
    is_about: bool = False
    is_named: bool = False
    """Noon or midnight, by a word: known about as exactly as that."""
    is_midnight: bool = False
    is_beside_part: bool = False
    """Whether it is in brackets, and leaves the part of the day as it is."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A day, an hour or a word between them."""

    mark: Mark
    value: Any = None


def dangling(item: Item) -> Refused:
    """A refusal of a word or a number that belongs to nothing beside it."""
    return Refused(
        _("“{word}” does not fit here. Write 17.08.2022 21:30 or 17.08.2022 – 19.08.2022.").format(
            word=shown(item.text)
        )
    )


def not_an_hour(text: str) -> Refused:
    """A refusal of what no clock shows."""
    return Refused(_("“{text}” is not a time of day. Enter it as 21:30.").format(text=shown(text)))
