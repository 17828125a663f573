"""Official totals beside our own sums: the same area and period, and what was known then."""

import csv
import io
from datetime import date

from matplotlib.figure import Figure
from matplotlib.text import Text

from kharkiv_tracker import gazetteer
from kharkiv_tracker.charts import kinds
from kharkiv_tracker.charts.bars import official_chart
from kharkiv_tracker.charts.chart_request import ChartRequest
from kharkiv_tracker.domain.counting_rule import Grounds, derive
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.time_view import View
from kharkiv_tracker.domain.total import Total
from kharkiv_tracker.domain.total_comparison import Gap
from kharkiv_tracker.store import incidents, statements
from kharkiv_tracker.store.case_file import CaseFile


def texts(figure: Figure) -> str:
    return " ".join(" ".join(t.get_text() for t in figure.findobj(Text)).split())


def slow(case: CaseFile, gap: Gap) -> Total:
    """The killed known then, incident by incident."""
    statement = gap.statement
    assert statement.since
    assert gap.last
    assert statement.as_of
    within = gazetteer.load().within(statement.area)
    total = Total()
    for row in incidents.rows(case, incidents.ids(case)):
        day = row.event.date
        if day is None or row.district not in within or not statement.since <= day <= gap.last:
            continue
        reports = [
            report
            for report in incidents.deriving_reports(case, row.code)
            if report.known_from is not None and report.known_from <= statement.as_of.end
        ]
        if reports:
            total += Total.of([derive(Grounds(tuple(reports), case.rule))["killed"]])
    return total


def cell(number: int | None) -> str:
    return "" if number is None else str(number)


def test_each_row_is_the_statement_and_what_reports_known_then_come_to(case: CaseFile) -> None:
    table = list(csv.DictReader(io.StringIO(kinds.csv(case, "against-official"))))
    gaps = {g.statement.code: g for g in statements.gaps(case, gazetteer.load())}
    assert {row["code"] for row in table} == set(gaps)
    assert any(gap.reason is None for gap in gaps.values())
    for row in table:
        gap = gaps[row["code"]]
        assert row["official_killed_best"] == cell(gap.statement.count("killed").best)
        total = Total() if gap.reason else slow(case, gap)
        assert row["own_killed_low"] == cell(total.low)
        assert row["own_killed_best"] == cell(total.best)
        assert row["own_killed_high"] == cell(total.high)


def test_pairs_of_rows_are_drawn_and_the_rest_is_counted(case: CaseFile) -> None:
    chart = official_chart.read(case, ChartRequest(case.title))
    rows = chart.rows
    assert [row.key.rpartition("-")[2] for row in rows] == ["official", "own"] * len(chart.compared)
    text = texts(kinds.draw(case, "against-official"))
    assert text.count("our sum, as known then") == len(chart.compared) > 0
    without = len(chart.gaps) - len(chart.comparable)
    crowded = len(chart.comparable) - len(chart.compared)
    assert ("cannot be compared; " in text) == (without > 0)
    assert ("earlier official total not drawn" in text) == (crowded > 0)


def test_the_selection_chooses_by_area_and_by_the_day_spoken_of(case: CaseFile) -> None:
    late = official_chart.read(
        case, ChartRequest(case.title, View(Selection(first=date(2023, 1, 1))))
    )
    assert late.gaps
    assert all(g.last is None or g.last >= date(2023, 1, 1) for g in late.gaps)
    none = Selection(first=date(2001, 1, 1), last=date(2001, 1, 2))
    assert "No incidents in this selection." in texts(
        kinds.draw(case, "against-official", View(none))
    )


def test_without_a_total_to_compare_a_sentence_says_so() -> None:
    alone = official_chart.Official(ChartRequest("$x$ <b>"), True, ())
    text = texts(official_chart.draw(alone, "dark", (10.0, 6.0)))
    assert "None of the official totals can be compared." in text
    assert "$x$ <b>" in text
