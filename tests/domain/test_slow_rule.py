"""The slow rule agrees with every worked chain, and has the properties its page promises."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import cycle

import pytest

from tests.domain import worked_chains
from tests.domain.random_incidents import Incident, incidents
from tests.domain.slow_rule import SlowFigure, SlowPerson, SlowReport, derive
from tests.domain.worked_chains import Chain, ChainReport, Growth

CHAINS = worked_chains.chains()
EXAMPLES = worked_chains.examples()
ALL = [*CHAINS, *EXAMPLES, *worked_chains.corners()]
RULES = ("latest", "range", "chosen")
GROUPS = {"children": ("boys", "girls"), "adults": ("men", "women")}
LAST = worked_chains.stretch("2026-01-01") or (0, 0)
LATER = {"remainder"}  # Of joint reports, not of an incident.
OTHERS = {"left_out", "may_include_stress"}  # Beside the figures.


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
        persons=[SlowPerson(p.id, p.quantity, p.group, p.counts, p.same_as) for p in chain.persons],
        at=worked_chains.instant(chain.at),
        stress_counts=chain.stress_counts,
    )


def not_said(figures: dict, quantity: str) -> int:
    """Best less children and adults."""
    groups = [figures.get(f"{quantity}.{group}") for group in ("children", "adults")]
    return figures[quantity].best - sum(figure.low for figure in groups if figure)


def actual(figures: dict, name: str) -> object:
    """What the rule made, in the form of an expectation."""
    if name == "left_out":
        return [list(word) for word in figures[name]]
    if name == "about":
        return [quantity for quantity in ("killed", "injured") if figures[quantity].about]
    quantity, _, part = name.partition(".")
    if part == "not_said":
        return not_said(figures, quantity)
    figure: SlowFigure = figures.get(name, SlowFigure())
    if part:
        return [figure.low, figure.high]
    return None if figure.best is None else [figure.low, figure.best, figure.high]


@pytest.mark.parametrize("chain", ALL, ids=lambda chain: chain.name)
def test_a_chain(chain: Chain) -> None:
    figures = outcome(chain)
    names = [name for name in chain.expect if name.split(".")[0] not in LATER]
    assert {name: actual(figures, name) for name in names} == {
        name: chain.expect[name] for name in names
    }
    if "left_out" not in chain.expect:
        assert figures["left_out"] == []


@pytest.mark.parametrize("growth", worked_chains.growth(), ids=lambda growth: growth.incident)
def test_a_strike_as_it_grew(growth: Growth) -> None:
    reports = [slow_report(report) for report in growth.reports]
    figures: list[list[object]] = []
    for instant in sorted({report.end for report in reports}):
        now = derive(reports, at=instant)
        pair = [actual(now, "killed"), actual(now, "injured")]
        if figures[-1:] != [pair]:
            figures.append(pair)
    assert figures == growth.figures


def test_no_chain_is_missing() -> None:
    assert len({chain.name for chain in CHAINS}) == len(CHAINS) == 62
    assert len({chain.name for chain in ALL}) == len(ALL)


@pytest.mark.parametrize("chain", ALL, ids=lambda chain: chain.name)
def test_parts_that_a_chain_tells_of_are_all_expected(chain: Chain) -> None:
    """A chain that expects parts of a quantity expects all of them."""
    figures = outcome(chain)
    for quantity in ("killed", "injured", "affected"):
        expected = {n for n in chain.expect if n.startswith(f"{quantity}.")} - {
            f"{quantity}.not_said"
        }
        # Of those with stress it expects the figure itself.
        names = {name for name in figures if name.startswith(f"{quantity}.")} - {"affected.stress"}
        assert not expected or names <= expected


@cache
def derived() -> tuple[tuple[Incident, str, dict], ...]:
    """Random incidents, a rule for each, and what it makes of them."""
    return tuple(
        (incident, rule, figures_of(incident, rule, incident.reports))
        for incident, rule in zip(incidents(seed=14, number=300), cycle(RULES))
    )


def figures_of(incident: Incident, rule: str, reports: Sequence[SlowReport]) -> dict:
    return derive(
        reports,
        rule,
        incident.chosen,
        incident.persons,
        stress_counts=incident.stress_counts,
    )


def test_order_of_entry_never_matters() -> None:
    for incident, rule, figures in derived():
        backwards = replace(incident, persons=incident.persons[::-1])
        assert figures_of(backwards, rule, incident.reports[::-1]) == figures


def test_low_best_and_high_are_in_order() -> None:
    for _, _, figures in derived():
        for name, figure in figures.items():
            if name not in OTHERS and figure.best is not None:
                assert figure.low <= figure.best
                assert figure.high is None or figure.best <= figure.high


def test_parts_are_never_above_their_whole() -> None:
    for _, _, figures in derived():
        for quantity in ("killed", "injured", "affected"):
            whole = figures[quantity]
            least = Counter({n: f.low for n, f in figures.items() if n.startswith(f"{quantity}.")})
            if whole.best is None:
                assert not least
                continue
            assert not_said(figures, quantity) >= 0
            assert max(least.values(), default=0) <= whole.best
            for group, within in GROUPS.items():
                parts = sum(least[f"{quantity}.{part}"] for part in within)
                assert parts <= least[f"{quantity}.{group}"]
            if whole.high is not None:
                assert all(figures[n].high is not None for n in least)
                assert all(figures[n].high <= whole.high for n in least)


def test_retold_and_withdrawn_change_nothing() -> None:
    for incident, rule, figures in derived():
        live = [r for r in incident.reports if r.role != "retold" and not r.withdrawn]
        assert figures_of(incident, rule, live) == figures


def test_something_stands_when_there_is_a_count() -> None:
    for incident, _, figures in derived():
        for quantity in ("killed", "injured"):
            if any(
                quantity in report.counts
                and report.role not in ("retold", "partial")
                and not report.withdrawn
                for report in incident.reports
            ):
                assert figures[quantity].best is not None


def test_a_range_of_all_speakers_is_never_narrower() -> None:
    for incident, rule, figures in derived():
        if rule == "range":
            latest = figures_of(incident, "latest", incident.reports)
            for quantity in ("killed", "injured", "affected"):
                figure, narrow = figures[quantity], latest[quantity]
                assert figure.best == narrow.best
                if figure.best is not None:
                    assert figure.low <= narrow.low
                    assert figure.high is None or figure.high >= (narrow.high or 0)
                    assert figure.high is None or narrow.high is not None


def test_a_settling_official_report_told_last_closes() -> None:
    for incident, rule, _ in derived():
        if rule != "chosen":
            counts = {"killed": (3, 3, 3, False), "affected": (5, 5, 5, False)}
            last = SlowReport("z", "v1", True, LAST, role="settling", counts=counts)
            figures = figures_of(incident, rule, [*incident.reports, last])
            assert figures["killed"] == SlowFigure(3, 3, 3)
            assert figures["affected"] == SlowFigure(5, 5, 5)


def test_a_higher_official_count_told_last_never_lowers() -> None:
    for incident, rule, figures in derived():
        if rule != "latest":
            continue
        for quantity in ("killed", "affected"):
            before = figures[quantity]
            number = (before.best or 0) + 1
            count = {quantity: (number, number, number, False)}
            last = SlowReport("z", "v1", True, LAST, counts=count)
            after = figures_of(incident, rule, [*incident.reports, last])[quantity]
            assert after.best >= (before.best or 0)
            assert after.low >= (before.low or 0)
