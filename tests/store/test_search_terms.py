"""A text typed to search for: its terms, and SQL and Python against the slow, obvious search."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kharkiv_tracker import gazetteer
from kharkiv_tracker.domain.clearance import Decision
from kharkiv_tracker.domain.open_names import OpenNames
from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.search import typed_terms
from kharkiv_tracker.search.typed_terms import MOST
from kharkiv_tracker.store import (
    clearance_records,
    incidents,
    joint_comparison,
    person_records,
    publication,
    text_search,
)
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.payload_records import PayloadRecords
from tests.cases import empty_case
from tests.store import slow_search

FEATURES = Path(__file__).parents[1] / "features"
SEARCHES = json.loads((FEATURES / "searches.json").read_text("utf-8"))
#: Parts of what is in the case, in its texts, labels and names, and of what is not.
WORDS = sorted(
    {word for search in SEARCHES for word in slow_search.words(search["text"])}
    | {"а", "не", "м", "ні", "район", "області", "місто", "kh", "відкрит", "транспорту", "лютий"}
)


@pytest.fixture(scope="module")
def searched() -> CaseFile:
    case = empty_case()
    entries = (FEATURES / "searched_case.json").read_bytes()
    case.record(entry_json.parse(entries, gazetteer.load()), "tester", "test")
    decide_all(case)
    return case


def decide_all(case: CaseFile) -> None:
    """What is public is named on the open page."""
    with case.edit("tester", "publication") as edit:
        public = [item.uid for item in publication.listed(case) if item.is_public]
        publication.decide(edit, [(uid, Decision.NAMED) for uid in public])


def open_names(case: CaseFile, code: str) -> OpenNames:
    reports, persons = incidents.reports(case, code), person_records.of(case, code)
    return clearance_records.of_incident(case.db, incidents.uid_of(case, code), reports, persons)


def slow_codes(case: CaseFile, text: str, profile: Profile | None) -> list[str]:
    rows = incidents.rows(case, incidents.ids(case))
    return sorted(
        row.code
        for row in rows
        if slow_search.matches(
            text,
            incidents.incident(case, row.code),
            incidents.reports(case, row.code),
            person_records.of(case, row.code),
            profile,
            open_names(case, row.code),
        )
    )


def quoted(words: list[str]) -> str:
    return f'"{" ".join(words)}"'


parts = st.sampled_from(WORDS).flatmap(
    lambda word: st.integers(1, max(1, len(word))).map(lambda length: word[:length])
)
phrases = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(quoted)
texts = st.tuples(parts | phrases, st.lists(phrases, max_size=1)).map(
    lambda terms: " ".join((terms[0], *terms[1]))
)


@settings(max_examples=12)
@given(text=texts, profile=st.sampled_from([None, *Profile]))
@example(text="щербань", profile=Profile.INTERNAL)
@example(text="прокуратура", profile=Profile.OPEN)
@example(text="прокуратура", profile=Profile.RESTRICTED)
@example(text="салтовке", profile=None)
@example(text='"нова водолага"', profile=None)
@example(text="липе", profile=None)
@example(text="лип", profile=None)
def test_sql_and_the_second_count_agree_with_the_slow_search(
    searched: CaseFile, text: str, profile: Profile | None
) -> None:
    selection = Selection(text=text, profile=profile)
    rows = incidents.rows(searched, incidents.ids(searched, selection))
    due = slow_codes(searched, text, profile)
    assert sorted(row.code for row in rows) == due
    recorded = PayloadRecords(searched.db).selected(selection)
    assert sorted(one.incident.code for one in recorded) == due


def test_both_ends_of_a_range_find_it(
    case: CaseFile, strike: Callable[..., dict[str, Any]]
) -> None:
    event = {"date": "2022-07-03", "until": "2022-07-05", "precision": "range"}
    document = {"incidents": [strike(event=event)]}
    case.record(entry_json.read(document, gazetteer.load()), "tester", "test")
    ends = ("3 липня 2022", "5 липня 2022", "July 5", "05.07.2022", "2022-07-05", "липень 2022")
    others = ("4 липня 2022", "04.07.2022", "липень 2023", "August 5")
    for text in (*ends, *others):
        selection = Selection(text=text)
        number = int(text in ends)
        assert len(incidents.ids(case, selection)) == number, text
        assert len(PayloadRecords(case.db).selected(selection)) == number, text


@pytest.mark.parametrize(
    ("text", "part"),
    [("вночі", "small hours"), ("у ніч на", "night"), ("night to", "night"), ("увечері", "evening"),
     ("evening", "evening"), ("на світанку", "dawn")],
)  # fmt: skip
def test_the_part_of_the_day_that_is_shown_finds_it(text: str, part: str) -> None:
    case = empty_case()
    report = {"office": "ДСНС", "published": "2024-05-27", "killed": "1"}
    strikes = [
        {
            "district": "Kyivskyi",
            "event": {"date": "2024-05-26", "precision": precision},
            "reports": [report],
        }
        for precision in ("date", part)
    ]
    entries = json.dumps({"incidents": strikes}).encode()
    case.record(entry_json.parse(entries, gazetteer.load()), "tester", "test")
    selection = Selection(text=text)
    assert [row.code for row in incidents.rows(case, incidents.ids(case, selection))] == [
        "KHT-2024-05-26-02"
    ]
    assert len(PayloadRecords(case.db).selected(selection)) == 1
    assert slow_codes(case, f'"{text}"', None) == ["KHT-2024-05-26-02"]


def test_a_name_that_may_not_be_published_is_in_no_document(searched: CaseFile) -> None:
    selection = Selection(text="щербань", profile=Profile.INTERNAL)
    assert "internal" not in str(selection.document())
    assert Selection.of(selection.document()) == Selection(text="щербань")
    assert text_search.find(searched, "щербань").incidents == ()


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("", []),
        ("гуртожиток  вікно", ["гуртожиток", "вікно"]),
        ("«два слова» третє", ["два слова", "третє"]),
        ("“one two” three “four", ["one two", "three", "four"]),
        ("Іскандер-М", ["іскандер м"]),
        ("t.me/example", ["t me example"]),
        ("Харківський район ракета", ["харківський район", "ракета"]),
        ("ракета у Нову Водолагу", ["ракета", "нову водолагу"]),
        ("Індустріального р-ну", ["індустріального р ну"]),
        ("17 серпня 2022 ніч", ["17 серпня 2022", "ніч"]),
        ("August 17", ["august 17"]),
        ("с. Гроза, кафе", ["гроза", "кафе"]),
        ("м.Чугуїв смт Нова Водолага", ["чугуїв", "нова водолага"]),
        ("село під вечір", ["село", "під", "вечір"]),
        ("the village of Hroza", ["hroza"]),
        ("м. Харків", ["м харків"]),
        ("99 серпня", ["99", "серпня"]),
        ("серпень 2022 ніч", ["серпень 2022", "ніч"]),
        ("2022 May", ["2022 may"]),
        ("? дім — !", ["дім"]),
    ],
)
def test_terms(text: str, terms: list[str]) -> None:
    query = typed_terms.read(text)
    assert [term.text for term in query.terms] == terms
    assert query.problem == ""


@pytest.mark.parametrize("text", ["?", "—", "«»", "''", "… !"])
def test_signs_alone_match_nothing_and_say_so(text: str) -> None:
    query = typed_terms.read(text)
    assert (query.terms, query.is_nothing) == ((), True)
    assert "no letters or digits" in query.problem


def test_too_many_words_are_not_dropped_in_silence(searched: CaseFile) -> None:
    many = " ".join(["гуртожиток"] * (MOST + 1))
    assert incidents.ids(searched, Selection(text=many)) == []
    assert str(MOST) in typed_terms.read(many).problem
    few = many.removesuffix(" гуртожиток")
    assert len(incidents.ids(searched, Selection(text=few))) == 1


def test_codes_of_totals_and_joint_reports_find_themselves_alone(searched: CaseFile) -> None:
    results = text_search.find(searched, "sta-2023-01-03-01")
    assert [one.code for one in results.statements] == ["STA-2023-01-03-01"]
    assert results.incidents == ()
    assert text_search.find(searched, "KHT-2022-08-17-01").statements == ()
    assert len(text_search.find(searched, "Харківська область поліція").statements) == 0
    assert len(text_search.find(searched, "«Харківська область» police").statements) == 1


def test_a_combined_report_is_found_by_its_code_words_and_districts(
    case: CaseFile, strike: Callable[..., dict[str, Any]]
) -> None:
    joint = {
        "districts": ["Харківський", "Чугуївський"],
        "from": "2024-03-01",
        "to": "2024-03-02",
        "killed": "5",
        "office": "Штаб",
        "quote": "П’ятеро загиблих за вихідні",
        "source": "press",
    }
    document = {"incidents": [strike()], "joint_reports": [joint]}
    case.record(entry_json.read(document, gazetteer.load()), "tester", "test")
    (code,) = (one.code for one in joint_comparison.joint_reports(case))
    for text in (
        code,
        "jnt",
        "вихідні",
        "Чугуївському районі",
        "shtab vykhidni",
        "Харківський район Чугуївський",
    ):
        results = text_search.find(case, text)
        assert [one.code for one in results.joint_reports] == [code], text
    assert text_search.find(case, "Салтівський").joint_reports == ()
