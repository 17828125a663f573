"""Where the injured are, and how they are, beside how many there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kharkiv_tracker.domain.count import Count, Qualifier
from kharkiv_tracker.domain.quantity import AFFECTED, INJURED
from kharkiv_tracker.intake.counts.count_sums import ONE
from kharkiv_tracker.intake.passages.claim import Claim
from kharkiv_tracker.intake.passages.passage_words import words_of
from kharkiv_tracker.intake.passages.people_group import Group
from kharkiv_tracker.intake.passages.quantity_words import CONDITIONS, AmongWord, QuantityWord
from kharkiv_tracker.intake.typed_text import Token

#: So many words may be between people and where they are.
_BETWEEN = 2


def unnamed(group: Group) -> Group:
    """The same people, whose class and ages are said once already."""
    return replace(group, name="", ages=())


class ConditionScan:
    """Reads the conditions of one sentence that its groups are not linked to."""

    def __init__(
        self,
        tokens: Sequence[Token],
        quantities: Sequence[QuantityWord],
        among: Sequence[AmongWord],
    ) -> None:
        self._tokens, self._quantities, self._among = tokens, quantities, among

    def _is_among(self, claim: Claim) -> bool:
        """Whether a word for a part comes before: among them a woman in hospital."""
        return any(one.end <= claim.group.start for one in self._among)

    def _is_beside(self, start: int, end: int) -> bool:
        """Whether no more than two words are between them: wounded and taken to hospital."""
        between = self._tokens[start:end] if start <= end else None
        return (
            between is not None
            and len(between) <= _BETWEEN
            and not any(one.text in ",;:()" or one.is_number for one in between)
        )

    def add_wholes(self, claims: list[Claim]) -> None:
        """The injured of whom it is only said where they are: seven in hospital with injuries."""
        linked = {claim.at for claim in claims}
        if any(one.quantity == AFFECTED for one in claims):
            return
        for claim in list(claims):
            if claim.condition not in ("hospitalised", "serious") or claim.is_part:
                continue
            is_one = claim.group.is_single and claim.group.low == 1 and bool(claim.group.name)
            own = claim.group.own == INJURED or (is_one and not self._is_among(claim))
            near = own or any(
                word.name == INJURED
                and (word.start, word.end) not in linked
                and (abs(word.start - claim.at[1]) <= 2 or abs(claim.at[0] - word.end) <= 2)
                for word in self._quantities
            )
            if near and not any(one.quantity == INJURED and not one.condition for one in claims):
                claims.append(replace(claim, condition=""))
                claim.group = unnamed(claim.group)

    def add_conditions(self, claims: list[Claim]) -> None:
        """Where those are who were counted before it: six injured in hospital."""
        linked = {claim.at for claim in claims}
        for word in self._quantities:
            if word.name not in CONDITIONS[:2] or (word.start, word.end) in linked:
                continue
            for claim in list(claims):
                is_harm = claim.quantity in (INJURED, AFFECTED) and not claim.condition
                if is_harm and self._is_beside(max(claim.group.end, claim.at[1]), word.start):
                    claims.append(
                        replace(
                            claim,
                            group=unnamed(claim.group),
                            condition=word.name,
                            at=(word.start, word.end),
                            is_part=True,
                        )
                    )

    def of_all(self, claims: Sequence[Claim]) -> list[Claim]:
        """A condition of all of them: all are in hospital, «усі в лікарні»."""
        matches = []
        linked = {claim.at for claim in claims}
        for word in self._quantities:
            if word.name not in CONDITIONS or (word.start, word.end) in linked:
                continue
            for at in range(max(0, word.start - 5), word.start):
                if self._tokens[at].key in words_of("passage_all"):
                    two = self._tokens[at].key in words_of("passage_both")
                    count = Count(Qualifier.EXACTLY, 2) if two else ONE
                    group = Group(at, at + 1, count, (at, at + 1), is_all=not two)
                    place = (word.start, word.end)
                    matches.append(
                        Claim(INJURED, group, place, word.name, is_part=True, of_before=True)
                    )
                    break
        return matches
