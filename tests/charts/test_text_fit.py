"""Text made fit for chart and page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kharkiv_tracker.charts import style
from kharkiv_tracker.charts.text_fit import drawable, elide, elide_before, fit, wrap


@pytest.mark.parametrize(
    ("text", "drawable_text"),
    [
        ("Салтівський, гуртожиток", "Салтівський, гуртожиток"),
        ("a 😢 b", "a [U+1F622] b"),
        ("fire\u202egnp.exe", "firegnp.exe"),
        ("a\x00b\x07", "ab"),
        ("two\nlines\tand\u2028three", "two lines and three"),
        ("漢", "[U+6F22]"),
        ('#read("/etc/passwd")', '#read("/etc/passwd")'),
        ("й", "й"),
        ("", ""),
    ],
)
def test_what_cannot_be_drawn_is_spelt_out(text: str, drawable_text: str) -> None:
    assert drawable(text) == drawable_text


@given(st.text())
def test_everything_shown_can_be_drawn(text: str) -> None:
    result = drawable(text)
    assert {ord(letter) for letter in result} <= style.glyphs()
    assert len(result) <= 1000


def test_long_text_is_cut() -> None:
    assert drawable("x" * 10_000, 20) == "x" * 19 + "…"


@given(st.text("абв xyz", max_size=80), st.floats(30, 300))
def test_wrapped_lines_fit_and_lose_nothing_while_there_is_room(typed: str, room: float) -> None:
    text = drawable(typed)
    lines = wrap(text, room, 9)
    assert all(style.width(line, 9) <= room for line in lines)
    if "…" not in "".join(lines):
        assert " ".join(lines).split() == text.split()


def test_the_middle_goes_first() -> None:
    short = elide("Kharkiv city, district unknown", 80, 9)
    assert short.startswith("Kh")
    assert short.endswith("wn")
    assert "…" in short


@given(st.text(alphabet="абвгґ щxyz", min_size=1, max_size=40), st.floats(8, 300))
def test_a_name_grows_smaller_before_it_loses_letters(name: str, room: float) -> None:
    result, size = fit(name, room, 9.0)
    assert 9.0 * 0.8 <= size <= 9.0
    assert result == name or size < 9.0
    assert result == "…" or style.width(result, size) <= room + 0.2


@given(st.text(alphabet="абвгґщxyz", min_size=4, max_size=40))
def test_a_place_is_cut_before_its_day_is(place: str) -> None:
    room = style.width("абвг…, 17.08.2022", 9.0)
    result = elide_before(", 17.08.2022", place, room, 9.0)
    assert style.width(result, 9.0) <= room or result == "…"
    if style.width(place[:3] + "…, 17.08.2022", 9.0) <= room:
        assert result.endswith(", 17.08.2022")
