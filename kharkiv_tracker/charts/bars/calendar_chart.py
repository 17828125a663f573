"""A calendar: each day, or each month of many years, coloured by the number of its incidents."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date

from kharkiv_tracker import labels
from kharkiv_tracker.analysis import period_totals
from kharkiv_tracker.analysis.period_totals import Period, Step
from kharkiv_tracker.charts import chart_frame, chart_notes, day_source, style
from kharkiv_tracker.charts.bars import bar_captions
from kharkiv_tracker.charts.bars.calendar_cells import Cells
from kharkiv_tracker.charts.bars.period_chart import undated
from kharkiv_tracker.charts.chart_request import INCIDENTS, ChartRequest, Options
from kharkiv_tracker.charts.hit_areas import ChartFigure
from kharkiv_tracker.charts.sheet import Sheet
from kharkiv_tracker.domain.quantity import STRESS_WITHIN
from kharkiv_tracker.domain.total import Totals
from kharkiv_tracker.i18n import _
from kharkiv_tracker.palette import PALETTES, Tone
from kharkiv_tracker.store.case_file import CaseFile


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days with an incident, as known then and later, and the incidents left out."""

    request: ChartRequest
    periods: tuple[Period, ...]
    totals: Totals
    later: tuple[Period, ...] = ()

    @property
    def measure(self) -> str:
        """The number the colour shows: a counted quantity or `INCIDENTS`.

        A rate per inhabitants of a district has no meaning for a day.
        """
        return self.request.options.measure.quantity

    @property
    def span(self) -> tuple[date, date] | None:
        """The first and last day that is drawn: whole months, or the period that is selected."""
        dated = [period.first for period in (*self.periods, *self.later) if period.first]
        if not dated:
            return None
        first, last = min(dated), max(dated)
        chosen = self.request.view.selection
        end = last.replace(day=calendar.monthrange(last.year, last.month)[1])
        return chosen.first or first.replace(day=1), chosen.last or end


def title(chart: Calendar | None = None) -> str:
    """The chart's name in the current language."""
    measure = chart.measure if chart else Options().measure.quantity
    if measure == INCIDENTS:
        return _("Calendar: number of incidents")
    return _("Calendar: number {people}").format(people=labels.of_people(measure))


def read(case: CaseFile, request: ChartRequest) -> Calendar:
    """The data of the chart."""
    day_columns = day_source.of(case, request.view)
    later: tuple[Period, ...] = ()
    if bar_captions.has_later(request):
        today = day_source.of(case, replace(request.view, as_known_on=None))
        later = period_totals.periods(today, Step.DAY)
    left_out = day_source.left_out(case, request.view)
    return Calendar(
        request,
        period_totals.periods(day_columns, Step.DAY),
        day_source.summed(day_columns, left_out),
        later,
    )


def to_csv(chart: Calendar) -> str:
    """The numbers of the chart: a row for each day that has an incident."""
    return period_totals.to_csv(chart.periods, Step.DAY, chart.request.stress)


def caption(chart: Calendar) -> str:
    """How to read the chart and what it leaves out, in sentences."""
    if not (chart.periods or chart.later):
        return chart_notes.left_out(chart.totals.left_out, chart.request.view.selection)
    measured = [number(period, chart.measure) for period in chart.periods]
    grown_days = _grown_days(chart)
    return bar_captions.join(
        [
            _("Colour: sum of best figures for that day or month."),
            _("?: no report gives a number.") if None in measured else "",
            _("Dot: later reports add more.") if grown_days else "",
            chart_notes.unknowns(chart.totals),
            chart_notes.stress(chart.request, chart.totals)
            if chart.request.options.measure.quantity in STRESS_WITHIN
            else "",
            undated(chart.periods),
            chart_notes.remainder(chart.totals),
            chart_notes.left_out(chart.totals.left_out, chart.request.view.selection),
        ]
    )


def number(period: Period, measure: str) -> int | None:
    """The number the colour of a period shows; None where it is unknown."""
    return period.incidents if measure == INCIDENTS else period.toll[measure].best


def _grown_days(chart: Calendar) -> list[Period]:
    """The days with a larger number in later reports."""
    numbers = {period.first: number(period, chart.measure) or 0 for period in chart.periods}
    return [
        period
        for period in chart.later
        if period.first and (number(period, chart.measure) or 0) > numbers.get(period.first, 0)
    ]


def draw(chart: Calendar, theme: Tone, size: tuple[float, float]) -> ChartFigure:
    """The figure, `size` in inches."""
    with style.drawing(PALETTES[theme]):
        sheet = Sheet(size, theme)
        subtitle = chart_notes.subtitle(chart.request)
        box = chart_frame.draw_frame(sheet, title(chart), subtitle, caption(chart))
        span = chart.span
        if span:
            cells = Cells(sheet, chart.measure, span)
            cells.draw(
                box, [period for period in chart.periods if period.first], _grown_days(chart)
            )
        elif chart.periods:
            chart_frame.draw_sentence(sheet, box, _("No dated incidents in this selection."))
        else:
            chart_frame.draw_empty(sheet, box, chart.request)
        return sheet.figure
