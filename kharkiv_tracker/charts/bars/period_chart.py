"""Totals per day, week or month: columns for each counted quantity."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property, partial

from matplotlib.axes import Axes

from kharkiv_tracker import labels
from kharkiv_tracker.analysis import period_totals
from kharkiv_tracker.analysis.period_totals import Period, Step
from kharkiv_tracker.charts import chart_frame, chart_notes, day_source, style, ticks
from kharkiv_tracker.charts.bars import bar_captions, column_panels
from kharkiv_tracker.charts.bars.column_panels import Axis, Column
from kharkiv_tracker.charts.chart_request import ChartRequest
from kharkiv_tracker.charts.hit_areas import ChartFigure
from kharkiv_tracker.charts.sheet import Sheet
from kharkiv_tracker.charts.span import Span
from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.total import Totals
from kharkiv_tracker.i18n import N_, _, ngettext
from kharkiv_tracker.palette import PALETTES, Tone
from kharkiv_tracker.store.case_file import CaseFile

TITLES = {
    Step.DAY: N_("Civilian casualties per day"),
    Step.WEEK: N_("Civilian casualties per week"),
    Step.MONTH: N_("Civilian casualties per month"),
}


_EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True)
class Bars:
    """The periods with an incident, as known then and later, and the incidents left out."""

    request: ChartRequest
    step: Step
    periods: tuple[Period, ...]
    totals: Totals
    later: tuple[Period, ...] = ()
    days: Span | None = None
    """The only days drawn; None for all."""

    @cached_property
    def dated(self) -> tuple[Period, ...]:
        return tuple(period for period in self.periods if period.first)

    @cached_property
    def columns(self) -> list[Column]:
        """A column for each period with a date, those known from later reports alone included."""
        now = {period.first: period for period in self.dated if period.first}
        later = {period.first: period for period in self.later if period.first}
        return [self._column(now.get(day), later.get(day)) for day in sorted({*now, *later})]

    def _column(self, now: Period | None, later: Period | None) -> Column:
        period = now or later
        if period is None or period.first is None or period.last is None:
            raise ValueError("an undated period has no column")
        wide = (period.last - period.first).days + 1
        return Column(
            _at(period.first) + wide / 2,
            wide,
            partial(period_name, period.first, self.step),
            now.toll if now else None,
            later.toll if later else None,
            Selection(first=period.first, last=period.last),
        )

    @property
    def span(self) -> tuple[date, date]:
        """The first day of the axis and the one after its last."""
        if self.days is not None:
            return self.days.first, self.days.last
        dated = [period for period in (*self.periods, *self.later) if period.first]
        first = min(period.first for period in dated if period.first)
        last = max(period.last for period in dated if period.last)
        chosen = self.request.view.selection
        room = timedelta(days=max(1, (last - first).days // 60))
        begin = min(first, chosen.first) if chosen.first else first - room
        return begin, max(last, chosen.last) + timedelta(1) if chosen.last else last + room


def title(step: Step) -> str:
    """The chart's name in the current language."""
    return _(TITLES[step])


def period_name(first: date, step: Step) -> str:
    """A period by its name: `17 August 2022`, `Week of 15 August 2022`, `August 2022`."""
    if step is Step.MONTH:
        return labels.month(first)
    text = labels.date(first)
    return _("Week of {date}").format(date=text) if step is Step.WEEK else text


def read(case: CaseFile, request: ChartRequest, step: Step) -> Bars:
    """The data of the chart."""
    day_columns = day_source.of(case, request.view)
    later: tuple[Period, ...] = ()
    if bar_captions.has_later(request):
        later = period_totals.periods(
            day_source.of(case, replace(request.view, as_known_on=None)), step
        )
    left_out = day_source.left_out(case, request.view)
    return Bars(
        request,
        step,
        period_totals.periods(day_columns, step),
        day_source.summed(day_columns, left_out),
        later,
    )


def within(chart: Bars, days: Span) -> Bars:
    """The chart on an axis of these days only."""
    return replace(chart, days=days)


def to_csv(chart: Bars) -> str:
    """The numbers of the chart."""
    return period_totals.to_csv(chart.periods, chart.step, chart.request.stress)


def caption(chart: Bars) -> str:
    """How to read the chart and what it leaves out, in sentences."""
    if not (chart.periods or chart.later):
        return chart_notes.left_out(chart.totals.left_out, chart.request.view.selection)
    figures = [total for period in chart.dated for total in period.toll.counted]
    return bar_captions.join(
        [
            _("Each incident is counted in full on its own day."),
            _("Line: 7-day average.") if chart.step is Step.DAY and _has_mean(chart) else "",
            *bar_captions.ranges(figures, _("Arrow: at least (no upper limit reported).")),
            column_panels.later(chart.columns),
            chart_notes.unknowns(chart.totals),
            chart_notes.stress(chart.request, chart.totals),
            undated(chart.periods),
            chart_notes.remainder(chart.totals),
            chart_notes.left_out(chart.totals.left_out, chart.request.view.selection),
        ]
    )


def undated(periods: tuple[Period, ...]) -> str:
    """How many incidents have no place on an axis of days."""
    count = sum(period.incidents for period in periods if period.first is None)
    if not count:
        return ""
    return ngettext(
        "{n} undated incident not shown.", "{n} undated incidents not shown.", count
    ).format(n=labels.number(count))


def draw(chart: Bars, theme: Tone, size: tuple[float, float]) -> ChartFigure:
    """The figure, `size` in inches."""
    with style.drawing(PALETTES[theme]):
        sheet = Sheet(size, theme)
        subtitle = chart_notes.subtitle(chart.request)
        box = chart_frame.draw_frame(sheet, title(chart.step), subtitle, caption(chart))
        chart_columns = chart.columns
        if chart_columns:
            column_panels.draw(sheet, box, chart_columns, _axis(sheet, chart))
        elif chart.periods:
            chart_frame.draw_sentence(sheet, box, _("No dated incidents in this selection."))
        else:
            chart_frame.draw_empty(sheet, box, chart.request)
        return sheet.figure


def _axis(sheet: Sheet, chart: Bars) -> Axis:
    first, end = chart.span

    def mark(axes: Axes, width: float, size: float) -> None:
        ticks.mark_days(axes, first, end - timedelta(1), width, size)

    def over(axes: Axes, quantity: str) -> None:
        means = period_totals.mean(chart.dated, quantity)
        at = [_at(day) + 0.5 for day, _value in means]
        values = [value for _day, value in means]
        axes.plot(at, values, color=sheet.palette.attention, linewidth=1.3, gid=f"{quantity}-mean")

    is_daily = chart.step is Step.DAY
    return Axis(_at(first), _at(end), mark, Span(first, end), over if is_daily else None)


def _at(day: date) -> float:
    """A day in matplotlib's days, as `date2num` counts them, without its care for arrays."""
    return float(day.toordinal() - _EPOCH)


def _has_mean(chart: Bars) -> bool:
    return any(period_totals.mean(chart.dated, quantity) for quantity in COUNTED)
