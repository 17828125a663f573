"""About stays with every sum, and a part is never open above its whole: on every surface."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from matplotlib.text import Text

from kharkiv_tracker import gazetteer, labels
from kharkiv_tracker.charts import kinds
from kharkiv_tracker.charts.chart_request import Measure, Options
from kharkiv_tracker.cli import totals_command
from kharkiv_tracker.domain.count import Count
from kharkiv_tracker.domain.entry import Entries, IncidentEntry
from kharkiv_tracker.domain.incident import Grade, Incident, Weapon
from kharkiv_tracker.domain.outline import Populations
from kharkiv_tracker.domain.quantity import CHILDREN, INJURED, KILLED, UNKNOWN_SEX, subset
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.source import Source, Speaker
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.domain.time_view import View
from kharkiv_tracker.domain.total import Total
from kharkiv_tracker.domain.total_comparison import Difference
from kharkiv_tracker.domain.when import EventTime, Precision, parse_as_of
from kharkiv_tracker.gui.incidents import incidents_view
from kharkiv_tracker.labels import comparison_text
from kharkiv_tracker.store import case_copy, incidents, statements, totals
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.summary import incident_csv, pdf, summary_data, tables
from kharkiv_tracker.summary.summary_request import SummaryRequest
from tests.features.conftest import Ask

CHILD_KILLED, CHILD_INJURED = (subset(name, UNKNOWN_SEX[CHILDREN]) for name in (KILLED, INJURED))
CHILDREN_KILLED, CHILDREN_INJURED = (subset(name, CHILDREN) for name in (KILLED, INJURED))
#: Day and counts. One is about, one open; of one whole 12, children are at least 10.
STRIKES: tuple[tuple[str, dict[str, str]], ...] = (
    ("2022-08-01", {KILLED: "~20", INJURED: "~30"}),
    ("2022-08-02", {KILLED: "5+", INJURED: "7"}),
    ("2022-09-03", {KILLED: "12", CHILD_KILLED: "10+", INJURED: "3", CHILD_INJURED: "~2"}),
)
SUMS = {KILLED: "~37+", INJURED: "~40"}
#: Children, and those of unknown age and sex.
CHILDREN_TEXTS, REST_TEXTS = ("10–12", "~2"), ("~27+", "~38")


@pytest.fixture(scope="module")
def case() -> Iterator[CaseFile]:
    """Three strikes in one district by one weapon, and an official total that is about."""
    key = gazetteer.load().resolve("Saltivskyi").key
    entries = [
        IncidentEntry(
            Incident(
                EventTime(date.fromisoformat(day), precision=Precision.DATE),
                key,
                weapons=(Weapon.MISSILE,),
                grade=Grade.FAIR,
            ),
            (
                Report(
                    as_of=parse_as_of(day),
                    speaker=Speaker("", "Office"),
                    source=Source("Office"),
                    counts={name: Count.parse(text) for name, text in counts.items()},
                    quote="x",
                ),
            ),
        )
        for day, counts in STRIKES
    ]
    official = Statement(
        key,
        since=date(2022, 8, 1),
        as_of=parse_as_of("2022-09-30"),
        source=Source("Office"),
        counts={KILLED: Count.parse("50")},
    )
    with CaseFile.in_memory("About") as file:
        file.record(Entries(tuple(entries), (official,)), "tester", "about")
        yield file


def texts(case: CaseFile, kind: str, options: Options = Options()) -> str:
    figure = kinds.draw(case, kind, options=options)
    words = " ".join(text.get_text() for text in figure.findobj(Text))
    return " ".join(words.replace("\N{NO-BREAK SPACE}", " ").split())


def test_desk_18_a_case_reads_the_same_on_every_surface(
    case: CaseFile, tmp_path: Path, ask: Ask
) -> None:
    # The table, row by row, and its headline.
    columns = {column.sort_key: column for column in incidents_view.columns(gazetteer.load())}
    listed = {row.event.date: row for row in incidents.rows(case, incidents.ids(case))}
    for day, counts in STRIKES:
        row = listed[date.fromisoformat(day)]
        for name in SUMS:
            assert columns[name].text(row) == counts[name]
    headline = totals.overall(case)[0].toll
    assert labels.each_figure(headline) == ["killed ~37+", "injured ~40"]
    # The charts: ends of lines, bars, cells, tiles and their tables.
    for kind in kinds.KINDS:
        if kind == "growth":
            continue
        drawn = texts(case, kind)
        of_kind = {"people": REST_TEXTS, "lanes": (SUMS[KILLED],), "calendar": (SUMS[KILLED],)}
        for text in of_kind.get(kind, tuple(SUMS.values())):
            assert text in drawn or kind.startswith("per-"), (kind, text)
    for kind in ("cumulative", "by-weapon", "by-grade", "map"):
        last = list(csv.DictReader(io.StringIO(kinds.csv(case, kind))))[-1]
        assert [last[f"{name}_{end}"] for name in SUMS for end in ("best", "high", "about")] == [
            *("37", "", "yes"),
            *("40", "40", "yes"),
        ]
    # The page: large figures, tables, prose and its table of incidents.
    data = summary_data.gather(case, SummaryRequest())
    (by_district,) = (tables.districts(data),)
    for block in (by_district, tables.weapons(data)):
        cells = [cell for row in block["rows"] for cell in row["cells"]]
        assert all(text in cells for text in SUMS.values())
    page = json.loads(pdf.prepare(case, SummaryRequest()).data)
    large = {
        item["name"]: item["number"] for block in _of_kind(page, "big") for item in block["items"]
    }
    assert {name: large[name] for name in SUMS} == SUMS
    printed = list(csv.DictReader(io.StringIO(incident_csv.to_csv(data).decode("utf-8-sig"))))
    assert {row["date"]: row["killed_about"] for row in printed}["2022-08-01"] == "yes"
    # The command line.
    path = tmp_path / "about.ktcase"
    _save(case, path)
    document = ask("totals", path)
    for group in (*document["groups"], document["total"]):
        for name, text in SUMS.items():
            number = group["quantities"][name]
            figure = Total(number["low"], number["best"], number["high"], 0, number["about"])
            assert labels.figure_text(figure) == text
    plain = totals_command.table(totals.totals(case), "district", case.stress)
    assert all(text in plain for text in SUMS.values())


def test_desk_18_an_open_part_ends_at_its_whole_on_every_surface(case: CaseFile) -> None:
    toll = totals.of_selection(case).toll
    parts = [toll[name] for name in (CHILDREN_KILLED, CHILDREN_INJURED)]
    assert tuple(map(labels.figure_text, parts)) == CHILDREN_TEXTS
    drawn = texts(case, "people")
    printed = {
        row["cells"][0]: tuple(row["cells"][1:])
        for block in tables.who(totals.of_selection(case))
        for row in block["rows"]
    }
    plain = totals_command.table(totals.totals(case), "district", case.stress)
    for text in (*CHILDREN_TEXTS, *REST_TEXTS):
        assert text in drawn
        assert text in plain
    assert printed["Children of unknown sex"] == CHILDREN_TEXTS
    assert printed["Not stated"] == REST_TEXTS
    (document,) = totals_command.document(
        totals.totals(case), "district", case.rule, case.stress, View()
    )["groups"]
    of_whom = document["quantities"][KILLED]["of_whom"]
    assert (of_whom["children"]["low"], of_whom["children"]["high"]) == (10, 12)
    # What is not stated is about where the whole or a part of it is.
    assert document["quantities"][INJURED]["of_whom"]["not_said"]["about"]


def test_desk_18_the_children_of_the_page_are_about_where_their_number_is(case: CaseFile) -> None:
    page = json.dumps(json.loads(pdf.prepare(case, SummaryRequest()).data), ensure_ascii=False)
    assert "at least about 2 children" in page
    assert "at least 10 children" in page


def test_desk_18_a_difference_of_what_is_about_is_about(case: CaseFile) -> None:
    (statement,) = statements.statements(case)
    gap = statements.gap(case, gazetteer.load(), statement)
    assert gap.differences[KILLED] == Difference(None, 13, 13 + 0, about=True)
    lines = list(comparison_text.lines(gap))
    assert any("about 13 higher" in line for line in lines)
    assert comparison_text.brief(gap).startswith("~+13")


def test_desk_18_cells_of_months_and_the_strongest_colour_keep_their_signs(case: CaseFile) -> None:
    assert "Strongest: ~37+." in texts(case, "map")
    key = gazetteer.load().resolve("Saltivskyi").key
    rates = Options(
        measure=Measure(KILLED, is_rate=True), populations=Populations("A", {key: 100_000})
    )
    assert "Strongest: ~37.0+." in texts(case, "map", rates)


def _of_kind(page: Any, kind: str) -> Iterator[dict[str, Any]]:
    """Every block of a page of this kind."""
    if isinstance(page, dict):
        if page.get("kind") == kind:
            yield page
        page = list(page.values())
    for item in page if isinstance(page, list) else ():
        yield from _of_kind(item, kind)


def _save(case: CaseFile, path: Path) -> None:
    case_copy.copy(case, path)
