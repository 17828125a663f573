"""Words for a time of a strike, and what the form reads them as."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from kharkiv_tracker.errors import Refused
from kharkiv_tracker.intake import field_reader
from kharkiv_tracker.intake.outcome import Context, Question


@dataclass(frozen=True, slots=True)
class TimeMark:
    """Words for a time: tokens of their sentence, and what they mean as a time of a strike.

    `event` is in the JSON of `add`; None where they name none.
    """

    start: int
    end: int
    text: str
    event: dict[str, str] | None
    has_day: bool
    is_as_of: bool = False
    """Whether it is the time as of which something is known."""
    is_said: bool = False
    """Whether it is when something was said, or done after the strike."""
    parts: tuple[tuple[int, int], ...] = ()
    """The tokens, where it was put together of several."""
    is_dated: bool = False
    """Whether it names a day itself, and not by the night or the morning that is meant."""
    is_weak: bool = False
    """Whether it is a part of a day in an adjective, which says no day."""
    is_today: bool = False
    is_of_strike: bool = False
    """Whether a word for a strike is beside it."""

    @property
    def day(self) -> str:
        """The day of the strike; "" where it names none."""
        return self.event["date"] if self.event and self.has_day else ""


def as_of(mark: TimeMark) -> str:
    """A time as of which something is known, in the JSON of `add`; "" for no single day or hour."""
    event = mark.event or {}
    if "until" in event or not event.get("date"):
        return ""
    return f"{event['date']}T{event['time']}" if "time" in event else event["date"]


def event_of(text: str, context: Context) -> dict[str, str] | None:
    """The time of a strike in the JSON of `add`; of several meanings the likeliest."""
    event = _event(text, context)
    return dict(event) if event.get("date") else None


@lru_cache(maxsize=1024)
def _event(text: str, context: Context) -> Mapping[str, str]:
    try:
        outcome = field_reader.read("when", text, context)
    except Refused:
        return {}
    reading = outcome.candidates[0] if isinstance(outcome, Question) else outcome
    event: Mapping[str, str] = reading.part["event"]
    return event
