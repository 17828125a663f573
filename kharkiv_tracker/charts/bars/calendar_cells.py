"""The cells of a calendar: a row of weeks for each year, or twelve months where years are many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from matplotlib.collections import PolyCollection

from kharkiv_tracker import labels
from kharkiv_tracker.analysis import period_totals
from kharkiv_tracker.analysis.day_columns import Days
from kharkiv_tracker.analysis.period_totals import Period, Step
from kharkiv_tracker.charts import chart_notes, style
from kharkiv_tracker.charts.bars.colour_classes import tints
from kharkiv_tracker.charts.chart_request import INCIDENTS
from kharkiv_tracker.charts.hit_areas import Target
from kharkiv_tracker.charts.rectangle import Box
from kharkiv_tracker.charts.sheet import Sheet
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.total import DayTotal, Total
from kharkiv_tracker.i18n import _, locale

_WEEKS, _WEEK, _MONTHS = 54, 7, 12
#: Points: cells of days that are smaller give way to months.
_LOWEST, _NARROWEST = 4.0, 3.0
_TALLEST, _TALLEST_MONTH = 15.0, 40.0
_GAP = 0.12
#: The names of weekdays, in sizes of the small text.
_TINY = 0.85


class Cells:
    """Draws the days or months within `span`, coloured by one measure."""

    def __init__(self, sheet: Sheet, measure: str, span: tuple[date, date]) -> None:
        self.sheet, self.measure = sheet, measure
        self.first, self.last = span
        self.years = range(self.first.year, self.last.year + 1)
        self.small = sheet.base * 0.9

    def draw(self, box: Box, periods: Sequence[Period], grown_periods: Sequence[Period]) -> None:
        """All years from the top of the box down, and the key of the colours below them."""
        by_year = {year: self._year(periods, year) for year in self.years}
        widest = max(style.width(text, self.small, style.SEMIBOLD) for text in by_year.values())
        left = max(widest, style.width("2000", self.small, style.SEMIBOLD)) + self.small
        names = _weekdays()
        gutter = max(style.width(name, self.small * _TINY) for name in names) + self.small * 0.5
        room = box.width - left - gutter
        foot, head = self.small * 2.6, self.small * 1.8
        high = (box.height - foot - head) / len(self.years)
        row = min(_TALLEST, (high - self.small * 0.8) / _WEEK)
        self.step = Step.DAY if row >= _LOWEST and room / _WEEKS >= _NARROWEST else Step.MONTH
        left += gutter if self.step is Step.DAY else 0.0
        plot = Box(box.left + left, box.bottom + foot, box.width - left, box.height - foot - head)
        if self.step is Step.DAY:
            high = row * _WEEK + self.small * 0.8
        else:
            high = min(_TALLEST_MONTH, high)
            periods, grown_periods = _by_month(periods), _by_month(grown_periods)
        self.periods = {period.first: period for period in periods if period.first}
        self.grown_days = {period.first for period in grown_periods}
        numbers = [self.number(period) or 0 for period in periods]
        is_of_people = self.measure != INCIDENTS
        colour = self.sheet.colour(self.measure) if is_of_people else self.sheet.palette.accent
        self.tints = tints(numbers, colour, self.sheet.palette.ground)
        self._heads(Box(plot.left, plot.bottom, plot.width, plot.height + head))
        for index, year in enumerate(self.years):
            top = plot.top - index * high
            gap = self.small * 0.8 if self.step is Step.DAY else high * _GAP
            block = Box(plot.left, top - high + gap, plot.width, high - gap)
            self._year_label(box.left, block, year, by_year[year])
            if self.step is Step.DAY:
                self._weekday_labels(block, names)
            self._block(block, year)
        self._key(Box(plot.left, plot.top - len(self.years) * high - foot, plot.width, foot))

    def number(self, period: Period) -> int | None:
        """The number the colour of a period shows."""
        return period.incidents if self.measure == INCIDENTS else period.toll[self.measure].best

    def _text(self, period: Period) -> str:
        """What the colour of a period shows, in signs."""
        if self.measure == INCIDENTS:
            return labels.number(period.incidents)
        return labels.figure_text(period.toll[self.measure])

    def _year(self, periods: Sequence[Period], year: int) -> str:
        """The total of a year, in signs."""
        year_periods = [period for period in periods if period.first and period.first.year == year]
        if self.measure == INCIDENTS or not year_periods:
            return (
                labels.number(sum(period.incidents for period in year_periods))
                if year_periods
                else ""
            )
        return labels.figure_text(Total.of(period.toll[self.measure] for period in year_periods))

    def _year_label(self, left: float, block: Box, year: int, total: str) -> None:
        top = block.top - self.small
        self.sheet.text(left, top, str(year), size=self.small, weight=style.SEMIBOLD)
        if block.height >= self.small * 2.3:
            self.sheet.text(left, top - self.small * 1.3, total, size=self.small, quiet=True)

    def _weekday_labels(self, block: Box, names: Sequence[str]) -> None:
        """Write the days of the week beside their rows, not all where rows are low."""
        size, high = self.small * _TINY, block.height / _WEEK
        step = next(n for n in (1, 2, 3, _WEEK) if n * high >= size * 1.1 or n == _WEEK)
        for row in range(0, _WEEK, step):
            y = block.top - (row + 0.5) * high - size * 0.36
            x = block.left - self.small * 0.5
            self.sheet.text(x, y, names[row], size=size, quiet=True, ha="right")

    def _heads(self, box: Box) -> None:
        """Write the months above the first year, as far as there is room."""
        free = 0.0
        for month in range(1, _MONTHS + 1):
            day = date(self.years[0], month, 1)
            x = box.left + box.width * (
                _week(day) / _WEEKS if self.step is Step.DAY else (month - 1) / _MONTHS
            )
            name = _month(day)
            if x >= free:
                self.sheet.text(x, box.top - self.small, name, size=self.small, quiet=True)
                free = x + style.width(name, self.small) + self.small * 0.5

    def _places(self, block: Box, year: int) -> Iterator[tuple[date, Box]]:
        """Every day or month of the year that is drawn, and where."""
        if self.step is Step.MONTH:
            wide = block.width / _MONTHS
            for month in range(1, _MONTHS + 1):
                day = date(year, month, 1)
                if self.first.replace(day=1) <= day <= self.last:
                    left = block.left + (month - 1) * wide
                    yield day, Box(left, block.bottom, wide * (1 - _GAP / 3), block.height)
            return
        wide, high = block.width / _WEEKS, block.height / _WEEK
        day, last = max(self.first, date(year, 1, 1)), min(self.last, date(year, 12, 31))
        while day <= last:
            left = block.left + _week(day) * wide
            bottom = block.top - (_row(day) + 1) * high
            yield day, Box(left, bottom, wide * (1 - _GAP), high * (1 - _GAP))
            day += timedelta(days=1)

    def _block(self, block: Box, year: int) -> None:
        corners, colours, dots = [], [], []
        for day, box in self._places(block, year):
            period = self.periods.get(day)
            number = self.number(period) if period else None
            corners.append(_corners(box))
            colours.append(
                self.tints.of(number) if number is not None else self.sheet.palette.panel
            )
            if period and number is None:
                self._write(box, "?", self.sheet.palette.quiet)
            elif period and number and self.step is Step.MONTH:
                self._write(box, self._text(period), self._ink(number))
            if day in self.grown_days:
                dots.append(box)
        self.sheet.figure.add_artist(
            PolyCollection(
                corners,
                facecolors=colours,
                edgecolors=self.sheet.palette.hairline,
                linewidths=0.4,
                transform=self.sheet.points,
                gid=f"{self.measure}-{year}",
            )
        )
        self._dots(dots, year)
        self._answer(block, year)

    def _write(self, box: Box, text: str, colour: str) -> None:
        size = min(self.small, box.height * 0.8)
        if size < 3 or style.width(text, size) > box.width:
            return
        self.sheet.figure.text(
            box.left + box.width / 2,
            box.bottom + box.height / 2 - size * 0.36,
            text,
            transform=self.sheet.points,
            fontproperties=style.font(size),
            color=colour,
            ha="center",
            va="baseline",
            zorder=3,
        )

    def _ink(self, number: int) -> str:
        """The colour of text on a coloured cell."""
        half = (len(self.tints.lower) - 1) / 2
        is_deep = self.tints.place(number) > half
        return self.sheet.palette.ground if is_deep else self.sheet.palette.ink

    def _dots(self, boxes: Sequence[Box], year: int) -> None:
        if boxes:
            self.sheet.line(
                [box.left + box.width / 2 for box in boxes],
                [box.bottom + box.height / 2 for box in boxes],
                linestyle="none",
                marker="o",
                markersize=min(3.0, boxes[0].height * 0.4),
                color=self.sheet.palette.quiet,
                gid=f"later-{year}",
            )

    def _answer(self, block: Box, year: int) -> None:
        places = dict(self._places(block, year))

        def find(x: float, y: float) -> Target | None:
            if self.step is Step.MONTH:
                month = min(_MONTHS, int((x - block.left) / block.width * _MONTHS) + 1)
                day = date(year, month, 1)
            else:
                week = int((x - block.left) / block.width * _WEEKS)
                weekday = min(_WEEK - 1, int((block.top - y) / block.height * _WEEK))
                begin = date(year, 1, 1)
                day = begin + timedelta(days=week * _WEEK + weekday - _row(begin))
            return self._target(day, places[day]) if day in places else None

        self.sheet.answer(block, find)

    def _target(self, day: date, mark: Box) -> Target:
        period = self.periods.get(day)
        name = labels.month(day) if self.step is Step.MONTH else labels.date(day)
        last = period_totals.last_day(day, self.step)
        within = Selection(first=max(day, self.first), last=min(last, self.last))
        if period is None:
            return Target(_("{name}: none recorded").format(name=name), mark, within)
        return Target(chart_notes.toll(name, period.toll), mark, within)

    def _key(self, box: Box) -> None:
        """The key of the colours, from left to right."""
        size = self.small
        x, y = box.left, box.top - size * 1.9
        classes = list(zip(self.tints.colours, self.tints.names(), strict=True))
        classes = classes[1:] if self.measure == INCIDENTS else classes
        classes.insert(0, (self.sheet.palette.panel, _("none recorded")))
        rooms = [size * 2.8 + style.width(name, size) for _colour, name in classes]
        while len(classes) > 1 and sum(rooms) > box.width:
            # The strongest colours matter most.
            del classes[1], rooms[1]
        for (colour, name), room in zip(classes, rooms, strict=True):
            swatch = Box(x, y - size * 0.1, size, size)
            self.sheet.figure.add_artist(
                PolyCollection(
                    [_corners(swatch)],
                    facecolors=[colour],
                    edgecolors=self.sheet.palette.hairline,
                    linewidths=0.4,
                    transform=self.sheet.points,
                )
            )
            self.sheet.text(x + size * 1.4, y, name, size=size, quiet=True)
            x += room


def _by_month(daily: Sequence[Period]) -> tuple[Period, ...]:
    days = [DayTotal(period.first, "", period.incidents, period.toll) for period in daily]
    return period_totals.periods(Days.of_totals(days), Step.MONTH)


def _week(day: date) -> int:
    """Which column of its year holds the day."""
    begin = date(day.year, 1, 1)
    return ((day - begin).days + _row(begin)) // _WEEK


def _row(day: date) -> int:
    """Which row holds the day: weeks begin as the language has it."""
    return (day.weekday() - _first_weekday()) % _WEEK


def _first_weekday() -> int:
    from babel import Locale

    return int(Locale.parse(locale()).first_week_day)


def _weekdays() -> list[str]:
    """The short names of the days of the week, in the order of the rows."""
    from babel.dates import get_day_names

    names = get_day_names("abbreviated", "stand-alone", locale())
    return [str(names[(_first_weekday() + row) % _WEEK]) for row in range(_WEEK)]


def _month(day: date) -> str:
    from babel.dates import format_date

    return str(format_date(day, "LLL", locale=locale()))


def _corners(box: Box) -> list[tuple[float, float]]:
    return [
        (box.left, box.bottom),
        (box.left, box.top),
        (box.right, box.top),
        (box.right, box.bottom),
    ]
