"""What each report gives the counting rule, computed once: speaker, time and counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from kharkiv_tracker.domain.count import UNKNOWN, Count
from kharkiv_tracker.domain.quantity import (
    AFFECTED,
    CLASSES,
    CONDITIONS,
    GROUP_OF,
    GROUPS,
    INJURED,
    KILLED,
    LATEST,
    STEPPED,
    STRESS,
    UNKNOWN_SEX,
    subset,
)
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.tally import Role
from kharkiv_tracker.domain.voice import Offices

_BEFORE_ALL = float("-inf")
#: The parts of each quantity that a report may give, with what their counts are called.
_PARTS = {
    quantity: [(name, subset(quantity, name)) for name in (*CLASSES, *CONDITIONS)]
    for quantity in (*STEPPED, INJURED, AFFECTED)
}


class Claim(NamedTuple):
    """The count of one quantity in one report: low is best, and high unless it is open."""

    evidence: Evidence
    best: int
    high: int | None
    about: bool

    @property
    def uid(self) -> str:
        return self.evidence.uid

    @property
    def is_open(self) -> bool:
        return self.high is None

    @property
    def is_none(self) -> bool:
        """Whether it reports none."""
        return self.high == 0


class Bounds(NamedTuple):
    """What a report says of a part: at least, and at most unless that is open."""

    least: int
    most: int | None
    about: bool = False


_NOT_SAID = Bounds(0, None)


@dataclass(slots=True, eq=False)
class Evidence:
    """One report as the rule sees it; `start` and `end` are seconds, `published` is the end of it.

    `claims` are the wholes by quantity, of the injured with all affected; typed, or at least what
    their parts come to. `typed` are the quantities of the former. `words` are what it says of the
    six groups and of the conditions, by quantity; `rest` how many it calls of unknown age and
    sex. `dead` are the groups of those who died in hospital, where it says so. `beside` are its
    counts of those of whom the latest word counts.

    Where it speaks of affected alone it `is_undivided`; where it may count people with stress in
    the parts it mentions without a number, it `mixes_stress`; `stress_alone` is acute
    stress without a number of injured.
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
    is_undivided: bool = False
    mixes_stress: bool = False
    stress_alone: Bounds | None = None
    words: dict[str, dict[str, Bounds]] = field(default_factory=dict)
    rest: dict[str, Bounds] = field(default_factory=dict)
    dead: Mapping[str, int] = field(default_factory=dict)
    beside: dict[str, Claim] = field(default_factory=dict)

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
        bounds = [words.get(name, _NOT_SAID) for name in (*GROUPS, *CONDITIONS)]
        mosts = (float("inf") if word.most is None else word.most for word in bounds)
        people = [-word.least for word in bounds]
        abouts = (word.about for word in bounds)
        return (-self.end, -self.start, -self.published, *people, *mosts, *abouts)


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
    for quantity in STEPPED:
        _add_whole(evidence, report, quantity)
    _add_affected(evidence, report)
    for quantity in LATEST:
        claim = _claim(evidence, report.count(quantity), 0)
        if claim is not None:
            evidence.beside[quantity] = claim
    return evidence


def _add_whole(evidence: Evidence, report: Report, quantity: str) -> None:
    whole = report.count(quantity)
    if quantity == KILLED and whole.is_unknown and report.transfer:
        # They are parts of those dead.
        return
    parts = _parts(report, quantity)
    claim = _claim(evidence, whole, _needed(parts))
    if claim is not None:
        evidence.claims[quantity] = claim
        if not whole.is_unknown:
            evidence.typed.add(quantity)
    _put_words(evidence, quantity, _words(evidence, parts, claim), parts)


def _add_affected(evidence: Evidence, report: Report) -> None:
    """Bring what it says of injured, acute stress and affected under one quantity, the affected.

    Its injured are all of them, unless it gives stress or affected apart. What it says of
    groups is kept for the injured alone too, as far as those with stress are not among them.
    """
    injured_parts, affected_parts = _parts(report, INJURED), _parts(report, AFFECTED)
    injured = _claim(evidence, report.count(INJURED), _needed(injured_parts))
    affected = _claim(evidence, report.count(AFFECTED), _needed(affected_parts))
    apart = _bounds_of(evidence, report.count(STRESS))
    within = _bounds_of(evidence, injured_parts.get(STRESS, UNKNOWN))
    of_affected = _bounds_of(evidence, affected_parts.get(STRESS, UNKNOWN))
    stress = of_affected or _stress(injured, affected, apart, within)
    is_apart = injured is not None and (apart is not None or affected is not None)
    claim = _together(injured, affected, apart)
    if claim is not None:
        evidence.claims[AFFECTED] = claim
        if not (report.count(INJURED).is_unknown and report.count(AFFECTED).is_unknown):
            evidence.typed.add(AFFECTED)
        evidence.is_undivided = injured is None
    elif apart is not None:
        evidence.stress_alone = apart
    of_injured = _words(evidence, injured_parts, injured)
    words = _joined_words(of_injured, _words(evidence, affected_parts, affected), is_apart)
    if stress is not None:
        words[STRESS] = stress
    _put_words(evidence, AFFECTED, words, injured_parts if injured else affected_parts)
    if is_apart:
        less: Bounds | None = within or Bounds(0, 0)
    else:
        less, of_injured = stress, words
    evidence.mixes_stress = less is None
    alone = {name: reduced(word, less) for name, word in of_injured.items() if name != STRESS}
    _put_words(evidence, INJURED, alone, injured_parts if injured else affected_parts)


def _together(injured: Claim | None, affected: Claim | None, apart: Bounds | None) -> Claim | None:
    """All the people affected: as reported, at least the injured and those with stress apart."""
    if injured is None:
        return affected
    evidence, best, high, about = injured
    if apart is not None:
        high = None if high is None or apart.most is None else high + apart.most
        best, about = best + apart.least, about or apart.about
    if affected is None:
        return Claim(evidence, best, high, about)
    best = max(best, affected.best)
    return Claim(
        evidence, best, None if affected.high is None else max(best, affected.high), affected.about
    )


def _stress(
    injured: Claim | None,
    affected: Claim | None,
    apart: Bounds | None,
    within: Bounds | None,
) -> Bounds | None:
    """How many have acute stress: as reported, else the affected less the injured."""
    if apart is not None or within is not None:
        one, other = apart or Bounds(0, 0), within or Bounds(0, 0)
        most = None if one.most is None or other.most is None else one.most + other.most
        return Bounds(one.least + other.least, most, one.about or other.about)
    if injured is None or affected is None:
        return None
    least = 0 if injured.high is None else max(0, affected.best - injured.high)
    most = None if affected.high is None else max(least, affected.high - injured.best)
    if not least and most is None:
        return None
    return Bounds(least, most, affected.about or injured.about)


def _joined_words(
    of_injured: Mapping[str, Bounds], of_affected: Mapping[str, Bounds], is_apart: bool
) -> dict[str, Bounds]:
    """What is said of the affected: of those with stress more may be of a group."""
    joined = {}
    for name in dict.fromkeys((*of_injured, *of_affected)):
        one, other = of_injured.get(name), of_affected.get(name)
        most = other.most if other else None if is_apart or one is None else one.most
        least = max(word.least for word in (one, other) if word)
        joined[name] = Bounds(least, most, any(word.about for word in (one, other) if word))
    return joined


def reduced(word: Bounds, stress: Bounds | None) -> Bounds:
    """What is said of a group of the affected, of the injured among them: any may have stress."""
    if stress is None:
        return word
    least = 0 if stress.most is None else max(0, word.least - stress.most)
    return Bounds(least, word.most, word.about)


def _needed(parts: Mapping[str, Count]) -> int:
    """What a whole is at least: the sum of its parts without overlap, and each other part."""
    return max(
        [sum(count.low or 0 for name, count in parts.items() if name in CLASSES)]
        + [count.low or 0 for name, count in parts.items() if name in CONDITIONS]
    )


def _words(
    evidence: Evidence, parts: Mapping[str, Count], whole: Claim | None
) -> dict[str, Bounds]:
    if not parts:
        return {}
    words = {name: bounds for name in GROUPS if (bounds := _group(name, parts, whole))}
    words |= {name: _bounds(parts[name]) for name in CONDITIONS if name in parts}
    if evidence.is_partial:
        words = {
            name: Bounds(word.least, None, word.about) for name, word in words.items() if word.least
        }
    return words


def _put_words(
    evidence: Evidence, quantity: str, words: dict[str, Bounds], parts: Mapping[str, Count]
) -> None:
    if words:
        evidence.words[quantity] = words
    if "unknown" in parts and not evidence.is_partial:
        evidence.rest[quantity] = _bounds(parts["unknown"])


def _parts(report: Report, quantity: str) -> dict[str, Count]:
    if not any("." in name for name in report.counts):
        return {}
    given = report.counts
    counts = [(name, report.count(key)) for name, key in _PARTS[quantity] if key in given]
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


def _bounds_of(evidence: Evidence, count: Count) -> Bounds | None:
    """The bounds of a count; None where it says nothing, as several of 0."""
    if count.is_unknown:
        return None
    bounds = _bounds(count)
    if evidence.is_partial:
        return Bounds(bounds.least, None, bounds.about) if bounds.least else None
    return bounds


def _dead(report: Report) -> dict[str, int]:
    """The groups of those dead, where a report has deaths and no number of killed."""
    if not report.transfer or not report.count(KILLED).is_unknown:
        return {}
    parts = _parts(report, KILLED)
    words = {name: _group(name, parts, None) for name in GROUPS}
    return {name: bounds.least for name, bounds in words.items() if bounds and bounds.least}
