"""Outlines and populations come out of files as they are, or not at all, with the reason."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kharkiv_tracker import gazetteer
from kharkiv_tracker.errors import CaseUnavailable, Refused
from kharkiv_tracker.exchange import map_files, outlines, populations

FILE = Path(__file__).parent.parent / "outlines.geojson"
PLACES = gazetteer.load()
KYIVSKYI = PLACES.resolve("Kyivskyi").key
SALTIVSKYI = PLACES.resolve("Saltivskyi").key


def document(**changed: Any) -> dict[str, Any]:
    """A file of one square in Kyivskyi, with some of it changed."""
    ring = [[36.3, 50.0], [36.4, 50.0], [36.4, 50.1], [36.3, 50.1], [36.3, 50.0]]
    feature = {
        "type": "Feature",
        "properties": changed.pop("properties", {"name": "Kyivskyi"}),
        "geometry": {"type": "Polygon", "coordinates": changed.pop("coordinates", [ring])},
    }
    return {"type": "FeatureCollection", "features": [feature], **changed}


def read(geojson: object) -> outlines.Outlines:
    return outlines.parse(json.dumps(geojson), "mine.geojson", PLACES)


def test_districts_are_known_by_code_and_by_any_name() -> None:
    got = outlines.read(FILE, PLACES)
    names = [PLACES.get(one.district).names["en"] for one in got.outlines]  # type: ignore[union-attr]
    assert names == ["Kyivskyi", "Saltivskyi", "Shevchenkivskyi", "Chuhuivskyi"]
    assert got.whose == "Drawn by hand for tests"
    assert got.others == 1
    assert got.populations is not None
    assert got.populations.people == {KYIVSKYI: 180_000, SALTIVSKYI: 390_000}


def test_northern_saltivka_lies_in_kyivskyi() -> None:
    got = outlines.read(FILE, PLACES)
    assert [one.district for one in got.outlines if one.holds(50.0337, 36.3606)] == [KYIVSKYI]


def test_a_hole_is_not_in_the_district() -> None:
    raion = outlines.read(FILE, PLACES).of(PLACES.resolve("Chuhuivskyi").key)
    assert raion is not None
    assert raion.holds(49.6, 36.6)
    assert not raion.holds(49.71, 36.72)


@given(st.floats(49.4, 50.2), st.floats(36.1, 37.3))
def test_what_is_held_is_what_a_geometry_library_says(latitude: float, longitude: float) -> None:
    import shapely

    for one in outlines.read(FILE, PLACES).outlines:
        shape = shapely.MultiPolygon([(rings[0], rings[1:]) for rings in one.polygons])
        point = shapely.Point(longitude, latitude)
        if shape.boundary.distance(point) > 1e-9:
            assert one.holds(latitude, longitude) == shape.contains(point)


@pytest.mark.parametrize(
    ("geojson", "whose"),
    [
        (document(), "mine.geojson"),
        (document(attribution="A map office"), "A map office"),
        (
            document(properties={"@id": "relation/1", "name": "Kyivskyi"}),
            "© OpenStreetMap contributors (ODbL)",
        ),
        (document(properties={"copyright": "Me\u0000", "name": "Kyivskyi"}), "Me"),
    ],
)
def test_it_is_said_whose_outlines_they_are(geojson: object, whose: str) -> None:
    assert read(geojson).whose == whose


BOW_TIE = [[36.3, 50.0], [36.4, 50.1], [36.4, 50.0], [36.3, 50.1], [36.3, 50.0]]


@pytest.mark.parametrize(
    ("geojson", "words"),
    [
        ([], "This file is not GeoJSON"),
        ({"type": "Topology"}, "This file is not GeoJSON"),
        (document(crs={"properties": {"name": "EPSG:3857"}}), "not in degrees"),
        (document(features=[]), "No outline"),
        (document(features=[7]), "Use a GeoJSON Feature"),
        (document(properties={"name": "Kyiv city"}), "No outline"),
        (document(coordinates=[BOW_TIE]), "crosses itself"),
        (
            document(coordinates=[[[50.0, 36.3], [50.1, 36.4], [50.1, 36.3]]]),
            "longitude and latitude are swapped",
        ),
        (
            document(coordinates=[[[36.3, 50.0], [36.4, 50.0]]]),
            "An outline must have at least 3 different points",
        ),
        (document(coordinates=[[["a", 50.0], [36.4, 50.0], [36.4, 50.1]]]), "in degrees"),
        (document(coordinates=[[[float("nan"), 50.0], [36.4, 50.0]]]), "in degrees"),
        (document(coordinates=7), "list in square brackets"),
        (
            document(properties={"name": "Kyivskyi", "population": -3}),
            "population as a whole number",
        ),
        (document(features=document()["features"] * 2), "has more than one outline"),
    ],
)
def test_a_file_that_cannot_be_drawn_is_refused_with_a_sentence(
    geojson: object, words: str
) -> None:
    with pytest.raises(Refused, match=words):
        read(geojson)


def test_parts_that_overlap_are_one_area() -> None:
    square = document()["features"][0]["geometry"]["coordinates"]
    beside = [[[x + 0.05, y] for x, y in square[0]]]
    geojson = document()
    geojson["features"][0]["geometry"] = {"type": "MultiPolygon", "coordinates": [square, beside]}
    one = read(geojson).outlines[0]
    assert one.holds(50.05, 36.37)
    assert one.holds(50.05, 36.44)


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, "\ufeff{}", "null"])
def test_what_is_no_json_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        outlines.parse(text, "x", PLACES)


def test_populations_come_from_a_table_of_two_columns() -> None:
    got = populations.parse("District;Population\nKyivskyi;180 000\nСалтівський;\n", "p", PLACES)
    assert got.people == {KYIVSKYI: 180_000}
    assert got.whose == "p"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "The first line must contain the column names district and population"),
        ("a,b\n1,2\n", "The first line must contain the column names district and population"),
        ("district,population\n", "No population"),
        ("district,population\nKyivskyi,many\n", "line 2: Enter the population as a whole number"),
        ("district,population\nKyivskyi,0\n", "at least 1"),
        ("district,population\nAtlantis,7\n", "not a known district"),
        (
            "district,population\nKyivskyi,7\nKyivskyi,8\n",
            "line 3: .* has more than one population",
        ),
    ],
)
def test_populations_that_make_no_sense_are_refused(text: str, words: str) -> None:
    with pytest.raises(Refused, match=words):
        populations.parse(text, "p.csv", PLACES)


def test_files_are_kept_and_forgotten(tmp_path: Path) -> None:
    assert map_files.load_outlines(PLACES) is None
    assert map_files.save_outlines(FILE, PLACES).whose == "Drawn by hand for tests"
    stored = map_files.load_outlines(PLACES)
    assert stored is not None
    assert len(stored.outlines) == 4
    other = tmp_path / "other.geojson"
    other.write_text(json.dumps(document()))
    map_files.save_outlines(other, PLACES)
    stored = map_files.load_outlines(PLACES)
    assert stored is not None
    assert stored.whose == "other.geojson"
    broken = tmp_path / "broken.geojson"
    broken.write_text("{")
    with pytest.raises(Refused):
        map_files.save_outlines(broken, PLACES)
    assert map_files.load_outlines(PLACES) is not None
    map_files.remove_outlines()
    assert map_files.load_outlines(PLACES) is None
    with pytest.raises(CaseUnavailable):
        map_files.save_populations(tmp_path / "missing.csv", PLACES)


def test_what_never_ends_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for file in (pipe, Path("/dev/null"), tmp_path):
        for module in (outlines, populations):
            with pytest.raises(CaseUnavailable, match="The map was not changed"):
                module.read(file, PLACES)


@pytest.mark.parametrize("number", [10**400, -(10**400), 10**12 + 1, True, "36.3"])
def test_a_coordinate_that_is_no_degree_is_refused(number: object) -> None:
    with pytest.raises(Refused, match="Enter longitude and latitude in degrees"):
        read(document(coordinates=[[[number, 50.0], [36.4, 50.0], [36.4, 50.1]]]))


def test_zeros_before_a_population_hide_nothing() -> None:
    csv = "district,population\nKyivskyi,{}\n"
    with pytest.raises(Refused, match="Enter the population as a whole number, at least 1"):
        populations.parse(csv.format("0" * 11 + "199999999999"), "p.csv", PLACES)
    got = populations.parse(csv.format("0" * 20 + "5"), "p.csv", PLACES)
    assert got.people == {KYIVSKYI: 5}


def test_the_whole_city_is_no_population_of_the_unknown_district(tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text("district,population\nKharkiv city,1400000\n", encoding="utf-8")
    with pytest.raises(Refused, match="cannot have a population"):
        populations.read(file, gazetteer.load())
