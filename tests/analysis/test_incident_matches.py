"""Which incident an update belongs to: the likeliest first, and nothing that cannot be it."""

from dataclasses import dataclass
from datetime import date

import pytest

from kharkiv_tracker import gazetteer
from kharkiv_tracker.analysis import duplicate_pairs, incident_matches
from kharkiv_tracker.analysis.incident_matches import ReportTraits
from kharkiv_tracker.domain.count import Count
from kharkiv_tracker.domain.figure import Figure
from kharkiv_tracker.domain.quantity import COUNTED, INJURED, KILLED
from kharkiv_tracker.domain.when import EventTime, Precision
from kharkiv_tracker.store import incidents
from tests.cases import sample_case

PLACES = gazetteer.load()
SALTIVSKYI = PLACES.resolve("Saltivskyi").key
SLOBIDSKYI = PLACES.resolve("Slobidskyi").key
CITY = PLACES.resolve("Kharkiv city").key
DAY = date(2022, 8, 17)


@dataclass(frozen=True)
class Candidate:
    event: EventTime
    district: str
    place: str = ""
    killed: Figure = Figure()

    @property
    def figures(self) -> dict[str, Figure]:
        return {**dict.fromkeys(COUNTED, Figure()), KILLED: self.killed}


def on(day: date | None, district: str = SALTIVSKYI, **fields: object) -> Candidate:
    event = EventTime(day, None, Precision.DATE) if day else EventTime()
    return Candidate(event, district, **fields)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def rows() -> list[incidents.IncidentRow]:
    with sample_case() as case:
        return incidents.rows(case, incidents.ids(case))


@pytest.mark.parametrize(
    ("traits", "expected"),
    [
        (ReportTraits(DAY, SALTIVSKYI), ["KHT-2022-08-17-01"]),
        (ReportTraits(date(2022, 8, 18), SLOBIDSKYI, "tram depot"), ["KHT-2022-08-18-01"]),
        (ReportTraits(date(2022, 8, 18), CITY, "dormitory", {KILLED: Count.parse("12")}),
         ["KHT-2022-08-18-01", "KHT-2022-08-17-01"]),
        (ReportTraits(date(2024, 5, 25), CITY, "hypermarket"),
         ["KHT-2024-05-25-01", "KHT-2024-05-25-02"]),
        (ReportTraits(date(2024, 5, 25), CITY, "", {INJURED: Count.parse("18")}),
         ["KHT-2024-05-25-02", "KHT-2024-05-25-01"]),
        (ReportTraits(date(2023, 1, 1), SALTIVSKYI, "dormitory"), []),
        (ReportTraits(DAY, SLOBIDSKYI, "market"), ["KHT-2022-08-18-01"]),
        (ReportTraits(), []),
    ],
)  # fmt: skip
def test_the_likeliest_incidents_of_the_sample_come_first(
    rows: list[incidents.IncidentRow], traits: ReportTraits, expected: list[str]
) -> None:
    assert [row.code for row in incident_matches.ranked(traits, rows)] == expected


def test_another_district_is_never_offered() -> None:
    traits = ReportTraits(DAY, SALTIVSKYI, "dormitory", {KILLED: Count.parse("7")})
    candidate = on(DAY, SLOBIDSKYI, place="dormitory", killed=Figure(7, 7, 7))
    assert incident_matches.ranked(traits, [candidate]) == []


@pytest.mark.parametrize(
    ("first", "second", "may_be_one"),
    [
        (on(DAY), on(DAY), True),
        (on(DAY), on(date(2022, 8, 18)), True),
        (on(DAY), on(date(2022, 8, 19)), False),
        (on(DAY), on(DAY, SLOBIDSKYI), False),
        (on(DAY), on(DAY, CITY), True),
        (on(DAY, killed=Figure(7, 7, 7)), on(DAY, killed=Figure(12, 12, 12)), True),
        (on(DAY, killed=Figure(7, 7, 7)), on(DAY, killed=Figure(40, 40, 40)), False),
        (on(None), on(None), True),
        (on(None), on(DAY), False),
    ],
)
def test_incidents_may_be_one_a_day_apart_in_compatible_places(
    first: Candidate, second: Candidate, may_be_one: bool
) -> None:
    assert duplicate_pairs.alike(first, second) is may_be_one
    assert duplicate_pairs.alike(second, first) is may_be_one
