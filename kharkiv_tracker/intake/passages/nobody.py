"""Where a sentence says that the number is 0: without casualties, «постраждалих немає»."""

from __future__ import annotations

from collections.abc import Sequence

from kharkiv_tracker.domain.quantity import AFFECTED, INJURED, KILLED
from kharkiv_tracker.intake.counts.count_words import words
from kharkiv_tracker.intake.passages.passage_words import phrases, words_of
from kharkiv_tracker.intake.passages.people_noun import noun_at
from kharkiv_tracker.intake.passages.sentence_words import clause
from kharkiv_tracker.intake.typed_text import Token

Range = tuple[int, int]
_CLASSES = ("child", "girls", "boys", "women", "men")
#: The harm is so near to the word for none.
_NEAR = 5


class NobodyScan:
    """Reads one sentence; `taken` are the tokens of times, places and names."""

    def __init__(self, tokens: Sequence[Token], taken: Sequence[str]) -> None:
        self._tokens, self._taken = tokens, taken
        self._harm = (phrases("passage_casualties"), phrases("passage_quantities"))

    def ranges(self) -> list[Range]:
        """Ranges of tokens that say so, in order."""
        matches: list[Range] = []
        whole = phrases("passage_nobody")
        for at in range(len(self._tokens)):
            if any(start <= at < end for start, end in matches):
                continue
            if length := whole.count(self._tokens, at):
                matches.append((at, at + length))
            elif (span := self._at(at)) is not None and not self._is_no_news(span):
                matches.append(span)
        return _joined(matches)

    def quantities(self, span: Range) -> list[str]:
        """The quantities of which it says that there were none: killed, injured or both."""
        names: list[str] = []
        at = span[0]
        while at < span[1]:
            whole = phrases("passage_nobody").at(self._tokens, at)
            of = whole or phrases("passage_none_of").at(self._tokens, at)
            if of:
                names += of[0].split()
                at += of[1]
                continue
            if matches := phrases("passage_quantities").at(self._tokens, at):
                names += (KILLED, INJURED) if matches[0] == AFFECTED else (matches[0],)
            at += 1
        return [name for name in dict.fromkeys(names) if name in (KILLED, INJURED)]

    def _at(self, at: int) -> Range | None:
        none, verbs = phrases("passage_none"), phrases("passage_none_phrases")
        length = max(none.count(self._tokens, at), verbs.count(self._tokens, at))
        if not length or self._taken[at]:
            return None
        end = at + length
        if self._is_of_some(at, end):
            return None
        is_harm = self._is_harm(range(at, end))
        if is_harm and not any(none.count(self._tokens, i) for i in range(max(0, at - 3), at)):
            # «не постраждав» needs somebody who was not: «ніхто не постраждав».
            return None
        return self._after(at, at if is_harm else end) or self._before(at, end)

    def _is_of_some(self, at: int, end: int) -> bool:
        """Whether only some are not: none of the five injured is, «серед поранених дітей немає»."""
        tokens = self._tokens
        if any(
            (noun := noun_at(tokens, near)) and noun.name in _CLASSES
            for near in range(clause(tokens, at)[0], min(end + 2, len(tokens)))
        ):
            return True
        if end >= len(tokens) or tokens[end].key not in words_of("passage_of_these"):
            return False
        here = end + 1
        while here < len(tokens) and here < end + _NEAR and not self._length(here):
            is_number = tokens[here].is_number or tokens[here].key in words("count_numbers")
            if not is_number and tokens[here].key not in words_of("passage_articles"):
                return False
            here += 1
        return here < len(tokens) and self._length(here) > 0

    def _is_harm(self, places: range) -> bool:
        return any(self._length(at) for at in places if at < len(self._tokens))

    def _length(self, at: int) -> int:
        """How many tokens words for harm take here."""
        return max(one.count(self._tokens, at) for one in self._harm)

    def _after(self, start: int, at: int) -> Range | None:
        last, steps = None, 0
        while at < len(self._tokens) and steps < _NEAR:
            if length := self._length(at):
                last, steps, at = at + length, 0, at + length
                continue
            token = self._tokens[at]
            if token.is_number or token.text in ";:" or (token.text == "," and last is None):
                break
            if last is not None and not self._continues(at):
                break
            at, steps = at + 1, steps + 1
        return (start, last) if last is not None else None

    def _continues(self, at: int) -> bool:
        """Whether more harm is denied: nor injured, «і не дістав ушкоджень»."""
        if not self._is_harm(range(at, min(len(self._tokens), at + 4))):
            return False
        token, nor = self._tokens[at], words_of("passage_nor")
        if token.text == ",":
            return any(one.key in nor for one in self._tokens[at + 1 : at + 3])
        return token.key in words("and") | nor or self._tokens[at - 1].key in nor

    def _before(self, at: int, end: int) -> Range | None:
        for first in range(at - 1, max(-1, at - 4), -1):
            if self._tokens[first].text in ",;:." or self._tokens[first].is_number:
                return None
            if self._length(first):
                while (
                    first >= 2
                    and self._tokens[first - 1].key in words("and") | words_of("passage_nor")
                    and self._length(first - 2)
                ):
                    first -= 2
                return first, end
        return None

    def _is_no_news(self, span: Range) -> bool:
        """Whether there is only no news of any: no information on casualties."""
        return phrases("passage_no_news").any(self._tokens, span[0] - 4, span[1] + 3) is not None


def _joined(ranges: Sequence[Range]) -> list[Range]:
    joined: list[Range] = []
    for start, end in sorted(ranges):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined
