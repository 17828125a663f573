"""What joint reports have beyond their incidents: counted where it is ticked, never an incident.

Joint reports of the same incidents, or of the same districts and days, are derived among
themselves, as the reports of an incident are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import NamedTuple

from kharkiv_tracker import city
from kharkiv_tracker.domain.counting_rule import Grounds, derive
from kharkiv_tracker.domain.figure import Figure, Range, affected
from kharkiv_tracker.domain.joint import JointReport
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.domain.quantity import AFFECTED, INJURED, STRESS, TOTALLED
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.tally import Tally
from kharkiv_tracker.domain.total import GroupTotal, Toll, Total


class Member(NamedTuple):
    """An incident that joint reports are about; `day` is None where it is undated."""

    uid: str
    code: str
    day: date | None
    district: str


@dataclass(frozen=True, slots=True)
class JointGroup:
    """Joint reports of the same incidents, or of the same districts and days.

    `members` are the incidents, with what was merged in its place; `districts` are all that the
    areas hold.
    """

    reports: tuple[JointReport, ...]
    members: frozenset[Member] = frozenset()
    districts: frozenset[str] = frozenset()
    first: date | None = None
    last: date | None = None

    @property
    def code(self) -> str:
        """The code of its first joint report that counts the remainder, else of its first."""
        return min(report.code for report in self._counting() or self.reports)

    def known_by(self, at: datetime | None) -> JointGroup:
        """The same with the joint reports known by then; all of them for None."""
        if at is None:
            return self
        second = int(at.timestamp())
        known = (r for r in self.reports if r.known_from and _second(r) <= second)
        return replace(self, reports=tuple(known))

    def figures(self, grounds: Grounds) -> Mapping[str, Figure]:
        """Its figures by quantity, by the rule and the offices of these grounds."""
        return derive(replace(grounds, reports=tuple(map(as_report, self.reports))))

    @property
    def is_counted(self) -> bool:
        """Whether the remainder is to be counted: a joint report that derives has it ticked."""
        return bool(self._counting())

    @property
    def order(self) -> tuple[bool, int, str]:
        """Sorts first what was known first: of two that overlap it is the one that counts."""
        seconds = [_second(report) for report in self._counting() if report.known_from]
        return not seconds, min(seconds, default=0), self.code

    @property
    def day(self) -> date | None:
        """The day on which it counts: the first that is given, else the earliest incident's."""
        days = [report.first for report in self._counting() if report.first]
        days = days or [member.day for member in self.members if member.day]
        return min(days, default=None)

    def area(self, gazetteer: Gazetteer) -> str:
        """The smallest area of unknown district that holds all it is about."""
        keys = self.districts | {member.district for member in self.members}
        areas = sorted(city.load().unknown_areas, key=lambda key: len(gazetteer.within(key)))
        return next((area for area in areas if keys <= set(gazetteer.within(area))), areas[-1])

    def overlaps(self, other: JointGroup) -> bool:
        """Whether an incident can be part of both: the same people would be counted twice."""
        if self.members and other.members:
            uids = {member.uid for member in self.members}
            return any(member.uid in uids for member in other.members)
        if self.members or other.members:
            area, members = (other, self.members) if self.members else (self, other.members)
            return any(area.holds(member) for member in members)
        return bool(self.districts & other.districts) and not (
            _ends_before(self, other) or _ends_before(other, self)
        )

    def holds(self, member: Member) -> bool:
        """Whether an incident is of its districts and days."""
        if member.day is None or member.district not in self.districts:
            return False
        return (self.first or date.min) <= member.day <= (self.last or date.max)

    def _counting(self) -> list[JointReport]:
        return [report for report in self.reports if report.derives and report.count_remainder]


@dataclass(frozen=True, slots=True)
class Remainder:
    """What the figures of a group of joint reports have beyond the sum of their incidents.

    `figures` are those of the group, `own` is the sum of its incidents that count; a quantity that
    the joint reports do not give is not in `toll`. `day` is None where it is undated.
    """

    group: JointGroup
    day: date | None
    district: str
    figures: Mapping[str, Figure]
    own: Toll
    toll: Toll

    @classmethod
    def of(cls, group: JointGroup, grounds: Grounds, own: Toll, gazetteer: Gazetteer) -> Remainder:
        """The remainder of a group whose incidents come to `own`."""
        figures = group.figures(grounds)
        figures = {**figures, AFFECTED: affected(figures)}
        known = {name: figures[name] for name in TOTALLED if name in figures}
        rest = {name: beyond(f, own[name]) for name, f in known.items() if not f.is_unknown}
        toll = Toll(_within_affected(rest, grounds.stress_counts))
        return cls(group, group.day, group.area(gazetteer), known, own, toll)

    @property
    def is_nothing(self) -> bool:
        """Whether no one is beyond the incidents."""
        return all(total.high == 0 for total in self.toll.values())


