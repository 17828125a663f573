"""A death in hospital in a sentence: of a person who was injured before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kharkiv_tracker.domain.quantity import INJURED, KILLED
from kharkiv_tracker.intake.counts.count_sums import ONE, SEVERAL
from kharkiv_tracker.intake.passages.claim import Claim, SentenceClaims
from kharkiv_tracker.intake.passages.passage_words import phrases
from kharkiv_tracker.intake.passages.people_group import Group
from kharkiv_tracker.intake.typed_text import Token

_SIGNS = frozenset(",;:()")


class DeathScan:
    """Reads one sentence; `taken` are the tokens of times, places and names."""

    def __init__(self, tokens: Sequence[Token], taken: Sequence[str]) -> None:
        self._tokens, self._taken = tokens, taken

    def move(self, result: SentenceClaims) -> None:
        """Make who died in hospital one that moves, and none of the killed or injured."""
        at = self._death_in_hospital(result.claims)
        if at is None:
            return
        killed = [
            one
            for one in result.claims
            if one.quantity == KILLED and not one.is_rise and not self._is_total(one)
        ]
        near = min(killed, key=lambda one: abs(one.group.start - at), default=None)
        single = [one for one in result.claims if one.group.is_single and one.group.low == 1]
        near = near or min(single, key=lambda one: abs(one.group.start - at), default=None)
        if near is None:
            near = Claim(KILLED, Group(at, at + 1, ONE, (at, at + 1)), (at, at + 1))
        if near.group.count == SEVERAL:
            return
        result.transfer = replace(near, quantity=KILLED, condition="", is_part=False)
        low = near.group.low
        result.claims = [
            one
            for one in result.claims
            if one is not near
            and (one.quantity == KILLED or one.is_rise or one.group.low > low)
            and not (one.quantity == KILLED and one.group.is_single and one.group.low == low)
        ]

    def _death_in_hospital(self, claims: Sequence[Claim]) -> int | None:
        """Where a sentence has a death in hospital: its word, near one for a hospital or wounds."""
        if (at := phrases("passage_hospital_death").any(self._tokens)) is not None:
            return at
        verbs, places = phrases("passage_death_verbs"), phrases("passage_hospital_words")
        for at in range(len(self._tokens)):
            if verbs.at(self._tokens, at) is None or self._taken[at]:
                continue
            if any(places.at(self._tokens, near) for near in self._clause(at, 8)):
                return at
            if any(
                one.group.own == INJURED and one.group.low == 1 and 0 <= one.group.start - at <= 4
                for one in claims
            ):
                return at
        return None

    def _clause(self, at: int, most: int) -> range:
        """The tokens around one, up to the next sign, so many at most."""
        first = last = at
        while first > max(0, at - most) and self._tokens[first - 1].text not in _SIGNS:
            first -= 1
        while last < min(len(self._tokens), at + most) - 1 and (
            self._tokens[last + 1].text not in _SIGNS
        ):
            last += 1
        return range(first, last + 1)

    def _is_total(self, claim: Claim) -> bool:
        start = claim.group.start
        return phrases("passage_total").any(self._tokens, start - 6, start) is not None
