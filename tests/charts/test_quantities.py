"""A quantity that is counted is in every chart by being declared, and no chart names one."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import kharkiv_tracker
from kharkiv_tracker.charts import kinds
from kharkiv_tracker.domain.quantity import COUNTED

#: Those that draw one quantity alone, or two at most, whichever is measured.
MEASURED = {"calendar", "lanes", "map"}
ENDS = ("displaced_low", "displaced_best", "displaced_high")


@pytest.fixture(scope="module")
def charts() -> Any:
    """Every kind of chart of a case in which a third quantity, the displaced, is counted."""
    ran = subprocess.run(
        [sys.executable, "-m", "tests.charts.displaced"],
        capture_output=True,
        encoding="utf-8",
        cwd=Path(kharkiv_tracker.__file__).parents[1],
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)


@pytest.mark.parametrize("name", sorted(kinds.KINDS.keys() - MEASURED))
def test_it_has_a_panel_of_its_own(charts: Any, name: str) -> None:
    texts = charts[name]["texts"]
    assert ("displaced, right axis" if name == "multiples" else "Displaced") in texts
    number = {"people": "50", "growth": "120 → 129"}.get(name, "129")
    assert number in texts


@pytest.mark.parametrize("name", kinds.KINDS)
def test_its_numbers_are_in_the_table(charts: Any, name: str) -> None:
    head, *rows = (line.split(",") for line in charts[name]["csv"].splitlines())
    if name == "growth":
        assert ["incident", "displaced", "120", "129"] in [[r[0], r[2], r[4], r[5]] for r in rows]
        return
    prefix = "own_" if name == "against-official" else ""
    at = [head.index(f"{prefix}{end}") for end in ENDS]
    number = "50" if name == "people" else "129"
    assert [number] * 3 in [[row[index] for index in at] for row in rows]


@pytest.mark.parametrize("name", kinds.KINDS)
def test_it_is_told_under_a_point(charts: Any, name: str) -> None:
    due = {"people": "50 displaced", "growth": "displaced: 120 → 129"}.get(name, "129 displaced")
    assert any(due in text for text in charts[name]["targets"]), charts[name]["targets"]


def test_captions_speak_of_it(charts: Any) -> None:
    unknown = (
        "Number killed unknown in 1 incident. Number injured unknown in 1 incident. "
        "Number displaced unknown in 1 incident."
    )
    assert unknown in " ".join(charts["cumulative"]["texts"])
    multiples = " ".join(charts["multiples"]["texts"])
    assert "killed, left axis injured, right axis displaced, right axis" in multiples
    assert (
        "All children (boys, girls and sex unknown): ? killed, ? injured, 9–59 displaced."
        in " ".join(charts["people"]["texts"])
    )


def test_it_can_be_measured(charts: Any) -> None:
    assert charts["measures"] == [
        *("Killed", "Injured", "Displaced", "Incidents"),
        *("Killed per 100,000", "Injured per 100,000", "Displaced per 100,000"),
    ]
    maps = {
        name: " ".join(chart["texts"]) for name, chart in charts.items() if name.startswith("map, ")
    }
    assert "Stronger colour: higher number displaced. Strongest: 129." in maps["map, displaced"]
    rate = "Stronger colour: higher number displaced per 100,000 people. Strongest: 129.0."
    assert rate in maps["map, displaced per 100,000"]
    assert "Calendar: number displaced" in charts["calendar, displaced"]["texts"]


def test_how_a_part_of_it_grew_is_drawn(charts: Any) -> None:
    assert "70" in charts["one incident"]["texts"]


def test_no_chart_names_a_quantity() -> None:
    """What is spelled out for each would have to be written again for a new one."""
    folder = Path(kharkiv_tracker.__file__).parent / "charts"
    pattern = re.compile("|".join(COUNTED), re.IGNORECASE)
    modules = sorted(folder.rglob("*.py"))
    assert len(modules) > 40
    assert not [path.name for path in modules if pattern.search(path.read_text(encoding="utf-8"))]
