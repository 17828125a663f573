"""The command that says what the form understands of a text, one by one and in a batch."""

import json
from pathlib import Path
from time import process_time
from typing import Any

import pytest

from tests.cli.conftest import Run
from tests.intake.reading_cases import cases, outcome

FIELDS = ("weapons", "places_hit", "source_kind", "office", "speaker")


def test_a_reading_a_question_and_a_refusal_all_end_well(run: Run) -> None:
    reading = run("understand", "weapons", "КАБи", "--json")
    assert (reading.code, reading.document) == (
        0,
        {"reading": {"weapons": ["aerial bomb"]}, "words": "aerial bomb"},
    )
    question = run("understand", "weapons", "дрон", "--json")
    assert (question.code, question.document) == (
        0,
        {"ask": ["loitering munition", "short-range drone"], "words": "Which weapon?"},
    )
    refusal = run("understand", "weapons", "trebuchet", "--json")
    assert refusal.code == 0
    assert set(refusal.document) == {"refused"}
    assert "trebuchet" in refusal.document["refused"]


def test_without_json_a_person_reads_it(run: Run) -> None:
    assert run("understand", "office", "ХОВА").out.strip() == (
        "Kharkiv Regional Military Administration"
    )
    assert run("understand", "weapons", "дрон").out.splitlines() == [
        "Which weapon?",
        "1  loitering munition",
        "2  short-range drone",
        "3  not stated: unknown",
    ]
    assert "number of munitions" in run("understand", "weapons", "двома ракетами").out
    assert (
        run("understand", "weapons", "").out.strip() == "Nothing would be recorded from this text."
    )


def test_the_answers_are_in_the_language_asked_for(run: Run) -> None:
    said = run("understand", "weapons", "drone", "--lang", "uk").out
    assert "баражувальний боєприпас" in said


def test_a_text_may_begin_with_a_dash(run: Run) -> None:
    result = run("understand", "weapons", "-5", "--json")
    assert (result.code, set(result.document)) == (0, {"refused"})


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((), "Enter a field and a text, or --batch with a file"),
        (("weapons",), "Enter a field and a text, or --batch with a file"),
        (("colour", "red"), "Unknown field “"),
        (("weapons", "КАБ", "--context", "{"), "Not valid JSON"),
        (("weapons", "КАБ", "--context", "[]"), "object in braces"),
        (("weapons", "КАБ", "--context", '{"sky": 1}'), "--context.sky"),
        (("weapons", "КАБ", "--context", '{"now": "soon"}'), "--context.now"),
        (("weapons", "КАБ", "--context", '{"event": {"date": "2022-13-01"}}'), "event.date"),
        (("weapons", "КАБ", "--context", '{"year": "x"}'), "--context.year"),
        (("weapons", "КАБ", "--batch", "file.json"), "not both"),
    ],
)
def test_a_wrong_call_is_one_sentence(run: Run, arguments: tuple[str, ...], sentence: str) -> None:
    result = run("understand", *arguments)
    assert result.code == 2
    assert sentence in result.sentence
    assert result.out == ""


def _batch(run: Run, tmp_path: Path, document: Any) -> Any:
    file = tmp_path / "batch.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    return run("understand", "--batch", file)


def test_a_batch_is_answered_in_its_order_and_at_once(run: Run, tmp_path: Path) -> None:
    listed = list(cases("reading_cases.json", *FIELDS))
    entries = [{"field": c.field, "typed": c.typed, "context": c.context} for c in listed]
    start = process_time()
    result = _batch(run, tmp_path, entries)
    assert process_time() - start < 3
    assert result.code == 0
    answers = [
        {name: v for name, v in answer.items() if name != "words"} for answer in result.document
    ]
    assert answers == [
        {name: v for name, v in outcome(case).items() if name != "words"} for case in listed
    ]


@pytest.mark.parametrize(
    ("document", "path"),
    [
        ({}, "Use a list"),
        ([{"field": "weapons", "typed": "КАБ"}, 7], "[1]"),
        ([{"field": "sky", "typed": "blue"}], "[0].field"),
        ([{"field": "weapons", "typed": 7}], "[0].typed"),
        ([{"field": "weapons", "typed": "КАБ", "colour": 1}], "[0].colour"),
        ([{"field": "weapons", "typed": "КАБ", "context": 1}], "[0].context"),
        ([{"field": "weapons", "typed": "КАБ", "context": {"now": 1}}], "[0].context.now"),
    ],
)
def test_a_bad_batch_is_refused_with_its_path(
    run: Run, tmp_path: Path, document: Any, path: str
) -> None:
    result = _batch(run, tmp_path, document)
    assert result.code == 1
    assert path in result.sentence
    assert result.out == ""


def test_a_batch_that_is_no_json_or_not_there_is_refused(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "batch.json"
    file.write_text("[", encoding="utf-8")
    assert "Not valid JSON" in run("understand", "--batch", file).sentence
    assert run("understand", "--batch", tmp_path / "none.json").code == 1


def test_add_and_amend_read_typed_words_too(run: Run, empty: Path, add: Run) -> None:
    incident = {
        "event": "у ніч на 18 серпня 2022",
        "district": "Салтівський район",
        "weapons": "ракета С-300",
        "reports": [{"killed": "щонайменше семеро", "injured": "16 (11-річна дівчинка)"}],
    }
    added = add(empty, {"incidents": [incident]})
    assert (added.code, added.err) == (0, "")
    code = added.out.split()[0]
    assert run("amend", empty, code, "--set", "weapons=КАБи").code == 0
    assert run("amend", empty, f"{code}/1", "--set", "killed=понад вісім").code == 0
    (group,) = run("totals", empty, "--json").document["groups"]
    assert (group["killed"]["low"], group["injured"]["best"]) == (9, 16)
    asked = add(empty, {"incidents": [{**incident, "weapons": "дрон"}]})
    assert asked.code == 1
    assert asked.sentence.startswith(
        "incidents[0].weapons: Which weapon? Possible answers: loitering"
    )
    assert asked.sentence.endswith("Nothing was added.")
