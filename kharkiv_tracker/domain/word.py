"""A word of a closed list: an identifier that is stored, and the label people read."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from kharkiv_tracker.i18n import Label


class Word(StrEnum):
    """A member is declared as `MISSILE = "missile", NP_("weapon", "missile")`.

    The first is its value, in the case file, in JSON and on the command line; the second may be
    corrected at any time, because nothing is stored under it.
    """

    label: Label

    # A member is declared with exactly one label; `Weapon("missile")` looks one up without.
    def __new__(cls, value: str, *label: Label) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        (member.label,) = label
        return member
