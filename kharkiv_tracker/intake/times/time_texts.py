"""Days and hours as texts to type: read again, they mean the same."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from kharkiv_tracker import labels
from kharkiv_tracker.domain.when import AsOf, EventTime, Precision, zone
from kharkiv_tracker.i18n import _, pgettext
from kharkiv_tracker.intake.times.time_piece import FIRST_YEAR

#: Before a day of which the year is meant as it is written.
AS_WRITTEN = "="
_HALF = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))? (early|late)")


def event_text(event: EventTime) -> str:
    """When a strike happened: `17.08.2022 ~21:30`, `17.08.2022 dawn`, `?`."""
    if event.date is None:
        return "?"
    day = event.date.strftime("%d.%m.%Y")
    hour = labels.clock(event.time) if event.time else ""
    match event.precision:
        case Precision.RANGE:
            text = f"{day} {hour}".strip() + f" – {_bare(event.until)}"
        case Precision.APPROXIMATE:
            text = f"{day} ~{hour}"
        case Precision.EXACT | Precision.DATE:
            text = f"{day} {hour}".strip()
        case Precision.NIGHT:
            following = (event.date + timedelta(days=1)).day
            text = _("{date}, night to {day}").format(date=day, day=following)
            text += f" ({hour})" if hour else ""
        case part:
            # In brackets the hour leaves the part of the day as it is.
            text = f"{day} {labels.word(part)}" + (f" ({hour})" if hour else "")
    return _marked(text, event.date)


def as_of_text(when: AsOf | None) -> str:
    """Day, hour and half with dots, anything rarer as in the file; "" where unknown."""
    return _marked(_half(when) or _bare(when), when.day) if when else ""


def day_text(day: date | None) -> str:
    """A plain day: `24.02.2022`."""
    return _marked(day.strftime("%d.%m.%Y"), day) if day else ""


def _bare(when: AsOf | None) -> str:
    if when is None:
        return ""
    at = when.start.astimezone(zone())
    if when.text == at.strftime("%Y-%m-%dT%H:%M"):
        return at.strftime("%d.%m.%Y %H:%M")
    if when.text == at.strftime("%Y-%m-%d"):
        return at.strftime("%d.%m.%Y")
    return when.text


def _half(when: AsOf) -> str:
    """The half of a day, month or year: `17.08.2022 late`; "" for anything else."""
    half = _HALF.fullmatch(when.text)
    if half is None:
        return ""
    *numbers, name = half.groups()
    words = {"early": pgettext("half of a day", "early"), "late": pgettext("half of a day", "late")}
    return f"{'.'.join(filter(None, reversed(numbers)))} {words[name]}"


def _marked(text: str, day: date) -> str:
    is_usual = FIRST_YEAR <= day.year <= datetime.now(zone()).year
    return text if is_usual else f"{AS_WRITTEN}{text}"
