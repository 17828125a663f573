"""The numbers of a text that no proposal uses, so that none is overlooked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

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
    used = sorted(span for one in proposals for span in _spans(one))
    reasons = {(start, end): why for start, end, why in left_out}
    reasons |= dict.fromkeys(times, _TIME)
    known = sorted(reasons)
    matches: list[Unused] = []
    at = 0
    for start, end in _numbers(text):
        while at < len(used) and used[at][1] <= start:
            at += 1
        if any(a < end and start < b for a, b in used[at : at + 8]) or any(
            a < end and start < b for a, b in used[:at][-8:]
        ):
            continue
        why = next((reasons[one] for one in known if one[0] < end and start < one[1]), "")
        matches.append(Unused(start, end, why))
    return tuple(matches)


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
