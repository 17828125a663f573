"""The growth of figures: a bar for the median of each weapon, a line for each incident."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from matplotlib.patches import Rectangle

from kharkiv_tracker import labels
from kharkiv_tracker.analysis.growth_statistics import GrowthMedian
from kharkiv_tracker.charts import style, text_fit
from kharkiv_tracker.charts.bars.growth_data import GrowthData
from kharkiv_tracker.charts.hit_areas import Target
from kharkiv_tracker.charts.rectangle import Box
from kharkiv_tracker.charts.sheet import Sheet
from kharkiv_tracker.domain.figure import Figure
from kharkiv_tracker.domain.figure_growth import Growth
from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.i18n import _, locale, ngettext

#: How high a row is at least and at most, in sizes of its text.
_ROW, _TALLEST = 1.5, 2.2
#: How much of a column its names take.
_NAMES = 0.4
#: In sizes of its text: a narrower column has no room for every number.
_BRIEF = 24


@dataclass(frozen=True, slots=True)
class _Line:
    """One row of a column: the median growth of a weapon, or the growth of an incident."""

    name: str
    median: GrowthMedian | None = None
    growth: Growth | None = None
    today: Growth | None = None
    codes: tuple[str, ...] = ()
    brief: bool = False

    @property
    def text(self) -> str:
        if self.median:
            return _median_text(self.median, self.brief)
        if self.growth is None:
            return _("none recorded")
        return _arrow(self.growth.first, self.growth.last)

    @property
    def later(self) -> str:
        return f"→ {labels.figure_text(self.today.last)}" if self.today else ""

    @property
    def reach(self) -> float:
        if self.median:
            return max(0.0, self.median.upper) if self.median.is_typical else 0.0
        figures = [growth.last for growth in (self.growth, self.today) if growth]
        firsts = [self.growth.first.best or 0] if self.growth else []
        return float(max([*(figure.best or 0 for figure in figures), *firsts], default=0))


def draw(sheet: Sheet, box: Box, chart: GrowthData, name_of: Callable[[Growth], str]) -> None:
    """The counted quantities side by side."""
    gap = sheet.base * 2
    wide = (box.width - gap * (len(COUNTED) - 1)) / len(COUNTED)
    for index, quantity in enumerate(COUNTED):
        column = Box(box.left + index * (wide + gap), box.bottom, wide, box.height)
        _column(sheet, column, chart, quantity, name_of)


def _column(
    sheet: Sheet, box: Box, chart: GrowthData, quantity: str, name_of: Callable[[Growth], str]
) -> None:
    base = sheet.base
    name = labels.heading(quantity)
    sheet.text(box.left, box.top - base * 1.1, name, size=base * 1.1, weight=style.SEMIBOLD)
    heads = base * 6.2
    rows = max(1, int((box.height - heads) / (base * _ROW)))
    medians = chart.medians(quantity)
    brief = box.width < base * _BRIEF
    weapons = [
        _Line(
            labels.group("weapon", weapon),
            medians.get(weapon),
            codes=chart.codes(weapon),
            brief=brief,
        )
        for weapon in chart.weapons[:rows]
    ]
    largest = chart.largest(quantity)[: max(0, rows - len(weapons))]
    lines = [
        _Line(name_of(growth), growth=growth, today=chart.today(growth), codes=(growth.code,))
        for growth in largest
    ]
    high = min(base * _TALLEST, (box.height - heads) / (len(weapons) + max(1, len(lines))))
    top = box.top - base * 3.0
    heading = _("Median growth by weapon, from first to last report")
    top = _section(sheet, box, top, high, heading, weapons, quantity)
    if lines:
        _section(sheet, box, top - base * 1.4, high, _("Largest growth"), lines, quantity)


def _section(
    sheet: Sheet,
    box: Box,
    top: float,
    high: float,
    heading: str,
    lines: list[_Line],
    quantity: str,
) -> float:
    """A heading and its rows from `top` down; returns where they end."""
    base = sheet.base
    sheet.text(box.left, top - base * 0.4, heading, size=base * 0.9, quiet=True)
    top -= base * 1.2
    widest = max(style.width(line.name, base) for line in lines)
    names_width = min(widest, box.width * _NAMES) + base
    room = box.width - names_width
    scale = min((_scale(line, room, base) for line in lines if line.reach), default=1.0)
    for index, line in enumerate(lines):
        row = Box(box.left + names_width, top - (index + 1) * high, room, high)
        middle = row.bottom + high / 2
        place, _comma, day = line.name.rpartition(", ") if line.growth else (line.name, "", "")
        tail = f", {day}" if place and day else ""
        fitting = text_fit.elide_before(tail, place or line.name, names_width - base * 0.8, base)
        sheet.text(box.left, middle - base * 0.36, fitting)
        if line.median and line.median.is_typical:
            _bar(sheet, row, line.median, scale, quantity)
        elif line.growth:
            _dumbbell(sheet, row, line, scale, quantity)
        _words(sheet, row, line, scale)
    area = Box(box.left, top - len(lines) * high, box.width, len(lines) * high)
    _answer(sheet, area, lines, quantity)
    return area.bottom


def _scale(line: _Line, room: float, size: float) -> float:
    text_width = style.width(line.text, size) + style.width(line.later, size) + size * 1.8
    return max(room * 0.15, room - text_width) / line.reach


def _bar(sheet: Sheet, row: Box, median: GrowthMedian, scale: float, quantity: str) -> None:
    middle, thick = row.bottom + row.height / 2, row.height * 0.5
    sheet.figure.add_artist(
        Rectangle(
            (row.left, middle - thick / 2),
            max(0.8, median.added * scale),
            thick,
            transform=sheet.points,
            facecolor=sheet.colour(quantity),
            linewidth=0,
            gid=f"typical-{quantity}",
        )
    )
    quarters = (median.lower, median.added, median.upper)
    lower, middle_at, upper = (row.left + max(0.0, number) * scale for number in quarters)
    sheet.line([lower, middle_at], [middle, middle], color=sheet.palette.ground, linewidth=1.2)
    sheet.line([middle_at, upper], [middle, middle], color=sheet.palette.quiet, linewidth=1.2)


def _dumbbell(sheet: Sheet, row: Box, line: _Line, scale: float, quantity: str) -> None:
    if line.growth is None:
        return
    middle, colour = row.bottom + row.height / 2, sheet.colour(quantity)
    first, last = (
        row.left + (figure.best or 0) * scale for figure in (line.growth.first, line.growth.last)
    )
    gid = f"{quantity}-{line.growth.code}"
    sheet.line([first, last], [middle, middle], color=colour, linewidth=2.0, gid=gid)
    hollow = {"markerfacecolor": sheet.palette.ground, "markeredgecolor": colour}
    sheet.line([first], [middle], marker="o", markersize=4.5, markeredgewidth=1.1, **hollow)
    sheet.line([last], [middle], marker="o", markersize=4.5, color=colour)
    if line.today:
        quiet = sheet.palette.quiet
        later = row.left + (line.today.last.best or 0) * scale
        dashes = {"linestyle": (0, (3, 2)), "linewidth": 0.8, "color": quiet}
        sheet.line([last, later], [middle, middle], gid=f"later-{gid}", **dashes)
        hollow["markeredgecolor"] = quiet
        sheet.line([later], [middle], marker="o", markersize=4.5, markeredgewidth=0.8, **hollow)


def _words(sheet: Sheet, row: Box, line: _Line, scale: float) -> None:
    size = sheet.base
    is_known = line.growth is not None or (line.median is not None and line.median.is_typical)
    left = row.left + line.reach * scale + (size * 0.8 if is_known else 0.0)
    y = row.bottom + row.height / 2 - size * 0.36
    fitting = text_fit.elide(line.text, row.right - left, size)
    sheet.text(left, y, fitting, size=size, quiet=not is_known)
    if line.later:
        left += style.width(fitting, size) + size * 0.4
        fitting = text_fit.elide(line.later, row.right - left, size)
        sheet.text(left, y, fitting, size=size, quiet=True)


def _answer(sheet: Sheet, area: Box, lines: list[_Line], quantity: str) -> None:
    high = area.height / len(lines)

    def find(_x: float, y: float) -> Target | None:
        place = min(len(lines) - 1, max(0, int((area.top - y) / high)))
        line = lines[place]
        mark = Box(area.left, area.top - (place + 1) * high, area.width, high)
        text = _("{name}, {quantity}: {text}").format(
            name=line.name, quantity=labels.quantity(quantity), text=line.text
        )
        return Target(text, mark, codes=line.codes)

    sheet.answer(area, find)


def _median_text(median: GrowthMedian, brief: bool) -> str:
    """The growth and of how many incidents it is the median: `+1.5 (2 times), 12 incidents`."""
    n = labels.number(median.incidents)
    incidents = ngettext("{n} incident", "{n} incidents", median.incidents).format(n=n)
    if not median.is_typical:
        return ngettext(
            "only {n} incident, no median", "only {n} incidents, no median", median.incidents
        ).format(n=n)
    if not median.added:
        return _("no growth, {incidents}").format(incidents=incidents)
    times = "" if median.times is None else _decimal(median.times)
    if not times or brief or times == _decimal(1):
        return _("{added}, {incidents}").format(added=_signed(median.added), incidents=incidents)
    return _("{added} ({times}-fold), {incidents}").format(
        added=_signed(median.added), times=times, incidents=incidents
    )


def _arrow(first: Figure, last: Figure) -> str:
    return f"{labels.figure_text(first)} → {labels.figure_text(last)}"


def _signed(number: float) -> str:
    sign = "+" if number > 0 else "−" if number < 0 else ""
    return f"{sign}{_decimal(abs(number))}"


def _decimal(number: float) -> str:
    from babel.numbers import format_decimal

    return str(format_decimal(number, format="#,##0.#", locale=locale()))
