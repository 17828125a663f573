"""The cumulative chart as small panels, each standing where its district lies, on one axis."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.dates import date2num

from kharkiv_tracker import labels
from kharkiv_tracker.analysis import series
from kharkiv_tracker.analysis.series import Curve
from kharkiv_tracker.charts import cumulative, framing, marks, style, ticks, tiles, wording, words
from kharkiv_tracker.charts.asked import Asked
from kharkiv_tracker.charts.box import Box
from kharkiv_tracker.charts.cumulative import Cumulative
from kharkiv_tracker.charts.frame import Frame
from kharkiv_tracker.charts.sheet import Sheet
from kharkiv_tracker.charts.style import Stroke
from kharkiv_tracker.charts.targets import Drawn
from kharkiv_tracker.domain.place import District
from kharkiv_tracker.domain.report import WHOLES
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.palette import PALETTES, Tone
from kharkiv_tracker.store import totals as stored_totals
from kharkiv_tracker.store.case_file import CaseFile

_HEADROOM = 1.06
#: Points: a lower panel has no lines, only its numbers.
_LOWEST = 14.0


def title() -> str:
    """The chart's name in the current language."""
    return _("Cumulative civilian casualties, each district in its place")


def read(case: CaseFile, asked: Asked) -> Cumulative:
    """Ask the case for what the chart shows."""
    days = stored_totals.per_day(case, asked.view.selection, asked.view.as_known_on)
    totals = stored_totals.totals(case, asked.view.selection, as_known_on=asked.view.as_known_on)
    return cumulative.compose(asked, days, totals, ())


def to_csv(chart: Cumulative) -> str:
    """The numbers behind the chart."""
    return series.to_csv(chart.curves)


def top_of(chart: Cumulative) -> int:
    """The number that the common axis has to reach."""
    ends = [curve.dated_end.of(quantity) for curve in chart.curves for quantity in WHOLES]
    return max(1, *(end.high or end.best or 0 for end in ends))


def caption(chart: Cumulative) -> str:
    """How to read the panels and what they leave out, in sentences."""
    undated = sum(curve.undated.incidents for curve in chart.curves if curve.undated)
    ends = [curve.end.of(quantity) for curve in chart.curves for quantity in WHOLES]
    sentences = [
        _("Each panel stands roughly where its district lies."),
        _("The first number is of the killed, the second of the injured."),
        _axis(chart),
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


def _axis(chart: Cumulative) -> str:
    span = chart.span
    if span is None:
        return ""
    return _("All panels have the same axes: {first} to {last}, and from 0 up to {top}.").format(
        first=labels.date(span.first),
        last=labels.date(span.last),
        top=labels.number(top_of(chart)),
    )


def draw(chart: Cumulative, theme: Tone, size: tuple[float, float]) -> Drawn:
    """The figure, `size` in inches."""
    with style.drawing(PALETTES[theme]):
        sheet = Sheet(size, theme)
        box = framing.framed(sheet, title(), cumulative.subtitle(chart), caption(chart))
        if not chart.curves:
            framing.nothing(sheet, box, chart.asked)
            return sheet.figure
        _legend(sheet, box)
        curves = {curve.district: curve for curve in chart.curves}
        for place, tile in tiles.placed(sheet, box):
            _head(sheet, tile, place, curves.get(place.key), chart.asked.view.selection)
            if place.key in curves:
                _lines(sheet, tile, curves[place.key], chart)
        return sheet.figure


def _head(
    sheet: Sheet, tile: Box, place: District, curve: Curve | None, selection: Selection
) -> None:
    """The name of the district, and under it what its lines come to."""
    base = sheet.base
    name = wording.elided(tiles.name(place), tile.width, base, style.SEMIBOLD)
    quiet = curve is None
    sheet.text(tile.left, tile.top - base, name, weight=style.SEMIBOLD, quiet=quiet)
    line, small = tile.top - base * 2.25, base * 0.9
    if curve is None:
        chosen = not selection.districts or place.key in selection.districts
        said = _("none recorded") if chosen else _("not selected")
        fitting = wording.elided(said, tile.width, small)
        sheet.text(tile.left, line, fitting, size=small, quiet=True)
        return
    x = tile.left
    for quantity in WHOLES:
        x = _named(sheet, x, line, quantity, labels.figure_text(curve.end.of(quantity)))


def _legend(sheet: Sheet, box: Box) -> None:
    """What the two lines are, above the panels at the right where nothing else stands."""
    words_of = {"killed": _("killed"), "injured": _("injured")}
    base = sheet.base
    wide = sum(style.width(each, base * 0.9) + base * 1.9 for each in words_of.values())
    if wide > box.width * 0.28:
        return
    x = box.right - wide
    for quantity, word in words_of.items():
        x = _named(sheet, x, box.top - base * 1.1, quantity, word)


def _named(sheet: Sheet, x: float, y: float, quantity: str, said: str) -> float:
    """A dash in the colour of the quantity and a word after it; returns where the next begins."""
    small, mark = sheet.base * 0.9, sheet.base * 1.1
    middle = y + small * 0.36
    sheet.line([x, x + mark * 0.7], [middle, middle], color=_colour(sheet, quantity))
    sheet.text(x + mark, y, said, size=small)
    return x + mark + style.width(said, small) + sheet.base * 0.8


def _lines(sheet: Sheet, tile: Box, curve: Curve, chart: Cumulative) -> None:
    small = sheet.base * 0.8
    top = float(top_of(chart)) * _HEADROOM
    left = style.width(labels.number(top_of(chart)), small) + 5
    foot = small * 1.5
    height = tile.height - sheet.base * 2.8 - foot
    if chart.span is None or height < _LOWEST or tile.width <= 2 * left:
        return
    if any(each.end.of(quantity).is_open for each in chart.curves for quantity in WHOLES):
        top *= 1 + marks.OPEN_ROOM / height
    plot = Box(tile.left + left, tile.bottom + foot, tile.width - left, height)
    axes = sheet.axes(plot)
    axes.set_label(curve.district)
    frame = Frame(sheet, plot, None, plot, top, chart.span, True)
    _mark(frame, axes, top_of(chart), small)
    # The killed last: where lines meet, theirs is the one that shows.
    for quantity in reversed(WHOLES):
        if curve.dated_end.of(quantity).is_unknown:
            continue
        marks.curve(frame, axes, curve, quantity, Stroke(_colour(sheet, quantity)))


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


def _colour(sheet: Sheet, quantity: str) -> str:
    return sheet.palette.ink if quantity == "killed" else sheet.palette.injured
