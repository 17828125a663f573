"""The tokens of a sentence, with those that belong to times, places and names, and the ages."""

from __future__ import annotations

from collections.abc import Sequence

from kharkiv_tracker.intake.passages.group_ages import AgeScan
from kharkiv_tracker.intake.passages.passage_words import phrases
from kharkiv_tracker.intake.typed_text import Token

_MOST_NAMES = 3
#: What ends a clause.
_SIGNS = frozenset(",;:().!?")


class SentenceWords:
    """What all who look for people in a sentence need of it."""

    def __init__(self, tokens: Sequence[Token], taken: Sequence[str], year: int) -> None:
        self.tokens, self.taken = tokens, taken
        self.ages = AgeScan(tokens, year)

    def is_beside(self, at: int) -> bool:
        """Whether they are others than those before: another, «ще», as well as."""
        return any(
            (matches := phrases("passage_beside").at(self.tokens, at - back)) and matches[1] >= back
            for back in (1, 2, 3)
            if at >= back
        )

    def names_end(self, at: int) -> int:
        """Where the words with a capital end that begin here, close to one another."""
        tokens = self.tokens
        end = at
        while end < len(tokens) and end - at < _MOST_NAMES and not self.taken[end]:
            token = tokens[end]
            is_name = token.is_word and token.text[0].isupper() and token.text[1:].islower()
            if not is_name or (end > at and token.start - tokens[end - 1].end != 1):
                break
            end += 1
        return end

    def text(self, start: int, end: int) -> str:
        return " ".join(token.text for token in self.tokens[start:end])


def clause(tokens: Sequence[Token], at: int) -> tuple[int, int]:
    """The tokens from the sign before one to the sign after it."""
    start = end = at
    while start and tokens[start - 1].text not in _SIGNS:
        start -= 1
    while end < len(tokens) and tokens[end].text not in _SIGNS:
        end += 1
    return start, end
