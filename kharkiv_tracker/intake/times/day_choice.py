"""Which day of the calendar a text means, where it leaves out the year, the month or more."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import _
from kharkiv_tracker.intake.outcome import Context
from kharkiv_tracker.intake.times.doubts import Doubt, Doubts
from kharkiv_tracker.intake.times.moment import Moment
from kharkiv_tracker.intake.times.stretch import (
    Stretch,
    backwards,
    existing,
    made,
    months_from,
    no_such_day,
)
from kharkiv_tracker.intake.times.time_piece import FIRST_YEAR

#: The full-scale invasion, and the beginning of the war.
INVASION = date(2022, 2, 24)
WAR = date(2014, 2, 20)
#: The 24 hours before, which reach over two days.
LAST_DAY = "last day"
_YEARS_BACK = 9
_DAY = timedelta(days=1)
#: Two ends without a year each lie no further apart than this where the year turns between them.
_ACROSS_YEARS = timedelta(days=92)
#: A report without a year, so long after the strike, may be of the days before it.
_LATE = timedelta(days=270)


@dataclass(frozen=True, slots=True)
class DayChoice:
    """Finds days in a context; what stays open is chosen by the doubts.

    `since` is the day of the strike where a report of it is read, `is_meant` says that a year is
    meant as written, however long ago.
    """

    context: Context
    doubts: Doubts
    since: date | None = None
    is_meant: bool = False

    def one(self, moment: Moment) -> Stretch:
        """The days of one moment."""
        if moment.ago is not None and moment.day is not None:
            return self._agreed(moment, moment.ago)
        self._check(moment)
        if moment.month is None:
            return self._without_month(moment)
        if moment.year is not None:
            stretch = _stretch(moment, moment.year)
            self._confirm_year(moment.year)
        else:
            stretch = self._guessed(moment)
        return _on_weekday(stretch, moment)

    def both(self, first: Moment, last: Moment) -> tuple[Stretch, Stretch]:
        """The days of both ends; what one leaves out is that of the other."""
        _refuse_year_alone(first)
        first, last = _filled(first, last)
        self._check(first)
        self._check(last)
        if first.weekday is not None and (first.month, first.day, first.ago) == (None, None, None):
            end = self.one(last)
            back = (end.first.weekday() - first.weekday) % 7
            start = Stretch.of_day(end.first - timedelta(days=back))
        elif first.year is None and last.year is None and first.month and last.month:
            start = self.one(first)
            end = self._beside(last, start)
        elif first.year is None and first.month and last.month:
            end = self.one(last)
            start = self._beside(first, end, is_before=True)
        elif last.year is None and last.month and first.month:
            start = self.one(first)
            end = self._beside(last, start)
        else:
            start, end = self.one(first), self.one(last)
        if end.last < start.first:
            raise backwards()
        return start, end

    def night(self, first: Moment, last: Moment) -> date:
        """The day on which a night from one day to the next begins."""
        _refuse_year_alone(first)
        if _is_day_alone(last) and (first.month is not None or first.ago is not None):
            # «31.08.2022, у ніч на 1»; the year may come last: “17-18, 2022”.
            if first.year is None and first.month is not None and last.year is not None:
                is_last_day = (first.day, first.month) == (31, 12)
                first = replace(first, year=last.year - is_last_day)
            start = self.one(first).first
            following = start + _DAY
            is_next = following.day == last.day and last.year in (None, following.year)
        elif _is_day_alone(first) and (last.month is not None or _is_day_alone(last)):
            end = self.one(replace(last, is_number=False) if last.month is None else last)
            start = end.first - _DAY
            is_next = end.is_day and start.day == first.day
        else:
            begins, ends = self.both(first, last)
            start = begins.first
            is_next = begins.is_day and ends.is_day and ends.first - start == _DAY
        if not is_next:
            raise Refused(_("A night spans 2 consecutive days. Correct one of the days."))
        return start

    def _beside(self, moment: Moment, other: Stretch, is_before: bool = False) -> Stretch:
        """A day without a year, next to one that has its year."""
        self._check(moment)
        step = -1 if is_before else 1
        stretch = _stretch(moment, other.first.year)
        if (stretch.first > other.last) if is_before else (stretch.last < other.first):
            turned = _stretch(moment, other.first.year + step)
            apart = turned.first - other.first if step > 0 else other.first - turned.first
            if apart > _ACROSS_YEARS:
                raise backwards()
            stretch = turned
        return _on_weekday(stretch, moment)

    def _check(self, moment: Moment) -> None:
        if moment.day == 0 or moment.month == 0:
            raise no_such_day()
        calendar = (moment.day, moment.month, moment.year) != (None, None, None)
        ways = [calendar, moment.ago is not None, bool(moment.stretch), moment.is_now]
        is_alone = moment.weekday is None or moment.day is not None or moment.ago is not None
        if sum(ways) > 1 or (sum(ways) and not is_alone):
            raise _two_days()
        _refuse_year_alone(moment)

    def _confirm_year(self, year: int) -> None:
        """A year before the war is asked about, one long after today refused."""
        if self.is_meant:
            return
        if year > self.context.today.year + 1 or year < 1900:
            raise Refused(_("Check the year: {year}.").format(year=year))
        if year < FIRST_YEAR:
            self.doubts.ask(Doubt.OLD_YEAR)

    def _without_month(self, moment: Moment) -> Stretch:
        if moment.is_now:
            return Stretch.of_day(self.context.today)
        if moment.stretch:
            return self._last(moment.stretch)
        if moment.ago is not None:
            return _on_weekday(Stretch.of_day(self._ago(moment.ago)), moment)
        if moment.day is not None:
            return self._numbered(moment)
        if moment.weekday is not None:
            return Stretch.of_day(self._weekday(moment.weekday, moment.is_before_today))
        if moment.year is not None:
            self._confirm_year(moment.year)
            return Stretch.of_year(moment.year)
        raise Refused(_("Enter a date, or ? if it is unknown."))

    def _agreed(self, moment: Moment, ago: int) -> Stretch:
        """A day named twice: today, 12 August. Without the day of the text it may be of any."""
        anchors = (self.context.published, self.context.today)
        for anchor in filter(None, anchors):
            day = anchor - timedelta(days=ago)
            if (day.day, moment.month or day.month, moment.year or day.year) == (
                moment.day, day.month, day.year
            ):  # fmt: skip
                return _on_weekday(Stretch.of_day(day), moment)
        if self.context.published or moment.month is None:
            raise _two_days()
        days = [self.one(replace(moment, ago=None))]
        if moment.weekday is None:
            days.append(Stretch.of_day(self.context.today - timedelta(days=ago)))
        return self.doubts.choose(Doubt.DAY, *days)

    def _ago(self, days: int) -> date:
        """A day counted back from the day of the text, or from today."""
        anchors = dict.fromkeys((self.context.reckoned_from, self.context.today))
        anchor = self.doubts.choose(Doubt.DAY, *anchors)
        return anchor - timedelta(days=days)

    def _last(self, stretch: str) -> Stretch:
        anchor = self.context.reckoned_from
        if stretch == "last year":
            return Stretch.of_year(anchor.year - 1)
        if stretch == LAST_DAY:
            return Stretch(anchor - _DAY, anchor, f"{anchor - _DAY}/{anchor}")
        if stretch == "last month":
            before = anchor.replace(day=1) - _DAY
            return Stretch.of_month(before.year, before.month)
        monday = anchor - timedelta(days=anchor.weekday() + 7)
        sunday = monday + timedelta(days=6)
        return Stretch(monday, sunday, f"{monday.isoformat()}/{sunday.isoformat()}")

    def is_reckoned(self) -> bool:
        """Whether days can be counted from today, or from the day of the text."""
        context = self.context
        return context.published is not None or context.year in (None, context.today.year)

    def _weekday(self, weekday: int, is_before_today: bool) -> date:
        if not self.is_reckoned():
            if self.since is not None:
                return self.since + timedelta(days=(weekday - self.since.weekday()) % 7)
            raise _no_date_beside()
        anchor = self.context.reckoned_from
        back = (anchor.weekday() - weekday) % 7
        return anchor - timedelta(days=back or (7 if is_before_today else 0))

    def _numbered(self, moment: Moment) -> Stretch:
        """A day of a month that is not named: the latest, or the first after the strike."""
        if not moment.day or moment.day > 31:
            raise no_such_day()
        if moment.is_number and not moment.has_part:
            raise Refused(
                _("Write a day with its month, such as 17.08, and an hour with its minutes, such "
                  "as 9:00.")
            )  # fmt: skip
        if self.since is not None:
            months = months_from(self.since, 1)
            days = (made(year, month, moment.day) for year, month in months)
            day = next(day for day in days if day and day >= self.since)
        elif self.is_reckoned():
            anchor = self.context.reckoned_from
            days = (made(year, month, moment.day) for year, month in months_from(anchor, -1))
            day = next(day for day in days if day and day <= anchor)
        else:
            raise _no_date_beside()
        return _on_weekday(Stretch.of_day(day), moment)

    def _guessed(self, moment: Moment) -> Stretch:
        if self.since is not None:
            return self._after_strike(moment, self.since)
        if moment.weekday is not None:
            return self._by_weekday(moment)
        context = self.context
        guesses = [self._latest(moment, context.published)] if context.published else []
        if not guesses or context.year is not None:
            guesses.append(self._latest(moment, context.today, context.year))
        options: list[Stretch] = []
        for guess in guesses:
            options.append(guess)
            if guess.last < INVASION:
                options += existing(moment, guess.first.year + 1)
        return self.doubts.choose(Doubt.YEAR, *dict.fromkeys(options))

    def _latest(self, moment: Moment, until: date, year: int | None = None) -> Stretch:
        """The latest that has come, that of this year if there is one."""
        years = (year or until.year, *range(until.year, until.year - _YEARS_BACK, -1))
        for each in years:
            for stretch in existing(moment, each):
                if stretch.first <= until:
                    return stretch
        raise no_such_day(moment)

    def _by_weekday(self, moment: Moment) -> Stretch:
        """The years in which that day falls on that weekday, those of the war alone."""
        likely = self._latest(moment, self.context.reckoned_from, self.context.year)
        if likely.first.weekday() == moment.weekday:
            return likely
        years = range(self.context.today.year, INVASION.year - 1, -1)
        options = [
            stretch
            for year in years
            for stretch in existing(moment, year)
            if stretch.first.weekday() == moment.weekday
            and INVASION <= stretch.first <= self.context.today
        ]
        if not options:
            raise _other_weekday()
        self.doubts.ask(Doubt.OLD_YEAR)
        return self.doubts.choose(Doubt.YEAR, *options)

    def _after_strike(self, moment: Moment, since: date) -> Stretch:
        for year in range(since.year, since.year + 5):
            for stretch in existing(moment, year):
                if stretch.last >= since:
                    if year > since.year and stretch.first > self.context.today:
                        raise Refused(_("This is before the strike. Correct it or write the year."))
                    options = [stretch]
                    if stretch.first - since > _LATE:
                        options += existing(moment, since.year)
                    return _on_weekday(self.doubts.choose(Doubt.YEAR, *options), moment)
        raise no_such_day(moment)


def _is_day_alone(moment: Moment) -> bool:
    """Whether it is a day of a month that is not named."""
    return moment.day is not None and moment.month is None and moment.weekday is None


def _refuse_year_alone(moment: Moment) -> None:
    if moment.year is not None and moment.month is None and moment.day is not None:
        raise Refused(_("Write the month too, such as 17.08.2022."))


def _filled(first: Moment, last: Moment) -> tuple[Moment, Moment]:
    if first.day is not None and first.month is None and last.month is not None:
        if last.day is None:
            raise _mixed_ends()
        first = replace(first, month=last.month, year=first.year or last.year)
    if last.day is not None and last.month is None and first.month is not None:
        if first.day is None:
            raise _mixed_ends()
        last = replace(last, month=first.month)
        if last.year is None:
            last = replace(last, year=first.year)
    return first, last


def _stretch(moment: Moment, year: int) -> Stretch:
    for stretch in existing(moment, year):
        return stretch
    raise no_such_day(moment)


def _on_weekday(stretch: Stretch, moment: Moment) -> Stretch:
    if moment.weekday is not None and (
        not stretch.is_day or stretch.first.weekday() != moment.weekday
    ):
        raise _other_weekday()
    return stretch


def _two_days() -> Refused:
    return Refused(_("Two days given. Keep one."))


def _other_weekday() -> Refused:
    return Refused(_("The date and the weekday do not match. Correct one of them."))


def _mixed_ends() -> Refused:
    return Refused(_("Write both ends as days or both as months, such as 17.08.2022 – 19.08.2022."))


def _no_date_beside() -> Refused:
    return Refused(
        _("The previous entry is from another year. Write the full date, such as 17.08.2022.")
    )
