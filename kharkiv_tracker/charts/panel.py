"""One panel of the cumulative chart: the curves of all districts, for the killed or the injured."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.dates import date2num

from kharkiv_tracker import gazetteer, labels
from kharkiv_tracker.analysis.series import Curve
from kharkiv_tracker.charts import ends, marks, style, ticks, wording
from kharkiv_tracker.charts.box import Box
from kharkiv_tracker.charts.ends import End
from kharkiv_tracker.charts.frame import Frame
from kharkiv_tracker.charts.sheet import Sheet
from kharkiv_tracker.charts.span import Span
from kharkiv_tracker.domain.report import WHOLES
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.i18n import _

_HEADROOM = 1.06


def top_of(curves: Sequence[Curve], quantity: str) -> int:
    """The largest number any curve reaches, open ends at their low."""
    reached = [curve.end.of(quantity) for curve in curves]
    return max([total.high or total.best or 0 for total in reached], default=0)


def draw(
    sheet: Sheet,
    box: Box,
    quantity: str,
    curves: Sequence[Curve],
    span: Span | None,
    statements: Sequence[Statement] = (),
) -> None:
    """Draw the curves of one quantity into the box, each named with its number at its end."""
    named = _named(curves, quantity)
    frame = _frame(sheet, box, quantity, curves, span)
    numbered = not all(curve.end.of(quantity).is_unknown for curve in curves)
    axes = _axes(frame, quantity, numbered)
    zone = _zone(frame)
    placed = []
    for index, curve in enumerate(curves):
        stroke = style.stroke(sheet.palette, gazetteer.load(), curve.district)
        marks.curve(frame, axes, curve, quantity, stroke)
        x, y = marks.undated(frame, zone, curve, quantity, stroke)
        end = named[index]
        placed.append(End(x, y, stroke.colour, end.number, end.name, end.note))
    for statement in statements:
        marks.statement(frame, axes, statement, quantity)
    ends.draw(sheet, placed, frame.names)
    if not numbered:
        x = frame.plot.left + frame.plot.width / 2
        y = frame.plot.bottom + frame.plot.height / 2
        fitting = wording.elided(_("No report gives a number."), box.width, sheet.base)
        sheet.text(x, y, fitting, quiet=True, ha="center")


def _named(curves: Sequence[Curve], quantity: str) -> list[End]:
    """What stands at the end of each line, wherever that will be."""
    return [
        End(0, 0, "", labels.figure_text(curve.end.of(quantity)), *_name(curve, quantity))
        for curve in curves
    ]


def _name(curve: Curve, quantity: str) -> tuple[str, str]:
    place = gazetteer.load().get(curve.district)
    name = labels.district(place) if place else wording.drawable(curve.district, 40)
    total = curve.end.of(quantity)
    return name, "" if total.is_unknown else labels.unknown_in(total)


def _frame(
    sheet: Sheet,
    box: Box,
    quantity: str,
    curves: Sequence[Curve],
    span: Span | None,
) -> Frame:
    """Both panels give names and numbers the same room, so that their days lie alike."""
    small = sheet.base * 0.9
    tops = {whole: max(1.0, top_of(curves, whole) * _HEADROOM) for whole in WHOLES}
    top = tops[quantity]
    foot, head = small * 3.6, sheet.base * 2.1
    left = max(style.width(labels.number(round(tops[whole])), small) for whole in WHOLES) + 6
    most = box.width * 0.4
    beside = max(ends.room(_named(curves, whole), sheet.base, most) for whole in WHOLES)
    undated = any(curve.undated for curve in curves)
    zone_width = _zone_width(sheet) if undated else 0.0
    height = max(1.0, box.height - foot - head)
    wide = max(10.0, box.width - left - beside - zone_width)
    open_ends = any(curve.end.of(quantity).is_open for curve in curves)
    if open_ends:
        top *= 1 + marks.OPEN_ROOM / height
    bottom = box.bottom + foot
    plot = Box(box.left + left, bottom, wide, height)
    zone = None
    if undated:
        across = zone_width - 6 if span else zone_width + wide
        plot = plot if span else Box(plot.left, bottom, 0.1, height)
        zone = Box(plot.right + (6 if span else 0), bottom, across, height)
    edge = zone.right if zone else plot.right
    names = Box(edge, box.bottom, box.right - edge, box.height - head + sheet.base * 0.6)
    sheet.text(
        box.left, box.top - sheet.base * 1.1, _title(quantity), size=sheet.base * 1.1, weight=600
    )
    return Frame(sheet, plot, zone, names, top, span, len(curves) <= 9)


def _title(quantity: str) -> str:
    return _("Killed") if quantity == "killed" else _("Injured")


def _zone_width(sheet: Sheet) -> float:
    return max(style.width(_("undated"), sheet.base * 0.9) + 8, sheet.base * 3.5) + 6


def _axes(frame: Frame, quantity: str, numbered: bool) -> Axes:
    axes = frame.sheet.axes(frame.plot)
    axes.set_label(quantity)
    axes.set_ylim(0, frame.top)
    size = frame.sheet.base * 0.9
    if numbered:
        ticks.mark_numbers(axes, frame.top, frame.plot.height, size)
    else:
        axes.set_yticks([])
    axes.grid(axis="y", color=frame.sheet.palette.hairline, linewidth=0.7)
    if frame.span:
        axes.set_xlim(date2num(frame.span.first), date2num(frame.span.first) + frame.span.days)
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
