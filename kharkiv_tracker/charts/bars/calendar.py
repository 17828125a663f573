"""A calendar of the record: every day, or every month of many years, tinted by what it adds."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date

from kharkiv_tracker import labels
from kharkiv_tracker.analysis import periods
from kharkiv_tracker.analysis.periods import Period, Step
from kharkiv_tracker.charts import days, framing, style, words
from kharkiv_tracker.charts.asked import Asked
from kharkiv_tracker.charts.bars import reading
from kharkiv_tracker.charts.bars.cells import Cells
from kharkiv_tracker.charts.bars.periods import undated
from kharkiv_tracker.charts.choices import INCIDENTS, Options
from kharkiv_tracker.charts.sheet import Sheet
from kharkiv_tracker.charts.targets import Drawn
from kharkiv_tracker.domain.total import Totals
from kharkiv_tracker.i18n import _
from kharkiv_tracker.palette import PALETTES, Tone
from kharkiv_tracker.store.case_file import CaseFile


@dataclass(frozen=True, slots=True)
class Calendar:
    """What the chart shows: the days with an incident, then and later, and what is left out."""

    asked: Asked
    periods: tuple[Period, ...]
    totals: Totals
    later: tuple[Period, ...] = ()

    @property
    def measure(self) -> str:
        """What the tint stands for: a counted quantity or `INCIDENTS`.

        What is asked per inhabitant of a district has no meaning for a day.
        """
        return self.asked.options.measure.quantity

    @property
    def span(self) -> tuple[date, date] | None:
        """The first and last day that is drawn: whole months, or the period that is selected."""
        dated = [each.first for each in (*self.periods, *self.later) if each.first]
        if not dated:
            return None
        first, last = min(dated), max(dated)
        chosen = self.asked.view.selection
        end = last.replace(day=calendar.monthrange(last.year, last.month)[1])
        return chosen.first or first.replace(day=1), chosen.last or end


def title(chart: Calendar | None = None) -> str:
    """The chart's name in the current language."""
    measure = chart.measure if chart else Options().measure.quantity
    if measure == INCIDENTS:
        return _("Calendar of incidents")
    return _("Calendar of the {people}").format(people=labels.of_people(measure))


def read(case: CaseFile, asked: Asked) -> Calendar:
    """Ask the case for what the chart shows."""
    then = days.of(case, asked.view)
    later: tuple[Period, ...] = ()
    if reading.has_later(asked):
        today = days.of(case, replace(asked.view, as_known_on=None))
        later = periods.periods(today, Step.DAY)
    left_out = days.left_out(case, asked.view)
    return Calendar(asked, periods.periods(then, Step.DAY), days.summed(then, left_out), later)


def to_csv(chart: Calendar) -> str:
    """The numbers behind the chart: a row for each day that has an incident."""
    return periods.to_csv(chart.periods, Step.DAY)


def caption(chart: Calendar) -> str:
    """How to read the chart and what it leaves out, in sentences."""
    if not (chart.periods or chart.later):
        return words.left_out(chart.totals.left_out, chart.asked.view.selection)
    measured = [number(each, chart.measure) for each in chart.periods]
    grown = _grown(chart)
    return reading.together(
        [
            _("The tint of a cell is the best figure of the incidents of its time."),
            _("A question mark: no report gives a number.") if None in measured else "",
            _("A dot marks where later reports tell more.") if grown else "",
            words.unknowns(chart.totals),
            undated(chart.periods),
            words.left_out(chart.totals.left_out, chart.asked.view.selection),
        ]
    )


def number(period: Period, measure: str) -> int | None:
    """What the tint of a period stands for; None where nobody gives a number."""
    return period.incidents if measure == INCIDENTS else period.toll[measure].best


def _grown(chart: Calendar) -> list[Period]:
    """The days of which later reports tell more."""
    known = {each.first: number(each, chart.measure) or 0 for each in chart.periods}
    return [
        each
        for each in chart.later
        if each.first and (number(each, chart.measure) or 0) > known.get(each.first, 0)
    ]


def draw(chart: Calendar, theme: Tone, size: tuple[float, float]) -> Drawn:
    """The figure, `size` in inches."""
    with style.drawing(PALETTES[theme]):
        sheet = Sheet(size, theme)
        subtitle = words.subtitle(chart.asked)
        box = framing.framed(sheet, title(chart), subtitle, caption(chart))
        span = chart.span
        if span:
            cells = Cells(sheet, chart.measure, span)
            cells.draw(box, [each for each in chart.periods if each.first], _grown(chart))
        elif chart.periods:
            framing.say(sheet, box, _("No incident with a date is selected."))
        else:
            framing.nothing(sheet, box, chart.asked)
        return sheet.figure
