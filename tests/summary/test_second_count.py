"""No page leaves the house unless two ways of counting agree."""

from pathlib import Path

import pytest

from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.time_view import View
from kharkiv_tracker.domain.when import parse_clock, parse_date
from kharkiv_tracker.store import record_checks
from kharkiv_tracker.summary import pdf, second_count
from kharkiv_tracker.summary.second_count import Disagreement
from kharkiv_tracker.summary.summary_data import gather
from kharkiv_tracker.summary.summary_request import SummaryRequest, Template


@pytest.mark.parametrize(
    "clock", [None, "2022-08-17", "2022-08-18T12:00", "2022-08-22", "2024-05-27", "2026-12-31"]
)
def test_the_two_ways_agree_on_the_sample_at_any_time(case, clock: str | None) -> None:
    view = View(as_known_on=parse_clock(clock) if clock else None)
    second_count.check(case, gather(case, SummaryRequest(view)))


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ("UPDATE figure_steps SET best = best + 1, high = high + 1 WHERE quantity = 'killed' "
         "AND known_to IS NULL AND best = 19", "KHT-2022-08-17-01"),
        ("UPDATE figure_steps SET low = 9, best = 9, high = 9 WHERE quantity = 'injured.child' "
         "AND known_to IS NULL", "Saltivskyi"),
    ],
)  # fmt: skip
def test_a_figure_tampered_with_is_refused_by_name(
    made, strike, tmp_path: Path, change: str, place: str
) -> None:
    fields = {"killed": "19", "injured": "20", "of_whom": {"injured": {"child": "1"}}}
    case = made(strike(fields))
    case.db.execute(change)
    file = tmp_path / "page.pdf"
    with pytest.raises(Disagreement, match=place):
        pdf.write(case, file)
    assert not file.exists()


#: Rows changed by hand so that parts are more than their whole, today and as known on a day.
TOO_MANY = (
    "UPDATE figure_steps SET low = 17, best = 17, high = 17 WHERE quantity = 'injured.women'",
    "UPDATE figure_steps SET high = 21 WHERE quantity = 'injured.children'",
    "UPDATE figure_steps SET low = 21, best = 21 WHERE quantity = 'injured.hospitalised'",
)


@pytest.mark.parametrize("template", [Template.PERIOD, Template.INCIDENT])
@pytest.mark.parametrize("change", TOO_MANY)
def test_parts_above_their_whole_are_refused_by_page_and_verify(
    made, strike, tmp_path: Path, change: str, template: Template
) -> None:
    parts = {"women": "16", "child": "3", "hospitalised": "4"}
    case = made(strike({"killed": "19", "injured": "20", "of_whom": {"injured": parts}}))
    assert case.db.execute(change).rowcount == 1
    file = tmp_path / "page.pdf"
    with pytest.raises(Disagreement, match="the parts are larger than the whole"):
        pdf.write(case, file, SummaryRequest(template=template, incident="KHT-2022-08-17-01"))
    assert not file.exists()
    problems = [problem.problem for problem in record_checks.problems(case.db)]
    assert any(problem.startswith("The parts exceed the total") for problem in problems)


@pytest.mark.parametrize("template", list(Template))
def test_every_template_is_counted_twice(made, strike, tmp_path: Path, template: Template) -> None:
    case = made(strike({"killed": "19", "injured": "20"}))
    case.db.execute("UPDATE figure_steps SET best = 18, low = 18 WHERE quantity = 'killed'")
    request = SummaryRequest(template=template, incident="KHT-2022-08-17-01", since="0")
    file = tmp_path / "page.pdf"
    with pytest.raises(Disagreement, match="KHT-2022-08-17-01"):
        pdf.write(case, file, request)
    assert not file.exists()


def test_our_own_sum_beside_an_official_total_is_counted_twice(made, strike) -> None:
    """A step of the past that is wrong shows nowhere else on the page of today."""
    statement = {"area": "Kharkiv city", "since": "2022-02-24", "as_of": "2022-08-18",
                 "killed": ">1000"}  # fmt: skip
    reports = [
        {"as_of": "2022-08-18", "killed": "7"},
        {"as_of": "2022-08-20", "killed": "9"},
    ]
    case = made(strike(reports=reports), statements=[statement])
    pdf.prepare(case)
    changed = case.db.execute(
        "UPDATE figure_steps SET best = 8, low = 8, high = 8 WHERE quantity = 'killed' AND best = 7"
    )
    assert changed.rowcount == 1
    with pytest.raises(Disagreement, match="STA-2022-08-18-01"):
        pdf.prepare(case)


def test_reports_that_went_missing_are_noticed(made, strike) -> None:
    reports = [{"as_of": "2022-08-18", "killed": "7"}, {"as_of": "2022-08-18", "killed": "9"}]
    case = made(strike(reports=reports))
    case.db.execute("PRAGMA foreign_keys = OFF")
    case.db.execute("DELETE FROM reports WHERE number = 2")
    with pytest.raises(Disagreement, match="KHT-2022-08-17-01"):
        pdf.prepare(case)


def test_incidents_that_only_reach_into_the_period_are_named_and_counted_twice(
    made, strike
) -> None:
    event = {"date": "2022-08-16", "precision": "range", "until": "2022-08-18"}
    case = made(strike(), strike(event=event), strike(event={**event, "until": "2022-08-16T23:00"}))
    within = Selection(parse_date("2022-08-17"), parse_date("2022-08-17"))
    request = SummaryRequest(View(within))
    data = gather(case, request)
    assert (data.totals.total.incidents, data.totals.left_out.touching) == (1, 1)
    assert "Incidents left out: 1 that began before the period." in pdf.prepare(case, request).data
    case.db.execute("UPDATE incidents SET until = '2022-08-16T23:30' WHERE until = '2022-08-18'")
    with pytest.raises(Disagreement, match="left out"):
        pdf.prepare(case, request)
