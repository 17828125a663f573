"""What several phrases of a count share: ages before one noun, and what is said of all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kharkiv_tracker.domain.age import parse_age
from kharkiv_tracker.domain.count import Count, Qualifier
from kharkiv_tracker.domain.quantity import AFFECTED, INJURED, STRESS
from kharkiv_tracker.intake.counts.age_phrases import is_compound
from kharkiv_tracker.intake.counts.count_kinds import Item, Kind
from kharkiv_tracker.intake.counts.count_numbers import Amount
from kharkiv_tracker.intake.counts.count_phrases import Link, Phrase
from kharkiv_tracker.intake.counts.count_words import words

_LISTED = frozenset((Link.COMMA, Link.AND))
_SEXES = {"men": "male", "boys": "male", "women": "female", "girls": "female"}
_IDLE = (Kind.FILLER, Kind.COMPANION)
_NOUNS = (Kind.PART, Kind.YOUTH, Kind.PEOPLE, Kind.MEN_OR_PEOPLE, Kind.QUANTITY)


def phrase_lists(phrases: Sequence[Phrase], field: str) -> list[Phrase]:
    """Phrases with what they share put together."""
    return _with_plain_wounds(_with_shared_subjects(_with_shared_nouns(phrases)), field)


def _with_shared_nouns(phrases: Sequence[Phrase]) -> list[Phrase]:
    """Phrases with the ages before one noun together: «61-річна і 67-річна жінки» are two women."""
    result: list[Phrase] = []
    for phrase in phrases:
        chain = _chain(result, phrase) if _begins_with_age(phrase) else 0
        before = result[len(result) - chain :] if chain else []
        del result[len(result) - len(before) :]
        result.extend(_together([*before, phrase]))
    return _without_noun(result)


def _begins_with_age(phrase: Phrase) -> bool:
    """Whether ages come before a noun that has no number: 67-річна жінка."""
    kinds = [item.kind for item in phrase.items if item.kind not in _IDLE]
    # People may be there before a list, as of a quantity: постраждали 61-річна і 67-річна жінки.
    while kinds and kinds[0] is Kind.QUANTITY:
        kinds = kinds[1:]
    return phrase.amount is None and kinds[:1] == [Kind.AGES] and len(kinds) > 1


def _chain(before: Sequence[Phrase], phrase: Phrase) -> int:
    """How many phrases of one age alone before this share its noun."""
    noun = next((item for item in phrase.items if item.kind in _NOUNS[:4]), None)
    noun = noun or next((i for i in phrase.items if i.kind is Kind.QUANTITY), None)
    length = 0
    last = phrase
    while length < len(before) and noun is not None:
        previous = before[-1 - length]
        if not (
            last.links <= _LISTED
            and last.links
            and _first_kind(last) is Kind.AGES
            and previous.depth == phrase.depth
            and _is_adjective_alone(previous)
            and _agrees(previous, noun)
        ):
            break
        last, length = previous, length + 1
    if not length or (noun and not _is_singular(noun, phrase)):
        return length
    # “And” gives others the noun of one: a 35-year-old and a 40-year-old woman.
    is_awaited = length < len(before) and _awaits_age(before[-1 - length], last)
    same_age = all(
        parse_age(before[-at].ages[0]).is_child == parse_age(phrase.ages[0]).is_child
        for at in range(1, length + 1)
    )
    return length if Link.AND in phrase.links and same_age and not is_awaited else 0


def _first_kind(phrase: Phrase) -> Kind | None:
    return next((item.kind for item in phrase.items if item.kind not in _IDLE), None)


def _is_singular(noun: Item, phrase: Phrase) -> bool:
    return noun.is_one or phrase.is_man


def _is_adjective_alone(phrase: Phrase) -> bool:
    """Whether a phrase is one age that needs a noun; a quantity may come before it."""
    others = [i for i in phrase.items if i.kind not in (*_IDLE, Kind.AGES, Kind.QUANTITY)]
    return (
        not others
        and len(phrase.ages) == 1
        and phrase.items[-1].kind is Kind.AGES
        and _ending(phrase.items[-1]) is not None
    )


def _ending(item: Item) -> str | None:
    """The last word of an age that is an adjective; None for any other, such as 91 years."""
    word = item.text.split()[-1].casefold()
    if word == "old" or word in words("age_adjectives") or is_compound(word):
        return word
    return None


def _agrees(phrase: Phrase, noun: Item) -> bool:
    """Whether the ending of an adjective allows the noun: 78-річний is not a woman."""
    sex = _SEXES.get(noun.value) if noun.kind in (Kind.PART, Kind.YOUTH) else None
    sex = "male" if noun.kind is Kind.MEN_OR_PEOPLE else sex
    word = _ending(phrase.items[-1]) or ""
    of = {s for s in ("male", "female") for e in words("adjective_genders", s) if word.endswith(e)}
    return sex is None or not of or sex in of


def _awaits_age(phrase: Phrase, next_one: Phrase) -> bool:
    return phrase.has_class and not phrase.ages and bool(next_one.links)


def _together(phrases: Sequence[Phrase]) -> list[Phrase]:
    """The phrases of one noun as one, or as two where there are children and adults."""
    last, links = phrases[-1], phrases[0].links
    ages = [age for phrase in phrases for age in phrase.ages]
    if len(ages) == 1 or not _begins_with_age(last):
        return [last]
    items = [item for phrase in phrases for item in phrase.items]
    quantities = [name for phrase in phrases for name in phrase.quantities]
    whole = replace(
        last,
        links=links,
        items=items,
        quantities=list(dict.fromkeys(quantities)),
        ages=tuple(ages),
    )
    minors = tuple(age for age in ages if parse_age(age).is_child)
    grown = tuple(age for age in ages if not parse_age(age).is_child)
    if not minors or not grown:
        return [replace(whole, amount=_exactly(ages))]
    by_age = sorted((minors, grown), key=lambda group: ages.index(group[0]))
    (first, second) = (replace(whole, ages=group, amount=_exactly(group)) for group in by_age)
    return [first, replace(second, links=frozenset((Link.AND,)))]


def _exactly(ages: Sequence[str]) -> Amount:
    """One person of each age."""
    return Amount(Count(Qualifier.EXACTLY, len(ages)), 0)


def _without_noun(phrases: Sequence[Phrase]) -> list[Phrase]:
    """Ages together that are those of the people before: двоє жінок, 51-річна та 55-річна."""
    result: list[Phrase] = []
    for phrase in phrases:
        before = result[-1] if result else None
        if (
            before is not None
            and len(result) > 1
            and before.is_of_ages
            and phrase.is_of_ages
            and phrase.depth == before.depth
            and phrase.links <= _LISTED
            and _awaits_age(result[-2], before)
            and (result[-2].number or 2) > 1
        ):
            before.ages = (*before.ages, *phrase.ages)
            before.items.extend(phrase.items)
        else:
            result.append(phrase)
    return result


def _with_shared_subjects(phrases: Sequence[Phrase]) -> list[Phrase]:
    """Phrases with what is said of the same people together: 12 were injured and suffered shock."""
    result: list[Phrase] = []
    for phrase in phrases:
        before = result[-1] if result else None
        if before is not None and _goes_on(before, phrase):
            before.items.extend(phrase.items)
            before.is_certain = True
        else:
            result.append(phrase)
    return _with_last_verb(result) if result else result


def _with_last_verb(phrases: list[Phrase]) -> list[Phrase]:
    """Phrases without a verb after all of them: a man and two women, 67 and 70, were wounded."""
    others, last = phrases[:-1], phrases[-1]
    if (
        others
        and last.links == {Link.COMMA}
        and last.depth == 0
        and all(item.kind in (Kind.QUANTITY, Kind.FILLER) for item in last.items)
        and not any(phrase.quantities for phrase in others)
    ):
        others[0].items.extend(last.items)
        others[0].quantities.extend(last.quantities)
        return others
    return phrases


def _goes_on(before: Phrase, phrase: Phrase) -> bool:
    is_same = bool(phrase.quantities) and phrase.quantities == before.quantities
    is_predicate = bool(phrase.conditions) or phrase.has(Kind.SHOCK) or is_same
    is_of_nobody = not (
        phrase.amount or phrase.ratio or phrase.ages or phrase.is_all
    ) and not phrase.has(*_NOUNS[1:4])
    return (
        is_predicate
        and is_of_nobody
        and not phrase.classes
        and (is_same or not phrase.quantities)
        and phrase.links == {Link.AND}
        and phrase.depth == before.depth == 0
        and before.amount is not None
        and bool(before.quantities)
        and not before.conditions
        and (not phrase.is_stress or _has_verb(phrase))
    )


def _has_verb(phrase: Phrase) -> bool:
    return any(item.text.casefold() in words("count_suffered") for item in phrase.items)


def _with_plain_wounds(phrases: list[Phrase], field: str) -> list[Phrase]:
    """Phrases in which the wounds of those affected are not a quantity of their own."""
    others = {name for phrase in phrases for name in phrase.quantities if not _is_wounded(phrase)}
    for phrase in phrases:
        is_affected = AFFECTED in phrase.quantities or (field == AFFECTED and not others)
        if is_affected and INJURED in phrase.quantities and _is_wounded(phrase):
            phrase.quantities = [name for name in phrase.quantities if name != INJURED]
    return phrases


def _is_wounded(phrase: Phrase) -> bool:
    """Whether it says of people that they have wounds, and no more: 5 з пораненнями."""
    items = [item for item in phrase.of(Kind.QUANTITY) if item.value == INJURED]
    wounds = words("count_wounded")
    return bool(items) and all(item.text.casefold() in wounds for item in items)


def shared_stress(phrases: Sequence[Phrase]) -> list[Item]:
    """What the last phrase of a list says of all its people, removed from it; [] for nothing.

    A woman, and two men of 74 and 78 suffered an acute stress reaction: all three did.
    """
    if len(phrases) == 1 or not all(map(_is_listed, phrases)):
        return []
    holders = [phrase for phrase in phrases if phrase.conditions or phrase.has(Kind.SHOCK)]
    if len(holders) != 1 or set(holders[0].conditions) - {STRESS}:
        return []
    last = holders[0]
    if not (_has_verb(last) or _is_of_somebody(phrases[0])):
        return []
    shared = [item for item in last.items if _is_stress(item)]
    nouns = [at for at, item in enumerate(last.items) if item.kind in (*_NOUNS[:4], Kind.AGES)]
    nouns = [at for at in nouns if last.items[at] not in shared]
    is_after = last is phrases[-1] and last.items.index(shared[0]) > nouns[-1]
    is_before = last is phrases[0] and last.items.index(shared[-1]) < nouns[0]
    if not (is_after or is_before):
        return []
    for phrase in phrases:
        phrase.items = [
            item for item in phrase.items if item not in shared and not _goes_with_stress(item)
        ]
    return shared


def _goes_with_stress(item: Item) -> bool:
    return item.kind is Kind.COMPANION and bool(item.value & {STRESS, "shock"})


def _is_of_somebody(phrase: Phrase) -> bool:
    """Whether a list begins with «у», which is said of all in it: у двох жінок та дитини."""
    return any(item.text.casefold() in words("count_of_somebody") for item in phrase.items)


def _is_stress(item: Item) -> bool:
    return item.kind is Kind.SHOCK or (item.kind is Kind.PART and item.value == STRESS)


def _is_listed(phrase: Phrase) -> bool:
    """Whether a phrase is one of a list of people of a class."""
    is_joined = not phrase.links & {Link.AMONG, Link.OPEN, Link.RUN}
    # Two men, another three women suffered stress: the women did.
    is_joined = is_joined and (Link.BESIDE not in phrase.links or Link.AND in phrase.links)
    is_class = phrase.has_class or phrase.may_be_men or bool(phrase.ages)
    is_apart = bool(set(phrase.quantities) - {AFFECTED})
    return phrase.depth == 0 and is_joined and is_class and not phrase.ratio and not is_apart
