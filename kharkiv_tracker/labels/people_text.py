"""Sentences of the window that put figures and people together."""

from __future__ import annotations

from collections.abc import Mapping

from kharkiv_tracker import labels
from kharkiv_tracker.domain.figure import Range
from kharkiv_tracker.domain.person import PURGED, Civilian, Person, Visibility
from kharkiv_tracker.domain.place import District, DistrictKind
from kharkiv_tracker.domain.quantity import COUNTED, QUANTITIES
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.i18n import _, current


def figures_in_signs(figures: Mapping[str, Range]) -> str:
    """The counted figures where hardly any room is, in the order of the columns: `7+ / 16`."""
    return " / ".join(labels.figure_text(figures[name]) for name in COUNTED)


def uncounted(report: Report) -> list[str]:
    """The numbers of a report without a figure of their own: combatants, deaths in hospital."""
    parts = (labels.fighters(report, labels.in_signs), labels.deaths(report))
    return [part for part in parts if part]


def beside_counted(report: Report) -> list[str]:
    """Its numbers beside those counted: `57 affected`, `3 missing`, `combatants: 2 …`."""
    heads = {name.partition(".")[0] for name in report.counts}
    others = (
        labels.short_counts({n: c for n, c in report.counts.items() if n.partition(".")[0] == head})
        for head in QUANTITIES
        if head in heads and head not in COUNTED
    )
    return [*(text for text in others if text), *uncounted(report)]


def district(place: District) -> str:
    """A district short enough for a column; what is unknown is named by what is known."""
    if place.kind is DistrictKind.CITY_UNKNOWN:
        return _("City, unknown")
    if place.kind is DistrictKind.OBLAST_UNKNOWN:
        return _("Oblast, unknown")
    return place.short_name(current())


def incident(place: str, where: District | None) -> str:
    """What an incident is called: its place and its district."""
    name = labels.district(where) if where else _("District unknown")
    return _("{place}, {district}").format(place=capital(place), district=name) if place else name


def capital(text: str) -> str:
    """With a capital first letter, the rest as it is."""
    return text[:1].upper() + text[1:]


def civilian(value: Civilian) -> str:
    """Whether a person is a civilian, in words; "" for a civilian."""
    match value:
        case Civilian.CIVILIAN:
            return ""
        case Civilian.UNKNOWN:
            return _("civilian status unknown")
        case _:
            return labels.word(value)


def status(known: Person) -> str:
    """What happened to a person, and since when: `died in hospital, 19 Aug 2022`."""
    if known.status is None:
        return ""
    word = labels.word(known.status)
    if known.status_on is None:
        return word
    return _("{status}, {day}").format(status=word, day=labels.date(known.status_on, short=True))


def shown_as(known: Person) -> str:
    """What of a person may be published, where it is not the usual age and sex, and why."""
    published = _("may be published: {visibility}").format(visibility=labels.word(known.shown_as))
    parts = (
        "" if known.shown_as is Visibility.AGE_AND_SEX else published,
        known.visibility_reason,
        _("cleared by {name}").format(name=known.cleared_by) if known.cleared_by else "",
    )
    return " · ".join(part for part in parts if part)


def name(known: Person, name_visible: bool) -> str:
    """The name where it may be shown, else why it is not."""
    if not known.name:
        return _("name unknown")
    if known.name == PURGED:
        return _("name erased")
    return known.name if name_visible or known.is_named else _("name withheld")


def person(known: Person, name_visible: bool) -> str:
    """A person in one line: `name kept back · female · 34 · killed`."""
    parts = (
        name(known, name_visible),
        labels.word(known.sex) if known.sex else "",
        "" if known.age.is_unknown else labels.age(known.age),
        status(known),
        labels.word(known.occupation) if known.occupation else "",
        civilian(known.civilian),
    )
    return " · ".join(part for part in parts if part)
