"""The tables of the page: districts, who was harmed, incidents, sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kharkiv_tracker import gazetteer, labels
from kharkiv_tracker.charts.wording import drawable
from kharkiv_tracker.domain.figure import GroupTotal, Range, Total
from kharkiv_tracker.domain.incident import Weapon
from kharkiv_tracker.domain.place import District, DistrictKind
from kharkiv_tracker.domain.report import CLASSES, CONDITIONS
from kharkiv_tracker.domain.source import Source
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.summary.gathered import LONGEST_LIST, Gathered, Told

Row = list[str]


def districts(gathered: Gathered) -> dict[str, Any]:
    """Every district with an incident, those without in one line, and all together."""
    groups = {group.key: group for group in gathered.totals.groups}
    places = gazetteer.load().districts
    rows = [_district_row(labels.district(p), groups[p.key]) for p in places if p.key in groups]
    strange = sorted(set(groups) - {place.key for place in places})
    rows += [_district_row(drawable(key, 40), groups[key]) for key in strange]
    return {
        "head": [_("District"), _("Incidents"), _("Killed"), _("Injured")],
        "rows": rows,
        "others": _without_incidents(places, groups, gathered.selection.districts),
        "none": _("none recorded"),
        "total": _district_row(_("All"), gathered.totals.total) if groups else None,
    }


def _district_row(name: str, group: GroupTotal) -> Row:
    return [
        name,
        labels.number(group.incidents),
        labels.figure_text(group.killed),
        labels.figure_text(group.injured),
    ]


def _without_incidents(
    places: Sequence[District], groups: Mapping[str, GroupTotal], chosen: Sequence[str]
) -> list[str]:
    """Lines for what is selected and has no incident: nothing is recorded there, which is not 0."""
    left = [p for p in places if p.key not in groups and (not chosen or p.key in chosen)]
    if chosen or not groups:
        return [labels.district(place) for place in left]
    city = sum(place.kind is DistrictKind.CITY_DISTRICT for place in left)
    raions = sum(place.kind is DistrictKind.RAION for place in left)
    lines = []
    if city:
        lines.append(
            ngettext("{n} other city district", "{n} other city districts", city).format(
                n=labels.number(city)
            )
        )
    if raions:
        lines.append(
            ngettext("{n} other raion", "{n} other raions", raions).format(n=labels.number(raions))
        )
    return lines


@dataclass(frozen=True, slots=True)
class _Between:
    """A number of people known only to lie between two ends."""

    low: int | None
    high: int | None
    about: bool = False

    @property
    def best(self) -> int | None:
        return self.low


def who(gathered: Gathered) -> dict[str, Any]:
    """Men, women, children ... among the killed and the injured, and how many are not described."""
    total = gathered.totals.total
    parts = {"killed": total.of_whom.get("killed", {}), "injured": total.of_whom.get("injured", {})}
    wholes = {"killed": total.killed, "injured": total.injured}
    rows = [
        [_capital(labels.quantity(name)), *(_part(parts[whole].get(name)) for whole in parts)]
        for name in CLASSES
        if any(_stated(parts[whole].get(name)) for whole in parts)
    ]
    if rows:
        rest = [_rest(wholes[whole], parts[whole]) for whole in parts]
        rows.append([_("Not stated"), *(labels.figure_text(each) for each in rest)])
    conditions = [
        [_capital(labels.quantity(name)), *(_part(parts[whole].get(name)) for whole in parts)]
        for name in CONDITIONS
        if any(_stated(parts[whole].get(name)) for whole in parts)
    ]
    return {
        "head": [_("Group"), _("Killed"), _("Injured")],
        "rows": rows,
        "conditions": conditions,
        "empty": _("No report says who was killed or injured."),
    }


def _stated(part: Total | None) -> bool:
    return part is not None and not part.is_unknown


def _part(part: Total | None) -> str:
    """A subset as it is printed: between ends it is a lower bound, as other reports say of it."""
    if part is None or part.is_unknown:
        return "–"
    if part.low == part.high:
        return labels.figure_text(part)
    return labels.figure_text(_Between(part.low, None, part.about))


def _rest(whole: Total, parts: Mapping[str, Total]) -> Range:
    """The people of the whole that no class holds; classes share nobody with one another."""
    stated = [part for name, part in parts.items() if name in CLASSES and not part.is_unknown]
    if whole.low is None:
        return _Between(None, None)
    lows = sum(part.low or 0 for part in stated)
    highs = [part.high for part in stated]
    low = 0 if None in highs else max(0, whole.low - sum(high or 0 for high in highs))
    high = None if whole.high is None else max(0, whole.high - lows)
    return _Between(low, high)


def incidents(gathered: Gathered) -> dict[str, Any]:
    """The incidents by date; what exceeds a readable list is counted."""
    shown = gathered.incidents[:LONGEST_LIST]
    more = len(gathered.incidents) - len(shown)
    head = [_("Code"), _("When"), _("Where and by what")]
    return {
        "head": [*head, _("Killed"), _("Injured"), _("Grade"), _("Speakers")],
        "rows": [_incident(told) for told in shown],
        "more": ngettext(
            "{n} more incident is counted above and not listed here.",
            "{n} more incidents are counted above and not listed here.",
            more,
        ).format(n=labels.number(more))
        if more
        else "",
    }


def _incident(told: Told) -> Row:
    incident = told.row
    place = gazetteer.load().get(incident.district)
    parts = [labels.area(place) if place else "", drawable(incident.place, 120)]
    where = ", ".join(part for part in parts if part)
    weapons = ", ".join(labels.word(each) for each in incident.weapons if each != Weapon.UNKNOWN)
    return [
        incident.code,
        labels.event_time_brief(incident.event),
        " · ".join(part for part in (where, weapons) if part),
        labels.figure_text(told.row.killed),
        labels.figure_text(told.row.injured),
        labels.word(incident.grade) if incident.grade else _("not graded"),
        labels.number(len(voices([told]))),
    ]


def voices(incidents: Iterable[Told]) -> set[str]:
    """Whom the reports quote: five outlets quoting one office are one, each nameless one too."""
    return {
        report.speaker.key or f"\0{report.uid}" for told in incidents for report in told.reports
    }


def sources(gathered: Gathered) -> list[str]:
    """The sources used, by kind; confidential ones are counted and never named."""
    used: dict[str, Counter[str]] = {}
    reports = [report for told in gathered.incidents for report in told.reports]
    for report in reports:
        _note(used, report.source, report.is_confidential)
    for statement in gathered.statements:
        _note(used, statement.source, not statement.source.may_be_named)
    ordered = sorted(used.items(), key=lambda item: (-item[1].total(), item[0]))
    return [_used(kind, names) for kind, names in ordered]


def _note(used: dict[str, Counter[str]], source: Source, confidential: bool) -> None:
    shown = Source() if confidential else source
    nameless = _("confidential source") if confidential else _("source not named")
    kind = labels.word(shown.kind) if shown.kind else _("kind not stated")
    used.setdefault(kind, Counter())[drawable(shown.name, 80) or nameless] += 1


def _used(kind: str, names: Counter[str]) -> str:
    listed = [
        _("{name} ({n})").format(name=name, n=labels.number(times))
        for name, times in sorted(names.items(), key=lambda item: (-item[1], item[0]))
    ]
    return _("{kind}: {names}").format(kind=_capital(kind), names=", ".join(listed))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
