"""Words of a list, and numbers of combatants, as they are typed."""

import pytest

from kharkiv_tracker import i18n
from kharkiv_tracker.domain.incident import Grade, PlaceHit
from kharkiv_tracker.domain.source import SourceKind
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.intake import word_lists


def test_a_word_may_be_begun_or_of_another_language() -> None:
    assert word_lists.read_word("med", SourceKind) is SourceKind.MEDIA
    assert word_lists.read_word("childcare", PlaceHit) is PlaceHit.SCHOOL
    assert word_lists.read_word("CONFIRMED", Grade) is Grade.CONFIRMED
    with i18n.speaking("uk"):
        assert word_lists.read_word("media", SourceKind) is SourceKind.MEDIA
        assert word_lists.read_word("медіа", SourceKind) is SourceKind.MEDIA


def test_what_may_be_several_is_refused_and_names_them() -> None:
    with pytest.raises(Refused, match="military administration, mayor or council, media"):
        word_lists.read_word("m", SourceKind)
    with pytest.raises(Refused, match="not one of"):
        word_lists.read_word("spaceship", PlaceHit)


def test_several_words_are_parted_by_commas() -> None:
    assert word_lists.read_words("resid, commercial, resid", PlaceHit) == [
        PlaceHit.RESIDENTIAL, PlaceHit.COMMERCIAL,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("3", {"killed": "3"}),
        ("3, 5", {"killed": "3", "injured": "5"}),
        ("5+ injured", {"injured": "5+"}),
        ("2 killed; several wounded", {"killed": "2", "injured": "several"}),
        ("поранено 4", {"injured": "4"}),
    ],
)
def test_combatants(typed: str, read: dict[str, str]) -> None:
    assert word_lists.read_combatants(typed) == read


@pytest.mark.parametrize("typed", ["x", "3 killed, 4 killed", "2x killed, 3"])
def test_combatants_that_are_none(typed: str) -> None:
    with pytest.raises(Refused):
        word_lists.read_combatants(typed)


def test_a_plain_number() -> None:
    assert word_lists.read_number(" 2 ") == 2
    for typed in ("0", "two", "-1", "1.5", ""):
        with pytest.raises(Refused):
            word_lists.read_number(typed)
