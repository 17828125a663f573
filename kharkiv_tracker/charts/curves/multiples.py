"""The cumulative chart as small panels, each standing where its district lies."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from matplotlib.axes import Axes
from matplotlib.dates import date2num

from kharkiv_tracker import labels
from kharkiv_tracker.analysis import series
from kharkiv_tracker.charts import days as stored_days
from kharkiv_tracker.charts import framing, style, ticks, tiles, wording, words
from kharkiv_tracker.charts.asked import Asked
from kharkiv_tracker.charts.bars import reading
from kharkiv_tracker.charts.box import Box
from kharkiv_tracker.charts.curves import bands, cumulative, marks, today, traces
from kharkiv_tracker.charts.curves.cumulative_data import Cumulative
from kharkiv_tracker.charts.curves.frame import Frame
from kharkiv_tracker.charts.curves.lines import Line
from kharkiv_tracker.charts.curves.marks import Steps
from kharkiv_tracker.charts.sheet import Sheet
from kharkiv_tracker.charts.style import Stroke
from kharkiv_tracker.charts.targets import Drawn, Target
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


def title() -> str:
    """The chart's name in the current language."""
    return _("Cumulative civilian casualties, each district in its place")


def read(case: CaseFile, asked: Asked) -> Cumulative:
    """Ask the case for what the chart shows."""
    days = stored_days.of(case, asked.view)
    later = today.of(case, asked.view) if reading.has_later(asked) else None
    # Each district has a panel of its own, and no other is picked out beside it.
    each = replace(asked, options=replace(asked.options, raions=True, picked=()))
    return cumulative.compose(each, days, stored_days.left_out(case, asked.view), (), later)


def to_csv(chart: Cumulative) -> str:
    """The numbers behind the chart."""
    return series.to_csv(chart.curves)


def top_of(chart: Cumulative, line: Line | None = None) -> int:
    """The number that the axis has to reach, the common one or that of one district alone."""
    ends = [
        total
        for each in ([line] if line else chart.lines)
        for curve in (each.curve, each.last)
        for total in curve.dated_end.toll.counted
    ]
    return max(1, *(end.high or end.best or 0 for end in ends))


def caption(chart: Cumulative) -> str:
    """How to read the panels and what they leave out, in sentences."""
    undated = sum(curve.undated.incidents for curve in chart.curves if curve.undated)
    ends = [total for curve in chart.curves for total in curve.end.toll.counted]
    sentences = [
        _("Each panel stands roughly where its district lies."),
        _numbers(),
        _axis(chart),
        _("Thin dotted lines show what became known later.") if chart.has_later else "",
        _("Bands run from low to high.")
        if any(end.low != end.high and not end.is_open for end in ends)
        else "",
        _("A plus marks figures open upwards.") if any(end.is_open for end in ends) else "",
        words.unknowns(chart.totals),
        ngettext(
            "{n} undated incident is in the numbers, not in the lines.",
            "{n} undated incidents are in the numbers, not in the lines.",
            undated,
        ).format(n=labels.number(undated))
        if undated
        else "",
        words.left_out(chart.totals.left_out, chart.asked.view.selection),
    ]
    return " ".join(sentence for sentence in sentences if sentence)


def _numbers() -> str:
    """Which number of a panel is of whom."""
    places = [_("The first number is of the {people}"), _("the second of the {people}")]
    places += [_("the next of the {people}")] * (len(COUNTED) - len(places))
    parts = []
    for place, quantity in zip(places, COUNTED, strict=False):
        people = labels.people(quantity)
        parts.append(place.format(people=f"{people[0].lower()}{people[1:]}"))
    return f"{', '.join(parts)}."


def _axis(chart: Cumulative) -> str:
    span = chart.span
    if span is None:
        return ""
    first, last = labels.date(span.first), labels.date(span.last)
    if chart.asked.options.free_axes:
        return _(
            "Every panel has an axis of its own for its numbers, so that heights cannot be "
            "compared between panels; all run from {first} to {last}."
        ).format(first=first, last=last)
    return _("All panels have the same axes: {first} to {last}, and from 0 up to {top}.").format(
        first=first, last=last, top=labels.number(top_of(chart))
    )


def draw(chart: Cumulative, theme: Tone, size: tuple[float, float]) -> Drawn:
    """The figure, `size` in inches."""
    with style.drawing(PALETTES[theme]):
        sheet = Sheet(size, theme)
        box = framing.framed(sheet, title(), cumulative.subtitle(chart), caption(chart))
        if not chart.lines:
            framing.nothing(sheet, box, chart.asked)
            return sheet.figure
        _legend(sheet, box)
        by_key = {line.key: line for line in chart.lines}
        for place, tile in tiles.placed(sheet, box):
            line = by_key.get(place.key)
            _head(sheet, tile, place, line, chart.asked.view.selection)
            if line:
                _lines(sheet, tile, line, chart)
        return sheet.figure


def _head(
    sheet: Sheet, tile: Box, place: District, known: Line | None, selection: Selection
) -> None:
    """The name of the district, and under it what its lines come to."""
    base = sheet.base
    name, size = wording.fitted(tiles.name(place), tile.width, base, style.SEMIBOLD)
    quiet = known is None or not known.curve.end.incidents
    sheet.text(tile.left, tile.top - base, name, size=size, weight=style.SEMIBOLD, quiet=quiet)
    line, small = tile.top - base * 2.25, base * 0.9
    if known is None or quiet:
        chosen = not selection.districts or place.key in selection.districts
        why = _("none recorded") if chosen else _("not selected")
        fitting = wording.elided(why, tile.width, small)
        sheet.text(tile.left, line, fitting, size=small, quiet=True)
        return
    x = tile.left
    for quantity in COUNTED:
        x = _named(sheet, x, line, quantity, labels.figure_text(known.curve.end.toll[quantity]))
    head = Box(tile.left, tile.top - base * 2.8, tile.width, base * 2.8)
    sheet.answer(head, lambda _x, _y: traces.whole(known, head))