def beyond(figure: Range, own: Range) -> Total:
    """A known figure less a sum, none below 0: low less high, best less best, high less low.

    What is unknown takes nothing away; a sum that is open takes the whole low away.
    """
    if own.low is None:
        return Total(figure.low, figure.best, figure.high, about=figure.about)
    low = 0 if own.high is None else max(0, (figure.low or 0) - own.high)
    high = None if figure.high is None else max(0, figure.high - own.low)
    best = max(0, (figure.best or 0) - (own.best or 0))
    return Total(low, best, high, about=figure.about or own.about)


def _within_affected(rest: dict[str, Total], stress_counts: bool) -> dict[str, Total]:
    """The same, with no more injured or with acute stress than affected.

    Where the joint reports do not mention stress, their incidents may: the injured they have
    beyond those are no more than the affected. Where they give stress alone, all are affected.
    """
    whole = rest.get(AFFECTED)
    if whole is None:
        return rest
    parts = {name: rest[name] for name in (INJURED, STRESS) if name in rest}
    if STRESS in parts:
        most = Total(whole.high, whole.high, whole.high)
        if not whole.is_open:
            parts = {name: _lowest(part, most) for name, part in parts.items()}
        whole = _highest(whole, *parts.values())
    else:
        parts = {name: _lowest(part, whole) for name, part in parts.items()}
    if stress_counts:
        parts[INJURED] = whole
    return {**rest, **parts, AFFECTED: whole}


def added(group: GroupTotal, remainders: Iterable[Remainder]) -> GroupTotal:
    """A group's total with the remainders that belong to it; its incidents stay as many."""
    beside = [remainder.toll for remainder in remainders]
    if not beside:
        return group
    whole = sum(beside, group.remainder or Toll())
    # What no incident gives is unknown in all of them, also where a joint report gives it.
    silent = {
        n: Total(unknown=group.incidents)
        for toll in beside
        for n in toll.keys() - group.toll.keys()
    }
    return replace(group, toll=sum(beside, group.toll + Toll(silent)), remainder=whole)


def selected(
    remainders: Iterable[Remainder], selection: Selection
) -> tuple[list[Remainder], list[Remainder]]:
    """Those of a selection, and those that it leaves out though they are of its days and districts.

    They are of no weapon, grade, review state or text, and the undated ones of no period.
    """
    of_days = selection == Selection(selection.first, selection.last, selection.districts)
    chosen: list[Remainder] = []
    left_out: list[Remainder] = []
    for item in remainders:
        day = item.day or date.max
        is_within = (selection.first or day) <= day <= (selection.last or day)
        is_here = not selection.districts or item.district in selection.districts
        if item.is_nothing or not is_here or (item.day and not is_within):
            continue
        is_undated = item.day is None and selection.has_period
        (chosen if of_days and not is_undated else left_out).append(item)
    return chosen, left_out


def grouped(
    reports: Iterable[JointReport], members: Mapping[str, Member], gazetteer: Gazetteer
) -> tuple[JointGroup, ...]:
    """Joint reports by what they are about; `members` by the codes of the incidents they name."""
    groups: dict[JointGroup, list[JointReport]] = {}
    for report in reports:
        if report.districts:
            keys = {key for area in report.districts for key in gazetteer.within(area)}
            about = JointGroup((), frozenset(), frozenset(keys), report.first, report.last)
        else:
            about = JointGroup((), frozenset(members[code] for code in report.incidents))
        groups.setdefault(about, []).append(report)
    return tuple(replace(about, reports=tuple(own)) for about, own in groups.items())


def counting(
    groups: Iterable[JointGroup],
) -> tuple[list[JointGroup], list[tuple[JointGroup, JointGroup]]]:
    """The groups that count a remainder, and those left out, each with one that it overlaps."""
    counted: list[JointGroup] = []
    waiting: list[tuple[JointGroup, JointGroup]] = []
    for group in sorted((g for g in groups if g.is_counted), key=lambda g: g.order):
        other = next((one for one in counted if one.overlaps(group)), None)
        if other is None:
            counted.append(group)
        else:
            waiting.append((group, other))
    return counted, waiting


def as_report(joint: JointReport) -> Report:
    """A joint report as the counting rule takes it, under its code."""
    shared = {field.name: getattr(joint, field.name) for field in fields(Tally)}
    return Report(**{**shared, "counts": joint.counts}, uid=joint.code)


def _lowest(*totals: Total) -> Total:
    """The lowest of each end of known totals."""
    highs = [total.high for total in totals if total.high is not None]
    return replace(
        totals[0],
        low=min(total.low or 0 for total in totals),
        best=min(total.best or 0 for total in totals),
        high=min(highs, default=None),
    )


def _highest(*totals: Total) -> Total:
    """The highest of each end of known totals."""
    highs = [total.high or 0 for total in totals if total.high is not None]
    return replace(
        totals[0],
        low=max(total.low or 0 for total in totals),
        best=max(total.best or 0 for total in totals),
        high=max(highs) if len(highs) == len(totals) else None,
    )


def _second(report: JointReport) -> int:
    return int(report.known_from.timestamp()) if report.known_from else 0


def _ends_before(group: JointGroup, other: JointGroup) -> bool:
    return (group.last or date.max) < (other.first or date.min)
