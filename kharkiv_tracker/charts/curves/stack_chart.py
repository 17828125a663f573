"""The totals of all districts stacked, up to their sum."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
from matplotlib.colors import to_rgba

from kharkiv_tracker import gazetteer, labels
from kharkiv_tracker.analysis.series import Curve
from kharkiv_tracker.charts import chart_frame, style, text_fit
from kharkiv_tracker.charts.chart_request import ChartRequest
from kharkiv_tracker.charts.curves import (
    bands,
    cumulative_chart,
    curve_hit_areas,
    curve_lines,
    end_labels,
    panel,
    panel_marks,
)
from kharkiv_tracker.charts.curves.cumulative_data import Cumulative
from kharkiv_tracker.charts.curves.curve_lines import Line
from kharkiv_tracker.charts.curves.end_labels import End
from kharkiv_tracker.charts.curves.panel import Panel
from kharkiv_tracker.charts.curves.panel_frame import Frame, number
from kharkiv_tracker.charts.hit_areas import ChartFigure, Target
from kharkiv_tracker.charts.rectangle import Box
from kharkiv_tracker.charts.sheet import Sheet
from kharkiv_tracker.charts.span import Span
from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.i18n import _
from kharkiv_tracker.palette import PALETTES, Tone
from kharkiv_tracker.store.case_file import CaseFile

_SHADE = 0.75


@dataclass(frozen=True, slots=True, eq=False)
class _Layers:
    """Every line's best figures on top of those before it, by day of any incident.

    `tops` has a row for each line; a line without a number is flat.
    """

    at: Any
    tops: Any
    totals: list[float]
    """How high each layer reaches once the undated are added."""


def title() -> str:
    """The chart's name in the current language."""
    return _("Cumulative civilian casualties, districts stacked")


def read(case: CaseFile, request: ChartRequest) -> Cumulative:
    """The data of the chart; incidents of unknown district are on top."""
    plain = replace(request, options=replace(request.options, picked=(), labelled=False))
    return ordered(cumulative_chart.read(case, plain))


def ordered(chart: Cumulative) -> Cumulative:
    """The chart with its unknown areas last, and without what belongs to single lines."""
    return replace(
        chart,
        lines=tuple(sorted(chart.lines, key=lambda line: _is_unknown(line.key))),
        statements=(),
        omitted=0,
    )


def within(chart: Cumulative, days: Span) -> Cumulative:
    """The chart on an axis of these days only."""
    return cumulative_chart.within(chart, days)


def to_csv(chart: Cumulative) -> str:
    """The numbers of the chart."""
    return cumulative_chart.to_csv(chart)


def caption(chart: Cumulative) -> str:
    """How to read the layers and what they leave out, in sentences."""
    notes = cumulative_chart.common_notes(replace(chart, has_later=False))
    sentences = [
        _("Layer height: sum of the district's best figures."),
        _("Top line: all districts together.") if len(chart.lines) > 1 else "",
        _("+: at least. Layers do not show ranges.")
        if any(total.is_open for line in chart.lines for total in line.curve.end.toll.counted)
        else "",
        _("Dotted line: total as known today.") if chart.has_later else "",
        *notes,
        _("Right bar: the same plus undated incidents.")
        if any(line.curve.undated for line in chart.lines)
        else "",
    ]
    return " ".join(sentence for sentence in sentences if sentence)


def draw(chart: Cumulative, theme: Tone, size: tuple[float, float]) -> ChartFigure:
    """The figure, `size` in inches."""
    with style.drawing(PALETTES[theme]):
        sheet = Sheet(size, theme)
        box = chart_frame.draw_frame(
            sheet, title(), cumulative_chart.subtitle(chart), caption(chart)
        )
        if not chart.lines:
            chart_frame.draw_empty(sheet, box, chart.request)
            return sheet.figure
        for quantity, place in zip(COUNTED, cumulative_chart.boxes(sheet, box), strict=True):
            _fill(panel.make(panel.layout(sheet, place, quantity, chart, top_of)), chart)
        return sheet.figure


def top_of(chart: Cumulative, quantity: str) -> int:
    """The total of all layers, by the clock or today."""
    return max(
        sum(curve.end.toll[quantity].best or 0 for curve in curves)
        for curves in (
            [line.curve for line in chart.reaching],
            [line.last for line in chart.reaching],
        )
    )


def _fill(panel: Panel, chart: Cumulative) -> None:
    frame, sheet = panel.frame, panel.frame.sheet
    if not frame.is_numbered:
        middle = frame.plot.left + frame.plot.width / 2
        fitting = text_fit.elide(_("No report gives a number."), sheet.width * 0.4, sheet.base)
        height = frame.plot.bottom + frame.plot.height / 2
        sheet.text(middle, height, fitting, quiet=True, ha="center")
        return
    layers = _layers(frame, [line.curve for line in chart.lines])
    colours = [curve_lines.stroke(sheet.palette, line).colour for line in chart.lines]
    if frame.span and len(layers.at):
        _areas(panel, chart, layers, colours)
    _later(panel, chart)
    _undated(panel, chart, layers, colours)
    line_ends, beneath = [], 0.0
    for line, top, colour in zip(chart.lines, layers.totals, colours, strict=True):
        total = line.curve.end.toll[frame.quantity]
        x = frame.zone.right if frame.zone else frame.line_end
        level = frame.y((beneath + top) / 2)
        text = "" if line.curve.end.is_nothing else labels.figure_text(total)
        name = curve_lines.name(line.key)
        is_early = frame.is_early and not frame.zone
        line_ends.append(End(x, level, colour, text, name, "", line, is_early))
        beneath = top
    # Stacked lines keep their order, which ends of equal height would lose.
    name_boxes = end_labels.draw(sheet, line_ends[::-1], frame.names)
    _answer(frame, chart, layers, name_boxes)


