"""Columns of each counted quantity above those of the next, on one axis of days or of hours."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes

from kharkiv_tracker import labels
from kharkiv_tracker.charts import chart_frame, chart_notes, style, text_fit, ticks
from kharkiv_tracker.charts.hit_areas import Target
from kharkiv_tracker.charts.rectangle import Box
from kharkiv_tracker.charts.sheet import Sheet
from kharkiv_tracker.charts.span import Span
from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.total import Toll, Total
from kharkiv_tracker.i18n import _

#: The part of its place on the axis that a column fills, and the room above the highest.
_FILLED, _HEADROOM = 0.84, 1.2
#: Points: a single day among years is still seen, and still hit.
_THINNEST, _NEAREST = 1.4, 4.0


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the axis: the total as known then, and as known later (pale).

    None where nothing is recorded.
    """

    at: float
    wide: float
    name: Callable[[], str]
    toll: Toll | None
    later: Toll | None = None
    within: Selection | None = None
    codes: tuple[str, ...] = ()
    undated: bool = False

    def of(self, quantity: str) -> Total:
        """The total of a counted quantity."""
        return Total() if self.toll is None else self.toll[quantity]

    def later_of(self, quantity: str) -> Total:
        """The total as known later."""
        return Total() if self.later is None else self.later[quantity]

    @property
    def has_grown(self) -> bool:
        """Whether anything of it became known later."""
        return any(
            (self.later_of(quantity).best or 0) > (self.of(quantity).best or 0)
            for quantity in COUNTED
        )

    @property
    def text(self) -> str:
        if self.toll is None:
            return _("{name}: none recorded").format(name=self.name())
        return chart_notes.toll(self.name(), self.toll)


@dataclass(frozen=True, slots=True)
class Axis:
    """Where the axis begins and ends, and how it is marked (`mark(axes, width, size)`)."""

    first: float
    end: float
    mark: Callable[[Axes, float, float], None]
    span: Span | None = None
    over: Callable[[Axes, str], None] | None = None
    """Draws over the columns of a quantity."""


def later(columns: Sequence[Column]) -> str:
    """The note on pale columns, where there are any."""
    return _("Pale columns: known later.") if any(c.has_grown for c in columns) else ""


def draw(sheet: Sheet, box: Box, columns: Sequence[Column], axis: Axis, heading: str = "") -> None:
    """A panel for each counted quantity; `columns` in the order of the axis.

    `heading` is what is above each panel in place of the quantity.
    """
    gap = sheet.base * 0.6
    high = (box.height - gap * (len(COUNTED) - 1)) / len(COUNTED)
    for index, quantity in enumerate(reversed(COUNTED)):
        panel = Box(box.left, box.bottom + index * (high + gap), box.width, high)
        _panel(sheet, panel, columns, axis, quantity, heading)


def _panel(
    sheet: Sheet,
    box: Box,
    columns: Sequence[Column],
    axis: Axis,
    quantity: str,
    heading: str,
) -> None:
    small = sheet.base * 0.9
    tops = [max(1, *(_reach(column, name) for column in columns)) for name in COUNTED]
    left = max(style.width(labels.number(round(top * 1.2)), small) for top in tops) + 6
    top = tops[COUNTED.index(quantity)] * _HEADROOM
    columns = [column for column in columns if axis.first < column.at < axis.end]
    foot, head = small * 3.2, sheet.base * 2.4
    plot = Box(box.left + left, box.bottom + foot, box.width - left, box.height - foot - head)
    size = sheet.base * 1.1
    if heading:
        fitting = text_fit.elide(heading, box.width, small)
        sheet.text(box.left, box.top - size, fitting, size=small, quiet=True)
    else:
        name = labels.heading(quantity)
        sheet.text(box.left, box.top - size, name, size=size, weight=style.SEMIBOLD)
    axes = sheet.axes(plot)
    axes.set_label(quantity)
    axes.set_ylim(0, top)
    axes.set_xlim(axis.first, axis.end)
    axis.mark(axes, plot.width, small)
    _answer(sheet, plot, columns, axis)
    known_columns = [column for column in columns if not column.of(quantity).is_unknown]
    ghosts = [column for column in columns if column.has_grown]
    if not known_columns and not ghosts:
        axes.set_yticks([])
        chart_frame.draw_sentence(sheet, plot, _("No report gives a number."))
        return
    ticks.mark_numbers(axes, top, plot.height, small)
    axes.grid(axis="y", color=sheet.palette.hairline, linewidth=0.7)
    points = plot.width / (axis.end - axis.first)
    _ghosts(sheet, axes, ghosts, quantity, points)
    _columns(sheet, axes, known_columns, quantity, points)
    if axis.over:
        axis.over(axes, quantity)
    if known_columns:
        _largest(sheet, plot, axes, known_columns, quantity)


