"""The summary of one incident: its figures and why, how they grew, its whole chain of reports."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from kharkiv_tracker import codebook, gazetteer, labels
from kharkiv_tracker.charts import chart_bytes
from kharkiv_tracker.charts.curves import incident_curve
from kharkiv_tracker.domain.figure import Figure
from kharkiv_tracker.domain.incident import Incident
from kharkiv_tracker.domain.incident_words import PlaceHit
from kharkiv_tracker.domain.quantity import AFFECTED, COUNTED, UNCOUNTED
from kharkiv_tracker.domain.total import GroupTotal, Toll, Total
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.summary import (
    blocks,
    method_block,
    note_block,
    optional_fields,
    page_frame,
    person_block,
    prose,
    report_chain,
    tables,
)
from kharkiv_tracker.summary.blocks import Block, Cell, Row
from kharkiv_tracker.summary.incident_summary import IncidentSummary
from kharkiv_tracker.summary.publication_profile import Redactor

#: Inches: half the width of the text on the page.
_CHART = (8.1 / 2.54, 4.0 / 2.54)
#: Alternative texts list at most this many steps of a curve; a PDF limits their length.
_MOST_STEPS = 60


def page(summary: IncidentSummary) -> dict[str, Any]:
    """The page as nested lists and texts."""
    redactor = Redactor.of(summary.data.request, summary.incident_data)
    incident = summary.incident_data.incident
    return page_frame.content(
        summary.data,
        [
            *opening(summary, redactor),
            *_growth(summary),
            facts(summary, redactor),
            *person_block.persons(summary.persons, redactor),
            *report_chain.reports(summary, redactor),
            *note_block.notes(summary, redactor),
            *page_frame.method(summary.data),
            *method_block.method_page(summary.data),
        ],
        title=title(summary, redactor),
        about=_about(summary),
        notes=_not_counted(incident),
    )


def opening(summary: IncidentSummary, redactor: Redactor) -> list[Block]:
    """Its figures, what happened, and why the figures are what they are."""
    return [
        blocks.big(_big(summary)),
        *_summary(summary.incident_data.incident, redactor),
        *_why(summary, redactor),
    ]


def facts(summary: IncidentSummary, redactor: Redactor) -> Block:
    """What is recorded of it beside who was harmed."""
    return blocks.pair(
        [blocks.heading(_("Incident")), _facts(summary, redactor)],
        [blocks.heading(_("Who was killed or injured")), *tables.who(_of_whom(summary))],
        # The affected are one column more.
        (1, 1) if AFFECTED in summary.data.beside else (1.24, 1),
    )


def title(summary: IncidentSummary, redactor: Redactor) -> str:
    """Where and when; the code is below it."""
    place = gazetteer.load().get(summary.incident_data.incident.district)
    area = labels.area(place) if place else summary.incident_data.incident.district
    where = ", ".join(
        part for part in (area, redactor.text(summary.incident_data.incident.place)) if part
    )
    return _("{where}, {when}").format(
        where=where, when=labels.event_time(summary.incident_data.incident.event, short=False)
    )


def _about(summary: IncidentSummary) -> str:
    parts = [
        summary.incident_data.row.code,
        page_frame.named(summary.data),
        *page_frame.clocks(summary.data),
    ]
    return " · ".join(parts)


def _not_counted(incident: Incident) -> list[str]:
    if incident.counts_in_totals:
        return []
    return [_("This incident is withdrawn or discounted and not counted in any total.")]


def _big(summary: IncidentSummary) -> list[dict[str, str]]:
    """The counted figures, and the number of reports and speakers."""
    reports, speakers = (
        len(summary.incident_data.reports),
        len(summary.incident_data.speakers),
    )
    figures = summary.incident_data.figures
    large = [
        {
            "number": labels.figure_text(figures[quantity]),
            "name": labels.quantity(quantity),
            "about": _words(figures[quantity]),
            "also": prose.also(quantity, figures),
        }
        for quantity in prose.with_missing(summary.data.beside)
    ]
    by = ngettext("by {n} speaker", "by {n} speakers", speakers).format(n=labels.number(speakers))
    name = ngettext("report", "reports", reports)
    return [*large, {"number": labels.number(reports), "name": name, "about": by}]


def _words(figure: Figure) -> str:
    """A figure that is not a plain number, in words."""
    if figure.is_unknown:
        return _("no source gives a number")
    return labels.figure_words(figure) if figure.low != figure.high or figure.about else ""


def _summary(incident: Incident, redactor: Redactor) -> list[Block]:
    text = redactor.text(incident.summary).strip()
    return [blocks.text(text)] if text else []


def _why(summary: IncidentSummary, redactor: Redactor) -> list[Block]:
    """The reports each figure rests on, and what disagrees with it."""
    reports = {report.uid: redactor.report(report) for report in summary.incident_data.reports}
    figures = summary.explained
    items = [
        (tables.capital(labels.quantity(name)), labels.because(figures[name], reports))
        for name in COUNTED
    ]
    # These are not all printed large: their numbers are here.
    items += [
        (
            _("{quantity}: {count}").format(
                quantity=labels.heading(name), count=labels.figure_text(figures[name])
            ),
            labels.because(figures[name], reports),
        )
        for name in UNCOUNTED
        if name in figures
    ]
    if (
        summary.incident_data.incident.chosen
        and summary.incident_data.incident.chosen_reason.strip()
    ):
        reason = summary.incident_data.incident.chosen_reason
        if not redactor.is_internal:
            reason = _("The reason for the choice is kept but not printed.")
        items.append((_("Why that report was chosen"), reason))
    return [blocks.heading(_("Why these figures")), blocks.terms(items)]


def _growth(summary: IncidentSummary) -> list[Block]:
    """How the figures grew as reports became known."""
    columns = []
    for quantity in COUNTED:
        drawn = incident_curve.draw(summary.steps, quantity, "light", _CHART)
        drawn.patch.set_visible(False)
        svg = chart_bytes.write(drawn, "svg").decode("utf-8")
        name = tables.capital(labels.quantity(quantity))
        columns.append([blocks.note(name), blocks.chart(svg, _growth_text(summary, quantity))])
    # Two side by side; an odd one has the row to itself.
    rows = [columns[start : start + 2] for start in range(0, len(columns), 2)]
    return [
        blocks.heading(_("How the figures changed as reports became known")),
        *(blocks.pair(row[0], row[1] if len(row) > 1 else [], (1, 1)) for row in rows),
    ]


def _growth_text(summary: IncidentSummary, quantity: str) -> str:
    """The chart for those who cannot see it: every figure and when it became known."""
    figures = [
        _("{figure} ({when})").format(
            figure=labels.figure_words(step.figure),
            when=labels.moment(step.known_from) if step.known_from else _("time unknown"),
        )
        for step in summary.steps
        if step.quantity == quantity
    ]
    if len(figures) > _MOST_STEPS:
        figures[_MOST_STEPS // 2 : -_MOST_STEPS // 2] = ["…"]
    return _("Step chart, {people}: {figures}.").format(
        people=labels.quantity(quantity),
        figures="; ".join(figures) or _("no report gives a number"),
    )


def _facts(summary: IncidentSummary, redactor: Redactor) -> Block:
    """What is recorded of time, place, weapon and grade, and of optional fields those chosen."""
    incident = summary.incident_data.incident
    unknown = _("unknown")
    rows: list[Row] = [
        [_("When"), labels.event_time(incident.event)],
        *_settlement(incident),
        [_("Weapon"), tables.by_what(incident.weapons) or unknown],
        *_flags(incident),
        [_("Place hit"), _places(incident) or unknown],
        [_("Grade"), _grade(incident)],
        [_("Review state"), labels.word(incident.state)],
    ]
    rows += optional_fields.rows(incident, summary.data.request.also, redactor)
    if incident.point and redactor.is_internal:
        north, east = incident.point
        precision = labels.word(incident.point_precision) if incident.point_precision else unknown
        rows.append([_("Point"), [f"{north:.5f}, {east:.5f}", precision]])
    return blocks.table([_("Field"), _("Recorded")], rows, "tw")


def _settlement(incident: Incident) -> list[Row]:
    settlement = incident.settlement
    return [[_("Settlement"), labels.settlement(settlement)]] if settlement else []


def _flags(incident: Incident) -> list[Row]:
    # Debris is one of the optional fields.
    flags = labels.true_fields(replace(incident, debris=False))
    return [[flag, _("reported")] for flag in flags]


def _places(incident: Incident) -> str:
    known = (place for place in incident.places_hit if place is not PlaceHit.UNKNOWN)
    return ", ".join(labels.words(known))


def _grade(incident: Incident) -> Cell:
    if incident.grade is None:
        return _("not graded")
    return [labels.word(incident.grade), codebook.definition(incident.grade)]


def _of_whom(summary: IncidentSummary) -> GroupTotal:
    """The one incident as a total, its subsets as they are stored."""
    counted = {name: summary.incident_data.row.figures[name] for name in COUNTED}
    figures = {**summary.figures, **counted}
    return GroupTotal("", 1, Toll({name: Total.of([figure]) for name, figure in figures.items()}))
