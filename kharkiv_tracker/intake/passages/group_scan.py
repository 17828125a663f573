"""Finds the people that a sentence counts or names, and no other numbers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from kharkiv_tracker.domain.count import Count, Qualifier, Ratio
from kharkiv_tracker.domain.quantity import KILLED
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.intake.counts.count_numbers import amount_at, number_at
from kharkiv_tracker.intake.counts.count_sums import ONE, SEVERAL
from kharkiv_tracker.intake.counts.count_words import book, words
from kharkiv_tracker.intake.passages.group_ages import AgeScan, is_year
from kharkiv_tracker.intake.passages.passage_words import phrases, words_of
from kharkiv_tracker.intake.passages.people_group import Group, class_of
from kharkiv_tracker.intake.passages.people_noun import Noun, head_at, noun_at
from kharkiv_tracker.intake.typed_text import Token

#: More adjectives than this do not come between a number and its noun.
_MOST_ADJECTIVES = 5
#: After a number without a noun, signs after which it may still be of people.
_STOPS = frozenset(".,;:!?()[]«»“”\"'’-–—…+")
_MOST_NAMES = 3


class GroupScan:
    """The groups of one sentence; tokens in `taken` belong to times, names and the like."""

    def __init__(self, tokens: Sequence[Token], taken: Sequence[bool], year: int) -> None:
        self._tokens, self._taken = tokens, taken
        self._ages = AgeScan(tokens, year)

    def groups(self) -> list[Group]:
        """Every group, in order."""
        found: list[Group] = []
        at = 0
        while at < len(self._tokens):
            group = None if self._taken[at] else self._at(at)
            if group is None:
                at += 1
                continue
            if not group.is_combatant and isinstance(group.count, Count):
                self._add_ages(group)
            found.append(group)
            at = max(group.end, at + 1)
        return found

    def _at(self, at: int) -> Group | None:
        return (
            self._ratio(at)
            or self._counted(at)
            or self._single(at)
            or self._named(at)
            or self._aged(at)
        )

    # With a number.

    def _ratio(self, at: int) -> Group | None:
        ratio = ratio_at(self._tokens, at)
        if ratio is None:
            return None
        times, length = ratio
        return Group(at, at + length, Ratio(times, KILLED), (at, at + length))

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
        number = (at, end)
        noun, start = self._noun_after(end)
        if noun is not None:
            is_one = isinstance(amount.count, Count) and amount.count.number == 1
            return Group(
                at,
                start + noun.length,
                amount.count,
                number,
                noun.name,
                own=noun.own,
                is_beside=self._is_beside(at) or self._has_more(end, start),
                is_combatant=noun.is_combatant,
                is_unclear=noun.is_unclear,
                is_bare=bool(noun.own and not noun.name),
                is_single=is_one and tokens[at].key in words_of("passage_articles"),
            )
        if is_year(tokens[at]) or self._is_of_a_list(at):
            return None
        if self._may_be_alone(at, end):
            more = self._has_more(end, end + 1)
            return Group(
                at, end, amount.count, number, is_bare=True, is_beside=more or self._is_beside(at)
            )
        return self._of_strangers(at, end, amount.count)

    def _of_strangers(self, at: int, end: int, count: Count) -> Group | None:
        """A number with a noun that is not known, before what happened to them: four X were killed."""
        tokens = self._tokens
        if end + 1 >= len(tokens) or not tokens[end].is_word or self._taken[end]:
            return None
        if tokens[end].text[0].isupper() or phrases("passage_things").count(tokens, end):
            return None
        if self._is_right_after_harm(at):
            return Group(at, end + 1, count, (at, end))
        here = end + 1
        while (
            here < len(tokens)
            and here <= end + 3
            and tokens[here].key in words_of("passage_copula_verbs")
        ):
            here += 1
        quantity = phrases("passage_quantities").at(tokens, here) if here < len(tokens) else None
        if quantity is None or quantity[0] not in (KILLED, "injured"):
            return None
        return Group(at, end + 1, count, (at, end))

    def _is_right_after_harm(self, at: int) -> bool:
        """Whether what happened comes right before the number: wounded four mechanics."""
        table = phrases("passage_quantities")
        return any(
            (found := table.at(self._tokens, at - back))
            and found[1] == back
            and found[0] in (KILLED, "injured")
            for back in (1, 2, 3)
            if at >= back
        )

    def _is_of_a_name(self, at: int) -> bool:
        """Whether the number is a part of a name or of another number: С-300, № 5, 12 %."""
        tokens = self._tokens
        if at == 0 or not tokens[at].is_number:
            return False
        before = tokens[at - 1]
        if before.text == "-" and before.end == tokens[at].start and at > 1:
            return tokens[at - 2].end == before.start and not tokens[at - 2].is_number
        if before.is_word and before.end == tokens[at].start:
            return True
        return before.text in ("№", "#", "$", "€") or before.key in words_of("passage_numbered")

    def _is_of_a_list(self, at: int) -> bool:
        """Whether it continues a list of house numbers, or is the age of somebody named."""
        tokens = self._tokens
        if at < 2 or not tokens[at].text.isdigit() or tokens[at - 1].text not in (",", "("):
            return False
        before = tokens[at - 2]
        if before.is_number:
            return True
        return before.is_word and before.text[0].isupper() and at > 2

    def _is_age(self, at: int, end: int) -> bool:
        """Whether the number is an age; who has it is found from the noun."""
        if at and book("age_aged").at(self._tokens, at - 1) and self._tokens[at - 1].key != "of":
            return True
        ages = self._ages.at(at)
        return ages is not None and at + ages[1] > end - 1

    def _noun_after(self, end: int) -> tuple[Noun | None, int]:
        """The noun a number is of, some adjectives further on."""
        at = end
        for _adjective in range(_MOST_ADJECTIVES):
            if at >= len(self._tokens):
                return None, at
            if self._taken[at]:
                at += 1
                continue
            if noun := head_at(self._tokens, at):
                return noun, at
            step = phrases("passage_adjectives").count(self._tokens, at)
            step = step or int(self._tokens[at].key in words("count_more"))
            step = step or int(self._tokens[at].key in words_of("passage_possessives"))
            if not step and (ages := self._ages.at(at)):
                step = ages[1]
            if not step:
                return None, at
            at += step
        return None, at

    def _may_be_alone(self, start: int, end: int) -> bool:
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
        if not tokens[start].is_number and tokens[end - 1].key in words_of("passage_collectives"):
            return True
        return (
            after.key in _followers() or bool(book("including").at(tokens, end)) or self._taken[end]
        )

    def _is_beside(self, at: int) -> bool:
        """Whether they are others than those before: another, «ще», as well as."""
        return any(
            (found := phrases("passage_beside").at(self._tokens, at - back)) and found[1] >= back
            for back in (1, 2, 3)
            if at >= back
        )

    def _has_more(self, start: int, end: int) -> bool:
        more = words("count_more")
        return any(token.key in more for token in self._tokens[start:end])

    # Without one.

    def _single(self, at: int) -> Group | None:
        """One person, or some of a class: a woman, «64-річна жінка», children."""
        tokens = self._tokens
        article = int(
            tokens[at].key in words_of("passage_articles") | words_of("passage_possessives")
        )
        here, ages, has_adjective = at + article, (), False
        for _adjective in range(_MOST_ADJECTIVES):
            if here >= len(tokens) or self._taken[here]:
                return None
            noun = head_at(tokens, here)
            if noun is None and (aged := self._ages.at(here)):
                ages, here = aged[0], here + aged[1]
                continue
            if noun is not None:
                break
            step = phrases("passage_adjectives").count(tokens, here)
            if not step:
                return None
            has_adjective, here = True, here + step
        else:
            return None
        if not self._is_meant(at, here, noun, ages, has_adjective):
            return None
        count = ONE if noun.is_one else SEVERAL
        if ages and not noun.is_one:
            count = Count(Qualifier.EXACTLY, len(ages)) if len(ages) > 1 else SEVERAL
        return Group(
            at,
            here + noun.length,
            count,
            (at, here + noun.length),
            noun.name,
            tuple(ages),
            own=noun.own,
            is_single=True,
            is_beside=tokens[at].key in words("count_one_more") or self._is_beside(at),
            is_combatant=noun.is_combatant,
            is_unclear=noun.is_unclear,
        )

    def _is_meant(
        self, at: int, here: int, noun: Noun, ages: Sequence[str], has_adjective: bool
    ) -> bool:
        """Whether a noun without a number is of somebody in particular."""
        tokens = self._tokens
        if noun.is_unclear:
            return False
        end = here + noun.length
        is_a = tokens[at].key in words_of("passage_one_articles")
        is_the = here > at and tokens[at].key in words_of("passage_articles") | words_of(
            "passage_possessives"
        )
        is_aged = bool(ages) or (noun.is_one and self._ages.after(end, 1) is not None)
        if not noun.name:
            return is_aged or (noun.is_one and (is_a or not tokens[here].text.isascii()))
        if tokens[here].text.isascii() and noun.is_one:
            return is_a or is_the or is_aged or has_adjective
        return True

    def _named(self, at: int) -> Group | None:
        """One person by name and age: Hanna Lytvyn, 67."""
        tokens = self._tokens
        end = self._names_end(at)
        if end - at < 2:
            return None
        ages = self._ages.after(end, 1)
        if ages is None:
            return None
        name = " ".join(token.text for token in tokens[at:end])
        return Group(at, end, ONE, (at, end), is_single=True, person=name)

    def _aged(self, at: int) -> Group | None:
        """One person of an occupation that is not known: an electrician aged 36."""
        tokens = self._tokens
        if tokens[at].key not in words_of("passage_one_articles"):
            return None
        for end in range(at + 2, min(len(tokens), at + 6)):
            if not tokens[end - 1].is_word or self._taken[end - 1]:
                return None
            if book("age_aged").at(tokens, end) and tokens[end].key != "of":
                return Group(at, end, ONE, (at, end), is_single=True)
        return None

    def _names_end(self, at: int) -> int:
        """Where the words with a capital end that begin here, close to one another."""
        tokens = self._tokens
        end = at
        while end < len(tokens) and end - at < _MOST_NAMES and not self._taken[end]:
            token = tokens[end]
            is_name = token.is_word and token.text[0].isupper() and token.text[1:].islower()
            if not is_name or (end > at and token.start - tokens[end - 1].end != 1):
                break
            end += 1
        return end

    # Ages.

    def _add_ages(self, group: Group) -> None:
        """The ages between a number and its noun, or after the noun and a name."""
        for at in range(group.number[1], group.end):
            if not group.ages and (aged := self._ages.at(at)):
                group.ages = aged[0]
        if not group.ages:
            people = group.low if group.count != SEVERAL else 2
            end = group.end if people > 1 or group.person else self._names_end(group.end)
            aged = self._ages.after(end, people) or self._ages.after(group.end, people)
            if aged is not None and len(aged[0]) <= max(people, 2):
                if end > group.end and self._ages.after(end, people) is not None:
                    group.person = group.person or self._text(group.end, end)
                    group.end = end
                group.ages, group.end = aged[0], group.end + aged[1]
        if group.is_single and group.count == SEVERAL and len(group.ages) > 1:
            group.count = Count(Qualifier.EXACTLY, len(group.ages))
        group.name = class_of(group.name, group.ages)

    def _text(self, start: int, end: int) -> str:
        return " ".join(token.text for token in self._tokens[start:end])


def ratio_at(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """How many times as many, and its tokens: twice as many, «утричі більше»."""
    if match := book("count_ratios").at(tokens, at):
        return int(match[0]), match[1]
    start = at + (tokens[at].key in words("count_times_before"))
    try:
        number = number_at(tokens, start) if start < len(tokens) else None
    except Refused:
        return None
    if number is None or start + number.length >= len(tokens):
        return None
    times = book("count_times").at(tokens, start + number.length)
    return (number.value, start + number.length + times[1] - at) if times else None


_AMOUNTS = (
    *("counts", "count_numbers", "count_multiplier", "count_multipliers"),
    *("range_opening", "range_between", "one_and_a_half"),
)


@cache
def _amount_beginnings() -> frozenset[str]:
    first = {phrase.split()[0] for section in _AMOUNTS for phrase in words(section) if phrase}
    return frozenset(first | {"a", "an"})


def _may_begin_amount(token: Token) -> bool:
    return token.is_number or token.text in "~≈<>≥≤" or token.key in _amount_beginnings()


@cache
def _followers() -> frozenset[str]:
    """What may follow a number of people without a noun: were, of, others."""
    return words_of("passage_followers") | words("and")


__all__ = ["GroupScan", "noun_at", "ratio_at"]
