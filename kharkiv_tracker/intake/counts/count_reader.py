"""A number of people in the words of a post: a reading, or what it may mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kharkiv_tracker import labels
from kharkiv_tracker.domain.age import parse_age
from kharkiv_tracker.domain.count import Count
from kharkiv_tracker.domain.quantity import STRESS
from kharkiv_tracker.i18n import _
from kharkiv_tracker.intake.counts.count_doubts import Doubt, meanings
from kharkiv_tracker.intake.counts.count_items import items_of
from kharkiv_tracker.intake.counts.count_parts import AgedPerson
from kharkiv_tracker.intake.counts.count_phrases import check_companions, phrases_of
from kharkiv_tracker.intake.counts.count_questions import question
from kharkiv_tracker.intake.counts.count_sense import tolls_of
from kharkiv_tracker.intake.counts.count_text import count_text
from kharkiv_tracker.intake.counts.count_toll import Toll
from kharkiv_tracker.intake.counts.count_words import count_tokens
from kharkiv_tracker.intake.counts.phrase_lists import phrase_lists, shared_stress
from kharkiv_tracker.intake.outcome import Context, Outcome, Reading


def read_count(text: str, quantity: str, context: Context) -> Outcome:
    """A count with parts, ages and stress apart, or a question; Refused for what is not a count."""
    phrases = phrase_lists(phrases_of(items_of(count_tokens(text))), quantity)
    shared = shared_stress(phrases)
    check_companions(phrases)
    doubt, candidates, unsaid = meanings(
        lambda decisions: tolls_of(phrases, quantity, context.killed, decisions, shared)
    )
    readings = [_reading(tolls, quantity) for tolls in candidates]
    if doubt is None:
        return readings[0]
    open_reading = _reading(unsaid, quantity)
    if doubt is Doubt.ANOTHER and [r.part for r in readings] == [open_reading.part]:
        # At least two others: whatever is meant, at least two.
        return readings[0]
    return question(doubt, readings, open_reading)


def _reading(tolls: Sequence[Toll], field: str) -> Reading:
    part: dict[str, Any] = {}
    texts: dict[str, str] = {}
    for toll in tolls:
        part[toll.quantity] = str(toll.count)
        of_whom = {name: str(count) for name, count in toll.parts.counts.items()}
        if of_whom and len(tolls) > 1:
            part.setdefault("of_whom", {})[toll.quantity] = of_whom
        elif of_whom:
            part["of_whom"] = of_whom
        if not toll.apart.is_unknown:
            part[STRESS] = texts[STRESS] = str(toll.apart)
        persons = _in_order(toll)
        if persons:
            part.setdefault("persons", []).extend(map(_person, persons))
        texts[toll.quantity] = count_text(toll.count, toll.parts.counts, persons)
    return Reading(part, _words(tolls, field), texts)


def _in_order(toll: Toll) -> list[AgedPerson]:
    """The persons in the order of their classes, as they are written."""
    classes = list(toll.parts.counts)
    return sorted(toll.persons, key=lambda person: classes.index(person.group))


def _person(person: AgedPerson) -> dict[str, str]:
    return {"age": person.age, **({"sex": person.sex.value} if person.sex else {})}


def _words(tolls: Sequence[Toll], field: str) -> str:
    """What is read, in words; the quantity is named where it is not that of the field alone."""
    (first, *others) = tolls
    if others or first.quantity != field or not first.apart.is_unknown:
        words = labels.counts({n: c for toll in tolls for n, c in toll.counts.items()})
    elif isinstance(first.count, Count) and first.count.is_unknown and not first.parts.counts:
        return ""
    else:
        parts = [labels.part(name, count) for name, count in first.parts.counts.items()]
        words = labels.with_parts(labels.count(first.count), parts)
    persons = [person for toll in tolls for person in toll.persons]
    if not persons:
        return words
    ages = ", ".join(map(_aged, persons))
    return _("{counts}; ages: {ages}").format(counts=words, ages=ages)


def _aged(person: AgedPerson) -> str:
    age = labels.age(parse_age(person.age))
    return f"{age} ({labels.word(person.sex)})" if person.sex else age
