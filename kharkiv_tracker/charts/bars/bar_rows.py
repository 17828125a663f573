"""Rows of bars: a name, and beside it the total of each counted quantity."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from matplotlib.patches import Rectangle

from kharkiv_tracker import labels
from kharkiv_tracker.charts import style, text_fit
from kharkiv_tracker.charts.bars.colour_classes import blend
from kharkiv_tracker.charts.hit_areas import Target
from kharkiv_tracker.charts.rectangle import Box
from kharkiv_tracker.charts.sheet import Sheet
from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.total import Total
from kharkiv_tracker.i18n import _

#: Points; few rows need not fill the sheet.
_TALLEST = 46.0
#: The part of its row that a bar fills.
_THICK = 0.46
#: How much of the quiet colour is in the bars of others.
_PALE = 0.5


@dataclass(frozen=True, slots=True)
class Side:
    """The total of a row in one quantity; None where nothing is recorded.

    `later` is the total as known today, `label` replaces the text of the total, and `note` follows
    it in quiet letters. The bar of one that `is_theirs`, not our own sum, has another colour.
    """

    total: Total | None
    later: Total | None = None
    label: str = ""
    note: str = ""
    is_theirs: bool = False

    @property
    def text(self) -> str:
        if self.total is None:
            return _("none recorded")
        return self.label or labels.figure_text(self.total)

    @property
    def later_text(self) -> str:
        """The total as known later, where it differs."""
        if self.later is None or self.later.is_unknown:
            return ""
        now, today = self.total or Total(), self.later
        same = (now.low, now.best, now.high) == (today.low, today.best, today.high)
        return "" if same else f"→ {labels.figure_text(today)}"

    @property
    def quiet(self) -> str:
        return " ".join(text for text in (self.later_text, self.note) if text)

    @property
    def reach(self) -> int:
        """The largest number that is drawn."""
        now, later = self.total or Total(), self.later or Total()
        return max(now.high or now.best or 0, later.best or 0)


@dataclass(frozen=True, slots=True)
class Row:
    """One name with a side for each counted quantity, and its incidents.

    `within` and `codes` are those of a `Target`.
    """

    key: str
    name: str
    sides: Mapping[str, Side]
    within: Selection | None = None
    codes: tuple[str, ...] = ()
    full_name: str = ""
    """The name under the pointer, where the name alone is not clear."""
    is_apart: bool = False
    """Whether its bars have a scale of their own, below a line: it would flatten the others."""

    @property
    def text(self) -> str:
        name = self.full_name or self.name
        if all(side.total is None for side in self.sides.values()):
            return _("{name}: none recorded").format(name=name)
        return labels.toll(name, {quantity: self.sides[quantity].text for quantity in COUNTED})


def later(rows: Iterable[Row]) -> str:
    """The note on outlines, where there are any."""
    if not any(side.later_text for row in rows for side in row.sides.values()):
        return ""
    return _("Dashed outlines and numbers after an arrow became known later.")


def draw(sheet: Sheet, box: Box, rows: Sequence[Row]) -> None:
    """Draw the rows from the top of the box down, and let them answer."""
    base = sheet.base
    names_width = (
        min(max(style.width(row.name, base) for row in rows), box.width * 0.34) + base * 1.4
    )
    gap = base * 2
    wide = (box.width - names_width - gap * (len(COUNTED) - 1)) / len(COUNTED)
    head = base * 2.2
    high = min(_TALLEST, (box.height - head) / len(rows))
    size = min(base, high * 0.8)
    for index, quantity in enumerate(COUNTED):
        column = Box(box.left + names_width + index * (wide + gap), box.bottom, wide, box.height)
        heading = labels.heading(quantity)
        sheet.text(
            column.left, box.top - base * 1.1, heading, size=base * 1.1, weight=style.SEMIBOLD
        )
        sides = {
            apart: [row.sides[quantity] for row in rows if row.is_apart is apart]
            for apart in (False, True)
        }
        scales = {apart: _scale(of_row, wide, size) for apart, of_row in sides.items()}
        for place, row in enumerate(rows):
            side, scale = row.sides[quantity], scales[row.is_apart]
            strip = Box(column.left, box.top - head - (place + 1) * high, wide, high)
            _bar(sheet, strip, side, scale, (quantity, row.key), size)
    for place, row in enumerate(rows):
        middle = box.top - head - (place + 0.5) * high
        lines = text_fit.wrap(row.name, names_width - base * 1.2, size, int(high / size / 1.3) or 1)
        for number, line in enumerate(lines):
            above = ((len(lines) - 1) / 2 - number) * size * 1.2
            sheet.text(box.left, middle - size * 0.36 + above, line, size=size)
        if row.is_apart and place and not rows[place - 1].is_apart:
            top = middle + high / 2
            sheet.line([box.left, box.right], [top, top], color=sheet.palette.hairline)
    area = Box(box.left, box.top - head - len(rows) * high, box.width, len(rows) * high)
    answer(sheet, area, rows)


def answer(sheet: Sheet, area: Box, rows: Sequence[Row]) -> None:
    """Give every row of an area, all of one height, its target."""
    high = area.height / len(rows)

    def find(_x: float, y: float) -> Target | None:
        place = min(len(rows) - 1, max(0, int((area.top - y) / high)))
        row = rows[place]
        mark = Box(area.left, area.top - (place + 1) * high, area.width, high)
        return Target(row.text, mark, row.within, row.codes)

    sheet.answer(area, find)


def _scale(sides: Sequence[Side], wide: float, size: float) -> float:
    """Points for each person, so that every bar has room for its text."""

    def limits() -> Iterator[float]:
        for side in sides:
            if side.reach:
                text_width = style.width(side.text, size, style.SEMIBOLD) + size * 1.2
                text_width += style.width(side.quiet, size) + size * 0.4 if side.quiet else 0
                yield max(wide * 0.2, wide - text_width) / side.reach

    return min(limits(), default=1.0)


def _bar(
    sheet: Sheet, row: Box, side: Side, scale: float, ids: tuple[str, str], size: float
) -> None:
    """The bar of a quantity in the row of a key (both in `ids`), and its text."""
    quantity, gid = ids[0], "-".join(ids)
    middle = row.bottom + row.height / 2
    total = side.total or Total()
    end = side.reach * scale
    if side.later_text:
        _ghost(sheet, row, (side.later or total).best or 0, scale, f"later-{gid}")
    if not total.is_unknown:
        colour = _theirs(sheet) if side.is_theirs else sheet.colour(quantity)
        _solid(sheet, row, total, scale, gid, colour)
    left = row.left + end + (size * 0.5 if end or not total.is_unknown else 0)
    is_known = not total.is_unknown
    text = text_fit.elide(side.text, row.right - left, size, style.SEMIBOLD)
    weight = style.SEMIBOLD if is_known else style.REGULAR
    sheet.text(left, middle - size * 0.36, text, size=size, weight=weight, quiet=not is_known)
    if side.quiet:
        left += style.width(text, size, weight) + size * 0.4
        fitting = text_fit.elide(side.quiet, row.right - left, size)
        sheet.text(left, middle - size * 0.36, fitting, size=size, quiet=True)


def _theirs(sheet: Sheet) -> str:
    """The colour of numbers that are not our own: pale, in whatever quantity."""
    return blend(sheet.palette.ground, sheet.palette.quiet, _PALE)


def _solid(sheet: Sheet, row: Box, total: Total, scale: float, gid: str, colour: str) -> None:
    middle, thick = row.bottom + row.height / 2, row.height * _THICK
    reach = (total.best or 0) * scale
    sheet.figure.add_artist(
        Rectangle(
            (row.left, middle - thick / 2),
            max(reach, 0.8),
            thick,
            transform=sheet.points,
            facecolor=colour,
            linewidth=0,
            gid=gid,
        )
    )
    if total.high is not None and total.low != total.high:
        bounds = (total.low or 0, total.best or 0, total.high)
        low, best, high = (row.left + number * scale for number in bounds)
        # On the bar itself only the ground's colour can be seen.
        sheet.line([low, best], [middle, middle], color=sheet.palette.ground, linewidth=1.2)
        sheet.line([best, high], [middle, middle], color=sheet.palette.quiet, linewidth=1.2)


def _ghost(sheet: Sheet, row: Box, best: int, scale: float, gid: str) -> None:
    """The total as known today, as an outline."""
    middle, thick = row.bottom + row.height / 2, row.height * _THICK
    sheet.figure.add_artist(
        Rectangle(
            (row.left, middle - thick / 2),
            max(best * scale, 0.8),
            thick,
            transform=sheet.points,
            fill=False,
            edgecolor=sheet.palette.quiet,
            linewidth=0.8,
            linestyle=(0, (3, 2)),
            gid=gid,
        )
    )
