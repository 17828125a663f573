"""Claims that are only supposed or denied, of another day: could have killed."""

from __future__ import annotations

from collections.abc import Sequence

from kharkiv_tracker.domain.count import Count, Ratio
from kharkiv_tracker.domain.quantity import KILLED
from kharkiv_tracker.intake.passages.claim import Claim, SentenceClaims
from kharkiv_tracker.intake.passages.passage_words import phrases, words_of
from kharkiv_tracker.intake.passages.sentence_words import clause
from kharkiv_tracker.intake.typed_text import Token

_WHY = "unclear"


def without_doubts(result: SentenceClaims, tokens: Sequence[Token]) -> SentenceClaims:
    """What a sentence says without what it only supposes, denies, or says of something else."""
    if phrases("passage_denied").any(tokens) is not None:
        left = [(*one.group.number, _WHY) for one in result.claims]
        return SentenceClaims(left_out=[*result.left_out, *left])
    clauses = _clauses(tokens)
    as_of = sum(phrases("passage_as_of").at(tokens, at) is not None for at in range(len(tokens)))
    kept: list[Claim] = []
    for claim in result.claims:
        if (
            _is_in(claim, clauses)
            or _is_of_other_day(claim, tokens)
            or (as_of > 1 and not _is_none(claim))
        ):
            result.left_out.append((*claim.group.number, _WHY))
        else:
            kept.append(claim)
    result.claims = kept
    return result


def _clauses(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """The clauses, from sign to sign, that say what might have been."""
    table = phrases("passage_unreal")
    clauses: list[tuple[int, int]] = []
    for at in range(len(tokens)):
        if table.at(tokens, at) is None or (clauses and at < clauses[-1][1]):
            continue
        clauses.append(clause(tokens, at))
    return clauses


def _is_in(claim: Claim, clauses: Sequence[tuple[int, int]]) -> bool:
    places = (claim.group.start, claim.at[0])
    return not _is_none(claim) and any(a <= at < b for a, b in clauses for at in places)


def _is_of_other_day(claim: Claim, tokens: Sequence[Token]) -> bool:
    """Whether it is so many times as many as something else than the killed: than yesterday."""
    if not isinstance(claim.group.count, Ratio):
        return False
    than = [at for at, one in enumerate(tokens) if one.key in words_of("passage_than")]
    table = phrases("passage_quantities")
    return any(
        at >= claim.group.end
        and all(
            (match := table.at(tokens, i)) is None or match[0] != KILLED
            for i in range(at, len(tokens))
        )
        for at in than
    )


def _is_none(claim: Claim) -> bool:
    return isinstance(claim.group.count, Count) and claim.group.count.is_none
