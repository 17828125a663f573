"""The second count: every figure once more, from the reports, by plain Python instead of SQL."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kharkiv_tracker import gazetteer, labels
from kharkiv_tracker.analysis import people_classes
from kharkiv_tracker.domain.counting_rule import derive
from kharkiv_tracker.domain.figure import Figure
from kharkiv_tracker.domain.incident import Grade, Incident, ReviewState
from kharkiv_tracker.domain.quantity import CHILDREN, CLASSES, COUNTED, PARTS, subset
from kharkiv_tracker.domain.total import GroupTotal, LeftOut, Total, Totals
from kharkiv_tracker.errors import TrackerError
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import incidents, totals
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.summary import summary_data as reading
from kharkiv_tracker.summary import tables
from kharkiv_tracker.summary.statement_comparison import StatementComparison
from kharkiv_tracker.summary.summary_data import IncidentData, Progress, SelectionData, no_progress

_UNKNOWN = "unknown"


class Disagreement(TrackerError):
    """Two ways of counting came to different numbers: nothing may be published."""


@dataclass(frozen=True, slots=True)
class _Derived:
    """One incident as its reports give it."""

    incident: Incident
    figures: Mapping[str, Figure]


def check(case: CaseFile, data: SelectionData, progress: Progress = no_progress) -> None:
    """Raise Disagreement, with the first difference, unless both ways of counting agree."""
    derived = check_incidents(data.incidents)
    _grouped(data.totals, derived, lambda incident: (incident.district,), _district)
    _grouped(data.weapons, derived, lambda incident: incident.weapons or (_UNKNOWN,), _)
    _grouped(data.places, derived, lambda incident: incident.places_hit or (_UNKNOWN,), _)
    _not_stated(data.totals.total)
    _curves(data)
    _counted(case, data)
    same(data.totals.left_out, _left_out(case, data), _("what is left out"), "incidents")
    _compared(case, data, progress)


def check_incidents(data: Iterable[IncidentData]) -> list[_Derived]:
    """Derive every incident again and compare; returns the derived figures."""
    derived = []
    for incident in data:
        figures = derive(incident.reports, *incident.rule)
        for quantity, stored in incident.row.figures.items():
            same(bounds(stored), bounds(figures[quantity]), incident.row.code, quantity)
        derived.append(_Derived(incident.incident, figures))
    return derived


def bounds(figure: Figure) -> tuple[object, ...]:
    """What is printed of a figure."""
    return (figure.low, figure.best, figure.high, figure.about)


def same(first: object, second: object, place: str, quantity: str) -> None:
    """Raise Disagreement, naming what and where, unless the two are equal."""
    if first != second:
        raise Disagreement(
            _(
                "Two ways of counting disagree on “{quantity}” for {place}; nothing was written. "
                "The case file is untouched: run verify on it and report this."
            ).format(quantity=_named(quantity), place=place)
        )


def _grouped(
    stored: Totals,
    derived: Sequence[_Derived],
    keys: Callable[[Incident], Sequence[str]],
    name: Callable[[str], str],
) -> None:
    groups = {group.key: group for group in stored.groups}
    recounted: dict[str, list[_Derived]] = {key: [] for key in groups}
    for incident in derived:
        for key in {str(key) for key in keys(incident.incident)}:
            recounted.setdefault(key, []).append(incident)
    for key, members in sorted(recounted.items()):
        _group(groups.get(key, GroupTotal(key)), members, name(key))
    _group(stored.total, derived, _("the total"))


def _group(group: GroupTotal, derived: Sequence[_Derived], place: str) -> None:
    same(group.incidents, len(derived), place, "incidents")
    for counted in COUNTED:
        same(
            group.toll[counted],
            Total.of(incident.figures[counted] for incident in derived),
            place,
            counted,
        )
        for part in (*PARTS, CHILDREN):
            quantity = subset(counted, part)
            stated = [
                incident.figures[quantity] for incident in derived if quantity in incident.figures
            ]
            # Incidents without a figure are counted as unknown.
            no_figure = Total(unknown=len(derived))
            recounted = Total.of(stated) + Total(unknown=len(derived) - len(stated))
            stored = group.toll.get(quantity, no_figure)
            same(stored, recounted, place, quantity)


def _not_stated(total: GroupTotal) -> None:
    """The people in no class, by the other way of subtracting the classes from the whole."""
    for quantity in COUNTED:
        printed = tables.not_stated(total.toll[quantity], total.toll.parts(quantity))
        stated = [total.toll[subset(quantity, name)] for name in CLASSES]
        recounted = people_classes.remainder(total.toll[quantity], stated)
        same(
            (printed.low, printed.high), (recounted.low, recounted.high), _("Not stated"), quantity
        )


def _curves(data: SelectionData) -> None:
    """The curves must end at the totals."""
    groups = {group.key: group for group in data.totals.groups}
    for curve in data.chart.curves:
        group = groups.get(curve.district, GroupTotal(curve.district))
        place = _district(curve.district)
        for quantity in COUNTED:
            same(group.toll[quantity], curve.end.toll[quantity], place, quantity)
    same(len(groups), len(data.chart.curves), _("the total"), "incidents")


def _counted(case: CaseFile, data: SelectionData) -> None:
    """Reports and approvals, counted by the store and one by one."""
    if data.as_known_on is None:
        for incident in data.incidents:
            same(incident.row.reports, len(incident.reports), incident.row.code, "reports")
    states = totals.totals(case, data.selection, "state", data.as_known_on).groups
    others = sum(g.incidents for g in states if g.key != ReviewState.APPROVED.value)
    same(others, data.unapproved, _("what is not approved"), "incidents")


def _left_out(case: CaseFile, data: SelectionData) -> LeftOut:
    """The selected incidents that the page does not count."""
    clock = data.as_known_on
    counted = {incident.row.id for incident in data.incidents}
    others = [i for i in incidents.ids(case, data.selection, as_known_on=clock) if i not in counted]
    withdrawn = discounted = undated = 0
    for row in incidents.rows(case, others, clock):
        if row.state is not ReviewState.WITHDRAWN:
            discounted += row.grade is Grade.DISCOUNTED
        elif not incidents.incident(case, row.code).merged_into:
            withdrawn += 1
    if data.selection.has_period:
        whenever = replace(data.selection, first=None, last=None)
        dateless = set(incidents.undated(case))
        undated_ids = [i for i in incidents.ids(case, whenever, as_known_on=clock) if i in dateless]
        undated = sum(
            row.state is not ReviewState.WITHDRAWN and row.grade is not Grade.DISCOUNTED
            for row in incidents.rows(case, undated_ids, clock)
        )
    return LeftOut(withdrawn, discounted, undated)


def _compared(case: CaseFile, data: SelectionData, progress: Progress) -> None:
    """Our own sums compared with the official totals, of the reports known when each was made."""
    cache: dict[int, IncidentData] = {}
    if data.as_known_on is None:
        cache = {comparison.row.id: comparison for comparison in data.incidents}
    derived: dict[tuple[int, int], Mapping[str, Figure]] = {}
    for number, comparison in enumerate(data.statements):
        progress(number, len(data.statements))
        if comparison.selection is None or comparison.clock is None:
            continue
        recounted = []
        for incident in _compared_incidents(case, comparison, cache):
            reports = reading.known(incident.reports, comparison.clock)
            # What was known by then only grows: as many reports are the same reports.
            state = (incident.row.id, len(reports))
            if reports and state not in derived:
                derived[state] = derive(reports, *incident.rule)
            if reports:
                recounted.append(derived[state])
        own = comparison.own or GroupTotal("")
        place = comparison.statement.code
        same(own.incidents, len(recounted), place, "incidents")
        for quantity in COUNTED:
            same(
                own.toll[quantity],
                Total.of(figures[quantity] for figures in recounted),
                place,
                quantity,
            )


def _compared_incidents(
    case: CaseFile, comparison: StatementComparison, cache: dict[int, IncidentData]
) -> list[IncidentData]:
    """The incidents a statement is compared with, all their reports, each read once."""
    assert comparison.selection is not None  # noqa: S101 - checked by the caller
    ids = incidents.ids(case, comparison.selection)
    for row in incidents.rows(case, [i for i in ids if i not in cache]):
        incident = incidents.incident(case, row.code)
        cache[row.id] = reading.with_reports(case, row, incident, None)
    return [cache[i] for i in ids if cache[i].incident.counts_in_totals]


def _named(quantity: str) -> str:
    if quantity in ("incidents", "reports"):
        return _("incidents") if quantity == "incidents" else _("reports")
    return labels.quantity(quantity)


def _district(key: str) -> str:
    place = gazetteer.load().get(key)
    return labels.district(place) if place else key
