"""The tables of the page: districts, who was harmed, weapons, places hit, incidents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kharkiv_tracker import gazetteer, labels
from kharkiv_tracker.domain.figure import Range
from kharkiv_tracker.domain.incident import PlaceHit, Weapon
from kharkiv_tracker.domain.place import District, DistrictKind
from kharkiv_tracker.domain.quantity import CHILDREN, CLASSES, CONDITIONS, COUNTED, MINORS
from kharkiv_tracker.domain.total import GroupTotal, Total, Totals
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.summary import blocks
from kharkiv_tracker.summary.blocks import Block, Row
from kharkiv_tracker.summary.publication_profile import Redactor
from kharkiv_tracker.summary.summary_data import IncidentData, SelectionData, SummaryData

#: The columns of what is counted, aligned as numbers.
NUMBERS = "n" * len(COUNTED)


def districts(data: SelectionData) -> Block:
    """Every district with an incident, those without in one line, and all together."""
    groups = {group.key: group for group in data.totals.groups}
    places = gazetteer.load().districts
    rows = [_group_row(labels.district(p), groups[p.key]) for p in places if p.key in groups]
    strange = sorted(set(groups) - {place.key for place in places})
    rows += [_group_row(key, groups[key]) for key in strange]
    none = _("none recorded")
    without = _without_incidents(places, groups, data.selection.districts)
    return blocks.table(
        [_("District"), _("Incidents"), *headings()],
        rows,
        f"wn{NUMBERS}",
        _group_row(_("All"), data.totals.total) if groups else None,
        empty=[(name, none) for name in without],
    )


def _group_row(name: str, group: GroupTotal) -> Row:
    return [
        name,
        labels.number(group.incidents),
        *map(labels.figure_text, group.toll.counted),
    ]


def headings() -> list[str]:
    """The heads of the columns of what is counted."""
    return [labels.heading(name) for name in COUNTED]


def figures(incident: IncidentData) -> list[str]:
    """The numbers of one incident for these columns."""
    return [labels.figure_text(incident.row.figures[name]) for name in COUNTED]


def _without_incidents(
    places: Sequence[District], groups: Mapping[str, GroupTotal], chosen: Sequence[str]
) -> list[str]:
    """Lines for selected districts without an incident: none recorded, which is not 0."""
    places_without = [p for p in places if p.key not in groups and (not chosen or p.key in chosen)]
    if chosen or not groups:
        return [labels.district(place) for place in places_without]
    city = sum(place.kind is DistrictKind.CITY_DISTRICT for place in places_without)
    raions = sum(place.kind is DistrictKind.RAION for place in places_without)
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


def weapons(data: SelectionData) -> Block:
    """What caused the harm, the largest toll first and what is unknown last."""
    return _causes(
        data.weapons,
        _("Weapon"),
        lambda key: labels.word(Weapon(key)),
        _("An incident with two weapons stands in both rows."),
    )


def places_hit(data: SelectionData) -> Block:
    """What was hit, likewise."""
    return _causes(
        data.places,
        _("Place hit"),
        lambda key: labels.word(PlaceHit(key)),
        _("An incident with two kinds of place stands in both rows."),
    )


def _causes(totals: Totals, name: str, word: Callable[[str], str], twice: str) -> Block:
    groups = sorted(
        totals.groups, key=lambda g: (g.key == Weapon.UNKNOWN.value, -g.incidents, g.key)
    )
    counted = sum(group.incidents for group in groups)
    return blocks.table(
        [name, _("Incidents"), *headings()],
        [_group_row(capital(word(group.key)), group) for group in groups],
        f"wn{NUMBERS}",
        note=twice if counted > totals.total.incidents else "",
    )


@dataclass(frozen=True, slots=True)
class Bounds:
    """A number of people known only by its bounds."""

    low: int | None
    high: int | None
    about: bool = False

    @property
    def best(self) -> int | None:
        return self.low


def who(of: GroupTotal) -> list[Block]:
    """Men, women, children ... among those harmed, and how many are not described."""
    parts = {quantity: of.toll.parts(quantity) for quantity in COUNTED}
    rows = _parts(CLASSES, parts)
    if rows:
        rest = [not_stated(of.toll[quantity], parts[quantity]) for quantity in COUNTED]
        rows.append([_("Not stated"), *(_rest(bounds) for bounds in rest)])
    # Boys, girls and children of unknown sex once more, together.
    if sum(name in parts[w] for name in MINORS for w in COUNTED) > 1:
        together: list[Row] = _parts((CHILDREN,), parts)
        rows += [[_("Children together"), *row[1:]] for row in together]
    rows += _parts(CONDITIONS, parts)
    if not rows:
        return [blocks.note(_("No report says who was killed or injured."))]
    return [blocks.table([_("Group"), *headings()], rows, f"w{NUMBERS}")]


def _rest(bounds: Range) -> str:
    """The figure as text; “?” where it may be 0 and has no upper limit."""
    return "?" if bounds.high is None and not bounds.low else labels.figure_text(bounds)


def _parts(names: Sequence[str], parts: Mapping[str, Mapping[str, Total]]) -> list[Row]:
    return [
        [
            capital(labels.quantity(name)),
            *(_part(parts[quantity].get(name)) for quantity in COUNTED),
        ]
        for name in names
        if any(_stated(parts[quantity].get(name)) for quantity in COUNTED)
    ]


def _stated(part: Total | None) -> bool:
    return part is not None and not part.is_unknown


def _part(part: Total | None) -> str:
    """A subset as it is printed: between ends it is a lower bound, as other reports say of it."""
    if part is None or part.is_unknown:
        return "?"
    if part.low == part.high:
        return labels.figure_text(part)
    return labels.figure_text(Bounds(part.low, None, part.about))


def not_stated(total: Total, parts: Mapping[str, Total]) -> Range:
    """The people of the whole in no class; no person is in two classes."""
    stated = [part for name, part in parts.items() if name in CLASSES and not part.is_unknown]
    if total.low is None:
        return Bounds(None, None)
    lows = sum(part.low or 0 for part in stated)
    highs = [part.high for part in stated]
    low = 0 if None in highs else max(0, total.low - sum(high or 0 for high in highs))
    high = None if total.high is None else max(0, total.high - lows)
    return Bounds(low, high)


def incidents(listed: Iterable[IncidentData], data: SummaryData) -> Block:
    """Incidents by time: code, when, where and by what, figures, grade, how many speakers."""
    return blocks.table(
        [
            *(_("Code"), _("When"), _("Where and by what")),
            *(*headings(), _("Grade"), _("Speakers")),
        ],
        [_incident(incident, data) for incident in listed],
        f"ttw{NUMBERS}tn",
        size=blocks.LIST,
    )


def _incident(incident: IncidentData, data: SummaryData) -> Row:
    return [
        incident.row.code,
        labels.event_time_brief(incident.row.event),
        where(incident, Redactor.of(data.request.redaction, incident)),
        *figures(incident),
        labels.word(incident.row.grade) if incident.row.grade else _("not graded"),
        labels.number(len(voices([incident]))),
    ]


def where(incident: IncidentData, redactor: Redactor) -> str:
    """Where it was and by what, on one line."""
    place = gazetteer.load().get(incident.incident.district)
    parts = [labels.area(place) if place else incident.incident.district]
    parts.append(redactor.text(incident.incident.place))
    named = ", ".join(part for part in parts if part.strip())
    return " · ".join(part for part in (named, by_what(incident.incident.weapons)) if part)


def by_what(used: Iterable[Weapon]) -> str:
    """The weapons that are known, in words."""
    return ", ".join(labels.word(weapon) for weapon in used if weapon != Weapon.UNKNOWN)


def voices(incidents: Iterable[IncidentData]) -> set[str]:
    """The speakers of the reports: one office is one, each speaker without a name is one."""
    return {
        incident.grounds.offices.voice(report).key
        for incident in incidents
        for report in incident.reports
    }


def capital(text: str) -> str:
    """The text with a capital letter in front."""
    return text[:1].upper() + text[1:]
