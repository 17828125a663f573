"""Whoever looks at a case sees the same numbers: totals, charts, table, panel, page, strip.

All of them are held against one slow hand that adds up incident by incident.
"""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from PySide6.QtWidgets import QLabel, QWidget

from kharkiv_tracker import gazetteer, labels
from kharkiv_tracker.analysis import people_classes
from kharkiv_tracker.charts import chart_notes, day_source
from kharkiv_tracker.charts.curves import cumulative_chart
from kharkiv_tracker.cli import totals_command
from kharkiv_tracker.domain.counting_rule import Rule, Stress
from kharkiv_tracker.domain.figure import Figure, affected
from kharkiv_tracker.domain.incident import Grade, ReviewState, Weapon
from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.domain.quantity import (
    AFFECTED,
    CLASSES,
    COUNTED,
    INJURED,
    MISSING,
    PARTS,
    QUANTITIES,
    STRESS,
    TOGETHER,
    TOTALLED,
    UNCOUNTED,
    WITH_PARTS,
    subset,
)
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.time_view import View
from kharkiv_tracker.domain.total import DayTotal, Toll, Total, Totals
from kharkiv_tracker.domain.when import parse_clock
from kharkiv_tracker.gui import qt_enums
from kharkiv_tracker.gui.incidents import incidents_view
from kharkiv_tracker.gui.inspector import figure_section
from kharkiv_tracker.i18n import _
from kharkiv_tracker.labels import stress_text
from kharkiv_tracker.store import case_copy, incidents, rule_choice, totals
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.summary import (
    incident_csv,
    pdf,
    second_count,
    summary_data,
    tables,
)
from kharkiv_tracker.summary.summary_data import SelectionData
from kharkiv_tracker.summary.summary_request import SummaryRequest
from tests.features.conftest import Ask
from tests.features.mixed_case import BETWEEN, mixed_case
from tests.features.random_case import random_case, random_view
from tests.features.sight import (
    Sight,
    assert_row,
    assert_stress,
    assert_whole,
    bounds,
    cells,
    json_bounds,
    rows,
    table,
    total_of,
)
from tests.store.slow import Slow, flattened
from tests.tolls import slow_total

CITY, OBLAST = "UA63120270010096107", "UA63000000000041885"
SALTIVSKYI, KYIVSKYI = "UA63120270010315719", "UA63120270010216514"
IZIUM = "UA63040000000023521"
#: An incident may be in several groups of these: they add up to more than the total.
OVERLAPPING = ("weapon", "place", "source_kind")
WITH_REMAINDER = ("district", "day", "month", "year")

AUGUST = (date(2022, 8, 17), date(2022, 12, 31))
SELECTIONS = {
    "everything": Selection(),
    "over days": Selection(date(2022, 10, 1), date(2022, 12, 31)),
    "one day": Selection(date(2022, 8, 18), date(2022, 8, 18)),
    "new year": Selection(date(2023, 1, 1)),
    "attack": Selection(date(2024, 8, 30), date(2024, 8, 30)),
    "districts": Selection(districts=(SALTIVSKYI, CITY, OBLAST)),
    "weapons": Selection(weapons=(Weapon.MISSILE, Weapon.AERIAL_BOMB)),
    "grades": Selection(grades=(Grade.FAIR, Grade.DISCOUNTED)),
    "approved": Selection(states=(ReviewState.APPROVED,)),
    "withdrawn": Selection(states=(ReviewState.WITHDRAWN,)),
    "text": Selection(text="suspilne"),
    "days and districts": Selection(*AUGUST, districts=(KYIVSKYI, IZIUM, CITY)),
    "nothing": Selection(date(2025, 1, 1), date(2025, 1, 2)),
}
#: At the ends of days, in the hour that comes twice, and before a number is corrected.
CLOCKS = {
    "2022-08-17T23:58": "everything",
    "2022-08-17T23:59": "everything",
    "2022-08-17": "one day",
    "2022-08-18T00:00": "everything",
    "2022-10-30T03:15+02:00": "districts",
    "2022-10-30T03:30+02:00": "everything",
    "2022-11-02T11:00": "over days",
    "2022-11-09": "everything",
    "2022-12-31": "new year",
    "2024-08-30": "attack",
}


