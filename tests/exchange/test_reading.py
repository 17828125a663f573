"""The JSON of `add` is read for what it says, however it is written."""

from typing import Any

import pytest

from kharkiv_tracker import gazetteer
from kharkiv_tracker.domain.entry import Entries
from kharkiv_tracker.domain.incident import Grade, Incident, Weapon
from kharkiv_tracker.domain.incident_words import PlaceHit, PointPrecision
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.when import Precision
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.exchange import entry_json, sample_entries

SALTIVSKYI = "UA63120270010315719"


def read(**fields: Any) -> Entries:
    document = {
        "event": {"date": "2022-08-17"},
        "district": "Saltivskyi",
        "reports": [{"killed": "7"}],
    }
    return entry_json.read({"incidents": [{**document, **fields}]}, gazetteer.load())


def incident(**fields: Any) -> Incident:
    (entry,) = read(**fields).incidents
    assert entry.incident is not None
    return entry.incident


def report(**fields: Any) -> Report:
    return read(reports=[fields]).incidents[0].reports[0]


@pytest.mark.parametrize(
    ("typed", "spelling"),
    [(" 12 ", "12"), ("１２", "12"), ("١٢", "12"), ("5 - 7", "5-7"), ("5–7", "5-7"),
     ("5..7", "5-7"),
     ("7-7", "7"), ("1 000", "1000"), ("1,000", "1000"), ("1\u00a0000", "1000"), ("~0", "~0"),
     ("0+", "0+"), ("<1", "0"), ("<2", "<=1"), (">0", ">0"), ("≥7", "7+"), ("at least 7", "7+"),
     ("понад 1000", ">1000"), ("Several", "several"), ("кілька", "several"), ("none", "0"),
     (7, "7"), (0, "0"), ("007", "7"), ("≈20", "~20"), ("до 3", "<=3"), ("50000000", "50000000")],
)  # fmt: skip
def test_a_count_may_be_typed_in_many_ways(typed: object, spelling: str) -> None:
    assert str(report(killed=typed).counts["killed"]) == spelling


@pytest.mark.parametrize("typed", ["", " ", "?", "unknown", "невідомо", None])
def test_a_count_left_blank_is_unknown_and_not_none(typed: object) -> None:
    entered = report(killed=typed, quote="q")
    assert entered.counts == {}
    assert entered.count("killed").is_unknown


@pytest.mark.parametrize(
    "typed", ["²", "½", "五", "Ⅶ", "1 00", "10 00", "1000 000", "1e3", "0x7", "+7", "--7", "7++",
              ">>7", "7+-9", "5-7-9", "~~7", "<", ">", "-", "+", "x killed", "2x",
              "2x killed killed",
              "2x missing", "10000x killed", "1'0", "7 +8", "several+", "≤-1", "7\u200b8"],
)  # fmt: skip
def test_what_only_looks_like_a_count_is_refused(typed: str) -> None:
    with pytest.raises(Refused) as refused:
        report(killed=typed, injured="3")
    assert refused.value.path == "incidents[0].reports[0].killed"


@pytest.mark.parametrize(
    ("typed", "spelling"),
    [("2022-08-18T09:00", "2022-08-18T09:00"), ("2022-8-1 9:05", "2022-08-01T09:05"),
     ("2022-08-18T06:00Z", "2022-08-18T09:00"), ("2022-08-18T06:00:30.5+00:00",
                                                 "2022-08-18T09:00:30"),
     ("2022-03-27T03:30", "2022-03-27T03:30"), ("2022-10-30T03:30", "2022-10-30T03:30"),
     ("2022-10-30T03:30+02:00", "2022-10-30T03:30+02:00"), ("2022-10-30T01:30Z",
                                                            "2022-10-30T03:30+02:00"),
     ("2022-10-30T00:30Z", "2022-10-30T03:30"), ("2022-08-17 late", "2022-08-17 late"),
     ("2022-08-17/2022-08-19", "2022-08-17/2022-08-19"), ("2022", "2022"),
     ("2199-12-31", "2199-12-31"), ("1900-01-01", "1900-01-01")],
)  # fmt: skip
def test_a_time_is_kept_in_one_spelling_that_is_read_as_the_same_instant(
    typed: str, spelling: str
) -> None:
    first = report(killed="1", as_of=typed).as_of
    assert str(first) == spelling
    again = report(killed="1", as_of=spelling).as_of
    assert first is not None
    assert again is not None
    assert (first.start, first.end) == (again.start, again.end)


@pytest.mark.parametrize(
    "name", ["Saltivskyi", "saltivskyi district", "САЛТІВСЬКИЙ", "Салтовский район", "Saltivsky",
             SALTIVSKYI, "Moskovskyi", "  Салтівський   район "],
)  # fmt: skip
def test_a_district_may_have_any_of_its_names(name: str) -> None:
    assert incident(district=name).district == SALTIVSKYI


def test_words_are_taken_in_any_case_and_each_once() -> None:
    strike = incident(
        weapons=["MISSILE", " multiple-launch  rocket system", "missile"], cluster=True,
        places_hit=["Residential"], grade="fair", point=[50, 36.3], point_precision="Street",
        event={"date": "2022-08-17", "time": "21:30", "precision": "Approximate"},
    )  # fmt: skip
    assert strike.weapons == (Weapon.MISSILE, Weapon.ROCKETS)
    assert strike.places_hit == (PlaceHit.RESIDENTIAL,)
    assert (strike.grade, strike.point_precision) == (Grade.FAIR, PointPrecision.STREET)
    assert (strike.point, strike.cluster) == ((50.0, 36.3), True)
    assert strike.event.precision is Precision.APPROXIMATE


@pytest.mark.parametrize(
    ("event", "precision"),
    [({"date": "2022-08-17"}, "date"), ({"date": "2022-08-17", "time": "21:30"}, "exact"),
     ({"precision": "unknown"}, "unknown"), ({"date": "2022-08-17", "precision": "night"}, "night"),
     ({"date": "2022-03-27", "time": "03:30"}, "exact"),
     ({"date": "2022-08-17", "until": "2022-08-19", "precision": "range"}, "range")],
)  # fmt: skip
def test_an_event_is_as_precise_as_it_is_said_to_be(event: Any, precision: str) -> None:
    assert incident(event=event).event.precision.value == precision


def test_text_loses_only_what_cannot_be_stored_or_shown() -> None:
    entered = report(quote=" «Удар»\r\n\tпо гуртожитку\0 \x1b[1m\ud800🕯 ", speaker=" Oleh \n S. ")
    assert entered.quote == "«Удар»\r\n\tпо гуртожитку [1m?🕯"
    assert entered.speaker.person == "Oleh S."


@pytest.mark.parametrize("point", [[float("nan"), 36], [50, float("inf")], [10**400, 0]])
def test_a_point_that_is_no_number_is_refused_when_it_comes_from_a_program(point: Any) -> None:
    with pytest.raises(Refused) as refused:
        incident(point=point)
    assert refused.value.path == "incidents[0].point"


def test_the_sample_is_read_by_the_same_rules_as_anyones() -> None:
    entries = sample_entries.load(gazetteer.load())
    assert (len(entries.incidents), len(entries.statements)) == (11, 6)
    assert all(
        str(each.incident and each.incident.state) == "Approved" for each in entries.incidents
    )
