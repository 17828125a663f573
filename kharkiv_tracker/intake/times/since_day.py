"""The day on which an official total begins, from what is typed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import _
from kharkiv_tracker.intake.times.day_choice import INVASION, WAR, DayChoice
from kharkiv_tracker.intake.times.doubts import Doubt
from kharkiv_tracker.intake.times.moment import shape
from kharkiv_tracker.intake.times.time_items import Item
from kharkiv_tracker.intake.times.time_pieces import pieces
from kharkiv_tracker.intake.times.time_words import Mark


def since_day(items: Sequence[Item], choice: DayChoice) -> date | None:
    """The first day, None where it is unknown; Refused for an hour or a stretch."""
    if [item.mark for item in items] == [Mark.UNDATED]:
        return None
    rest = list(items)
    if rest[:1] and rest[0].mark is Mark.FROM:
        del rest[0]
    has_start = len(rest) > 1 and (rest[0].mark is Mark.START or rest[0].value == "early")
    rest = rest[has_start:]
    marks = [item.mark for item in rest]
    if marks == [Mark.SINCE_EVENT]:
        days: tuple[date, ...] = (INVASION,) if rest[0].value == "invasion" else (INVASION, WAR)
        return choice.doubts.choose(Doubt.WAR, *days)
    if Mark.AS_OF in marks:
        raise _not_a_day()
    form = shape(pieces(rest, choice.doubts, choice.context.today.year))
    moment = form.first
    has_hour = moment.clock or moment.has_part or moment.half or moment.is_now
    if form.last or has_hour or (has_start and moment.day is not None):
        raise _not_a_day()
    if (moment.day, moment.month, moment.year) == (INVASION.day, INVASION.month, None):
        guess = choice.one(moment).first
        return choice.doubts.choose(Doubt.YEAR, *dict.fromkeys((INVASION, guess)))
    stretch = choice.one(moment)
    if stretch.name == str(INVASION.year):
        return choice.doubts.choose(Doubt.DAY, stretch.first, INVASION)
    return stretch.first


def _not_a_day() -> Refused:
    return Refused(_("Enter a day, such as 24.02.2022."))
