"""A small sample of `make interop`: what needs no program of others to be read."""

import csv
import json
import re
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import shapely
from openpyxl.utils.escape import unescape

from kharkiv_tracker.analysis import csv_table
from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.domain.when import zone
from kharkiv_tracker.export import csv_folder
from kharkiv_tracker.summary.summary_request import SummaryRequest
from tests.interop import hostile, office_suite
from tests.interop.samples import Format, Sample

#: The hashtags of the standard (HXL 1.1) that the export uses.
HASHTAGS = {
    *("#adm2", "#adm4", "#affected", "#cause", "#date", "#event", "#geo", "#loc", "#meta"),
    "#status",
}


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    """A hostile text in every field, for the team."""
    path = hostile.write(tmp_path_factory.mktemp("interop") / "hostile.ktcase")
    return Sample(path, SummaryRequest(profile=Profile.INTERNAL, language="uk"))


def test_a_workbook_read_back_has_every_cell_and_no_formula(sample: Sample) -> None:
    path = sample.export(Format.XLSX)
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            assert not re.search(rb"<f[ >]|<hyperlink|externalLink", archive.read(name)), name
    book = openpyxl.load_workbook(path)
    read = {}
    for sheet in book:
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref.startswith("A1:")
        read[sheet.title] = [[_cell(cell) for cell in row] for row in sheet.iter_rows()]
    assert list(office_suite.differences(sample, read)) == []


def _cell(cell: Any) -> Any:
    """The value of a cell; a day where it is shown as one."""
    if cell.is_date and isinstance(cell.value, datetime) and "h" not in cell.number_format:
        return cell.value.date()
    # openpyxl leaves characters that XML cannot hold as they are spelt.
    return unescape(cell.value) if isinstance(cell.value, str) else cell.value


def test_tables_read_back_are_the_records(sample: Sample) -> None:
    folder = sample.export(Format.CSV)
    package = json.loads((folder / csv_folder.DESCRIPTION).read_text("utf-8"))
    resources = {resource["name"]: resource for resource in package["resources"]}
    assert resources.keys() == sample.tables.keys()
    assert {path.name for path in folder.glob("*.csv")} == {
        one["path"] for one in resources.values()
    }
    for name, (table, rows) in sample.tables.items():
        head, *lines = _lines(folder / resources[name]["path"])
        fields = resources[name]["schema"]["fields"]
        assert head == [column.name for column in table.columns] == [f["name"] for f in fields]
        assert len(lines) == len(rows), name
        for line, row in zip(lines, rows, strict=True):
            for column, text, value in zip(table.columns, line, row, strict=True):
                if column.type not in ("word", "tick"):
                    assert text == _written(value), (name, column.name)


def _lines(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return [[csv_table.unguarded(cell) for cell in line] for line in csv.reader(stream)]


def _written(value: Any) -> str:
    if isinstance(value, datetime):
        return value.astimezone(zone()).isoformat(timespec="seconds")
    return "" if value is None else str(value)


def test_a_cell_with_a_carriage_return_is_within_quotation_marks(tmp_path: Path) -> None:
    with (tmp_path / "a.csv").open("w", newline="") as stream:
        csv_folder.writer(stream).writerow(["a\rb", "c"])
    assert (tmp_path / "a.csv").read_bytes() == b'"a\rb",c\r\n'


def test_the_tags_of_hxl_are_of_the_standard(sample: Sample) -> None:
    labels, tags, *rows = _lines(sample.export(Format.HXL))
    assert {re.match(r"#\w+", tag)[0] for tag in tags} == HASHTAGS
    assert all(re.fullmatch(r"#[a-z]\w*(\+[a-z]\w*)*", tag) for tag in tags)
    assert len(tags) == len(set(tags)) == len(labels)
    assert len(rows) == len(sample.tables["incidents"][1])


def test_a_map_is_geojson(sample: Sample) -> None:
    collection = json.loads(sample.export(Format.GEOJSON).read_bytes())
    assert collection["type"] == "FeatureCollection"
    assert "crs" not in collection
    rows = sample.tables["incidents"][1]
    assert len(collection["features"]) == len(rows)
    for feature, row in zip(collection["features"], rows, strict=True):
        assert feature["type"] == "Feature"
        assert feature["id"] == row[0]
        assert isinstance(feature["properties"], dict)
        assert "geometry" in feature
        if feature["geometry"]:
            point = shapely.from_geojson(json.dumps(feature["geometry"]))
            assert point.geom_type == "Point"
            assert 35 < point.x < 39
            assert 48 < point.y < 51


def test_every_hostile_text_is_in_some_cell(sample: Sample) -> None:
    cells = {
        cell for _table, rows in sample.tables.values() for row in rows for cell in row
        if isinstance(cell, str)
    }  # fmt: skip
    assert [text for text in hostile.TEXTS if text not in cells] == []
