"""The second count reads what the revisions recorded: a row changed by hand is never printed."""

import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kharkiv_tracker import gazetteer
from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.time_view import View
from kharkiv_tracker.domain.when import parse_clock, parse_date
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.store import schema
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.engine import connect
from kharkiv_tracker.summary import pdf, second_count
from kharkiv_tracker.summary.second_count import Disagreement
from kharkiv_tracker.summary.summary_data import gather
from kharkiv_tracker.summary.summary_request import SummaryRequest, Template
from tests.cases import empty_file

A, B = "KHT-2022-08-17-01", "KHT-2022-08-18-01"
USUAL = SummaryRequest()
_INCIDENT = "record = (SELECT uid FROM incidents WHERE id = 1)"
#: The tables, and a row in each that is about the first strike.
ROWS = {
    "incidents": "id = 1",
    "incident_weapons": _INCIDENT,
    "incident_places_hit": _INCIDENT,
    "reports": "id = 1",
    "report_counts": "record = (SELECT uid FROM reports WHERE id = 1)",
}
#: The only report that can be moved to an incident with two, the only incident with an end.
OTHER_ROWS = {"incident": "id = 3", "until": "id = 2"}
#: What a column is changed to, in SQL, where not any text is a value of it.
VALUES = {
    "id": "77", "code": "'KHT-2022-08-17-09'",
    "date": "'2022-08-16'", "time": "'03:00'", "precision": "'approximate'",
    "until": "'2022-08-19'", "sort_at": "sort_at + 864000", "district": "'UA63120270010000000'",
    "latitude": "50.0", "longitude": "36.2", "point_precision": "'street'", "cluster": "1",
    "grade": "'Discounted'", "state": "'Withdrawn'", "chosen": "(SELECT min(uid) FROM reports)",
    "merged_into": "(SELECT uid FROM incidents WHERE id = 2)",
    "approved_changes": "1",
    "incident": "(SELECT uid FROM incidents WHERE id = 2)", "number": "7",
    "as_of": "'2022-08-16T10:00'", "published": "'2022-08-16T10:00'",
    "speaker": "(SELECT min(uid) FROM speakers WHERE uid <> speaker)",
    "source": "(SELECT min(uid) FROM sources WHERE uid <> source)", "transfer": "1",
    "confidential": "1", "withdrawn": "1", "language": "'de'",
    "incident_weapons.value": "'other'", "incident_places_hit.value": "'religious'",
    "role": "'settling'", "authority": "'unofficial'",
    "quantity": "'injured.men'", "typed": "'3'",
    "document": "(SELECT min(uid) FROM documents)", "words": "'0-3'",
    "debris": "1", "strikes": "'3'", "responsible_answer": "'denied'",
}  # fmt: skip


@cache
def columns() -> list[tuple[str, str]]:
    """Every column of these tables but the number of the row itself, to which nothing is tied.

    Nor is anything on a page tied to what the table is sorted by; `verify` compares that.
    """
    db = connect(None)
    schema.migrations.apply(db)
    names = [(table, column.name) for table in ROWS for column in db[table].columns]
    return [name for name in names if name != ("reports", "id") and not name[1].startswith("by_")]


def strike(event: dict[str, Any], reports: int = 2) -> dict[str, Any]:
    kinds = [("7", "Police", "Press"), ("9", "OVA", "Channel"), ("9", "Mayor", "Press")]
    return {
        "event": event,
        "district": "Saltivskyi",
        "point": [50.0293, 36.3497],
        "point_precision": "exact",
        "state": "Approved",
        "grade": "Weak",
        "weapons": ["missile"],
        "places_hit": ["residential"],
        "reports": [
            {"as_of": f"2022-08-{18 + n}T09:00", "killed": killed, "office": office, "source": name}
            for n, (killed, office, name) in enumerate(kinds[:reports])
        ],
    }


FIRST = strike({"date": "2022-08-17", "precision": "exact", "time": "21:30"}, reports=3)
SECOND = strike({"date": "2022-08-18", "precision": "range", "until": "2022-08-20"})


@pytest.fixture
def case() -> Iterator[CaseFile]:
    """Two strikes with three reports and two."""
    with CaseFile.in_memory("Two") as made:
        document = {"documents": [{"id": "d1", "title": "A post"}], "incidents": [FIRST, SECOND]}
        made.record(entry_json.read(document, gazetteer.load()), "tester", "test")
        made.db.execute("PRAGMA foreign_keys = OFF")
        yield made


def check(case: CaseFile, request: SummaryRequest = USUAL) -> None:
    second_count.check(case, gather(case, request))


def change(case: CaseFile, table: str, column: str) -> None:
    """Change a column of a row."""
    row = OTHER_ROWS.get(column, ROWS[table])
    value = VALUES.get(f"{table}.{column}", VALUES.get(column, "'another'"))
    changed = case.db.execute(f"UPDATE {table} SET {column} = {value} WHERE {row}")  # noqa: S608
    assert changed.rowcount == 1


def test_what_was_recorded_is_counted(case: CaseFile) -> None:
    check(case)
    for clock in ("2022-08-17", "2022-08-18T12:00", "2022-08-20"):
        check(case, SummaryRequest(View(as_known_on=parse_clock(clock))))
    check(case, SummaryRequest(View(Selection(text="police")), profile=Profile.INTERNAL))


