"""Another city is another file: codes, clocks, districts and names follow it, and no module."""

import json
import shutil
from pathlib import Path

import pytest

from kharkiv_tracker import city, gazetteer
from tests import elsewhere

STRIKE = {
    "event": {"date": "2022-08-17", "time": "21:30", "precision": "exact"},
    "district": "the ward of Quay",
    "weapons": ["missile"],
    "reports": [
        {"killed": "7", "as_of": "2022-08-18T02:00Z", "office": "Council", "source": "Gazette"}
    ],
}


@pytest.fixture
def harbour(tmp_path: Path) -> Path:
    """The resources with a city of two districts in the place of Kharkiv."""
    folder = elsewhere.copied(tmp_path)
    shutil.copy(Path(__file__).parent / "harbour.json", folder / "gazetteer.json")
    return folder


def test_another_city_is_recorded_and_totalled(harbour: Path, tmp_path: Path) -> None:
    case, entries = tmp_path / "harbour.ktcase", tmp_path / "strike.json"
    entries.write_text(
        json.dumps({"incidents": [STRIKE, {**STRIKE, "district": "Harbour"}]}), encoding="utf-8"
    )
    elsewhere.run(harbour, "new", case)
    recorded = json.loads(elsewhere.run(harbour, "add", case, entries, "--json"))
    assert recorded["incidents"] == ["HBR-2022-08-17-01", "HBR-2022-08-17-02"]
    totals = elsewhere.run(harbour, "totals", case)
    assert "Quay" in totals
    assert "Harbour, ward unknown" in totals
    # Two at night in UTC is eleven in the evening before on its own clocks.
    history = elsewhere.run(harbour, "history", case, "hbr-2022-08-17-01", "--json")
    assert "2022-08-17T23:00" in history
    waiting = elsewhere.run(harbour, "queue", case, "--kind", "district unknown")
    assert "HBR-2022-08-17-02" in waiting
    assert "HBR-2022-08-17-01" not in waiting


@pytest.mark.parametrize("kind", ["map", "multiples"])
def test_it_is_drawn_and_printed(harbour: Path, tmp_path: Path, kind: str) -> None:
    case, chart = tmp_path / "harbour.ktcase", tmp_path / "chart.svg"
    entries = tmp_path / "strike.json"
    entries.write_text(json.dumps({"incidents": [STRIKE]}), encoding="utf-8")
    elsewhere.run(harbour, "new", case)
    elsewhere.run(harbour, "add", case, entries)
    elsewhere.run(harbour, "chart", case, kind, "-o", chart)
    drawn = chart.read_text(encoding="utf-8")
    assert "Harbour town" in drawn
    assert "Ward unknown" in drawn
    page = tmp_path / "page.pdf"
    elsewhere.run(harbour, "summary", case, "-o", page)
    assert page.read_bytes().startswith(b"%PDF")


def test_unknown_areas_and_tiles_are_those_of_the_districts() -> None:
    places, here = gazetteer.load().districts, city.load()
    assert here.unknown_areas == {one.key for one in places if one.kind.is_unknown}
    tiles = [key for block in here.blocks for key in block.tiles]
    assert sorted(tiles) == sorted(one.key for one in places)


def test_every_form_of_its_name_is_there_in_the_languages_spoken() -> None:
    forms = json.loads((Path(__file__).parent / "harbour.json").read_text("utf-8"))["city"]["texts"]
    here = city.load()
    assert set(here.texts) == set(forms)
    assert all({"en", "uk"} <= set(names) for names in here.texts.values())
