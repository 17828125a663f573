"""Notes of a chart: which incidents it shows, and which it leaves out and why."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from kharkiv_tracker import city, gazetteer, labels
from kharkiv_tracker.charts import text_fit
from kharkiv_tracker.charts.chart_request import ChartRequest
from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.time_view import View
from kharkiv_tracker.domain.total import LeftOut, Toll, Totals
from kharkiv_tracker.i18n import NN_, _, ngettext
from kharkiv_tracker.labels import remainder_text, stress_text


def subtitle(request: ChartRequest) -> str:
    """Case, period, selection and clocks on one line."""
    profile = request.profile
    phrases = [
        text_fit.drawable(request.case_title, 80),
        *viewed(request.view, profile is not None and profile.is_internal),
        labels.word(profile) if profile else "",
    ]
    return " · ".join(phrase for phrase in phrases if phrase)


def viewed(view: View, names_text: bool = False) -> list[str]:
    """Period, selection and clocks, one phrase for each part."""
    phrases = [
        period(view.selection) or _("all dates"),
        *selected(view.selection, names_text),
        known_on(view.as_known_on),
        recorded_on(view.as_recorded_on),
    ]
    return [phrase for phrase in phrases if phrase]


def period(selection: Selection) -> str:
    """The period of a selection in words, or nothing for all dates."""
    first = labels.date(selection.first) if selection.first else ""
    last = labels.date(selection.last) if selection.last else ""
    if first and last:
        return first if first == last else _("{first} to {last}").format(first=first, last=last)
    if first:
        return _("from {date}").format(date=first)
    return _("until {date}").format(date=last) if last else ""


def selected(selection: Selection, names_text: bool = False) -> list[str]:
    """The selection without its period, one phrase for each part.

    What was searched for may be the name of a witness, and what is drawn leaves the house: it is
    said only where `names_text`.
    """
    known = gazetteer.load()
    places = map(known.get, known.in_order(selection.districts))
    phrases = [
        _several(
            [labels.district(place) for place in places if place],
            NN_("{n} district", "{n} districts"),
        ),
        _several(labels.words(selection.weapons), NN_("{n} weapon", "{n} weapons")),
        _several(labels.words(selection.grades), NN_("{n} grade", "{n} grades")),
        _several(labels.words(selection.states), NN_("{n} review state", "{n} review states")),
    ]
    if selection.text:
        phrases.append(
            _("“{text}”").format(text=text_fit.drawable(selection.text, 40))
            if names_text
            else _("only records with certain words")
        )
    return [phrase for phrase in phrases if phrase]


def _several(names: Iterable[str], number: tuple[str, str]) -> str:
    """The names, or their number where they are many."""
    listed = list(names)
    if len(listed) <= 3:
        return ", ".join(listed)
    return ngettext(*number, len(listed)).format(n=labels.number(len(listed)))


def known_on(instant: datetime | None) -> str:
    """The known-on date in words, or nothing."""
    if instant is None:
        return ""
    return _("as known on {when} {clock}").format(
        when=labels.moment(instant), clock=city.text("clock")
    )


def recorded_on(instant: datetime | None) -> str:
    """The recorded-on date in words, or nothing."""
    if instant is None:
        return ""
    return _("as recorded on {when} {clock}").format(
        when=labels.moment(instant), clock=city.text("clock")
    )


def left_out(numbers: LeftOut, selection: Selection) -> str:
    """The number of incidents left out of the figures, by reason."""
    reasons = []
    if numbers.withdrawn:
        reasons.append(_("{n} withdrawn").format(n=labels.number(numbers.withdrawn)))
    if numbers.discounted:
        reasons.append(_("{n} discounted").format(n=labels.number(numbers.discounted)))
    if numbers.undated and selection.has_period:
        reasons.append(
            _("{n} undated (outside any period)").format(n=labels.number(numbers.undated))
        )
    if numbers.touching:
        reasons.append(
            _("{n} that began before the period").format(n=labels.number(numbers.touching))
        )
    remainders = remainder_text.left_out(numbers.remainder)
    if not reasons:
        return remainders or _("No incidents left out.")
    incidents = _("Incidents left out: {reasons}.").format(reasons=", ".join(reasons))
    return f"{incidents} {remainders}".strip()


def remainder(totals: Totals, is_drawn: bool = True) -> str:
    """How much of the figures is of combined reports alone, or is not drawn for that."""
    say = remainder_text.included if is_drawn else remainder_text.beside
    return say(totals.total.remainder)


def unknowns(totals: Totals) -> str:
    """The number of incidents with an unknown number, by counted quantity."""
    unknown = {name: totals.total.toll[name].unknown for name in COUNTED}
    return " ".join(_unknown(name, count) for name, count in unknown.items() if count)


def stress(request: ChartRequest, totals: Totals | None = None) -> str:
    """How acute stress is counted, and in how many incidents that is unknown."""
    sentences = (
        stress_text.which(request.stress),
        stress_text.undivided(totals.total.undivided) if totals else "",
    )
    return " ".join(sentence for sentence in sentences if sentence)


def _unknown(quantity: str, count: int) -> str:
    return ngettext(
        "Number {people} unknown in {n} incident.",
        "Number {people} unknown in {n} incidents.",
        count,
    ).format(people=labels.of_people(quantity), n=labels.number(count))


def undated(count: int) -> str:
    """The number of incidents outside the dates of the axis."""
    if not count:
        return ""
    return ngettext(
        "{n} undated incident shown at the right.",
        "{n} undated incidents shown at the right.",
        count,
    ).format(n=labels.number(count))


def statements(shown_count: int, omitted: int) -> str:
    """The number of official totals that are drawn, and of those only counted."""
    sentences = []
    if shown_count:
        sentences.append(
            ngettext(
                "Square: official total, not part of the curve.",
                "Squares: official totals, not part of the curves.",
                shown_count,
            )
        )
    if omitted:
        sentences.append(
            ngettext(
                "{n} official total not drawn: it covers another area or period; see the list.",
                "{n} official totals not drawn: they cover other areas or periods; see the list.",
                omitted,
            ).format(n=labels.number(omitted))
        )
    return " ".join(sentences)


def toll(name: str, figures: Toll) -> str:
    """The figures of one thing in a chart, on one line."""
    return labels.toll(
        name, {quantity: labels.figure_text(figures[quantity]) for quantity in COUNTED}
    )
