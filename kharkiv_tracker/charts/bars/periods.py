"""What each day, week or month adds: columns for each counted quantity."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property, partial

from matplotlib.axes import Axes

from kharkiv_tracker import labels
from kharkiv_tracker.analysis import periods
from kharkiv_tracker.analysis.periods import Period, Step
from kharkiv_tracker.charts import days, framing, style, ticks, words
from kharkiv_tracker.charts.asked import Asked
from kharkiv_tracker.charts.bars import columns, reading
from kharkiv_tracker.charts.bars.columns import Axis, Column
from kharkiv_tracker.charts.sheet import Sheet
from kharkiv_tracker.charts.span import Span
from kharkiv_tracker.charts.targets import Drawn
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
    """What the chart shows: the periods with an incident, then and later, and what is left out."""

    asked: Asked
    step: Step
    periods: tuple[Period, ...]
    totals: Totals
    later: tuple[Period, ...] = ()

    @cached_property
    def dated(self) -> tuple[Period, ...]:
        return tuple(each for each in self.periods if each.first)

    @cached_property
    def columns(self) -> list[Column]:
        """A column for each period with a date, those only later reports tell of included."""
        known: dict[date | None, Period] = {each.first: each for each in self.dated}
        later: dict[date | None, Period] = {e.first: e for e in self.later if e.first}
        told = sorted({**later, **known}.values(), key=lambda each: each.first or date.max)
        return [self._column(e, known.get(e.first), later.get(e.first)) for e in told]

    def _column(self, period: Period, now: Period | None, later: Period | None) -> Column:
        if period.first is None or period.last is None:
            raise ValueError("an undated period stands nowhere")
        wide = (period.last - period.first).days + 1
        return Column(
            _at(period.first) + wide / 2,
            wide,
            partial(called, period.first, self.step),
            now.toll if now else None,
            later.toll if later else None,
            Selection(first=period.first, last=period.last),
        )

    @property
    def span(self) -> tuple[date, date]:
        """The first day of the axis and the one after its last."""
        told = [each for each in (*self.periods, *self.later) if each.first]
        first = min(each.first for each in told if each.first)
        last = max(each.last for each in told if each.last)
        chosen = self.asked.view.selection
        room = timedelta(days=max(1, (last - first).days // 60))
        begin = min(first, chosen.first) if chosen.first else first - room
        return begin, max(last, chosen.last) + timedelta(1) if chosen.last else last + room


def title(step: Step) -> str:
    """The chart's name in the current language."""
    return _(TITLES[step])


def called(first: date, step: Step) -> str:
    """A period by its name: `17 August 2022`, `Week of 15 August 2022`, `August 2022`."""
    if step is Step.MONTH:
        return labels.month(first)
    told = labels.date(first)
    return _("Week of {date}").format(date=told) if step is Step.WEEK else told


def read(case: CaseFile, asked: Asked, step: Step) -> Bars:
    """Ask the case for what the chart shows."""
    then = days.of(case, asked.view)
    later: tuple[Period, ...] = ()
    if reading.has_later(asked):
        later = periods.periods(days.of(case, replace(asked.view, as_known_on=None)), step)
    left_out = days.left_out(case, asked.view)
    return Bars(asked, step, periods.periods(then, step), days.summed(then, left_out), later)


def to_csv(chart: Bars) -> str:
    """The numbers behind the chart."""
    return periods.to_csv(chart.periods, chart.step)


def caption(chart: Bars) -> str:
    """How to read the chart and what it leaves out, in sentences."""
    if not (chart.periods or chart.later):
        return words.left_out(chart.totals.left_out, chart.asked.view.selection)
    shown = [total for each in chart.dated for total in each.toll.counted]
    return reading.together(
        [
            _("Each incident stands on its day with its whole figure."),
            _("The line is the mean of the seven days up to each day.")
            if chart.step is Step.DAY and _has_mean(chart)
            else "",
            *reading.ranges(shown, _("An arrow marks figures open upwards.")),
            columns.later(chart.columns),
            words.unknowns(chart.totals),
            undated(chart.periods),
            words.left_out(chart.totals.left_out, chart.asked.view.selection),
        ]
    )


def undated(told: tuple[Period, ...]) -> str:
    """How many incidents have no place on an axis of days."""
    count = sum(each.incidents for each in told if each.first is None)
    if not count:
        return ""
    return ngettext(
        "{n} undated incident is not drawn.", "{n} undated incidents are not drawn.", count
    ).format(n=labels.number(count))


def draw(chart: Bars, theme: Tone, size: tuple[float, float]) -> Drawn:
    """The figure, `size` in inches."""
    with style.drawing(PALETTES[theme]):
        sheet = Sheet(size, theme)
        subtitle = words.subtitle(chart.asked)
        box = framing.framed(sheet, title(chart.step), subtitle, caption(chart))
        told = chart.columns
        if told:
            columns.draw(sheet, box, told, _axis(sheet, chart))
        elif chart.periods:
            framing.say(sheet, box, _("No incident with a date is selected."))
        else:
            framing.nothing(sheet, box, chart.asked)
        return sheet.figure


def _axis(sheet: Sheet, chart: Bars) -> Axis:
    first, end = chart.span

    def mark(axes: Axes, width: float, size: float) -> None:
        ticks.mark_days(axes, first, end - timedelta(1), width, size)

    def over(axes: Axes, quantity: str) -> None:
        told = periods.mean(chart.dated, quantity)
        at = [_at(day) + 0.5 for day, _value in told]
        values = [value for _day, value in told]
        axes.plot(at, values, color=sheet.palette.attention, linewidth=1.3, gid=f"{quantity}-mean")

    is_daily = chart.step is Step.DAY
    return Axis(_at(first), _at(end), mark, Span(first, end), over if is_daily else None)


def _at(day: date) -> float:
    """A day in matplotlib's days, as `date2num` counts them, without its care for arrays."""
    return float(day.toordinal() - _EPOCH)


def _has_mean(chart: Bars) -> bool:
    return any(periods.mean(chart.dated, quantity) for quantity in COUNTED)
