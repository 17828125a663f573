"""Numbers of people that are not how many were hurt: not five, by three, one in five."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from kharkiv_tracker import languages
from kharkiv_tracker.domain.match_key import fold
from kharkiv_tracker.intake.counts.age_phrases import unit_at
from kharkiv_tracker.intake.counts.count_rises import RISES
from kharkiv_tracker.intake.counts.count_sums import SEVERAL
from kharkiv_tracker.intake.counts.count_words import book, words
from kharkiv_tracker.intake.passages.passage_words import phrases, words_of
from kharkiv_tracker.intake.passages.people_group import Group
from kharkiv_tracker.intake.passages.people_noun import noun_at
from kharkiv_tracker.intake.passages.sentence_words import clause
from kharkiv_tracker.intake.typed_text import Token

#: The words before a number that are looked at for what it is.
_NEAR = 5
#: Words this short are no nouns for people.
_SHORT = 4
_CHILDREN = ("child", "boys", "girls")


class GroupDoubts:
    """Looks at the words around the groups of one sentence."""

    def __init__(self, tokens: Sequence[Token], taken: Sequence[str]) -> None:
        self._tokens, self._taken = tokens, taken

    def is_doubtful(self, group: Group) -> bool:
        """Whether the number of a group is not to be proposed."""
        start, end = group.number
        return (
            self._ends("passage_not_so_many", start)
            or self._ends("passage_halves", start)
            or self._ends("passage_vague_amounts", start)
            or self._is_of_sum(start, end)
            or self._is_beside_number(group)
            or self._are_none(group)
            or self._is_of_animals(group)
            or self._is_of_wounds(group)
            or self.is_with_strangers(group)
            or (group.is_bare and self._is_what_one_was(start))
            or self._is_difference(start, end)
            or self._is_rate(group)
            or self._is_of_parents(group)
            or (group.is_single and self._is_ordinal(group.start))
        )

    def _ends(self, section: str, at: int) -> bool:
        """Whether a phrase ends right before a token: not, half a, instead of."""
        table = phrases(section)
        return any(
            (match := table.at(self._tokens, start)) and start + match[1] == at
            for start in range(max(0, at - _NEAR), at)
        )

    def _is_of_sum(self, start: int, end: int) -> bool:
        """Whether another number is right beside it: 5 + 2, «десятка полтора»."""
        tokens = self._tokens
        if end + 1 < len(tokens) and tokens[end].text == "+" and _is_number(tokens[end + 1]):
            return True
        if start > 1 and tokens[start - 1].text == "+" and _is_number(tokens[start - 2]):
            return True
        is_word = end < len(tokens) and not tokens[end - 1].is_number
        return is_word and tokens[end].is_word and tokens[end].key in _halves_more()

    def _are_none(self, group: Group) -> bool:
        """Whether there are said to be none of a class: no children, «дітей немає»."""
        if not (group.is_single and group.name and group.count == SEVERAL):
            return False
        start, end = clause(self._tokens, group.start)
        return any(
            phrases(section).any(self._tokens, start, end) is not None
            for section in ("passage_none", "passage_none_phrases")
        )

    def _is_beside_number(self, group: Group) -> bool:
        """Whether a form that is plural, too, has its number beside it: «человек пять»."""
        if not group.is_single or group.name or group.own or group.ages:
            return False
        tokens = self._tokens
        beside = [tokens[at] for at in (group.start - 1, group.end) if 0 <= at < len(tokens)]
        return not tokens[group.start].text.isascii() and any(map(_is_number, beside))

    def _is_of_animals(self, group: Group) -> bool:
        """Whether animals are counted: 12 dead horses."""
        return bool(group.own) and phrases("passage_things").count(self._tokens, group.end) > 0

    def _is_of_wounds(self, group: Group) -> bool:
        """Whether wounds are counted, and not people: «отримав 2 поранення»."""
        at = group.number[1]
        at += phrases("passage_wound_adjectives").count(self._tokens, at)
        return not group.is_single and phrases("passage_wounds").count(self._tokens, at) > 0

    def is_with_strangers(self, group: Group) -> bool:
        """Whether others are listed beside them whom no word here knows: two X and three guests."""
        tokens, ands = self._tokens, words("and")
        before, after = group.start - 1, group.end
        if before > 1 and tokens[before].key in ands and self._are_strangers(before - 2):
            return True
        is_and = after + 2 < len(tokens) and tokens[after].key in ands
        if is_and and self._are_strangers(after + 1):
            return True
        is_listed = is_and or (before >= 0 and tokens[before].key in ands)
        return is_listed and not group.is_single and self._are_strangers(group.start)

    def _are_strangers(self, at: int) -> bool:
        """Whether a number with an unknown noun is here."""
        if at + 1 >= len(self._tokens):
            return False
        tokens, noun = self._tokens, self._tokens[at + 1]
        if self._taken[at] or self._taken[at + 1] or not _is_number(tokens[at]):
            return False
        known = ("passage_things", "passage_quantities", "passage_adjectives", "passage_combatants")
        is_plain = noun.is_word and noun.text.islower() and len(noun.text) > _SHORT
        return (
            is_plain
            and noun_at(tokens, at + 1) is None
            and unit_at(tokens, at + 1) is None
            and not any(phrases(section).at(tokens, at + 1) for section in known)
        )

    def _is_what_one_was(self, start: int) -> bool:
        """Whether it is the age of one person: who was killed was 45; but the total is 11."""
        tokens = self._tokens
        if not start or tokens[start - 1].key not in words_of("passage_one_was"):
            return False
        return not any(one.key in words_of("passage_collections") for one in tokens[:start])

    def _is_difference(self, start: int, end: int) -> bool:
        """Whether it is by how many others rose or fell: «зросла на 3», three fewer."""
        tokens = self._tokens
        if not start or tokens[start - 1].key not in words_of("passage_differences"):
            return False
        first = max(0, start - _NEAR)
        if any(book(RISES).at(tokens, at) for at in range(first, start - 1)):
            return True
        if phrases("passage_rises").any(tokens, first, start - 1) is not None:
            return True
        return phrases("passage_comparatives").any(tokens, end, end + 2) is not None

    def _is_rate(self, group: Group) -> bool:
        """Whether it is so many of so many, or so many at each place: one in five, two each."""
        tokens, (start, end) = self._tokens, group.number
        if self._ends("passage_each_before", start):
            return True
        if phrases("passage_each").any(tokens, group.end, group.end + 1) is not None:
            return True
        ins = words_of("passage_rate_words")
        if end + 1 < len(tokens) and tokens[end].key in ins and _is_number(tokens[end + 1]):
            return True
        return start > 1 and tokens[start - 1].key in ins and _is_number(tokens[start - 2])

    def _is_of_parents(self, group: Group) -> bool:
        """Whether they are the children of who was hurt: a mother of two, «мати двох дітей»."""
        if group.is_single or not (group.is_bare or group.name in _CHILDREN):
            return False
        sections = ("passage_parents", "passage_left_behind")
        return any(self._ends(section, group.number[0]) for section in sections)

    def _is_ordinal(self, at: int) -> bool:
        """Whether a noun is the third of its kind: of how many there are it says more than one."""
        if not at:
            return False
        before = self._tokens[at - 1]
        if before.key in _ordinals():
            return True
        return at > 2 and self._tokens[at - 2].text == "-" and self._tokens[at - 3].is_number


def _is_number(token: Token) -> bool:
    return token.is_number or token.key in words("count_numbers") | _halves_more()


@cache
def _halves_more() -> frozenset[str]:
    """One and a half, which after a number says how many of it there are."""
    return words("one_and_a_half")


@cache
def _ordinals() -> frozenset[str]:
    """Ordinals from the second on: the first victim may be the only one."""
    first, named = words_of("passage_first_ordinals"), set(words("ordinal_days"))
    for code in languages.known():
        for stems, endings in zip(
            languages.typed("ordinal_stems", code),
            languages.typed("ordinal_endings", code),
            strict=True,
        ):
            named |= {
                f"{stem}{ending}"
                for stem in languages.listed(stems)
                for ending in languages.listed(endings)
            }
    return frozenset(fold(word) for word in named) - first
