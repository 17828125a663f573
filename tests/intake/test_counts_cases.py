"""Numbers of people and ages in other wordings, and what holds for every text."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kharkiv_tracker import gazetteer, i18n, labels, languages
from kharkiv_tracker.domain.count import Count, Qualifier
from kharkiv_tracker.domain.quantity import INJURED, PARTS, QUANTITIES, WITH_PARTS
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.intake import reading_json
from kharkiv_tracker.intake.counts.count_fields import READERS
from kharkiv_tracker.intake.counts.count_text import count_text
from kharkiv_tracker.intake.outcome import Context, Outcome, Question, Reading
from kharkiv_tracker.intake.typed_text import normal, tokens
from tests.intake.reading_cases import Case, by_field, cases, wrong

FIELDS = tuple(READERS)
PLACES = gazetteer.load()
OWN = list(cases("counts_cases.json"))
ALL = [*OWN, *cases("reading_cases.json", *FIELDS)]
CONTEXT = reading_json.context({}, PLACES)
#: Neither a word of a count nor a number that one of the cases has.
STRAY = ("зебра", "Ізюм", "7341")
#: The pieces of made-up texts: words of every kind, and what is none.
PIECES = (
    "7", "16", "1 000", "2,5 тис.", "+", "-", "(", ")", ",", ":", "?", "~", "<=", "двоє",
    "щонайменше", "від", "до", "або", "з них", "ще", "та", "дітей", "чоловік", "дівчина",
    "8 років", "у лікарні", "ГРС", "загиблих", "поранених", "десятки", "удвічі більше", "x",
    "killed", "one of them", "a child", "aged", "and", "in serious condition", "11-year-old",
    "р. н.", "\u200b", "\ud800", "𝟟", "ÿ", "’",
)  # fmt: skip


@cache
def _known(context: str) -> Context:
    return reading_json.context(json.loads(context), PLACES)


def _context(case: Case) -> Context:
    return _known(json.dumps(case.context))


def _read(field: str, text: str, context: Context = CONTEXT) -> Outcome | None:
    try:
        return READERS[field](text, context)
    except Refused:
        return None


@pytest.mark.parametrize("group", by_field(OWN))
def test_people_are_counted_in_other_words_too(group: list[Case]) -> None:
    assert wrong(group) == []


def _merged(texts: Mapping[str, str], context: Context) -> dict[str, Any]:
    """What the texts of an answer come to together, all read again."""
    part: dict[str, Any] = {}
    several = sum(bool(text) for name, text in texts.items() if name in WITH_PARTS) > 1
    for name, text in texts.items():
        outcome = _read(name, text, context)
        assert isinstance(outcome, Reading), (name, text, outcome)
        for key, value in outcome.part.items():
            if key == "of_whom" and several:
                part.setdefault(key, {})[name] = value
            elif key == "persons":
                part.setdefault(key, []).extend(value)
            else:
                part[key] = value
    return part


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_what_an_answer_types_is_read_as_that_answer(language: str) -> None:
    with i18n.speaking(language):
        asked = 0
        # Half of the cases in each language, one in four of what is read without a question.
        for index, case in enumerate(ALL[i18n.LANGUAGES.index(language) :: len(i18n.LANGUAGES)]):
            outcome = _read(case.field, case.typed, context := _context(case))
            readings = outcome.answers if isinstance(outcome, Question) else [outcome][index % 4 :]
            for reading in filter(None, readings):
                assert _merged(reading.texts, context) == dict(reading.part), case.typed
            if isinstance(outcome, Question):
                asked += 1
                words = [candidate.words for candidate in outcome.candidates]
                assert all(words), case.typed
                assert len(set(words)) == len(words), case.typed
                assert outcome.words.endswith("?")
        assert asked > 30


def test_no_beginning_of_a_text_is_a_crash() -> None:
    for index, case in enumerate(ALL):
        # Some of each: all of all takes seconds.
        for end in range(index % 11, len(case.typed), 11):
            _read(case.field, case.typed[:end], _context(case))


def test_a_text_is_read_as_its_normal_form() -> None:
    for case in ALL[::5]:
        context = _context(case)
        assert _read(case.field, normal(case.typed), context) == _read(
            case.field, case.typed, context
        )


def _with_strays(text: str, index: int) -> Iterator[str]:
    """The text with something too many in a gap of it, another in each text, and after it."""
    line = normal(text)
    gaps = [token.start for token in tokens(line)]
    for at in (gaps[index % len(gaps)] if gaps else 0, len(line)):
        yield f"{line[:at]} {STRAY[index % len(STRAY)]} {line[at:]}"


def test_a_word_or_a_number_too_many_is_never_dropped() -> None:
    for index, case in enumerate(ALL[::3]):
        context = _context(case)
        outcome = _read(case.field, case.typed, context)
        if not isinstance(outcome, Reading):
            continue
        for text in _with_strays(case.typed, index):
            other = _read(case.field, text, context)
            assert not isinstance(other, Reading) or other.part != outcome.part, text


@given(
    st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=12), st.sampled_from(FIELDS)
)
@settings(max_examples=60, deadline=None)
def test_whatever_is_typed_is_read_asked_about_or_refused(pieces: list[str], field: str) -> None:
    text = " ".join(pieces)
    outcome = _read(field, text)
    if isinstance(outcome, Question):
        assert 1 <= len(outcome.candidates) <= 8
    assert _read(field, normal(text)) == outcome


@pytest.mark.parametrize(
    ("field", "text", "remedy"),
    [
        ("injured", "7 загиблих", "“Killed”"),
        ("killed", "57 постраждалих", "“Affected”"),
        ("killed", "троє військових", "“Combatants”"),
        ("killed", "1 помер у лікарні", "“Died in hospital”"),
        ("injured", "2 ракети", "“Weapon”"),
        ("injured", "16 (2 рятувальники)", "“Quote”"),
        ("injured", "16 (3 легкопоранені)", "“Quote”"),
        ("killed", "щонайменше", "Write a number after “"),
        ("killed", "1.5", "For a thousand, write 1000"),
        ("killed", "20-16", "”: the first number is larger than the second"),
        ("injured", "удвічі більше", "number of killed"),
        ("injured", "16 (7 дітей, з них 2 дівчинки)", "Write each part as part of the total: 16"),
        ("age", "1983", "born 1983"),
        ("age", "1983 р. н.", "date of the strike"),
    ],
)
def test_a_refusal_names_what_to_do(field: str, text: str, remedy: str) -> None:
    with pytest.raises(Refused, match=remedy):
        READERS[field](text, CONTEXT)


COUNTS = (
    Count(Qualifier.EXACTLY, 12), Count(Qualifier.AT_LEAST, 1), Count(Qualifier.MORE_THAN, 1000),
    Count(Qualifier.BETWEEN, 5, 7), Count(Qualifier.ABOUT, 20), Count(Qualifier.UP_TO, 3),
    Count(Qualifier.SEVERAL), Count(Qualifier.EXACTLY, 0), Count(Qualifier.EXACTLY, 1),
)  # fmt: skip


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_text_of_a_count_reads_as_that_count(language: str) -> None:
    whole = Count(Qualifier.AT_LEAST, 5000)
    for quantity, part, count in product(WITH_PARTS, PARTS, COUNTS):
        text = count_text(whole, {part: count}, language=language)
        outcome = _read(quantity, text)
        assert isinstance(outcome, Reading), text
        assert outcome.part == {quantity: "5000+", "of_whom": {part: str(count)}}, text
    for quantity, count in product(QUANTITIES, COUNTS):
        outcome = _read(quantity, count_text(count, {}, language=language))
        assert isinstance(outcome, Reading)
        assert outcome.part == {quantity: str(count)}


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_text_of_combatants_reads_as_those(language: str) -> None:
    with i18n.speaking(language):
        for killed, injured in product(COUNTS, COUNTS):
            text = f"{killed} {labels.quantity('killed')}, {injured} {labels.quantity(INJURED)}"
            outcome = _read("combatants", text)
            assert isinstance(outcome, Reading), text
            expected = {"killed": str(killed), "injured": str(injured)}
            assert outcome.part == {"combatants": expected}, text


@pytest.mark.parametrize("code", languages.known())
def test_every_number_has_a_word(code: str) -> None:
    (numbers,) = languages.typed("count_numbers", code)
    for value, names in numbers.items():
        for name in languages.listed(names):
            outcome = _read("killed", name)
            assert isinstance(outcome, Reading), name
            assert outcome.part == {"killed": value}


@pytest.mark.parametrize("text", ["7 " * 1000, "двоє, " * 400, "(" * 2000, "7+" * 900, "й " * 999])
def test_a_long_text_is_refused(text: str) -> None:
    assert all(_read(field, text) is None for field in FIELDS)
