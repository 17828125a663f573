"""One panel of the cumulative chart: the curves of all districts, for one counted quantity."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil, floor, log10

from matplotlib.axes import Axes
from matplotlib.dates import date2num

from kharkiv_tracker import labels
from kharkiv_tracker.charts import style, text_fit, ticks
from kharkiv_tracker.charts.curves import (
    bands,
    curve_hit_areas,
    curve_lines,
    end_labels,
    incident_labels,
    panel_marks,
)
from kharkiv_tracker.charts.curves.cumulative_data import Cumulative, known_today, top_of
from kharkiv_tracker.charts.curves.curve_hit_areas import Trace
from kharkiv_tracker.charts.curves.curve_lines import Line
from kharkiv_tracker.charts.curves.end_labels import End
from kharkiv_tracker.charts.curves.panel_frame import Frame
from kharkiv_tracker.charts.curves.panel_marks import Steps
from kharkiv_tracker.charts.rectangle import Box
from kharkiv_tracker.charts.sheet import Sheet
from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.i18n import _

_HEADROOM = 1.06
_FEW = 9
#: An axis ends at a multiple of such a part of its power of ten.
_PARTS = 40


@dataclass(frozen=True, slots=True)
class Panel:
    """A frame and the axes in it."""

    frame: Frame
    axes: Axes
    zone: Axes | None


def layout(
    sheet: Sheet,
    box: Box,
    quantity: str,
    chart: Cumulative,
    reached: Callable[[Cumulative, str], int] = top_of,
) -> Frame:
    """Where the parts lie; all panels give names the same room, so that their days lie alike."""
    small = sheet.base * 0.9
    tops = {name: _rounded(reached(chart, name)) for name in COUNTED}
    top = tops[quantity]
    head = sheet.base * 2.1
    left = (
        max(
            style.width(labels.number(round(tops[name])).translate(end_labels.WIDE), small)
            for name in COUNTED
        )
        + 6
    )
    limit = box.width * 0.4
    names_width = max(end_labels.room(chart.names[name], sheet.base, limit) for name in COUNTED)
    undated = any(line.last.undated or line.curve.undated for line in chart.lines)
    zone_width = _zone_width(sheet) if undated else 0.0
    wide = max(10.0, box.width - left - names_width - zone_width)
    span = chart.span
    foot = small * (1.2 + 1.2 * (ticks.rows(span.first, span.last, wide, small) if span else 1))
    height = max(1.0, box.height - foot - head)
    totals = [
        curve.end.toll[quantity] for line in chart.reaching for curve in (line.curve, line.last)
    ]
    if any(total.is_open for total in totals):
        top *= 1 + bands.open_room(height) / height
    bottom = box.bottom + foot
    plot = Box(box.left + left, bottom, wide, height)
    zone = None
    if undated:
        across = zone_width - 6 if span else zone_width + wide
        plot = plot if span else Box(plot.left, bottom, 0.1, height)
        zone = Box(plot.right + (6 if span else 0), bottom, across, height)
    edge = zone.right if zone else plot.right
    names = Box(edge, box.bottom, box.right - edge, box.height - head + sheet.base * 0.6)
    return Frame(
        sheet,
        quantity,
        plot,
        zone,
        names,
        top,
        span,
        sum(not line.is_quiet for line in chart.lines) <= _FEW,
        not all(total.is_unknown for total in totals),
        (box.left, box.top - sheet.base * 1.1),
        chart.clock,
    )


def make(frame: Frame) -> Panel:
    """Draw the frame itself: title, axes, and the place of the undated."""
    sheet = frame.sheet
    heading = labels.heading(frame.quantity)
    sheet.text(*frame.title, heading, size=sheet.base * 1.1, weight=style.SEMIBOLD)
    return Panel(frame, _axes(frame), _zone(frame))


def fill(panel: Panel, chart: Cumulative) -> None:
    """Draw the lines into their frame, each named with its number at its end."""
    frame, axes, sheet = panel.frame, panel.axes, panel.frame.sheet
    line_ends, line_traces, layers, ghosts, others = [], [], [], [], []
    ties: list[tuple[panel_marks.Path, str]] = []
    arrows = []
    for line in chart.lines:
        stroke = curve_lines.stroke(sheet.palette, line)
        steps = Steps(frame, line.curve, frame.quantity)
        if line.later and not line.is_quiet and _differs(line, frame.quantity):
            today = Steps(frame, line.later, frame.quantity, is_later=True)
            ghosts.append((today, stroke.colour))
            others.append(Trace(line, today, today.xs(frame), 0.0))
        panel_marks.line(frame, axes, line.curve, steps, stroke, line.is_quiet)
        x, y = panel_marks.undated(frame, panel.zone, line.curve, stroke, line.is_quiet, ties)
        line_traces.append(Trace(line, steps, steps.xs(frame), y))
        if line.is_quiet:
            continue
        arrows.append((steps, stroke.colour))
        layers += [
            *bands.band(frame, steps, stroke.colour),
            *bands.fade(frame, steps, stroke.colour),
        ]
        number, name, note = _end(line, frame.quantity)
        line_ends.append(End(x, y, stroke.colour, number, name, note, line, frame.is_early))
    bands.arrows(frame, arrows)
    colours = [colour for _path, colour in ties]
    sheet.paths(
        [path for path, _colour in ties], colors=colours, linewidths=1.1, linestyles=[(0, (1, 2))]
    )
    panel_marks.ghosts(frame, axes, ghosts)
    bands.fill(frame, axes, layers, f"{frame.quantity}-bands")
    for statement in chart.statements:
        panel_marks.statement(frame, axes, statement)
    name_boxes = end_labels.draw(sheet, line_ends, frame.names)
    incidents = incident_labels.draw(
        frame, chart.biggest.get(frame.quantity, ()), line_traces, others
    )
    curve_hit_areas.answer(frame, line_traces, name_boxes, incidents)
    if not frame.is_numbered:
        x = frame.plot.left + frame.plot.width / 2
        y = frame.plot.bottom + frame.plot.height / 2
        fitting = text_fit.elide(_("No report gives a number."), sheet.width * 0.4, sheet.base)
        sheet.text(x, y, fitting, quiet=True, ha="center")


def _end(line: Line, quantity: str) -> tuple[str, str, str]:
    """The texts at the end of a line: number, name and note."""
    total, name = line.curve.end.toll[quantity], curve_lines.name(line.key)
    nothing_yet = line.curve.end.is_nothing
    note = "" if total.is_unknown else labels.unknown_in(total)
    if line.later and _differs(line, quantity):
        note = known_today(line.later.end.toll[quantity])
    return "" if nothing_yet else labels.figure_text(total), name, note


def _rounded(reached: int) -> float:
    """Where the axis ends: a round number, so that one report more mostly leaves it in place."""
    top = max(1.0, reached * _HEADROOM)
    unit = 10.0 ** floor(log10(top)) / _PARTS
    return ceil(top / unit) * unit if top > _PARTS else top


def _differs(line: Line, quantity: str) -> bool:
    return line.later is not None and (
        line.later.end.toll[quantity] != line.curve.end.toll[quantity]
        or line.later.end.incidents != line.curve.end.incidents
    )


def _zone_width(sheet: Sheet) -> float:
    return max(style.width(_("undated"), sheet.base * 0.9) + 18, sheet.base * 3.5) + 6


def _axes(frame: Frame) -> Axes:
    axes = frame.sheet.axes(frame.plot)
    axes.set_label(frame.quantity)
    axes.set_ylim(0, frame.top)
    size = frame.sheet.base * 0.9
    if frame.is_numbered:
        ticks.mark_numbers(axes, frame.top, frame.plot.height, size)
    else:
        axes.set_yticks([])
    axes.grid(axis="y", color=frame.sheet.palette.hairline, linewidth=0.7)
    if frame.span:
        axes.set_xlim(date2num(frame.span.first), frame.end)
        ticks.mark_days(axes, frame.span.first, frame.span.last, frame.plot.width, size)
    else:
        axes.set_xlim(0, 1)
        axes.set_xticks([])
    return axes


def _zone(frame: Frame) -> Axes | None:
    if frame.zone is None:
        return None
    axes = frame.sheet.axes(frame.zone)
    axes.set_zorder(-1)
    axes.set_label("undated")
    axes.set_facecolor(frame.sheet.palette.panel)
    axes.set_xlim(0, 1)
    axes.set_ylim(0, frame.top)
    axes.set_yticks([])
    ticks.write_below(axes, [0.5], [_("undated")], frame.sheet.base * 0.9)
    return axes
