"""Counts: what is typed is understood, and printed back as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kharkiv_tracker.domain.count import LARGEST, Count, Qualifier, Ratio, parse_count
from kharkiv_tracker.domain.figure import Figure
from kharkiv_tracker.domain.total import Total
from kharkiv_tracker.errors import Refused

numbers = st.integers(min_value=0, max_value=LARGEST)
plain = st.sampled_from(
    [Qualifier.EXACTLY, Qualifier.AT_LEAST, Qualifier.MORE_THAN, Qualifier.ABOUT]
)
counts = st.one_of(
    st.sampled_from([Count(Qualifier.UNKNOWN), Count(Qualifier.SEVERAL)]),
    st.builds(Count, plain, numbers),
    st.builds(Count, st.just(Qualifier.UP_TO), st.integers(1, LARGEST)),
    st.tuples(st.integers(0, LARGEST - 1), st.integers(1, 1000)).map(
        lambda p: Count(Qualifier.BETWEEN, p[0], min(p[0] + p[1], LARGEST))
    ),
)


@pytest.mark.parametrize(
    ("typed", "low", "high"),
    [
        ("7", 7, 7),
        ("7+", 7, None),
        (">1000", 1001, None),
        ("5-7", 5, 7),
        ("<=3", 0, 3),
        ("~20", 20, 20),
        ("several", 2, None),
        ("0", 0, 0),
        ("", None, None),
        ("?", None, None),
        ("  5 – 7 ", 5, 7),
        ("at least 7", 7, None),
        ("щонайменше 7", 7, None),
        ("понад 1 000", 1001, None),
        ("more than 1,000", 1001, None),
        ("кілька", 2, None),
        ("≥ 12", 12, None),
        ("<4", 0, 3),
        ("6-6", 6, 6),
    ],
)
def test_the_notation_is_understood(typed: str, low: int | None, high: int | None) -> None:
    count = Count.parse(typed)
    assert (count.low, count.best, count.high) == (low, low, high)


@pytest.mark.parametrize(
    "typed",
    ["seven", "-3", "7-5", "1.5", "7++", "1,00", ">", "~", "5-", "99999999999", "x", "<0", "7 8"],
)
def test_anything_else_is_refused_in_a_sentence(typed: str) -> None:
    with pytest.raises(Refused, match=r"\.$"):
        Count.parse(typed)


def test_unknown_none_and_several_are_three_values() -> None:
    unknown, none, several = (Count.parse(typed) for typed in ("", "0", "several"))
    assert len({unknown, none, several}) == 3
    assert unknown.is_unknown
    assert none.is_none
    assert several.is_open


@given(counts)
def test_printing_and_parsing_are_inverses(count: Count) -> None:
    assert Count.parse(str(count)) == count


@given(counts)
def test_an_open_count_has_no_upper_end_and_others_do(count: Count) -> None:
    assert count.is_open == (count.low is not None and count.high is None)
    if count.low is not None and count.high is not None:
        assert count.low <= (count.best or 0) <= count.high


@given(counts, st.integers(2, 20))
def test_a_ratio_multiplies_the_number_and_keeps_the_qualifier(base: Count, factor: int) -> None:
    ratio = parse_count(f"{factor}x killed")
    assert ratio == Ratio(factor, "killed")
    assert parse_count(str(ratio)) == ratio
    made = ratio.resolve(base)
    assert made.is_unknown == base.is_unknown
    assert made.is_open == base.is_open
    if base.qualifier is not Qualifier.SEVERAL:
        assert made.qualifier == base.qualifier
        assert made.number == (None if base.number is None else base.number * factor)


def test_twice_more_than_a_thousand_is_more_than_two_thousand() -> None:
    ratio = parse_count("2x killed")
    assert isinstance(ratio, Ratio)
    assert str(ratio.resolve(Count.parse(">1000"))) == ">2000"


@given(st.lists(counts))
def test_sums_keep_open_ends_and_unknowns(reported: list[Count]) -> None:
    known = [count for count in reported if not count.is_unknown]
    total = Total.of(Figure(c.low, c.best, c.high, c.about) for c in reported)
    assert total.unknown == len(reported) - len(known)
    assert total.is_unknown == (not known)
    assert total.low == (sum(c.low or 0 for c in known) if known else None)
    assert total.is_open == any(count.is_open for count in known)
    assert total.about == any(count.about for count in known)
    if known and not total.is_open:
        assert total.high == sum(count.high or 0 for count in known)


@given(st.tuples(st.lists(counts), st.lists(counts), st.lists(counts)))
def test_totals_add_up_in_any_grouping(lists: tuple[list[Count], ...]) -> None:
    first, second, third = (
        Total.of(Figure(c.low, c.best, c.high, c.about) for c in reported) for reported in lists
    )
    assert (first + second) + third == first + (second + third)
    assert first + second == second + first
