"""What a panel draws of each district: line, undated incidents, unknown numbers, statements."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.dates import date2num
from matplotlib.lines import Line2D

from kharkiv_tracker import gazetteer
from kharkiv_tracker.analysis.series import Curve
from kharkiv_tracker.charts import style
from kharkiv_tracker.charts.curves.frame import Frame, number
from kharkiv_tracker.charts.style import Stroke
from kharkiv_tracker.domain.statement import Statement

#: More days than this many to the point cannot be told apart, on paper neither.
_FINEST = 3

Path = Sequence[tuple[float, float]]


class Steps:
    """A curve of one quantity as it is drawn: from its first known number to the axis' end.

    `x` are matplotlib's days, `at` ordinals; the last of all values stands for the axis' end.
    """

    def __init__(self, frame: Frame, curve: Curve, quantity: str) -> None:
        reached = curve.of(quantity)
        known = int(np.isnan(reached.low).sum())
        days = curve.days[known:]
        kept = np.flatnonzero(seen(frame, days)) + known
        self.at = curve.days[kept]
        self.is_known = len(kept) > 0
        self.last = frame.end
        self.x = np.append(number(self.at.astype(float)), frame.end)
        ends = reached.take(kept)
        self.low, self.best = _carried(ends.low), _carried(ends.best)
        self.open = np.isnan(_carried(ends.high))
        self.high = np.where(self.open, self.best, _carried(ends.high))


def seen(frame: Frame, days: Any) -> Any:
    """Which of these days are seen: of those in one column of dots only the last."""
    columns = max(1, int(frame.plot.width * _FINEST))
    if frame.span is None or len(days) <= columns:
        return np.ones(len(days), dtype=bool)
    column = (days - frame.span.first.toordinal()) * columns // frame.span.days
    return np.append(column[1:] != column[:-1], True)


def _carried(values: Any) -> Any:
    return np.append(values, values[-1:])


def line(frame: Frame, axes: Axes, curve: Curve, steps: Steps, drawn: Stroke, quiet: bool) -> None:
    """The best figures, with dots where there are few days."""
    quantity = frame.quantity
    if not steps.is_known:
        if len(curve.days) and not quiet:
            unknown(frame, float(frame.xs(int(curve.days[0]))), 0)
        return
    if frame.span is None:
        return
    wide = (0.8 if quiet else 1.7) if frame.is_calm or quiet else 1.1
    add(
        frame,
        axes,
        np.concatenate((steps.x[:1], steps.x)),
        np.concatenate(([0.0], steps.best)),
        drawstyle="steps-post",
        color=drawn.colour,
        linestyle=drawn.dashes,
        linewidth=wide,
        alpha=0.55 if quiet else None,
        zorder=1.8 if quiet else 2,
        gid=f"{quantity}-{curve.district}",
    )
    if frame.is_calm and not quiet and len(steps.at) <= frame.plot.width / 9:
        dots = {"linestyle": "", "marker": "o", "markersize": 3.2, "color": drawn.colour}
        add(frame, axes, steps.x[:-1], steps.best[:-1], **dots)


def ghosts(frame: Frame, axes: Axes, found: Sequence[tuple[Steps, str]]) -> None:
    """What became known later: thin dotted lines with hollow ends."""
    known = [(steps, colour) for steps, colour in found if steps.is_known and frame.span]
    if not known:
        return
    paths = []
    for steps, _colour in known:
        xs, best = np.repeat(steps.x, 2), np.repeat(steps.best, 2)
        paths.append(np.column_stack((xs[:-1], np.concatenate(([0.0], best[:-2])))))
    drawn = LineCollection(
        paths,
        transform=axes.transData,
        colors=[colour for _steps, colour in known],
        linestyles=[(0, (1, 1.6))],
        linewidths=0.9,
        zorder=1.9,
        gid=f"{frame.quantity}-later",
    )
    frame.sheet.figure.add_artist(drawn)
    add(
        frame,
        axes,
        [frame.end] * len(known),
        [steps.best[-1] for steps, _colour in known],
        linestyle="",
        marker="o",
        markersize=3.4,
        markerfacecolor=frame.sheet.palette.ground,
        markeredgecolor=frame.sheet.palette.quiet,
        markeredgewidth=0.8,
        gid=f"{frame.quantity}-later-ends",
    )


def undated(
    frame: Frame,
    zone: Axes | None,
    curve: Curve,
    drawn: Stroke,
    quiet: bool,
    ties: list[tuple[Path, str]],
) -> tuple[float, float]:
    """Draw what undated incidents add, outside the dates; returns the point where the line ends.

    What ties it to the line is added to `ties`.
    """
    quantity = frame.quantity
    before, total = curve.dated_end.toll[quantity], curve.end.toll[quantity]
    start = frame.y(before.best or 0)
    level = frame.y(total.best or 0)
    if zone is None or frame.zone is None or curve.undated is None:
        if before.is_unknown and len(curve.days) and frame.span:
            first = float(frame.xs(int(curve.days[0])))
            return first + 4, start + 2.5 + frame.sheet.base * 0.36
        return frame.line_end, level
    middle = frame.zone.left + frame.zone.width / 2
    if not before.is_unknown and not quiet:
        tie = [(frame.line_end, start), (middle, start), (middle, level)]
        ties.append((tie, drawn.colour))
    added = curve.undated.toll[quantity]
    if added.is_unknown:
        if not quiet:
            unknown(frame, middle, level - frame.plot.bottom)
        return middle + 5, level
    add(
        frame,
        zone,
        [0.5],
        [total.best or 0],
        linestyle="",
        marker="D",
        markersize=2.8 if quiet else 4.2,
        alpha=0.55 if quiet else None,
        markerfacecolor=frame.sheet.palette.ground,
        markeredgecolor=drawn.colour,
        gid=f"{quantity}-{curve.district}-undated",
    )
    return middle + 4, level


def unknown(frame: Frame, x: float, above: float) -> None:
    """A quiet question mark where there is an incident but no number."""
    y = frame.plot.bottom + above + 2.5
    frame.sheet.text(x, y, "?", quiet=True, weight=style.SEMIBOLD, ha="center")


def statement(frame: Frame, axes: Axes, statement: Statement) -> None:
    """A square where an official total stands."""
    said = statement.count(frame.quantity)
    if said.best is None or statement.as_of is None:
        return
    add(
        frame,
        axes,
        [date2num(statement.as_of.day)],
        [said.best],
        linestyle="",
        marker="s",
        markersize=5,
        markerfacecolor="none",
        markeredgecolor=style.stroke(frame.sheet.palette, gazetteer.load(), statement.area).colour,
        gid=f"{frame.quantity}-statement-{statement.code}",
    )


def add(frame: Frame, axes: Axes, xs: Any, ys: Any, **drawn: Any) -> None:
    """A line through numbers of the axes, kept by the figure: so nothing has to be clipped."""
    frame.sheet.figure.add_artist(Line2D(xs, ys, transform=axes.transData, **drawn))
