"""Words of a text: where a quote stands, and that it is never anywhere else."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kharkiv_tracker.domain import passage
from kharkiv_tracker.errors import Refused

# Few letters, so that what is looked for comes again and again.
_TEXTS = st.text(st.sampled_from("aб17 \n…[].,«»“”'\u0301é"), max_size=40).map(passage.normal)


@st.composite
def _marked(draw: st.DrawFn) -> tuple[str, passage.Ranges]:
    """A text with ranges of it."""
    text = draw(_TEXTS)
    ends = draw(st.lists(st.integers(0, len(text)), max_size=4, unique=True).map(sorted))
    return text, tuple(zip(ends[::2], ends[1::2], strict=False))


@settings(max_examples=60)
@given(_marked(), _TEXTS)
def test_a_quote_is_located_where_its_words_are_or_not_at_all(
    marked: tuple[str, passage.Ranges], other: str
) -> None:
    text, words = marked
    quote = passage.quote(text, words)
    assert passage.matches(text, words, quote)
    for place in (text, other, f"{other} {text}"):
        where = passage.located(place, quote)
        assert passage.ranges(where) == where
        assert not where or passage.matches(place, where, quote)


@settings(max_examples=30)
@given(_marked())
def test_ranges_are_stored_and_read(marked: tuple[str, passage.Ranges]) -> None:
    _text, words = marked
    assert passage.parse(passage.stored(words)) == words
    assert passage.ranges(reversed(words)) == words


@settings(max_examples=30)
@given(st.text())
def test_a_stored_text_stays_as_it_is(text: str) -> None:
    stored = passage.normal(text)
    assert passage.normal(stored) == stored
    assert "\r" not in stored
    stored.encode()


@pytest.mark.parametrize(
    ("text", "quote", "words"),
    [
        ("7 were killed.", "7 were killed", "7 were killed"),
        ("At 9:\n7  were\nkilled.", "«7 were killed.»", "7  were\nkilled."),
        ("17 killed", "7 killed", ""),
        ("7 killed. Later: 7 killed.", "7 killed", ""),
        ("killed 7, hurt 9, killed 7", "hurt 9 … killed 7", "hurt 9 … killed 7"),
        ("killed 7, hurt 9, hurt 9", "killed 7 [...] hurt 9", ""),
        ("хлопчик 8 ро\u0301ків", "8 ро\u0301ків", "8 ро\u0301ків"),
        ("7 killed", "", ""),
    ],
)
def test_where_a_quote_stands(text: str, quote: str, words: str) -> None:
    assert passage.quote(text, passage.located(text, quote)) == words


def test_a_range_beyond_the_text_is_refused_at_its_place() -> None:
    with pytest.raises(Refused) as refused:
        passage.quote("short", ((0, 2), (3, 9)))
    assert refused.value.path == "[1]"
    assert not passage.matches("short", ((0, 9),), "short")
