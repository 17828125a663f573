"""Kinds of source and hours of the day: every group against the reports, incident by incident."""

import csv
import io
from collections.abc import Iterator
from datetime import datetime, time

import pytest
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.text import Text

from kharkiv_tracker.charts import kinds
from kharkiv_tracker.charts.bars import hour_chart
from kharkiv_tracker.charts.chart_request import ChartRequest
from kharkiv_tracker.domain.count import parse_count
from kharkiv_tracker.domain.entry import Entries, IncidentEntry
from kharkiv_tracker.domain.incident import Incident
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.source import Source, SourceKind
from kharkiv_tracker.domain.time_view import View
from kharkiv_tracker.domain.total import Total
from kharkiv_tracker.domain.when import EventTime, Precision, parse_as_of, parse_clock, parse_date
from kharkiv_tracker.store import group_codes
from kharkiv_tracker.store.case_file import CaseFile
from tests.store.slow import Slow

SALTIVSKYI = "UA63120270010315719"
DAY = parse_date("2022-08-17")
EVENTS = (
    EventTime(DAY, time(21, 30), Precision.APPROXIMATE),
    EventTime(DAY, time(21, 5), Precision.EXACT),
    EventTime(DAY, None, Precision.NIGHT),
    EventTime(DAY, time(4, 10), Precision.DAWN),
    EventTime(DAY, None, Precision.DATE),
    EventTime(),
)


def report(kind: SourceKind | None, killed: str, day: str) -> Report:
    source = Source(str(kind or "nobody"), kind)
    return Report(
        as_of=parse_as_of(day), source=source, counts={"killed": parse_count(killed)}, quote=day
    )


@pytest.fixture(scope="module")
def strikes() -> Iterator[CaseFile]:
    """A strike at every sort of hour, reported first by one kind of source, later by another."""
    first = (SourceKind.POLICE, None, SourceKind.MEDIA, SourceKind.UN, None, SourceKind.MEDIA)
    with CaseFile.in_memory("Strikes") as case:
        for number, event in enumerate(EVENTS):
            reports = (
                report(first[number], str(number + 1), "2022-08-18"),
                report(SourceKind.POLICE, str(number + 3), "2022-08-20"),
            )
            incident = Incident(event=event, district=SALTIVSKYI)
            case.record(Entries((IncidentEntry(incident, reports),)), "tester", "strike")
        yield case


def texts(figure: Figure) -> str:
    return " ".join(" ".join(t.get_text() for t in figure.findobj(Text)).split())


def cell(number: int | None) -> str:
    return "" if number is None else str(number)


@pytest.mark.parametrize("clock", [None, "2022-08-18", "2022-08-20"])
@pytest.mark.parametrize(("kind", "by"), [("by-hour", "hour"), ("by-source-kind", "source_kind")])
def test_each_group_is_what_its_reports_come_to(
    strikes: CaseFile, kind: str, by: str, clock: str | None
) -> None:
    at: datetime | None = parse_clock(clock) if clock else None
    slow = Slow(strikes)
    due: dict[str, Total] = {}
    for code in slow.incidents:
        figures = slow.figures(code, at)
        for key in slow.keys(code, by, at) if figures else ():
            due[key] = due.get(key, Total()) + Total.of([(figures or {})["killed"]])
    rows = list(csv.DictReader(io.StringIO(kinds.csv(strikes, kind, View(as_known_on=at)))))
    assert {row[by]: row["killed_best"] for row in rows} == {
        key: cell(total.best) for key, total in due.items()
    }
    assert len(rows) > 2


@pytest.mark.parametrize("clock", [None, "2022-08-18", "2022-08-17"])
def test_the_codes_behind_a_group_are_those_known_by_then(
    strikes: CaseFile, clock: str | None
) -> None:
    at = parse_clock(clock) if clock else None
    slow = Slow(strikes)
    for by in ("hour", "source_kind", "weapon"):
        due: dict[str, list[str]] = {}
        for code in slow.held(Selection(), at):
            for key in slow.keys(code, by, at):
                due.setdefault(key, []).append(code)
        codes_by_group = group_codes.codes(strikes, Selection(), by, at)
        assert codes_by_group == {key: tuple(sorted(codes)) for key, codes in due.items()}
    assert group_codes.codes(strikes, Selection(), "hour", limit=5) == {}


def test_hours_stand_in_their_place_and_the_unknown_last(strikes: CaseFile) -> None:
    figure = kinds.draw(strikes, "by-hour")
    place = hour_chart.read(strikes, ChartRequest("")).place
    hours, parts = sorted(columns(figure, "killed"), key=lambda heights: 21.5 not in heights)
    assert hours == {4.5: 6, 21.5: 3 + 4}
    assert parts == {place("night"): 5, place("unknown"): 7 + 8}
    assert place("unknown") > place("night")
    assert "hour unknown" in texts(figure)


def columns(figure: Figure, gid: str) -> list[dict[float, float]]:
    """The heights of the columns of each panel of this name, by where they are."""
    return [
        {segment[0][0]: segment[1][1] for segment in collection.get_segments()}
        for collection in figure.findobj(LineCollection)
        if collection.get_gid() == gid
    ]


def test_what_became_known_later_stands_pale(strikes: CaseFile) -> None:
    figure = kinds.draw(strikes, "by-hour", View(as_known_on=parse_clock("2022-08-18")))
    assert any(heights.get(21.5) == 3 + 4 for heights in columns(figure, "later-killed"))
    assert "Pale columns: known later." in texts(figure)
    assert "Pale columns" not in texts(kinds.draw(strikes, "by-hour"))


def test_a_column_names_its_hour_and_its_incidents(strikes: CaseFile) -> None:
    figure = kinds.draw(strikes, "by-hour")
    (box, end) = next(
        (area.box, axes.get_xlim()[1])
        for area, axes in zip(figure.areas, figure.axes, strict=True)
        if axes.get_xlim()[1] == 24 and axes.get_label() == "killed"
    )
    target = figure.find(box.left + box.width * 21.5 / end, box.bottom + 5)
    assert target
    assert target.text == "21:00–21:59: 7 killed, ? injured"
    assert target.codes == ("KHT-2022-08-17-01", "KHT-2022-08-17-02")
    assert figure.find(box.left + box.width * 12.5 / end, box.bottom + 5) is None
