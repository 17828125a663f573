"""What a cell of a workbook can have."""

import pytest

from kharkiv_tracker.export import workbook


@pytest.mark.parametrize("sign", ["a", "я", "\U0001f600"])
def test_a_cell_has_no_more_letters_than_the_format_allows(sign: str) -> None:
    letters = len(sign.encode("utf-16-le")) // 2
    most = 32_767 // letters
    assert workbook._shortened(sign * most) == sign * most
    for before in ("", "x"):
        text = workbook._shortened(before + sign * (most + 1))
        assert len(text.encode("utf-16-le")) // 2 in (32_767, 32_766)
        assert text.startswith(before + sign)
        assert "the text goes on" in text
