"""How hard a passphrase is to guess for a program that knows how people choose them."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from kharkiv_tracker.passphrases.guess_parts import Parts

#: Every guess at a case file takes a computer about a tenth of a second; one with a graphics card
#: makes 10,000 a second, a thousand of them 10,000,000.
FAIR, STRONG = 40, 56
#: Further characters are not looked at.
LIMIT = 120


class Strength(StrEnum):
    """How long a passphrase resists someone who has a copy of the file."""

    WEAK = "weak"
    FAIR = "fair"
    STRONG = "strong"


def strength(passphrase: str, known: Iterable[str] = ()) -> Strength:
    """The grade of a passphrase; `known` are texts that others may know, like the case title."""
    return grade(bits(passphrase, known))


def grade(size: float) -> Strength:
    """The grade of a passphrase that is worth so many bits."""
    if size < FAIR:
        return Strength.WEAK
    return Strength.FAIR if size < STRONG else Strength.STRONG


def bits(passphrase: str, known: Iterable[str] = ()) -> float:
    """The binary logarithm of how many guesses it takes, by the cheapest way to put it together.

    One more character at the end never makes it less.
    """
    text = passphrase[:LIMIT]
    parts = Parts(text, known)
    cheapest = [0.0]
    for end in range(1, len(text) + 1):
        cheapest.append(min(cheapest[start] + parts.bits(start, end) for start in range(end)))
    return cheapest[-1]
