"""People with a number: seven civilians, «двоє загиблих», twice as many."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from kharkiv_tracker.domain.count import Count, Ratio
from kharkiv_tracker.domain.quantity import INJURED, KILLED
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.intake.counts.count_numbers import amount_at, number_at
from kharkiv_tracker.intake.counts.count_words import book, words
from kharkiv_tracker.intake.passages.group_ages import AMOUNTS, is_year
from kharkiv_tracker.intake.passages.passage_words import phrases, words_of
from kharkiv_tracker.intake.passages.people_group import Group
from kharkiv_tracker.intake.passages.people_noun import Noun, head_at
from kharkiv_tracker.intake.passages.sentence_words import SentenceWords
from kharkiv_tracker.intake.typed_text import Token

#: More adjectives than this do not come between a number and its noun.
MOST_ADJECTIVES = 5
#: After a number without a noun, signs after which it may still be of people.
_STOPS = frozenset(".,;:!?()[]«»“”\"'’-–—…+")


class NumberScan:
    """Finds the numbers of people in one sentence, and no others."""

    def __init__(self, of: SentenceWords) -> None:
        self._words = of
        self._tokens, self._taken, self._ages = of.tokens, of.taken, of.ages

    def at(self, at: int) -> Group | None:
        """The people whose number begins at this token."""
        return self._ratio(at) or self._counted(at)

    def _ratio(self, at: int) -> Group | None:
        ratio = ratio_at(self._tokens, at)
        if ratio is None:
            return None
        times, length = ratio
        after = self._tokens[at + length : at + length + 2]
        if after and after[0].text == "-":
            # A double-tap strike.
            return None
        return Group(at, at + length, Ratio(times, KILLED), (at, at + length))

    def _counted(self, at: int) -> Group | None:
        tokens = self._tokens
        if not _may_begin_amount(tokens[at]) or self._is_of_a_name(at):
            return None
        if tokens[at].key in words_of("passage_not_numbers"):
            return None
        try:
            amount = amount_at(tokens, at)
        except Refused:
            return None
        if amount is None or any(self._taken[at : at + amount.length]):
            return None
        end = at + amount.length
        if self._is_age(at, end) or self._is_difference(at, end):
            return None
        number = (at, end)
        noun, start = self._noun_after(end)
        if noun is not None:
            return Group(
                at,
                start + noun.length,
                amount.count,
                number,
                noun.name,
                own=noun.own,
                is_beside=self._words.is_beside(at) or self._has_more(end, start),
                is_combatant=noun.is_combatant,
                is_unclear=noun.is_unclear,
                is_bare=bool(noun.own and not noun.name),
            )
        if is_year(tokens[at]) or self._is_of_a_list(at) or self._ages.is_listed(at):
            return None
        if self._may_be_alone(at, end):
            more = self._has_more(end, end + 1)
            return Group(
                at,
                end,
                amount.count,
                number,
                is_bare=True,
                is_beside=more or self._words.is_beside(at),
            )
        return self._of_strangers(at, end, amount.count)

    def _is_difference(self, at: int, end: int) -> bool:
        """Whether it is by how many others rose, and to what: by two to nine."""
        before = self._tokens[at - 1].key if at else ""
        return before in words_of("passage_differences") and any(
            one.key in words("count_rise_to") for one in self._tokens[at + 1 : end]
        )

    def _of_strangers(self, at: int, end: int, count: Count) -> Group | None:
        """A number with an unknown noun, before what happened to them: four X were killed."""
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
        if quantity is None or quantity[0] not in (KILLED, INJURED):
            return None
        return Group(at, end + 1, count, (at, end))

    def _is_right_after_harm(self, at: int) -> bool:
        """Whether what happened comes right before the number: wounded four mechanics."""
        table = phrases("passage_quantities")
        return any(
            (matches := table.at(self._tokens, at - back))
            and matches[1] == back
            and matches[0] in (KILLED, INJURED)
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
        if at > 1 and before.text == "/" and tokens[at - 2].is_number:
            return True
        if before.text == "." and at > 1:
            # «ст. 438», unless a sentence ends there.
            before = tokens[at - 2]
        return before.text in ("№", "#", "$", "€") or before.key in words_of("passage_numbered")

    def _is_of_a_list(self, at: int) -> bool:
        """Whether it continues a list of house numbers, or is the age of a person named."""
        tokens = self._tokens
        if at < 2 or not tokens[at].text.isdecimal() or tokens[at - 1].text not in (",", "("):
            return False
        before = tokens[at - 2]
        if before.is_number:
            return True
        return before.is_word and before.text[0].isupper() and at > 2

    def _is_age(self, at: int, end: int) -> bool:
        """Whether the number is an age; who has it is found from the noun."""
        if at and book("age_aged").at(self._tokens, at - 1) and self._tokens[at - 1].key != "of":
            return True
        ages = self._ages.at(at, True)
        return ages is not None and at + ages[1] > end - 1

    def _noun_after(self, end: int) -> tuple[Noun | None, int]:
        """The noun a number is of, some adjectives further on."""
        at = end
        for _adjective in range(MOST_ADJECTIVES):
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
            after.key in _followers()
            or bool(book("including").at(tokens, end))
            or self._taken[end] in ("place", "time")
        )

    def _has_more(self, start: int, end: int) -> bool:
        more = words("count_more")
        return any(token.key in more for token in self._tokens[start:end])


def ratio_at(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """How many times as many, and its tokens: twice as many, «утричі більше»."""
    match = book("count_ratios").at(tokens, at)
    if match is not None and match[1] > 1:
        # Not a double strike.
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


@cache
def amount_beginnings() -> frozenset[str]:
    first = {phrase.split()[0] for section in AMOUNTS for phrase in words(section) if phrase}
    return frozenset(first | {"a", "an"})


def _may_begin_amount(token: Token) -> bool:
    return token.is_number or token.text in "~≈<>≥≤" or token.key in amount_beginnings()


@cache
def _followers() -> frozenset[str]:
    """What may follow a number of people without a noun: were, of, others."""
    return words_of("passage_followers") | words("and")
