"""The counting rule: how the reports of an incident become its figures.

Written out for lay readers in docs/how-numbers-are-made.md. The order in which reports were
entered never matters, withdrawn reports derive nothing, and figures are added but counts never are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from kharkiv_tracker.domain.figure import Figure, FigureReason, Range, Reason
from kharkiv_tracker.domain.quantity import (
    CHILDREN,
    COUNTED,
    INJURED,
    KILLED,
    MINORS,
    PARTS,
    subset,
)
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.word import Word
from kharkiv_tracker.i18n import NP_

_Reader = Callable[[Report], Range | None]


class Rule(Word):
    """Which report a case adopts, and how far disagreement widens the range."""

    LATEST = "latest", NP_("counting rule", "latest")
    HIGHEST_RANKED = "highest-ranked source", NP_("counting rule", "highest-ranked source")
    RANGE = "range of all speakers", NP_("counting rule", "range of all speakers")
    CHOSEN = "chosen by the analyst", NP_("counting rule", "chosen by the analyst")


@dataclass(frozen=True, slots=True)
class Step:
    """A figure and the instant from which it was known; None: on no date, but today."""

    quantity: str
    known_from: datetime | None
    figure: Figure


@dataclass(frozen=True, slots=True)
class _Claim:
    """The count of one quantity in one report: low and best, and a high unless it is open."""

    report: Report
    low: int
    best: int
    high: int | None
    about: bool

    @property
    def is_open(self) -> bool:
        return self.high is None

    @property
    def speaker(self) -> str:
        """The speaker's key; blank speakers are distinct from each other."""
        return self.report.speaker.key or f"\0{self.report.uid}"

    def displaces(self, other: _Claim) -> bool:
        """Whether it is later, and more than an “at least” that the other already satisfies."""
        if self.is_open and not other.is_open and self.low <= other.low:
            return False
        return self.report.is_later_than(other.report)

    def size(self) -> tuple[object, ...]:
        """Larger sorts first, then the higher-ranked source, then the smaller id (for naming)."""
        reach = 0 if self.high is None else self.high
        return (
            -self.best,
            self.is_open,
            -reach,
            self.about,
            self.report.source.rank_key,
            self.report.uid,
        )


def derive(
    reports: Iterable[Report], rule: Rule = Rule.LATEST, chosen: str | None = None
) -> dict[str, Figure]:
    """Figures by quantity: `killed` and `injured` always, their subsets where reported.

    `chosen` is the id of the report used by *Chosen by the analyst*; a quantity without a number in
    that report falls back to *Latest*. Subsets include `killed.children`, all minors together.
    """
    valid = [report for report in reports if not report.withdrawn]
    figures: dict[str, Figure] = {}
    for quantity in COUNTED:
        claims = _claims(valid, _reader(quantity))
        adopted = _adopt(claims, rule, chosen)
        figures[quantity] = _transfer(
            _widen(claims, adopted, rule, chosen), adopted, valid, quantity
        )
        for name in _reported_parts(valid, quantity):
            part = _claims(valid, _reader(quantity, name))
            if part:
                figures[subset(quantity, name)] = _part(
                    part, rule, chosen, adopted, figures[quantity]
                )
    return figures


def steps(
    reports: Iterable[Report], rule: Rule = Rule.LATEST, chosen: str | None = None
) -> tuple[Step, ...]:
    """How the figures grew: a step for every instant at which one of them, or its reasons, changed.

    The last step of each quantity is today's figure. Reports with neither publication nor as-of
    are known on no date; the steps that rest on them have no `known_from` and come last.
    """
    valid = [report for report in reports if not report.withdrawn]
    instants = sorted({r.known_from for r in valid if r.known_from is not None})
    grown: list[Step] = []
    current: dict[str, Figure] = {}
    for instant in [*instants, None]:
        known_reports = [
            r for r in valid if instant is None or (r.known_from and r.known_from <= instant)
        ]
        for quantity, figure in derive(known_reports, rule, chosen).items():
            if current.get(quantity) != figure:
                current[quantity] = figure
                grown.append(Step(quantity, instant, figure))
    return tuple(grown)


def _reported_parts(reports: Sequence[Report], counted: str) -> list[str]:
    """The subsets any report gives, with all children together where a minor is named."""
    quantities = {quantity for report in reports for quantity in report.counts}
    parts = [name for name in PARTS if subset(counted, name) in quantities]
    return [*parts, CHILDREN] if any(minor in parts for minor in MINORS) else parts


def _reader(counted: str, name: str = "") -> _Reader:
    if name == CHILDREN:
        return lambda report: report.children(counted)
    quantity = subset(counted, name) if name else counted
    return lambda report: report.count(quantity)


def _claims(reports: Sequence[Report], read: _Reader) -> list[_Claim]:
    claims = []
    for report in reports:
        reported = read(report)
        if reported is not None and reported.low is not None and reported.best is not None:
            claims.append(
                _Claim(report, reported.low, reported.best, reported.high, reported.about)
            )
    return claims


