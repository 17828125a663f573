"""The marks of each district in a panel: line, undated incidents, unknown numbers, statements."""

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
from kharkiv_tracker.charts.curves.panel_frame import Frame, number
from kharkiv_tracker.charts.style import Stroke
from kharkiv_tracker.domain.statement import Statement

#: More days than this in a point cannot be distinguished, not even on paper.
_FINEST = 3

Path = Sequence[tuple[float, float]]


class Steps:
    """A curve of one quantity as it is drawn: from its first known number to the end of the line.

    `x` are matplotlib's days, `at` ordinals; the last of all values is at the line's end. Of the
    days before the axis only the last is kept: the line comes in at its number (`is_carried`).
    `is_later` is the curve as known today, which does not end at the clock.
    """

    def __init__(self, frame: Frame, curve: Curve, quantity: str, is_later: bool = False) -> None:
        sums = curve.of(quantity)
        first_known = int(np.isnan(sums.low).sum())
        days = curve.days[first_known:]
        indices = np.flatnonzero(visible(frame, days)) + first_known
        first = frame.span.first.toordinal() if frame.span else None
        indices = indices[on_axis(frame, curve.days[indices])]
        self.at = curve.days[indices]
        self.is_known = len(indices) > 0
        self.is_carried = first is not None and self.is_known and int(self.at[0]) < first
        begin = self.at.astype(float) if first is None else np.maximum(self.at, float(first))
        self.last = frame.end if is_later else frame.last
        self.x = np.append(number(begin), self.last)
        bounds = sums.take(indices)
        self.low, self.best = _carried(bounds.low), _carried(bounds.best)
        self.open = np.isnan(_carried(bounds.high))
        self.high = np.where(self.open, self.best, _carried(bounds.high))

    @property
    def start(self) -> float:
        """The number from which the line begins."""
        return float(self.best[0]) if self.is_carried else 0.0

    def xs(self, frame: Frame) -> Any:
        """Where each step is, in points."""
        at = self.at.astype(float)
        return frame.xs(np.maximum(at, frame.span.first.toordinal()) if frame.span else at)


def on_axis(frame: Frame, days: Any) -> slice:
    """Those of the days in order that are on the axis, and the last one before it."""
    if frame.span is None:
        return slice(None)
    first = frame.span.first.toordinal()
    before = int(np.searchsorted(days, first))
    end = int(np.searchsorted(days, first + frame.span.days, side="right"))
    return slice(max(0, before - 1), end)


def visible(frame: Frame, days: Any) -> Any:
    """Which of these days are visible: of those in one column of dots only the last."""
    columns = max(1, int(frame.plot.width * _FINEST))
    if frame.span is None or len(days) <= columns:
        return np.ones(len(days), dtype=bool)
    column = (days - frame.span.first.toordinal()) * columns // frame.span.days
    return np.append(column[1:] != column[:-1], True)


def _carried(values: Any) -> Any:
    return np.append(values, values[-1:])


def line(frame: Frame, axes: Axes, curve: Curve, steps: Steps, stroke: Stroke, quiet: bool) -> None:
    """The best figures, with dots where there are few days."""
    quantity = frame.quantity
    if not steps.is_known:
        if len(curve.days) and not quiet:
            x = max(frame.plot.left, float(frame.xs(int(curve.days[0]))))
            unknown(frame, x, 0)
        return
    if frame.span is None:
        return
    wide = (0.8 if quiet else 1.7) if frame.is_calm or quiet else 1.1
    add(
        frame,
        axes,
        np.concatenate((steps.x[:1], steps.x)),
        np.concatenate(([steps.start], steps.best)),
        drawstyle="steps-post",
        color=stroke.colour,
        linestyle=stroke.dashes,
        linewidth=wide,
        alpha=0.55 if quiet else None,
        zorder=1.8 if quiet else 2,
        gid=f"{quantity}-{curve.district}",
    )
    if frame.is_calm and not quiet and len(steps.at) <= frame.plot.width / 9:
        dots = {"linestyle": "", "marker": "o", "markersize": 3.2, "color": stroke.colour}
        skipped = int(steps.is_carried)
        add(frame, axes, steps.x[skipped:-1], steps.best[skipped:-1], **dots)


def ghosts(frame: Frame, axes: Axes, curves: Sequence[tuple[Steps, str]]) -> None:
    """Figures known later: thin dotted lines with hollow ends."""
    known_curves = [(steps, colour) for steps, colour in curves if steps.is_known and frame.span]
    if not known_curves:
        return
    paths = []
    for steps, _colour in known_curves:
        xs, best = np.repeat(steps.x, 2), np.repeat(steps.best, 2)
        paths.append(np.column_stack((xs[:-1], np.concatenate(([steps.start], best[:-2])))))
    collection = LineCollection(
        paths,
        transform=axes.transData,
        colors=[colour for _steps, colour in known_curves],
        linestyles=[(0, (1, 1.6))],
        linewidths=0.9,
        zorder=1.9,
        gid=f"{frame.quantity}-later",
    )
    frame.sheet.figure.add_artist(collection)
    add(
        frame,
        axes,
        [frame.end] * len(known_curves),
        [steps.best[-1] for steps, _colour in known_curves],
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
    stroke: Stroke,
    quiet: bool,
    ties: list[tuple[Path, str]],
) -> tuple[float, float]:
    """Draw what undated incidents add, outside the dates; returns the point where the line ends.

    Its connection to the line is added to `ties`.
    """
    quantity = frame.quantity
    before, total = curve.dated_end.toll[quantity], curve.end.toll[quantity]
    start = frame.y(before.best or 0)
    level = frame.y(total.best or 0)
    if zone is None or frame.zone is None or curve.undated is None:
        if before.is_unknown and len(curve.days) and frame.span:
            first = max(frame.plot.left, float(frame.xs(int(curve.days[0]))))
            return first + 4, start + 2.5 + frame.sheet.base * 0.36
        return frame.line_end, level
    middle = frame.zone.left + frame.zone.width / 2
    if not before.is_unknown and not quiet:
        tie = [(frame.line_end, start), (middle, start), (middle, level)]
        ties.append((tie, stroke.colour))
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
        markeredgecolor=stroke.colour,
        gid=f"{quantity}-{curve.district}-undated",
    )
    return middle + 4, level


def unknown(frame: Frame, x: float, above: float) -> None:
    """A quiet question mark where there is an incident but no number."""
    y = frame.plot.bottom + above + 2.5
    frame.sheet.text(x, y, "?", quiet=True, weight=style.SEMIBOLD, ha="center")


def statement(frame: Frame, axes: Axes, statement: Statement) -> None:
    """A square at an official total."""
    count = statement.count(frame.quantity)
    if count.best is None or statement.as_of is None:
        return
    day, span = statement.as_of.day, frame.span
    if span is None or not span.first <= day <= span.last:
        return
    add(
        frame,
        axes,
        [date2num(day)],
        [count.best],
        linestyle="",
        marker="s",
        markersize=5,
        markerfacecolor="none",
        markeredgecolor=style.stroke(frame.sheet.palette, gazetteer.load(), statement.area).colour,
        gid=f"{frame.quantity}-statement-{statement.code}",
    )


def add(frame: Frame, axes: Axes, xs: Any, ys: Any, **properties: Any) -> None:
    """A line through numbers of the axes, added to the figure, so that nothing is clipped."""
    frame.sheet.figure.add_artist(Line2D(xs, ys, transform=axes.transData, **properties))
