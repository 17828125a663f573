"""Tables tried against a case: nothing is lost, nothing comes twice, nothing is guessed."""

import csv
import io
import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kharkiv_tracker import i18n
from kharkiv_tracker.domain.identifier import Identifier
from kharkiv_tracker.domain.when import zone
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.imports import import_choice, import_plan, import_run, import_text, reject_file
from kharkiv_tracker.imports.columns.column_map import ColumnMap, DateOrder
from kharkiv_tracker.imports.files.table_file import Region
from kharkiv_tracker.imports.plan import Fate
from kharkiv_tracker.store import (
    corrections,
    identifier_list,
    identifier_records,
    incidents,
    verification,
)
from kharkiv_tracker.store.case_file import CaseFile
from tests import cases
from tests.imports.tables import HEADS, chosen, planned, table_file

ROWS = (
    HEADS,
    ("17.08.2022", "Saltivskyi", "dormitory", "7+", "16"),
    ("18.08.2022", "Слобідський", "гуртожиток", "кілька", ""),
)


def test_rows_become_incidents_with_the_row_as_their_quote() -> None:
    case = cases.empty_case()
    plan = planned(case, ROWS)
    assert [entry.fate for entry in plan.planned] == [Fate.ADDED, Fate.ADDED]
    imported = import_run.run(case, plan, "a", "import")
    first, second = imported.recorded.incidents
    assert incidents.figures(case, first)["killed"].low == 7
    assert incidents.figures(case, first)["injured"].best == 16
    (report,) = incidents.reports(case, second)
    assert str(report.counts["killed"]) == "several"
    assert report.quote.splitlines()[0] == "Date: 18.08.2022"
    assert "injured" not in report.counts


def test_the_same_file_again_changes_nothing() -> None:
    case = cases.empty_case()
    import_run.run(case, planned(case, ROWS), "a", "import")
    before = case.heads()
    plan = planned(case, ROWS)
    assert [entry.fate for entry in plan.planned] == [Fate.UNCHANGED, Fate.UNCHANGED]
    import_run.run(case, plan, "a", "import")
    assert case.heads() == before


def test_a_known_identifier_makes_a_row_an_update() -> None:
    case = cases.empty_case()
    heads = ("ID", *HEADS)
    import_run.run(case, planned(case, [heads, ("X1", *ROWS[1])]), "a", "import")
    later = planned(
        case, [heads, ("X1", "17.08.2022", "Saltivskyi", "school", "9", "16"), ("X2", *ROWS[2])]
    )
    assert [entry.fate for entry in later.planned] == [Fate.UPDATED, Fate.ADDED]
    assert [sentence.partition(":")[0] for sentence in later.planned[0].kept] == ["Place"]
    import_run.run(case, later, "a", "import")
    assert len(incidents.ids(case)) == 2
    assert len(incidents.reports(case, later.planned[0].code)) == 2
    again = planned(case, [heads, ("X1", "17.08.2022", "Saltivskyi", "school", "9", "16")])
    assert again.planned[0].fate is Fate.UNCHANGED


def test_an_identifier_of_a_withdrawn_incident_is_rejected() -> None:
    case = cases.empty_case()
    rows = [("ID", *HEADS), ("X1", *ROWS[1])]
    import_run.run(case, planned(case, rows), "a", "import")
    with case.edit("a", "wrong") as edit:
        corrections.withdraw(edit, incidents.codes(case, incidents.ids(case))[0])
    plan = planned(case, rows)
    assert not plan.planned
    assert "withdrawn" in plan.rejects[0].sentence


def test_an_identifier_on_two_incidents_is_rejected() -> None:
    case = cases.sample_case()
    codes = incidents.codes(case, incidents.ids(case))[:2]
    with case.edit("a", "b") as edit:
        for code in codes:
            identifier_records.add_to(edit, code, Identifier("table", "X1"))
    plan = planned(case, [("ID", *HEADS), ("X1", *ROWS[1])])
    assert [reject.column for reject in plan.rejects] == ["ID"]
    assert all(code in plan.rejects[0].sentence for code in codes)


