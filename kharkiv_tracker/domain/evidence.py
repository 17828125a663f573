"""What each report gives the counting rule, worked out once: whose voice, of when, which counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from kharkiv_tracker.domain.count import Count
from kharkiv_tracker.domain.quantity import (
    CLASSES,
    CONDITIONS,
    COUNTED,
    GROUP_OF,
    GROUPS,
    KILLED,
    UNKNOWN_SEX,
    subset,
)
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.tally import Role
from kharkiv_tracker.domain.voice import Offices

_BEFORE_ALL = float("-inf")


class Claim(NamedTuple):
    """The count of one quantity in one report: low is best, and high unless it is open."""

    evidence: Evidence
    best: int
    high: int | None
    about: bool

    @property
    def is_open(self) -> bool:
        return self.high is None

    @property
    def is_none(self) -> bool:
        """Whether it says that there was nobody."""
        return self.high == 0


class Bounds(NamedTuple):
    """What a report says of a part: at least, and at most unless that is open."""

    least: int
    most: int | None
    about: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """One report as the rule sees it; `start` and `end` are seconds, `published` is the end of it.

    `claims` are the wholes by quantity, typed or at least what their parts come to; `typed` are
    the quantities of the former. `words` are what it says of the six groups and of the
    conditions, by quantity; `rest` how many it calls of unknown age and sex. `dead` are the
    groups of those who died in hospital, where it says so.
    """

    uid: str
    voice: str
    is_official: bool
    start: float
    end: float
    published: float
    known_from: datetime | None
    role: Role
    deaths: int
    died: tuple[str, ...]
    claims: dict[str, Claim] = field(default_factory=dict)
    typed: set[str] = field(default_factory=set)
    words: dict[str, dict[str, Bounds]] = field(default_factory=dict)
    rest: dict[str, Bounds] = field(default_factory=dict)
    dead: Mapping[str, int] = field(default_factory=dict)

    @property
    def is_settling(self) -> bool:
        return self.role is Role.SETTLING

    @property
    def is_partial(self) -> bool:
        return self.role is Role.PARTIAL

    def is_later_than(self, other: Evidence) -> bool:
        """Whether it begins when or after the other ends; of one stretch neither is later."""
        if self.start < other.end:
            return False
        return (self.start, self.end) != (other.start, other.end)

    def order(self, quantity: str) -> tuple[object, ...]:
        """Sorts the latest first; what is still equal says the same of every group."""
        words = self.words.get(quantity, {})
        bounds = [words.get(name, Bounds(0, None)) for name in (*GROUPS, *CONDITIONS)]
        mosts = (float("inf") if word.most is None else word.most for word in bounds)
        people = [-word.least for word in bounds]
        return (-self.end, -self.start, -self.published, *people, *mosts)


def of_reports(reports: Iterable[Report], offices: Offices) -> list[Evidence]:
    """The evidence of the reports that derive anything."""
    return [_evidence(report, offices) for report in reports if report.derives]


def _evidence(report: Report, offices: Offices) -> Evidence:
    voice, time = offices.voice(report), report.time
    evidence = Evidence(
        report.uid,
        voice.key,
        voice.is_official,
        time.start.timestamp() if time else _BEFORE_ALL,
        time.end.timestamp() if time else _BEFORE_ALL,
        report.published.end.timestamp() if report.published else _BEFORE_ALL,
        report.known_from,
        report.role,
        report.transfer,
        report.died,
        dead=_dead(report),
    )
    for quantity in COUNTED:
        _add_words(evidence, report, quantity)
    return evidence


def _add_words(evidence: Evidence, report: Report, quantity: str) -> None:
    parts = _parts(report, quantity)
    whole = report.count(quantity)
    if quantity == KILLED and whole.is_unknown and report.transfer:
        # They are parts of those dead.
        return
    needed = max(
        [sum(count.low or 0 for name, count in parts.items() if name in CLASSES)]
        + [count.low or 0 for name, count in parts.items() if name in CONDITIONS]
    )
    claim = _claim(evidence, whole, needed)
    if claim is not None:
        evidence.claims[quantity] = claim
        if not whole.is_unknown:
            evidence.typed.add(quantity)
    words = {name: bounds for name in GROUPS if (bounds := _group(name, parts, claim))}
    words |= {name: _bounds(parts[name]) for name in CONDITIONS if name in parts}
    if evidence.is_partial:
        words = {
            name: Bounds(word.least, None, word.about) for name, word in words.items() if word.least
        }
    if words:
        evidence.words[quantity] = words
    if "unknown" in parts and not evidence.is_partial:
        evidence.rest[quantity] = _bounds(parts["unknown"])


def _parts(report: Report, quantity: str) -> dict[str, Count]:
    counts = ((name, report.count(subset(quantity, name))) for name in (*CLASSES, *CONDITIONS))
    return {name: count for name, count in counts if not count.is_unknown}


def _claim(evidence: Evidence, whole: Count, needed: int) -> Claim | None:
    """The whole: at least the sum of its parts, and an at least where it is one of several."""
    if whole.low is None:
        return Claim(evidence, needed, None, False) if needed else None
    best = max(whole.low, needed)
    if evidence.is_partial:
        return Claim(evidence, best, None, whole.about) if best else None
    return Claim(evidence, best, None if whole.high is None else max(whole.high, best), whole.about)


def _group(name: str, parts: Mapping[str, Count], whole: Claim | None) -> Bounds | None:
    """What a report says of a group; None where it says nothing.

    Of children and adults it says at most only where the word itself is used, or where the parts
    fill their whole.
    """
    if not GROUPS[name]:
        return _bounds(parts[name]) if name in parts else None
    bounds = [
        _bounds(parts[part]) for part, group in GROUP_OF.items() if group == name and part in parts
    ]
    if not bounds:
        return None
    least = sum(bound.least for bound in bounds)
    about = any(bound.about for bound in bounds)
    filled = sum(parts[part].low or 0 for part in CLASSES if part in parts)
    says_most = UNKNOWN_SEX[name] in parts or (whole is not None and filled == whole.high)
    mosts = [bound.most for bound in bounds]
    if not says_most or None in mosts:
        return Bounds(least, None, about)
    return Bounds(least, sum(most or 0 for most in mosts), about)


def _bounds(count: Count) -> Bounds:
    return Bounds(count.low or 0, count.high, count.about)


def _dead(report: Report) -> dict[str, int]:
    """The groups of those dead, where a report tells of deaths and gives no number of killed."""
    if not report.transfer or not report.count(KILLED).is_unknown:
        return {}
    parts = _parts(report, KILLED)
    words = {name: _group(name, parts, None) for name in GROUPS}
    return {name: bounds.least for name, bounds in words.items() if bounds and bounds.least}