def _legend(sheet: Sheet, box: Box) -> None:
    """What the lines are, above the panels at the right where nothing else stands."""
    words_of = {quantity: labels.quantity(quantity) for quantity in COUNTED}
    base = sheet.base
    wide = sum(style.width(each, base * 0.9) + base * 1.9 for each in words_of.values())
    if wide > box.width * 0.28:
        return
    x = box.right - wide
    for quantity, word in words_of.items():
        x = _named(sheet, x, box.top - base * 1.1, quantity, word)


def _named(sheet: Sheet, x: float, y: float, quantity: str, text: str) -> float:
    """A dash in the colour of the quantity and a word after it; returns where the next begins."""
    small, mark = sheet.base * 0.9, sheet.base * 1.1
    middle = y + small * 0.36
    sheet.line([x, x + mark * 0.7], [middle, middle], color=sheet.colour(quantity))
    sheet.text(x + mark, y, text, size=small)
    return x + mark + style.width(text, small) + sheet.base * 0.8


def _lines(sheet: Sheet, tile: Box, line: Line, chart: Cumulative) -> None:
    small = sheet.base * 0.8
    own = line if chart.asked.options.free_axes else None
    reached = top_of(chart, own)
    top = float(reached) * _HEADROOM
    left = style.width(labels.number(reached), small) + 5
    if own:
        # Plots stand in line, whatever their numbers.
        left = max(style.width(labels.number(top_of(chart, each)), small) for each in chart.lines)
        left += 5
    foot = small * 1.5
    height = tile.height - sheet.base * 2.8 - foot
    if chart.span is None or height < _LOWEST or tile.width <= 2 * left:
        return
    among = [own] if own else chart.lines
    if any(total.is_open for each in among for total in each.last.end.toll.counted):
        top *= 1 + bands.open_room(height) / height
    plot = Box(tile.left + left, tile.bottom + foot, tile.width - left, height)
    axes = sheet.axes(plot)
    axes.set_label(line.key)
    frames = [
        Frame(sheet, quantity, plot, None, plot, top, chart.span, is_calm=True)
        for quantity in reversed(COUNTED)
    ]
    _mark(frames[0], axes, reached, small)
    # The first quantity last: where lines meet, its line is the one that shows.
    for frame in frames:
        _curve(frame, axes, line)
    sheet.answer(plot, lambda x, _y: _under(frames[0], line, x), chart.span)


def _curve(frame: Frame, axes: Axes, line: Line) -> None:
    drawn = Stroke(frame.sheet.colour(frame.quantity))
    if line.later and line.later.end != line.curve.end:
        ghost = Steps(frame, line.later, frame.quantity)
        marks.ghosts(frame, axes, [(ghost, drawn.colour)])
    steps = Steps(frame, line.curve, frame.quantity)
    if not steps.is_known:
        return
    marks.line(frame, axes, line.curve, steps, drawn, False)
    bands.arrows(frame, [(steps, drawn.colour)])
    layers = [*bands.band(frame, steps, drawn.colour), *bands.fade(frame, steps, drawn.colour)]
    bands.fill(frame, axes, layers, f"{frame.quantity}-bands")


def _under(frame: Frame, line: Line, x: float) -> Target | None:
    """The day of an incident that is nearest, else all until then."""
    if frame.span is None:
        return None
    days = line.curve.days
    share = (x - frame.plot.left) / frame.plot.width
    day = frame.span.first.toordinal() + int(share * frame.span.days)
    place = int(days.searchsorted(day))
    near = [int(each) for each in days[max(0, place - 1) : place + 1]]
    mark = Box(x - 2, frame.plot.bottom, 4, frame.plot.height)
    nearest = min(near, key=lambda each: abs(each - day), default=None)
    if nearest is None:
        return None
    at = frame.x(date.fromordinal(nearest))
    if abs(at - x) <= _NEAR:
        return traces.on_day(line, nearest, replace(mark, left=at - 2))
    return traces.until(line, day, mark)


def _mark(frame: Frame, axes: Axes, reached: int, small: float) -> None:
    """Only the ends of the axes have words: that is what there is room for."""
    sheet, plot, span = frame.sheet, frame.plot, frame.span
    if span is None:
        return
    axes.set_ylim(0, frame.top)
    axes.set_xlim(date2num(span.first), date2num(span.first) + span.days)
    axes.set_xticks([])
    axes.set_yticks([0, reached], ["0", labels.number(reached)], fontproperties=style.font(small))
    axes.grid(axis="y", color=sheet.palette.hairline, linewidth=0.7)
    sheet.line([plot.left, plot.right], [plot.bottom] * 2, color=sheet.palette.hairline)
    days = (span.first, span.last)
    ends = [labels.date(day, short=True) for day in days]
    if sum(style.width(end, small) for end in ends) + small > plot.width:
        ends = [ticks.month_words(day) for day in days]
    if sum(style.width(end, small) for end in ends) + small > plot.width:
        return
    for end, x, side in zip(ends, (plot.left, plot.right), ("left", "right"), strict=True):
        sheet.text(x, plot.bottom - small * 1.3, end, size=small, quiet=True, ha=side)