@cache
def cases(name: str) -> CaseFile:
    case = mixed_case()
    if name == "recorded":
        return case.as_recorded_on(BETWEEN)
    with case.edit("tester", name) as edit:
        if name == "injured":
            rule_choice.set_stress(edit, Stress.INJURED)
        if name == "range":
            rule_choice.set_rule(edit, Rule.RANGE)
    return case


@cache
def looked_at(case: str, view: View) -> Sight:
    """A case under a view."""
    return Sight(cases(case), slow_hand(case), view)


@cache
def slow_hand(name: str) -> Slow:
    return Slow(cases(name))


def _sights() -> dict[str, tuple[str, View]]:
    views = {name: View(selection) for name, selection in SELECTIONS.items()}
    views |= {clock: View(SELECTIONS[name], parse_clock(clock)) for clock, name in CLOCKS.items()}
    sights = {name: ("apart", view) for name, view in views.items()}
    for case in ("injured", "range"):
        sights[case] = (case, View())
    recorded = View(as_recorded_on=BETWEEN)
    sights["recorded"] = ("recorded", recorded)
    sights["recorded days"] = ("recorded", replace(recorded, selection=Selection(*AUGUST)))
    return sights


SIGHTS = _sights()


@pytest.fixture(scope="module", autouse=True)
def _constants() -> None:
    """Many panels are made: none is to use up a constant of Python."""
    qt_enums.keep()


@pytest.fixture(params=SIGHTS, scope="module")
def sight(request: pytest.FixtureRequest) -> Sight:
    return looked_at(*SIGHTS[request.param])


def test_totals_and_their_json_are_those_of_the_slow_hand_by_every_key(sight: Sight) -> None:
    case, view = sight.file, sight.view
    due_left_out = sight.slow.left_out(view.selection, view.as_known_on)
    for by in totals.BY:
        result = totals.totals(case, view.selection, by, view.as_known_on)
        assert {group.key: known(flattened(group)) for group in result.groups} == {
            key: known(group) for key, group in sight.by(by).items()
        }, by
        assert known(flattened(result.total)) == known(sight.total)
        assert result.left_out == due_left_out
        assert_incidents(sight, by, result)
        document = totals_command.document(result, by, case.rule, case.stress, view)
        assert_document(sight, by, document)
        assert document["left_out"] == asdict(due_left_out)


def known(toll: dict[str, Total]) -> dict[str, Total]:
    """Without parts of which nothing is known: they may be there as unknown, or not at all."""
    return {name: total for name, total in toll.items() if "." not in name or total.low is not None}


def assert_incidents(sight: Sight, by: str, result: Totals) -> None:
    """Groups hold their incidents, and add up where they do not overlap."""
    keys = {code: sight.slow.keys(code, by, sight.view.as_known_on) for code in sight.counted}
    for group in (*result.groups, replace(result.total, key="all")):
        is_all = group.key == "all"
        codes = [code for code in sight.counted if is_all or group.key in keys[code]]
        assert group.incidents == len(codes)
        assert group.undivided == sum(is_undivided(sight.figures(code)) for code in codes)
    if by in OVERLAPPING:
        return
    rests = [] if by in WITH_REMAINDER else [rest for *_of, rest in sight.remainders]
    summed = sum((group.toll for group in result.groups), Toll())
    for name in COUNTED:
        beside = [rest[name] for rest in rests if name in rest]
        assert slow_total([summed[name], *beside]) == result.total.toll[name]


def is_undivided(figures: dict[str, Figure]) -> bool:
    """Whether nobody says how many of the affected are injured."""
    return figures.get(AFFECTED, Figure()).low is not None and STRESS not in figures


