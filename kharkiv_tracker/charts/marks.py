"""What a panel draws of each district: line, band, open end, undated incidents, unknown numbers."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.dates import date2num

from kharkiv_tracker import gazetteer
from kharkiv_tracker.analysis.series import Curve, Point
from kharkiv_tracker.charts import style
from kharkiv_tracker.charts.frame import Frame
from kharkiv_tracker.charts.style import Stroke
from kharkiv_tracker.domain.statement import Statement

#: How an open upper end fades out: so many bands of so many points each.
_FADE, _FADE_HEIGHT = 6, 2.4
#: Points that an open end needs above its line.
OPEN_ROOM = _FADE * _FADE_HEIGHT + 4


def curve(frame: Frame, axes: Axes, curve: Curve, quantity: str, stroke: Stroke) -> None:
    known = [point for point in curve.points if not point.of(quantity).is_unknown]
    for point in curve.points[: len(curve.points) - len(known)][:1]:
        if not known:
            _mark_unknown(frame, frame.x(point.day) if point.day else frame.plot.left, 0)
    if not known or frame.span is None:
        return
    end = date2num(frame.span.first) + frame.span.days
    days = [date2num(point.day) for point in known if point.day]
    best = [point.of(quantity).best or 0 for point in known]
    axes.plot(
        [days[0], *days, end],
        [0, *best, best[-1]],
        drawstyle="steps-post",
        color=stroke.colour,
        linestyle=stroke.dashes,
        linewidth=1.7 if frame.is_calm else 1.1,
        gid=f"{quantity}-{curve.district}",
        clip_on=False,
    )
    if frame.is_calm and len(days) <= frame.plot.width / 9:
        axes.plot(days, best, "o", color=stroke.colour, markersize=3.2, clip_on=False)
    _band(frame, axes, known, [*days, end], quantity, stroke.colour)
    _open_end(frame, axes, known, [*days, end], quantity, stroke.colour)


def _band(
    frame: Frame,
    axes: Axes,
    known: list[Point],
    days: list[float],
    quantity: str,
    colour: str,
) -> None:
    lows = [point.of(quantity).low or 0 for point in known]
    highs = [point.of(quantity).high or point.of(quantity).best or 0 for point in known]
    axes.fill_between(
        days,
        [*lows, lows[-1]],
        [*highs, highs[-1]],
        step="post",
        color=colour,
        alpha=0.2 if frame.is_calm else 0.1,
        linewidth=0,
        zorder=1,
    )


def _open_end(
    frame: Frame,
    axes: Axes,
    known: list[Point],
    days: list[float],
    quantity: str,
    colour: str,
) -> None:
    """Let the band fade upwards from where the curve has no high end, an arrow at its close."""
    opened = next((i for i, p in enumerate(known) if p.of(quantity).is_open), None)
    if opened is None:
        return
    base = [point.of(quantity).best or 0 for point in known[opened:]]
    base.append(base[-1])
    step = _FADE_HEIGHT * frame.top / frame.plot.height
    for layer in range(_FADE):
        axes.fill_between(
            days[opened:],
            [value + layer * step for value in base],
            [value + (layer + 1) * step for value in base],
            step="post",
            color=colour,
            alpha=0.26 * (1 - layer / _FADE),
            linewidth=0,
            zorder=1,
        )
    x = frame.line_end - 4
    y = frame.y(base[-1])
    frame.sheet.line([x, x], [y, y + _FADE * _FADE_HEIGHT], color=colour, linewidth=1)
    frame.sheet.line(
        [x], [y + _FADE * _FADE_HEIGHT], color=colour, marker="^", markersize=3.6, linestyle=""
    )


def undated(
    frame: Frame, zone: Axes | None, curve: Curve, quantity: str, stroke: Stroke
) -> tuple[float, float]:
    """Draw what undated incidents add, outside the dates; returns the point where the line ends."""
    before, total = curve.dated_end.of(quantity), curve.end.of(quantity)
    start = frame.y(before.best or 0)
    level = frame.y(total.best or 0)
    if zone is None or frame.zone is None or curve.undated is None:
        if before.is_unknown and curve.points and curve.points[0].day and frame.span:
            return frame.x(curve.points[0].day) + 4, start + 2.5 + frame.sheet.base * 0.36
        return frame.line_end, level
    middle = frame.zone.left + frame.zone.width / 2
    if not before.is_unknown:
        across: tuple[list[float], list[float]] = (
            [frame.line_end, middle, middle],
            [start, start, level],
        )
        frame.sheet.line(*across, color=stroke.colour, linewidth=1.1, linestyle=(0, (1, 2)))
    added = curve.undated.killed if quantity == "killed" else curve.undated.injured
    if added.is_unknown:
        _mark_unknown(frame, middle, level - frame.plot.bottom)
        return middle + 5, level
    zone.plot(
        [0.5],
        [total.best or 0],
        "D",
        markersize=4.2,
        markerfacecolor=frame.sheet.palette.ground,
        markeredgecolor=stroke.colour,
        gid=f"{quantity}-{curve.district}-undated",
        clip_on=False,
    )
    return middle + 4, level


def _mark_unknown(frame: Frame, x: float, above: float) -> None:
    """A quiet question mark where there is an incident but no number."""
    y = frame.plot.bottom + above + 2.5
    frame.sheet.text(x, y, "?", quiet=True, weight=style.SEMIBOLD, ha="center")


def statement(frame: Frame, axes: Axes, statement: Statement, quantity: str) -> None:
    said = statement.count(quantity)
    if said.best is None or statement.as_of is None:
        return
    stroke = style.stroke(frame.sheet.palette, gazetteer.load(), statement.area)
    axes.plot(
        [date2num(statement.as_of.day)],
        [said.best],
        "s",
        markersize=5,
        markerfacecolor="none",
        markeredgecolor=stroke.colour,
        gid=f"{quantity}-statement-{statement.code}",
        clip_on=False,
    )
