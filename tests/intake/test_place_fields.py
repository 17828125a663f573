"""Where it was and of which area a total is: other wordings, and what holds for any text."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kharkiv_tracker import gazetteer, i18n, paths, settlement_register
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.intake.outcome import Context, Outcome, Question, Reading
from kharkiv_tracker.intake.places.place_fields import READERS
from kharkiv_tracker.intake.typed_text import normal
from tests.intake.reading_cases import cases, wrong

CONTEXT = Context(gazetteer.load(), datetime.fromisoformat("2026-11-26T09:00"))
OWN = tuple(cases("place_cases.json"))
ALL = (*OWN, *cases("reading_cases.json", *READERS))
TEXTS = [case.typed for case in ALL if case.field == "where"]


def load_sample() -> dict[str, list[dict[str, Any]]]:
    file = paths.resources() / "sample" / "sample.json"
    document: dict[str, list[dict[str, Any]]] = json.loads(file.read_text(encoding="utf-8"))
    return document


def read(text: str, field: str = "where") -> Outcome | None:
    """What a text comes to; None where it is refused."""
    try:
        return READERS[field](text, CONTEXT)
    except Refused:
        return None


def parts(outcome: Outcome | None) -> list[object]:
    if outcome is None:
        return []
    readings = [outcome] if isinstance(outcome, Reading) else outcome.answers
    return [reading.part for reading in readings]


def test_other_wordings_are_read_asked_or_refused() -> None:
    assert wrong(OWN) == []


@pytest.mark.parametrize("language", ["en", "uk"])
def test_every_answer_types_what_is_read_as_just_that(language: str) -> None:
    different = []
    with i18n.speaking(language):
        # Half of them in each language: all of all takes seconds.
        for case in ALL[language == "uk" :: 2]:
            outcome = read(case.typed, case.field)
            if outcome is None:
                continue
            readings = outcome.answers if isinstance(outcome, Question) else (outcome,)
            for reading in readings:
                again = read(reading.texts[case.field], case.field)
                if not isinstance(again, Reading) or again.part != reading.part:
                    different.append((case.typed, reading.texts, reading.part, parts(again)))
    assert different == []


def test_a_question_has_two_to_eight_answers_and_words() -> None:
    for case in ALL[::2]:
        outcome = read(case.typed, case.field)
        if isinstance(outcome, Question):
            assert 2 <= len(outcome.candidates) <= 8, case.typed
            assert outcome.words.endswith("?")
            assert all(candidate.words for candidate in outcome.candidates)


def test_a_text_means_the_same_as_its_normal_form() -> None:
    for case in ALL[1::3]:
        folded = read(normal(case.typed), case.field)
        assert parts(folded) == parts(read(case.typed, case.field)), case.typed


@pytest.mark.parametrize("stray", ["zzqx", "фкцущ", "77"])
def test_a_stray_word_is_seen_in_the_place_or_changes_what_is_read(stray: str) -> None:
    for text in TEXTS[::5]:
        outcome = read(text)
        words = text.split(" ")
        for at in range(len(words) + 1) if isinstance(outcome, Reading) else ():
            again = read(" ".join((*words[:at], stray, *words[at:])))
            if isinstance(again, Reading):
                assert stray in again.part["place"], (text, at)


def test_every_beginning_is_read_asked_or_refused() -> None:
    for text in TEXTS[::20]:
        for end in range(len(text)):
            read(text[:end])


@settings(max_examples=60)
@given(
    st.one_of(
        st.text(max_size=60),
        st.lists(
            st.sampled_from(sorted({word for text in TEXTS for word in text.split()})), max_size=6
        ).map(" ".join),
    )
)
def test_anything_typed_is_read_asked_or_refused(text: str) -> None:
    assert parts(read(text)) == parts(read(normal(text)))
    read(text, "area")


@pytest.mark.parametrize("text", ["у Слобідському районі Харкова, ", "Ізюм ", "(", "смт "])
def test_a_long_text_is_read_at_once(text: str) -> None:
    long = (text * 2000)[:2000]
    read(long)
    before = time.process_time()
    read(long)
    assert time.process_time() - before < 0.2


def test_settlements_are_read_by_every_name_in_their_raion() -> None:
    register, places = settlement_register.load(), gazetteer.load()
    for settlement in list(register.settlements.values())[::9]:
        raion = places.get(settlement.raion)
        assert raion
        for language, name in settlement.names.items():
            outcome = read(f"{raion.short_name(language)}, {name}")
            assert isinstance(outcome, Reading)
            assert (outcome.part["district"], outcome.part["place"]) == (raion.key, name)


@pytest.mark.parametrize("language", ["en", "uk"])
def test_a_recorded_place_is_read_back_from_its_district_and_itself(language: str) -> None:
    incidents = load_sample()["incidents"]
    places = gazetteer.load()
    for entry in incidents:
        district = places.resolve(entry["district"])
        place = (entry.get("place") or {}).get(language, "")
        typed = (
            f"{district.short_name(language)}, {place}" if place else district.short_name(language)
        )
        outcome = read(typed)
        assert isinstance(outcome, Reading), typed
        assert outcome.part == {"district": district.key, "place": place}


@pytest.mark.parametrize(
    ("text", "key"), [("near Harbour", "H0"), ("?", "H0"), ("Hill, school", "H2")]
)
def test_another_city_without_settlements_or_oblast_asks_nothing(text: str, key: str) -> None:
    harbour = gazetteer.read(Path(__file__).parent.parent / "harbour.json")
    outcome = READERS["where"](text, replace(CONTEXT, places=harbour))
    assert isinstance(outcome, Reading)
    assert outcome.part["district"] == key


def test_a_place_elsewhere_is_refused_with_its_name() -> None:
    with pytest.raises(Refused, match="“Донецка” is not a place in Kharkiv city and oblast"):
        READERS["where"]("Киевский район Донецка", CONTEXT)


def test_a_name_that_is_not_known_is_refused_with_those_near_to_it() -> None:
    with pytest.raises(Refused, match="Similar names: Lyubotin"):
        READERS["where"]("Lubotin", CONTEXT)


def test_a_total_of_a_place_within_a_district_is_refused() -> None:
    with pytest.raises(
        Refused, match="An official total covers the city, the oblast or a district, not “"
    ):
        READERS["area"]("Ізюм", CONTEXT)
