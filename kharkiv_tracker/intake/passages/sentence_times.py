"""The times that a sentence names: of a strike, of a statement, since when a total runs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kharkiv_tracker.errors import Refused
from kharkiv_tracker.intake import field_reader
from kharkiv_tracker.intake.outcome import Context, Question
from kharkiv_tracker.intake.passages.passage_words import phrases
from kharkiv_tracker.intake.times import time_words
from kharkiv_tracker.intake.times.time_words import Mark
from kharkiv_tracker.intake.typed_text import Token

_DATE = re.compile(r"\d{1,2}\.\d{1,2}(?:\.\d{2,4})?|\d{4}-\d\d-\d\d")
_CLOCK = re.compile(r"\d{1,2}")
_STRONG = frozenset(
    (
        *(Mark.MONTH, Mark.WEEKDAY, Mark.AGO, Mark.PART, Mark.NIGHT, Mark.MIDNIGHT, Mark.NOON),
        *(Mark.STRETCH, Mark.HALF),
    )
)
_DAYS = (Mark.MONTH, Mark.WEEKDAY, Mark.AGO, Mark.DATE)
_JOINTS = (
    Mark.AND,
    Mark.TO,
    Mark.FROM,
    Mark.DASH,
    Mark.ABOUT,
    Mark.LAST,
    Mark.THIS,
    Mark.AS_OF,
    Mark.YEAR_UNIT,
)
#: How many readings are tried of one run of words.
_TRIES = 24
#: So many tokens from the word for saying, a time is that of what was said.
_NEAR = 4


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
    is_said: bool = False
    """Whether it is when something was said."""
    as_of: str = ""
    parts: tuple[tuple[int, int], ...] = ()
    """The tokens, where it was put together of several."""


class TimeScan:
    """Finds the times of one sentence."""

    def __init__(self, plain: str, tokens: Sequence[Token], context: Context) -> None:
        self._plain, self._tokens, self._context = plain, tokens, context
        self._marks = [self._mark(at) for at in range(len(tokens))]

    def times(self) -> list[TimeMark]:
        """Every time of the sentence, in order, a day and its part as one."""
        found: list[TimeMark] = []
        at = 0
        while at < len(self._tokens):
            run = self._run(at)
            if run is None:
                at += 1
                continue
            mark = self._read(*run)
            if mark is not None:
                found.append(mark)
                at = max(run[1], mark.end)
            else:
                at = run[1]
        return self._joined([replace(mark, is_said=self._is_said(mark)) for mark in found])

    def _mark(self, at: int) -> tuple[Mark | None, int]:
        token = self._tokens[at]
        if token.is_number:
            if _DATE.fullmatch(token.text) and _is_date(token.text):
                return Mark.DATE, 1
            if _CLOCK.fullmatch(token.text) and self._is_clock(at):
                return Mark.CLOCK, 3
            return (
                (Mark.NUMBER, 1)
                if len(token.text) <= len("2022") and token.text.isdigit()
                else (None, 1)
            )
        match = time_words.book().at(self._tokens, at)
        if match is None:
            return (Mark.CLOSE, 1) if token.text == "," else (None, 1)
        mark = match[0].mark
        if mark is Mark.MONTH and token.text.islower() and token.text == "may":
            return None, 1
        if mark is Mark.WEEKDAY and len(token.text) <= 3:
            return None, 1
        if mark is Mark.HOUR_OF_PART and token.text == token.text.upper():
            return None, 1
        return mark, match[1]

    def _is_clock(self, at: int) -> bool:
        tokens = self._tokens
        if at + 2 >= len(tokens) or tokens[at + 1].text != ":":
            return False
        minutes = tokens[at + 2]
        close = tokens[at].end == tokens[at + 1].start and tokens[at + 1].end == minutes.start
        return close and bool(re.fullmatch(r"\d\d", minutes.text)) and int(tokens[at].text) < 25

    def _run(self, at: int) -> tuple[int, int, int, int] | None:
        """The run of words about time that begins here, and its first and last strong ones."""
        strong: list[tuple[int, int]] = []
        end = at
        while end < len(self._tokens):
            mark, length = self._marks[end]
            if mark is None:
                break
            if mark in _STRONG or mark in (Mark.DATE, Mark.CLOCK, Mark.MONTH_OF_YEAR):
                strong.append((end, end + length))
            elif mark is Mark.HOUR_OF_PART and end > at and self._marks[end - 1][0] is Mark.NUMBER:
                strong.append((end - 1, end + length))
            elif (
                mark in (Mark.HOUR_UNIT, Mark.MERIDIEM)
                and end > at
                and self._tokens[end - 1].is_number
            ):
                strong.append((end - 1, end + length))
            end += length
        if not strong:
            return None
        return at, min(end, len(self._tokens)), strong[0][0], strong[-1][1]

    def _read(self, start: int, end: int, first: int, last: int) -> TimeMark | None:
        tries = 0
        for stop in range(end, last - 1, -1):
            for begin in range(start, first + 1):
                if tries >= _TRIES:
                    return None
                if self._tokens[begin].text == "," or self._tokens[stop - 1].text == ",":
                    continue
                tries += 1
                if (mark := self._time(begin, stop)) is not None:
                    return mark
        if last - first > 1 and tries < _TRIES:
            # Two times with no sense together: the first one alone.
            for stop in range(last - 1, first, -1):
                if (mark := self._time(first, stop)) is not None:
                    return mark
        return None

    def _text(self, start: int, end: int) -> str:
        return self._plain[self._tokens[start].start : self._tokens[end - 1].end].replace("\n", " ")

    def _time(self, start: int, end: int) -> TimeMark | None:
        text = self._text(start, end)
        marks = [self._marks[at][0] for at in range(start, end)]
        has_day = any(mark in _DAYS for mark in marks)
        event = event_of(text, self._context)
        as_of = "" if event else as_of_of(text, self._context)
        if event is None and not as_of:
            return None
        return TimeMark(start, end, text, event, has_day, as_of=as_of)

    def _is_said(self, mark: TimeMark) -> bool:
        """Whether what is nearest is a word for saying, not for a strike or what it did."""
        speech, deeds = (
            phrases("passage_speech"),
            (phrases("passage_strike"), phrases("passage_quantities")),
        )
        if phrases("passage_as_of").any(self._tokens, mark.start - 2, mark.end) is not None:
            return True
        for distance in range(1, _NEAR + 1):
            for at in (mark.start - distance, mark.end - 1 + distance):
                if not 0 <= at < len(self._tokens):
                    continue
                if any(one.at(self._tokens, at) for one in deeds):
                    return False
                if speech.at(self._tokens, at):
                    return True
        return False

    def _joined(self, marks: list[TimeMark]) -> list[TimeMark]:
        """A day and a part of it that are apart in the sentence, as one time."""
        days = [one for one in marks if one.event and one.has_day and not one.is_said]
        parts = [one for one in marks if one.event and not one.has_day and not one.is_said]
        if len(days) != 1 or len(parts) != 1:
            return marks
        day, part = days[0], parts[0]
        if day.event and day.event.get("precision", "date") != "date":
            return marks
        text = f"{day.text} {part.text}"
        event = event_of(text, self._context)
        if event is None:
            return marks
        first, last = sorted((day, part), key=lambda one: one.start)
        whole = replace(
            first,
            text=text,
            event=event,
            has_day=True,
            parts=((first.start, first.end), (last.start, last.end)),
        )
        return [whole if one is first else one for one in marks if one is not last]


def event_of(text: str, context: Context) -> dict[str, str] | None:
    """The time of a strike in the JSON of `add`; of several meanings the likeliest."""
    try:
        outcome = field_reader.read("when", text, context)
    except Refused:
        return None
    reading = outcome.candidates[0] if isinstance(outcome, Question) else outcome
    event = dict(reading.part["event"])
    return event if event.get("date") else None


def as_of_of(text: str, context: Context) -> str:
    """A time as of which something is, "" for none."""
    try:
        outcome = field_reader.read("as_of", text, context)
    except Refused:
        return ""
    reading = outcome.candidates[0] if isinstance(outcome, Question) else outcome
    return str(reading.part.get("as_of", ""))


def _is_date(text: str) -> bool:
    day, month, *_year = re.split(r"[.-]", text)
    if len(day) == len("2022"):
        return True
    return 1 <= int(day) <= 31 and 1 <= int(month) <= 12 and len(month) == 2
