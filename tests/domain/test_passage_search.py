"""Words typed into the quote lead to their sentence in the text of the document."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kharkiv_tracker.domain.passage_search import Passage, longer, search, sentences, shorter

TEXT = (
    "Hard-hit Kharkiv is rocked.\n\nOfficials said at least seven were killed on вул. Героїв, 5.\n"
    "“As of now, 18 are injured; two of them are children,” Mr. Syniehubov said. “One was killed.”"
)


def words(passage: Passage) -> str:
    return TEXT[passage.first : passage.last]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("seven", "Officials said at least seven were killed on вул. Героїв, 5."),
        ("SEVEN  were", "Officials said at least seven were killed on вул. Героїв, 5."),
        ("rocked", "Hard-hit Kharkiv is rocked."),
        ('"as of', "“As of now, 18 are injured; two of them are children,” Mr. Syniehubov said."),
        ("18 are … children", "18 are injured; two of them are children"),
        ("as of now...one was", "As of now, 18 are injured; two of them are children,” Mr. "
         "Syniehubov said. “One was"),
    ],
)  # fmt: skip
def test_words_lead_to_their_sentence(typed: str, expected: str) -> None:
    assert [words(passage) for passage in search(TEXT, typed)] == [expected]


@pytest.mark.parametrize("typed", ["", "k", "…", "eight", "killed … rocked"])
def test_what_is_not_there_leads_nowhere(typed: str) -> None:
    assert search(TEXT, typed) == ()


def test_every_place_is_offered_in_its_order() -> None:
    assert [words(passage)[:9] for passage in search(TEXT, "killed")] == ["Officials", "“One was "]


def test_a_passage_gets_longer_and_shorter_by_a_sentence() -> None:
    (first,) = search(TEXT, "as of now")
    both = longer(TEXT, first)
    assert words(both).endswith("“One was killed.”")
    assert longer(TEXT, both) == both
    assert shorter(TEXT, both) == first
    assert shorter(TEXT, first) == first


@given(st.text("ab .!?…\n”", max_size=40), st.data())
def test_sentences_hold_what_they_are_asked_for(text: str, data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(text)))
    last = data.draw(st.integers(first, len(text)))
    whole = sentences(text, Passage(first, last))
    inner = text[first:last]
    if inner.strip():
        assert inner.strip() in text[whole.first : whole.last]