@pytest.mark.parametrize(("table", "column"), columns())
def test_a_column_changed_by_hand_is_refused(case: CaseFile, table: str, column: str) -> None:
    change(case, table, column)
    with pytest.raises(Disagreement, match="Run verify on it and report this error"):
        check(case)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM incidents WHERE code = 'KHT-2022-08-17-01'",
        "DELETE FROM reports WHERE id = 1",
        "DELETE FROM report_counts WHERE typed = '7'",
        "INSERT INTO report_counts SELECT uid, 'injured', '12' FROM reports WHERE id = 2",
        "INSERT INTO incident_weapons SELECT uid, 'other' FROM incidents WHERE id = 1",
        "DELETE FROM figure_steps WHERE incident = 1 AND quantity = 'killed'",
        "UPDATE figure_steps SET best = 8, low = 8 WHERE incident = 1 AND known_to IS NULL",
    ],
)
def test_a_row_added_or_deleted_by_hand_is_refused(case: CaseFile, statement: str) -> None:
    assert case.db.execute(statement).rowcount > 0
    with pytest.raises(Disagreement):
        check(case)


#: A report lowered by hand together with everything that is derived from it.
EVERYWHERE = (
    "UPDATE report_counts SET typed = '1' WHERE quantity = 'killed'",
    "UPDATE figure_steps SET low = 1, best = 1, high = 1 WHERE quantity = 'killed'",
    "UPDATE day_sums SET best = 2, low = 2, high = 2 WHERE quantity = 'killed'",
)


@pytest.mark.parametrize("template", list(Template))
def test_a_report_changed_with_all_that_rests_on_it_is_refused(
    case: CaseFile, template: Template
) -> None:
    for statement in EVERYWHERE:
        case.db.execute(statement)
    request = SummaryRequest(template=template, incident=A, since="1")
    with pytest.raises(Disagreement, match=f"give different results: .*{A}"):
        pdf.prepare(case, request)


@pytest.mark.parametrize(
    "selection",
    [
        Selection(parse_date("2022-08-17"), parse_date("2022-08-17")),
        Selection(districts=("Saltivskyi",)),
        Selection(text="police"),
    ],
    ids=["period", "district", "text"],
)
def test_an_incident_moved_out_of_the_selection_is_missed(
    case: CaseFile, selection: Selection
) -> None:
    (key,) = case.db.execute("SELECT district FROM incidents").fetchone()
    if selection.districts:
        selection = Selection(districts=(key,))
    # The speaker is on the internal page alone, as nothing was decided.
    request = SummaryRequest(View(selection), profile=Profile.INTERNAL)
    check(case, request)
    case.db.execute("UPDATE incidents SET date = '2022-08-01', district = 'Kyivskyi' WHERE id = 1")
    case.db.execute("UPDATE incident_texts SET internal = '' WHERE incident = 1")
    with pytest.raises(Disagreement, match=A):
        check(case, request)


def test_the_page_of_an_earlier_state_is_counted_from_what_was_recorded_then(
    case: CaseFile,
) -> None:
    """The tables are made anew from the payloads then: what was done to them does not matter."""
    change(case, "report_counts", "typed")
    now = View(as_recorded_on=parse_clock("2199-01-01"))
    with case.as_recorded_on(parse_clock("2199-01-01")) as then:
        check(then)
        change(then, "reports", "as_of")
        with pytest.raises(Disagreement):
            check(then)
    assert json.loads(pdf.prepare(case, SummaryRequest(now)).data)


def test_what_another_program_saves_meanwhile_is_no_disagreement(tmp_path: Path) -> None:
    path = empty_file(tmp_path / "two.ktcase")
    entries = entry_json.read({"incidents": [FIRST, SECOND]}, gazetteer.load())
    with CaseFile.open(path) as here, CaseFile.open(path) as there:
        there.record(entries, "tester", "test")
        steps: list[str] = []

        def save(sentence: str) -> None:
            steps.append(sentence)
            there.record(entries, "tester", "test")

        assert pdf.prepare(here, USUAL, save).incidents == 2
        assert len(steps) > 1
        assert pdf.prepare(here).incidents == 2 + 2 * len(steps)


def test_a_damaged_payload_is_refused(case: CaseFile) -> None:
    case.db.execute("DROP TRIGGER payloads_no_update")
    case.db.execute(
        "UPDATE payloads SET payload = '{' WHERE revision IN "
        "(SELECT id FROM revisions WHERE kind = 'report')"
    )
    with pytest.raises(Disagreement, match=A):
        check(case)


def test_a_speaker_or_source_renamed_by_hand_is_refused(
    case: CaseFile, made: Callable[..., CaseFile]
) -> None:
    case.db.execute("UPDATE sources SET name = 'Another' WHERE name = 'Press'")
    with pytest.raises(Disagreement, match=f"{A}/1"):
        check(case)
    reports = [{"killed": "7", "speaker": "Petrenko", "office": "Police"}]
    settled = made({**FIRST, "reports": reports}, SECOND)
    check(settled)
    settled.db.execute("UPDATE speakers SET office = 'OVA' WHERE person <> ''")
    with pytest.raises(Disagreement, match=f"{A}/1"):
        check(settled)
