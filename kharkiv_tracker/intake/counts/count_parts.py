"""What a phrase says of people: their classes, conditions and ages, as parts of a whole."""

from __future__ import annotations

from dataclasses import dataclass, field

from kharkiv_tracker.domain.age import ADULT, parse_age
from kharkiv_tracker.domain.count import UNKNOWN, Count, Qualifier
from kharkiv_tracker.domain.person import Sex
from kharkiv_tracker.domain.quantity import (
    ADULTS,
    CHILDREN,
    CONDITIONS,
    GROUP_OF,
    STRESS,
    UNKNOWN_SEX,
)
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import _
from kharkiv_tracker.intake.counts.count_doubts import Decisions, Doubt
from kharkiv_tracker.intake.counts.count_kinds import UNKNOWN_CLASS, Kind
from kharkiv_tracker.intake.counts.count_phrases import Phrase
from kharkiv_tracker.intake.counts.count_sums import ONE, SEVERAL, added, at_least
from kharkiv_tracker.intake.counts.count_words import words

_SEX = {"men": Sex.MALE, "boys": Sex.MALE, "women": Sex.FEMALE, "girls": Sex.FEMALE}
_MINOR = {Sex.MALE: "boys", Sex.FEMALE: "girls", None: "child"}
_GROWN = {Sex.MALE: "men", Sex.FEMALE: "women", None: "adult"}


@dataclass(frozen=True, slots=True)
class AgedPerson:
    """Someone of whom an age is said, and the sex where that is said too."""

    age: str
    sex: Sex | None

    @property
    def group(self) -> str:
        """The class of such a person."""
        is_child = parse_age(self.age).is_child
        return (_MINOR if is_child else _GROWN)[self.sex]


@dataclass(slots=True)
class Parts:
    """Parts of a whole by their names, and who of them has an age."""

    counts: dict[str, Count] = field(default_factory=dict)
    persons: list[AgedPerson] = field(default_factory=list)
    unclassed: Count = UNKNOWN
    """So many of them of whom no class is said; it is not recorded, but has to fit."""

    def add(self, other: Parts, text: str, is_other: bool = False) -> None:
        """Take in further parts; Refused where the same may be named twice."""
        for name, count in other.counts.items():
            if name in self.counts:
                # A girl of 8 and a girl of 12 are two; so are 2 children and a woman in hospital.
                is_joint = name in CONDITIONS and len(other.counts) > 1 and len(self.counts) > 1
                if not (self.persons and other.persons) and not is_joint and not is_other:
                    raise Refused(_("“{part}” is repeated.").format(part=text))
                count = added(self.counts[name], count)
            self.counts[name] = count
        self.persons.extend(other.persons)
        if not other.unclassed.is_unknown:
            self.unclassed = other.unclassed


def amount_of(phrase: Phrase, decisions: Decisions) -> Count | None:
    """The number of a phrase, None where it has none; tens without a number are a doubt."""
    if phrase.amount is None:
        return None
    if phrase.amount.least:
        least = Count(Qualifier.AT_LEAST, phrase.amount.least)
        return decisions.pick(Doubt.TENS, (least, SEVERAL), SEVERAL)
    return phrase.amount.count


def parts_of(phrase: Phrase, decisions: Decisions, whole: Count = UNKNOWN) -> Parts:
    """What a phrase says of a part of the people, or of all; Refused where it names no part."""
    if phrase.is_all and whole.is_unknown:
        raise Refused(_("“{part}”: all of how many? Write the number.").format(part=phrase.text))
    count = whole if phrase.is_all else amount_of(phrase, decisions) or _unnumbered(phrase)
    group = class_of(phrase, decisions)
    names = [*([group] if group else []), *_conditions(phrase, decisions)]
    persons = _persons(phrase, group, count)
    if not names and phrase.has(Kind.MEN_OR_PEOPLE, Kind.SHOCK):
        return Parts(unclassed=count)
    if not names:
        raise Refused(
            _(
                "“{part}” is not clear. After the number, write men, women, boys, girls, "
                "children, adults, unknown, hospitalised, serious or stress."
            ).format(part=phrase.text)
        )
    if len(names) > 1 and not phrase.is_all:
        # Which of them are both is not said: so many at least are either.
        count = at_least(count)
    return Parts(dict.fromkeys(names, count), persons)


