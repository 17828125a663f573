"""Totals of several strikes beside the strikes themselves: not proposed a second time."""

from __future__ import annotations

from collections.abc import Sequence

from kharkiv_tracker.domain.quantity import QUANTITIES
from kharkiv_tracker.intake.passages.proposal import Proposal, Subject


def without_totals(proposals: Sequence[Proposal]) -> tuple[Proposal, ...]:
    """The proposals without one, of no district, that is the sum of those of districts."""
    placed = [one for one in proposals if one.subject is Subject.INCIDENT and _is_placed(one)]
    if len(placed) < 2:
        return tuple(proposals)
    sums = {name: sum(_number(one, name) for one in placed) for name in QUANTITIES}
    return tuple(
        one
        for one in proposals
        if one.subject is Subject.STATEMENT or _is_placed(one) or not _is_sum(one, sums)
    )


def _is_placed(proposal: Proposal) -> bool:
    return bool(proposal.candidates) or ("where" in proposal.findings and not proposal.is_area)


def _number(proposal: Proposal, name: str) -> int:
    finding = proposal.findings.get(name)
    count = str(finding.part.get(name, "")) if finding else ""
    digits = "".join(sign for sign in count if sign.isdecimal())
    return int(digits) if digits else 0


def _is_sum(proposal: Proposal, sums: dict[str, int]) -> bool:
    placed = [name for name in QUANTITIES if _number(proposal, name)]
    return bool(placed) and all(_number(proposal, name) == sums[name] for name in placed)
