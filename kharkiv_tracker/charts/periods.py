"""What each day, week or month adds: bars of the killed above bars of the injured."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from matplotlib.axes import Axes
from matplotlib.dates import date2num

from kharkiv_tracker import labels
from kharkiv_tracker.analysis import periods
from kharkiv_tracker.analysis.periods import Period, Step
from kharkiv_tracker.charts import framing, style, ticks, wording, words
from kharkiv_tracker.charts.asked import Asked
from kharkiv_tracker.charts.box import Box
from kharkiv_tracker.charts.sheet import Sheet
from kharkiv_tracker.charts.targets import Drawn
from kharkiv_tracker.domain.figure import Totals
from kharkiv_tracker.domain.report import WHOLES
from kharkiv_tracker.i18n import N_, _, ngettext
from kharkiv_tracker.palette import PALETTES, Tone
from kharkiv_tracker.store import totals as stored_totals
from kharkiv_tracker.store.case_file import CaseFile

TITLES = {
    Step.DAY: N_("Civilian casualties per day"),
    Step.WEEK: N_("Civilian casualties per week"),
    Step.MONTH: N_("Civilian casualties per month"),
}
#: The part of its days that a bar fills, and the room above the highest.
_FILLED, _HEADROOM = 0.84, 1.2
#: Points: a single day among years is still seen.
_THINNEST = 1.4


@dataclass(frozen=True, slots=True)
class Bars:
    """What the chart shows: the periods with an incident, and what is left out."""

    asked: Asked
    step: Step
    periods: tuple[Period, ...]
    totals: Totals

    @property
    def dated(self) -> tuple[Period, ...]:
        return tuple(each for each in self.periods if each.first)

    @property
    def span(self) -> tuple[date, date]:
        """The first day of the axis and the one after its last."""
        told = self.dated
        first = min(each.first for each in told if each.first)
        last = max(each.last for each in told if each.last)
        chosen = self.asked.view.selection
        room = timedelta(days=max(1, (last - first).days // 60))
        begin = min(first, chosen.first) if chosen.first else first - room
        return begin, max(last, chosen.last) + timedelta(1) if chosen.last else last + room


def read(case: CaseFile, asked: Asked, step: Step) -> Bars:
    """Ask the case for what the chart shows."""
    days = stored_totals.per_day(case, asked.view.selection, asked.view.as_known_on)
    totals = stored_totals.totals(case, asked.view.selection, as_known_on=asked.view.as_known_on)
    told = periods.periods(days, step)
    return Bars(asked, step, told, totals)


def to_csv(chart: Bars) -> str:
    """The numbers behind the chart."""
    return periods.to_csv(chart.periods, chart.step)


def caption(chart: Bars) -> str:
    """How to read the chart and what it leaves out, in sentences."""
    told = [each.of(quantity) for each in chart.dated for quantity in WHOLES]
    undated = sum(each.incidents for each in chart.periods if each.first is None)
    sentences = [
        _("Each incident stands on its day with its whole figure."),
        _("The line is the mean of the seven days up to each day.")
        if chart.step is Step.DAY and _has_mean(chart)
        else "",
        _("Thin lines run from low to high.")
        if any(total.low != total.high and not total.is_open for total in told)
        else "",
        _("An arrow marks figures open upwards.") if any(t.is_open for t in told) else "",
        words.unknowns(chart.totals),
        ngettext(
            "{n} undated incident is not drawn.", "{n} undated incidents are not drawn.", undated
        ).format(n=labels.number(undated))
        if undated
        else "",
        words.left_out(chart.totals.left_out, chart.asked.view.selection),
    ]
    return " ".join(sentence for sentence in sentences if sentence)


def draw(chart: Bars, theme: Tone, size: tuple[float, float]) -> Drawn:
    """The figure, `size` in inches."""
    with style.drawing(PALETTES[theme]):
        sheet = Sheet(size, theme)
        subtitle = words.subtitle(chart.asked)
        box = framing.framed(sheet, _(TITLES[chart.step]), subtitle, caption(chart))
        if chart.dated:
            gap = sheet.base * 0.6
            high = (box.height - gap) / 2
            for index, quantity in enumerate(reversed(WHOLES)):
                panel = Box(box.left, box.bottom + index * (high + gap), box.width, high)
                _panel(sheet, panel, chart, quantity)
        elif chart.periods:
            framing.say(sheet, box, _("No incident with a date is selected."))
        else:
            framing.nothing(sheet, box, chart.asked)
        return sheet.figure


def _panel(sheet: Sheet, box: Box, chart: Bars, quantity: str) -> None:
    small = sheet.base * 0.9
    tops = [
        max(max(t.high or t.best or 0 for t in (p.of(whole) for p in chart.dated)), 1)
        for whole in WHOLES
    ]
    left = max(style.width(labels.number(round(top * 1.2)), small) for top in tops) + 6
    top = tops[WHOLES.index(quantity)] * _HEADROOM
    foot, head = small * 3.2, sheet.base * 2.4
    plot = Box(box.left + left, box.bottom + foot, box.width - left, box.height - foot - head)
    name = _("Killed") if quantity == "killed" else _("Injured")
    sheet.text(box.left, box.top - sheet.base * 1.1, name, size=sheet.base * 1.1, weight=600)
    axes = sheet.axes(plot)
    axes.set_label(quantity)
    axes.set_ylim(0, top)
    first, end = chart.span
    axes.set_xlim(date2num(first), date2num(end))
    ticks.mark_days(axes, first, end - timedelta(1), plot.width, small)
    known = [each for each in chart.dated if not each.of(quantity).is_unknown]
    if not known:
        axes.set_yticks([])
        framing.say(sheet, plot, _("No report gives a number."))
        return
    ticks.mark_numbers(axes, top, plot.height, small)
    axes.grid(axis="y", color=sheet.palette.hairline, linewidth=0.7)
    _bars(sheet, axes, known, quantity, plot.width)
    if chart.step is Step.DAY:
        _mean(sheet, axes, chart.dated, quantity)
    _largest(sheet, plot, axes, known, quantity)


def _bars(sheet: Sheet, axes: Axes, known: Sequence[Period], quantity: str, width: float) -> None:
    """All bars as one set of strokes on an axis of `width` points; none too thin to be seen."""
    colour = sheet.palette.ink if quantity == "killed" else sheet.palette.injured
    places = [_place(each) for each in known]
    middles = [at for at, _days in places]
    left, right = axes.get_xlim()
    points = width / (right - left)
    axes.vlines(
        middles,
        0,
        [each.of(quantity).best or 0 for each in known],
        colors=colour,
        linewidths=[max(_THINNEST, days * _FILLED * points) for _at, days in places],
        gid=quantity,
    )
    totals = [each.of(quantity) for each in known]
    ranged = [(x, t) for x, t in zip(middles, totals, strict=True) if t.low != t.high]
    closed = [(x, t.low or 0, t.high) for x, t in ranged if t.high is not None]
    for x, low, high in closed:
        axes.plot([x, x], [low, high], color=sheet.palette.quiet, linewidth=1.1)
    opened = [(x, t.best or 0) for x, t in ranged if t.high is None]
    axes.plot(
        [x for x, _best in opened],
        [best for _x, best in opened],
        "^",
        color=colour,
        markersize=3.6,
        clip_on=False,
    )


def _place(period: Period) -> tuple[float, int]:
    """The middle of a period in matplotlib's days, and how many days it has."""
    if period.first is None or period.last is None:
        raise ValueError("an undated period stands nowhere")
    days = (period.last - period.first).days + 1
    return float(date2num(period.first)) + days / 2, days


