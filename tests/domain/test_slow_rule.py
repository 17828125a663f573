"""The slow rule agrees with every worked chain, and has the properties its page promises."""

import pytest

from tests.domain import worked_chains
from tests.domain.slow_rule import SlowFigure, SlowPerson, SlowReport, derive
from tests.domain.worked_chains import Chain, ChainReport

CHAINS = worked_chains.chains()
EXAMPLES = worked_chains.examples()
BESIDE = {"missing", "remainder"}  # Derived beside killed and injured, which stay as they are.


def slow_report(report: ChainReport) -> SlowReport:
    return SlowReport(
        name=report.id,
        voice=report.voice,
        official=report.is_official,
        as_of=worked_chains.stretch(report.as_of),
        published=worked_chains.stretch(report.published),
        role=report.role,
        counts={name: worked_chains.count(text) for name, text in report.counts.items()},
        deaths=report.died,
        dead=report.dead,
    )


def outcome(chain: Chain) -> dict:
    return derive(
        [slow_report(report) for report in chain.reports],
        rule=chain.rule,
        chosen=chain.chosen,
        persons=[SlowPerson(p.id, p.quantity, p.group) for p in chain.persons],
        at=worked_chains.instant(chain.at),
    )


def not_said(figures: dict, quantity: str) -> int:
    """Best less children and adults."""
    groups = [figures.get(f"{quantity}.{group}") for group in ("children", "adults")]
    return figures[quantity].best - sum(figure.low for figure in groups if figure)


def actual(figures: dict, name: str) -> object:
    """What the rule made, in the form of an expectation."""
    if name == "left_out":
        return [list(word) for word in figures[name]]
    quantity, _, part = name.partition(".")
    if part == "not_said":
        return not_said(figures, quantity)
    figure: SlowFigure = figures[name]
    if part:
        return [figure.low, figure.high]
    return None if figure.best is None else [figure.low, figure.best, figure.high]


@pytest.mark.parametrize("chain", [*CHAINS, *EXAMPLES], ids=lambda chain: chain.name)
def test_a_chain(chain: Chain) -> None:
    if "stress" in chain.needs:
        pytest.skip("needs acute stress")
    figures = outcome(chain)
    names = [name for name in chain.expect if name.split(".")[0] not in BESIDE]
    assert {name: actual(figures, name) for name in names} == {
        name: chain.expect[name] for name in names
    }
    if "left_out" not in chain.expect:
        assert figures["left_out"] == []


def test_no_chain_is_missing() -> None:
    assert len({chain.name for chain in CHAINS}) == len(CHAINS) == 62
    assert len({chain.name for chain in EXAMPLES}) == len(EXAMPLES)


@pytest.mark.parametrize("chain", [*CHAINS, *EXAMPLES], ids=lambda chain: chain.name)
def test_parts_that_a_chain_tells_of_are_all_expected(chain: Chain) -> None:
    """A chain that expects parts of a quantity expects all of them."""
    figures = {} if "stress" in chain.needs else outcome(chain)
    for quantity in ("killed", "injured"):
        expected = {n for n in chain.expect if n.startswith(f"{quantity}.")} - {
            f"{quantity}.not_said"
        }
        if expected:
            assert {name for name in figures if name.startswith(f"{quantity}.")} <= expected
