"""The cumulative chart as small panels, placed as the districts lie to each other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from matplotlib.axes import Axes
from matplotlib.dates import date2num

from kharkiv_tracker import labels
from kharkiv_tracker.analysis import series
from kharkiv_tracker.charts import chart_frame, chart_notes, style, text_fit, tile_positions
from kharkiv_tracker.charts import day_source as stored_days
from kharkiv_tracker.charts.bars import bar_captions
from kharkiv_tracker.charts.chart_request import ChartRequest
from kharkiv_tracker.charts.curves import (
    bands,
    cumulative_chart,
    curve_hit_areas,
    fixed_parts,
    panel_key,
    panel_marks,
)
from kharkiv_tracker.charts.curves.cumulative_data import Cumulative
from kharkiv_tracker.charts.curves.curve_lines import Line
from kharkiv_tracker.charts.curves.panel_frame import Frame
from kharkiv_tracker.charts.curves.panel_marks import Steps
from kharkiv_tracker.charts.hit_areas import ChartFigure, Target
from kharkiv_tracker.charts.rectangle import Box
from kharkiv_tracker.charts.sheet import Sheet
from kharkiv_tracker.charts.span import Span
from kharkiv_tracker.charts.style import Stroke
from kharkiv_tracker.domain.place import District
from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.palette import PALETTES, Tone
from kharkiv_tracker.store.case_file import CaseFile

_HEADROOM = 1.06
#: Points: a lower panel has no lines, only its numbers.
_LOWEST = 14.0
#: Points: so near to a day its incidents are meant.
_NEAR = 5.0
#: The quantities whose axis is at the left; the others are at the right.
_LEFT, _RIGHT = COUNTED[:1], COUNTED[1:]


def title() -> str:
    """The chart's name in the current language."""
    return _("Cumulative civilian casualties, districts by position")


def read(case: CaseFile, request: ChartRequest) -> Cumulative:
    """The data of the chart."""
    days = stored_days.of(case, request.view)
    later = fixed_parts.of(case, request.view) if bar_captions.has_later(request) else None
    # Each district has a panel of its own, and none is highlighted.
    separate = replace(request, options=replace(request.options, raions=True, picked=()))
    return cumulative_chart.compose(
        separate, days, stored_days.left_out(case, request.view), (), later
    )


def within(chart: Cumulative, days: Span) -> Cumulative:
    """The chart on an axis of these days only."""
    return cumulative_chart.within(chart, days)


def to_csv(chart: Cumulative) -> str:
    """The numbers of the chart."""
    return series.to_csv(chart.curves, chart.request.stress)


def top_of(chart: Cumulative, quantity: str, line: Line | None = None) -> int:
    """The number that the axis of a quantity has to reach, the common one or that of one line."""
    totals = [
        curve.dated_end.toll[name]
        for item in ([line] if line else chart.reaching)
        for curve in (item.curve, item.last)
        for name in _on_axis_of(quantity)
    ]
    return max(1, *(total.high or total.best or 0 for total in totals))


def caption(chart: Cumulative) -> str:
    """How to read the panels and what they leave out, in sentences."""
    return bar_captions.join((how_to_read(chart), left_out(chart)))


def how_to_read(chart: Cumulative) -> str:
    """How to read the panels."""
    totals = [total for curve in chart.curves for total in curve.end.toll.counted]
    return bar_captions.join(
        [
            _("Panels are placed roughly as on the map."),
            _axes(chart),
            _("Thin dotted lines: known later.") if chart.has_later else "",
            _("Bands: range, from low to high.")
            if any(total.low != total.high and not total.is_open for total in totals)
            else "",
            _("+: at least (no upper limit reported).")
            if any(total.is_open for total in totals)
            else "",
        ]
    )


def left_out(chart: Cumulative) -> str:
    """What the panels do not show."""
    undated = sum(curve.undated.incidents for curve in chart.curves if curve.undated)
    return bar_captions.join(
        [
            chart_notes.unknowns(chart.totals),
            chart_notes.stress(chart.request, chart.totals),
            ngettext(
                "{n} undated incident counted in the numbers, not in the lines.",
                "{n} undated incidents counted in the numbers, not in the lines.",
                undated,
            ).format(n=labels.number(undated))
            if undated
            else "",
            chart_notes.remainder(chart.totals),
            chart_notes.left_out(chart.totals.left_out, chart.request.view.selection),
        ]
    )


