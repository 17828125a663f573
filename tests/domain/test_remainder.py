"""What joint reports have beyond their incidents, as worked out by hand."""

import pytest

from kharkiv_tracker import gazetteer
from kharkiv_tracker.domain.count import parse_count
from kharkiv_tracker.domain.counting_rule import Grounds
from kharkiv_tracker.domain.figure import Figure
from kharkiv_tracker.domain.joint import JointReport
from kharkiv_tracker.domain.remainder import JointGroup, Remainder, as_report, beyond
from kharkiv_tracker.domain.total import Toll, Total
from tests.domain import worked_chains
from tests.domain.test_counting_rule import of_chain
from tests.domain.worked_chains import Chain

CHAINS = [
    chain
    for chain in (*worked_chains.chains(), *worked_chains.examples())
    if "remainder" in chain.needs
]

#: What the incidents of a joint report come to.
OWN = {"injured": 12, "stress": 40, "affected": 52}


def joint(report: worked_chains.ChainReport) -> JointReport:
    entry = of_chain(report)
    return JointReport(
        as_of=entry.as_of,
        published=entry.published,
        speaker=entry.speaker,
        source=entry.source,
        counts=entry.counts,
        role=entry.role,
        authority=entry.authority,
        count_remainder=True,
        incidents=("KHT-1", "KHT-2", "KHT-3"),
        code=f"JNT-{entry.uid}",
    )


@pytest.mark.parametrize("chain", CHAINS, ids=lambda chain: chain.name)
def test_a_chain(chain: Chain) -> None:
    group = JointGroup(tuple(map(joint, chain.reports)))
    own = Toll(
        {
            name: Total.of(Figure(*numbers) for numbers in figures)
            for name, figures in chain.incidents.items()
        }
    )
    remainder = Remainder.of(group, Grounds(()), own, gazetteer.load())
    for name, expected in chain.expect.items():
        prefix, _dot, quantity = name.rpartition(".")
        figure = remainder.toll[quantity] if prefix else remainder.figures[quantity]
        assert [figure.low, figure.best, figure.high] == expected


def test_both_chains_are_there() -> None:
    assert [chain.name for chain in CHAINS] == [
        "30 August 2024: joint remainder",
        "a joint report's remainder",
    ]


def test_a_joint_report_says_to_the_rule_all_that_it_says() -> None:
    (chain, *_rest) = CHAINS
    entry = joint(chain.reports[0])
    report = as_report(entry)
    assert report.uid == entry.code
    for name in ("as_of", "published", "speaker", "source", "counts", "role", "authority"):
        assert getattr(report, name) == getattr(entry, name)
    assert (report.known_from, report.time, report.derives) == (
        entry.known_from,
        entry.time,
        entry.derives,
    )


def test_a_range_less_a_range_is_one() -> None:
    ends = (0, 1, 3, None)
    ranges = [
        Total(low, best, high)
        for low in (0, 1, 3)
        for best in (0, 1, 3)
        for high in ends
        if low <= best and (high is None or best <= high)
    ]
    for figure in ranges:
        for own in ranges:
            rest = beyond(figure, own)
            assert rest.low is not None
            assert rest.best is not None
            assert 0 <= rest.low <= rest.best
            assert rest.high is None or rest.best <= rest.high
            # It is the least and the most that any numbers of the two ranges leave.
            top = 9
            leaves = [
                max(0, many - few)
                for many in range(
                    figure.low or 0, (top if figure.high is None else figure.high) + 1
                )
                for few in range(own.low or 0, (top if own.high is None else own.high) + 1)
            ]
            assert rest.low == min(leaves)
            assert rest.high == (None if figure.high is None else max(leaves))


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        # Of 60 affected 52 are known, 40 of them with stress: 8 more, not 48 more injured.
        ({"affected": "60"}, {"injured": (8, 8, 8), "affected": (8, 8, 8)}),
        ({"injured": "60"}, {"injured": (8, 8, 8), "affected": (8, 8, 8)}),
        ({"affected": "60+"}, {"injured": (8, 8, None), "affected": (8, 8, None)}),
        (
            {"injured": "20", "stress": "45"},
            {"injured": (8, 8, 8), "stress": (5, 5, 5), "affected": (13, 13, 13)},
        ),
        # Ten more with stress are ten more affected.
        ({"stress": "50"}, {"stress": (10, 10, 10), "affected": (10, 10, None)}),
        ({"affected": "0"}, {"injured": (0, 0, 0), "affected": (0, 0, 0)}),
    ],
)
def test_nobody_is_injured_or_stressed_who_is_not_affected(
    counts: dict[str, str], expected: dict[str, tuple[int, int, int | None]]
) -> None:
    own = Toll({name: Total(n, n, n) for name, n in OWN.items()})
    typed = {name: parse_count(text) for name, text in counts.items()}
    one = JointReport(counts=typed, count_remainder=True, incidents=("KHT-1", "KHT-2"), code="J")
    toll = Remainder.of(JointGroup((one,)), Grounds(()), own, gazetteer.load()).toll
    assert {name: (of.low, of.best, of.high) for name, of in toll.items()} == expected
    if "stress" in expected:
        both = Toll({**own, "injured": own["affected"]})
        grounds = Grounds((), stress_counts=True)
        toll = Remainder.of(JointGroup((one,)), grounds, both, gazetteer.load()).toll
        assert toll["injured"] == toll["affected"]
