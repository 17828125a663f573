"""People counted in a sentence: so many, of which class and ages, and the words that say so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from kharkiv_tracker.domain.age import parse_age
from kharkiv_tracker.domain.count import Count, Qualifier, Ratio
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.intake.counts.age_phrases import ages_at
from kharkiv_tracker.intake.counts.count_numbers import amount_at, number_at
from kharkiv_tracker.intake.counts.count_sums import ONE, SEVERAL
from kharkiv_tracker.intake.counts.count_words import book, parts, words
from kharkiv_tracker.intake.passages.passage_words import phrases, phrases_of, words_of
from kharkiv_tracker.intake.typed_text import PhraseBook, Token

#: More adjectives than this do not come between a number and its noun.
_MOST_ADJECTIVES = 4
_ADULT = 18
#: After a number without a noun, signs after which it may still be of people.
_STOPS = frozenset(".,;:!?()[]«»“”\"'’-—…+")
_MALES, _FEMALES = ("men", "boys"), ("women", "girls")


@dataclass(slots=True)
class Group:
    """Some people named together; places are those of tokens in their sentence."""

    start: int
    end: int
    count: Count | Ratio
    name: str = ""
    """The class: men, women, boys, girls, child, adult; "" where it is not said."""
    ages: tuple[str, ...] = ()
    own: str = ""
    """The quantity that the noun itself says: 16 wounded."""
    is_bare: bool = False
    """Whether it is a number alone."""
    is_beside: bool = False
    is_combatant: bool = False
    is_among: bool = False
    """Whether it is said to be some of those before: two of them."""
    is_single: bool = False
    """Whether one person is meant without a number: a woman, «жінка»."""
    person: str = ""
    """The name of the one it is."""
    number: tuple[int, int] = (0, 0)
    """The tokens of its number."""
    conditions: list[str] = field(default_factory=list)

    @property
    def low(self) -> int:
        """How many there are at least."""
        return (self.count.low or 0) if isinstance(self.count, Count) else 0

    @property
    def sex(self) -> str:
        """The sex that the class says."""
        return "male" if self.name in _MALES else "female" if self.name in _FEMALES else ""


@dataclass(frozen=True, slots=True)
class Noun:
    """What a noun after a number says of it, and how many tokens it takes."""

    length: int
    name: str = ""
    own: str = ""
    is_one: bool = False
    is_combatant: bool = False
    is_youth: bool = False


class GroupScan:
    """The groups of one sentence; tokens in `taken` belong to times, names and the like."""

    def __init__(self, tokens: Sequence[Token], taken: Sequence[bool]) -> None:
        self._tokens, self._taken = tokens, taken

    def groups(self) -> list[Group]:
        """Every group, in order."""
        found: list[Group] = []
        at = 0
        while at < len(self._tokens):
            group = None if self._taken[at] else self._at(at)
            if group is None:
                at += 1
                continue
            group = self._with_ages(group)
            found.append(group)
            at = max(group.end, at + 1)
        return found

    def _at(self, at: int) -> Group | None:
        return self._counted(at) or self._single(at)

    # With a number.

    def _counted(self, at: int) -> Group | None:
        tokens = self._tokens
        if not _may_begin_amount(tokens[at]) or self._is_of_a_name(at):
            return None
        try:
            amount = amount_at(tokens, at)
        except Refused:
            return None
        if amount is None or any(self._taken[at : at + amount.length]):
            return None
        end = at + amount.length
        if self._is_age(at, end):
            return None
        if (ratio := _ratio(tokens, at)) is not None:
            return Group(at, at + ratio[1], Ratio(ratio[0], "killed"), number=(at, at + ratio[1]))
        noun, start = self._noun_after(end)
        is_beside = self._is_beside(at)
        if noun is not None:
            return Group(
                at,
                start + noun.length,
                amount.count,
                noun.name,
                own=noun.own,
                is_beside=is_beside or self._has_more(end, start),
                is_combatant=noun.is_combatant,
                number=(at, end),
            )
        if self._may_be_alone(at, end, amount.count):
            return Group(
                at,
                end,
                amount.count,
                is_bare=True,
                is_beside=is_beside or self._has_more(end, end + 1),
                number=(at, end),
            )
        return None

    def _is_of_a_name(self, at: int) -> bool:
        """Whether the number is a part of a name or of another number: С-300, № 5, 12 %."""
        tokens = self._tokens
        if at == 0:
            return False
        before = tokens[at - 1]
        if not tokens[at].is_number:
            return False
        if before.text == "-" and before.end == tokens[at].start and at > 1:
            return tokens[at - 2].end == before.start and not tokens[at - 2].is_number
        if before.is_word and before.end == tokens[at].start:
            return True
        return before.text in ("№", "#", "$", "€", "+") or before.key in words_of(
            "passage_numbered"
        )

    def _is_age(self, at: int, end: int) -> bool:
        """Whether the number is an age; who has it is found from the noun."""
        try:
            ages = ages_at(self._tokens, at)
        except Refused:
            return True
        return ages is not None and at + ages[1] > end - 1

    def _noun_after(self, end: int) -> tuple[Noun | None, int]:
        """The noun a number is of, some adjectives further on."""
        at = end
        for _adjective in range(_MOST_ADJECTIVES):
            if at >= len(self._tokens) or self._taken[at]:
                return None, at
            if noun := noun_at(self._tokens, at):
                follow = at + noun.length
                # «мирних жителів» are residents, «двоє поранених рятувальників» rescuers.
                if (noun.own or phrases("passage_adjectives").count(self._tokens, at)) and (
                    follow < len(self._tokens) and not self._taken[follow]
                ):
                    further = noun_at(self._tokens, follow)
                    if further and (further.name or not further.own):
                        return replace(further, own=further.own or noun.own), follow
                return noun, at
            step = phrases("passage_adjectives").count(self._tokens, at)
            step = step or int(self._tokens[at].key in words("count_more"))
            if not step and (ages := self._ages_at(at)):
                step = ages[1]
            if not step:
                return None, at
            at += step
        return None, at

    def _may_be_alone(self, start: int, end: int, count: Count) -> bool:
        """Whether a number without a noun may be of people: two of them, seven were killed."""
        tokens = self._tokens
        if end >= len(tokens):
            return True
        after = tokens[end]
        if after.text == "-" and after.start == tokens[end - 1].end and end + 1 < len(tokens):
            return tokens[end + 1].start > after.end
        if after.text in ("%", "°", "/"):
            return False
        if after.text in _STOPS or phrases("passage_quantities").at(tokens, end):
            return True
        is_word = not tokens[start].is_number or tokens[end - 1].key in _collectives()
        if is_word and tokens[end - 1].key in _collectives():
            return True
        return after.key in _followers() or bool(book("including").at(tokens, end))

    def _is_beside(self, at: int) -> bool:
        for back in (1, 2, 3):
            if at - back >= 0 and (found := phrases("passage_beside").at(self._tokens, at - back)):
                if found[1] >= back:
                    return True
        return False

    def _has_more(self, start: int, end: int) -> bool:
        more = words("count_more")
        return any(token.key in more for token in self._tokens[start:end])

    # Without one.

    def _single(self, at: int) -> Group | None:
        """One person, or some of a class: a woman, «64-річна жінка», children."""
        tokens = self._tokens
        start, ages = at, ()
        article = tokens[at].key in words_of("passage_articles")
        here = at + article
        if here >= len(tokens) or self._taken[here]:
            return None
        has_adjective = False
        for _adjective in range(_MOST_ADJECTIVES):
            if here >= len(tokens):
                return None
            aged = self._ages_at(here)
            if aged and not noun_at(tokens, here):
                ages, here = aged[0], here + aged[1]
                continue
            if noun := noun_at(tokens, here):
                further = (
                    noun_at(tokens, here + noun.length)
                    if here + noun.length < len(tokens)
                    else None
                )
                if further and (noun.own or has_adjective) and further.name:
                    here, noun = here + noun.length, further
                break
            step = phrases("passage_adjectives").count(tokens, here)
            if not step:
                return None
            has_adjective, here = True, here + step
        else:
            return None
        if here >= len(tokens):
            return None
        is_english = tokens[here].text.isascii()
        is_a = tokens[at].key in words_of("passage_one_articles")
        if noun.own and not noun.name and not (is_a or ages):
            return None
        if not noun.name and not ages and not (is_a and noun.is_one):
            if not (noun.is_one and not is_english):
                return None
        if is_english and noun.is_one and not (is_a or ages or has_adjective):
            return None
        name = _of_age(noun, ages)
        count = ONE if noun.is_one else SEVERAL
        if ages and not noun.is_one:
            count = Count(Qualifier.EXACTLY, len(ages)) if len(ages) > 1 else SEVERAL
        return Group(
            start,
            here + noun.length,
            count,
            name,
            ages,
            own=noun.own,
            is_single=True,
            is_beside=tokens[at].key in words("count_one_more") or self._is_beside(start),
            is_combatant=noun.is_combatant,
            number=(start, here + noun.length),
        )

    # Ages.

    def _ages_at(self, at: int, after: bool = False) -> tuple[tuple[str, ...], int] | None:
        try:
            return ages_at(self._tokens, at, after)
        except Refused:
            return None

    def _with_ages(self, group: Group) -> Group:
        """The group with ages between its number and noun, or after its noun."""
        tokens = self._tokens
        if not group.ages:
            for at in range(group.number[1], group.end):
                if aged := self._ages_at(at):
                    group.ages = aged[0]
                    break
        at = group.end
        if not group.ages and at < len(tokens):
            sign = tokens[at].text in (",", "(", "-", "–", ":")
            here = at + sign
            if here < len(tokens) and (aged := self._ages_at(here, True)):
                if not (
                    sign and noun_at(tokens, here + aged[1])
                    if here + aged[1] < len(tokens)
                    else False
                ):
                    group.ages, group.end = aged[0], here + aged[1]
            elif sign and group.low == 1 and (age := self._bare_age(here)):
                group.ages, group.end = (age,), here + 1
        if group.is_single and group.count == SEVERAL and len(group.ages) > 1:
            group.count = Count(Qualifier.EXACTLY, len(group.ages))
        if group.ages and group.name in ("", "men", "women", "youth girls", "youth boys"):
            group.name = _of_age(Noun(1, group.name), group.ages)
        if group.name.startswith("youth"):
            group.name = ""
        return group

    def _bare_age(self, at: int) -> str:
        """The age of a woman, 91: a number between signs after one person."""
        tokens = self._tokens
        if at >= len(tokens) or not tokens[at].is_number or not tokens[at].text.isdigit():
            return ""
        is_closed = (
            at + 1 >= len(tokens)
            or tokens[at + 1].text in (",", ")", ".", ";")
            or tokens[at + 1].key in words("and")
        )
        return tokens[at].text if is_closed and 0 < int(tokens[at].text) < 110 else ""


def noun_at(tokens: Sequence[Token], at: int) -> Noun | None:
    """The noun for people that begins here."""
    if at >= len(tokens) or not tokens[at].is_word:
        return None
    combatant = phrases("passage_combatants").count(tokens, at)
    if combatant:
        return Noun(combatant, is_combatant=True)
    best = _nouns().at(tokens, at)
    own = phrases("passage_nouns").at(tokens, at)
    people = phrases("passage_people").count(tokens, at)
    if best is not None and best[1] >= max(own[1] if own else 0, people):
        return replace(best[0], length=best[1])
    if own is not None and own[1] >= people:
        return Noun(own[1], own=own[0])
    if people:
        return Noun(people, is_one=_is_one_occupation(tokens[at].key))
    return None


@cache
def _nouns() -> PhraseBook[Noun]:
    rows: dict[str, Noun] = {}
    for word in (
        *words("count_people"),
        *words("count_men_or_people"),
        *words("count_occupations"),
    ):
        rows[word] = Noun(1)
    for word in words("count_person"):
        rows[word] = Noun(1, is_one=True)
    for phrase, (part, one) in parts().items():
        if part in ("men", "women", "boys", "girls", "child", "adult"):
            rows[phrase] = Noun(1, part, is_one=one)
    for youth in ("girls", "boys"):
        for word in words("count_youths", youth):
            rows[word] = Noun(1, f"youth {youth}", is_one=True, is_youth=True)
        for word in words("count_youths_many", youth):
            rows[word] = Noun(1, f"youth {youth}", is_youth=True)
    for word in words("count_man_or_people"):
        rows[word] = Noun(1, "men", is_one=True)
    for word in phrases_of("passage_man"):
        rows[word] = Noun(1, "men", is_one=True)
    return PhraseBook(rows)


def _is_one_occupation(key: str) -> bool:
    return key in words_of("passage_one_person")


def _of_age(noun: Noun, ages: Sequence[str]) -> str:
    """The class of a noun with an age: a youth of 15 is a boy, a man of 40 a man."""
    youth = noun.name.removeprefix("youth ")
    lows = [low for age in ages if (low := _years(age)) is not None]
    if not lows:
        return noun.name
    if noun.name.startswith("youth"):
        if all(low < _ADULT for low in lows):
            return youth
        return {"girls": "women", "boys": "men"}[youth] if min(lows) >= _ADULT else ""
    if all(low < _ADULT for low in lows):
        return {"men": "boys", "women": "girls", "": "child"}.get(noun.name, noun.name)
    return noun.name


def _years(age: str) -> int | None:
    try:
        parsed = parse_age(age)
    except Refused:
        return None
    return parsed.low if parsed.months is None else 0


def _ratio(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    if match := book("count_ratios").at(tokens, at):
        return int(match[0]), match[1]
    start = at + (tokens[at].key in words("count_times_before"))
    try:
        number = number_at(tokens, start) if start < len(tokens) else None
    except Refused:
        return None
    if (
        number
        and start + number.length < len(tokens)
        and (match := book("count_times").at(tokens, start + number.length))
    ):
        return number.value, start + number.length + match[1] - at
    return None


def ratio_at(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """How many times as many, and its tokens."""
    return _ratio(tokens, at)


@cache
def _amount_beginnings() -> frozenset[str]:
    sections = (
        "counts",
        "count_numbers",
        "count_multiplier",
        "count_multipliers",
        "range_opening",
        "range_between",
        "one_and_a_half",
    )
    first = {phrase.split()[0] for section in sections for phrase in words(section) if phrase}
    return frozenset(first | {"a", "an"})


def _may_begin_amount(token: Token) -> bool:
    return token.is_number or token.text in "~≈<>≥≤" or token.key in _amount_beginnings()


@cache
def _collectives() -> frozenset[str]:
    """Numbers that are said of people only: двоє, трое."""
    return words_of("passage_collectives")


@cache
def _followers() -> frozenset[str]:
    """What may follow a number of people without a noun: were, of, others."""
    return words_of("passage_followers") | words("and")
