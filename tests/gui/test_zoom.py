"""The lens: a point stays where it is while it is magnified, and the picture fills the window."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QSizeF

from kharkiv_tracker.charts.rectangle import Box
from kharkiv_tracker.gui.charts.zoom import MAX_SCALE, Zoom

places = st.tuples(st.floats(0, 800), st.floats(0, 500))
steps = st.lists(st.tuples(places, st.floats(0.3, 4.0)), max_size=8)


def moved(taken: list[tuple[tuple[float, float], float]]) -> Zoom:
    lens = Zoom()
    lens.fit(QSizeF(800, 500))
    for at, times in taken:
        lens.magnify(QPointF(*at), times)
    return lens


@given(steps, places)
def test_there_and_back_is_the_same_place(taken, at) -> None:
    lens = moved(taken)
    back = lens.in_window(*lens.on_sheet(QPointF(*at)))
    assert (back.x(), back.y()) == pytest.approx(at, abs=1e-6)


@given(steps, places)
def test_the_picture_always_fills_the_window(taken, by) -> None:
    lens = moved(taken)
    lens.pan(QPointF(*by) - QPointF(400, 250))
    whole = lens.picture()
    assert 1.0 <= lens.scale <= MAX_SCALE
    assert max(whole.left(), whole.top()) <= 1e-6
    assert min(whole.right() - 800, whole.bottom() - 500) >= -1e-6


@given(places, st.floats(1.0, 10.0))
def test_what_is_pointed_at_stays_where_it_is(at, times) -> None:
    lens = moved([])
    lies = lens.on_sheet(QPointF(*at))
    lens.magnify(QPointF(*at), times)
    assert lens.on_sheet(QPointF(*at)) == pytest.approx(lies, abs=1e-6)


def test_a_box_of_the_sheet_is_seen_upside_down() -> None:
    lens = moved([])
    seen = lens.rectangle(Box(0, 0, 75, 37.5))
    assert (seen.left(), seen.right()) == (0, 100)
    assert (seen.top(), seen.bottom()) == (450, 500)
