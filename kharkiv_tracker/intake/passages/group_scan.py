"""Finds the people that a sentence counts or names, and no other numbers."""

from __future__ import annotations

from collections.abc import Sequence

from kharkiv_tracker.domain.count import Count, Qualifier
from kharkiv_tracker.intake.counts.count_sums import SEVERAL
from kharkiv_tracker.intake.passages.noun_groups import NounScan
from kharkiv_tracker.intake.passages.number_groups import NumberScan
from kharkiv_tracker.intake.passages.people_group import Group, class_of
from kharkiv_tracker.intake.passages.sentence_words import SentenceWords
from kharkiv_tracker.intake.typed_text import Token


class GroupScan:
    """The groups of one sentence; tokens in `taken` belong to times, names and the like."""

    def __init__(self, tokens: Sequence[Token], taken: Sequence[str], year: int) -> None:
        self._words = SentenceWords(tokens, taken, year)
        self._ages = self._words.ages
        self._numbers, self._nouns = NumberScan(self._words), NounScan(self._words)

    def groups(self) -> list[Group]:
        """Every group, in order."""
        matches: list[Group] = []
        at = 0
        while at < len(self._words.tokens):
            group = None
            if not self._words.taken[at]:
                group = self._numbers.at(at) or self._nouns.at(at)
            if group is None:
                at += 1
                continue
            if not group.is_combatant and isinstance(group.count, Count):
                self._add_ages(group)
            matches.append(group)
            at = max(group.end, at + 1)
        return matches

    def _add_ages(self, group: Group) -> None:
        """The ages between a number and its noun, or after the noun and a name."""
        for at in range(group.number[1], group.end):
            if not group.ages and (aged := self._ages.at(at)):
                group.ages = aged[0]
        if not group.ages:
            people = group.low if group.count != SEVERAL else 2
            end = group.end if people > 1 or group.person else self._words.names_end(group.end)
            aged = self._ages.after(end, people) or self._ages.after(group.end, people)
            is_open = group.count == SEVERAL
            if aged is not None and (is_open or len(aged[0]) == people):
                if end > group.end and self._ages.after(end, people) is not None:
                    group.person = group.person or self._words.text(group.end, end)
                    group.end = end
                group.ages, group.end = aged[0], group.end + aged[1]
        if group.is_single and group.count == SEVERAL and len(group.ages) > 1:
            group.count = Count(Qualifier.EXACTLY, len(group.ages))
        group.name = class_of(group.name, group.ages)
