"""Age and sex: the classes that reports state, and the rest of whom nobody says either."""

import csv
import io

import pytest
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from kharkiv_tracker.analysis.people_classes import classes
from kharkiv_tracker.charts import kinds
from kharkiv_tracker.charts.bars import people_chart
from kharkiv_tracker.charts.chart_request import ChartRequest
from kharkiv_tracker.domain.counting_rule import derive
from kharkiv_tracker.domain.quantity import CLASSES, KILLED, subset
from kharkiv_tracker.domain.total import GroupTotal, LeftOut, Toll, Total, Totals
from kharkiv_tracker.store import incidents
from kharkiv_tracker.store.case_file import CaseFile
from tests.tolls import toll


def texts(figure: Figure) -> str:
    return " ".join(" ".join(t.get_text() for t in figure.findobj(Text)).split())


def cell(number: int | None) -> str:
    return "" if number is None else str(number)


@pytest.mark.parametrize("quantity", ["killed", "injured"])
def test_the_classes_and_the_rest_are_what_reports_come_to(case: CaseFile, quantity: str) -> None:
    slow = {name: Total() for name in CLASSES}
    everyone = Total()
    for row in incidents.rows(case, incidents.ids(case)):
        derived = derive(incidents.grounds(case, row.code))
        everyone += Total.of([derived[quantity]])
        for name in CLASSES:
            if f"{quantity}.{name}" in derived:
                slow[name] += Total.of([derived[f"{quantity}.{name}"]])
    table = list(csv.DictReader(io.StringIO(kinds.csv(case, "people"))))
    assert len(table) > 1
    for row in table[:-1]:
        total = slow[row["class"]]
        assert row[f"{quantity}_low"] == cell(total.low)
        assert row[f"{quantity}_best"] == cell(total.best)
        assert row[f"{quantity}_high"] == cell(total.high)
    stated = sum(slow[name].best or 0 for name in CLASSES if name != "unknown")
    assert table[-1]["class"] == "unknown"
    assert table[-1][f"{quantity}_best"] == cell((everyone.best or 0) - stated)
    missing = {n for n in CLASSES if slow[n].best} - {row["class"] for row in table}
    assert not missing


def test_bars_are_as_long_as_their_numbers(case: CaseFile) -> None:
    figure = kinds.draw(case, "people")
    bars = {str(p.get_gid()): p for p in figure.findobj(Rectangle) if p.get_gid()}
    table = list(csv.DictReader(io.StringIO(kinds.csv(case, "people"))))
    bests = {
        r["class"]: int(r["injured_best"]) for r in table if r["injured_best"] not in {"", "0"}
    }
    # Those of unknown age and sex have a scale of their own.
    bests.pop("unknown")
    lengths = {name: bars[f"injured-{name}"].get_width() / best for name, best in bests.items()}
    assert max(lengths.values()) == pytest.approx(min(lengths.values()))


@pytest.mark.parametrize(
    ("whole", "groups", "rest"),
    [
        (Total(10, 10, 10), [], Total(10, 10, 10)),
        (Total(10, 10, 10), [Total(3, 3, 3), Total(unknown=1)], Total(7, 7, 7)),
        (Total(10, 11, 12), [Total(3, 3, 5)], Total(8, 8, 9)),
        (Total(10, 10, None), [Total(3, 3, 3)], Total(7, 7, None)),
        (Total(10, 10, 10), [Total(3, 3, 10), Total(2, 2, 7)], Total(5, 5, 5)),
        (Total(2, 2, 2), [Total(3, 3, 3)], Total(0, 0, 0)),
        (Total(10, 10, 10, unknown=2), [Total(3, 3, 3)], Total(7, 7, 7, unknown=2)),
        (Total(unknown=2), [Total(3, 3, 3)], Total(unknown=2)),
    ],
)
def test_the_rest_of_a_whole(whole: Total, groups: list[Total], rest: Total) -> None:
    """Best less children and adults; at most what they leave of the high."""
    parts = zip(("children", "adults"), groups, strict=False)
    totals = {KILLED: whole, **{subset(KILLED, name): total for name, total in parts}}
    assert Toll(totals).not_said(KILLED) == rest


def test_a_class_nobody_states_is_a_question_mark_or_no_row() -> None:
    two = Total(2, 2, 2)
    men = Toll({subset(KILLED, name): two for name in ("men", "adults")})
    total = GroupTotal("", 3, toll(Total(5, 5, 5), Total(7, 7, None)) + men)
    assert [group.key for group in classes(total)] == ["men", "unknown"]
    chart = people_chart.People(ChartRequest("$x$ <b>"), Totals((), total, LeftOut(withdrawn=1)))
    text = texts(people_chart.draw(chart, "light", (10.0, 6.0)))
    for sentence in ("no report says how many", "7+", "1 withdrawn", "$x$ <b>", "?"):
        assert sentence in text


def test_what_may_be_none_or_any_number_is_unknown() -> None:
    forty = Total(40, 40, None)
    men = Toll({subset(KILLED, name): forty for name in ("men", "adults")})
    groups = classes(GroupTotal("", 3, toll(Total(40, 40, None, 2), Total(7, 7, 7)) + men))
    assert groups[-1].toll.counted == (Total(unknown=2), Total(7, 7, 7))
