"""The second count: every figure once more, by plain Python instead of SQL.

It reads what the revisions recorded, past the tables: a row that was changed by hand is noticed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise
from typing import TypeVar

from kharkiv_tracker import gazetteer, labels
from kharkiv_tracker.domain.counting_rule import Grounds, derive
from kharkiv_tracker.domain.fields import fields_of
from kharkiv_tracker.domain.figure import Figure, Range, Reason, affected
from kharkiv_tracker.domain.incident import Grade, Incident, ReviewState
from kharkiv_tracker.domain.part_checks import excesses
from kharkiv_tracker.domain.quantity import (
    AFFECTED,
    COUNTED,
    GROUP_OF,
    INJURED,
    PARTS,
    QUANTITIES,
    TOGETHER,
    TOTALLED,
    WITH_PARTS,
    subset,
)
from kharkiv_tracker.domain.remainder import Remainder
from kharkiv_tracker.domain.remainder import selected as selected_remainders
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.domain.total import GroupTotal, LeftOut, Toll, Total, Totals
from kharkiv_tracker.errors import TrackerError
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import incidents, sums, totals
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.payload_records import PayloadRecords, RecordedIncident
from kharkiv_tracker.summary import remainder_count
from kharkiv_tracker.summary import summary_data as reading
from kharkiv_tracker.summary.summary_data import IncidentData, Progress, SelectionData, no_progress

_UNKNOWN = "unknown"
_Recorded = TypeVar("_Recorded", Incident, Report, Statement)


class Disagreement(TrackerError):
    """Two ways of counting came to different numbers: nothing may be published."""


@dataclass(frozen=True, slots=True)
class _Derived:
    """One incident as its reports give it."""

    incident: Incident
    figures: Mapping[str, Figure]

    def figure(self, quantity: str) -> Figure | None:
        """The figure of a quantity or part; without affected of their own they are the injured."""
        whole, dot, part = quantity.partition(".")
        if whole == AFFECTED and AFFECTED not in self.figures:
            return self.figures.get(f"{INJURED}{dot}{part}")
        return self.figures.get(quantity)

    @property
    def is_undivided(self) -> bool:
        """Whether acute stress may be among its injured."""
        return bool(self.figures[INJURED].reports(Reason.UNDIVIDED))


def check(case: CaseFile, data: SelectionData, progress: Progress = no_progress) -> None:
    """Raise Disagreement, with the first difference, unless both ways of counting agree."""
    payloads = PayloadRecords(case.db)
    selected = payloads.selected(data.selection, data.as_known_on)
    counted = [recorded for recorded in selected if recorded.incident.counts_in_totals]
    derived = check_incidents(data.incidents, counted, data.as_known_on)
    if data.as_known_on is None:
        # Totals come from the stored sums, which may be right where a figure is not.
        _days(case, derived)
    all_remainders = remainder_count.of_case(payloads, data.as_known_on)
    beside, remainders_left_out = selected_remainders(all_remainders, data.selection)
    _grouped(data.totals, derived, lambda incident: (incident.district,), _district, beside)
    _grouped(data.weapons, derived, lambda incident: incident.weapons or (_UNKNOWN,), _)
    _grouped(data.places, derived, lambda incident: incident.places_hit or (_UNKNOWN,), _)
    for stored in (data.totals, data.weapons, data.places):
        _group(stored.total, derived, _("total"), beside)
    undivided = sum(incident.is_undivided for incident in derived)
    same(data.undivided, undivided, _("total"), "incidents")
    _not_stated(data.totals.total)
    _curves(data)
    _counted(case, data)
    unapproved = [recorded for recorded in counted if not _is_approved(payloads, recorded)]
    same(data.unapproved, len(unapproved), _("not approved"), "incidents")
    _changed(payloads, data)
    left_out = replace(_left_out(payloads, selected, data), remainder=len(remainders_left_out))
    same(data.totals.left_out, left_out, _("left out"), "incidents")
    _compared(payloads, data, progress)


def check_incidents(
    data: Iterable[IncidentData],
    recorded: Iterable[RecordedIncident],
    as_known_on: datetime | None,
) -> list[_Derived]:
    """Compare incidents and their figures with what the revisions recorded; returns the latter."""
    derived: list[_Derived] = []
    counted = {second.incident.code: second for second in recorded}
    for incident in data:
        code = incident.row.code
        same(code in counted, True, code, "incidents")
        second = counted.pop(code)
        reports = reading.known(second.reports, as_known_on)
        _identical(incident.incident, second.incident, code)
        same(_uids(incident.reports), _uids(reports), code, "reports")
        for first_report, second_report in zip(incident.reports, reports, strict=True):
            _identical(first_report, second_report, f"{code}/{second_report.number}")
        same(_rule(incident.grounds), _rule(second.grounds), code, "reports")
        figures = derive(second.grounds.known_by(as_known_on))
        recounted = {**figures, AFFECTED: affected(figures)}
        for quantity in QUANTITIES:
            stored, again = (n.get(quantity, Figure()) for n in (incident.figures, recounted))
            same(bounds(stored), bounds(again), code, quantity)
        parts_fit(figures, code)
        derived.append(_Derived(second.incident, figures))
    for code in sorted(counted):
        same(True, False, code, "incidents")
    for earlier, later in pairwise(derived):
        same(_by_time(earlier) < _by_time(later), True, later.incident.code, "incidents")
    return derived


def _days(case: CaseFile, derived: Sequence[_Derived]) -> None:
    """Compare stored figures, also of parts, where the stored sum of a day is not theirs."""
    wrong = set(sums.wrong(case.db))
    for again in derived if wrong else ():
        date, district = again.incident.event.date, again.incident.district
        if (date.isoformat() if date else "", district) in wrong:
            stored = incidents.figures(case, again.incident.code)
            place = f"{again.incident.code}, {_district(district)}"
            parts_fit(stored, place)
            for name in dict.fromkeys((*stored, *again.figures)):
                first, second = (of.get(name, Figure()) for of in (stored, again.figures))
                same(bounds(first), bounds(second), place, name)


def _by_time(derived: _Derived) -> tuple[bool, datetime, str]:
    return (*derived.incident.event.sort_key(), derived.incident.code)


def _rule(grounds: Grounds) -> tuple[object, ...]:
    return (grounds.rule, grounds.chosen, grounds.stress_counts)


def _uids(reports: Sequence[Report]) -> list[str]:
    return [report.uid for report in reports]


def _identical(first: _Recorded, second: _Recorded, place: str) -> None:
    """Raise Disagreement, naming the first field that differs."""
    if first == second:
        return
    for field in fields_of(type(first)):
        if getattr(first, field.name) != getattr(second, field.name):
            raise Disagreement(_sentence(labels.field(field) or field.name, place))


def bounds(figure: Figure) -> tuple[object, ...]:
    """What is printed of a figure."""
    return (figure.low, figure.best, figure.high, figure.about)


def same(first: object, second: object, place: str, quantity: str) -> None:
    """Raise Disagreement, naming what and where, unless the two are equal."""
    if first != second:
        raise Disagreement(_sentence(_named(quantity), place))


def _sentence(what: str, place: str) -> str:
    return _(
        "Two ways of counting give different results: “{quantity}”, {place}. Nothing was "
        "written. The case file was not changed. Run verify on it and report this error."
    ).format(quantity=what, place=place)


def _grouped(
    stored: Totals,
    derived: Sequence[_Derived],
    keys: Callable[[Incident], Sequence[str]],
    name: Callable[[str], str],
    beside: Sequence[Remainder] = (),
) -> None:
    """Compare the groups; `beside` are the remainders in them."""
    groups = {group.key: group for group in stored.groups}
    recounted: dict[str, list[_Derived]] = {
        key: [] for key in (*groups, *(remainder.district for remainder in beside))
    }
    for incident in derived:
        for key in {str(key) for key in keys(incident.incident)}:
            recounted.setdefault(key, []).append(incident)
    for key, members in sorted(recounted.items()):
        own = [remainder for remainder in beside if remainder.district == key]
        _group(groups.get(key, GroupTotal(key)), members, name(key), own)


def _group(
    group: GroupTotal, derived: Sequence[_Derived], place: str, beside: Sequence[Remainder]
) -> None:
    remainder = remainder_count.added(beside)
    same(group.remainder or Toll(), remainder, place, "incidents")
    same(group.incidents, len(derived), place, "incidents")
    undivided = sum(incident.is_undivided for incident in derived)
    same(group.undivided, undivided, place, "incidents")
    parts_fit(group.toll, place)
    parts = (subset(whole, part) for whole in WITH_PARTS for part in (*PARTS, *TOGETHER))
    for quantity in (*TOTALLED, *parts):
        figures = [incident.figure(quantity) for incident in derived]
        stated = [figure for figure in figures if figure is not None]
        # Incidents without a figure are counted as unknown.
        no_figure = Total(unknown=len(derived))
        recounted = Total.of(stated) + Total(unknown=len(derived) - len(stated))
        if quantity in remainder:
            recounted += remainder[quantity]
        stored = group.toll.get(quantity, no_figure)
        same(stored, recounted, place, quantity)


def _not_stated(total: GroupTotal) -> None:
    """The people in no group, by subtracting the classes, of which no person is in two."""
    for quantity in WITH_PARTS:
        whole, printed = total.toll[quantity], total.toll.not_said(quantity)
        stated = sum(total.toll[subset(quantity, name)].low or 0 for name in GROUP_OF)
        recounted = [None if end is None else end - stated for end in (whole.best, whole.high)]
        same([printed.low, printed.high], recounted, _("Not stated"), quantity)


def parts_fit(figures: Mapping[str, Range], place: str) -> None:
    """Raise Disagreement unless all parts fit into what they are parts of."""
    for excess in excesses(figures):
        raise Disagreement(
            _(
                "{place}: the parts are larger than the whole ({parts}). Nothing was "
                "written. The case file was not changed. Run verify on it and report this "
                "error."
            ).format(place=place, parts=labels.excess(excess))
        )


def _curves(data: SelectionData) -> None:
    """The curves must end at the totals."""
    groups = {group.key: group for group in data.totals.groups}
    for curve in data.chart.curves:
        group = groups.get(curve.district, GroupTotal(curve.district))
        place = _district(curve.district)
        for quantity in COUNTED:
            same(group.toll[quantity], curve.end.toll[quantity], place, quantity)
    same(len(groups), len(data.chart.curves), _("total"), "incidents")


def _counted(case: CaseFile, data: SelectionData) -> None:
    """Reports and review states, counted by the store and one by one."""
    if data.as_known_on is None:
        for incident in data.incidents:
            same(incident.row.reports, len(incident.reports), incident.row.code, "reports")
    states = totals.totals(case, data.selection, "state", data.as_known_on).groups
    others = sum(g.incidents for g in states if g.key != ReviewState.APPROVED.value)
    unapproved = [i for i in data.incidents if i.row.state is not ReviewState.APPROVED]
    same(others, len(unapproved), _("not approved"), "incidents")


def _is_approved(payloads: PayloadRecords, recorded: RecordedIncident) -> bool:
    is_approved = recorded.incident.state is ReviewState.APPROVED
    return is_approved and not payloads.is_changed(recorded)


def _changed(payloads: PayloadRecords, data: SelectionData) -> None:
    """What a page of approved incidents leaves out as it changed since."""
    if data.changed is None:
        return
    recorded = payloads.selected(replace(data.selection, changed=True), data.as_known_on)
    figures = [derive(each.grounds.known_by(data.as_known_on)) for each in recorded]
    place = _("changed since approval")
    same(data.changed.incidents, len(recorded), place, "incidents")
    for quantity in COUNTED:
        recounted = Total.of(own[quantity] for own in figures)
        same(data.changed.toll[quantity], recounted, place, quantity)


def _left_out(
    payloads: PayloadRecords, selected: Sequence[RecordedIncident], data: SelectionData
) -> LeftOut:
    """The selected incidents that the page does not count."""
    withdrawn = discounted = undated = touching = 0
    for recorded in selected:
        incident = recorded.incident
        if incident.state is ReviewState.WITHDRAWN:
            withdrawn += not incident.merged_into
        else:
            discounted += incident.grade is Grade.DISCOUNTED
    if data.selection.has_period:
        undated, touching = (
            sum(recorded.incident.counts_in_totals for recorded in outside)
            for outside in (
                payloads.undated(data.selection, data.as_known_on),
                payloads.touching(data.selection, data.as_known_on),
            )
        )
    return LeftOut(withdrawn, discounted, undated, touching)


def _compared(payloads: PayloadRecords, data: SelectionData, progress: Progress) -> None:
    """Our own sums compared with the official totals, of the reports known when each was made."""
    statements = payloads.statements() if data.statements else {}
    derived: dict[tuple[str, int], Mapping[str, Figure]] = {}
    for number, comparison in enumerate(data.statements):
        progress(number, len(data.statements))
        place = comparison.statement.code
        same(place in statements, True, place, "reports")
        _identical(comparison.statement, statements[place], place)
        if comparison.selection is None or comparison.clock is None:
            continue
        recounted = []
        for recorded in payloads.selected(comparison.selection):
            reports = reading.known(recorded.reports, comparison.clock)
            if not reports or not recorded.incident.counts_in_totals:
                continue
            # What was known by then only grows: as many reports are the same reports.
            state = (recorded.incident.code, len(reports))
            if state not in derived:
                derived[state] = derive(recorded.grounds.known_by(comparison.clock))
            recounted.append(derived[state])
        own = comparison.own or GroupTotal("")
        all_remainders = remainder_count.of_case(payloads, comparison.clock)
        beside, _rest = selected_remainders(all_remainders, comparison.selection)
        remainder = remainder_count.added(beside)
        same(own.incidents, len(recounted), place, "incidents")
        for quantity in COUNTED:
            same(
                own.toll[quantity],
                Total.of(figures[quantity] for figures in recounted) + remainder[quantity],
                place,
                quantity,
            )


def _named(quantity: str) -> str:
    if quantity in ("incidents", "reports"):
        return _("incidents") if quantity == "incidents" else _("reports")
    return labels.quantity(quantity)


def _district(key: str) -> str:
    place = gazetteer.load().get(key)
    return labels.district(place) if place else key
