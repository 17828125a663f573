"""Names at the ends of lines never cover one another."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kharkiv_tracker.charts.curves.end_labels import spread

_NAMES = st.lists(st.tuples(st.floats(0, 100), st.floats(1, 20)), max_size=20)


@given(_NAMES)
def test_names_keep_their_order_and_their_distance(names: list[tuple[float, float]]) -> None:
    names.sort(reverse=True)
    targets, heights = [y for y, _high in names], [high for _y, high in names]
    bottom, top = 0.0, max(100.0, sum(heights))
    centres = spread(targets, heights, bottom, top)
    edges = [(c + h / 2, c - h / 2) for c, h in zip(centres, heights, strict=True)]
    for (_top, above), (below, _bottom) in pairwise(edges):
        assert above >= below - 1e-6
    for upper, lower in edges:
        assert upper <= top + 1e-6
        assert lower >= bottom - 1e-6


def test_names_with_room_stay_where_their_lines_end() -> None:
    assert spread([90, 50, 10], [10, 10, 10], 0, 100) == [90, 50, 10]


def test_names_at_one_height_part_about_it() -> None:
    assert spread([50, 50], [10, 10], 0, 100) == [55, 45]
