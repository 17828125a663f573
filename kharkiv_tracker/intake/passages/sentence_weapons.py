"""The weapons that a sentence names, by type or by class."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from kharkiv_tracker.intake.passages.passage_words import phrases
from kharkiv_tracker.intake.things.vocabulary import Sense, atoms
from kharkiv_tracker.intake.things.weapon_field import weapon_words
from kharkiv_tracker.intake.typed_text import Token

#: A word that means one class, and a name that means nothing else.
_SURE = 2
_UNSAID = ("other", "unknown")


@dataclass(frozen=True, slots=True)
class WeaponMark:
    """A weapon at these tokens of its sentence; a type has a higher level than a class."""

    start: int
    end: int
    values: tuple[str, ...]
    level: int


def weapons(tokens: Sequence[Token]) -> list[WeaponMark]:
    """Every weapon of one class alone, in order."""
    found: list[WeaponMark] = []
    told, doubtful = phrases("passage_weapons"), phrases("passage_weapon_doubts")
    for at in range(len(tokens)):
        if mark := told.at(tokens, at):
            found.append(WeaponMark(at, at + mark[1], (mark[0],), _SURE))
    taken = {at for one in found for at in range(one.start, one.end)}
    words = [atom for token in tokens for atom in _atoms(token.text)]
    owners = [at for at, token in enumerate(tokens) for _atom in _atoms(token.text)]
    place = 0
    for piece in weapon_words().pieces(" ".join(words)):
        first = place
        place += piece.text.count(" ") + 1
        meaning = piece.meaning
        if not isinstance(meaning, Sense) or meaning.level < _SURE or len(meaning.values) != 1:
            continue
        start, end = owners[first], owners[min(place, len(owners)) - 1] + 1
        if meaning.values[0] in _UNSAID or start in taken or doubtful.at(tokens, start):
            continue
        found.append(WeaponMark(start, end, meaning.values, meaning.level))
    return sorted(found, key=lambda one: one.start)


@lru_cache(maxsize=8192)
def _atoms(text: str) -> tuple[str, ...]:
    return tuple(atoms(text))
