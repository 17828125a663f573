"""Weapons, places hit, sources, offices and speakers in more wordings, and what holds for all."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kharkiv_tracker import gazetteer, i18n, labels
from kharkiv_tracker.domain.incident import Weapon
from kharkiv_tracker.domain.incident_words import PlaceHit
from kharkiv_tracker.domain.source import SourceKind
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.intake import reading_json
from kharkiv_tracker.intake.outcome import Outcome, Question, Reading
from kharkiv_tracker.intake.things.thing_fields import READERS
from kharkiv_tracker.intake.things.weapon_field import read_weapons
from kharkiv_tracker.intake.typed_text import normal, tokens, visible
from tests.intake.reading_cases import Case, by_field, cases, wrong

FIELDS = ("weapons", "places_hit", "source_kind", "office", "speaker")
OWN = list(cases("things_cases.json"))
ALL = [*OWN, *cases("reading_cases.json", *FIELDS)]
CONTEXT = reading_json.context({}, gazetteer.load())
#: Words that mean nothing in any of these fields, and a number.
STRAY = ("зебра", "zebra", "7341")
NAMES = ("office", "speaker")
LISTED = [case for case in ALL if case.field not in NAMES]


@pytest.mark.parametrize("group", by_field(OWN))
def test_things_in_other_words(group: list[Case]) -> None:
    assert wrong(group) == []


def _read(field: str, text: str) -> Outcome | None:
    try:
        return READERS[field](text, CONTEXT)
    except Refused:
        return None


def _part(outcome: Outcome | None) -> object:
    if isinstance(outcome, Question):
        return [dict(reading.part) for reading in outcome.answers]
    return None if outcome is None else dict(outcome.part)


def _questions() -> Iterator[tuple[Case, Question]]:
    for case in ALL:
        outcome = _read(case.field, case.typed)
        if isinstance(outcome, Question):
            yield case, outcome


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_what_an_answer_types_is_read_as_that_answer(language: str) -> None:
    with i18n.speaking(language):
        asked = list(_questions())
        assert len(asked) > 40
        for case, question in asked:
            assert question.words
            assert 1 <= len(question.candidates) <= 8, case
            for answer in question.answers:
                assert set(answer.texts) == {case.field}
                again = _read(case.field, answer.texts[case.field])
                assert isinstance(again, Reading), (case, answer)
                assert again.part == answer.part


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_word_of_the_lists_is_read_as_itself(language: str) -> None:
    with i18n.speaking(language):
        for kind, field in (
            (Weapon, "weapons"),
            (PlaceHit, "places_hit"),
            (SourceKind, "source_kind"),
        ):
            for word in kind:
                outcome = _read(field, labels.word(word))
                assert isinstance(outcome, Reading), word
                assert outcome.part[field] in (word.value, [word.value])
        words = list(Weapon)[:3]
        several = _read("weapons", ", ".join(map(labels.word, words)))
        assert isinstance(several, Reading)
        assert several.part == {"weapons": [word.value for word in words]}


def test_a_begun_case_is_read_asked_about_or_refused() -> None:
    for index, case in enumerate(ALL):
        # Some of each: all of all takes seconds.
        for end in range(index % 5, len(case.typed), 5):
            _read(case.field, case.typed[:end])


def test_a_word_too_many_is_never_dropped() -> None:
    for index, case in enumerate(LISTED):
        gaps = [0, *(token.end for token in tokens(case.typed))]
        before = _part(_read(case.field, case.typed))
        for gap in gaps:
            stray = STRAY[(index + gap) % len(STRAY)]
            text = f"{case.typed[:gap]} {stray} {case.typed[gap:]}"
            after = _part(_read(case.field, text))
            assert after is None or after != before, text


def test_the_fold_at_the_door_changes_no_meaning() -> None:
    for case in ALL:
        if _is_unknown_name(case.field, case.typed):
            continue
        expected = _part(_read(case.field, case.typed))
        assert _part(_read(case.field, normal(case.typed))) == expected
        assert _part(_read(case.field, f"«{case.typed}».")) == expected, case


def _is_unknown_name(field: str, text: str) -> bool:
    """A name that is recorded as it is typed, without what is not seen."""
    return field in NAMES and _part(_read(field, text)) == {field: " ".join(visible(text).split())}


@given(st.sampled_from(tuple(READERS)), st.text(max_size=60))
def test_whatever_is_typed_is_read_asked_about_or_refused(field: str, text: str) -> None:
    outcome = _part(_read(field, text))
    assert _is_unknown_name(field, text) or outcome == _part(_read(field, normal(text)))


@pytest.mark.parametrize("field", ["office", "speaker"])
@pytest.mark.parametrize(
    "name", ["X Inc.", "Редакція „Слово“", "«Редакція „Слово“»", '"Слово"', "Charter '97", "А — Я"]
)
def test_a_name_that_is_not_known_stays_as_it_is_typed(field: str, name: str) -> None:
    outcome = _read(field, f" {name} ")
    assert isinstance(outcome, Reading)
    assert outcome.part == {field: name}
    assert outcome.texts == {field: name}


def test_a_long_text_is_refused_at_once() -> None:
    text = "ракета «Шахед» або дрон, " * 80
    assert _read("weapons", "обстріл" * 300) is None
    assert isinstance(read_weapons(text, CONTEXT), Question)


def test_a_number_of_munitions_is_refused_with_what_to_write() -> None:
    with pytest.raises(Refused, match="Write only the weapon"):
        read_weapons("двома ракетами С-300", CONTEXT)


def test_an_office_and_a_person_are_named_in_the_language_of_the_window() -> None:
    with i18n.speaking("uk"):
        office, speaker = _read("office", "Kharkiv OVA"), _read("speaker", "Syniehubov")
    assert isinstance(office, Reading)
    assert isinstance(speaker, Reading)
    assert office.words == "Харківська обласна військова адміністрація"
    assert speaker.words == "Олег Синєгубов"
    assert (office.part, speaker.part) == (
        {"office": "Kharkiv OVA"},
        {"speaker": "Oleh Syniehubov"},
    )


def test_a_name_after_an_equals_sign_is_taken_for_nobody_elses() -> None:
    outcome = _read("office", "= прокуратура")
    assert isinstance(outcome, Reading)
    assert outcome.part == {"office": "прокуратура"}
