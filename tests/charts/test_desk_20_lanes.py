"""Lanes: each incident a mark at its time in its district, as large as the number it shows."""

import csv
import io
from collections.abc import Iterator
from datetime import date
from typing import Any

import numpy as np
import pytest
from matplotlib.collections import EllipseCollection
from matplotlib.figure import Figure
from matplotlib.text import Text

from kharkiv_tracker import gazetteer
from kharkiv_tracker.charts import kinds
from kharkiv_tracker.charts.chart_request import INCIDENTS, ChartRequest, Measure, Options
from kharkiv_tracker.charts.lanes import lane_data, lanes_chart
from kharkiv_tracker.charts.span import Span
from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.time_view import View
from kharkiv_tracker.domain.when import parse_clock
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.gui.charts import keyboard_targets
from kharkiv_tracker.store import totals
from kharkiv_tracker.store.case_file import CaseFile

#: District, day, hour, and what the first and the second report say of the killed.
STRIKES = (
    ("Saltivskyi", "2022-08-01", "06:00", "4", ""),
    ("Saltivskyi", "2022-08-11", "", "~16", ""),
    ("Saltivskyi", "2022-08-21", "", "1", "9+"),
    ("Kyivskyi", "2022-08-06", "", "?", ""),
    ("Kyivskyi", "2022-08-16", "", "0", ""),
    ("Iziumskyi", "2022-08-12", "12:30", "2", ""),
    ("Iziumskyi", "", "", "3", ""),
)
PLACE = "House of Olena"


@pytest.fixture(scope="module")
def strikes() -> Iterator[CaseFile]:
    with CaseFile.in_memory("Strikes") as case:
        incidents = []
        for district, day, hour, first, second in STRIKES:
            event = {"date": day, **({"time": hour} if hour else {})}
            reports = [
                {"source": "Office", "as_of": as_of, "killed": killed, "injured": "1", "quote": "x"}
                for as_of, killed in (("2022-08-22", first), ("2022-09-10", second))
                if killed
            ]
            incident = {"district": district, "place": PLACE, "reports": reports}
            incidents.append({**incident, "event": event if day else {"precision": "unknown"}})
        case.record(entry_json.read({"incidents": incidents}, gazetteer.load()), "tester", "x")
        yield case


def texts(figure: Figure) -> str:
    return " ".join(" ".join(t.get_text() for t in figure.findobj(Text)).split())


def circles(figure: Figure) -> dict[str, Any]:
    """Where the marks of each kind are, and their widths; those of the key left out."""
    plot = figure.areas[-1].box
    marks: dict[str, list[tuple[float, float, float]]] = {}
    for collection in figure.findobj(EllipseCollection):
        for (x, y), width in zip(
            collection.get_offsets(), collection.get_widths() * 2, strict=True
        ):
            if plot.holds(x, y):
                marks.setdefault(str(collection.get_gid()), []).append((x, y, width))
    return marks


def rows(case: CaseFile, view: View = View(), **kwargs: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(kinds.csv(case, "lanes", view, **kwargs))))


def test_desk_20_each_incident_is_a_mark_at_its_time_as_large_as_its_number(
    strikes: CaseFile,
) -> None:
    figure = kinds.draw(strikes, "lanes")
    marks, plot = circles(figure), figure.areas[-1]
    sizes = {round(x, 3): width for x, _y, width in marks["marks"]}
    by_day = {}
    for district, day, hour, first, second in STRIKES:
        if not day:
            continue
        assert plot.span
        since = (date.fromisoformat(day) - plot.span.first).days
        share = {"06:00": 0.25, "12:30": 12.5 / 24}.get(hour, 0.5)
        x = plot.box.left + plot.box.width * (since + share) / plot.span.days
        by_day[day, district] = round(float(x), 3), (second or first).strip("~+")
    solid = {x: int(killed) for x, killed in by_day.values() if killed not in {"?", "0"}}
    assert set(sizes) == set(solid)
    # Areas are as the numbers.
    worth = {sizes[x] ** 2 / killed for x, killed in solid.items()}
    assert max(worth) == pytest.approx(min(worth))
    for kind, sign in (("unknown", "?"), ("none", "0")):
        ((x, _y, width),) = marks[kind]
        assert round(float(x), 3) == next(at for at, killed in by_day.values() if killed == sign)
        assert width < max(sizes.values())
        (collection,) = [
            c
            for c in figure.findobj(EllipseCollection)
            if c.get_gid() == kind and plot.box.holds(*c.get_offsets()[0])
        ]
        assert not collection.get_facecolor()[:, 3].any()
    # A lane for each district, those without an incident too; undated ones are only counted.
    text = texts(figure)
    assert all(name in text for name in ("Shevchenkivskyi", "Kharkiv city, district unknown"))
    assert "1 undated incident not shown." in text
    assert "Each mark is an incident; its area shows the number killed." in text
    assert len({round(y, 2) for _x, y, _width in marks["marks"]}) == 2


