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
    told = run("chart", sample, "by-weapon", "-o", picture, "--size", size)
    assert told.code == 0, told
    wide, high = struct.unpack(">II", picture.read_bytes()[16:24])
    wanted = SIZES[size]
    assert wide == pytest.approx(wanted.wide * wanted.dots, abs=1)
    assert high == pytest.approx(wanted.high * wanted.dots, abs=1)


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
    told = run("chart", sample, kind, "-o", other, *flags)
    assert told.code == 0, told
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
    told = run("chart", sample, kind, "-o", tmp_path / "a.png", *flags)
    assert (told.code, bool(told.sentence)) == (2, True)
    assert not (tmp_path / "a.png").exists()


def test_outlines_that_are_none_are_told(run: Any, sample: Path, tmp_path: Path) -> None:
    file = tmp_path / "outlines.geojson"
    file.write_text("{}", encoding="utf-8")
    told = run("chart", sample, "map", "-o", tmp_path / "a.png", "--outlines", file)
    assert told.code == 1
    assert told.sentence
    assert not (tmp_path / "a.png").exists()
