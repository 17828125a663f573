"""Casualties by hour of day, with the strikes at an unknown hour."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from matplotlib.axes import Axes

from kharkiv_tracker import city, labels
from kharkiv_tracker.analysis import csv_table
from kharkiv_tracker.charts import chart_frame, chart_notes, style, text_fit
from kharkiv_tracker.charts.bars import bar_captions, column_panels
from kharkiv_tracker.charts.bars.column_panels import Axis, Column
from kharkiv_tracker.charts.chart_request import ChartRequest
from kharkiv_tracker.charts.hit_areas import ChartFigure
from kharkiv_tracker.charts.rectangle import Box
from kharkiv_tracker.charts.sheet import Sheet
from kharkiv_tracker.domain.total import GroupTotal, Totals
from kharkiv_tracker.domain.when import Precision
from kharkiv_tracker.i18n import _
from kharkiv_tracker.palette import PALETTES, Tone
from kharkiv_tracker.store import group_codes
from kharkiv_tracker.store import totals as stored_totals
from kharkiv_tracker.store.case_file import CaseFile

#: What is known of the hour beside the hour itself, in the order of the axis.
PARTS = (
    *(Precision.NIGHT, Precision.SMALL_HOURS, Precision.DAWN, Precision.MORNING),
    *(Precision.DAY, Precision.EVENING),
    Precision.UNKNOWN,
)
_HOURS = 24
#: In hours: how wide the panel of all parts of the day may be, and that of one.
_PARTS, _WIDEST = 20.0, 7.0
#: The part of its place that the column of a part of the day fills.
_FILLED = 0.4
_MARKED = 6


@dataclass(frozen=True, slots=True)
class Hours:
    """Totals by hour, by part of the day or unknown, as known then and later."""

    request: ChartRequest
    totals: Totals
    later: Totals | None = None
    codes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def groups(self) -> list[GroupTotal]:
        """Those that have an incident, in the order of the axis."""
        return sorted(self.totals.groups, key=lambda group: self._order(group.key))

    @property
    def parts(self) -> list[str]:
        """What is known of an hour beside the hour itself, as far as it occurs."""
        groups = (*self.totals.groups, *(self.later.groups if self.later else ()))
        keys = {group.key for group in groups}
        return [part.value for part in PARTS if part.value in keys]

    def place(self, key: str) -> float:
        """Where the middle of an hour, or of what is known instead, is on its axis."""
        return (int(key) if key.isdigit() else self.parts.index(key)) + 0.5

    def _order(self, key: str) -> tuple[bool, float]:
        return not key.isdigit(), self.place(key)

    @property
    def columns(self) -> list[Column]:
        """Those of the hours, and last those of what is known instead."""
        return [*self.hour_columns, *self.part_columns]

    @property
    def hour_columns(self) -> list[Column]:
        return self._columns(is_hour=True)

    @property
    def part_columns(self) -> list[Column]:
        return self._columns(is_hour=False)

    def _columns(self, is_hour: bool) -> list[Column]:
        groups = {group.key: group for group in self.totals.groups}
        later = {group.key: group for group in self.later.groups} if self.later else {}
        keys = sorted({*groups, *later}, key=self._order)
        return [
            self._column(key, groups.get(key), later.get(key))
            for key in keys
            if key.isdigit() is is_hour
        ]

    def _column(self, key: str, now: GroupTotal | None, later: GroupTotal | None) -> Column:
        return Column(
            self.place(key),
            1.0 if key.isdigit() else _FILLED,
            partial(name, key),
            now.toll if now else None,
            later.toll if later else None,
            codes=self.codes.get(key, ()),
        )


def name(key: str) -> str:
    """An hour from its first to its last minute, or what is known instead."""
    if key.isdigit():
        return f"{key}:00–{key}:59"
    return _("hour unknown") if key == stored_totals.UNKNOWN else labels.group("hour", key)


def title() -> str:
    """The chart's name in the current language."""
    return _("Civilian casualties by hour of day")


def read(case: CaseFile, request: ChartRequest) -> Hours:
    """The data of the chart."""
    selection, clock = request.view.selection, request.view.as_known_on
    totals = stored_totals.totals(case, selection, "hour", clock, of_whom=False)
    is_few = totals.total.incidents <= group_codes.MOST
    codes = group_codes.codes(case, selection, "hour", clock) if is_few else {}
    has_later = bar_captions.has_later(request)
    later = stored_totals.totals(case, selection, "hour", of_whom=False) if has_later else None
    return Hours(request, totals, later, codes)


