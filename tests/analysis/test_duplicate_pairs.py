"""Pairs of incidents that may be one."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kharkiv_tracker.analysis.duplicate_pairs import Pair, pairs
from kharkiv_tracker.domain.figure import Figure
from kharkiv_tracker.domain.quantity import COUNTED, KILLED
from kharkiv_tracker.domain.when import EventTime, Precision

DAY = date(2022, 8, 17)
SALTIVSKYI, KYIVSKYI, CITY = "UA63120270010315719", "UA63120270010216514", "UA63120270010096107"


@dataclass(frozen=True)
class Incident:
    code: str
    day: date | None = DAY
    district: str = SALTIVSKYI
    best: int | None = 7
    links: frozenset[str] = frozenset()
    words: str = ""

    @property
    def event(self) -> EventTime:
        return EventTime(self.day, precision=Precision.DATE) if self.day else EventTime()

    @property
    def figures(self) -> dict[str, Figure]:
        return {**dict.fromkeys(COUNTED, Figure()), KILLED: Figure(*[self.best] * 3)}


def codes_of_pairs(*incidents: Incident) -> list[tuple[str, str]]:
    return [(pair.one, pair.other) for pair in pairs(incidents)]


def only(*incidents: Incident) -> Pair:
    (pair,) = pairs(incidents)
    return pair


def test_a_day_apart_with_similar_figures_may_be_one_and_two_days_apart_is_not() -> None:
    assert codes_of_pairs(Incident("A"), Incident("B", DAY + timedelta(days=1), best=9)) == [
        ("A", "B")
    ]
    assert codes_of_pairs(Incident("A"), Incident("B", DAY + timedelta(days=2))) == []
    assert codes_of_pairs(Incident("B", None), Incident("A", None)) == [("A", "B")]


def test_an_unknown_district_may_be_any_and_two_known_ones_are_two() -> None:
    assert codes_of_pairs(Incident("A"), Incident("B", district=CITY)) == [("A", "B")]
    assert codes_of_pairs(Incident("A"), Incident("B", district=KYIVSKYI)) == []


def test_one_link_gives_it_away_whatever_the_figures() -> None:
    link = frozenset({"https://example.org/1"})
    first, second = Incident("A", links=link), Incident("B", best=70, links=link)
    assert only(first, second).same_link
    assert codes_of_pairs(first, Incident("B", best=70)) == []


def test_words_give_it_away_in_whatever_order_they_stand() -> None:
    first = Incident("A", words="iskander struck a dormitory in saltivka seven dead")
    second = Incident("B", best=70, words="seven dead in saltivka iskander struck a dormitory")
    assert only(first, second).similar_words
    assert (
        codes_of_pairs(first, Incident("B", best=70, words="a market burned in the morning")) == []
    )


def test_those_somebody_called_different_are_left_out() -> None:
    incidents = [Incident("A"), Incident("B"), Incident("C")]
    assert [(p.one, p.other) for p in pairs(incidents, {frozenset("AB")})] == [
        ("A", "C"),
        ("B", "C"),
    ]


def test_the_likelier_pair_scores_higher() -> None:
    link = frozenset({"https://example.org/1"})
    linked = only(Incident("A", links=link), Incident("B", links=link))
    assert linked.score > only(Incident("A"), Incident("B")).score
    assert (
        only(Incident("A"), Incident("B")).score > only(Incident("A"), Incident("B", best=8)).score
    )


@given(
    st.lists(
        st.tuples(
            st.sampled_from([None, DAY, DAY + timedelta(days=1), DAY + timedelta(days=3)]),
            st.sampled_from([SALTIVSKYI, KYIVSKYI, CITY]),
            st.sampled_from([None, 0, 7, 70]),
        ),
        max_size=7,
    ),
    st.randoms(),
)
def test_every_pair_is_told_once_in_whatever_order_they_come(rows: list[Any], dice: Any) -> None:
    incidents = [Incident(f"K{number}", *row) for number, row in enumerate(rows)]
    shuffled = list(incidents)
    dice.shuffle(shuffled)
    assert sorted(codes_of_pairs(*incidents)) == sorted(set(codes_of_pairs(*shuffled)))
    assert all(first < second for first, second in codes_of_pairs(*incidents))