def _layers(frame: Frame, curves: Sequence[Curve]) -> _Layers:
    at = np.unique(np.concatenate([curve.days for curve in curves]))
    at = at[panel_marks.visible(frame, at)]
    at = at[panel_marks.on_axis(frame, at)]
    beneath = np.zeros(len(at))
    tops, totals, highest = [], [], 0.0
    for curve in curves:
        best = np.concatenate(([0.0], np.nan_to_num(curve.of(frame.quantity).best)))
        beneath = beneath + best[np.searchsorted(curve.days, at, side="right")]
        highest += curve.end.toll[frame.quantity].best or 0
        tops.append(beneath)
        totals.append(highest)
    return _Layers(at, tops, totals)


def _xs(frame: Frame, at: Any, last: float) -> Any:
    """Days in matplotlib's count, those before the axis at its beginning, and where all end."""
    begin = frame.span.first.toordinal() if frame.span else 0
    return np.append(number(np.maximum(at, begin).astype(float)), last)


def _areas(panel: Panel, chart: Cumulative, layers: _Layers, colours: Sequence[str]) -> None:
    xs = _xs(panel.frame, layers.at, panel.frame.last)
    beneath = np.zeros(len(xs))
    areas: list[bands.Layer] = []
    for top, line, colour in zip(layers.tops, chart.lines, colours, strict=True):
        carried = np.append(top, top[-1:])
        areas.append((bands.between(xs, beneath, carried), _shade(line, colour)))
        beneath = carried
    bands.fill(panel.frame, panel.axes, areas, f"{panel.frame.quantity}-layers")
    ink = panel.frame.sheet.palette.ink
    panel_marks.add(
        panel.frame,
        panel.axes,
        xs,
        beneath,
        drawstyle="steps-post",
        color=ink,
        linewidth=0.8,
        gid=(f"{panel.frame.quantity}-all"),
    )


def _shade(line: Line, colour: str) -> tuple[float, ...]:
    """Raions and unknown areas are paler: they have no colour that none of the others has."""
    place = gazetteer.load().get(line.key)
    is_city = place is not None and not place.kind.is_unknown and place.kind.value != "raion"
    return to_rgba(colour, _SHADE if is_city else _SHADE * 0.5)


def _later(panel: Panel, chart: Cumulative) -> None:
    """The total as known today, where it differs."""
    frame = panel.frame
    if not chart.has_later or frame.span is None:
        return
    today = _layers(frame, [line.last for line in chart.lines])
    if not len(today.at):
        return
    xs = _xs(frame, today.at, frame.end)
    top = today.tops[-1]
    panel_marks.add(
        frame,
        panel.axes,
        xs,
        np.append(top, top[-1:]),
        drawstyle="steps-post",
        color=frame.sheet.palette.quiet,
        linestyle=(0, (1, 1.6)),
        linewidth=0.9,
        gid=f"{frame.quantity}-all-later",
    )


def _undated(panel: Panel, chart: Cumulative, layers: _Layers, colours: Sequence[str]) -> None:
    """The same layers once the undated are added, as a bar outside the dates."""
    if panel.zone is None:
        return
    areas: list[bands.Layer] = []
    beneath = 0.0
    for top, line, colour in zip(layers.totals, chart.lines, colours, strict=True):
        outline = np.array([(0.3, beneath), (0.7, beneath), (0.7, top), (0.3, top)])
        areas.append((outline, _shade(line, colour)))
        beneath = top
    bands.fill(panel.frame, panel.zone, areas, f"{panel.frame.quantity}-layers-undated")


def _answer(
    frame: Frame, chart: Cumulative, layers: _Layers, name_boxes: Sequence[tuple[Line, Box]]
) -> None:
    def find(x: float, y: float) -> Target | None:
        if frame.span is None or x > frame.line_end:
            return None
        share = (x - frame.plot.left) / frame.plot.width
        day = frame.span.first.toordinal() + int(share * frame.span.days)
        index = int(np.searchsorted(layers.at, day, side="right")) - 1
        heights = [frame.y(float(top[index])) for top in layers.tops] if index >= 0 else []
        beneath = frame.plot.bottom
        for line, top in zip(chart.lines, heights, strict=False):
            if beneath <= y < top:
                step = frame.x(date.fromordinal(int(layers.at[index])))
                mark = Box(max(frame.plot.left, step) - 2, beneath, 4, top - beneath)
                return curve_hit_areas.latest(line, day, mark, (frame.quantity,))
            beneath = top
        return None

    def name(x: float, y: float) -> Target | None:
        return next(
            (curve_hit_areas.whole_line(line, box) for line, box in name_boxes if box.holds(x, y)),
            None,
        )

    frame.sheet.answer(frame.names, name)
    if frame.span:
        frame.sheet.answer(frame.plot, find, frame.span)


def _is_unknown(key: str) -> bool:
    place = gazetteer.load().get(key)
    return place is None or place.kind.is_unknown
