"""Points of rows against outlines: in the one district they can be in, or in none."""

import json
from pathlib import Path

import pytest

from kharkiv_tracker import gazetteer
from kharkiv_tracker.domain.place import DistrictKind
from kharkiv_tracker.exchange import map_files
from tests import cases
from tests.imports.tables import planned


def load_squares(folder: Path) -> list[str]:
    """Load a square of 0.02 degrees as the outline of each district of the city; their keys."""
    places = gazetteer.load()
    keys = [place.key for place in places.districts if place.kind is DistrictKind.CITY_DISTRICT]
    side = 0.02
    features = [
        {
            "type": "Feature",
            "properties": {"katotth": key},
            "geometry": {
                "type": "Polygon",
                "coordinates": [
                    [
                        [36.2 + at * side, 50.0],
                        [36.2 + (at + 1) * side, 50.0],
                        [36.2 + (at + 1) * side, 50.02],
                        [36.2 + at * side, 50.02],
                        [36.2 + at * side, 50.0],
                    ]
                ],
            },
        }
        for at, key in enumerate(keys)
    ]
    file = folder / "o.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    map_files.save_outlines(file, places)
    return keys


def test_a_point_far_from_the_city_is_in_doubt(tmp_path: Path) -> None:
    """With outlines of all districts, a point outside them is not in the city."""
    keys = load_squares(tmp_path)
    heads = ("Date", "District", "Latitude", "Longitude", "Killed")
    rows = [
        ("17.08.2022", "Kharkiv", "50.01", "36.21", "1"),
        ("17.08.2022", "Kharkiv", "50.01", "36.77", "1"),
        ("17.08.2022", keys[3], "50.01", "36.21", "1"),
        ("17.08.2022", "Kharkiv", "50.5", "36.21", "1"),
    ]
    entries = planned(cases.empty_case(), [heads, *rows]).planned
    districts = [entry.entry.incident.district for entry in entries]  # type: ignore[union-attr]
    assert districts == [keys[0], "UA63000000000041885", keys[3], "UA63000000000041885"]
    assert [len(entry.doubts) for entry in entries] == [0, 1, 1, 1]


@pytest.mark.parametrize(
    ("latitude", "longitude", "is_known"),
    [
        ("50.011", "36.219", True),
        ("50.01", "36.21", True),
        # Rounded, it may be in the next district, or in none.
        ("50.01", "36.22", False),
        ("50.0", "36.2", False),
        # A zero at the end was dropped.
        ("50.01", "36.2195", True),
        ("50,01", "36,2195", True),
    ],
)
def test_a_rounded_point_is_in_no_district_it_may_not_be_in(
    latitude: str, longitude: str, is_known: bool, tmp_path: Path
) -> None:
    keys = load_squares(tmp_path)
    heads = ("Date", "District", "Latitude", "Longitude", "Killed")
    row = ("17.08.2022", "Kharkiv", latitude, longitude, "1")
    (entry,) = planned(cases.empty_case(), [heads, row]).planned
    district = entry.entry.incident.district  # type: ignore[union-attr]
    assert (district == keys[0]) is is_known
