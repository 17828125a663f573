"""Weapons, places hit, sources, offices and speakers in more wordings, and what holds for all."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kharkiv_tracker import gazetteer, i18n, labels
from kharkiv_tracker.domain.incident import PlaceHit, Weapon
from kharkiv_tracker.domain.source import SourceKind
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.intake import reading_json
from kharkiv_tracker.intake.outcome import Outcome, Question, Reading
from kharkiv_tracker.intake.things.thing_fields import READERS
from kharkiv_tracker.intake.things.weapon_field import read_weapons
from kharkiv_tracker.intake.typed_text import normal, tokens
from tests.intake.reading_cases import Case, cases, differs

FIELDS = ("weapons", "places_hit", "source_kind", "office", "speaker")
OWN = list(cases("things_cases.json"))
ALL = [*OWN, *cases("reading_cases.json", *FIELDS)]
CONTEXT = reading_json.context({}, gazetteer.load())
#: Words that mean nothing in any of these fields, and a number.
STRAY = ("зебра", "zebra", "7341")
LISTED = [case for case in ALL if case.field not in ("office", "speaker")]


@pytest.mark.parametrize("case", OWN, ids=lambda case: f"{case.field}:{case.typed}")
def test_things_in_other_words(case: Case) -> None:
    assert not differs(case), differs(case)


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
    for case in ALL:
        for end in range(len(case.typed)):
            _read(case.field, case.typed[:end])


def test_a_word_too_many_is_never_dropped() -> None:
    for case in LISTED:
        gaps = [0, *(token.end for token in tokens(case.typed))]
        before = _part(_read(case.field, case.typed))
        for stray in STRAY:
            for gap in gaps:
                text = f"{case.typed[:gap]} {stray} {case.typed[gap:]}"
                after = _part(_read(case.field, text))
                assert after is None or after != before, text


def test_the_fold_at_the_door_changes_no_meaning() -> None:
    for case in ALL:
        expected = _part(_read(case.field, case.typed))
        assert _part(_read(case.field, normal(case.typed))) == expected
        assert _part(_read(case.field, f"«{case.typed}».")) == expected, case


@given(st.sampled_from(tuple(READERS)), st.text(max_size=60))
def test_whatever_is_typed_is_read_asked_about_or_refused(field: str, text: str) -> None:
    assert _part(_read(field, text)) == _part(_read(field, normal(text)))


def test_a_long_text_is_refused_at_once() -> None:
    text = "ракета «Шахед» або дрон, " * 80
    assert _read("weapons", "обстріл" * 300) is None
    assert isinstance(read_weapons(text, CONTEXT), Question)


def test_a_number_of_munitions_is_refused_with_what_to_write() -> None:
    with pytest.raises(Refused, match="write the weapon alone"):
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
