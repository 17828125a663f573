"""The ticks of axes and their texts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from math import ceil, floor, log10

from matplotlib.axes import Axes
from matplotlib.dates import date2num, num2date

from kharkiv_tracker import labels
from kharkiv_tracker.charts import style
from kharkiv_tracker.i18n import locale

_DAYS = (1, 2, 7, 14)
_MONTHS = (1, 2, 3, 6)
_LEAD = 1.35
_YEARS = (1, 2, 5, 10, 20, 50)


def mark_numbers(axes: Axes, top: float, height: float, size: float) -> list[str]:
    """Mark whole numbers from 0 to `top` on an axis `height` points high; returns their labels."""
    step = _step(top, min(6, max(2, int(height / (size * 3.2)))))
    values = list(range(0, floor(top) + 1, step))
    words = [labels.number(value) for value in values]
    axes.set_yticks(values, words, fontproperties=style.font(size))
    return words


def _step(top: float, limit: int) -> int:
    """The smallest of 1, 2, 5, 10, 20 ... that gives 1 to `limit` marks above 0."""
    rough = max(1.0, top / limit)
    power = 10 ** floor(log10(rough))
    steps = [max(1, int(power * nice)) for nice in (0.5, 1, 2, 5, 10)]
    step = next(step for step in steps[1:] if step >= rough)
    return step if step <= top else max(step for step in steps if step <= max(1.0, top))


def mark_days(axes: Axes, first: date, last: date, width: float, size: float) -> None:
    """Mark days, months or years on an axis `width` points wide, as many as have room."""
    marks = day_texts(first, last, width, size)
    at = [float(date2num(day)) for day, _words, _year in marks]
    write_below(axes, at, [words for _day, words, _year in marks], size)
    _write_years(axes, [(day, year) for day, _words, year in marks if year], size)


def day_texts(first: date, last: date, width: float, size: float) -> list[tuple[date, str, str]]:
    """The days `mark_days` marks: each with its words, and the year under the first of each."""
    days, form = _marks(first, last, width, size)
    return [
        (
            day,
            _word(day, form),
            str(day.year)
            if form != "year" and (index == 0 or days[index - 1].year != day.year)
            else "",
        )
        for index, day in enumerate(days)
    ]


def rows(first: date, last: date, width: float, size: float) -> int:
    """How many rows of words `mark_days` writes: years need no second one below them."""
    return 1 if _marks(first, last, width, size)[1] == "year" else 2


def _marks(first: date, last: date, width: float, size: float) -> tuple[list[date], str]:
    limit = max(2, int(width / (size * 4.4)))
    # Four figures and no more: they are closer than days and months.
    return _days(first, last, limit, width / (style.width("2000", size) + 5))


def _days(first: date, last: date, limit: int, limit_of_years: float) -> tuple[list[date], str]:
    span = (last - first).days
    for step in _DAYS:
        if span / step <= limit:
            return list(_every_day(first, last, step)), "day"
    for months in _MONTHS:
        if span / (30.4 * months) <= limit:
            days = list(_every_month(first, last, months))
            if len(days) >= 2:
                return days, "month"
    years = next((y for y in _YEARS if span / (365.25 * y) <= limit_of_years), _YEARS[-1])
    return [
        date(year, 1, 1)
        for year in range(first.year, last.year + 1)
        if year % years == 0 and first <= date(year, 1, 1) <= last
    ], "year"


def _every_day(first: date, last: date, step: int) -> Iterator[date]:
    day = first
    while day <= last:
        yield day
        day += timedelta(days=step)


def _every_month(first: date, last: date, months: int) -> Iterator[date]:
    for year in range(first.year, last.year + 1):
        for month in range(1, 13, months):
            day = date(year, month, 1)
            if first <= day <= last:
                yield day


def _word(day: date, form: str) -> str:
    from babel.dates import format_date

    if form == "year":
        return str(day.year)
    pattern = "d MMM" if form == "day" else "LLL"
    return str(format_date(day, pattern, locale=locale()))


def mark_midnights(axes: Axes, first: float, last: float, width: float, size: float) -> None:
    """Mark the beginnings of days on an axis of matplotlib's days."""
    limit = max(2, int(width / (size * 4.4)))
    step = next(n for n in (1, 2, 4, 7, 14, 30, 91, 365, 3650) if (last - first) / n <= limit)
    days = [num2date(n).date() for n in range(ceil(first), floor(last) + 1, step)]
    write_below(axes, [float(date2num(day)) for day in days], list(map(day_words, days)), size)


def day_words(day: date) -> str:
    """A day without its year: `18 Aug`."""
    return _word(day, "day")


def month_words(day: date) -> str:
    """A day's month in figures, where there is little room: `08.2022`."""
    return f"{day:%m.%Y}"


def write_below(axes: Axes, at: list[float], words: list[str], size: float) -> None:
    """Write under the axis, all on one line whatever letters they have."""
    axes.tick_params(axis="x", pad=_below(size))
    axes.set_xticks(at, words, fontproperties=style.font(size), verticalalignment="baseline")


def _write_years(axes: Axes, years: list[tuple[date, str]], size: float) -> None:
    """Write each year under its day, on a line of its own."""
    for day, year in years:
        axes.annotate(
            year,
            (float(date2num(day)), 0),
            (0, -_below(size) - size * _LEAD),
            xycoords=("data", "axes fraction"),
            textcoords="offset points",
            horizontalalignment="center",
            verticalalignment="baseline",
            fontproperties=style.font(size),
            color=axes.xaxis.get_tick_params()["labelcolor"],
            annotation_clip=False,
        )


def _below(size: float) -> float:
    """From the axis down to the baseline of its texts."""
    return 5 + size
