"""Nouns for people: of which class, of which quantity, one person or several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from kharkiv_tracker.intake.counts.count_words import parts, words
from kharkiv_tracker.intake.passages.passage_words import phrases, words_of
from kharkiv_tracker.intake.typed_text import PhraseBook, Token

CLASSES = ("men", "women", "boys", "girls", "child", "adult")
YOUTH = "youth"


@dataclass(frozen=True, slots=True)
class Noun:
    """What a noun says of people, and how many tokens it takes.

    `name` is a class of people, or `youth girls` and `youth boys` where an age has to decide; `own`
    is the quantity that the noun itself says: the wounded.
    """

    length: int
    name: str = ""
    own: str = ""
    is_one: bool = False
    is_combatant: bool = False
    is_unclear: bool = False
    """Whether it may mean killed or injured: victims."""


def noun_at(tokens: Sequence[Token], at: int) -> Noun | None:
    """The noun for people that begins here."""
    if at >= len(tokens) or not tokens[at].is_word:
        return None
    if combatant := phrases("passage_combatants").count(tokens, at):
        return Noun(combatant, is_combatant=True)
    if victims := phrases("passage_victims").count(tokens, at):
        return Noun(victims, is_unclear=True)
    named = _nouns().at(tokens, at)
    own = phrases("passage_nouns").at(tokens, at)
    people = phrases("passage_people").count(tokens, at)
    women = phrases("passage_women").count(tokens, at)
    is_named = named is not None and named[1] >= max(own[1] if own else 0, people, women)
    if named is not None and is_named and (named[0].name or not women):
        is_one = named[0].is_one or (
            not named[0].name and tokens[at].key in words_of("passage_one_person")
        )
        return replace(named[0], length=named[1], is_one=is_one)
    if own is not None and own[1] >= max(people, women):
        return Noun(own[1], own=own[0], is_one=tokens[at].key in words_of("passage_one_harmed"))
    if women >= max(people, 1):
        return Noun(women, "women", is_one=_is_one(tokens[at].key))
    if people:
        return Noun(people, is_one=tokens[at].key in words_of("passage_one_person"))
    return None


def head_at(tokens: Sequence[Token], at: int) -> Noun | None:
    """The noun here with one right after it that says more: elderly woman."""
    noun = noun_at(tokens, at)
    if noun is None or noun.is_combatant:
        return noun
    further = noun_at(tokens, at + noun.length)
    if further is None or further.is_unclear or (further.own and not further.name):
        return noun
    if not (noun.own or noun.name == "adult" or phrases("passage_adjectives").count(tokens, at)):
        return noun
    return replace(
        further,
        length=noun.length + further.length,
        own=further.own or noun.own,
        is_combatant=further.is_combatant,
    )


def _is_one(key: str) -> bool:
    """Whether a noun for women is that for one of them, by its ending or as listed."""
    one = words_of("passage_one_person") | words_of("passage_one_woman")
    return key in one or key.endswith(tuple(words_of("passage_one_woman_endings")))


@cache
def _nouns() -> PhraseBook[Noun]:
    rows: dict[str, Noun] = {}
    for section in ("count_people", "count_men_or_people", "count_occupations"):
        rows |= {word: Noun(1) for word in words(section)}
    rows |= {word: Noun(1, is_one=True) for word in words("count_person")}
    for phrase, (part, one) in parts().items():
        if part in CLASSES:
            rows[phrase] = Noun(1, part, is_one=one)
    for youth in ("girls", "boys"):
        name = f"{YOUTH} {youth}"
        rows |= {w: Noun(1, name, is_one=True) for w in words("count_youths", youth)}
        rows |= {w: Noun(1, name) for w in words("count_youths_many", youth)}
    for section in ("count_man_or_people", "passage_man"):
        of = words(section) if section.startswith("count") else words_of(section)
        rows |= {word: Noun(1, "men", is_one=True) for word in of}
    return PhraseBook(rows)
