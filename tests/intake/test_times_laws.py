"""What holds of every text about time: nothing is dropped or crashes, every answer reads back."""

import json
import time as clock
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kharkiv_tracker import gazetteer, labels, languages
from kharkiv_tracker.domain.when import EventTime, Precision, parse_as_of
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import speaking
from kharkiv_tracker.intake import field_reader, reading_json
from kharkiv_tracker.intake.outcome import Context, Outcome, Question, Reading
from kharkiv_tracker.intake.times.time_texts import as_of_text, day_text, event_text
from kharkiv_tracker.intake.typed_text import normal
from tests.intake.reading_cases import Case, by_field, cases, wrong

FIELDS = ("when", "as_of", "published", "since")
OWN = list(cases("times_cases.json"))
ALL = [*cases("reading_cases.json", *FIELDS), *OWN]
PLACES = gazetteer.load()
NOW = Context(PLACES, datetime.fromisoformat("2026-11-25T18:00"), 2022)
WORDS = sorted(
    {
        phrase
        for section in ("months", "parts_of_day", "weekdays", "days_ago", "nights", "halves")
        for phrases in languages.table(section).values()
        for phrase in phrases
    }
    | languages.words("hour_at") | languages.words("until") | languages.words("since")
    | languages.words("night_onto") | languages.words("about") | languages.words("span_and")
    | languages.words("span_between") | languages.words("hours") | languages.words("midnight")
)  # fmt: skip
BITS = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(list("~-–?=(),./:T")),
    st.sampled_from(
        ["17", "18-го", "9", "0", "2022", "1708", "17.08", "17.08.2022", "21:30", "2022-08-17"]
    ),
)


@pytest.mark.parametrize("group", by_field(OWN))
def test_other_wordings_are_read_as_a_person_means_them(group: list[Case]) -> None:
    assert wrong(group) == []


@cache
def _known(context: str) -> Context:
    return reading_json.context(json.loads(context), PLACES)


def _read(case: Case, text: str) -> Outcome | None:
    with suppress(Refused):
        return field_reader.read(case.field, text, _known(json.dumps(case.context)))
    return None


def test_every_answer_typed_again_means_itself_and_asks_nothing() -> None:
    asked = 0
    for language in ("en", "uk"):
        with speaking(language):
            for case in ALL:
                outcome = _read(case, case.typed)
                if not isinstance(outcome, Question):
                    continue
                asked += 1
                assert 1 <= len(outcome.candidates) <= 8, case.typed
                labelled = {answer.words for answer in outcome.candidates}
                assert len(labelled) == len(outcome.candidates), (case.typed, labelled)
                for answer in outcome.answers:
                    again = _read(case, answer.texts[case.field])
                    assert isinstance(again, Reading), (case.typed, answer.texts, again)
                    assert again.part == answer.part, (case.typed, answer.texts)
    assert asked > 60


def test_every_reading_typed_as_it_is_written_means_itself() -> None:
    for turn, language in enumerate(("en", "uk")):
        with speaking(language):
            for case in ALL[turn::2]:
                outcome = _read(case, case.typed)
                if isinstance(outcome, Reading) and outcome.texts:
                    again = _read(case, outcome.texts[case.field] or "?")
                    assert isinstance(again, Reading), (case.typed, outcome.texts)
                    assert again.part == outcome.part, (case.typed, outcome.texts)


def test_every_beginning_of_a_text_is_read_asked_or_refused() -> None:
    for index, case in enumerate(ALL):
        # Some of each: all of all takes seconds.
        for end in range(index % 5, len(case.typed), 5):
            _read(case, case.typed[:end])


STRAY = ("крокодил", "7", "and 3", "2019", "!")


def test_nothing_more_is_dropped_wherever_it_stands() -> None:
    for index, case in enumerate(ALL):
        outcome = _read(case, case.typed)
        words = case.typed.split()
        for gap in range(len(words) + 1) if isinstance(outcome, Reading) and words else ():
            for stray in (STRAY[(index + gap) % 5], STRAY[(index + gap + 2) % 5]):
                text = " ".join((*words[:gap], stray, *words[gap:]))
                again = _read(case, text)
                assert not isinstance(again, Reading) or again.part != outcome.part, text


def test_a_text_means_what_its_normal_form_means() -> None:
    for case in ALL[::2]:
        assert _read(case, case.typed) == _read(case, normal(case.typed)), case.typed


@given(st.sampled_from(FIELDS), st.text(max_size=40))
def test_anything_is_read_asked_or_refused(field: str, text: str) -> None:
    with suppress(Refused):
        field_reader.read(field, text, NOW)


