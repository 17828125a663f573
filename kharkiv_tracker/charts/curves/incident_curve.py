"""How the figure of one incident grew, as its reports became known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from matplotlib.axes import Axes
from matplotlib.dates import date2num
from matplotlib.figure import Figure

from kharkiv_tracker import labels
from kharkiv_tracker.charts import style, ticks
from kharkiv_tracker.charts.rectangle import Box
from kharkiv_tracker.charts.sheet import Sheet
from kharkiv_tracker.domain.counting_rule import Step
from kharkiv_tracker.domain.figure import Figure as Derived
from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.domain.when import zone
from kharkiv_tracker.i18n import _
from kharkiv_tracker.palette import PALETTES, Tone

#: Over more days than this, the axis has days, not the hours of the reports.
_FEW_DAYS = 1.5


@dataclass(frozen=True, slots=True)
class _Dot:
    """A figure, when it became known in days of matplotlib's count, and that time in words."""

    at: float
    figure: Derived
    when: str
    dated: bool


def draw(
    steps: Sequence[Step],
    quantity: str = COUNTED[0],
    theme: Tone = "light",
    size: tuple[float, float] = (3.2, 1.5),
) -> Figure:
    """A small step curve, `size` in inches; a sentence where no report gives a number."""
    palette = PALETTES[theme]
    with style.drawing(palette):
        sheet = Sheet(size, theme)
        dots = _dots([step for step in steps if step.quantity == quantity])
        if dots:
            _curve(sheet, dots, quantity)
        else:
            middle = (sheet.width / 2, sheet.height / 2)
            sheet.text(*middle, _("No report gives a number."), quiet=True, ha="center")
        return sheet.figure


def _dots(steps: Sequence[Step]) -> list[_Dot]:
    """The steps that changed the number; one without a date is drawn a day after the others."""
    known_steps = [step for step in steps if not step.figure.is_unknown]
    dated = [step.known_from for step in known_steps if step.known_from]
    last = max(dated, default=datetime(2000, 1, 1, tzinfo=zone()))
    dots: list[_Dot] = []
    for step in known_steps:
        at = step.known_from or last + timedelta(days=1)
        text = labels.figure_text(step.figure)
        if not dots or labels.figure_text(dots[-1].figure) != text:
            here = at.astimezone(zone()).replace(tzinfo=None)
            when, is_dated = _when(step.known_from), step.known_from is not None
            dots.append(_Dot(float(date2num(here)), step.figure, when, is_dated))
    return dots


def _when(known_from: datetime | None) -> str:
    """The day and hour; midnight, at which a whole day's report becomes known, is that day."""
    if known_from is None:
        return _("undated")
    at = known_from.astimezone(zone())
    if at.time() == time(0):
        return ticks.day_words((at - timedelta(days=1)).date())
    return _("{date}, {time}").format(date=ticks.day_words(at.date()), time=labels.clock(at.time()))


def _curve(sheet: Sheet, dots: list[_Dot], quantity: str) -> None:
    small = sheet.base
    colour = sheet.colour(quantity)
    highest = max(dot.figure.high or dot.figure.best or 0 for dot in dots)
    left = style.width(labels.number(highest), small) + 10
    plot = Box(left, small * 2.8, sheet.width - left - small, sheet.height - small * 4.6)
    top = max(1.0, highest * 1.08)
    span = max(1.0, dots[-1].at - dots[0].at)
    first, last = dots[0].at - span * 0.05, dots[-1].at + span * 0.12
    axes = sheet.axes(plot)
    axes.set_label(quantity)
    axes.set_ylim(0, top)
    axes.set_xlim(first, last)
    ticks.mark_numbers(axes, top, plot.height, small)
    if dots[-1].at - dots[0].at > _FEW_DAYS and all(dot.dated for dot in dots):
        ticks.mark_midnights(axes, first, last, plot.width, small)
    else:
        # Where all became known within hours, or without a date, each dot has its own label.
        _mark_dots(axes, dots, plot.width / (last - first), small)
    axes.grid(axis="y", color=sheet.palette.hairline, linewidth=0.7)
    at = [dot.at for dot in dots]
    best = [dot.figure.best or 0 for dot in dots]
    axes.plot(
        [*at, last],
        [*best, best[-1]],
        drawstyle="steps-post",
        color=colour,
        linewidth=1.7,
        gid=quantity,
        clip_on=False,
    )
    lows = [dot.figure.low or 0 for dot in dots]
    highs = [dot.figure.high or dot.figure.best or 0 for dot in dots]
    axes.fill_between(
        [*at, last],
        [*lows, lows[-1]],
        [*highs, highs[-1]],
        step="post",
        color=colour,
        alpha=0.18,
        linewidth=0,
    )
    axes.plot(at, best, "o", color=colour, markersize=3.6, clip_on=False)
    _numbers(sheet, plot, dots, (first, last), top)


def _mark_dots(axes: Axes, dots: list[_Dot], points_per_day: float, size: float) -> None:
    """Write under the dots when they became known, from the last back, as far as there is room."""
    marked: list[_Dot] = []
    free = float("inf")
    for dot in reversed(dots):
        half = style.width(dot.when, size) / 2 + 4
        at = dot.at * points_per_day
        if at + half <= free:
            marked.append(dot)
            free = at - half
    ticks.write_below(axes, [dot.at for dot in marked], [dot.when for dot in marked], size)


def _numbers(
    sheet: Sheet, plot: Box, dots: list[_Dot], span: tuple[float, float], top: float
) -> None:
    """Write each figure above its dot, clear of the lines beside it, or else left of it."""
    size = sheet.base
    points = [
        (
            plot.left + plot.width * (dot.at - span[0]) / (span[1] - span[0]),
            plot.bottom + plot.height * (dot.figure.best or 0) / top,
        )
        for dot in dots
    ]
    boxes: list[Box] = []
    # From the last to the first: where there is no room for all, today's figure is written.
    for index in range(len(dots) - 1, -1, -1):
        words = labels.figure_text(dots[index].figure)
        x, y = points[index]
        wide = style.width(words, size) + 2
        riser = points[index + 1][0] if index + 1 < len(points) else plot.right + 99
        left = min(x - wide / 2, riser - wide - 1)
        if index > 0 and points[index - 1][1] > y:
            # The line comes down to the dot.
            left = x + 3
        above = Box(left, y + 3, wide, size)
        left_box = Box(x - wide - 3, y - size * 0.4, wide, size)
        level = index > 0 and points[index - 1][1] == y
        # Left of a dot there is room unless the curve comes from there at the same height.
        for box in (above,) if level else (above, left_box):
            if box.left >= 0 and not any(box.overlaps(other) for other in boxes):
                boxes.append(box)
                sheet.text(box.left + 1, box.bottom, words, size=size)
                break
