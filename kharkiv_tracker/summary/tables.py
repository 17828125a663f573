"""The tables of the page: districts, who was harmed, weapons, places hit, incidents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kharkiv_tracker import gazetteer, labels
from kharkiv_tracker.analysis import people_classes
from kharkiv_tracker.charts import chart_notes
from kharkiv_tracker.domain.incident import Weapon
from kharkiv_tracker.domain.incident_words import PlaceHit
from kharkiv_tracker.domain.place import District, DistrictKind
from kharkiv_tracker.domain.quantity import (
    ADULTS,
    AFFECTED,
    CHILDREN,
    CLASSES,
    CONDITIONS,
    COUNTED,
    GROUP_OF,
    INJURED,
    STRESS,
)
from kharkiv_tracker.domain.total import GroupTotal, Toll, Total, Totals
from kharkiv_tracker.domain.word import Word
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.labels import stress_text
from kharkiv_tracker.summary import blocks, optional_fields
from kharkiv_tracker.summary.blocks import Block, Cell, Row
from kharkiv_tracker.summary.publication_profile import Redactor
from kharkiv_tracker.summary.summary_data import IncidentData, SelectionData, SummaryData

#: The columns of what is counted, aligned as numbers.
NUMBERS = "n" * len(COUNTED)


def districts(data: SelectionData) -> Block:
    """Every district with an incident, those without in one line, and all together."""
    groups = {group.key: group for group in data.totals.groups}
    places = gazetteer.load().listed
    more = data.beside
    rows = [
        row
        for place in places
        if place.key in groups
        for row in _district_rows(labels.district(place), groups[place.key], more)
    ]
    strange = sorted(set(groups) - {place.key for place in places})
    rows += [row for key in strange for row in _district_rows(key, groups[key], more)]
    none = _("none recorded")
    without = _without_incidents(places, groups, data.selection.districts)
    return blocks.table(
        [_("District"), _("Incidents"), *headings(more)],
        rows,
        f"wn{NUMBERS}{narrow(more)}",
        _group_row(_("All"), data.totals.total, more) if groups else None,
        empty=[(name, none) for name in without],
    )


def _district_rows(name: str, group: GroupTotal, more: Sequence[str]) -> list[Row]:
    """A district's incidents, and in a line of its own what is the remainder of combined reports.

    The second line is part of the first; without an incident it is the only one.
    """
    if group.remainder is None:
        return [_group_row(name, group, more)]
    figures = [labels.figure_text(group.remainder[quantity]) for quantity in (*COUNTED, *more)]
    if not group.incidents:
        title = _("{area}: remainder of combined reports").format(area=name)
        return [[title, "", *figures]]
    part = _("of which the remainder of combined reports")
    return [_group_row(name, group, more), [part, "", *figures]]


def _group_row(name: str, group: GroupTotal, more: Sequence[str]) -> Row:
    return [
        name,
        labels.number(group.incidents),
        *(labels.figure_text(group.toll[quantity]) for quantity in (*COUNTED, *more)),
    ]


def headings(more: Sequence[str] = ()) -> list[str]:
    """The heads of the columns of what is counted, and of what is shown beside it."""
    return [labels.heading(name) for name in (*COUNTED, *more)]


def narrow(more: Sequence[str]) -> str:
    """The letters of the columns of what is shown beside the counted."""
    return "h" * len(more)


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
    """The weapons, the largest total first and the unknown last."""
    return _causes(
        data.weapons,
        data.beside,
        _("Weapon"),
        Weapon,
        _("Incidents with two weapons are counted in both rows."),
        optional_fields.debris(data),
    )


def places_hit(data: SelectionData) -> Block:
    """What was hit, likewise."""
    return _causes(
        data.places,
        data.beside,
        _("Place hit"),
        PlaceHit,
        _("Incidents with two kinds of place hit are counted in both rows."),
    )


def _causes(
    totals: Totals,
    more: Sequence[str],
    name: str,
    words: type[Word],
    twice: str,
    also: Sequence[tuple[str, GroupTotal]] = (),
) -> Block:
    order = list(words)
    groups = sorted(
        totals.groups,
        key=lambda g: (g.key == Weapon.UNKNOWN.value, -g.incidents, order.index(words(g.key))),
    )
    counted = sum(group.incidents for group in groups)
    return blocks.table(
        [name, _("Incidents"), *headings(more)],
        [
            *(_group_row(capital(labels.word(words(group.key))), group, more) for group in groups),
            *(_group_row(title, group, more) for title, group in also),
        ],
        f"wn{NUMBERS}{narrow(more)}",
        note=" ".join(
            note
            for note in (
                twice if counted > totals.total.incidents else "",
                chart_notes.remainder(totals, is_drawn=False),
            )
            if note
        ),
    )


def who(of: GroupTotal) -> list[Block]:
    """Men, women, children ... among those harmed, and how many are not described."""
    shown = (*COUNTED, AFFECTED) if _are_apart(of.toll) else COUNTED
    parts = {quantity: of.toll.parts(quantity) for quantity in shown}
    # Those whom a source calls of unknown age and sex are among those of whom none is stated.
    rows = _parts([name for name in CLASSES if name != people_classes.UNSTATED], parts)
    if rows:
        rest = [people_classes.rest(of.toll, quantity) for quantity in shown]
        rows.append([_("Not stated"), *map(labels.figure_text, rest)])
    # Boys, girls and children of unknown sex once more, together; and adults likewise.
    for group, together in ((CHILDREN, _("All children")), (ADULTS, _("All adults"))):
        if any(_is_more(group, parts[quantity]) for quantity in shown):
            rows += [[together, *row[1:]] for row in _parts((group,), parts)]
    # Those with acute stress are a figure of their own.
    rows += _parts([name for name in CONDITIONS if name != STRESS], parts)
    if not rows:
        return [blocks.note(_("No report gives age or sex."))]
    head = [_("Group"), *map(labels.heading, shown)]
    return [blocks.table(head, rows, "w" + "n" * len(shown))]


def _are_apart(toll: Toll) -> bool:
    """Whether the affected are others than the injured."""
    affected, injured = toll[AFFECTED], toll[INJURED]
    ends = (affected.low, affected.high) != (injured.low, injured.high)
    return AFFECTED in toll.beside and not affected.is_unknown and ends


def _parts(names: Sequence[str], parts: Mapping[str, Mapping[str, Total]]) -> list[Row]:
    return [
        [
            capital(labels.quantity(name)),
            *(labels.figure_text(part.get(name, Total())) for part in parts.values()),
        ]
        for name in names
        if any(_stated(part.get(name)) for part in parts.values())
    ]


def _is_more(group: str, parts: Mapping[str, Total]) -> bool:
    """Whether a group is another number than each of its classes."""
    ends = {(part.low, part.high) for n, part in parts.items() if GROUP_OF.get(n) == group}
    together = parts.get(group, Total())
    return not together.is_unknown and (together.low, together.high) not in ends


def _stated(part: Total | None) -> bool:
    return part is not None and not part.is_unknown


def incidents(listed: Iterable[IncidentData], data: SummaryData) -> Block:
    """Incidents by time: code, when, where and by what, figures, grade, how many speakers."""
    return blocks.table(
        [
            *(_("Code"), _("When"), _("Place and weapon")),
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
        _where_with_beside(incident, Redactor.of(data.request, incident)),
        *figures(incident),
        labels.word(incident.row.grade) if incident.row.grade else _("not graded"),
        labels.number(len(incident.speakers)),
    ]


def where(incident: IncidentData, redactor: Redactor) -> str:
    """Where it was and by what, on one line."""
    place = gazetteer.load().get(incident.incident.district)
    parts = [labels.area(place) if place else incident.incident.district]
    parts.append(redactor.text(incident.incident.place))
    named = ", ".join(part for part in parts if part.strip())
    return " · ".join(part for part in (named, by_what(incident.incident.weapons)) if part)


def _where_with_beside(incident: IncidentData, redactor: Redactor) -> Cell:
    lines = beside(incident)
    return [where(incident, redactor), *lines] if lines else where(incident, redactor)


def beside(incident: IncidentData) -> list[str]:
    """A line with what is known of an incident beside killed and injured, if anything is."""
    line = stress_text.beside(incident.figures)
    return [line] if line else []


def by_what(used: Iterable[Weapon]) -> str:
    """The weapons that are known, in words."""
    return ", ".join(labels.words(weapon for weapon in used if weapon != Weapon.UNKNOWN))


def capital(text: str) -> str:
    """The text with a capital letter in front."""
    return text[:1].upper() + text[1:]
