"""How figures grew: first against last by the reports, medians by hand."""

import csv
import io
from datetime import datetime
from statistics import median

import pytest
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Text

from kharkiv_tracker.analysis.growth_statistics import FEWEST, by_weapon, growth_median, largest
from kharkiv_tracker.charts import kinds
from kharkiv_tracker.domain.counting_rule import Grounds, steps
from kharkiv_tracker.domain.figure import Figure as Derived
from kharkiv_tracker.domain.figure_growth import Growth
from kharkiv_tracker.domain.time_view import View
from kharkiv_tracker.domain.when import parse_clock
from kharkiv_tracker.store import incidents
from kharkiv_tracker.store.case_file import CaseFile


def texts(figure: Figure) -> str:
    return " ".join(" ".join(t.get_text() for t in figure.findobj(Text)).split())


def slow(case: CaseFile, quantity: str, clock: datetime | None) -> dict[str, tuple[int, int]]:
    """First and last best figure of each incident with more than one report."""
    firsts_and_lasts: dict[str, tuple[int, int]] = {}
    for row in incidents.rows(case, incidents.ids(case)):
        reports = incidents.deriving_reports(case, row.code)
        numbers = [
            step.figure.best
            for step in steps(Grounds(tuple(reports), case.rule))
            if step.quantity == quantity
            and step.figure.best is not None
            and (clock is None or (step.known_from and step.known_from <= clock))
        ]
        if len(numbers) > 1:
            firsts_and_lasts[row.code] = (numbers[0], numbers[-1])
    return firsts_and_lasts


@pytest.mark.parametrize("clock", [None, "2022-08-18T12:00", "2022-08-20"])
@pytest.mark.parametrize("quantity", ["killed", "injured"])
def test_incidents_and_medians_are_those_of_the_reports(
    case: CaseFile, quantity: str, clock: str | None
) -> None:
    at = parse_clock(clock) if clock else None
    due = slow(case, quantity, at)
    rows = list(csv.DictReader(io.StringIO(kinds.csv(case, "growth", View(as_known_on=at)))))
    mine = [row for row in rows if row["quantity"] == quantity]
    figures = {
        row["key"]: (int(row["first_best"]), int(row["last_best"]))
        for row in mine
        if row["row"] == "incident"
    }
    assert figures == due
    assert due
    by_hand: dict[str, list[int]] = {}
    for code, (first, last) in due.items():
        for weapon in incidents.incident(case, code).weapons or ("unknown",):
            by_hand.setdefault(str(weapon), []).append(last - first)
    weapons = {row["key"]: row for row in mine if row["row"] == "weapon"}
    assert set(weapons) == set(by_hand)
    for weapon, added in by_hand.items():
        # Of fewer incidents no median is given.
        due_median = str(median(added)) if len(added) >= FEWEST else ""
        assert weapons[weapon]["added"] == due_median
        assert int(weapons[weapon]["incidents"]) == len(added)


def test_lines_run_from_the_first_figure_to_the_last(case: CaseFile) -> None:
    figure = kinds.draw(case, "growth")
    due = slow(case, "killed", None)
    lines = {
        str(line.get_gid())[len("killed-") :]: line.get_xdata()
        for line in figure.findobj(Line2D)
        if str(line.get_gid()).startswith("killed-")
    }
    assert set(lines) == {code for code, (first, last) in due.items() if last > first}
    lengths = {code: x[1] - x[0] for code, x in lines.items()}
    scales = {code: length / (due[code][1] - due[code][0]) for code, length in lengths.items()}
    assert max(scales.values()) == pytest.approx(min(scales.values()))
    assert "2 → 19" in texts(figure)


def test_later_growth_is_dashed_and_a_row_names_its_incident(case: CaseFile) -> None:
    figure = kinds.draw(case, "growth", View(as_known_on=parse_clock("2022-08-18T12:00")))
    assert [x for x in figure.findobj(Line2D) if str(x.get_gid()).startswith("later-")]
    assert "→ 19" in texts(figure)
    targets = [
        area.find(area.box.left + 1, area.box.top - 1) for area in kinds.draw(case, "growth").areas
    ]
    assert all(target and target.codes for target in targets)
    assert any(
        target and target.text == "Saltivskyi, 17 Aug 2022, killed: 2 → 19" for target in targets
    )


def growth(code: str, first: int, last: int, *weapons: str) -> Growth:
    ends = Derived(first, first, first), Derived(last, last, last)
    return Growth(code, None, "x", "", weapons, "killed", *ends)


def test_typical_growth() -> None:
    growths = [
        growth("a", 2, 19, "missile"),
        growth("b", 0, 4),
        growth("c", 1, 3, "missile", "mine"),
    ]
    medians = by_weapon(growths, "killed")
    assert {key: median.incidents for key, median in medians.items()} == {
        "missile": 2,
        "unknown": 1,
        "mine": 1,
    }
    assert (medians["missile"].added, medians["missile"].times) == (9.5, 6.25)
    assert (medians["unknown"].added, medians["unknown"].times) == (4, None)
    assert growth_median([]) is None
    assert [median.code for median in largest(growths, "killed", 2)] == ["a", "b"]
