"""Periods as they are typed: `Aug 2022`, `17.08.2022–22.08.2022`, `2022`, `since 24.02.2022`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import NamedTuple

from kharkiv_tracker import gazetteer
from kharkiv_tracker.errors import Refused, shown
from kharkiv_tracker.i18n import _
from kharkiv_tracker.intake.outcome import Context
from kharkiv_tracker.intake.times.day_choice import DayChoice
from kharkiv_tracker.intake.times.doubts import Doubts
from kharkiv_tracker.intake.times.moment import Moment, shape
from kharkiv_tracker.intake.times.time_items import Item, items
from kharkiv_tracker.intake.times.time_pieces import pieces
from kharkiv_tracker.intake.times.time_words import Mark
from kharkiv_tracker.intake.typed_text import normal

Period = tuple[date | None, date | None]


class _Ends(NamedTuple):
    """What is typed for the first and for the last day; the same twice where it is one text."""

    first: Moment | None
    last: Moment | None


def read(text: str, today: date) -> Period:
    """The first and the last day, None where that end is open; Refused for anything else.

    What a text leaves open is read in the likeliest way: the words below the field say which.
    """
    typed = normal(text)
    if not typed:
        return (None, None)
    doubts = Doubts()
    try:
        first, last = _ends(items(typed), doubts, today)
    except Refused as error:
        raise _not_understood(text) from error
    if any(moment and not _is_of_days(moment) for moment in (first, last)):
        raise _not_understood(text)
    choice = DayChoice(Context(gazetteer.load(), datetime.combine(today, time(12))), doubts)
    if first and last and first is not last:
        start, end = choice.both(first, last)
        return (start.first, end.last)
    return (choice.one(first).first if first else None, choice.one(last).last if last else None)


def _ends(typed: Sequence[Item], doubts: Doubts, today: date) -> _Ends:
    marks = [item.mark for item in typed]
    if marks[0] in (Mark.TO, Mark.DASH, Mark.AS_OF):
        return _Ends(None, _one(typed[1:], doubts, today))
    if marks[-1] is Mark.DASH:
        return _Ends(_one(typed[:-1], doubts, today), None)
    if marks[0] is Mark.FROM and not {Mark.TO, Mark.DASH} & set(marks):
        return _Ends(_one(typed[1:], doubts, today), None)
    form = shape(pieces(typed, doubts, today.year))
    return _Ends(form.first, form.last or form.first)


def _one(typed: Sequence[Item], doubts: Doubts, today: date) -> Moment:
    form = shape(pieces(typed, doubts, today.year))
    if form.last:
        raise _not_understood("")
    return form.first


def _is_of_days(moment: Moment) -> bool:
    has_hour = moment.clock or moment.has_part or moment.is_now
    return moment.has_day and not has_hour and not moment.half


def _not_understood(text: str) -> Refused:
    return Refused(
        _(
            "“{text}” is not a period. Write 2022, Aug 2022, 17.08.2022–22.08.2022 or since "
            "24.02.2022."
        ).format(text=shown(text))
    )
