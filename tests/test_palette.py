"""The colours can be read and told apart, by colour-blind readers and in grey print too."""

from itertools import combinations, pairwise
from math import atan2, degrees, hypot

import pytest

from kharkiv_tracker.domain.quantity import COUNTED, QUANTITIES
from kharkiv_tracker.palette import PALETTES, Palette

Linear = tuple[float, float, float]

#: How far apart lines look at least, how far they stand off their ground, and the least step
#: between the nine greys they are printed in. About 2 can just be seen.
NEAREST, LEAST, GREYS = 20.0, 3.0, 3.0

#: Machado, Oliveira and Fernandes 2009, at full severity, on linear light.
SIGHTS = {
    "full": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def linear(colour: str) -> Linear:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return red, green, blue


def luminance(colour: Linear) -> float:
    return 0.2126 * colour[0] + 0.7152 * colour[1] + 0.0722 * colour[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(linear(one)), luminance(linear(other))))
    return (light + 0.05) / (dark + 0.05)


def lab(colour: Linear) -> Linear:
    red, green, blue = (min(1.0, max(0.0, part)) for part in colour)
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883
    a, b, c = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * b - 16, 500 * (a - b), 200 * (b - c)


def distance(one: str, other: str, sight: str) -> float:
    """How far apart two colours look, in CIELAB; about 2 can just be seen."""
    seen = []
    for colour in (linear(one), linear(other)):
        red, green, blue = (
            sum(weight * part for weight, part in zip(row, colour, strict=True))
            for row in SIGHTS[sight]
        )
        seen.append(lab((red, green, blue)))
    return sum((a - b) ** 2 for a, b in zip(*seen, strict=True)) ** 0.5


@pytest.fixture(params=["light", "dark"])
def palette(request: pytest.FixtureRequest) -> Palette:
    return PALETTES[request.param]


def test_words_can_be_read(palette: Palette) -> None:
    for ground in (palette.ground, palette.panel):
        for words in (palette.ink, palette.quiet, palette.accent, palette.attention):
            assert contrast(words, ground) >= 4.5, (words, ground)
    assert contrast(palette.ink, palette.selection) >= 4.5
    assert contrast(palette.on_accent, palette.accent) >= 4.5


def quantities(palette: Palette) -> list[str]:
    return [getattr(palette, QUANTITIES[name].colour) for name in COUNTED]


def test_quantities_differ_in_grey_print(palette: Palette) -> None:
    for one, other in combinations(quantities(palette), 2):
        assert contrast(one, other) >= 1.8, (one, other)
    for colour in quantities(palette):
        assert contrast(colour, palette.ground) >= 3, colour


@pytest.mark.parametrize("sight", SIGHTS)
def test_lines_are_told_apart(palette: Palette, sight: str) -> None:
    for one, other in combinations(quantities(palette), 2):
        assert distance(one, other, sight) >= 20, (one, other)
    nearest = min(distance(a, b, sight) for a, b in combinations(palette.series, 2))
    assert nearest >= NEAREST, nearest


def test_lines_stand_off_their_ground(palette: Palette) -> None:
    least = min(contrast(colour, palette.ground) for colour in palette.series)
    assert least >= LEAST, least


def test_lines_are_nine_greys_in_grey_print(palette: Palette) -> None:
    greys = sorted(lab(linear(colour))[0] for colour in palette.series)
    assert len(greys) == 9
    assert min(lighter - darker for darker, lighter in pairwise(greys)) >= GREYS


def test_no_line_is_red(palette: Palette) -> None:
    for colour in (*palette.series, *quantities(palette), palette.accent, palette.attention):
        _lightness, a, b = lab(linear(colour))
        is_reddish = -10 < degrees(atan2(b, a)) < 45
        assert not is_reddish or hypot(a, b) < 45, colour