def assert_document(sight: Sight, by: str, document: dict[str, Any]) -> None:
    """The JSON has the numbers of every group, quantity and part."""
    groups = {group["key"]: (group, sight.by(by)[group["key"]]) for group in document["groups"]}
    assert set(groups) == set(sight.by(by))
    for group, toll in (*groups.values(), (document["total"], sight.total)):
        for name in TOTALLED:
            total, number = toll.get(name, Total()), group["quantities"][name]
            assert json_bounds(number) == bounds(total), name
            assert number["about"] is total.about
            if total.low is not None or total.unknown:
                assert number["unknown"] == total.unknown
            for part in PARTS if name in WITH_PARTS else ():
                part_total = toll.get(subset(name, part), Total())
                assert json_bounds(number["of_whom"].get(part, {})) == bounds(part_total)
        for name in COUNTED:
            assert json_bounds(group[name]) == json_bounds(group["quantities"][name])
    rest = document["total"].get("remainder", {})
    for name in TOTALLED:
        own = [beyond[name] for *_of, beyond in sight.remainders if name in beyond]
        assert json_bounds(rest.get(name, {})) == bounds(slow_total(own))
    assert document["stress"] == sight.slow.stress.value


def test_the_curves_end_at_the_totals_and_pass_every_day(sight: Sight) -> None:
    tables_of = [rows(sight, kind) for kind in ("cumulative", "stacked", "multiples")]
    assert tables_of[0] == tables_of[1] == tables_of[2]
    seen: dict[tuple[str, str], dict[str, str]] = {}
    for row in tables_of[0]:
        district, kind = row["district"], row["kind"]
        days = [date.max] if row["date"] == "undated" else [date.fromisoformat(row["date"])]
        is_undated = row["date"] == "undated"
        seen[district, kind] = row

        def has_come(day: date | None, until: date = days[0], last: bool = is_undated) -> bool:
            return last or (day is not None and day <= until)

        codes = [
            code
            for code in sight.counted
            if sight.slow.incidents[code].district == district and has_come(sight.day(code))
        ]
        rests = [r for area, day, r in sight.remainders if area == district and has_come(day)]
        for name in COUNTED:
            due = (
                sight.sum_of(name, codes)
                if kind == "incidents"
                else slow_total(rest[name] for rest in rests if name in rest)
            )
            assert_row(row, name, due)
        assert_stress(sight, row)
    due_kinds = {(sight.slow.incidents[code].district, "incidents") for code in sight.counted}
    due_kinds |= {(area, "remainder") for area, _day, _rest in sight.remainders}
    assert set(seen) == due_kinds
    for district, toll in sight.by("district").items():
        ends = [row for (key, _kind), row in seen.items() if key == district]
        for name in COUNTED:
            added = slow_total(total_of(row, name) for row in ends)
            assert bounds(added) == bounds(toll.get(name, Total()))


def test_periods_add_up_to_the_total(sight: Sight) -> None:
    for kind in ("per-day", "calendar", "per-week", "per-month"):
        assert_periods(sight, kind)


def assert_periods(sight: Sight, kind: str) -> None:
    """The rows of a chart over time are those of its periods, and add up."""

    def beginning(day: date | None) -> str:
        if day is None:
            return "undated"
        if kind == "per-week":
            day -= timedelta(days=day.weekday())
        return (day.replace(day=1) if kind == "per-month" else day).isoformat()

    listed = rows(sight, kind)
    periods = {beginning(sight.day(code)) for code in sight.counted}
    periods |= {beginning(day) for _area, day, _rest in sight.remainders}
    first = next(iter(listed[0])) if listed else ""
    assert [row[first] for row in listed] == sorted(periods)
    for row in listed:
        codes = [code for code in sight.counted if beginning(sight.day(code)) == row[first]]
        rests = [rest for _area, day, rest in sight.remainders if beginning(day) == row[first]]
        assert int(row["incidents"]) == len(codes)
        for name in COUNTED:
            assert_row(row, name, sight.sum_of(name, codes, rests))
        assert_stress(sight, row)
    assert_whole(sight, listed)


GROUPED = {
    "by-weapon": "weapon",
    "by-place": "place",
    "by-grade": "grade",
    "by-source-kind": "source_kind",
    "by-hour": "hour",
    "map": "district",
}


