"""The JSON of `add` with texts as people type them: read by the one reader, at their paths."""

from __future__ import annotations

from typing import Any

import pytest

from kharkiv_tracker import gazetteer
from kharkiv_tracker.domain.count import Count
from kharkiv_tracker.domain.incident import Weapon
from kharkiv_tracker.domain.incident_words import PlaceHit
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.exchange import entry_json, sample_entries
from kharkiv_tracker.exchange.record_json import document_of
from kharkiv_tracker.intake.typed_entries import canonical, changes

PLACES = gazetteer.load()
SALTIVSKYI = "UA63120270010315719"
EVENT = {"date": "2022-08-17"}


def incident(report: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {"event": EVENT, "district": "Saltivskyi", "reports": [report], **fields}


def read(document: Any) -> Any:
    return canonical(document, PLACES)


def report(**fields: Any) -> Any:
    """The one report of an incident, with its typed fields read."""
    return read({"incidents": [incident(fields)]})["incidents"][0]["reports"][0]


def test_what_is_in_the_notation_comes_out_as_it_went_in() -> None:
    sample = sample_entries.load(PLACES)
    document = {
        "incidents": [
            {**document_of(entry.incident), "reports": list(map(document_of, entry.reports))}
            for entry in sample.incidents
            if entry.incident
        ],
        "statements": list(map(document_of, sample.statements)),
    }
    assert read(document) == document
    assert entry_json.read(document, PLACES).incidents[0].reports == sample.incidents[0].reports


@pytest.mark.parametrize("document", [None, 7, "text", [], {}, {"incidents": {}}, {"x": [1]}])
def test_what_has_another_shape_is_left_for_add_to_refuse(document: Any) -> None:
    assert read(document) == document


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ({"killed": "щонайменше семеро"}, {"killed": "7+"}),
        ({"killed": 7}, {"killed": 7}),
        ({"killed": "7+", "injured": "2x killed"}, {"killed": "7+", "injured": "2x killed"}),
        (
            {"injured": "16 (2 жінки)", "of_whom": {"injured": {"child": "двоє"}}},
            {"injured": "16", "of_whom": {"injured": {"child": "2", "women": "2"}}},
        ),
        ({"injured": "57 постраждалих"}, {"affected": "57"}),
        ({"injured": "7 поранених, ще у 50 ГРС"}, {"injured": "7", "stress": "50"}),
        ({"source_kind": "ДСНС"}, {"source_kind": "emergency service"}),
        ({"as_of": "18 серпня 2022, 9:00"}, {"as_of": "2022-08-18T09:00"}),
        ({"combatants": {"killed": "троє"}}, {"combatants": {"killed": "3"}}),
        ({"office": "Харківська ОВА"}, {"office": "Харківська ОВА"}),
    ],
)
def test_fields_of_a_report(typed: dict[str, Any], expected: dict[str, Any]) -> None:
    of_whom = report(**typed)
    whole = {name: value for name, value in of_whom.items() if value != {"affected": {}}}
    if not expected.get("of_whom"):
        whole.pop("of_whom", None)
    assert whole == expected


def test_an_incident_in_words_is_the_incident_it_means() -> None:
    typed = incident(
        {"killed": "двоє"},
        event="у ніч на 18 серпня 2022",
        district="у Салтівському районі",
        place="гуртожиток",
        weapons="ракета, касетні боєприпаси",
        places_hit=["гуртожиток", "residential"],
    )
    (entry,) = entry_json.read(read({"incidents": [typed]}), PLACES).incidents
    assert entry.incident is not None
    assert entry.incident.event.precision == "night"
    assert str(entry.incident.event.date) == "2022-08-17"
    assert (entry.incident.district, entry.incident.place) == (SALTIVSKYI, "гуртожиток")
    assert (entry.incident.weapons, entry.incident.cluster) == ((Weapon.MISSILE,), True)
    assert entry.incident.places_hit == (PlaceHit.RESIDENTIAL,)
    assert entry.reports[0].counts == {"killed": Count.parse("2")}


def test_a_settlement_stands_before_the_place() -> None:
    typed = incident({"killed": "1"}, district="Чугуївська громада, Чугуїв", place="лікарня")
    (entry,) = read({"incidents": [typed]})["incidents"]
    assert entry["place"].endswith(", лікарня")
    assert "Чугуїв" in entry["place"]


def test_a_statement_in_words() -> None:
    typed = {"area": "на Харківщині", "since": "з 24 лютого 2022", "killed": "понад тисяча"}
    (statement,) = read({"statements": [typed]})["statements"]
    assert (statement["since"], statement["killed"]) == ("2022-02-24", ">1000")
    assert entry_json.read({"statements": [statement]}, PLACES).statements[0].area


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        ("3 травня 2025", "5 травня 2025", ("2025-05-03", "2025-05-05")),
        ("травень 2025", "травень 2025", ("2025-05-01", "2025-05-31")),
        ("2025-05-03", "05.05.2025", ("2025-05-03", "2025-05-05")),
        ("з суботи", "неділя", ("2025-05-03", "2025-05-04")),
    ],
)
def test_a_joint_report_in_words(first: str, last: str, days: tuple[str, str]) -> None:
    typed = {"from": first, "to": last, "published": "2025-05-05", "killed": "п’ятеро"}
    (joint,) = read({"joint_reports": [{**typed, "districts": ["Izium raion", "Kupianskyi"]}]})[
        "joint_reports"
    ]
    assert (joint["from"], joint["to"]) == days
    assert entry_json.read({"joint_reports": [joint]}, PLACES).joint


