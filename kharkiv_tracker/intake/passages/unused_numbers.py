"""The numbers of a text that no proposal uses, so that none is overlooked."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence

from kharkiv_tracker.errors import Refused
from kharkiv_tracker.intake.counts.count_numbers import number_at
from kharkiv_tracker.intake.passages.number_groups import amount_beginnings
from kharkiv_tracker.intake.passages.proposal import Proposal, Unused
from kharkiv_tracker.intake.passages.sentence_text import PassageText

_Ranges = Iterable[tuple[int, int]]
_TIME = "time"


def unused(
    text: PassageText,
    proposals: Sequence[Proposal],
    left_out: Sequence[tuple[int, int, str]],
    times: _Ranges,
) -> tuple[Unused, ...]:
    """Every number outside of all findings, with the reason where one is known."""
    used = _Cover(dict.fromkeys((span for one in proposals for span in _spans(one)), ""))
    reasons = dict.fromkeys(times, _TIME) | {(start, end): why for start, end, why in left_out}
    known = _Cover(reasons)
    return tuple(
        Unused(start, end, known.at(start, end) or "")
        for start, end in _numbers(text)
        if used.at(start, end) is None
    )


class _Cover:
    """Ranges of a text with a word for each; which one a number is in is asked of many numbers."""

    def __init__(self, words: Mapping[tuple[int, int], str]) -> None:
        ranges = sorted(words)
        self._starts = [start for start, _end in ranges]
        self._words = [words[one] for one in ranges]
        # The furthest that any range up to this one reaches, and which one does.
        self._furthest: list[tuple[int, int]] = []
        for place, (_start, end) in enumerate(ranges):
            last = self._furthest[-1] if self._furthest else (-1, 0)
            self._furthest.append(max(last, (end, place)))

    def at(self, start: int, end: int) -> str | None:
        """The word of a range that a number touches; None where none does."""
        before = bisect_left(self._starts, end)
        if not before:
            return None
        furthest, place = self._furthest[before - 1]
        return self._words[place] if furthest > start else None


def _spans(proposal: Proposal) -> _Ranges:
    for name, finding in proposal.findings.items():
        if name != "circumstances":
            yield from finding.spans
    for person in proposal.persons:
        yield from person.spans


def _numbers(text: PassageText) -> _Ranges:
    """Every number, in figures and in words, but a single “one” in words."""
    for sentence in text.sentences:
        tokens = sentence.tokens
        at = 0
        while at < len(tokens):
            length = 1
            is_number = tokens[at].is_number
            if not is_number and tokens[at].key not in amount_beginnings():
                at += 1
                continue
            try:
                number = number_at(tokens, at)
            except Refused:
                number = None
            if number is not None and number.length:
                length = number.length
                is_number = is_number or number.value > 1
            if is_number:
                yield text.span(tokens[at].start, tokens[at + length - 1].end)
            at += length
