"""Names found again from a few letters."""

import pytest

from kharkiv_tracker.intake.name_completion import Names

NAMES = Names(("Oleh Syniehubov", "Ukrinform", "Суспільне", "Synergy", "Ukrinform"))


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("o", "Oleh Syniehubov"),
        ("syn", "Synergy"),
        ("synie", "Oleh Syniehubov"),
        ("s", "Synergy"),
        ("УКР", ""),
        ("сус", "Суспільне"),
        ("ukrinform", ""),
        ("", ""),
        ("x", ""),
    ],
)
def test_the_beginning_comes_before_a_word_within(typed: str, name: str) -> None:
    assert NAMES.completion(typed) == name


def test_the_likeliest_stands_first() -> None:
    assert Names(("Police B", "Police A")).completion("pol") == "Police B"
    assert not Names(())