def test_rows_of_one_identifier_are_one_incident() -> None:
    rows = [("ID", *HEADS, "Link")]
    rows += [("X1", *ROWS[1], f"https://example.org/{number}") for number in (1, 2, 2)]
    plan = planned(cases.empty_case(), rows)
    (entry,) = plan.planned
    assert entry.rows == (2, 3, 4)
    assert [report.url[-1] for report in entry.entry.reports] == ["1", "2"]  # type: ignore[union-attr]


def test_equal_numbers_in_rows_of_one_incident_are_in_doubt() -> None:
    """One row a victim with a 1 in each is a sum; one row a link repeats one number."""
    heads = ("ID", "Date", "District", "Killed", "Victim name")
    day = ("17.08.2022", "Saltivskyi")
    rows = [heads, ("a1", *day, "1", "A. Testenko"), ("A1", *day, "1", "B. Testenko")]
    (entry,) = planned(cases.empty_case(), rows).planned
    assert entry.rows == (2, 3)
    assert entry.doubts == ("Row 3 has the same numbers as one before it; they are counted once.",)


def test_what_the_case_keeps_is_said_in_the_words_of_a_person() -> None:
    case = cases.empty_case()
    heads = (*HEADS, "ID", "Grade")
    rows = [heads, (*ROWS[1], "1", "Confirmed"), (*ROWS[2], "2", "")]
    import_run.run(case, planned(case, rows), "a", "import")
    changed = [heads, ("18.08.2022", "Kharkiv", *ROWS[1][2:], "1", "Weak")]
    with i18n.speaking("uk"):
        (entry,) = planned(case, changed).planned
    texts = "\n".join(entry.kept)
    assert entry.code
    assert not re.search("date|weak|confirmed|UA6", texts, re.I), texts


def test_a_row_that_contradicts_its_incident_is_rejected() -> None:
    other = ("X1", "17.08.2022", "Kyivskyi", "dormitory", "7", "16")
    plan = planned(cases.empty_case(), [("ID", *HEADS), ("X1", *ROWS[1]), other])
    assert [(reject.row, reject.column) for reject in plan.rejects] == [(3, "District")]


def test_possible_duplicates_are_named_and_kept() -> None:
    case = cases.sample_case()
    (code,) = incidents.codes(case, incidents.ids(case))[:1]
    incident = incidents.incident(case, code)
    assert incident.event.date
    row = (incident.event.date.isoformat(), incident.district, "somewhere", "19", "")
    plan = planned(case, [HEADS, row, row])
    first, second = plan.planned
    assert first.fate is Fate.ADDED
    assert code in first.like
    assert "row 2" in second.like


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (("yesterday-ish", "Saltivskyi", "x", "1", ""), "Date"),
        (("17.13.2022", "Saltivskyi", "x", "1", ""), "Date"),
        (("", "Saltivskyi", "x", "1", ""), "Date"),
        (("17.08.2022", "Atlantis", "x", "1", ""), "District"),
        (("17.08.2022", "", "", "1", ""), "District"),
        (("17.08.2022", "Saltivskyi", "x", "many-ish", ""), "Killed"),
        (("17.08.2022", "Saltivskyi", "x", "", "1e3"), "Injured"),
        (("17.08.2022", "Saltivskyi", "x", "-3", ""), "Killed"),
    ],
)
def test_what_cannot_be_read_is_rejected_with_its_column(row: tuple[str, ...], column: str) -> None:
    plan = planned(cases.empty_case(), [HEADS, row])
    (reject,) = plan.rejects
    assert (reject.row, reject.column) == (2, column)
    assert reject.sentence.endswith(".")