def _axes(chart: Cumulative) -> str:
    span = chart.span
    if span is None:
        return ""
    first, last = labels.date(span.first), labels.date(span.last)
    if chart.request.options.free_axes:
        return _(
            "Each panel has its own number axes: heights cannot be compared between panels. "
            "Dates in all panels: {first} to {last}."
        ).format(first=first, last=last)
    axes = []
    for quantity in COUNTED:
        text = _("{quantity} 0 to {top} (right)")
        if quantity in _LEFT:
            text = _("{quantity} 0 to {top} (left)")
        top = labels.number(top_of(chart, quantity))
        axes.append(text.format(quantity=labels.quantity(quantity), top=top))
    return _("All panels have the same axes: {first} to {last}, {axes}.").format(
        first=first, last=last, axes=", ".join(axes)
    )


def draw(chart: Cumulative, theme: Tone, size: tuple[float, float]) -> ChartFigure:
    """The figure, `size` in inches."""
    with style.drawing(PALETTES[theme]):
        sheet = Sheet(size, theme)
        subtitle, short = cumulative_chart.subtitle(chart), how_to_read(chart)
        # What is left out has its place where no panel is, if it fits.
        key_box, note_box = panel_key.boxes(
            sheet, chart_frame.content_box(sheet, subtitle, short), left_out(chart)
        )
        words = short if note_box and chart.lines else caption(chart)
        box = chart_frame.draw_frame(sheet, title(), subtitle, words)
        if not chart.lines:
            chart_frame.draw_empty(sheet, box, chart.request)
            return sheet.figure
        if note_box:
            panel_key.draw(sheet, key_box, note_box, left_out(chart), chart.span)
        else:
            panel_key.draw_above(sheet, box)
        by_key = {line.key: line for line in chart.lines}
        for block in tile_positions.blocks(sheet, box):
            for place, tile in tile_positions.grid(sheet, block):
                line = by_key.get(place.key)
                _head(sheet, tile, place, line, chart.request.view.selection)
                if line:
                    _lines(sheet, tile, line, chart)
        return sheet.figure


def _head(
    sheet: Sheet, tile: Box, place: District, district_line: Line | None, selection: Selection
) -> None:
    """The name of the district, and under it the totals of its lines."""
    base = sheet.base
    name, size = text_fit.fit(tile_positions.name(place), tile.width, base, style.SEMIBOLD)
    quiet = district_line is None or district_line.curve.end.is_nothing
    sheet.text(tile.left, tile.top - base, name, size=size, weight=style.SEMIBOLD, quiet=quiet)
    line, small = tile.top - base * 2.25, base * 0.9
    if district_line is None or quiet:
        chosen = not selection.districts or place.key in selection.districts
        why = _("none recorded") if chosen else _("not selected")
        if chosen and district_line is not None and district_line.until:
            why = _("none until {date}").format(date=labels.date(district_line.until, short=True))
        fitting = text_fit.elide(why, tile.width, small)
        sheet.text(tile.left, line, fitting, size=small, quiet=True)
        return
    x = tile.left
    for quantity in COUNTED:
        text = labels.figure_text(district_line.curve.end.toll[quantity])
        x = panel_key.entry(sheet, x, line, quantity, text)
    head = Box(tile.left, tile.top - base * 2.8, tile.width, base * 2.8)
    sheet.answer(head, lambda _x, _y: curve_hit_areas.whole_line(district_line, head))


