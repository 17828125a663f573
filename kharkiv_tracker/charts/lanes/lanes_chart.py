"""A lane for each district: its incidents as marks at their time, as large as their number."""

from __future__ import annotations

from dataclasses import replace

from kharkiv_tracker import gazetteer, labels
from kharkiv_tracker.analysis import csv_table
from kharkiv_tracker.analysis.district_totals import by_district
from kharkiv_tracker.charts import chart_frame, chart_notes, day_source, style
from kharkiv_tracker.charts.bars import bar_captions
from kharkiv_tracker.charts.chart_request import INCIDENTS, ChartRequest
from kharkiv_tracker.charts.hit_areas import ChartFigure
from kharkiv_tracker.charts.lanes import lane_rows
from kharkiv_tracker.charts.lanes.lane_data import Lanes, Rows
from kharkiv_tracker.charts.sheet import Sheet
from kharkiv_tracker.charts.span import Span
from kharkiv_tracker.domain.quantity import COUNTED, STRESS_WITHIN
from kharkiv_tracker.domain.total import Addends, Total
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.palette import PALETTES, Tone
from kharkiv_tracker.store import incident_figures
from kharkiv_tracker.store.case_file import CaseFile

#: More incidents are not drawn one by one.
MOST = 3000
COLUMNS = ("code", "date", "time", "district", *csv_table.BOUNDS, *csv_table.NOTES)


def title(measure: str = COUNTED[0]) -> str:
    """The chart's name in the current language."""
    if measure == INCIDENTS:
        return _("Incidents by district and time")
    return _("Incidents by district and time, number {people}").format(
        people=labels.of_people(measure)
    )


def read(case: CaseFile, request: ChartRequest) -> Lanes:
    """The data of the chart."""
    view = request.view
    days = day_source.of(case, view)
    totals = day_source.summed(days, day_source.left_out(case, view), by_district(days).values())
    has_later = bar_captions.has_later(request)
    today = replace(view, as_known_on=None)
    later_days = day_source.of(case, today) if has_later else None

    def read_rows() -> Rows:
        return incident_figures.rows(case, view.selection, view.as_known_on)

    most = max(int(source.incidents.sum()) for source in (days, later_days or days))
    if most > MOST:
        return Lanes(request, days, totals, read_rows, later_days=later_days)
    rows = read_rows()
    later_rows = incident_figures.rows(case, view.selection) if has_later else None
    return Lanes(request, days, totals, lambda: rows, rows, later_days, later_rows)


def within(chart: Lanes, days: Span) -> Lanes:
    """The chart on an axis of these days only."""
    return replace(chart, only=days)


def to_csv(chart: Lanes) -> str:
    """A row for each incident, in order of time; open and unknown cells are empty."""
    size, stress = len(Addends._fields), chart.request.stress
    table = []
    for code, day, hour, district, *numbers in chart.read_rows():
        figures = [
            Total.added(numbers[place * size : (place + 1) * size]) for place in range(len(COUNTED))
        ]
        head = [code, day or "", hour or "", district]
        table.append([*head, *csv_table.cells(*figures), *csv_table.notes(stress, *figures)])
    return csv_table.text(COLUMNS, table)


def caption(chart: Lanes) -> str:
    """How to read the chart and what it leaves out, in sentences."""
    left_out = chart_notes.left_out(chart.totals.left_out, chart.request.view.selection)
    if not len(chart.days) and not chart.later:
        return left_out
    is_of_people = chart.measure != INCIDENTS
    return bar_captions.join(
        [
            _marks_sentence(chart),
            _("Hollow: number unknown. Small ring: 0.") if is_of_people else "",
            _("At the right: all of a district, undated incidents included.")
            if chart.undated
            else _("At the right: all of a district."),
            _("+: at least (no upper limit reported).")
            if is_of_people
            and any(group.toll[chart.measure].is_open for group in chart.totals.groups)
            else "",
            _("Dashed: known later.")
            if lane_rows.has_grown(chart.marks, chart.later, chart.measure)
            else "",
            ngettext(
                "{n} undated incident not shown.", "{n} undated incidents not shown.", chart.undated
            ).format(n=labels.number(chart.undated))
            if chart.undated
            else "",
            chart_notes.unknowns(chart.totals) if is_of_people else "",
            chart_notes.stress(chart.request, chart.totals)
            if chart.measure in STRESS_WITHIN
            else "",
            chart_notes.remainder(chart.totals, is_drawn=False),
            left_out,
        ]
    )


def _marks_sentence(chart: Lanes) -> str:
    """What a mark is, and what its size shows."""
    people = "" if chart.measure == INCIDENTS else labels.of_people(chart.measure)
    if chart.is_of_incidents:
        if not people:
            return _("Each mark is an incident.")
        return _("Each mark is an incident; its area shows the number {people}.").format(
            people=people
        )
    many = ngettext(
        "Too many incidents to draw each: a mark is the incidents of a district in {n} day.",
        "Too many incidents to draw each: a mark is the incidents of a district in {n} days.",
        chart.stretch,
    ).format(n=labels.number(chart.stretch))
    size = (
        _("Its area shows the number {people}.").format(people=people)
        if people
        else _("Its area shows the number of incidents.")
    )
    return f"{many} {size}"


def draw(chart: Lanes, theme: Tone, size: tuple[float, float]) -> ChartFigure:
    """The figure, `size` in inches."""
    with style.drawing(PALETTES[theme]):
        sheet = Sheet(size, theme)
        box = chart_frame.draw_frame(
            sheet, title(chart.measure), chart_notes.subtitle(chart.request), caption(chart)
        )
        if chart.span:
            lanes = _lane_keys(chart)
            lane_rows.draw(sheet, box, chart, lanes)
        elif len(chart.days):
            chart_frame.draw_sentence(sheet, box, _("No dated incidents in this selection."))
        else:
            chart_frame.draw_empty(sheet, box, chart.request)
        return sheet.figure


def _lane_keys(chart: Lanes) -> list[str]:
    """The districts of the lanes from above: those selected, and any other with an incident."""
    chosen = chart.request.view.selection.districts
    listed = [place.key for place in gazetteer.load().listed if not chosen or place.key in chosen]
    later = chart.later_days.districts if chart.later_days else ()
    return [*listed, *sorted({*chart.groups, *later} - set(listed))]
