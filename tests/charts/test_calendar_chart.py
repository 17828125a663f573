"""The calendar: every cell against the reports, and what lies under it."""

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.collections import PolyCollection
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Text

from kharkiv_tracker import i18n
from kharkiv_tracker.charts import kinds
from kharkiv_tracker.charts.bars.colour_classes import tints
from kharkiv_tracker.charts.chart_request import (
    INCIDENTS,
    MEASURES,
    Measure,
    Options,
    measure_label,
)
from kharkiv_tracker.charts.hit_areas import ChartFigure
from kharkiv_tracker.domain.counting_rule import derive
from kharkiv_tracker.domain.quantity import INJURED
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.time_view import View
from kharkiv_tracker.domain.when import parse_clock
from kharkiv_tracker.palette import PALETTES
from kharkiv_tracker.store import incidents
from kharkiv_tracker.store.case_file import CaseFile

SMALL = (3.3, 2.6)


def texts(figure: Figure) -> str:
    return " ".join(" ".join(t.get_text() for t in figure.findobj(Text)).split())


def slow(case: CaseFile) -> dict[date, int | None]:
    """The best killed of each day; None where no report gives a number."""
    bests: dict[date, int | None] = {}
    for row in incidents.rows(case, incidents.ids(case)):
        if row.event.date:
            best = derive(incidents.grounds(case, row.code))["killed"].best
            before = bests.get(row.event.date)
            bests[row.event.date] = before if best is None else (before or 0) + best
    return bests


def tinted(figure: Figure, measure: str = "killed") -> list[str]:
    """The colours of all cells that are not bare, year by year."""
    bare = PALETTES["light"].panel
    cells = [c for c in figure.findobj(PolyCollection) if str(c.get_gid()).startswith(measure)]
    colours = [to_hex(colour) for c in cells for colour in c.get_facecolors()]
    return [colour for colour in colours if colour != bare]


def under(figure: ChartFigure, day: date) -> str:
    """What the cell of a day says; asked for in the middle of the cell that is drawn."""
    for area in figure.areas:
        for across in range(400):
            x = area.box.left + area.box.width * (across + 0.5) / 400
            for down in range(7):
                target = area.find(x, area.box.top - area.box.height * (down + 0.5) / 7)
                if target and target.within and target.within.first == target.within.last == day:
                    return target.text
    return ""


def test_every_day_is_a_cell_of_its_own_tint(case: CaseFile) -> None:
    due = {day: best for day, best in slow(case).items() if best is not None}
    figure = kinds.draw(case, "calendar")
    classes = tints(due.values(), PALETTES["light"].ink, PALETTES["light"].ground)
    assert tinted(figure) == [classes.of(due[day]) for day in sorted(due)]
    for day, best in due.items():
        assert under(figure, day).split(": ")[1].split(" killed")[0] == str(best)
    rows = csv.DictReader(io.StringIO(kinds.csv(case, "calendar")))
    bests = {row["day"]: row["killed_best"] for row in rows}
    assert {d: b for d, b in bests.items() if d != "undated" and b} == {
        day.isoformat(): str(best) for day, best in due.items()
    }


def test_a_day_without_incidents_is_none_recorded(case: CaseFile) -> None:
    assert under(kinds.draw(case, "calendar"), date(2022, 8, 20)) == (
        "20 August 2022: none recorded"
    )


def test_in_little_room_months_stand_for_days(case: CaseFile) -> None:
    months: dict[tuple[int, int], int] = {}
    for day, best in slow(case).items():
        if best is not None:
            months[day.year, day.month] = months.get((day.year, day.month), 0) + best
    figure = kinds.draw(case, "calendar", size=SMALL)
    classes = tints(months.values(), PALETTES["light"].ink, PALETTES["light"].ground)
    assert tinted(figure) == [classes.of(months[month]) for month in sorted(months)]
    august = figure.areas[0]
    target = august.find(august.box.left + august.box.width * 7.5 / 12, august.box.bottom + 2)
    assert target
    assert target.within == Selection(first=date(2022, 8, 1), last=date(2022, 8, 31))


def test_every_measure_has_a_value_of_its_own_and_is_found_by_it() -> None:
    assert [measure.value for measure in MEASURES] == [
        *("killed", "injured", "incidents", "killed per 100,000", "injured per 100,000")
    ]
    assert [Measure.of(measure.value) for measure in MEASURES] == list(MEASURES)
    with pytest.raises(KeyError):
        Measure.of("incidents per 100,000")


@pytest.mark.parametrize(
    ("language", "labels"),
    [
        ("en", "Killed, Injured, Incidents, Killed per 100,000, Injured per 100,000"),
        ("uk", "Загинуло, Поранено, Інциденти, Загиблі на 100 000, Поранені на 100 000"),
    ],
)
def test_measures_as_a_list_offers_them(language: str, labels: str) -> None:
    with i18n.speaking(language):
        assert ", ".join(map(measure_label, MEASURES)) == labels


def test_the_measure_is_what_is_counted(case: CaseFile) -> None:
    figure = kinds.draw(case, "calendar", options=Options(measure=Measure(INCIDENTS)))
    assert "Calendar: number of incidents" in texts(figure)
    assert len(tinted(figure, "incidents")) == len(slow(case))
    per_head = Options(measure=Measure(INJURED, is_rate=True))
    assert "Calendar: number injured" in texts(kinds.draw(case, "calendar", options=per_head))


def test_dots_mark_what_grew_later(case: CaseFile) -> None:
    figure = kinds.draw(case, "calendar", View(as_known_on=parse_clock("2022-08-18T12:00")))
    dots = [line for line in figure.findobj(Line2D) if str(line.get_gid()).startswith("later")]
    assert dots
    assert "Dot: later reports add more." in texts(figure)


@given(st.lists(st.integers(0, 100_000)))
def test_classes_hold_every_number_once(numbers: list[int]) -> None:
    classes = tints(numbers, "#000000", "#ffffff")
    assert list(classes.lower) == sorted(set(classes.lower))
    assert len(classes.lower) == len(classes.colours) == len(classes.names()) <= 7
    for number in {0, 1, 2, *numbers}:
        place = classes.place(number)
        assert classes.lower[place] <= number
        assert place + 1 == len(classes.lower) or number < classes.lower[place + 1]


@pytest.mark.parametrize(
    ("numbers", "names"),
    [
        ([], "0 1+"),
        ([1, 2, 7], "0 1 2–6 7+"),
        ([280, 290, 310, 330, 345, 420], "0 1–199 200–299 300–399 400+"),
    ],
)
def test_classes_are_named_by_their_numbers(numbers: list[int], names: str) -> None:
    assert " ".join(tints(numbers, "#000000", "#ffffff").names()) == names