def to_csv(chart: Hours) -> str:
    """The numbers of the chart; open and unknown cells are empty."""
    lines = [
        [
            *(group.key, group.incidents),
            *csv_table.cells(*group.toll.counted),
            *csv_table.notes(chart.request.stress, *group.toll.counted),
        ]
        for group in chart.groups
    ]
    return csv_table.text(["hour", "incidents", *csv_table.BOUNDS, *csv_table.NOTES], lines)


def caption(chart: Hours) -> str:
    """How to read the chart and what it leaves out, in sentences."""
    if not chart.columns:
        return chart_notes.left_out(chart.totals.left_out, chart.request.view.selection)
    figures = [total for group in chart.groups for total in group.toll.counted]
    return bar_captions.join(
        [
            _("Hours: {clock}. “About 21:30” is counted under 21:00.").format(
                clock=city.text("clock")
            ),
            _("Right, on an axis of its own: strikes with only the part of day known, or no time.")
            if any(not group.key.isdigit() for group in chart.groups)
            else "",
            *bar_captions.ranges(figures, _("Arrow: at least (no upper limit reported).")),
            column_panels.later(chart.columns),
            chart_notes.unknowns(chart.totals),
            chart_notes.stress(chart.request, chart.totals),
            chart_notes.remainder(chart.totals, is_drawn=False),
            chart_notes.left_out(chart.totals.left_out, chart.request.view.selection),
        ]
    )


def draw(chart: Hours, theme: Tone, size: tuple[float, float]) -> ChartFigure:
    """The figure, `size` in inches."""
    with style.drawing(PALETTES[theme]):
        sheet = Sheet(size, theme)
        subtitle = chart_notes.subtitle(chart.request)
        box = chart_frame.draw_frame(sheet, title(), subtitle, caption(chart))
        if chart.columns:
            _draw(sheet, box, chart)
        else:
            chart_frame.draw_empty(sheet, box, chart.request)
        return sheet.figure


def _draw(sheet: Sheet, box: Box, chart: Hours) -> None:
    """The hours, and apart from them what is known instead, so that it does not flatten them."""
    hour_columns, part_columns = chart.hour_columns, chart.part_columns
    parts = len(chart.parts)
    axis = Axis(0, parts, partial(_mark_parts, chart))
    if not hour_columns:
        column_panels.draw(sheet, box, part_columns, axis)
        return
    hours_box = box
    if part_columns:
        gap = sheet.base * 1.6
        wide = min(_PARTS, parts * _WIDEST)
        points = (box.width - gap) * wide / (_HOURS + wide)
        aside = Box(box.right - points, box.bottom, points, box.height)
        heading = _("Hour not known, own axis")
        column_panels.draw(sheet, aside, part_columns, axis, heading)
        hours_box = Box(box.left, box.bottom, box.width - points - gap, box.height)
    column_panels.draw(sheet, hours_box, hour_columns, Axis(0, _HOURS, _mark_hours))


def _mark_hours(axes: Axes, _width: float, size: float) -> None:
    """Write every sixth hour below the axis."""
    _mark(axes, [(float(hour), [f"{hour}:00"]) for hour in range(0, _HOURS + 1, _MARKED)], size)


def _mark_parts(chart: Hours, axes: Axes, width: float, size: float) -> None:
    """Write the parts of the day below the axis, in up to two lines."""
    room = width / len(chart.parts) - 2
    marks = [(chart.place(p), text_fit.wrap(name(p), room, size, 2)) for p in chart.parts]
    _mark(axes, marks, size)


def _mark(axes: Axes, marks: Sequence[tuple[float, Sequence[str]]], size: float) -> None:
    axes.set_xticks([])
    last = axes.get_xlim()[1]
    for at, lines in marks:
        for index, line in enumerate(lines):
            axes.annotate(
                line,
                (at, 0),
                (0, -5 - size * (1 + 1.25 * index)),
                xycoords=("data", "axes fraction"),
                textcoords="offset points",
                horizontalalignment="left" if at == 0 else "right" if at == last else "center",
                verticalalignment="baseline",
                fontproperties=style.font(size),
                color=axes.xaxis.get_tick_params()["labelcolor"],
                annotation_clip=False,
            )