def test_groups_are_those_of_the_totals(sight: Sight) -> None:
    for kind, by in GROUPED.items():
        assert_groups(sight, kind, by)


def assert_groups(sight: Sight, kind: str, by: str) -> None:
    """The rows of a chart of groups are the groups of the totals."""
    due = sight.by(by)
    listed = rows(sight, kind)
    key = next(iter(listed[0])) if listed else ""
    assert {row[key] for row in listed} == set(due)
    keys = {code: sight.slow.keys(code, by, sight.view.as_known_on) for code in sight.counted}
    for row in listed:
        codes = [code for code in sight.counted if row[key] in keys[code]]
        assert int(row["incidents"]) == len(codes)
        for name in COUNTED:
            assert_row(row, name, due[row[key]].get(name, Total()))
        assert_stress(sight, row)
        several = sum(len(keys[code]) > 1 for code in codes)
        assert int(row.get("in_several_rows", several)) == several
    if by == "district":
        assert_whole(sight, listed)


def test_people_are_those_of_the_totals(sight: Sight) -> None:
    toll = Toll(sight.total)
    for row in rows(sight, "people"):
        for name in COUNTED:
            total = toll[subset(name, row["class"])]
            if row["class"] == people_classes.UNSTATED:
                total = toll.not_said(name)
                total = Total() if total.high is None and not total.low else total
            assert_row(row, name, total)
        assert_stress(sight, row)
    listed = {row["class"] for row in rows(sight, "people")} - {people_classes.UNSTATED}
    stated = {c for c in CLASSES for q in COUNTED if toll[subset(q, c)].low is not None}
    assert listed == (stated - {people_classes.UNSTATED} if sight.counted else set())


def test_growth_ends_at_the_figures(sight: Sight) -> None:
    listed = [row for row in rows(sight, "growth") if row["row"] == "incident"]
    for row in listed:
        figure = sight.figures(row["key"])[row["quantity"]]
        assert [row[f"last_{end}"] for end in ("low", "best", "high")] == cells(figure)
        assert row["last_about"] == ("yes" if figure.about else "no")
        assert row["key"] in sight.counted


def test_own_sums_beside_official_totals_are_those_of_their_days(sight: Sight) -> None:
    clock = sight.view.as_known_on
    for row in rows(sight, "against-official"):
        if not row["own_killed_best"]:
            continue
        selection = Selection(
            date.fromisoformat(row["since"]),
            date.fromisoformat(row["last"]),
            gazetteer.load().within(row["area"]),
        )
        then = parse_clock(row["last"])
        due = sight.slow.totals(selection, None, min(then, clock) if clock else then)[""]
        for name in COUNTED:
            numbers = [row[f"own_{name}_{end}"] for end in ("low", "best", "high")]
            assert numbers == cells(due[name])
            assert row[f"own_{name}_unknown"] == str(due[name].unknown)


def test_the_index_behind_the_slider_gives_the_same_charts(sight: Sight) -> None:
    names = ("cumulative", "per-day", "per-month", "map", "calendar")
    before = [table(sight, name) for name in names]
    left_out = day_source.left_out(sight.file, sight.view)
    index = day_source.make_index(sight.file)
    assert day_source.index(sight.file) is index
    assert [table(sight, name) for name in names] == before
    assert day_source.left_out(sight.file, sight.view) == left_out
    assert left_out == sight.slow.left_out(sight.selection, sight.view.as_known_on)