def _adopt(claims: list[_Claim], rule: Rule, chosen: str | None) -> list[_Claim]:
    """Among the claims nothing displaces, the largest; the first of equals names the figure.

    All equals are returned, because nothing but the name may depend on which of them came first.
    """
    if rule is Rule.CHOSEN:
        picked = [claim for claim in claims if claim.report.uid == chosen]
        if picked:
            return picked
    if rule is Rule.HIGHEST_RANKED and claims:
        highest = min(claim.report.source.rank_key for claim in claims)
        claims = [claim for claim in claims if claim.report.source.rank_key == highest]
    ordered = sorted(_not_displaced(claims), key=_Claim.size)
    return [claim for claim in ordered if claim.size()[:-1] == ordered[0].size()[:-1]]


def _not_displaced(claims: list[_Claim]) -> list[_Claim]:
    return [c for c in claims if not any(other.displaces(c) for other in claims)]


def _widen(claims: list[_Claim], equals: list[_Claim], rule: Rule, chosen: str | None) -> Figure:
    """The adopted claim as a figure, opened and widened by those who disagree with it."""
    if not equals:
        return Figure()
    adopted = equals[0]
    superseded = [c for c in claims if any(other.displaces(c) for other in claims)]
    if rule is Rule.CHOSEN and adopted.report.uid == chosen:
        because = [FigureReason(Reason.CHOSEN, (adopted.report.uid,))]
        return _figure(adopted, adopted.low, adopted.high, because)
    because = [FigureReason(Reason.ADOPTED, (adopted.report.uid,))]
    _note(because, Reason.SUPERSEDED, superseded)
    opening = [
        c
        for c in _not_displaced(claims)
        if c.is_open and not adopted.is_open and c.low == adopted.low
    ]
    _note(because, Reason.OPENED, opening)
    agreeing = {claim.speaker for claim in equals}
    others = [c for c in _own_latest(claims) if c.speaker not in agreeing]
    spanning = rule is Rule.RANGE
    above = [c for c in others if _reaches_beyond(c, adopted.high, spanning)]
    below = [c for c in others if spanning and c.low < adopted.low]
    _note(because, Reason.WIDENED, [c for c in others if c in above or c in below])
    low = min([adopted.low, *(c.low for c in below)])
    highs = [adopted.high, *(c.high for c in above), *(c.high for c in opening)]
    return _figure(adopted, low, None if None in highs else max(h or 0 for h in highs), because)


def _figure(adopted: _Claim, low: int, high: int | None, because: list[FigureReason]) -> Figure:
    return Figure(low, adopted.best, high, adopted.about, tuple(because))


def _own_latest(claims: list[_Claim]) -> list[_Claim]:
    """The latest claim of each speaker: it supersedes their earlier ones, downwards too."""
    return [
        claim
        for claim in claims
        if not any(
            other.speaker == claim.speaker and other.report.is_later_than(claim.report)
            for other in claims
        )
    ]


def _reaches_beyond(claim: _Claim, high: int | None, spanning: bool) -> bool:
    """Whether a claim is above a high; “at least 7” is only above a high below 7.

    For a rule that spans every speaker an “at least” is above every high.
    """
    if high is None:
        return False
    if claim.high is None:
        return spanning or claim.low > high
    return claim.high > high


def _transfer(
    figure: Figure, adopted: list[_Claim], reports: list[Report], quantity: str
) -> Figure:
    """Move those who died in hospital since the adopted count; two reports of one move one."""
    if quantity not in (KILLED, INJURED):
        return figure
    later = [r for r in reports if r.transfer and all(r.is_later_than(c.report) for c in adopted)]
    by_speaker: dict[str, list[Report]] = {}
    for report in later:
        by_speaker.setdefault(report.speaker.key or f"\0{report.uid}", []).append(report)
    if not by_speaker:
        return figure
    moved = max(sum(r.transfer for r in group) for group in by_speaker.values())
    reasons = (
        *figure.because,
        FigureReason(Reason.TRANSFERRED, tuple(sorted(r.uid for r in later))),
    )
    if figure.low is None or figure.best is None:
        # An unknown number of injured stays unknown; of the killed at least these are known.
        return Figure(moved, moved, None, False, reasons) if quantity == KILLED else figure
    sign = -1 if quantity == INJURED else 1
    return replace(
        figure,
        low=max(0, figure.low + sign * moved),
        best=max(0, figure.best + sign * moved),
        high=None if figure.high is None else max(0, figure.high + sign * moved),
        because=reasons,
    )


def _part(
    claims: list[_Claim],
    rule: Rule,
    chosen: str | None,
    total_claims: list[_Claim],
    total: Figure,
) -> Figure:
    """A subset's figure: “at least” where another report gave the whole, and never above it."""
    adopted = _adopt(claims, rule, chosen)
    figure = _widen(claims, adopted, rule, chosen)
    sources = {claim.report.uid for claim in total_claims}
    if sources and sources.isdisjoint(claim.report.uid for claim in adopted):
        figure = replace(figure, high=None)
    if total.high is None or figure.low is None or figure.best is None:
        return figure
    high = total.high if figure.high is None else min(figure.high, total.high)
    return replace(
        figure, low=min(figure.low, total.high), best=min(figure.best, total.high), high=high
    )


def _note(because: list[FigureReason], reason: Reason, claims: Iterable[_Claim]) -> None:
    uids = tuple(sorted(claim.report.uid for claim in claims))
    if uids:
        because.append(FigureReason(reason, uids))