def test_the_order_of_day_and_month_is_asked_before_anything_is_read() -> None:
    case = cases.empty_case()
    rows = [HEADS, ("03/04/2022", "Saltivskyi", "x", "1", "")]
    with pytest.raises(Refused, match=r"3 April 2022.*4 March 2022") as refused:
        planned(case, rows)
    assert refused.value.path == "date_order"
    for order, month in ((DateOrder.DAY_FIRST, 4), (DateOrder.MONTH_FIRST, 3)):
        choice = chosen(rows, order)
        (entry,) = import_plan.plan(case, choice.table, choice.column_map).planned
        assert entry.entry.incident.event.date.month == month  # type: ignore[union-attr]


def test_a_date_of_the_other_order_is_rejected_never_swapped() -> None:
    rows = [
        HEADS,
        ("13/04/2022", "Saltivskyi", "", "1", ""),
        ("04/13/2022", "Saltivskyi", "", "1", ""),
    ]
    with pytest.raises(Refused, match="Choose an order"):
        planned(cases.empty_case(), rows)
    choice = chosen(rows, DateOrder.MONTH_FIRST)
    plan = import_plan.plan(cases.empty_case(), choice.table, choice.column_map)
    assert [reject.row for reject in plan.rejects] == [2]


def test_a_column_without_a_field_is_kept() -> None:
    rows = [(*HEADS, "Shelter", "Quote"), (*ROWS[1], "No. 7", "as it was said")]
    (entry,) = planned(cases.empty_case(), rows).planned
    assert [note.text for note in entry.entry.notes] == ["Shelter: No. 7"]  # type: ignore[union-attr]
    rows = [(*HEADS, "Shelter"), (*ROWS[1], "No. 7")]
    (entry,) = planned(cases.empty_case(), rows).planned
    assert "Shelter: No. 7" in entry.entry.reports[0].quote  # type: ignore[union-attr]


def test_a_number_merged_over_rows_is_of_none_of_them() -> None:
    rows = [HEADS, ROWS[1], ("17.08.2022", "Kyivskyi", "", "", "4"), ROWS[2]]
    file = table_file(rows, [Region(1, 3, 2, 3)])
    column_map = ColumnMap(
        {"Date": "event", "District": "district", "Killed": "killed", "Injured": "injured"}
    )
    plan = import_plan.plan(cases.empty_case(), import_plan.table(file, column_map), column_map)
    assert [(reject.row, reject.column) for reject in plan.rejects] == [
        (2, "Killed"),
        (3, "Killed"),
    ]
    assert [entry.rows for entry in plan.planned] == [(4,)]


@pytest.mark.parametrize(
    ("region", "column"), [(Region(1, 3, 1, 4), "Killed"), (Region(1, 2, 2, 3), "Killed")]
)
def test_a_number_merged_over_columns_is_of_none_of_them(region: Region, column: str) -> None:
    """It was counted as killed and as injured, and beside a place once for each row."""
    first = region.first_column
    row = ["17.08.2022", "Saltivskyi", "x", "", ""]
    row[first] = "5"
    file = table_file([HEADS, row, ROWS[2]], [region])
    choice = import_choice.choose(file)
    plan = import_plan.plan(cases.empty_case(), choice.table, choice.column_map)
    assert (plan.rejects[0].row, plan.rejects[0].column) == (2, column)
    (again, *_others) = csv.DictReader(
        io.StringIO(reject_file.text(choice.table, choice.column_map, plan.rejects))
    )
    assert not again["Killed"].isdigit()


def test_what_is_beside_the_rows_is_said() -> None:
    rows = [("Strikes, soldiers included",), HEADS, ROWS[1], ()]
    comments = {(1, 3): "with police", (2, 3): "on the row", (3, 0): "on none"}
    file = table_file(rows, (), comments)
    (line,) = import_text.file_lines(file, import_choice.choose(file))[1:]
    assert "“Strikes, soldiers included”" in line
    assert "“Comment on Killed: with police”" in line
    assert "“Comment on Date: on none”" in line
    assert "on the row" not in line


