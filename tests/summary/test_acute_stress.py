"""Pages and tables of cases that tell of acute stress, affected and missing people."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from kharkiv_tracker.domain.counting_rule import Stress
from kharkiv_tracker.domain.quantity import TOTALLED
from kharkiv_tracker.store import history, rule_choice
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.summary import (
    changes_template,
    incident_csv,
    incident_summary,
    incident_template,
    pdf,
    period_template,
    summary_data,
    summary_diff,
)
from kharkiv_tracker.summary.second_count import Disagreement
from kharkiv_tracker.summary.summary_request import SummaryRequest, Template

CODE = "KHT-2022-08-17-01"
SENTENCE = "57 affected, of whom 51 with acute stress"
#: An administration counts those with stress apart, a prosecutor among the affected.
REPORTS = [
    {"as_of": "2022-08-17T20:00", "office": "Kharkiv OVA", "injured": "7", "stress": "50",
     "missing": "3", "rescued": "2"},
    {"as_of": "2022-08-17T22:00", "office": "Prosecutor", "affected": "57", "injured": "6",
     "of_whom": {"affected": {"stress": "51", "child": "2"}}},
]  # fmt: skip
AFFECTED_ALONE = {"killed": "", "injured": "", "affected": "12"}


@pytest.fixture
def stressed(made: Any, strike: Any) -> CaseFile:
    """Three incidents: one with all of it, a usual one, and one of which only affected are told."""
    case: CaseFile = made(strike(reports=REPORTS), strike({"killed": "1"}), strike(AFFECTED_ALONE))
    return case


def count(case: CaseFile, stress: Stress) -> None:
    with case.edit("a", "as the office does") as edit:
        rule_choice.set_stress(edit, stress)


def period(case: CaseFile) -> dict[str, Any]:
    return period_template.page(summary_data.gather(case, SummaryRequest()))


def incident(case: CaseFile) -> dict[str, Any]:
    request = SummaryRequest(template=Template.INCIDENT, incident=CODE)
    return incident_template.page(incident_summary.read(case, request))


def large(page: dict[str, Any]) -> list[tuple[str, str, str]]:
    (block,) = [block for block in page["blocks"] if block["kind"] == "big"]
    return [(item["number"], item["name"], item.get("also", "")) for item in block["items"]]


def rows(page: dict[str, Any], first: str) -> list[list[Any]]:
    """The head, the rows and the foot of the table whose first column is called this."""
    nested = [*page["blocks"], *(b for p in page["blocks"] for b in p.get("right", []))]
    table = next(block for block in nested if block.get("head", [""])[0] == first)
    cells = [row["cells"] for row in table["rows"] if row["quiet"] is None]
    return [table["head"], *cells, *([table["foot"]] if table["foot"] else [])]


def test_both_numbers_are_printed_where_stress_is_apart(stressed: CaseFile) -> None:
    page = period(stressed)
    assert large(page)[1:3] == [
        ("34", "injured", "85 affected, of whom 51 with acute stress"),
        ("3", "missing", "never added to the killed"),
    ]
    assert rows(page, "District") == [
        ["District", "Incidents", "Killed", "Injured", "Acute stress", "Affected", "Missing"],
        ["Saltivskyi", "3", "1", "34", "51", "85", "3"],
        ["All", "3", "1", "34", "51", "85", "3"],
    ]
    assert rows(page, "Group")[0] == ["Group", "Killed", "Injured", "Affected"]
    assert [cells[2] for cells in rows(page, "Code")[1:]] == [
        ["Saltivskyi", f"{SENTENCE} · 3 missing"],
        "Saltivskyi",
        ["Saltivskyi", "injured may include people with acute stress"],
    ]
    text = json.dumps(page, ensure_ascii=False)
    assert (
        "The injured do not include people with acute stress. In 1 incident the reports only say"
    ) in text
    assert (
        "For missing people, the latest official number is used or, if there is none, "
        "the latest number" in text
    )
    assert text.count("never added to the killed") == 1
    pdf.prepare(stressed)


def test_where_stress_counts_as_injured_the_page_says_so(stressed: CaseFile) -> None:
    count(stressed, Stress.INJURED)
    page = period(stressed)
    assert large(page)[1] == ("85", "injured", "85 affected, of whom 51 with acute stress")
    assert rows(page, "Group")[0] == ["Group", "Killed", "Injured"]
    text = json.dumps(page, ensure_ascii=False)
    assert "The injured include people with acute stress." in text
    assert "only say" not in text
    assert "do not include" not in text
    assert large(incident(stressed))[1] == ("57", "injured", SENTENCE)
    pdf.prepare(stressed)


def test_a_case_without_any_of_it_has_the_usual_page(made: Any, strike: Any) -> None:
    """A missing of 0 is not in the headline, and no column is empty."""
    page = period(made(strike({"missing": "0"})))
    assert [name for _number, name, _also in large(page)] == ["killed", "injured", "incident"]
    assert "Missing" not in json.dumps(page)
    assert "The injured do not include people with acute stress." in json.dumps(page)


def test_an_incident_has_its_figures_reasons_and_parts(stressed: CaseFile) -> None:
    page = incident(stressed)
    assert large(page)[1:3] == [
        ("6", "injured", SENTENCE),
        ("3", "missing", "never added to the killed"),
    ]
    why = dict(next(block for block in page["blocks"] if block["kind"] == "terms")["items"])
    assert "Without people with acute stress, according to Prosecutor." in why["Injured"]
    assert [term for term in why if ":" in term] == [
        "Acute stress: 51", "Affected: 57", "Missing: 3", "Rescued: 2",
    ]  # fmt: skip
    assert why["Missing: 3"] == "Kharkiv OVA, 17 Aug 2022, 20:00."
    assert rows(page, "Group") == [
        ["Group", "Killed", "Injured", "Affected"],
        ["Children of unknown sex", "?", "?", "2"],
        ["Not stated", "?", "6", "55"],
    ]
    others = [cells[1][1] for cells in rows(page, "As of")[1:]]
    assert others == [
        "50 with an acute stress reaction; 3 missing; 2 rescued",
        "57 affected, of whom 2 children, 51 with acute stress",
    ]


def test_what_may_include_stress_says_why(stressed: CaseFile) -> None:
    request = SummaryRequest(template=Template.INCIDENT, incident="KHT-2022-08-17-03")
    page = json.dumps(incident_template.page(incident_summary.read(stressed, request)))
    assert "the injured may include acute stress." in page


@pytest.mark.parametrize("template", [Template.PERIOD, Template.INCIDENT])
@pytest.mark.parametrize("quantity", ["stress", "affected", "affected.child", "missing", "rescued"])
def test_a_stored_figure_changed_by_hand_is_refused(
    stressed: CaseFile, tmp_path: Path, quantity: str, template: Template
) -> None:
    change = "UPDATE figure_steps SET low = 1, best = 1, high = 1 WHERE quantity = ? AND low > 1"
    assert stressed.db.execute(change, [quantity]).rowcount
    file = tmp_path / "page.pdf"
    with pytest.raises(Disagreement, match=f"{CODE}|Saltivskyi"):
        pdf.write(stressed, file, SummaryRequest(template=template, incident=CODE))
    assert not file.exists()


def test_a_changed_mark_of_what_may_include_stress_is_refused(stressed: CaseFile) -> None:
    change = "UPDATE figure_steps SET because = '[]' WHERE because LIKE '%may include%'"
    assert stressed.db.execute(change).rowcount == 1
    with pytest.raises(Disagreement):
        pdf.prepare(stressed)


def test_the_way_stress_is_counted_is_compared_with_the_history(stressed: CaseFile) -> None:
    stressed.db.execute("UPDATE cases SET stress = 'injured'")
    with pytest.raises(Disagreement, match=CODE):
        pdf.prepare(stressed)


def test_a_page_of_changes_accounts_for_each_of_them(stressed: CaseFile) -> None:
    revision = history.count(stressed)
    count(stressed, Stress.INJURED)
    request = SummaryRequest(template=Template.CHANGES, since=str(revision))
    changes = summary_diff.read(stressed, request)
    page = changes_template.page(changes)
    assert [change.after.row.code for change in changes.altered] == [CODE]
    assert rows(page, "Code")[1][1:] == [["Saltivskyi"], "?", "6 → 57"]
    assert rows(page, "District")[-1] == ["All", "3", "1", "34 → 85", "51", "85", "3"]
    text = json.dumps(page, ensure_ascii=False)
    assert (
        "The injured include people with acute stress. In the earlier summary, injured did not "
        "include people with acute stress."
    ) in text


def test_the_table_beside_has_them_in_its_last_columns(stressed: CaseFile) -> None:
    data = summary_data.gather(stressed, SummaryRequest())
    text = incident_csv.to_csv(data).decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(text)))
    assert [line["stress_best"] for line in lines] == ["51", "", ""]
    assert [line["affected_high"] for line in lines] == ["57", "16", "12"]
    assert (lines[0]["missing_low"], lines[0]["rescued_best"]) == ("3", "2")
    for quantity in TOTALLED:
        best = [int(line[f"{quantity}_best"]) for line in lines if line[f"{quantity}_best"]]
        assert sum(best) == data.totals.total.toll[quantity].best
