"""The times that a sentence names: of a strike, of a statement, since when a total runs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from kharkiv_tracker.domain.match_key import fold
from kharkiv_tracker.intake.outcome import Context
from kharkiv_tracker.intake.passages.heard_words import days_by_name, heard
from kharkiv_tracker.intake.passages.passage_words import phrases
from kharkiv_tracker.intake.passages.strike_time import TimeMark, event_of
from kharkiv_tracker.intake.times import time_words
from kharkiv_tracker.intake.times.time_words import Mark
from kharkiv_tracker.intake.typed_text import Token

_DATE = re.compile(r"\d{1,2}\.\d{1,2}(?:\.\d{2,4})?|\d{4}-\d\d-\d\d")
_CLOCK = re.compile(r"\d{1,2}")
_DOTTED_CLOCK = re.compile(r"([01]?\d|2[0-3])\.[0-5]\d")
_STRONG = frozenset(
    (
        *(Mark.MONTH, Mark.WEEKDAY, Mark.AGO, Mark.PART, Mark.NIGHT, Mark.MIDNIGHT, Mark.NOON),
        *(Mark.STRETCH, Mark.HALF, Mark.DATE, Mark.CLOCK, Mark.MONTH_OF_YEAR),
    )
)
_DAYS = (Mark.MONTH, Mark.WEEKDAY, Mark.AGO, Mark.DATE)
_RELATIVE = (Mark.THIS, Mark.LAST)
_UNITS = (Mark.HOUR_OF_PART, Mark.HOUR_UNIT, Mark.MERIDIEM)
#: What may come before the first strong word of a time, and after the last.
_LEADS = frozenset(
    (
        *(Mark.NUMBER, Mark.ORDINAL, Mark.CARDINAL, Mark.SHIFT, Mark.ABOUT, Mark.AT, Mark.FROM),
        *(Mark.BETWEEN, Mark.THIS, Mark.LAST, Mark.HALF),
    )
)
_LOOSE = (Mark.CLOSE, Mark.IN, Mark.AT, Mark.AND)
_TAILS = frozenset((Mark.NUMBER, Mark.ORDINAL, Mark.YEAR_UNIT, Mark.DAY_UNIT, Mark.ZONE, *_UNITS))
#: What stands between the number of a day or an hour and the words beside it.
_AFTER_NUMBER = frozenset(
    (Mark.MONTH, Mark.DASH, Mark.AND, Mark.TO, Mark.ONTO, Mark.DAY_UNIT, Mark.YEAR_UNIT, *_UNITS)
)
_BEFORE_NUMBER = frozenset((Mark.ONTO, Mark.FROM, Mark.DASH, Mark.AND, Mark.TO, Mark.SHIFT))
#: How many readings are tried of one run of words.
_TRIES = 12
#: So many tokens from the word for saying, a time is that of what was said.
_NEAR = 4
#: A body found, a fire put out: so many tokens before, a time is that of it.
_LATER = 7
_LATER_DEEDS = "passage_later_deeds"
_FAR = 99
#: Later hours than these are counted from midnight alone.
_MORNING = 12
#: Words for the whole day as much as for a part of it: a day earlier.
_DAY_ALONE = frozenset(("day", "день"))
_BARRIERS = frozenset(':;"«»“”„()')


class TimeScan:
    """Finds the times of one sentence."""

    def __init__(self, plain: str, tokens: Sequence[Token], context: Context) -> None:
        self._plain, self._tokens, self._context = plain, tokens, context
        self._heard, self._weak = heard(tokens, context)
        self._marks: list[tuple[Mark | None, int]] = []
        for at in range(len(tokens)):
            self._marks.append(self._mark(at))

    def times(self) -> list[TimeMark]:
        """Every time of the sentence, in order, a day and its part as one."""
        if not any(mark in _STRONG or mark in _UNITS for mark, _length in self._marks):
            return []
        marks: list[TimeMark] = []
        at = 0
        while at < len(self._tokens):
            run = self._run(at)
            if run is None:
                at += 1
                continue
            mark = self._read(*run)
            if mark is not None:
                marks.append(self._placed(mark))
            at = run[1] if mark is None else max(at + 1, mark.end)
        return [one for one in self._joined(marks) if not one.is_weak]

    # What each token is.

    def _mark(self, at: int) -> tuple[Mark | None, int]:
        token = self._heard[at]
        if not token.text:
            return Mark.IN, 1
        if token.is_number:
            return self._number(at, token)
        match = time_words.book().at(self._heard, at)
        if match is None:
            return (Mark.CLOSE, 1) if token.text == "," else (None, 1)
        mark, length = match[0].mark, match[1]
        if mark is Mark.MONTH and token.text.islower() and token.text == "may":
            return None, 1
        if mark is Mark.WEEKDAY and len(token.text) <= 3:
            return None, 1
        if mark is Mark.PART and length == 1 and (token.key in _DAY_ALONE or self._is_end(at)):
            return None, 1
        if mark is Mark.HOUR_OF_PART and token.text == token.text.upper():
            return None, 1
        if mark in (Mark.CARDINAL, Mark.ORDINAL) and not self._is_of_time(at, at + length):
            return None, 1
        return mark, length

    def _is_end(self, at: int) -> bool:
        """Whether an English part of the day only ends a span: by the evening."""
        words = [self._heard[back].key for back in range(max(0, at - 2), at)]
        return words[-1:] == ["the"] and words[:1] not in (["in"], ["during"], ["on"])

    def _number(self, at: int, token: Token) -> tuple[Mark | None, int]:
        if _DATE.fullmatch(token.text) and _is_date(token.text):
            return Mark.DATE, 1
        if _DOTTED_CLOCK.fullmatch(token.text) and self._before(at) in (Mark.AT, Mark.ABOUT):
            return Mark.CLOCK, 1
        if _CLOCK.fullmatch(token.text) and self._is_clock(at):
            return Mark.CLOCK, 3
        if not token.text.isdecimal() or len(token.text) > len("2022"):
            return None, 1
        if len(token.text) <= 2 and not self._is_of_time(at, at + 1):
            return None, 1
        return Mark.NUMBER, 1

    def _before(self, at: int) -> Mark | None:
        """What the token before marks."""
        for back in range(at - 1, max(-1, at - 4), -1):
            mark, length = self._marks[back]
            if mark is not None and back + length >= at:
                return mark
        return None

    def _is_of_time(self, start: int, end: int) -> bool:
        """Whether the words around make a number that of a day or an hour."""
        before = self._before(start)
        if before in _BEFORE_NUMBER or before is Mark.MONTH:
            return before is not Mark.MONTH or self._heard[start - 1].text.isascii()
        if end >= len(self._heard):
            return before in (Mark.AT, Mark.ABOUT)
        after = time_words.book().at(self._heard, end)
        if after is not None and after[0].mark in _AFTER_NUMBER:
            return True
        if after is not None and after[0].mark is Mark.PART and before is not Mark.CLOSE:
            return " in " in f" {self._text(end, end + after[1])} "
        is_hour = before is Mark.SHIFT or (before in (Mark.AT, Mark.ABOUT) and start >= 1)
        return is_hour and not self._heard[start].is_number and self._is_before_end(end)

    def _is_before_end(self, end: int) -> bool:
        """Whether the number cannot be of a noun after it."""
        token = self._heard[end]
        return not token.is_word and not token.is_number

    def _is_clock(self, at: int) -> bool:
        tokens = self._tokens
        if at + 2 >= len(tokens) or tokens[at + 1].text != ":":
            return False
        minutes = tokens[at + 2]
        close = tokens[at].end == tokens[at + 1].start and tokens[at + 1].end == minutes.start
        return close and bool(re.fullmatch(r"\d\d", minutes.text)) and int(tokens[at].text) < 25

    # Runs of them.

    def _run(self, at: int) -> tuple[int, int, int, int] | None:
        """The run of words about time that begins here, and its first and last strong ones."""
        strong: list[tuple[int, int]] = []
        end = at
        while end < len(self._tokens):
            mark, length = self._marks[end]
            if mark is None:
                break
            if mark in _STRONG:
                strong.append((end, end + length))
            elif mark in _UNITS and end > at and self._is_counted(end, mark):
                strong.append((end - 1, end + length))
            end += length
        if not strong:
            return None
        return at, min(end, len(self._tokens)), strong[0][0], strong[-1][1]

    def _is_counted(self, at: int, unit: Mark) -> bool:
        """Whether an hour is named before its unit: about 9 pm, «о 21 годині», not 3 hours."""
        number = self._tokens[at - 1]
        is_number = number.is_number or self._marks[at - 1][0] in (Mark.ORDINAL, Mark.CARDINAL)
        if unit is not Mark.HOUR_UNIT or not is_number:
            return is_number
        before = self._before(at - 1)
        is_late = number.text.isdecimal() and int(number.text) > _MORNING
        return before is Mark.AT or (before is Mark.ABOUT and is_late)

    def _read(self, start: int, end: int, first: int, last: int) -> TimeMark | None:
        begins = [at for at in range(start, first) if self._marks[at][0] in _LEADS]
        begins.append(first)
        stops = [at + 1 for at in range(end - 1, last - 1, -1) if self._marks[at][0] in _TAILS]
        stops.append(last)
        tries = [(begin, stop) for stop in stops for begin in begins][:_TRIES]
        # Two times with no sense together: the first one alone, or the last: early on Friday.
        shorter = [at for at in range(last - 1, first, -1) if self._marks[at - 1][0] not in _LOOSE]
        firsts = dict.fromkeys((begins[0], first))
        tries += [(begin, stop) for stop in shorter for begin in firsts][:_TRIES]
        later = (at for at in range(first + 1, last) if self._marks[at][0] in _STRONG)
        tries += [(at, last) for at in later][:1]
        marks = (self._time(begin, stop) for begin, stop in tries)
        return next((mark for mark in marks if mark is not None), None)

    def _text(self, start: int, end: int) -> str:
        """Some tokens as they are understood."""
        words: list[str] = []
        place = self._tokens[start].start
        for at in range(start, end):
            token = self._tokens[at]
            words += (self._plain[place : token.start], self._heard[at].text)
            place = token.end
        return " ".join("".join(words).split())

    def _time(self, start: int, end: int) -> TimeMark | None:
        text = self._text(start, end)
        marks = [self._marks[at][0] for at in range(start, end)]
        is_dated = any(mark in _DAYS for mark in marks)
        has_day = is_dated or any(mark in _RELATIVE for mark in marks) or _is_own_day(text)
        event = event_of(text, self._context)
        if event is None:
            return None
        today = self._context.reckoned_from
        if not has_day and event.get("precision") == "night" and event["date"] == f"{today}":
            # A night without a day is over when it is told.
            event["date"] = f"{today - timedelta(days=1)}"
        is_weak = all(
            self._weak[at] for at in range(start, end) if self._marks[at][0] is not Mark.CLOSE
        )
        return TimeMark(
            start,
            end,
            text,
            event,
            has_day,
            is_dated=is_dated,
            is_weak=is_weak,
            is_today=has_day and event["date"] == f"{today}",
        )

    # What they are the time of.

    def _placed(self, mark: TimeMark) -> TimeMark:
        if self._is_as_of(mark):
            return replace(mark, is_said=True, is_as_of=True)
        sides = (range(mark.start - 1, -1, -1), range(mark.end, len(self._tokens)))
        near = [list(self._up_to_barrier(side)) for side in sides]
        strike, later = self._nearest("passage_strike", near), self._nearest(_LATER_DEEDS, near)
        later = min(later, self._nearest(_LATER_DEEDS, near[:1], _LATER))
        if later < strike:
            return replace(mark, is_said=True)
        deed = self._nearest("passage_quantities", near)
        if strike <= deed:
            is_said = self._speech(mark, near) < strike
            return replace(mark, is_said=is_said, is_of_strike=not is_said and strike < _FAR)
        return replace(mark, is_said=self._speech(mark, near) < deed)

    def _speech(self, mark: TimeMark, near: Sequence[Sequence[int]]) -> int:
        """How far the word for saying is; one after a comma says all before: on Friday, he said."""
        before, after = near
        comma = (n for n, at in enumerate(before) if self._tokens[at].text == ",")
        # According to the police, on 9 June …
        before = before[: next(comma, len(before))]
        if mark.start > 1:
            comma = (n for n, at in enumerate(after) if self._tokens[at].text == ",")
            after = after[: next(comma, len(after))]
        return self._nearest("passage_speech", (before, after))

    def _nearest(self, section: str, sides: Sequence[Sequence[int]], most: int = _NEAR) -> int:
        """How far the nearest word of a section is on these sides; `_FAR` for none."""
        words = phrases(section)
        return min(
            (
                distance
                for side in sides
                for distance, at in enumerate(side[:most])
                if words.at(self._tokens, at)
            ),
            default=_FAR,
        )

    def _up_to_barrier(self, side: range) -> Sequence[int]:
        near = []
        for at in side[: _LATER + 1]:
            if self._tokens[at].text in _BARRIERS:
                break
            near.append(at)
        return near

    def _is_as_of(self, mark: TimeMark) -> bool:
        """Whether it is the time as of which something is known."""
        if phrases("passage_as_of").any(self._tokens, mark.start - 3, mark.end) is not None:
            return True
        short = phrases("passage_as_of_short")
        at = mark.start if short.at(self._tokens, mark.start) else mark.start - 1
        if at < 0 or not short.at(self._tokens, at):
            return False
        if any(self._heard[place] is not self._tokens[place] for place in range(at, mark.end)):
            # Affected by today’s attack.
            return False
        if self._marks[at][0] in (Mark.PART, Mark.NIGHT):
            # «На світанку»
            return False
        marks = {self._marks[place][0] for place in range(mark.start, mark.end)}
        if Mark.NIGHT in marks or Mark.ONTO in marks - {self._marks[at][0]}:
            return False
        fell = phrases("passage_fell_on")
        return fell.any(self._tokens, at - 2, at) is None

    def _joined(self, marks: list[TimeMark]) -> list[TimeMark]:
        """A day and a part of it that are apart in the sentence, as one time."""
        days = [one for one in marks if one.event and one.has_day and not one.is_said]
        parts = [one for one in marks if one.event and not one.has_day and not one.is_said]
        if len(days) > 1 and len({one.day for one in days}) == 1:
            days = days[:1]
        if len(days) != 1 or len(parts) != 1:
            return marks
        day, part = days[0], parts[0]
        if day.event and day.event.get("precision", "date") != "date" and not _is_hour(part):
            return marks
        event = event_of(f"{day.text} {part.text}", self._context)
        if event is None and day.event and part.event and _is_hour(part):
            event = {**part.event, "date": day.event["date"]}
        if event is None:
            return marks
        first, last = sorted((day, part), key=lambda one: one.start)
        whole = replace(
            first,
            text=f"{day.text} {part.text}",
            event=event,
            has_day=True,
            is_weak=False,
            is_of_strike=day.is_of_strike or part.is_of_strike,
            parts=((first.start, first.end), (last.start, last.end)),
        )
        return [whole if one is first else one for one in marks if one is not last]


def _is_own_day(text: str) -> bool:
    return fold(text) in days_by_name()


def _is_hour(mark: TimeMark) -> bool:
    return bool(mark.event and mark.event.get("time"))


def _is_date(text: str) -> bool:
    day, month, *_year = re.split(r"[.-]", text)
    if len(day) == len("2022"):
        return True
    return 1 <= int(day) <= 31 and 1 <= int(month) <= 12 and len(month) == 2
