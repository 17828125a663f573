"""Ages beside people in running text: a man, 54; (40 and 51); born 1957; aged 58 and 73."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from kharkiv_tracker.errors import Refused
from kharkiv_tracker.intake.counts.age_phrases import OLDEST, ages_at, is_compound
from kharkiv_tracker.intake.counts.count_numbers import number_at
from kharkiv_tracker.intake.counts.count_words import book, words
from kharkiv_tracker.intake.passages.passage_words import phrases, words_of
from kharkiv_tracker.intake.passages.people_noun import noun_at
from kharkiv_tracker.intake.typed_text import Token

Ages = tuple[tuple[str, ...], int]
_OPENED = (",", "(", "-", "–", "—", ":")
_CLOSED = (",", ")", ".", ";", "-", "–", "—", ":", "(")
_DASHES = ("-", "–", "—")
_YEARS, _DIGITS = (1900, 2035), 4
_SEVERAL = 2
#: The sections of words that a number may begin with.
AMOUNTS = (
    *("counts", "count_numbers", "count_multiplier", "count_multipliers"),
    *("range_opening", "range_between", "one_and_a_half"),
)


class AgeScan:
    """Reads ages in one sentence; `year` is the one in which people were as old as that."""

    def __init__(self, tokens: Sequence[Token], year: int) -> None:
        self._tokens, self._year = tokens, year
        self._known: dict[tuple[int, bool], Ages | None] = {}

    def at(self, at: int, after_people: bool = False) -> Ages | None:
        """The ages with their unit or word that begin here, and how many tokens they take."""
        if at >= len(self._tokens):
            return None
        place = at, after_people
        if place not in self._known:
            self._known[place] = self._read(at, after_people)
        return self._known[place]

    def _read(self, at: int, after_people: bool) -> Ages | None:
        if not _may_begin(self._tokens[at].key):
            return None
        if born := self.born(at):
            return born
        try:
            return ages_at(self._tokens, at, after_people)
        except Refused:
            return None

    def after(self, at: int, people: int) -> Ages | None:
        """The ages of `people` people right after their noun, a sign between them or none."""
        if at >= len(self._tokens) or self._is_of_parents(at):
            return None
        sign = int(self._tokens[at].text in _OPENED)
        here = at + sign
        matches = self._aged(here, people) or self.at(here, True)
        if matches is None and sign:
            matches = self._bare(here, people)
        if matches is None:
            return None
        if sign and self._has_noun(here + matches[1]):
            # «…, 33-річна жінка» is another person.
            return None
        return matches[0], matches[1] + sign

    def _is_of_parents(self, at: int) -> bool:
        """Whether the children of a person are counted here: a mother of three."""
        match = phrases("passage_parents").at(self._tokens, at - 1) if at else None
        return match is not None and match[1] > 1

    def is_listed(self, at: int) -> bool:
        """Whether a number is in a list or range of ages: aged 34, 40 and 61 were wounded."""
        joints = words("and") | words("range_between") | words("count_rise_to")
        joints |= words("range_opening")
        for here in range(at - 1, -1, -1):
            token = self._tokens[here]
            if book("age_aged").at(self._tokens, here) and token.key != "of":
                return True
            is_joint = token.text in (",", *_DASHES) or token.key in joints
            if not is_joint and self._age(here) is None:
                return False
        return False

    def _aged(self, at: int, people: int) -> Ages | None:
        """The ages of several people after the word for it, however their clause goes on."""
        opened = book("age_aged").at(self._tokens, at) if at < len(self._tokens) else None
        if people < _SEVERAL or opened is None or self._tokens[at].key == "of":
            return None
        matches = self._bare(at + opened[1], people, is_open=True)
        return (matches[0], matches[1] + opened[1]) if matches else None

    def born(self, at: int) -> Ages | None:
        """An age by the year of birth: born in 1951, 1971 р.н."""
        tokens = self._tokens
        opened = book("age_born").at(tokens, at)
        here = at + opened[1] if opened else at
        here += int(
            here < len(tokens) and tokens[here].key in words_of("passage_year_prepositions")
        )
        if here >= len(tokens) or not is_year(tokens[here]):
            return None
        closed = book("age_born").at(tokens, here + 1)
        if not opened and not closed:
            return None
        years = self._year - int(tokens[here].text)
        if not 0 <= years <= OLDEST:
            return None
        age = f"{years - 1}-{years}" if years else "0"
        return (age,), here + 1 - at + (closed[1] if closed else 0)

    def _bare(self, at: int, people: int, is_open: bool = False) -> Ages | None:
        """So many numbers between signs: two men, 40 and 66, were."""
        ages: list[str] = []
        here = at
        while here < len(self._tokens) and len(ages) < people:
            number = self._age(here)
            if number is None:
                return None
            ages.append(number[0])
            here += number[1]
            if len(ages) == people:
                break
            if here < len(self._tokens) and self._is_joint(here):
                here += 1
                here += int(here < len(self._tokens) and self._tokens[here].key in words("and"))
        if len(ages) != people or not ages:
            return None
        is_closed = (
            is_open
            or here >= len(self._tokens)
            or self._tokens[here].text in _CLOSED
            or self._is_joint(here)
        )
        if here < len(self._tokens) and self._tokens[here].text == "-":
            # A house has the number 47-A.
            is_closed = self._tokens[here].start > self._tokens[here - 1].end
        return (tuple(ages), here - at) if is_closed else None

    def _age(self, at: int) -> tuple[str, int] | None:
        try:
            number = number_at(self._tokens, at)
        except Refused:
            return None
        if number is None or not 0 < number.value < OLDEST:
            return None
        return str(number.value), number.length

    def _is_joint(self, at: int) -> bool:
        return self._tokens[at].text == "," or self._tokens[at].key in words("and")

    def _has_noun(self, at: int) -> bool:
        return noun_at(self._tokens, at) is not None


@lru_cache(maxsize=20_000)
def _may_begin(key: str) -> bool:
    """Whether ages may begin with a word: a number, aged, born, «восьмирічна»."""
    return key[0].isdigit() or key in _beginnings() or is_compound(key)


@cache
def _beginnings() -> frozenset[str]:
    sections = (*AMOUNTS, "age_aged", "age_words", "age_born")
    first = {phrase.split()[0] for section in sections for phrase in words(section) if phrase}
    return frozenset(first) | {"~", "≈", ">", "<", "a", "an", "in", "у", "в"}


def is_year(token: Token) -> bool:
    """Whether a number can be a year: no number of people has so many digits without a noun."""
    text = token.text
    return len(text) == _DIGITS and text.isdecimal() and _YEARS[0] <= int(text) <= _YEARS[1]
