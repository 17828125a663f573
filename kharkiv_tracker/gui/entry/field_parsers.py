"""The text of each field read as a value for `add`, with its echo in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from kharkiv_tracker import codebook, labels
from kharkiv_tracker.domain.count import Count, Ratio, parse_count
from kharkiv_tracker.domain.incident import Grade, ReviewState, Weapon
from kharkiv_tracker.domain.match_key import fold
from kharkiv_tracker.domain.place import District, Gazetteer
from kharkiv_tracker.domain.quantity import COUNTED, subset
from kharkiv_tracker.domain.report import check_counts
from kharkiv_tracker.domain.when import (
    EventTime,
    Precision,
    parse_as_of,
    parse_date,
    parse_time,
    zone,
)
from kharkiv_tracker.domain.word import Word
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.exchange.json_shape import LONGEST_LINE, LONGEST_TEXT
from kharkiv_tracker.i18n import _, current, ngettext
from kharkiv_tracker.intake import day_syntax, field_syntax, word_lists


@dataclass(frozen=True, slots=True)
class Reading:
    """The reading of a field: `value` as `add` takes it, and its echo in words."""

    value: Any
    words: str = ""


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads typed fields against today (in Kyiv), the year last used, and the list of districts.

    Every method raises Refused, with one sentence, for text it cannot read.
    """

    gazetteer: Gazetteer
    today: date
    year: int | None = None

    def event(self, text: str) -> Reading:
        value = day_syntax.read_event(text, self.today, self.year)
        if "date" not in value:
            return Reading(value, labels.event_time(EventTime()))
        event = EventTime(
            parse_date(value["date"]),
            parse_time(value["time"]) if "time" in value else None,
            Precision(value["precision"]),
            parse_as_of(value.get("until", "")),
        )
        words = labels.event_time(event, short=False)
        if event.date and event.precision is not Precision.RANGE:
            words = words.replace(labels.date(event.date), labels.weekday(event.date))
        return Reading(value, words)

    def as_of(self, text: str, event_day: date | None = None) -> Reading:
        """The as-of time of a report; without a year, the first that is not before the strike."""
        year = event_day.year if event_day else self.year
        value = day_syntax.read_as_of(text, self.today, year)
        parsed = parse_as_of(value)
        if parsed and event_day and year and parsed.day < event_day:
            later = parse_as_of(day_syntax.read_as_of(text, self.today, year + 1))
            parsed = later if later and later.day >= event_day else parsed
        if parsed is None:
            return Reading("", _("time unknown") if text.strip() else "")
        return Reading(parsed.text, labels.as_of(parsed, short=False))

    def day(self, text: str) -> Reading:
        value = day_syntax.read_day(text, self.today, self.year)
        return Reading(value, labels.date(parse_date(value)) if value else "")

    def where(self, text: str) -> Reading:
        """The district, resolved to its key, and the place."""
        district, place = field_syntax.read_where(text, self.gazetteer)
        match = self.gazetteer.resolve(district)
        words = labels.district(match)
        if not match.kind.is_unknown:
            words = match.name(current())
        return Reading((match.key, place), f"{words} · {place}" if place else words)

    def candidates(self, text: str) -> tuple[District, ...]:
        """Every district that the beginning of a place may mean."""
        return self.gazetteer.find(field_syntax.read_where(text, self.gazetteer)[0])

    def area(self, text: str) -> Reading:
        district = self.gazetteer.resolve(text)
        return Reading(district.key, labels.area(district))

    def count(self, text: str, quantity: str) -> Reading:
        """A count and its parts; blank is unknown, without an echo."""
        if not text.strip():
            return Reading(("", {}))
        number, parts = field_syntax.read_count(text, quantity)
        total = parse_count(number)
        if not isinstance(total, Ratio):
            # A ratio is worked out with the other field, when both are saved.
            # The parts of every counted quantity must fit it in the same way.
            anyone = COUNTED[0]
            part_counts = {subset(anyone, name): parse_count(part) for name, part in parts.items()}
            check_counts({anyone: total, **part_counts})
        part_labels = [labels.part(name, Count.parse(part)) for name, part in parts.items()]
        return Reading((number, parts), labels.with_parts(labels.count(total), part_labels))

    def words(self, kind: type[Word], text: str) -> Reading:
        """Several words of a list, parted by commas."""
        if kind is Weapon:
            return _named(field_syntax.read_weapons(text), text)
        return _named(word_lists.read_words(text, kind), text)

    def word(self, kind: type[Word], text: str) -> Reading:
        """One word of a list; the echo of a grade or a review state is its definition."""
        word = word_lists.read_word(text, kind)
        if not isinstance(word, Grade | ReviewState):
            return _named([word], text, alone=True)
        meaning, label = codebook.definition(word), labels.word(word)
        is_whole = fold(text) in (fold(word.value), fold(word.label.text), fold(label))
        return Reading(word.value, meaning if is_whole else f"{label}. {meaning}")

    def codes(self, text: str) -> Reading:
        """Codes of records, separated by spaces, commas or semicolons."""
        return Reading(text.replace(",", " ").replace(";", " ").split())

    def plain_count(self, text: str, quantity: str) -> Reading:
        """A count without parts."""
        count = Count.parse(field_syntax.read_number(" ".join(text.split()), quantity))
        return Reading(str(count), labels.count(count))

    def transfer(self, text: str) -> Reading:
        moved = word_lists.read_number(text)
        words = ngettext(
            "{count} of the injured has died", "{count} of the injured have died", moved
        ).format(count=moved)
        return Reading(moved, words)

    def combatants(self, text: str) -> Reading:
        counts = word_lists.read_combatants(text)
        words = labels.counts(
            {quantity: Count.parse(number) for quantity, number in counts.items()}
        )
        return Reading(counts, words)


def today() -> date:
    """The day it is in Kyiv."""
    return datetime.now(zone()).date()


def one_text(text: str) -> Reading:
    """A text of several lines, as typed."""
    if len(text) > LONGEST_TEXT:
        raise Refused(_("This is longer than any post or press release."))
    return Reading(text.strip())


def _named(words: Sequence[Word], text: str, alone: bool = False) -> Reading:
    """Words of a list; the echo is blank if it equals the typed text."""
    values = [word.value for word in words]
    echo = ", ".join(map(labels.word, words))
    visible_echo = "" if echo.casefold() == " ".join(text.split()).casefold() else echo
    return Reading(values[0] if alone else values, visible_echo)


def one_line(text: str) -> Reading:
    """One line of text, as typed."""
    if len(text) > LONGEST_LINE:
        raise Refused(_("This is too long for one line."))
    return Reading(" ".join(text.split()))
