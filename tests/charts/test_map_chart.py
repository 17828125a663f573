"""The schematic map: every district has its tile, and each tile tells its totals."""

import csv
import io

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch
from matplotlib.text import Text

from kharkiv_tracker import gazetteer, i18n
from kharkiv_tracker.charts import kinds
from kharkiv_tracker.charts.chart_request import ChartRequest
from kharkiv_tracker.charts.maps import map_chart
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.time_view import View
from kharkiv_tracker.domain.when import parse_clock
from kharkiv_tracker.store import totals
from kharkiv_tracker.store.case_file import CaseFile


def tiles(figure: Figure) -> dict[str, FancyBboxPatch]:
    FigureCanvasAgg(figure).draw()
    return {str(p.get_gid()): p for p in figure.findobj(FancyBboxPatch) if p.get_gid()}


def within(figure: Figure, tile: FancyBboxPatch) -> list[Text]:
    """The words on a tile."""
    box = tile.get_window_extent()
    return [
        text
        for text in figure.findobj(Text)
        if text.get_text() and box.contains(*text.get_transform().transform(text.get_position()))
    ]


def luminance(colour: object) -> float:
    parts = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(first: object, second: object) -> float:
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_every_district_has_one_tile_and_no_two_overlap(case: CaseFile) -> None:
    by_key = tiles(kinds.draw(case, "map"))
    assert set(by_key) == {place.key for place in gazetteer.load().districts}
    boxes = [tile.get_window_extent() for tile in by_key.values()]
    for index, first in enumerate(boxes):
        assert not any(first.overlaps(second) for second in boxes[index + 1 :])


@pytest.mark.parametrize("clock", [None, "2022-08-18T12:00"])
@pytest.mark.parametrize("language", ["en", "uk"])
def test_a_tile_tells_the_totals_of_its_district(
    case: CaseFile, clock: str | None, language: str
) -> None:
    instant = parse_clock(clock) if clock else None
    with i18n.speaking(language):
        figure = kinds.draw(case, "map", View(as_known_on=instant))
        by_key = tiles(figure)
    groups = {group.key: group for group in totals.totals(case, as_known_on=instant).groups}
    for key, tile in by_key.items():
        words = [text.get_text() for text in within(figure, tile)]
        group = groups.get(key)
        if group is None:
            assert len(words) == 2
            continue
        for total in group.toll.counted:
            best = "?" if total.best is None else str(total.best)
            assert any(word.startswith(best) for word in words), (key, words)


@pytest.mark.parametrize("tone", ["light", "dark"])
def test_the_words_can_be_read_on_every_tint(case: CaseFile, tone: str) -> None:
    figure = kinds.draw(case, "map", theme=tone)  # type: ignore[arg-type]
    for tile in tiles(figure).values():
        for text in within(figure, tile):
            assert contrast(text.get_color(), tile.get_facecolor()) >= 4.5, text.get_text()


def test_its_numbers_are_the_totals(case: CaseFile) -> None:
    rows = list(csv.DictReader(io.StringIO(kinds.csv(case, "map"))))
    groups = totals.totals(case).groups
    assert [row["district"] for row in rows] == [group.key for group in groups]
    for row, group in zip(rows, groups, strict=True):
        assert row["incidents"] == str(group.incidents)
        for quantity in ("killed", "injured"):
            total = group.toll[quantity]
            for end in ("low", "best", "high"):
                value = getattr(total, end)
                assert row[f"{quantity}_{end}"] == ("" if value is None else str(value))


@pytest.mark.parametrize("size", [(10.0, 6.0), (6.3, 2.8), (3.0, 2.0), (16.0, 9.0)])
def test_an_empty_map_is_a_sentence_at_any_size(size: tuple[float, float]) -> None:
    with CaseFile.in_memory("Empty $x$ <b>") as empty:
        figure = kinds.draw(empty, "map", size=size)
    assert not tiles(figure)
    assert any("No incident" in text.get_text() for text in figure.findobj(Text))


def test_a_selection_of_one_district_leaves_the_others_unrecorded(case: CaseFile) -> None:
    key = gazetteer.load().resolve("Saltivskyi").key
    chart = map_chart.read(case, ChartRequest(case.title, View(Selection(districts=(key,)))))
    assert set(chart.groups) == {key}
