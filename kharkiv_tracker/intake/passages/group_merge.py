"""People named twice in one sentence as one group: a guard, a man of 52."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kharkiv_tracker.intake.counts.count_sums import ONE, SEVERAL
from kharkiv_tracker.intake.counts.count_words import words
from kharkiv_tracker.intake.passages.passage_words import phrases, words_of
from kharkiv_tracker.intake.passages.people_group import Group
from kharkiv_tracker.intake.passages.quantity_words import AmongWord
from kharkiv_tracker.intake.typed_text import Token

#: So many words come between some and those they are of.
_SHORT = 4
_NARROWER = (("child", "girls"), ("child", "boys"), ("adult", "men"), ("adult", "women"))


class GroupMerge:
    """Merges the groups of one sentence."""

    def __init__(self, tokens: Sequence[Token], among: Sequence[AmongWord]) -> None:
        self._tokens, self._among = tokens, among

    def merged(self, groups: Sequence[Group]) -> list[Group]:
        """A number and the class said of it further on as one: two of them are children."""
        merged: list[Group] = []
        for group in groups:
            last = merged[-1] if merged else None
            some = merged[-2] if len(merged) > 1 else None
            if last is not None and self._is_whose(last, group):
                # The grandmother of the boy, 68.
                ages = last.ages or (group.ages if group.name == "" else ())
                merged[-1] = replace(last, end=group.end, ages=ages)
            elif last is not None and (self._is_verb(last, group) or self._is_trade(last, group)):
                continue
            elif last is not None and some is not None and self._says_of_some(some, last, group):
                # «Два из пяти раненых — дети»
                merged[-2] = replace(some, name=group.name, is_bare=False, is_among=True)
            elif last is not None and self._is_same(last, group):
                # «охоронець, чоловік 52 років»; two children, girls of 8 and 12.
                merged[-1] = replace(
                    last, end=group.end, name=group.name, ages=group.ages, person=group.person
                )
            elif last is not None and self._is_heading(last, group):
                merged[-1] = group
            elif last is not None and self._says_class(last, group):
                merged[-1] = replace(
                    last,
                    end=group.end,
                    name=group.name,
                    ages=group.ages,
                    is_bare=False,
                    is_single=False,
                    is_among=any(last.end <= one.start < group.start for one in self._among),
                )
            else:
                merged.append(group)
        return merged

    def _is_whose(self, first: Group, second: Group) -> bool:
        """Whether the second only says whose relative the first is: «бабуся хлопчика»."""
        is_single = first.is_single and second.is_single and not second.person
        return is_single and first.end == second.start and bool(first.name) and not second.own

    def _is_trade(self, first: Group, second: Group) -> bool:
        """Whether the second says what a person named does: Olena Hrytsenko, 39, a teacher."""
        between = [token.text for token in self._tokens[first.end : second.start]]
        is_plain = second.is_single and not (second.name or second.ages or second.own)
        return bool(first.person) and is_plain and between == [","]

    def _is_verb(self, first: Group, second: Group) -> bool:
        """Whether the second says what happened to the first: «син поранений»."""
        is_bare = second.is_single and bool(second.own) and not (second.name or second.ages)
        return is_bare and first.is_single and first.end == second.start

    def _is_same(self, first: Group, second: Group) -> bool:
        """Whether the second says more of the people of the first, only a sign between them."""
        between = [token.text for token in self._tokens[first.end : second.start]]
        is_one = first.is_single and first.count == second.count == ONE
        if is_one and 1 < len(between) <= 3 and all(map(str.islower, between[:-1])):
            # «водія таксі, чоловіка 43 років»
            between = between[-1:]
        if len(between) != 1 or between[0] not in (",", "-", "—", "–", ":", "("):
            return False
        if first.ages or not second.ages or not second.is_single or first.is_bare:
            return False
        if is_one:
            return first.name in ("", second.name) and bool(second.name)
        is_narrower = first.name == second.name or (first.name, second.name) in _NARROWER
        return bool(first.name) and is_narrower and len(second.ages) == first.low > 1

    def _says_of_some(self, some: Group, last: Group, group: Group) -> bool:
        """Whether a class is said of some of a number: two of the five injured are children."""
        between = self._tokens[some.end : last.start]
        is_of = (
            some.is_bare
            and 0 < len(between) < _SHORT
            and between[0].key in words_of("passage_of_these") | words_of("passage_out_of")
        )
        return is_of and self._says_class(last, group)

    def _is_heading(self, first: Group, second: Group) -> bool:
        """Whether a noun without a number comes before those it means: passengers, a woman …"""
        between = [token.text for token in self._tokens[first.end : second.start]]
        is_open = first.is_single and first.count == SEVERAL and not first.ages
        return (
            is_open
            and len(between) == 1
            and between[0] in (",", ":", "—", "–", "-")
            and (second.is_single and bool(second.ages))
        )

    def _says_class(self, first: Group, second: Group) -> bool:
        if not (first.is_bare and second.is_single and second.name) or first.count == SEVERAL:
            return False
        if second.count == ONE and first.count != ONE:
            return False
        between = self._tokens[first.end : second.start]
        if len(between) > 6 or any(
            one.text in ",;:(" or one.key in words("and") for one in between
        ):
            return False
        among = any(first.end <= one.start < second.start for one in self._among)
        after_among = any(
            one.start < first.start and first.start - one.end <= 3 for one in self._among
        )
        is_said = phrases("passage_copula").any(self._tokens, first.end, second.start) is not None
        direct = all(one.text in "-—–" for one in between)
        return (among or after_among or is_said) and (is_said or direct or among)
