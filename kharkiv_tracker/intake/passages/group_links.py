"""Which quantity each group of a sentence is of: killed, injured, in hospital."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from kharkiv_tracker.intake.counts.count_rises import RISES
from kharkiv_tracker.intake.counts.count_words import book, words
from kharkiv_tracker.intake.passages.passage_words import phrases
from kharkiv_tracker.intake.passages.people_group import Group
from kharkiv_tracker.intake.passages.quantity_words import CONDITIONS, QuantityWord
from kharkiv_tracker.intake.typed_text import Token

#: More groups than this are linked one by one: every way to link them would take too long.
_MOST_TOGETHER = 8
#: What stands between a group and its quantity counts so much.
_COSTS = {",": 2.0, ";": 9.0, ":": 1.0, "(": 3.0, ")": 3.0, "-": 0.6, "—": 0.6, "–": 0.6, "/": 2.0}
_OTHER_GROUP, _AND, _WORD, _FILLER = 0.6, 1.0, 0.4, 0.1
#: How far the quantity of a clause before is.
_INHERITED = 3.0
_RISEN = 2.0
_TOO_FAR, _TOO_FAR_BARE = 9.0, 7.0
#: A quantity without people costs so much; one with people on the side it is used to, less.
_LONELY = 3.5
#: Two groups joined by “and” seldom are of two quantities.
_PARTED = 2.5


@dataclass(frozen=True, slots=True)
class Link:
    """A group with the quantity it is of."""

    group: Group
    quantity: QuantityWord
    cost: float
    """How far they are from one another; 0 where they are one phrase."""


def links(
    groups: Sequence[Group],
    quantities: Sequence[QuantityWord],
    tokens: Sequence[Token],
    taken: Sequence[str],
) -> list[Link]:
    """The groups that belong to a quantity, each with the one it is nearest to."""
    return _Sentence(groups, quantities, tokens, taken).links()


class _Sentence:
    def __init__(
        self,
        groups: Sequence[Group],
        quantities: Sequence[QuantityWord],
        tokens: Sequence[Token],
        taken: Sequence[str],
    ) -> None:
        self._groups, self._quantities = groups, quantities
        self._tokens, self._taken = tokens, taken

    def links(self) -> list[Link]:
        choices = [self._choices(group) for group in self._groups]
        linked = [(g, c) for g, c in zip(self._groups, choices, strict=True) if c]
        matches: list[Link] = []
        for start in range(0, len(linked), _MOST_TOGETHER):
            matches += self._best(linked[start : start + _MOST_TOGETHER])
        matches = self._nearest(matches)
        known = {id(link.group) for link in matches}
        for group in self._groups:
            if id(group) not in known and (word := self._before_clause(group)) is not None:
                matches.append(Link(group, word, _INHERITED))
        return sorted(matches, key=lambda link: link.group.start)

    def _is_joined(self, first: Group, second: Group) -> bool:
        """Whether nothing but “and” is between two groups: a man and a woman."""
        between = self._tokens[first.end : second.start]
        return len(between) == 1 and between[0].key in words("and")

    def _nearest(self, matches: Sequence[Link]) -> list[Link]:
        """Of numbers on one side of a quantity the nearest: 1000 lost power, 12 were injured."""
        kept = list(matches)
        for link in matches:
            nearer = [
                one
                for one in kept
                if one is not link
                and one.quantity is link.quantity
                and _is_plain(one.group)
                and one.cost < link.cost
                and self._is_between(one, link)
            ]
            if nearer and _is_plain(link.group):
                kept.remove(link)
        return kept

    def _is_between(self, near: Link, far: Link) -> bool:
        """Whether a number is between another and their quantity, not in one list with it."""
        first, last = sorted((near.group, far.group), key=lambda one: one.start)
        is_after = near.quantity.start >= last.end
        if not (is_after or near.quantity.end <= first.start):
            return False
        between = self._tokens[first.end : last.start]
        is_far_out = (first is far.group) == is_after
        is_said = not far.group.is_bare or any(one.is_word for one in between)
        is_apart = is_said and any(one.text == "," for one in between)
        return is_far_out and is_apart and not self._has_part(first.end, last.start)

    def _has_part(self, start: int, end: int) -> bool:
        """Whether a word for a part is there: seven people, including three …, were injured."""
        return any(
            book("including").at(self._tokens, at) or phrases("passage_among").at(self._tokens, at)
            for at in range(start, end)
        )

    def _before_clause(self, group: Group) -> QuantityWord | None:
        """The last quantity before a clause that has none: five injured: two in one district, …"""
        start = next(
            (at + 1 for at in range(group.start - 1, -1, -1) if self._tokens[at].text in ";:"), 0
        )
        end = next(
            (at for at in range(group.end, len(self._tokens)) if self._tokens[at].text in ";:"),
            len(self._tokens),
        )
        if not start or any(start <= word.start < end for word in self._quantities):
            return None
        before = [w for w in self._quantities if w.end <= start and w.name not in CONDITIONS]
        return before[-1] if before else None

    def _best(self, linked: Sequence[tuple[Group, list[tuple[QuantityWord, float]]]]) -> list[Link]:
        best: tuple[tuple[QuantityWord, float], ...] = ()
        least = float("inf")
        joined = [
            at for at in range(len(linked) - 1) if self._is_joined(linked[at][0], linked[at + 1][0])
        ]
        for choice in product(*(choices for _group, choices in linked)):
            cost = sum(one[1] for one in choice)
            chosen = {id(one[0]) for one in choice}
            cost += sum(
                _LONELY
                for word in self._quantities
                if id(word) not in chosen and not word.is_in_group
            )
            cost += _PARTED * sum(choice[at][0] is not choice[at + 1][0] for at in joined)
            if cost < least:
                best, least = choice, cost
        return [Link(group, *one) for (group, _choices), one in zip(linked, best, strict=True)]

    def _choices(self, group: Group) -> list[tuple[QuantityWord, float]]:
        """The nearest quantity on each side, with how far it is; the one of its noun first."""
        inside = [
            word for word in self._quantities if group.start <= word.start and word.end <= group.end
        ]
        if inside:
            for word in inside:
                word.is_in_group = True
            return [(inside[-1], 0.0)]
        before = [word for word in self._quantities if word.end <= group.start]
        after = [word for word in self._quantities if word.start >= group.end]
        near = []
        if before:
            near.append((before[-1], self._cost(before[-1].end, group.start, False)))
        if after and not (before and self._closes(group.end, after[0].start)):
            near.append((after[0], self._cost(group.end, after[0].start, True)))
            if len(after) > 1 and after[1].start - after[0].end <= 1:
                # «постраждалих госпіталізовано»: the second says what became of them.
                near.append((after[1], self._cost(group.end, after[0].start, True) + 0.4))
        farthest = _TOO_FAR_BARE if group.is_bare else _TOO_FAR
        return [one for one in near if one[1] <= farthest]

    def _closes(self, start: int, end: int) -> bool:
        """Whether brackets end here that began before: (two men), injured."""
        depth = 0
        for token in self._tokens[start:end]:
            depth += (token.text == "(") - (token.text == ")")
            if depth < 0:
                return True
        return False

    def _cost(self, start: int, end: int, is_after: bool) -> float:
        cost, at = 0.0, start
        while at < end:
            token = self._tokens[at]
            inner = next((g for g in self._groups if g.start == at and g.end <= end), None)
            if inner is not None:
                cost, at = cost + _OTHER_GROUP, inner.end
                continue
            if self._taken[at]:
                pass
            elif token.text in _COSTS:
                cost += 4.0 if token.text == ":" and is_after else _COSTS[token.text]
            elif token.key in words("and"):
                cost += _AND
            elif filler := book("count_fillers").at(self._tokens, at):
                cost, at = cost + _FILLER, at + filler[1]
                continue
            elif phrases("passage_link_words").count(self._tokens, at):
                cost += _FILLER
            elif phrases("passage_clause").count(self._tokens, at):
                cost += 4.0
            else:
                cost += _WORD
            at += 1
        if any(book(RISES).at(self._tokens, at) for at in range(start, end)):
            # The number of people hurt in the attack of the night rose to 19.
            return min(cost, _RISEN)
        return cost


def _is_plain(group: Group) -> bool:
    """Whether it is a number of people of whom nothing more is said."""
    return not (group.name or group.own or group.is_single or group.is_beside or group.ages)
