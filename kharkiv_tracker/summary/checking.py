"""The second count: every figure once more, from the reports, by plain Python instead of SQL."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kharkiv_tracker import gazetteer, labels
from kharkiv_tracker.analysis import people
from kharkiv_tracker.domain.derive import derive
from kharkiv_tracker.domain.figure import Figure
from kharkiv_tracker.domain.incident import Grade, Incident, ReviewState
from kharkiv_tracker.domain.quantity import CHILDREN, CLASSES, COUNTED, PARTS, subset
from kharkiv_tracker.domain.total import GroupTotal, LeftOut, Total, Totals
from kharkiv_tracker.errors import TrackerError
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import incidents, totals
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.summary import gathered as reading
from kharkiv_tracker.summary import tables
from kharkiv_tracker.summary.comparable import Compared
from kharkiv_tracker.summary.gathered import Progress, Summed, Told, unheard

_UNKNOWN = "unknown"


class Disagreement(TrackerError):
    """Two ways of counting came to different numbers: nothing may be published."""


@dataclass(frozen=True, slots=True)
class _Derived:
    """One incident as its reports give it."""

    incident: Incident
    figures: Mapping[str, Figure]


def check(case: CaseFile, told: Summed, progress: Progress = unheard) -> None:
    """Raise Disagreement, naming the first place, unless both ways of counting agree everywhere."""
    derived = check_incidents(told.incidents)
    _grouped(told.totals, derived, lambda one: (one.district,), _district)
    _grouped(told.weapons, derived, lambda one: one.weapons or (_UNKNOWN,), _)
    _grouped(told.places, derived, lambda one: one.places_hit or (_UNKNOWN,), _)
    _not_stated(told.totals.total)
    _curves(told)
    _counted(case, told)
    same(told.totals.left_out, _left_out(case, told), _("what is left out"), "incidents")
    _compared(case, told, progress)


def check_incidents(told: Iterable[Told]) -> list[_Derived]:
    """Derive every incident again and compare; returns what came of it."""
    derived = []
    for each in told:
        figures = derive(each.reports, *each.rule)
        for whole, stored in each.row.figures.items():
            same(ends(stored), ends(figures[whole]), each.row.code, whole)
        derived.append(_Derived(each.incident, figures))
    return derived


def ends(figure: Figure) -> tuple[object, ...]:
    """What is printed of a figure."""
    return (figure.low, figure.best, figure.high, figure.about)


def same(one: object, other: object, place: str, quantity: str) -> None:
    """Raise Disagreement, naming what and where, unless the two are equal."""
    if one != other:
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
    mine: dict[str, list[_Derived]] = {key: [] for key in groups}
    for one in derived:
        for key in {str(key) for key in keys(one.incident)}:
            mine.setdefault(key, []).append(one)
    for key, members in sorted(mine.items()):
        _group(groups.get(key, GroupTotal(key)), members, name(key))
    _group(stored.total, derived, _("the total"))


def _group(group: GroupTotal, derived: Sequence[_Derived], place: str) -> None:
    same(group.incidents, len(derived), place, "incidents")
    for whole in COUNTED:
        same(group.toll[whole], Total.of(one.figures[whole] for one in derived), place, whole)
        for part in (*PARTS, CHILDREN):
            quantity = subset(whole, part)
            given = [one.figures[quantity] for one in derived if quantity in one.figures]
            # Those who say nothing of it add nothing but their number.
            none_given = Total(unknown=len(derived))
            mine = Total.of(given) + Total(unknown=len(derived) - len(given))
            stored = group.toll.get(quantity, none_given)
            same(stored, mine, place, quantity)


def _not_stated(total: GroupTotal) -> None:
    """Those whom no class holds, by the other way of taking the classes from the whole."""
    for whole in COUNTED:
        shown = tables.not_stated(total.toll[whole], total.toll.parts(whole))
        stated = [total.toll[subset(whole, name)] for name in CLASSES]
        mine = people.remainder(total.toll[whole], stated)
        same((shown.low, shown.high), (mine.low, mine.high), _("Not stated"), whole)


def _curves(told: Summed) -> None:
    """The curves must end where the totals stand."""
    groups = {group.key: group for group in told.totals.groups}
    for curve in told.chart.curves:
        group = groups.get(curve.district, GroupTotal(curve.district))
        place = _district(curve.district)
        for whole in COUNTED:
            same(group.toll[whole], curve.end.toll[whole], place, whole)
    same(len(groups), len(told.chart.curves), _("the total"), "incidents")


def _counted(case: CaseFile, told: Summed) -> None:
    """Reports and approvals, counted by the store and one by one."""
    if told.as_known_on is None:
        for each in told.incidents:
            same(each.row.reports, len(each.reports), each.row.code, "reports")
    states = totals.totals(case, told.selection, "state", told.as_known_on).groups
    others = sum(g.incidents for g in states if g.key != ReviewState.APPROVED.value)
    same(others, told.unapproved, _("what is not approved"), "incidents")


def _left_out(case: CaseFile, told: Summed) -> LeftOut:
    """What the selection holds and the page does not count."""
    clock = told.as_known_on
    counted = {each.row.id for each in told.incidents}
    others = [i for i in incidents.ids(case, told.selection, as_known_on=clock) if i not in counted]
    withdrawn = discounted = undated = 0
    for row in incidents.rows(case, others, clock):
        if row.state is not ReviewState.WITHDRAWN:
            discounted += row.grade is Grade.DISCOUNTED
        elif not incidents.incident(case, row.code).merged_into:
            withdrawn += 1
    if told.selection.has_period:
        whenever = replace(told.selection, first=None, last=None)
        dateless = set(incidents.undated(case))
        wanted = [i for i in incidents.ids(case, whenever, as_known_on=clock) if i in dateless]
        undated = sum(
            row.state is not ReviewState.WITHDRAWN and row.grade is not Grade.DISCOUNTED
            for row in incidents.rows(case, wanted, clock)
        )
    return LeftOut(withdrawn, discounted, undated)


def _compared(case: CaseFile, told: Summed, progress: Progress) -> None:
    """Our own sums beside the official totals, of the reports known when each was made."""
    known: dict[int, Told] = {}
    if told.as_known_on is None:
        known = {each.row.id: each for each in told.incidents}
    derived: dict[tuple[int, int], Mapping[str, Figure]] = {}
    for number, each in enumerate(told.statements):
        progress(number, len(told.statements))
        if each.selection is None or each.clock is None:
            continue
        mine = []
        for one in _all_told(case, each, known):
            reports = reading.known(one.reports, each.clock)
            # What was known by then only grows: as many reports are the same reports.
            state = (one.row.id, len(reports))
            if reports and state not in derived:
                derived[state] = derive(reports, *one.rule)
            if reports:
                mine.append(derived[state])
        own = each.own or GroupTotal("")
        place = each.statement.code
        same(own.incidents, len(mine), place, "incidents")
        for whole in COUNTED:
            same(own.toll[whole], Total.of(figures[whole] for figures in mine), place, whole)


def _all_told(case: CaseFile, each: Compared, known: dict[int, Told]) -> list[Told]:
    """The incidents a statement is compared with, all their reports, each read once."""
    assert each.selection is not None  # noqa: S101 - said by the caller
    wanted = incidents.ids(case, each.selection)
    for row in incidents.rows(case, [i for i in wanted if i not in known]):
        one = incidents.incident(case, row.code)
        known[row.id] = reading.with_reports(case, row, one, None)
    return [known[i] for i in wanted if known[i].incident.counts_in_totals]


def _named(quantity: str) -> str:
    if quantity in ("incidents", "reports"):
        return _("incidents") if quantity == "incidents" else _("reports")
    return labels.quantity(quantity)


def _district(key: str) -> str:
    place = gazetteer.load().get(key)
    return labels.district(place) if place else key
