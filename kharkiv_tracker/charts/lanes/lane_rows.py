"""The lanes of the chart, the marks in them, and their targets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from matplotlib.collections import EllipseCollection
from matplotlib.colors import to_rgba
from matplotlib.dates import date2num

from kharkiv_tracker import gazetteer, labels
from kharkiv_tracker.charts import chart_notes, style, text_fit, ticks
from kharkiv_tracker.charts.chart_request import INCIDENTS
from kharkiv_tracker.charts.hit_areas import Target
from kharkiv_tracker.charts.lanes.lane_data import Lanes
from kharkiv_tracker.charts.lanes.lane_marks import Marks
from kharkiv_tracker.charts.rectangle import Box
from kharkiv_tracker.charts.sheet import Sheet
from kharkiv_tracker.charts.span import Span
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.i18n import _

#: Radius in points of the largest mark, in lane heights and at most; of the smallest; of those
#: whose number is 0 or unknown.
_LARGEST, _MOST, _LEAST, _NONE, _UNKNOWN = 0.75, 15.0, 1.1, 1.7, 2.6
#: How far the largest mark of several days may reach over them, to either side.
_REACH = 1.2
#: So near in points a mark is meant.
_NEAR = 6.5
#: Of the width, the most that the names take.
_NAMES = 0.26
#: Below so many sizes of its text for each lane, those without an incident are left out.
_TIGHT = 0.95
_SHADE = 0.72
#: The numbers of which the key has a mark: round, and this share of the largest.
_ROUND, _SHARES = (1, 2, 3, 5), (1, 0.25)


def has_grown(now: Marks, later: Marks | None, measure: str) -> bool:
    """Whether anything is larger as known later."""
    return later is not None and bool(len(_grown(now, later, measure)))


def draw(sheet: Sheet, box: Box, chart: Lanes, lanes: Sequence[str]) -> None:
    """Draw the key, the lanes with their names and totals, and the marks."""
    span = chart.span
    if span is None:
        return
    small = sheet.base * 0.9
    head, foot = small * 3.2, small * 1.2
    foot += small * 1.2 * ticks.rows(span.first, span.last, box.width * 0.7, small)
    high = box.height - head - foot
    if high / len(lanes) < small * _TIGHT:
        held = {*chart.marks.districts, *(chart.later.districts if chart.later else ())}
        lanes = [key for key in lanes if key in held] or lanes
    lane = high / len(lanes)
    size = min(small, lane * 0.95)
    names, totals = [_name(key) for key in lanes], [_total(chart, key) for key in lanes]
    left = min(max(style.width(name, size) for name in names), box.width * _NAMES) + small
    right = max(style.width(text, size, style.SEMIBOLD) for text in totals) + small
    plot = Box(box.left + left, box.bottom + foot, box.width - left - right, high)
    _axis(sheet, plot, span, small)
    for row, (name, text) in enumerate(zip(names, totals, strict=True)):
        middle = plot.top - (row + 0.5) * lane
        sheet.line([plot.left, plot.right], [middle] * 2, color=sheet.palette.hairline, lw=0.7)
        quiet = text == labels.NOTHING
        fitting = text_fit.elide_before("", name, left - small * 0.6, size)
        sheet.text(box.left, middle - size * 0.36, fitting, size=size, quiet=quiet)
        weight = style.REGULAR if quiet else style.SEMIBOLD
        at = (box.right, middle - size * 0.36)
        sheet.text(*at, text, size=size, weight=weight, quiet=quiet, ha="right")
    circles = _Circles(sheet, plot, chart, lanes, span)
    circles.draw()
    _key(sheet, Box(box.left, box.top - head, box.width, head), circles)


def _name(key: str) -> str:
    place = gazetteer.load().get(key)
    return labels.district(place) if place else text_fit.drawable(key, 40)


def _total(chart: Lanes, key: str) -> str:
    """The number at the right of a lane."""
    group = chart.groups.get(key)
    if group is None:
        return labels.NOTHING
    if chart.measure == INCIDENTS:
        return labels.number(group.incidents)
    return labels.figure_text(group.toll[chart.measure])


def _axis(sheet: Sheet, plot: Box, span: Span, small: float) -> None:
    axes = sheet.axes(plot)
    axes.set_label("lanes")
    axes.set_yticks([])
    first = float(date2num(span.first))
    axes.set_xlim(first, first + span.days)
    ticks.mark_days(axes, span.first, span.last, plot.width, small)
    axes.grid(axis="x", color=sheet.palette.hairline, linewidth=0.5)


class _Circles:
    """The marks as circles; `radius` is what the number of each is worth."""

    def __init__(
        self, sheet: Sheet, plot: Box, chart: Lanes, lanes: Sequence[str], span: Span
    ) -> None:
        self._sheet, self._plot, self._lanes, self._span = sheet, plot, lanes, span
        self._measure, self._marks, self._later = chart.measure, chart.marks, chart.later
        self.is_of_people = chart.measure != INCIDENTS
        self.colour = sheet.colour(chart.measure) if self.is_of_people else sheet.palette.accent
        everything = [marks for marks in (chart.marks, chart.later) if marks is not None]
        numbers = [marks.numbers(chart.measure) for marks in everything]
        self.largest = max((float(np.nanmax(n)) for n in numbers if np.any(n > 0)), default=0.0)
        self._most = min(_MOST, plot.height / len(lanes) * _LARGEST)
        if chart.is_of_incidents and not self.is_of_people:
            self._most = min(self._most, _UNKNOWN)
        elif not chart.is_of_incidents:
            self._most = min(self._most, plot.width * chart.stretch / span.days * _REACH)

    def radius(self, number: Any) -> Any:
        """The radius of a known number, or of many; areas are as the numbers."""
        share = np.sqrt(np.maximum(number, 0) / max(1.0, self.largest))
        return np.where(number > 0, np.maximum(_LEAST, share * self._most), _NONE)

    @property
    def unknown(self) -> float:
        """The radius of a mark without a number."""
        return min(_UNKNOWN, max(_NONE + 0.3, self._most * 0.6))

    def draw(self) -> None:
        """Draw all marks, those known later below the others, and let them answer."""
        if self._later is not None:
            grown = _grown(self._marks, self._later, self._measure)
            self._add(self._later, self._within(self._later, grown), "later")
        indices = self._within(self._marks, np.arange(len(self._marks)))
        numbers = self._marks.numbers(self._measure)[indices]
        self._add(self._marks, indices[numbers > 0], "marks")
        self._add(self._marks, indices[numbers == 0], "none")
        self._add(self._marks, indices[np.isnan(numbers)], "unknown")
        self._answer(indices)

    def _add(self, marks: Marks, indices: Any, kind: str) -> None:
        if not len(indices):
            return
        # The large ones first, so that they hide none.
        radius = self._radius(marks, indices)
        order = np.argsort(-radius, kind="stable")
        x, y = self._places(marks, indices[order])
        self._sheet.figure.add_artist(self.circles(np.column_stack((x, y)), radius[order], kind))

    def circles(self, places: Any, radius: Any, kind: str) -> EllipseCollection:
        """Circles of a kind: solid `marks`, rings for `none` and `unknown`, dashes for `later`."""
        palette = self._sheet.palette
        is_solid = kind == "marks"
        edges = {"marks": palette.ground, "unknown": self.colour}.get(kind, palette.quiet)
        return EllipseCollection(
            2 * radius,
            2 * radius,
            np.zeros(len(radius)),
            units="points",
            offsets=places,
            offset_transform=self._sheet.points,
            facecolors=[to_rgba(self.colour, _SHADE)] if is_solid else ["none"],
            edgecolors=edges,
            linewidths=0.4 if is_solid else 0.9,
            linestyles="dashed" if kind == "later" else "solid",
            zorder=3,
            gid=kind,
        )

    def _radius(self, marks: Marks, indices: Any) -> Any:
        numbers = marks.numbers(self._measure)[indices]
        return np.where(np.isnan(numbers), self.unknown, self.radius(np.nan_to_num(numbers)))

    def _places(self, marks: Marks, indices: Any) -> tuple[Any, Any]:
        rows = {key: row for row, key in enumerate(self._lanes)}
        row = np.array([rows.get(key, -1) for key in marks.districts], dtype=np.int64)
        share = (marks.at[indices] - self._span.first.toordinal()) / self._span.days
        lane = self._plot.height / len(self._lanes)
        y = self._plot.top - (row[marks.lane[indices]] + 0.5) * lane
        return self._plot.left + share * self._plot.width, y

    def _within(self, marks: Marks, indices: Any) -> Any:
        """Those of the days and the lanes that are drawn."""
        first = self._span.first.toordinal()
        at = marks.at[indices]
        rows = np.array([key in self._lanes for key in marks.districts], dtype=bool)
        held = rows[marks.lane[indices]] if len(rows) else np.zeros(0, dtype=bool)
        return indices[(at >= first) & (at <= first + self._span.days) & held]

    def _answer(self, indices: Any) -> None:
        x, y = self._places(self._marks, indices)
        radius = self._radius(self._marks, indices)

        def find(at_x: float, at_y: float) -> Target | None:
            away = np.hypot(x - at_x, y - at_y)
            under = np.flatnonzero(away <= np.maximum(radius, _NEAR))
            if not len(under):
                return None
            # Of those under the point the nearest, and of equally near ones the smallest.
            best = int(under[np.lexsort((radius[under], np.round(away[under])))[0]])
            half = max(float(radius[best]), _NONE)
            mark = Box(float(x[best]) - half, float(y[best]) - half, 2 * half, 2 * half)
            return _target(self._marks, int(indices[best]), mark)

        self._sheet.answer(self._plot, find, self._span)


def _target(marks: Marks, index: int, mark: Box) -> Target:
    """The target of a mark: its place and time, its figures and its incidents."""
    first, last = marks.first_day(index), marks.last_day(index)
    district = marks.districts[int(marks.lane[index])]
    when = labels.date(first)
    if last != first:
        when = _("{first} to {last}").format(first=when, last=labels.date(last))
    name = _("{place}, {date}").format(place=_name(district), date=when)
    text = chart_notes.toll(name, marks.toll(index))
    if marks.codes:
        return Target(text, mark, codes=(marks.codes[index],))
    return Target(text, mark, Selection(first, last, (district,)))


def _grown(now: Marks, later: Marks, measure: str) -> Any:
    """The indices of the later marks that are new or larger."""
    numbers = np.nan_to_num(now.numbers(measure), nan=-1.0)
    before = {now.key(index): float(numbers[index]) for index in range(len(now))}
    today = np.nan_to_num(later.numbers(measure), nan=-1.0)
    grown = [
        index
        for index in range(len(later))
        if float(today[index]) > before.get(later.key(index), -2.0)
    ]
    return np.array(grown, dtype=np.int64)


def _key(sheet: Sheet, box: Box, circles: _Circles) -> None:
    """The key of the sizes, at the right above the lanes, as far as there is room."""
    small, x, y = sheet.base * 0.9, box.right, box.bottom + box.height * 0.62
    for number, kind, text in _entries(circles):
        radius = np.array([circles.unknown if kind == "unknown" else float(circles.radius(number))])
        x -= style.width(text, small)
        middle = x - small * 0.4 - float(radius[0])
        if middle - float(radius[0]) < box.left:
            return
        sheet.text(x, y - small * 0.36, text, size=small, quiet=True)
        sheet.figure.add_artist(circles.circles(np.array([[middle, y]]), radius, kind))
        x = middle - float(radius[0]) - small


def _entries(circles: _Circles) -> Iterator[tuple[float, str, str]]:
    """The marks of the key from the right: number, kind and text."""
    if circles.is_of_people:
        yield 0, "unknown", _("unknown")
        yield 0, "none", labels.number(0)
    shown = set()
    for share in _SHARES:
        number = _round(circles.largest * share)
        if number and number not in shown:
            shown.add(number)
            yield number, "marks", labels.number(number)
    if circles.largest > 1 and 1 not in shown:
        yield 1, "marks", labels.number(1)


def _round(number: float) -> int:
    """The largest round number that is not above this one; 0 below 1."""
    if number < 1:
        return 0
    power = 10 ** (len(str(int(number))) - 1)
    return max(int(power * nice) for nice in _ROUND if power * nice <= number)
