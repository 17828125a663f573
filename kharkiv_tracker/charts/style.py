"""The look of charts: strokes, the typeface, the settings of matplotlib."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache
from threading import RLock
from typing import Any

from matplotlib import font_manager, rc_context, rcParams
from matplotlib.font_manager import FontProperties, get_font
from matplotlib.textpath import TextToPath

from kharkiv_tracker import paths
from kharkiv_tracker.domain.place import DistrictKind, Gazetteer
from kharkiv_tracker.palette import Palette

FAMILY = "Inter"
REGULAR, SEMIBOLD = 400, 600
#: Makes the names inside an SVG the same every time.
_SALT = "kharkiv-tracker"
_LOCK = RLock()
#: The size at which words are measured.
_LARGE = 100.0
_PIECES = re.compile(r"[^ \d]+|[ \d]")


@dataclass(frozen=True, slots=True)
class Stroke:
    """How the line of one district is drawn."""

    colour: str
    dashes: str | tuple[float, tuple[float, ...]] = "solid"


def stroke(palette: Palette, gazetteer: Gazetteer, key: str) -> Stroke:
    """The line of a district, always the same; raions are dotted, unknown areas grey and dashed."""
    place = gazetteer.get(key)
    if place is None or place.kind is DistrictKind.COUNTRY:
        return Stroke(palette.quiet, (0, (1, 1)))
    if place.kind is DistrictKind.CITY_UNKNOWN:
        return Stroke(palette.quiet, (0, (5, 2)))
    if place.kind is DistrictKind.OBLAST_UNKNOWN:
        return Stroke(palette.quiet, (0, (7, 2, 1.5, 2)))
    same_kind = [district.key for district in gazetteer.districts if district.kind is place.kind]
    colour = palette.series[same_kind.index(key) % len(palette.series)]
    return Stroke(colour, "solid" if place.kind is DistrictKind.CITY_DISTRICT else (0, (2, 1)))


@contextmanager
def drawing(palette: Palette) -> Iterator[None]:
    """Within the block matplotlib draws as this program does; outside nothing changes.

    Dollar signs are text, not formulas: a place may be called anything.
    """
    _register()
    settings: Any = {
        "font.family": [FAMILY],
        "text.parse_math": False,
        "text.usetex": False,
        "text.color": palette.ink,
        "axes.labelcolor": palette.ink,
        "axes.edgecolor": palette.hairline,
        "axes.facecolor": "none",
        "axes.axisbelow": True,
        "axes.unicode_minus": False,
        "figure.facecolor": palette.ground,
        "savefig.facecolor": "auto",
        "lines.solid_capstyle": "butt",
        "lines.solid_joinstyle": "miter",
        "path.simplify": True,
        "svg.fonttype": "path",
        "svg.hashsalt": _SALT,
        # The fonts are OpenType with cubic outlines, which only this kind embeds whole.
        "pdf.fonttype": 3,
    }
    # The settings are matplotlib's alone and hold for all threads: one draws at a time.
    with _LOCK, rc_context(settings):
        yield


def font(size: float, weight: int = REGULAR) -> FontProperties:
    """The typeface in this size (points); it is used whatever the settings are when it is drawn."""
    _register()
    return FontProperties(family=FAMILY, size=size, weight=weight)


@lru_cache(50_000)
def width(text: str, size: float, weight: int = REGULAR) -> float:
    """How wide a line of text is, in points."""
    return size * sum(_width(piece, weight) for piece in pieces(text))


def pieces(text: str) -> list[str]:
    """The pieces by which a line is measured and drawn: words, spaces, and single digits.

    They repeat where whole lines do not.
    """
    return _PIECES.findall(text)


@lru_cache(20_000)
def _width(word: str, weight: int) -> float:
    """How wide a word is, in sizes of the typeface: letters are not bent to dots."""
    if word == " ":
        return _width("n\u00a0n", weight) - 2 * _width("n", weight)
    wide, _high, _descent = TextToPath().get_text_width_height_descent(
        word, font(_LARGE, weight), ismath=False
    )
    return float(wide) / _LARGE


@cache
def glyphs() -> frozenset[int]:
    """The code points that the typeface can draw in both weights."""
    charsets = [set(get_font(str(file)).get_charmap()) for file in _files()]
    return frozenset(set.intersection(*charsets))


def _files() -> list[Any]:
    folder = paths.resources() / "fonts"
    return [folder / "Inter-Regular.otf", folder / "Inter-SemiBold.otf"]


@cache
def _register() -> None:
    for file in _files():
        font_manager.fontManager.addfont(file)
    # Read whenever a window paints a figure, long after it was made: letters as they were drawn,
    # not bent to whole dots, which spoils their distances.
    rcParams["text.hinting"] = "none"
