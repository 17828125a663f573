"""What qualifies the numbers of a chart is in its table: about, acute stress, several rows."""

import csv
import io
from collections.abc import Iterator
from typing import Any

import pytest
from matplotlib.text import Text

from kharkiv_tracker import gazetteer
from kharkiv_tracker.charts import kinds
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.time_view import View
from kharkiv_tracker.domain.when import parse_clock, parse_date
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.store.case_file import CaseFile
from tests.cases import empty_case

NOTES = ["killed_about", "injured_about", "stress_counted"]
BOTH = ["missile", "aerial bomb"]


def incident(day: str, killed: str, weapons: list[str], **event: str) -> dict[str, Any]:
    men = {"killed": {"men": killed}}
    reports = [
        {"as_of": f"{day}T10:00", "office": "OVA", "killed": "1", "source_kind": "media"},
        {"as_of": f"{day}T12:00", "office": "OVA", "killed": killed, "of_whom": men},
    ]
    event = {"date": day, **event}
    return {"event": event, "district": "Saltivskyi", "weapons": weapons, "reports": reports}


@pytest.fixture(scope="module")
def case() -> Iterator[CaseFile]:
    """A number that is about, of an incident with two weapons, and two that are not."""
    with empty_case() as made:
        document = {
            "incidents": [
                incident("2022-08-17", "~20", BOTH),
                incident("2022-08-18", "5", ["missile"]),
                incident(
                    *("2022-08-19", "3", ["artillery or mortar"]),
                    precision="range", until="2022-08-22",
                ),
            ],
            "statements": [
                {"area": "Kharkiv oblast", "since": "2022-02-24", "as_of": "2022-08-30",
                 "killed": "~40"},
            ],
        }  # fmt: skip
        made.record(entry_json.read(document, gazetteer.load()), "tester", "test")
        yield made


def table(case: CaseFile, kind: str, view: View = View()) -> tuple[list[str], list[dict[str, str]]]:
    reader = csv.DictReader(io.StringIO(kinds.csv(case, kind, view)))
    return list(reader.fieldnames or ()), list(reader)


@pytest.mark.parametrize("kind", kinds.KINDS)
def test_the_numbers_of_every_chart_are_qualified(case: CaseFile, kind: str) -> None:
    head, rows = table(case, kind)
    if kind == "growth":
        notes = ["first_about", "last_about", "stress_counted"]
    elif kind == "against-official":
        notes = ["official_killed_about", "official_injured_about", "own_killed_about",
                 "own_injured_about", "stress_counted"]  # fmt: skip
    else:
        notes = NOTES
    assert [name for name in head if name.endswith(("_about", "_counted"))] == notes
    assert head.index(notes[0]) > max(i for i, name in enumerate(head) if name.endswith("_best"))
    about = notes[0 if kind == "against-official" else 1 if kind == "growth" else 0]
    assert "yes" in {row[about] for row in rows}
    assert {row["stress_counted"] for row in rows} == {"no"}
    if kind in ("per-day", "by-weapon", "calendar"):
        assert "no" in {row[about] for row in rows}
    assert {row[name] for row in rows for name in notes[:-1]} <= {"yes", "no", ""}


def test_it_says_where_acute_stress_is_counted(case: CaseFile) -> None:
    case.db.execute("UPDATE cases SET stress = 'injured'")
    try:
        for kind in kinds.KINDS:
            assert {row["stress_counted"] for row in table(case, kind)[1]} == {"yes"}, kind
    finally:
        case.db.execute("UPDATE cases SET stress = 'apart'")


def test_rows_say_how_many_of_their_incidents_are_in_others_as_well(case: CaseFile) -> None:
    several = {row["weapon"]: row["in_several_rows"] for row in table(case, "by-weapon")[1]}
    assert several == {"missile": "1", "aerial bomb": "1", "artillery or mortar": "0"}
    assert {row["in_several_rows"] for row in table(case, "by-place")[1]} == {"0"}
    early = View(as_known_on=parse_clock("2022-08-16"))
    assert table(case, "by-weapon", early)[1] == []


def test_a_caption_says_what_only_reaches_into_the_period(case: CaseFile) -> None:
    view = View(Selection(parse_date("2022-08-20"), parse_date("2022-08-21")))
    for kind in ("cumulative", "per-day", "people", "map"):
        figure = kinds.draw(case, kind, view)
        texts = " ".join(" ".join(t.get_text() for t in figure.findobj(Text)).split())
        assert "Incidents left out: 1 that began before the period." in texts, kind
