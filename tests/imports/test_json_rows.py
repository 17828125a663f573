"""JSON and GeoJSON as rows: a column for each path, and the numbers as they were."""

import json
from pathlib import Path

import pytest

from kharkiv_tracker.errors import Refused
from kharkiv_tracker.imports.files.table_file import FileKind
from tests.imports.in_process import read_bytes, rows

OBJECTS = [
    {"id": "CIV1", "killed": 7, "lat": 49.99350, "where": {"city": "Харків", "more": {"x": True}}},
    {"id": "CIV2", "note": None, "ratio": 1e-7, "big": 1e22, "tags": ["a", {"б": 2}], "none": []},
]
ROWS = [
    ["id", "killed", "lat", "where.city", "where.more.x", "note", "ratio", "big", "tags", "none"],
    ["CIV1", "7", "49.9935", "Харків", "yes"],
    ["CIV2", *[""] * 5, "0.0000001", "1" + "0" * 22, '["a", {"б": 2}]'],
]


def test_a_list_of_objects_is_rows_by_the_paths_of_their_values(tmp_path: Path) -> None:
    content = json.dumps(OBJECTS).encode()
    assert rows(tmp_path, content) == ROWS
    file = read_bytes(tmp_path, content)
    assert (file.kind, file.sheets[0].number(1), file.notices) == (FileKind.JSON, 1, ())


def test_one_list_within_an_object_is_the_list_and_the_rest_is_named(tmp_path: Path) -> None:
    content = json.dumps({"made": "2023", "events": OBJECTS, "tags": ["x"]}).encode("utf-16")
    assert rows(tmp_path, content) == ROWS
    assert read_bytes(tmp_path, content).notices == (
        "The JSON has more than the list. Not read: made, tags.",
    )


def test_points_are_latitude_and_longitude_and_other_shapes_their_type(tmp_path: Path) -> None:
    point = {"type": "Point", "coordinates": [36.23, 49.99, 120]}
    area = {"type": "Polygon", "coordinates": [[[36.0, 49.0]]]}
    odd = {"type": "Point", "coordinates": ["36.23"]}
    features = [
        {"type": "Feature", "geometry": shape, "properties": {"Date": "2022/12/14", "n": n}}
        for n, shape in enumerate([point, area, odd, None])
    ]
    file = read_bytes(
        tmp_path,
        json.dumps({"type": "FeatureCollection", "name": "a", "features": features}).encode(),
    )
    assert (file.kind, file.notices) == (
        FileKind.GEOJSON,
        ("The JSON has more than the list. Not read: name.",),
    )
    assert [list(row) for row in file.sheets[0].rows] == [
        ["latitude", "longitude", "altitude", "properties.Date", "properties.n", "geometry"],
        ["49.99", "36.23", "120", "2022/12/14", "0"],
        ["", "", "", "2022/12/14", "1", "Polygon"],
        ["", "", "", "2022/12/14", "2", json.dumps(odd)],
        ["", "", "", "2022/12/14", "3"],
    ]


def test_what_json_begins_as_does_not_make_csv_of_it(tmp_path: Path) -> None:
    assert rows(tmp_path, b"[id],killed\n1,2\n") == [["[id]", "killed"], ["1", "2"]]
    with pytest.raises(Refused, match=r"Not valid JSON \(row 2, column 9\)"):
        rows(tmp_path, b'[\n{"a": 1,}]')