def _lines(sheet: Sheet, tile: Box, line: Line, chart: Cumulative) -> None:
    """The plot of a district: each quantity on its own axis, so that each shows its shape."""
    small = sheet.base * 0.8
    own_line = line if chart.request.options.free_axes else None
    # Plots are aligned, whatever their numbers.
    rooms = {quantity: _axis_room(chart, quantity, small) for quantity in COUNTED}
    left = max(room for quantity, room in rooms.items() if quantity in _LEFT)
    right = max((room for quantity, room in rooms.items() if quantity not in _LEFT), default=0.0)
    foot = small * 0.4
    height = tile.height - sheet.base * 2.9 - foot
    if chart.span is None or height < _LOWEST or tile.width <= 2 * (left + right):
        return
    plot = Box(tile.left + left, tile.bottom + foot, tile.width - left - right, height)
    # The first quantity last: where lines meet, its line is the one that shows.
    for quantity in reversed(COUNTED):
        reached = top_of(chart, quantity, own_line)
        top = float(reached) * _HEADROOM
        axis_lines = [own_line] if own_line else chart.reaching
        totals = [item.last.end.toll[name] for item in axis_lines for name in _on_axis_of(quantity)]
        if any(total.is_open for total in totals):
            top *= 1 + bands.open_room(height) / height
        frame = Frame(
            *(sheet, quantity, plot, None, plot, top, chart.span), is_calm=True, clock=chart.clock
        )
        axes = sheet.axes(plot)
        axes.set_label(line.key)
        axes.set_gid(quantity)
        _mark(frame, axes, reached, small)
        _curve(frame, axes, line)
    sheet.answer(plot, lambda x, _y: _under(frame, line, x), chart.span)


def _on_axis_of(quantity: str) -> tuple[str, ...]:
    """The quantities that share an axis with this one."""
    return _LEFT if quantity in _LEFT else _RIGHT


def _axis_room(chart: Cumulative, quantity: str, small: float) -> float:
    """Points beside a plot for the numbers of an axis."""
    lines = chart.lines if chart.request.options.free_axes else [None]
    return (
        max(style.width(labels.number(top_of(chart, quantity, line)), small) for line in lines) + 5
    )


def _curve(frame: Frame, axes: Axes, line: Line) -> None:
    stroke = Stroke(frame.sheet.colour(frame.quantity))
    if line.later and line.later.end != line.curve.end:
        ghost = Steps(frame, line.later, frame.quantity, is_later=True)
        panel_marks.ghosts(frame, axes, [(ghost, stroke.colour)])
    steps = Steps(frame, line.curve, frame.quantity)
    if not steps.is_known:
        return
    panel_marks.line(frame, axes, line.curve, steps, stroke, False)
    bands.arrows(frame, [(steps, stroke.colour)])
    layers = [*bands.band(frame, steps, stroke.colour), *bands.fade(frame, steps, stroke.colour)]
    bands.fill(frame, axes, layers, f"{frame.quantity}-bands")


def _under(frame: Frame, line: Line, x: float) -> Target | None:
    """The day of an incident that is nearest, else all until then."""
    if frame.span is None:
        return None
    days = line.curve.days
    share = (x - frame.plot.left) / frame.plot.width
    day = frame.span.first.toordinal() + int(share * frame.span.days)
    place = int(days.searchsorted(day))
    near_days = [int(near_day) for near_day in days[max(0, place - 1) : place + 1]]
    mark = Box(x - 2, frame.plot.bottom, 4, frame.plot.height)
    nearest = min(near_days, key=lambda near_day: abs(near_day - day), default=None)
    if nearest is None:
        return None
    at = frame.x(date.fromordinal(nearest))
    if abs(at - x) <= _NEAR:
        return curve_hit_areas.on_day(line, nearest, replace(mark, left=at - 2))
    return curve_hit_areas.latest(line, day, mark)


def _mark(frame: Frame, axes: Axes, reached: int, small: float) -> None:
    """Only the ends of an axis are labelled, in the colour of its line, for lack of room."""
    sheet, plot, span = frame.sheet, frame.plot, frame.span
    if span is None:
        return
    axes.set_ylim(0, frame.top)
    axes.set_xlim(date2num(span.first), date2num(span.first) + span.days)
    axes.set_xticks([])
    if frame.quantity not in (*_LEFT, *_RIGHT[:1]):
        axes.set_yticks([])
        return
    axes.set_yticks([0, reached], ["0", labels.number(reached)], fontproperties=style.font(small))
    axes.tick_params(axis="y", labelcolor=sheet.colour(frame.quantity))
    if frame.quantity not in _LEFT:
        axes.yaxis.tick_right()
        axes.tick_params(axis="y", length=0, pad=4)
        return
    sheet.line([plot.left, plot.right], [plot.bottom] * 2, color=sheet.palette.hairline)
    top = frame.y(reached)
    sheet.line([plot.left, plot.right], [top, top], color=sheet.palette.hairline, linewidth=0.7)
