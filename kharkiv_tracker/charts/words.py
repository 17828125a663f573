"""What a chart says about itself: which incidents it shows, and which it leaves out and why."""

from __future__ import annotations

from datetime import datetime

from kharkiv_tracker import city, gazetteer, labels
from kharkiv_tracker.charts import wording
from kharkiv_tracker.charts.asked import Asked
from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.total import LeftOut, Toll, Totals
from kharkiv_tracker.i18n import _, ngettext


def subtitle(asked: Asked) -> str:
    """Case, period, selection and clocks on one line."""
    selection = asked.view.selection
    parts = [
        wording.drawable(asked.case_title, 80),
        period(selection) or _("all dates"),
        *selected(selection),
        known_on(asked.view.as_known_on),
        recorded_on(asked.view.as_recorded_on),
    ]
    return " · ".join(part for part in parts if part)


def period(selection: Selection) -> str:
    """The period selected in words, or nothing where all dates are meant."""
    first = labels.date(selection.first) if selection.first else ""
    last = labels.date(selection.last) if selection.last else ""
    if first and last:
        return first if first == last else _("{first} to {last}").format(first=first, last=last)
    if first:
        return _("from {date}").format(date=first)
    return _("until {date}").format(date=last) if last else ""


def selected(selection: Selection) -> list[str]:
    """Everything but the period that narrows the selection, one phrase for each."""
    places = [gazetteer.load().get(key) for key in selection.districts]
    told = [_several([labels.district(place) for place in places if place], _("{n} districts"))]
    told.append(_several([labels.word(each) for each in selection.weapons], _("{n} weapons")))
    told.append(_several([labels.word(each) for each in selection.grades], _("{n} grades")))
    told.append(_several([labels.word(each) for each in selection.states], _("{n} review states")))
    if selection.text:
        told.append(_("“{text}”").format(text=wording.drawable(selection.text, 40)))
    return [phrase for phrase in told if phrase]


def _several(names: list[str], counted: str) -> str:
    return ", ".join(names) if len(names) <= 3 else counted.format(n=labels.number(len(names)))


def known_on(instant: datetime | None) -> str:
    """Which reports are used where not all of them are."""
    if instant is None:
        return ""
    return _("as known on {when} {clock}").format(
        when=labels.moment(instant), clock=city.text("clock")
    )


def recorded_on(instant: datetime | None) -> str:
    """Which revisions are used where not all of them are."""
    if instant is None:
        return ""
    return _("as recorded on {when} {clock}").format(
        when=labels.moment(instant), clock=city.text("clock")
    )


def left_out(left: LeftOut, selection: Selection) -> str:
    """How many incidents are not in the figures, and why."""
    told = []
    if left.withdrawn:
        told.append(_("{n} withdrawn").format(n=labels.number(left.withdrawn)))
    if left.discounted:
        told.append(_("{n} discounted").format(n=labels.number(left.discounted)))
    if left.undated and selection.has_period:
        told.append(_("{n} undated, which lie in no period").format(n=labels.number(left.undated)))
    if not told:
        return _("No incident is left out.")
    return _("Incidents left out: {reasons}.").format(reasons=", ".join(told))


def unknowns(totals: Totals) -> str:
    """In how many incidents nobody gives a number, for each counted quantity."""
    unknown = {name: totals.total.toll[name].unknown for name in COUNTED}
    *before, last = [_unknown(name, count) for name, count in unknown.items() if count] or [""]
    if before:
        last = _("{first}, and {second}").format(first=", ".join(before), second=last)
    return f"{last[0].upper()}{last[1:]}." if last else ""


def _unknown(quantity: str, count: int) -> str:
    return ngettext(
        "the number of {people} is unknown in {n} incident",
        "the number of {people} is unknown in {n} incidents",
        count,
    ).format(people=labels.of_people(quantity), n=labels.number(count))


def undated(count: int) -> str:
    """How many incidents stand outside the dates of the axis."""
    if not count:
        return ""
    return ngettext(
        "{n} undated incident stands at the right, outside the dates.",
        "{n} undated incidents stand at the right, outside the dates.",
        count,
    ).format(n=labels.number(count))


def statements(drawn: int, listed: int) -> str:
    """How many official totals the chart shows, and how many it only counts."""
    told = []
    if drawn:
        told.append(
            ngettext(
                "The square is an official total, not part of the curve.",
                "The squares are official totals, not part of the curves.",
                drawn,
            )
        )
    if listed:
        told.append(
            ngettext(
                "{n} official total speaks of another area or period; it is listed, not drawn.",
                "{n} official totals speak of other areas or periods; they are listed, not drawn.",
                listed,
            ).format(n=labels.number(listed))
        )
    return " ".join(told)


def toll(name: str, given: Toll) -> str:
    """What one thing in a chart comes to, on one line."""
    return labels.toll(name, {each: labels.figure_text(given[each]) for each in COUNTED})
