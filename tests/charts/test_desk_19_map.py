"""Maps: colours that can be told apart, and labels that are all there and all alike."""

import itertools
from pathlib import Path

import pytest
from matplotlib.colors import to_rgb
from matplotlib.text import Text

from kharkiv_tracker import gazetteer, i18n
from kharkiv_tracker.charts import kinds, tile_positions
from kharkiv_tracker.charts.chart_request import Options
from kharkiv_tracker.charts.maps.map_measure import tints
from kharkiv_tracker.domain.outline import Outline, Outlines
from kharkiv_tracker.palette import PALETTES, Tone
from kharkiv_tracker.store.case_file import CaseFile

#: Degrees: districts as narrow as these have no room for their names.
NARROW = 0.004


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_desk_19_neighbouring_tints_differ_on_screen_and_in_grey_print(theme: Tone) -> None:
    colours = tints(PALETTES[theme])
    assert len(colours) == 5
    for one, other in itertools.pairwise(colours):
        assert contrast(one, other) >= 1.2, (one, other)
        # A printer without colours has only the light of each, in 256 greys.
        assert abs(grey(one) - grey(other)) >= 14, (one, other)


def grey(colour: str) -> float:
    red, green, blue = to_rgb(colour)
    return 255 * (0.299 * red + 0.587 * green + 0.114 * blue)


def contrast(one: str, other: str) -> float:
    lights = sorted(_light(colour) for colour in (one, other))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def _light(colour: str) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.fixture(scope="module")
def crowded() -> Outlines:
    """Every district of the city as a strip too narrow for its name, side by side."""
    places = [place for place in gazetteer.load().listed if place.kind.value == "city district"]
    outlines = []
    for number, place in enumerate(places):
        west = 36.2 + number * NARROW
        ring = [
            (west, 49.9),
            (west + NARROW, 49.9),
            (west + NARROW, 50.1),
            (west, 50.1),
            (west, 49.9),
        ]
        outlines.append(Outline(place.key, ((tuple(ring),),)))
    return Outlines("Drawn for tests", tuple(outlines))


@pytest.mark.parametrize("size", [kinds.SIZE, (7.0, 4.4), (16.0, 9.0)])
@pytest.mark.parametrize("language", ["en", "uk"])
def test_desk_19_outlines_keep_every_name_all_alike_and_clear_of_each_other(
    case: CaseFile, crowded: Outlines, size: tuple[float, float], language: str
) -> None:
    drawn = Path(__file__).parent.parent / "outlines.geojson"
    from kharkiv_tracker.exchange import outlines as reader

    for maps in (crowded, reader.read(drawn, gazetteer.load())):
        with i18n.speaking(language):
            figure = kinds.draw(case, "map", options=Options(outlines=maps), size=size)
            keys = [outline.district for outline in maps.outlines]
            names = {
                tile_positions.name(place)
                for place in gazetteer.load().districts
                if place.key in keys
            }
        labels = [text for text in figure.findobj(Text) if text.get_path_effects()]
        titles = [text for text in labels if text.get_text() in names]
        assert sorted(text.get_text() for text in titles) == sorted(names)
        # A name and a number each, of one size, weight and colour.
        assert len(labels) == 2 * len(titles)
        for group in (titles, [text for text in labels if text not in titles]):
            fonts = [text.get_fontproperties() for text in group]
            assert len({(font.get_size(), font.get_weight()) for font in fonts}) == 1
            assert len({text.get_color() for text in group}) == 1
        boxes = [text.get_window_extent() for text in titles]
        for one, other in itertools.combinations(boxes, 2):
            assert not (one.shrunk(0.96, 0.9)).overlaps(other.shrunk(0.96, 0.9)), (one, other)