@pytest.mark.usefixtures("qapp")
def test_table_and_panel_show_the_figures_of_the_incident(sight: Sight) -> None:
    case, clock = sight.file, sight.view.as_known_on
    listed = incidents.rows(case, incidents.ids(case, sight.selection, as_known_on=clock), clock)
    assert sorted(row.code for row in listed) == sorted(sight.held)
    columns = incidents_view.columns(gazetteer.load())
    for row in listed:
        due = sight.figures(row.code)
        stored = incidents.figures(case, row.code, clock)
        assert stored == {n: f for n, f in due.items() if n in COUNTED or f.low is not None}
        shown = {**due, AFFECTED: affected(due)}
        for name in TOTALLED:
            figure = shown.get(name, Figure())
            # Beside the counted a cell is blank where nobody says anything.
            text = labels.figure_text(figure) if name in COUNTED or not figure.is_unknown else ""
            assert next(one for one in columns if one.sort_key == name).text(row) == text, (
                row.code,
                name,
            )
        pane = QWidget()
        pane.setLayout(figure_section.numbers(stored))
        spoken = {label.accessibleName() for label in pane.findChildren(QLabel)}
        for name in COUNTED:
            assert f"{labels.heading(name)}: {labels.figure_words(due[name])}" in spoken
        reports = {report.uid: report for report in sight.slow.reports[row.code]}
        lines = figure_section.beside_lines(stored, reports, case.stress)
        assert_beside(sight, row.code, lines)


def assert_beside(sight: Sight, code: str, lines: list[QWidget]) -> None:
    """The panel names what is known beside killed and injured, with the same numbers."""
    due = sight.figures(code)
    shown = {name: due[name] for name in UNCOUNTED if due.get(name, Figure()).low is not None}
    words = {
        _(QUANTITIES[name].count).format(count=labels.figure_text(figure))
        for name, figure in shown.items()
        if name not in (STRESS, AFFECTED) or STRESS not in shown
    }
    if STRESS in shown:
        words.add(stress_text.affected({**due, AFFECTED: affected(due)}))
    text = lines[0].text() if lines and isinstance(lines[0], QLabel) else ""
    text = text.replace("\N{NO-BREAK SPACE}", " ")
    assert all(word in text for word in words), (words, text)
    assert bool(lines) == bool(words)


def test_headline_and_strip_are_the_sum_of_the_table(sight: Sight) -> None:
    case = sight.file
    rests = [rest for *_of, rest in sight.remainders]
    if sight.view.as_known_on is None:
        whole, left_out, undated = totals.overall(case, sight.selection)
        assert whole.incidents == len(sight.counted)
        assert undated == sum(sight.day(code) is None for code in sight.counted)
        assert left_out == sight.slow.left_out(sight.selection, None)
        for name in TOTALLED:
            assert bounds(whole.toll[name]) == bounds(sight.sum_of(name, sight.counted, rests)), (
                name
            )
        ids = incidents.ids(case, sight.selection)
        picked = totals.of_incidents(case, ids)
        for name in TOTALLED:
            assert bounds(picked.toll[name]) == bounds(sight.sum_of(name, sight.counted)), name
    if sight.view.as_known_on is None:
        assert_days(replace(sight, view=View()), totals.by_day(case))


def assert_days(sight: Sight, days: list[DayTotal]) -> None:
    due = {sight.day(code) for code in sight.counted} | {day for _a, day, _r in sight.remainders}
    assert [day.day for day in days] == sorted(due, key=lambda day: (day is None, day or date.min))
    for day in days:
        codes = [code for code in sight.counted if sight.day(code) == day.day]
        rests = [rest for _area, of_day, rest in sight.remainders if of_day == day.day]
        assert day.incidents == len(codes)
        for name in COUNTED:
            assert day.toll[name] == sight.sum_of(name, codes, rests)


