"""Official totals of the whole country: listed, and never set against what is recorded here."""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kharkiv_tracker import gazetteer, i18n, labels
from kharkiv_tracker.charts import kinds
from kharkiv_tracker.charts.bars import official_chart
from kharkiv_tracker.charts.chart_request import ChartRequest
from kharkiv_tracker.charts.curves import cumulative_chart
from kharkiv_tracker.domain.place import DistrictKind
from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.time_view import View
from kharkiv_tracker.domain.total_comparison import NotComparable
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.export import formats
from kharkiv_tracker.export.formats import Format
from kharkiv_tracker.intake import typed_entries
from kharkiv_tracker.store import statements, totals
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.summary import pdf, statement_comparison
from kharkiv_tracker.summary.summary_request import SummaryRequest
from tests.store.conftest import Add

PLACES = gazetteer.load()
OF_UKRAINE = {
    "area": "Ukraine",
    "since": "2022-02-24",
    "as_of": "2022-08-18",
    "office": "OHCHR",
    "killed": "249",
    "injured": "553",
}


@pytest.fixture
def country(case: CaseFile, add: Add, strike: Callable[..., Any]) -> CaseFile:
    """One strike, and a total of Ukraine of the same period."""
    add(case, strike(killed="7"), statements=[OF_UKRAINE])
    return case


def test_it_is_no_district_anywhere() -> None:
    assert PLACES.country
    assert PLACES.country.kind is DistrictKind.COUNTRY
    assert PLACES.country not in PLACES.districts
    assert PLACES.country.key not in {one.key for one in PLACES.districts}
    for name in ("Ukraine", "Україна", "Украина", "UA"):
        assert PLACES.find(name) == ()
        assert PLACES.resolve_area(name) == PLACES.country
    assert not any(PLACES.country.key in PLACES.within(one.key) for one in PLACES.districts)
    assert PLACES.within(PLACES.country.key) == (PLACES.country.key,)


@pytest.mark.parametrize("name", ["Ukraine", "UA"])
@pytest.mark.parametrize(
    "document",
    [
        {
            "incidents": [
                {"event": {"date": "2022-08-17"}, "district": None, "reports": [{"killed": "1"}]}
            ]
        },
        {
            "joint_reports": [
                {"districts": [None], "from": "2022-08-17", "to": "2022-08-18", "killed": "1"}
            ]
        },
    ],
)
def test_nothing_that_is_counted_can_be_of_the_country(document: Any, name: str) -> None:
    ((kind, (entry,)),) = document.items()
    place = {"district": name} if "district" in entry else {"districts": [name]}
    with pytest.raises(Refused, match="district"):
        entry_json.read(typed_entries.canonical({kind: [{**entry, **place}]}, PLACES), PLACES)


@pytest.mark.parametrize("typed", ["Ukraine", "Україна", "в Україні", "whole of Ukraine", "UA"])
def test_an_area_typed_in_any_language_is_the_country(typed: str) -> None:
    document = {"statements": [{**OF_UKRAINE, "area": typed}]}
    entries = entry_json.read(typed_entries.canonical(document, PLACES), PLACES)
    assert [one.area for one in entries.statements] == ["UA"]


def test_it_is_compared_with_nothing_and_adds_to_nothing(country: CaseFile) -> None:
    (gap,) = statements.gaps(country, PLACES)
    assert (gap.reason, gap.differences, gap.today) == (NotComparable.WIDER, {}, {})
    assert totals.summed(country, Selection()).toll["killed"].best == 7
    request = SummaryRequest()
    (compared,), _rest = statement_comparison.statements(country, request, Selection())
    assert (compared.own, compared.too_many) == (None, False)
    chart = official_chart.read(country, ChartRequest("A case"))
    assert (len(chart.gaps), chart.rows) == (1, [])
    curve = cumulative_chart.read(country, ChartRequest("A case"))
    assert (curve.statements, curve.omitted) == ((), 1)
    for kind in kinds.listed():
        kinds.csv(country, kind.name)


def test_a_choice_of_districts_leaves_it_out(country: CaseFile) -> None:
    (statement,) = statements.statements(country)
    for one in PLACES.districts:
        selection = Selection(districts=(one.key,))
        assert not statement.is_selected(selection, PLACES)
    assert statement.is_selected(Selection(), PLACES)
    chosen = View(Selection(districts=tuple(one.key for one in PLACES.districts)))
    assert official_chart.read(country, ChartRequest("A case", chosen)).gaps == ()


def test_it_is_printed_and_exported_by_its_name(country: CaseFile, tmp_path: Path) -> None:
    request = SummaryRequest(profile=Profile.INTERNAL)
    page = " ".join(str(pdf.prepare(country, request).content).replace("\\xa0", " ").split())
    assert "Ukraine since 24 February 2022" in page
    formats.export(country, request, Format.CSV, tmp_path / "tables")
    with (tmp_path / "tables" / "statements.csv").open(encoding="utf-8-sig") as stream:
        (row,) = csv.DictReader(stream)
    assert (row["area"], row["area_key"]) == ("Ukraine", "UA")
    place = PLACES.get("UA")
    assert place
    with i18n.speaking("uk"):
        assert labels.area(place) == "Україна"


def test_it_leaves_as_json_and_comes_back(country: CaseFile, tmp_path: Path) -> None:
    formats.export(
        country, SummaryRequest(profile=Profile.INTERNAL), Format.JSON, tmp_path / "all.json"
    )
    document = json.loads((tmp_path / "all.json").read_text("utf-8"))
    assert [one["area"] for one in document["statements"]] == ["UA"]
    entries = entry_json.read({"statements": [OF_UKRAINE | {"area": "UA"}]}, PLACES)
    assert entries.statements[0].area == "UA"
