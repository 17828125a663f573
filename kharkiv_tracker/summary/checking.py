"""The second count: every total once more, from the reports, by plain Python instead of SQL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kharkiv_tracker import gazetteer, labels
from kharkiv_tracker.domain.derive import derive
from kharkiv_tracker.domain.figure import Figure, GroupTotal, Total
from kharkiv_tracker.domain.report import CHILDREN, SUBSETS, WHOLES, subset
from kharkiv_tracker.errors import TrackerError
from kharkiv_tracker.i18n import _
from kharkiv_tracker.summary.gathered import Gathered


@dataclass(frozen=True, slots=True)
class _Derived:
    """One incident as its reports give it."""

    code: str
    district: str
    figures: Mapping[str, Figure]


class Disagreement(TrackerError):
    """Two ways of counting came to different numbers: nothing may be published."""


def check(gathered: Gathered) -> None:
    """Raise Disagreement, naming the first place, unless both ways of counting agree everywhere."""
    derived = [
        _Derived(
            told.row.code,
            told.row.district,
            derive(told.reports, *told.rule),
        )
        for told in gathered.incidents
    ]
    for told, mine in zip(gathered.incidents, derived, strict=True):
        for whole, stored in (("killed", told.row.killed), ("injured", told.row.injured)):
            _same(_ends(stored), _ends(mine.figures[whole]), mine.code, whole)
    groups = {group.key: group for group in gathered.totals.groups}
    keys = {mine.district for mine in derived}
    for key in sorted(keys | set(groups)):
        here = [mine for mine in derived if mine.district == key]
        _group(groups.get(key, GroupTotal(key)), here, _district(key))
    _group(gathered.totals.total, derived, _("the total"))
    _curves(gathered)


def _group(group: GroupTotal, derived: Sequence[_Derived], place: str) -> None:
    _same(group.incidents, len(derived), place, "incidents")
    for whole, total in (("killed", group.killed), ("injured", group.injured)):
        _same(total, Total.of(mine.figures[whole] for mine in derived), place, whole)
        for part in (*SUBSETS, CHILDREN):
            quantity = subset(whole, part)
            figures = [mine.figures.get(quantity, Figure()) for mine in derived]
            mine = Total.of(figures)
            stored = group.of_whom.get(whole, {}).get(part, Total(unknown=len(derived)))
            _same(stored, mine, place, quantity)


def _curves(gathered: Gathered) -> None:
    """The curves must end where the totals stand."""
    groups = {group.key: group for group in gathered.totals.groups}
    for curve in gathered.chart.curves:
        group = groups.get(curve.district, GroupTotal(curve.district))
        place = _district(curve.district)
        for whole in WHOLES:
            stored = group.killed if whole == "killed" else group.injured
            _same(stored, curve.end.of(whole), place, whole)
    _same(len(groups), len(gathered.chart.curves), _("the total"), "incidents")


def _ends(figure: Figure) -> tuple[object, ...]:
    return (figure.low, figure.best, figure.high, figure.about)


def _same(one: object, other: object, place: str, quantity: str) -> None:
    if one != other:
        raise Disagreement(
            _(
                "Two ways of counting disagree on “{quantity}” for {place}; nothing was written. "
                "The case file is untouched: run verify on it and report this."
            ).format(quantity=_named(quantity), place=place)
        )


def _named(quantity: str) -> str:
    return _("incidents") if quantity == "incidents" else labels.quantity(quantity)


def _district(key: str) -> str:
    place = gazetteer.load().get(key)
    return labels.district(place) if place else key