def class_of(phrase: Phrase, decisions: Decisions) -> str:
    """The class of the people in a phrase, "" where none is said; ages decide boy or man."""
    classes = list(phrase.classes)
    if phrase.is_unknown:
        classes.append(UNKNOWN_CLASS)
    if phrase.is_man:
        classes.append("men")
    elif phrase.is_woman:
        classes.append("women")
    elif phrase.may_be_men:
        classes.extend(decisions.pick(Doubt.MEN, (["men"], []), []))
    youths = [item.value for item in phrase.of(Kind.YOUTH)]
    if youths and not classes and not phrase.ages:
        grown = {"girls": "women", "boys": "men"}[youths[0]]
        classes.extend(decisions.pick(Doubt.YOUTH, ([youths[0]], [grown]), []))
    else:
        classes.extend(youths)
    if phrase.ages:
        return _by_age(phrase, classes)
    return _merged(phrase, classes) if classes else ""


def _merged(phrase: Phrase, classes: list[str]) -> str:
    """One class of several words for the same people: літні жінки are women."""
    specific = [name for name in classes if name not in UNKNOWN_SEX.values()] or classes
    groups = {GROUP_OF.get(name, name) for name in classes}
    if len(set(specific)) > 1 or len(groups) > 1:
        raise Refused(
            _("“{part}” names several groups. Write a number for each.").format(part=phrase.text)
        )
    return specific[0]


def _by_age(phrase: Phrase, classes: list[str]) -> str:
    sexes = {_SEX[name] for name in classes if name in _SEX}
    children = {parse_age(age).is_child for age in phrase.ages}
    if len(children) > 1 or len(sexes) > 1 or None in children:
        raise _several_ages(phrase)
    is_child = children.pop()
    group = CHILDREN if is_child else ADULTS
    if any(GROUP_OF.get(name) != group for name in classes if name in UNKNOWN_SEX.values()):
        raise Refused(
            _(
                "“{part}” does not fit the age: people under {age} are children, all others adults."
            ).format(part=phrase.text, age=ADULT)
        )
    return (_MINOR if is_child else _GROWN)[sexes.pop() if sexes else None]


def _several_ages(phrase: Phrase) -> Refused:
    return Refused(
        _("“{part}” has different ages. Write a number for each.").format(part=phrase.text)
    )


def _conditions(phrase: Phrase, decisions: Decisions) -> list[str]:
    conditions = phrase.conditions
    if phrase.has(Kind.SHOCK) and STRESS not in conditions:
        conditions = [*conditions, *decisions.pick(Doubt.SHOCK, ([STRESS], []), [])]
    return conditions


#: More people are not described by one age that is that of each.
_MOST_OF_ONE_AGE = 10


def _persons(phrase: Phrase, group: str, count: Count) -> list[AgedPerson]:
    if len(phrase.ages) > 1 and phrase.amount is None and phrase.is_one:
        raise _several_ages(phrase)
    if len(phrase.ages) > max(count.low or 0, 1):
        raise Refused(_("“{part}” has more ages than people.").format(part=phrase.text))
    persons = [AgedPerson(str(parse_age(age)), _SEX.get(group)) for age in phrase.ages]
    if len(persons) == 1 and count.qualifier is Qualifier.EXACTLY:
        # «Троє дітей 3–8 років»: it is the age of each.
        return persons * min(count.number or 1, _MOST_OF_ONE_AGE)
    return persons


def _unnumbered(phrase: Phrase) -> Count:
    """How many are meant where no number is said: one at least, or several."""
    if len(phrase.ages) > 1:
        return Count(Qualifier.EXACTLY, len(phrase.ages))
    if phrase.is_one or (not phrase.has_class and (phrase.ages or phrase.conditions)):
        return Count(Qualifier.AT_LEAST, 1)
    if phrase.has(Kind.UNKNOWN) or not phrase.has_class:
        raise missing_number(phrase)
    return SEVERAL


def whole_of(phrase: Phrase, decisions: Decisions) -> Count:
    """How many people a phrase is of, as a whole: a woman is one."""
    amount = amount_of(phrase, decisions)
    if amount is not None:
        return amount
    if phrase.has(Kind.PEOPLE) or phrase.has_class or phrase.ages:
        if len(phrase.ages) > 1:
            return Count(Qualifier.EXACTLY, len(phrase.ages))
        return ONE if phrase.is_one or phrase.ages else SEVERAL
    raise missing_number(phrase)


def missing_number(phrase: Phrase) -> Refused:
    """Refuses people without a number, where one is needed."""
    return Refused(
        _("A number is missing next to “{part}”. Write it, or several if none is given.").format(
            part=phrase.text
        )
    )


def is_few_men(phrase: Phrase) -> bool:
    """Whether it is the word that is said of few, men or people: 2 чоловіка."""
    few = words("count_man_or_people")
    return any(item.text.casefold() in few for item in phrase.of(Kind.MEN_OR_PEOPLE))