@settings(max_examples=150)
@given(st.sampled_from(FIELDS), st.lists(BITS, max_size=7), st.sampled_from([" ", ""]))
def test_any_words_of_time_are_read_asked_or_refused(
    field: str, bits: list[str], between: str
) -> None:
    for event in (None, EventTime(date(2022, 8, 17), time(21, 30), Precision.EXACT)):
        context = Context(PLACES, NOW.now, 2022, event)
        outcome = None
        with suppress(Refused):
            outcome = field_reader.read(field, between.join(bits), context)
        if outcome is None:
            continue
        for answer in outcome.answers if isinstance(outcome, Question) else (outcome,):
            text = answer.texts.get(field, "")
            again = field_reader.read(field, text or "?", context)
            assert isinstance(again, Reading), (text, again)
            assert again.part == answer.part, text


DAYS = st.dates(date(1990, 1, 1), date(2030, 1, 1))
TIMES = st.times().map(lambda at: at.replace(second=0, microsecond=0))
PARTS = [
    Precision.NIGHT, Precision.SMALL_HOURS, Precision.DAWN, Precision.MORNING, Precision.DAY,
    Precision.EVENING,
]  # fmt: skip


@st.composite
def events(draw: st.DrawFn) -> EventTime:
    day, at = draw(DAYS), draw(TIMES)
    precision = draw(st.sampled_from(list(Precision)))
    if precision is Precision.UNKNOWN:
        return EventTime()
    if precision is Precision.DATE:
        return EventTime(day, None, precision)
    if precision in (Precision.EXACT, Precision.APPROXIMATE):
        return EventTime(day, at, precision)
    start = draw(st.sampled_from([None, at]))
    if precision is not Precision.RANGE:
        return EventTime(day, start, precision)
    end = day + timedelta(days=draw(st.integers(1, 60)))
    rest = draw(st.sampled_from(["", " early", " late", "T06:00"]))
    text = draw(st.sampled_from([f"{end}{rest}", f"{end:%Y-%m}", f"{day}/{end}{rest}"]))
    until = parse_as_of(text)
    assert until is not None
    return EventTime(day, start, precision, until)


@given(events(), st.sampled_from(["en", "uk"]))
def test_every_time_of_a_strike_can_be_typed(event: EventTime, language: str) -> None:
    with speaking(language):
        text = event_text(event)
        reading = field_reader.read("when", text, NOW)
        assert isinstance(reading, Reading), text
        part = reading.part["event"]
        assert part.get("date") == (event.date.isoformat() if event.date else None), text
        assert part.get("time") == (labels.clock(event.time) if event.time else None), text
        assert part["precision"] == event.precision.value, text
        assert part.get("until") == (event.until.text if event.until else None), text


@given(DAYS, st.sampled_from(["", " early", " late", "T09:05", "T00:00", "/{}", " late/{}T06:00"]))
def test_every_as_of_can_be_typed(day: date, rest: str) -> None:
    as_of = parse_as_of(f"{day}{rest.format(day + timedelta(days=1))}")
    assert as_of is not None
    for field in ("as_of", "published"):
        reading = field_reader.read(field, as_of_text(as_of), NOW)
        assert isinstance(reading, Reading)
        assert reading.part == {field: as_of.text}
    reading = field_reader.read("since", day_text(day), NOW)
    assert isinstance(reading, Reading)
    assert reading.part == {"since": day.isoformat()}


@pytest.mark.parametrize("language", ["en", "uk"])
@pytest.mark.parametrize("recorded", ["2022-08-17 late", "2023-07 early", "2022 early"])
def test_a_half_is_typed_with_dots_in_the_language(language: str, recorded: str) -> None:
    with speaking(language):
        text = as_of_text(parse_as_of(recorded))
        reading = field_reader.read("as_of", text, NOW)
    assert "-" not in text
    assert (language == "uk") != text.isascii()
    assert isinstance(reading, Reading)
    assert reading.part == {"as_of": recorded}


@settings(max_examples=40)
@given(st.dates(date(2014, 1, 1), date(2026, 11, 25)), TIMES, st.sampled_from(PARTS))
def test_what_is_shown_can_be_typed(day: date, at: time, part: Precision) -> None:
    for event in (
        EventTime(day, at, Precision.EXACT),
        EventTime(day, at, Precision.APPROXIMATE),
        EventTime(day, None, part),
        EventTime(day, None, Precision.DATE),
    ):
        for short in (False, True):
            shown = labels.event_time(event, short)
            reading = field_reader.read("when", shown, NOW)
            assert isinstance(reading, Reading), shown
            assert reading.part["event"]["precision"] == event.precision.value, shown
            assert reading.part["event"]["date"] == day.isoformat(), shown


@pytest.mark.parametrize("text", ["17 ", "у ніч на ", "17.08.2022 - ", "9 ", "-", "2022", "слово"])
def test_a_long_text_is_answered_at_once(text: str) -> None:
    long = (text * 2000)[:2000]
    field_reader.read("when", "17.08", NOW)
    start = clock.process_time()
    for field in FIELDS:
        with suppress(Refused):
            field_reader.read(field, long, NOW)
    assert clock.process_time() - start < 2
