"""The weapons that a sentence names, by type or by class."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kharkiv_tracker.intake.passages.passage_text import Sentence
from kharkiv_tracker.intake.things.vocabulary import Sense, atoms
from kharkiv_tracker.intake.things.weapon_field import weapon_words

#: A word that means one class, and a name that means nothing else.
_SURE = 2


@dataclass(frozen=True, slots=True)
class WeaponMark:
    """A weapon at these tokens of its sentence; a type has a higher level than a class."""

    start: int
    end: int
    values: tuple[str, ...]
    level: int


def weapons(plain: str, sentence: Sentence) -> list[WeaponMark]:
    """Every weapon of one class alone, in order; of a class and its type the type."""
    body = plain[sentence.start : sentence.end]
    found: list[WeaponMark] = []
    place = 0
    lowered = body.casefold()
    for piece in weapon_words().pieces(body):
        words = atoms(piece.text)
        pattern = r"[\s\-–—’'\"«»]*".join(map(re.escape, words))
        match = re.compile(pattern).search(lowered, place)
        if match is None:
            continue
        place = match.end()
        meaning = piece.meaning
        if not isinstance(meaning, Sense) or meaning.level < _SURE or len(meaning.values) != 1:
            continue
        start, end = sentence.start + match.start(), sentence.start + match.end()
        tokens = [i for i, t in enumerate(sentence.tokens) if t.start < end and start < t.end]
        if tokens and meaning.values[0] not in ("other", "unknown"):
            found.append(WeaponMark(tokens[0], tokens[-1] + 1, meaning.values, meaning.level))
    return found