def _reach(column: Column, quantity: str) -> int:
    total, later = column.of(quantity), column.later_of(quantity)
    return max(total.high or total.best or 0, later.best or 0)


def _widths(columns: Sequence[Column], points: float) -> list[float]:
    return [max(_THINNEST, column.wide * _FILLED * points) for column in columns]


def _ghosts(
    sheet: Sheet, axes: Axes, columns: Sequence[Column], quantity: str, points: float
) -> None:
    axes.vlines(
        [column.at for column in columns],
        0,
        [column.later_of(quantity).best or 0 for column in columns],
        colors=sheet.palette.quiet,
        alpha=0.35,
        linewidths=_widths(columns, points),
        gid=f"later-{quantity}",
    )


def _columns(
    sheet: Sheet, axes: Axes, columns: Sequence[Column], quantity: str, points: float
) -> None:
    """All columns as one set of strokes; none too thin to be seen."""
    colour = sheet.colour(quantity)
    totals = [column.of(quantity) for column in columns]
    axes.vlines(
        [column.at for column in columns],
        0,
        [total.best or 0 for total in totals],
        colors=colour,
        linewidths=_widths(columns, points),
        gid=quantity,
    )
    ranged = [(c.at, t) for c, t in zip(columns, totals, strict=True) if t.low != t.high]
    closed = [(x, t.low or 0, t.high) for x, t in ranged if t.high is not None]
    axes.vlines(
        [x for x, _low, _high in closed],
        [low for _x, low, _high in closed],
        [high for _x, _low, high in closed],
        colors=sheet.palette.quiet,
        linewidth=1.1,
    )
    opened = [(x, t.best or 0) for x, t in ranged if t.high is None]
    axes.plot(
        [x for x, _best in opened],
        [best for _x, best in opened],
        "^",
        color=colour,
        markersize=3.6,
        clip_on=False,
    )


def _largest(sheet: Sheet, plot: Box, axes: Axes, columns: Sequence[Column], quantity: str) -> None:
    """Write the total above the highest column."""
    highest = max(columns, key=lambda column: column.of(quantity).best or 0)
    total = highest.of(quantity)
    text = labels.figure_text(total)
    half = style.width(text, sheet.base, style.SEMIBOLD) / 2
    (left, right), (_bottom, top) = axes.get_xlim(), axes.get_ylim()
    x = plot.left + plot.width * (highest.at - left) / (right - left)
    y = plot.bottom + plot.height * _reach(highest, quantity) / top
    x = min(max(x, plot.left + half), plot.right - half)
    fitting = text_fit.elide(text, plot.width, sheet.base, style.SEMIBOLD)
    sheet.text(x, y + 4, fitting, weight=style.SEMIBOLD, ha="center")


def _answer(sheet: Sheet, plot: Box, columns: Sequence[Column], axis: Axis) -> None:
    middles = [column.at for column in columns]
    points = plot.width / (axis.end - axis.first)

    def find(x: float, _y: float) -> Target | None:
        at = axis.first + (x - plot.left) / points
        place = bisect_left(middles, at)
        if not columns:
            return None
        nearest = min(
            columns[max(0, place - 1) : place + 1], key=lambda column: abs(column.at - at)
        )
        half = max(nearest.wide / 2, _NEAREST / points)
        if abs(nearest.at - at) > half:
            return None
        left = plot.left + (nearest.at - half - axis.first) * points
        mark = Box(left, plot.bottom, 2 * half * points, plot.height)
        return Target(nearest.text, mark, nearest.within, nearest.codes, nearest.undated)

    sheet.answer(plot, find, axis.span)