def test_the_page_prints_the_totals_and_counts_them_twice(sight: Sight) -> None:
    # A text finds what the page shows: on that for the team the same as in the window.
    request = SummaryRequest(sight.view, profile=Profile.INTERNAL)
    data = summary_data.gather(sight.file, request)
    second_count.check(sight.file, data)
    assert [item.row.code for item in data.incidents] == [
        row.code
        for row in incidents.rows(
            sight.file,
            incidents.ids(sight.file, sight.selection, as_known_on=sight.view.as_known_on),
            sight.view.as_known_on,
        )
        if row.code in sight.counted
    ]
    assert_printed(sight, tables.districts(data), sight.by("district"), district_name)
    assert_printed(sight, tables.weapons(data), sight.by("weapon"), weapon_name)
    assert_who(sight, tables.who(data.totals.total))
    assert_listed(sight, data)
    due = sight.slow.left_out(sight.selection, sight.view.as_known_on)
    caption = cumulative_chart.caption(data.chart)
    assert chart_notes.left_out(due, sight.selection) in caption
    undivided = sum(is_undivided(sight.figures(code)) for code in sight.counted)
    assert data.undivided == undivided
    read = list(csv.DictReader(io.StringIO(incident_csv.to_csv(data).decode("utf-8-sig"))))
    assert [row["code"] for row in read] == [item.row.code for item in data.incidents]
    for row in read:
        for name in COUNTED:
            assert_row(row, name, sight.figures(row["code"])[name])
    rests = [rest for *_of, rest in sight.remainders]
    for name in COUNTED:
        added = slow_total(
            [*(total_of(row, name) for row in read), *(r[name] for r in rests if name in r)]
        )
        assert bounds(added) == bounds(sight.total.get(name, Total()))


def district_name(key: str) -> str:
    place = gazetteer.load().get(key)
    return labels.district(place) if place else key


def weapon_name(key: str) -> str:
    return tables.capital(labels.word(Weapon(key)))


def assert_printed(
    sight: Sight,
    block: dict[str, Any],
    due: dict[str, dict[str, Total]],
    name_of: Callable[[str], str],
) -> None:
    """The rows of a printed table have the numbers of their groups, its foot those of all."""
    head = block["head"]
    shown = [name for name in TOTALLED if labels.heading(name) in head]
    assert shown == [*COUNTED, *Toll(sight.total).beside]
    printed = {_first(row["cells"][0]): row["cells"] for row in block["rows"] if not row["quiet"]}
    expected = [(name_of(key), toll) for key, toll in due.items()]
    if block["foot"] is not None:
        printed[block["foot"][0]] = block["foot"]
        expected.append((block["foot"][0], sight.total))
    for title, toll in expected:
        alone = f"{title}: remainder of combined reports"
        row = printed[title] if title in printed else printed[alone]
        for name in shown:
            text = _first(row[head.index(labels.heading(name))])
            assert text == labels.figure_text(toll.get(name, Total())), (title, name)


def assert_who(sight: Sight, printed: list[dict[str, Any]]) -> None:
    """The classes of people are parts of the total."""
    (block,) = printed
    toll = Toll(sight.total)
    shown = [name for name in WITH_PARTS if labels.heading(name) in block.get("head", ())]
    titles = {tables.capital(labels.quantity(part)): part for part in (*PARTS, *TOGETHER)}
    for row in block.get("rows", ()):
        part = titles.get(row["cells"][0])
        for name, text in zip(shown, row["cells"][1:], strict=True):
            if part is not None:
                assert text == labels.figure_text(toll[subset(name, part)])


def assert_listed(sight: Sight, data: SelectionData) -> None:
    """Each incident in the list has its figures, and what is beside them below its place."""
    for item in data.incidents:
        block = tables.incidents([item], data)
        (row,) = block["rows"]
        due = sight.figures(item.row.code)
        for name in COUNTED:
            text = row["cells"][block["head"].index(labels.heading(name))]
            assert text == labels.figure_text(due[name])
        where = row["cells"][2]
        below = " ".join(where[1:] if isinstance(where, list) else [])
        for words in (
            stress_text.affected({**due, AFFECTED: affected(due)}),
            stress_text.missing(due),
        ):
            assert words in below


def _first(cell: str | list[str]) -> str:
    return cell if isinstance(cell, str) else cell[0]