def test_desk_20_a_mark_names_its_incident_to_pointer_and_keyboard(strikes: CaseFile) -> None:
    figure = kinds.draw(strikes, "lanes")
    reached = set()
    for x, y, _width in [mark for kind in circles(figure).values() for mark in kind]:
        target = figure.find(x, y)
        assert target
        assert len(target.codes) == 1
        reached.add((target.codes[0], target.text))
    assert len(reached) == len(STRIKES) - 1
    saltivskyi = "Saltivskyi, 21 August 2022: 9+ killed, 1 injured"
    assert ("KHT-2022-08-21-01", saltivskyi) in reached
    by_keys = {figure.find(*place).codes for place, _mark in keyboard_targets._everywhere(figure)}
    assert by_keys == {(code,) for code, _text in reached}


def test_desk_20_the_table_has_a_row_for_each_incident(strikes: CaseFile, case: CaseFile) -> None:
    listed = rows(strikes)
    assert list(listed[0]) == list(lanes_chart.COLUMNS)
    assert [row["date"] for row in listed] == [*sorted(s[1] for s in STRIKES if s[1]), ""]
    about = {row["date"]: row["killed_about"] for row in listed}
    assert (about["2022-08-11"], about["2022-08-01"]) == ("yes", "no")
    open_row = next(row for row in listed if row["date"] == "2022-08-21")
    assert (open_row["killed_best"], open_row["killed_high"]) == ("9", "")
    assert listed[0]["time"] == "06:00"
    for at in (None, parse_clock("2022-08-25")):
        for other in (strikes, case):
            whole = totals.summed(other, Selection(), at)
            own = rows(other, View(as_known_on=at))
            assert len(own) == whole.incidents
            added = sum(int(row["killed_best"] or 0) for row in own)
            assert added == (whole.toll["killed"].best or 0) - _remainder(whole)
    assert PLACE not in kinds.csv(strikes, "lanes", profile=Profile.OPEN)
    assert PLACE not in texts(kinds.draw(strikes, "lanes", profile=Profile.OPEN))


def _remainder(whole: Any) -> int:
    return (whole.remainder["killed"].best or 0) if whole.remainder else 0


def test_desk_20_what_became_known_later_is_dashed(strikes: CaseFile) -> None:
    clock = View(as_known_on=parse_clock("2022-08-25"))
    figure = kinds.draw(strikes, "lanes", clock)
    marks = circles(figure)
    ((x, _y, width),) = marks["later"]
    (now,) = [mark for mark in marks["marks"] if mark[0] == x]
    assert width == pytest.approx(3 * now[2])
    assert "Dashed: known later." in texts(figure)
    assert "later" not in circles(kinds.draw(strikes, "lanes", clock, Options(later=False)))


def test_desk_20_a_selection_has_its_own_lanes_and_days(strikes: CaseFile) -> None:
    key = gazetteer.load().resolve("Saltivskyi").key
    chosen = Selection(date(2022, 8, 10), date(2022, 8, 31), (key,))
    figure = kinds.draw(strikes, "lanes", View(chosen))
    assert len(circles(figure)["marks"]) == 2
    assert "Kyivskyi" not in texts(figure)
    chart = lanes_chart.read(strikes, ChartRequest("Strikes"))
    near = lanes_chart.within(chart, Span(date(2022, 8, 10), date(2022, 8, 13)))
    figure = lanes_chart.draw(near, "dark", kinds.SIZE)
    assert len(circles(figure)["marks"]) == 2


@pytest.mark.parametrize("measure", ["killed", "injured", INCIDENTS])
def test_desk_20_too_many_incidents_are_drawn_by_stretches_of_days(
    strikes: CaseFile, monkeypatch: pytest.MonkeyPatch, measure: str
) -> None:
    monkeypatch.setattr(lanes_chart, "MOST", 5)
    monkeypatch.setattr(lane_data, "_STRETCHES", 2)
    options = Options(measure=Measure(measure))
    chart = lanes_chart.read(strikes, ChartRequest("Strikes", options=options))
    assert chart.stretch > 5
    assert int(chart.marks.incidents.sum()) == len(STRIKES) - 1
    figure = lanes_chart.draw(chart, "light", kinds.SIZE)
    assert "Too many incidents to draw each: a mark is the incidents of a district in" in texts(
        figure
    )
    # The table is of single incidents, and a mark leads to exactly its own.
    assert lanes_chart.to_csv(chart) == kinds.csv(strikes, "lanes")
    found = []
    for x, y, _width in [mark for kind in circles(figure).values() for mark in kind]:
        target = figure.find(x, y)
        assert target
        assert target.within
        whole = totals.summed(strikes, target.within)
        assert f"{whole.toll['injured'].best} injured" in target.text
        found.append(whole.incidents)
    assert sum(found) == len(STRIKES) - 1
    numbers = chart.marks.numbers(measure)
    whole = {"killed": 31, "injured": 6, INCIDENTS: 6}[measure]
    assert np.nansum(numbers) == whole


def test_desk_20_lanes_are_a_kind_of_chart() -> None:
    assert "lanes" in [kind.name for kind in kinds.listed()]
    assert kinds.kind("lanes").title() == "Incidents by district and time, number killed"
