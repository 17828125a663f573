"""How a chart is drawn, as the command takes it: sizes, options, and what a kind does not heed."""

import struct
from pathlib import Path
from typing import Any

import pytest

from kharkiv_tracker.charts.sizes import SIZES


@pytest.mark.parametrize("size", SIZES)
def test_a_picture_has_the_size_that_was_asked_for(
    run: Any, sample: Path, tmp_path: Path, size: str
) -> None:
    picture = tmp_path / "a.png"
    result = run("chart", sample, "by-weapon", "-o", picture, "--size", size)
    assert result.code == 0, result
    wide, high = struct.unpack(">II", picture.read_bytes()[16:24])
    expected_size = SIZES[size]
    assert wide == pytest.approx(expected_size.wide * expected_size.dots, abs=1)
    assert high == pytest.approx(expected_size.high * expected_size.dots, abs=1)


def test_print_sizes_are_those_of_paper() -> None:
    millimetres = {
        name: (round(size.wide * 25.4), round(size.high * 25.4)) for name, size in SIZES.items()
    }
    assert millimetres["a4"] == (297, 210)
    assert millimetres["a5"] == (210, 148)
    assert millimetres["column"][0] == 85


@pytest.mark.parametrize(
    ("kind", "flags"),
    [
        ("cumulative", ("--pick", "Saltivskyi", "--raions", "--no-labels", "--no-later")),
        ("multiples", ("--axes", "free")),
        ("map", ("--measure", "injured", "--points")),
        ("calendar", ("--measure", "incidents")),
    ],
)
def test_options_that_a_kind_heeds_change_the_picture(
    run: Any, sample: Path, tmp_path: Path, kind: str, flags: tuple[str, ...]
) -> None:
    plain, other = tmp_path / "plain.svg", tmp_path / "other.svg"
    assert run("chart", sample, kind, "-o", plain).code == 0
    result = run("chart", sample, kind, "-o", other, *flags)
    assert result.code == 0, result
    assert plain.read_bytes() != other.read_bytes()


@pytest.mark.parametrize(
    ("kind", "flags"),
    [
        ("by-weapon", ("--raions",)),
        ("map", ("--pick", "Saltivskyi")),
        ("cumulative", ("--axes", "free")),
        ("per-day", ("--points",)),
        ("calendar", ("--measure", "killed-per-100000")),
        ("cumulative", ("--pick", "Atlantis")),
        ("cumulative", ("--size", "a1")),
    ],
)
def test_an_option_that_changes_nothing_is_a_wrong_call(
    run: Any, sample: Path, tmp_path: Path, kind: str, flags: tuple[str, ...]
) -> None:
    result = run("chart", sample, kind, "-o", tmp_path / "a.png", *flags)
    assert (result.code, bool(result.sentence)) == (2, True)
    assert not (tmp_path / "a.png").exists()


def test_outlines_that_are_none_are_told(run: Any, sample: Path, tmp_path: Path) -> None:
    file = tmp_path / "outlines.geojson"
    file.write_text("{}", encoding="utf-8")
    result = run("chart", sample, "map", "-o", tmp_path / "a.png", "--outlines", file)
    assert result.code == 1
    assert result.sentence
    assert not (tmp_path / "a.png").exists()