@pytest.mark.parametrize("name", ["everything", "days and districts", "injured"])
def test_the_large_figures_of_the_page_are_the_totals(name: str) -> None:
    sight = looked_at(*SIGHTS[name])
    prepared = pdf.prepare(sight.file, SummaryRequest(sight.view))
    (big,) = _blocks(json.loads(prepared.data), "big")
    numbers = {item["name"]: item["number"] for item in big["items"]}
    for quantity in COUNTED:
        total = sight.total[quantity]
        about, more = "~" if total.about else "", "+" if total.high is None else ""
        assert numbers[labels.quantity(quantity)] == f"{about}{total.best}{more}"
    (injured,) = (item for item in big["items"] if item["name"] == labels.quantity(INJURED))
    if name != "days and districts":
        assert injured["also"] == stress_text.affected(sight.total)
        assert numbers[labels.quantity(MISSING)] == str(sight.total[MISSING].best)
    assert str(len(sight.counted)) in numbers.values()
    curves = {(row["district"]) for row in rows(sight, "cumulative")}
    (chart,) = _blocks(json.loads(prepared.data), "chart")
    for district in curves:
        assert district_name(district) in chart["alt"].replace("\u200b", "")


def _blocks(page: Any, kind: str) -> list[dict[str, Any]]:
    if isinstance(page, list):
        return [block for item in page for block in _blocks(item, kind)]
    if not isinstance(page, dict):
        return []
    own = [page] if page.get("kind") == kind else []
    return own + [block for item in page.values() for block in _blocks(item, kind)]


def test_the_case_has_what_it_is_for() -> None:
    """Every sort the surfaces are compared on is there, in the numbers."""
    everything = looked_at(*SIGHTS["everything"])
    toll = everything.total
    assert toll["killed"].about
    assert toll["injured"].high is None
    assert toll["killed"].unknown
    assert len(everything.remainders) == 2
    assert (
        looked_at(*SIGHTS["over days"]).slow.left_out(SELECTIONS["over days"], None).touching == 1
    )
    assert looked_at(*SIGHTS["injured"]).total[INJURED] != toll[INJURED]
    assert looked_at(*SIGHTS["recorded"]).total != toll


CHECKS = (
    test_totals_and_their_json_are_those_of_the_slow_hand_by_every_key,
    test_the_curves_end_at_the_totals_and_pass_every_day,
    test_periods_add_up_to_the_total,
    test_groups_are_those_of_the_totals,
    test_people_are_those_of_the_totals,
    test_growth_ends_at_the_figures,
    test_the_index_behind_the_slider_gives_the_same_charts,
    test_headline_and_strip_are_the_sum_of_the_table,
    test_table_and_panel_show_the_figures_of_the_incident,
    test_the_page_prints_the_totals_and_counts_them_twice,
)
#: `--hypothesis-profile=faults` makes up many.
SEEDS = 300 if settings.get_current_profile_name() == "faults" else 2


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("seed", range(SEEDS))
def test_they_agree_on_cases_made_up_by_chance(seed: int) -> None:
    with random_case(seed) as case:
        slow = Slow(case)
        for view in (random_view(10 * seed + number) for number in range(3)):
            for check in CHECKS:
                check(Sight(case, slow, view))


@pytest.mark.parametrize("name", ["days and districts", "2022-10-30T03:15+02:00", "approved"])
def test_commands_give_the_numbers_of_the_window(name: str, tmp_path: Path, ask: Ask) -> None:
    sight = looked_at(*SIGHTS[name])
    path = tmp_path / "mixed.ktcase"
    case_copy.copy(sight.file, path)
    options = words_of(sight.view)
    for by in ("district", "weapon"):
        result = totals.totals(sight.file, sight.selection, by, sight.view.as_known_on)
        case = sight.file
        due = totals_command.document(result, by, case.rule, case.stress, sight.view)
        assert ask("totals", path, "--by", by, *options) == due
    drawn = tmp_path / "curve.csv"
    ask("chart", path, "cumulative", "-o", drawn, *options)
    assert drawn.read_text(encoding="utf-8") == table(sight, "cumulative")


def words_of(view: View) -> list[str]:
    """A view as options of a command."""
    selection = view.selection
    options = [
        *(("--from", str(selection.first)) if selection.first else ()),
        *(("--to", str(selection.last)) if selection.last else ()),
        *(word for key in selection.districts for word in ("--district", key)),
        *(word for state in selection.states for word in ("--state", state.value)),
    ]
    known_on = view.as_known_on
    return [*options, "--as-known-on", known_on.isoformat()] if known_on else options
