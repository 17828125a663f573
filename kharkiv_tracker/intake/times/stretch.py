"""The days that are named: one, those of a month, those of a year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import _
from kharkiv_tracker.intake.times.moment import Moment


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days that a moment names: one, those of a month, or those of a year."""

    first: date
    last: date
    name: str
    """As the notation of times has it: `2022-08-17`, `2022-08`, `2022`."""

    @property
    def is_day(self) -> bool:
        return self.first == self.last

    @classmethod
    def of_day(cls, day: date) -> Stretch:
        return cls(day, day, day.isoformat())

    @classmethod
    def of_month(cls, year: int, month: int) -> Stretch:
        first = date(year, month, 1)
        following = date(year + month // 12, month % 12 + 1, 1)
        return cls(first, following - timedelta(days=1), f"{year:04}-{month:02}")

    @classmethod
    def of_year(cls, year: int) -> Stretch:
        return cls(date(year, 1, 1), date(year, 12, 31), f"{year:04}")


def existing(moment: Moment, year: int) -> Iterator[Stretch]:
    """The day or the month of a moment in that year, where the calendar has it."""
    month = moment.month or 0
    if not 1 <= month <= 12 or not 1900 <= year < 2200:
        return
    if moment.day is None:
        yield Stretch.of_month(year, month)
    elif day := made(year, month, moment.day):
        yield Stretch.of_day(day)


def made(year: int, month: int, day: int) -> date | None:
    """A day, None where no calendar has it."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def months_from(anchor: date, step: int) -> Iterator[tuple[int, int]]:
    """The year and the month of a day, and of the next or last two."""
    number = anchor.year * 12 + anchor.month - 1
    for each in range(3):
        yield divmod(number + each * step, 12)[0], (number + each * step) % 12 + 1


def no_such_day(moment: Moment | None = None) -> Refused:
    """A refusal of a day that no calendar has, with the right order where it is turned round."""
    if moment and moment.month and moment.day and moment.month > 12 >= moment.day:
        return Refused(
            _("The day comes first. Write {day}.{month}.").format(
                day=f"{moment.month:02}", month=f"{moment.day:02}"
            )
        )
    return Refused(_("This date does not exist. Correct it, such as 17.08.2022."))


def backwards() -> Refused:
    """A refusal of a stretch of which the end comes first."""
    return Refused(_("The end is before the start. Swap them or write both years."))
