"""The targets of a panel of curves: a step, a line up to a day, a name, a mark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from kharkiv_tracker import labels
from kharkiv_tracker.charts import chart_notes
from kharkiv_tracker.charts.curves import curve_lines
from kharkiv_tracker.charts.curves.curve_lines import Line
from kharkiv_tracker.charts.curves.panel_frame import Frame
from kharkiv_tracker.charts.curves.panel_marks import Steps
from kharkiv_tracker.charts.hit_areas import Target
from kharkiv_tracker.charts.rectangle import Box
from kharkiv_tracker.domain.quantity import COUNTED, QUANTITIES
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.total import Total
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store.largest_incidents import LargestIncident

#: So many points from a line one still means it, and so many from a step the step.
_NEAR, _NEAR_STEP = 16.0, 6.0


@dataclass(frozen=True, slots=True)
class IncidentLabel:
    """The label of an incident, and where it is."""

    incident: LargestIncident
    box: Box
    target: Target


@dataclass(frozen=True, slots=True, eq=False)
class Trace:
    """A line as it runs over the sheet: its steps in points, and the height at which it ends."""

    line: Line
    steps: Steps
    xs: Any
    end: float

    def before(self, index: int) -> float:
        """The number from which a step rises."""
        return float(self.steps.best[index - 1]) if index else self.steps.start

    def after(self, index: int) -> float:
        """The number to which a step rises."""
        return float(self.steps.best[index])

    def last(self, x: float) -> int:
        """The step that brought the line to its level at x."""
        return max(0, int(np.searchsorted(self.xs, x, side="right")) - 1)

    def level(self, frame: Frame, x: float) -> float:
        """How high the line runs at x, in points."""
        index = int(np.searchsorted(self.xs, x, side="right")) - 1
        return frame.y(self.after(index)) if index >= 0 else frame.plot.bottom


def answer(
    frame: Frame,
    traces: Sequence[Trace],
    name_boxes: Sequence[tuple[Line, Box]],
    labels: Sequence[IncidentLabel],
) -> None:
    """Give the parts of the panel their targets."""
    sheet = frame.sheet

    def find(x: float, y: float) -> Target | None:
        label = next((label for label in labels if label.box.holds(x, y)), None)
        return label.target if label else _nearest(frame, traces, x, y)

    def name(x: float, y: float) -> Target | None:
        return next((whole_line(line, box) for line, box in name_boxes if box.holds(x, y)), None)

    def undated(_x: float, y: float) -> Target | None:
        with_some = [trace for trace in traces if trace.line.curve.undated]
        nearest = min(with_some, key=lambda trace: abs(trace.end - y), default=None)
        if nearest is None or abs(nearest.end - y) > 2 * _NEAR or frame.zone is None:
            return None
        return _undated(nearest.line, Box(frame.zone.left, nearest.end - 4, frame.zone.width, 8))

    sheet.answer(frame.names, name)
    if frame.zone:
        sheet.answer(frame.zone, undated)
    if frame.span:
        sheet.answer(frame.plot, find, frame.span)


def whole_line(line: Line, box: Box) -> Target:
    """Everything of a line."""
    name, districts = curve_lines.name(line.key), line.districts
    if line.until is None:
        text = chart_notes.toll(name, line.curve.end.toll)
        return Target(text, box, Selection(districts=districts))
    name = _("{place}, until {date}").format(place=name, date=labels.date(line.until))
    text = chart_notes.toll(name, line.curve.end.toll)
    return Target(text, box, Selection(None, line.until, districts))


def on_day(line: Line, day: int, mark: Box, quantities: Sequence[str] = COUNTED) -> Target:
    """The total of a line from a day on, what that day added to it, and the day's incidents."""
    curve, added = line.curve, line.curve.added.dated
    first, last = np.searchsorted(added.day, [day, day + 1])
    here = added.take(slice(int(first), int(last))).toll()
    total = curve.point(int(np.searchsorted(curve.days, day))).toll
    when = date.fromordinal(day)
    text = _("{date}: {place}, {total} in total; that day {added}").format(
        date=labels.date(when),
        place=curve_lines.name(line.key),
        total=", ".join(_count(name, total[name]) for name in quantities),
        added=labels.figure_text(here[quantities[0]])
        if len(quantities) == 1
        else ", ".join(_count(name, here[name]) for name in quantities),
    )
    return Target(text, mark, Selection(when, when, line.districts))


def latest(line: Line, day: int, mark: Box, quantities: Sequence[str] = COUNTED) -> Target | None:
    """The last day up to this one that added to a line; None before the first."""
    index = int(np.searchsorted(line.curve.days, day, side="right")) - 1
    return None if index < 0 else on_day(line, int(line.curve.days[index]), mark, quantities)


def _count(name: str, total: Total) -> str:
    return _(QUANTITIES[name].toll).format(figure=labels.figure_text(total))


def _undated(line: Line, mark: Box) -> Target | None:
    rest = line.curve.undated
    if rest is None:
        return None
    name = _("{place}, undated").format(place=curve_lines.name(line.key))
    text = chart_notes.toll(name, rest.toll)
    return Target(text, mark, Selection(districts=line.districts), undated=True)


def _nearest(frame: Frame, traces: Sequence[Trace], x: float, y: float) -> Target | None:
    """The step or the line that is nearest to a point."""
    best: tuple[float, Trace, int | None] | None = None
    for trace in traces:
        for distance, step in _distances(frame, trace, x, y):
            if distance <= _NEAR and (best is None or distance < best[0]):
                best = (distance, trace, step)
    if best is None or frame.span is None:
        return None
    _distance, trace, step = best
    # A level line is read at the step where its total comes from.
    step = trace.last(x) if step is None else step
    low, high = frame.y(trace.before(step)), frame.y(trace.after(step))
    mark = Box(float(trace.xs[step]) - 2, low, 4, max(4.0, high - low))
    return on_day(trace.line, int(trace.steps.at[step]), mark, (frame.quantity,))


def _distances(frame: Frame, trace: Trace, x: float, y: float) -> list[tuple[float, int | None]]:
    """The distance of the line from a point, and the steps on either side of it."""
    after = int(np.searchsorted(trace.xs, x, side="right"))
    distances: list[tuple[float, int | None]] = []
    for step in (after - 1, after):
        if not int(trace.steps.is_carried) <= step < len(trace.xs):
            continue
        across = abs(float(trace.xs[step]) - x)
        low, high = frame.y(trace.before(step)), frame.y(trace.after(step))
        along = max(0.0, low - y, y - high)
        if across <= _NEAR_STEP:
            # A step is preferred to a level line; of steps on each other, the one that ends here.
            away = (across**2 + along**2) ** 0.5 * 0.5 + abs(high - y) * 0.005
            distances.append((away - 1, step))
    if after and x <= frame.line_end + _NEAR_STEP:
        distances.append((abs(trace.level(frame, x) - y), None))
    return distances
