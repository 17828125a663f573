"""Numbers that others rose to: whether they are, and what they come to."""

from __future__ import annotations

from collections.abc import Sequence

from kharkiv_tracker.domain.count import Count, Qualifier
from kharkiv_tracker.intake.counts.count_rises import RISES
from kharkiv_tracker.intake.counts.count_words import book, words
from kharkiv_tracker.intake.passages.claim import Claim
from kharkiv_tracker.intake.passages.group_links import Link
from kharkiv_tracker.intake.passages.passage_words import phrases
from kharkiv_tracker.intake.passages.people_group import Group
from kharkiv_tracker.intake.typed_text import Token

#: A word for rising is so near to its number.
_NEAR = 14


class RiseScan:
    """Reads the rises of one sentence; `found` are its groups with their quantities."""

    def __init__(self, tokens: Sequence[Token], matches: Sequence[Link]) -> None:
        self._tokens, self._links = tokens, matches

    def mark(self, claim: Claim, before: Claim | None) -> None:
        """Mark a number that others rose to, or that was before; `before` is the one before it."""
        if not isinstance(claim.group.count, Count):
            return
        # The killed rose to three, the injured to five.
        start = claim.group.number[0]
        follows = (
            before is not None and before.is_rise and (self._is_to(start) or self._is_from(start))
        )
        if follows or self._rises(claim.group):
            claim.is_rise = True
            self._risen(claim)

    def _rises(self, group: Group) -> bool:
        """Whether the number is what others rose to, and no other number is nearer to that word."""
        start = group.number[0]
        for at in range(start - 1, max(-1, start - _NEAR), -1):
            if self._tokens[at].text == ";":
                return False
            if any(one.group.number[0] <= at < one.group.number[1] for one in self._links):
                return False
            if book(RISES).at(self._tokens, at) or (
                phrases("passage_rises").at(self._tokens, at) and self._is_to(start)
            ):
                return True
        return self._is_to(start) and any(
            book(RISES).at(self._tokens, at)
            for at in range(start, min(len(self._tokens), start + 5))
        )

    def _is_to(self, start: int) -> bool:
        """Whether the word for “to” comes with the number."""
        to = words("count_rise_to")
        return self._tokens[start].key in to or (start > 0 and self._tokens[start - 1].key in to)

    def _is_from(self, start: int) -> bool:
        return self._tokens[start].key in words("range_opening")

    def _risen(self, claim: Claim) -> None:
        """The upper end of from 5 to 7; of “from 5” alone that it was before."""
        group = claim.group
        start = group.number[0]
        first = self._tokens[start].key
        count = group.count
        if not isinstance(count, Count):
            return
        opens = words("range_opening")
        if count.high is not None and (
            (count.qualifier is Qualifier.UP_TO and first in words("count_rise_to"))
            or (count.qualifier is Qualifier.BETWEEN and first in opens)
        ):
            group.count = Count(Qualifier.EXACTLY, count.high)
        elif first in opens or (start and self._tokens[start - 1].key in opens):
            claim.is_first = True