def test_a_refused_record_leaves_the_others() -> None:
    """A case with a second approver takes no approved records: that row is rejected alone."""
    case = cases.empty_case()
    with case.edit("a", "b") as edit:
        state = {"title": "x", "rule": "latest", "second_name": True}
        edit.write("case", "case", state)
    rows = [(*HEADS, "Review state"), (*ROWS[1], "Approved"), (*ROWS[2], "Draft")]
    plan = planned(case, rows)
    imported = import_run.run(case, plan, "a", "import")
    assert [reject.row for reject in imported.rejects] == [2]
    assert len(imported.recorded.incidents) == 1
    assert verification.verify(case).ok


class Cancelled(Exception):
    """What a progress bar raises."""


def test_cancelled_in_the_middle_the_case_is_as_it_was(tmp_path: Path) -> None:
    path = cases.empty_file(tmp_path / "c.ktcase")
    case = CaseFile.open(path)
    before = verification.verify(case).fingerprint
    plan = planned(case, [HEADS, *[ROWS[1], ROWS[2]] * 20])
    steps = iter(range(35))

    def step() -> None:
        if next(steps, None) is None:
            raise Cancelled

    with pytest.raises(Cancelled):
        import_run.run(case, plan, "a", "import", step)
    found = verification.verify(case)
    assert found.ok
    assert found.fingerprint == before
    assert not incidents.ids(case)
    case.close()


def test_an_import_is_undone_as_one() -> None:
    case = cases.sample_case()
    imported = import_run.run(
        case, planned(case, [("ID", *HEADS), ("X1", *ROWS[1])]), "a", "import"
    )
    with case.edit("a", "undo") as edit:
        edit.undo(imported.recorded.changes.edit)
    (code,) = imported.recorded.incidents
    assert code not in incidents.codes(case, incidents.ids(case))
    assert not identifier_list.listed(case)


CELL = st.sampled_from(
    [
        "",
        "17.08.2022",
        "Saltivskyi",
        "Харків",
        "7+",
        "кілька",
        "=1",
        "03/04/2022",
        "49,99",
        "36.2",
        "x" * 90,
    ]
) | st.text(max_size=12)


@given(st.lists(st.lists(CELL, min_size=5, max_size=7), min_size=1, max_size=6))
def test_every_row_is_taken_in_or_rejected(rows: list[list[str]]) -> None:
    """The law: no row with anything in it is lost in silence, and none is both."""
    choice = chosen([HEADS, *rows], DateOrder.DAY_FIRST)
    plan = import_plan.plan(cases.empty_case(), choice.table, choice.column_map)
    taken = [row for entry in plan.planned for row in entry.rows]
    rejected = {reject.row for reject in plan.rejects}
    filled = {number for number, row in enumerate(rows, 2) if any(row)}
    assert sorted([*taken, *rejected]) == sorted(filled)


def test_dates_up_to_today_are_read_and_none_is_reckoned_from_it() -> None:
    """Also those of this year and the last; words that mean another day tomorrow are rejected."""
    today = datetime.now(zone()).date()
    days = [today, today - timedelta(days=200), today - timedelta(days=500)]
    rows = [
        (day.strftime("%d.%m.%Y"), "Saltivskyi", str(at), "1", "") for at, day in enumerate(days)
    ]
    relative = ("yesterday", "вчора", "17.08", "Monday", "August", "3 дні тому")
    rows += [(text, "Saltivskyi", "x", "1", "") for text in relative]
    plan = planned(cases.empty_case(), [HEADS, *rows])
    dates = [entry.entry.incident.event.date for entry in plan.planned]  # type: ignore[union-attr]
    assert dates == days
    assert [reject.row for reject in plan.rejects] == list(range(5, 5 + len(relative)))
    assert all("depends on today" in reject.sentence for reject in plan.rejects)