@pytest.mark.parametrize(
    ("first", "last", "path"),
    [
        ("2025-05-01", "3-5 травня 2025", "to"),
        ("2025-05-01", "вночі 5 травня 2025", "to"),
        ("3-5 травня 2025", "2025-05-05", "from"),
        ("зебра", "2025-05-05", "from"),
    ],
)
def test_what_is_no_day_of_a_joint_report_is_refused(first: str, last: str, path: str) -> None:
    with pytest.raises(Refused) as refusal:
        read({"joint_reports": [{"from": first, "to": last}]})
    assert refusal.value.path == f"joint_reports[0].{path}"


def test_the_kind_of_a_source_in_words() -> None:
    (source,) = read({"sources": [{"name": "ДСНС", "kind": "рятувальники"}]})["sources"]
    assert source == {"name": "ДСНС", "kind": "emergency service"}
    with pytest.raises(Refused, match="“зебра” is not one of") as refusal:
        read({"sources": [{"name": "X"}, {"name": "Y", "kind": "зебра"}]})
    assert refusal.value.path == "sources[1].kind"


def test_whose_age_a_count_tells_is_a_person_of_the_incident_once() -> None:
    girl = {"injured": "16 (11-річна дівчинка)"}
    typed = incident(girl)
    typed["reports"] = [girl, {"killed": "1"}, girl]
    (entry,) = read({"incidents": [typed]})["incidents"]
    assert entry["persons"] == [{"age": "11", "sex": "female", "status": "injured", "report": 1}]
    assert all("persons" not in report for report in entry["reports"])
    entry_json.read({"incidents": [entry]}, PLACES)
    known = {**typed, "persons": [{"name": "A", "age": "11", "sex": "female", "status": "injured"}]}
    assert len(read({"incidents": [known]})["incidents"][0]["persons"]) == 1


@pytest.mark.parametrize(
    ("entry", "path", "sentence"),
    [
        (incident({"killed": "20 dogs"}), ".reports[0].killed", ""),
        (
            incident({"injured": "16 (5 чоловік)"}),
            ".reports[0].injured",
            "16, of whom 5 men; 16, people",
        ),
        (incident({"killed": "1"}, weapons="дрон"), ".weapons", "short-range drone"),
        (
            incident({"killed": "1"}, weapons=["missile", "дрон"]),
            ".weapons[1]",
            "Possible answers: loitering",
        ),
        (incident({"killed": "1"}, district="Салтівка"), ".district", "Saltivskyi"),
        (
            incident({"killed": "1"}, event="18.08.2022 ніч"),
            ".event",
            "Which night? Possible answers: 18 Aug",
        ),
        (
            incident({"injured": "16 (2 жінки)", "of_whom": {"injured": {"women": "3"}}}),
            ".reports[0].injured",
            "women",
        ),
        (
            incident({"injured": "7", "of_whom": {"injured": {"men": "several dogs"}}}),
            ".reports[0].of_whom.injured.men",
            "",
        ),
        (incident({"injured": "57 постраждалих", "affected": "58"}), ".reports[0].injured", "58"),
        (
            incident({"killed": "1"}, weapons=["касетні боєприпаси"], cluster=False),
            ".weapons",
            "cluster",
        ),
    ],
)
def test_what_is_not_clear_is_refused_at_its_path(
    entry: dict[str, Any], path: str, sentence: str
) -> None:
    with pytest.raises(Refused) as refusal:
        read({"incidents": [incident({"killed": "1"}), entry]})
    assert refusal.value.path == f"incidents[1]{path}"
    assert sentence in refusal.value.sentence


def test_an_age_has_no_place_in_an_official_total() -> None:
    with pytest.raises(
        Refused, match="They are recorded for each person of an incident"
    ) as refusal:
        read({"statements": [{"area": "Kharkiv oblast", "injured": "5 (девочка 6 лет)"}]})
    assert refusal.value.path == "statements[0]"


def test_a_change_of_a_field_is_read_as_well() -> None:
    assert changes(["killed"], "7+", PLACES) == [(["killed"], "7+")]
    assert changes(["killed"], "щонайменше семеро", PLACES) == [(["killed"], "7+")]
    assert changes(["of_whom", "injured", "child"], "двоє", PLACES) == [
        (["of_whom", "injured", "child"], "2")
    ]
    assert sorted(changes(["injured"], "16 (2 жінки)", PLACES)) == [
        (["injured"], "16"),
        (["of_whom", "injured", "women"], "2"),
    ]
    assert changes(["weapons"], "КАБи", PLACES) == [(["weapons"], ["aerial bomb"])]
    assert changes(["notes"], "двоє", PLACES) == [(["notes"], "двоє")]
    with pytest.raises(Refused) as refusal:
        changes(["injured"], "5 (девочка 6 лет)", PLACES)
    assert refusal.value.path == "injured"


@pytest.mark.parametrize("persons", [1.5, True, "34", {"age": "34"}])
def test_persons_of_another_shape_are_left_for_add_to_refuse(persons: Any) -> None:
    document = {"incidents": [incident({"killed": "жінка 60 років"}, persons=persons)]}
    with pytest.raises(Refused, match=r"persons"):
        entry_json.read(read(document), PLACES)
