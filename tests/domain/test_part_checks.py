"""Parts that come to more than their whole are named, and the rule never makes any."""

import pytest

from kharkiv_tracker.domain.counting_rule import Rule, derive
from kharkiv_tracker.domain.figure import Figure
from kharkiv_tracker.domain.part_checks import Excess, excesses
from kharkiv_tracker.domain.quantity import subset
from kharkiv_tracker.domain.total import Total
from tests.domain import random_incidents, rule_comparison

WHOLE = (5, 5, 7)
Ends = tuple[int, int, int | None]


@pytest.mark.parametrize(
    ("parts", "excess"),
    [
        ({"children": (2, 2, 4), "adults": (3, 3, 5), "hospitalised": (5, 5, 7)}, None),
        ({"children": (3, 3, 4), "boys": (2, 2, 2), "girls": (1, 1, 1)}, None),
        ({"children": (3, 3, 3), "adults": (3, 3, 3)}, (("children", "adults"), "")),
        (
            {"children": (2, 2, 4), "boys": (2, 2, 2), "girls": (1, 1, 1)},
            (("boys", "girls"), "children"),
        ),
        ({"adults": (2, 2, 4), "men": (3, 3, 3)}, (("men",), "adults")),
        ({"men": (3, 3, 3)}, (("men",), "adults")),
        ({"hospitalised": (6, 6, 7)}, (("hospitalised",), "")),
        ({"children": (2, 2, 8)}, (("children",), "")),
        ({"children": (2, 2, None)}, (("children",), "")),
        ({"unknown": (6, 6, 6)}, (("unknown",), "")),
    ],
)
def test_parts_above_their_whole_are_named(
    parts: dict[str, Ends], excess: tuple[tuple[str, ...], str] | None
) -> None:
    figures = {"injured": Figure(*WHOLE)}
    totals = {"injured": Total(*WHOLE)}
    for name, ends in parts.items():
        figures[subset("injured", name)] = Figure(*ends)
        totals[subset("injured", name)] = Total(*ends, unknown=3)
    due = [Excess("injured", *excess)] if excess else []
    assert list(excesses(figures))[:1] == due
    assert list(excesses(totals))[:1] == due


def test_parts_of_what_is_unknown_are_too_many() -> None:
    assert list(excesses({"killed.children": Figure(1, 1, 1), "killed.boys": Figure(1, 1, 1)}))
    assert not list(excesses({}))


@pytest.mark.parametrize("rule", Rule)
def test_the_rule_never_makes_any(rule: Rule) -> None:
    for incident in random_incidents.incidents(14, 200):
        assert not list(excesses(derive(rule_comparison.grounds(incident, rule))))