def _has_mean(chart: Bars) -> bool:
    return any(periods.mean(chart.dated, quantity) for quantity in WHOLES)


def _mean(sheet: Sheet, axes: Axes, days: Sequence[Period], quantity: str) -> None:
    told = periods.mean(days, quantity)
    at = [float(date2num(day)) + 0.5 for day, _value in told]
    values = [value for _day, value in told]
    axes.plot(at, values, color=sheet.palette.attention, linewidth=1.3, gid=f"{quantity}-mean")


def _largest(sheet: Sheet, plot: Box, axes: Axes, known: Sequence[Period], quantity: str) -> None:
    """Write above the highest bar what it comes to."""
    highest = max(known, key=lambda each: each.of(quantity).best or 0)
    total = highest.of(quantity)
    said = labels.figure_text(total)
    half = style.width(said, sheet.base, style.SEMIBOLD) / 2
    (left, right), (_bottom, top) = axes.get_xlim(), axes.get_ylim()
    x = plot.left + plot.width * (_place(highest)[0] - left) / (right - left)
    y = plot.bottom + plot.height * (total.high or total.best or 0) / top
    x = min(max(x, plot.left + half), plot.right - half)
    fitting = wording.elided(said, plot.width, sheet.base, style.SEMIBOLD)
    sheet.text(x, y + 4, fitting, weight=style.SEMIBOLD, ha="center")
