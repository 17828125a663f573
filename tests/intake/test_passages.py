"""Pasted texts: the corpus in three languages, the contract of the JSON, and bad input."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest

from kharkiv_tracker.errors import Refused
from kharkiv_tracker.intake.passages import passage_json
from kharkiv_tracker.intake.passages.passage_reader import LONGEST, read_passage
from tests.intake import passage_scores

#: What no change may fall below.
PRECISION, RECALL = 0.94, 0.85
CORPUS = ("en", "uk", "ru")


@pytest.mark.parametrize("language", CORPUS)
def test_the_corpus_is_read(language):
    result = passage_scores.score([language])
    counts = passage_scores.counted(sorted({*result.right, *result.wrong, *result.missed}))
    assert result.precision(*counts) >= PRECISION, result.table()
    assert result.recall(*counts) >= RECALL, result.table()


@pytest.mark.parametrize("language", CORPUS)
def test_there_are_passages_of_every_kind(language):
    cases = passage_scores.passages(language)
    assert len(cases) >= 80
    assert sum(not case["expect"] for case in cases) >= 5


@pytest.mark.parametrize("language", CORPUS)
def test_every_value_has_its_words_and_every_number_is_accounted_for(language):
    for case in passage_scores.passages(language):
        reading = read_passage(case["text"], passage_scores.context(case["as_of"]))
        used = []
        for proposal in reading.proposals:
            for name, finding in proposal.findings.items():
                assert finding.text
                assert finding.spans or name in ("area", "role"), (name, case["text"])
                used += finding.spans
            used += [span for person in proposal.persons for span in person.spans]
        for start, end in [*used, *((one.start, one.end) for one in reading.unused)]:
            assert 0 <= start < end <= len(reading.text)
        assert all(one.end <= other.start for one, other in pairwise(reading.unused))


def read(text: str, as_of: str = "2024-05-23T14:00") -> dict:
    return passage_json.document(read_passage(text, passage_scores.context(as_of)))


def test_the_json_has_every_field_of_an_incident_and_null_for_what_is_not_said():
    document = read("Загинула одна людина у Салтівському районі Харкова.")
    (incident,) = document["incidents"]
    assert {
        name: incident[name] for name in ("killed", "injured", "date", "weapon", "speaker")
    } == {
        "killed": {"low": 1, "high": 1, "text": "1"},
        "injured": None,
        "date": None,
        "weapon": None,
        "speaker": None,
    }
    assert incident["district"] == "UA63120270010315719"
    assert incident["scope"] == "kharkiv_city"
    assert incident["civilian"] is True
    assert document["statements"] == []
    json.dumps(document)


def test_words_are_ranges_of_the_text():
    text = "Сьогодні в Ізюмі поранено п’ятьох людей, серед них дитина."
    (incident,) = read(text)["incidents"]
    words = {
        name: [text[start:end] for start, end in spans] for name, spans in incident["words"].items()
    }
    assert words["injured"] == ["поранено п’ятьох людей", "дитина"]
    assert words["when"] == ["Сьогодні"]
    assert words["where"] == ["в Ізюмі"]


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        ("Nobody was hurt in Kharkiv.", "0", "0"),
        ("У Харкові обійшлося без постраждалих.", "0", "0"),
        ("В Харькове никто не погиб, ранены двое.", "0", "2"),
        ("Інформація про постраждалих уточнюється.", None, None),
        ("No information on casualties in Kharkiv was available.", None, None),
    ],
)
def test_none_is_told_from_nothing_said(text, killed, injured):
    incidents = read(text)["incidents"]
    counts = [
        (one["killed"] and one["killed"]["text"], one["injured"] and one["injured"]["text"])
        for one in incidents
    ]
    assert counts == ([(killed, injured)] if killed else [])


@pytest.mark.parametrize(
    "text",
    [
        "Двоє військових загинули під Вовчанськом.",
        "Київський район Донецька: п’ятеро загиблих.",
        "На Харківській вулиці в Сумах поранено трьох людей.",
        "Rescuers evacuated 52 residents from a nine-storey house in Kharkiv.",
        "The enemy lost 140 soldiers killed near Kupiansk.",
        "По Харькову выпустили 12 ракет С-300, повреждены 34 дома по ул. Сумской, 71.",
    ],
)
def test_what_counts_no_civilians_here_proposes_nothing(text):
    assert read(text)["incidents"] == []


def test_homoglyphs_and_invisible_signs_change_nothing():
    plain = "У Чугуєві загинуло троє людей, поранено 12."
    # A Latin c, e and o, a zero-width space and a soft hyphen.
    odd = "У Чугуєві загинул\u043e тр\u006fє людeй, пор\u00adанен\u200bо 12."
    assert [one["killed"] for one in read(odd)["incidents"]] == [
        one["killed"] for one in read(plain)["incidents"]
    ]
    assert read(odd)["incidents"][0]["injured"] == {"low": 12, "high": 12, "text": "12"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t ",
        "\0\x01\ufeff",
        "1 " * 5000,
        "killed " * 3000,
        "killed 5 injured " * 700,
        "(" * 5000,
        "серед них " * 2000,
        "2022-13-45 99:99 31.02.2022 " * 300,
        "🔥" * 3000,
        "загинуло 99999999999999999999 людей",
    ],
)
def test_odd_text_is_read_in_bounded_time(text):
    read(text)


def test_a_text_longer_than_any_report_is_refused_with_a_sentence():
    with pytest.raises(Refused, match="characters"):
        read_passage("a" * (LONGEST + 1), passage_scores.context("2024-05-23T14:00"))
