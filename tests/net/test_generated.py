"""Hundreds of generated incidents come to what they came to, and to what a slow hand adds up.

500 in every run; `make net` adds 5,000, of which only digests are kept. `RENEW_GOLDEN=1` writes
anew what this module compares, see `test_golden`; with `make net` also what is kept of the 5,000.
"""

import json
import os
import shutil
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kharkiv_tracker.domain.counting_rule import Rule
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.total import Total
from kharkiv_tracker.domain.when import parse_clock
from kharkiv_tracker.store import incidents
from kharkiv_tracker.store.case_file import CaseFile
from tests.net import door, generated, golden, outputs
from tests.net.conftest import WHOLE
from tests.net.slow_grounds import compared
from tests.store.slow import Slow

WHOLES = ("killed", "injured")
PARTS = (
    *("children", "boys", "girls", "adults", "men", "women"),
    *("hospitalised", "serious", "stress"),
)
KNOWN = "2023-06-15T12:00"
CLOCKS: dict[str, tuple[str, ...]] = {"today": (), "known": ("--as-known-on", KNOWN)}
RULES = ("range of all speakers",)


@pytest.fixture(
    scope="module",
    params=[
        500,
        pytest.param(
            5000,
            marks=pytest.mark.skipif(WHOLE not in os.environ, reason="`make net` adds 5,000"),
        ),
    ],
)
def case(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case of so many generated incidents; tests only read from it."""
    path = tmp_path_factory.mktemp("generated") / f"generated-{request.param}.ktcase"
    generated.make(path, request.param)
    return path


def test_they_verify_under_the_same_fingerprint(case: Path, tmp_path: Path) -> None:
    text = door.output("verify", case, "--json")
    assert json.loads(text)["ok"]
    golden.compare(f"{case.stem}/verify.json", golden.exact(text), tmp_path)


def test_their_figures_stay_the_same(case: Path, tmp_path: Path) -> None:
    _hold(case, "figures.txt", figures(case), tmp_path)


def test_their_figures_are_those_of_the_slow_rule(case: Path) -> None:
    with CaseFile.open(case) as opened:
        for code in outputs.codes(opened):
            grounds = incidents.grounds(opened, code)
            for rule in (Rule.LATEST, Rule.RANGE, *([Rule.CHOSEN] if grounds.chosen else [])):
                fast, slow = compared(grounds, rule)
                assert fast == slow, (code, rule)


@pytest.mark.parametrize("rule", RULES)
def test_another_rule_would_change_what_it_would_have_changed(
    case: Path, rule: str, tmp_path: Path
) -> None:
    text = door.output("rule", case, rule, "--dry-run", "--json")
    _digested(case, f"rule-{rule.split()[0]}.json", golden.exact(text), tmp_path)


@pytest.mark.parametrize("clock", CLOCKS)
@pytest.mark.parametrize("by", outputs.BY)
def test_their_totals_stay_the_same_and_are_what_a_slow_hand_adds_up(
    case: Path, by: str, clock: str, tmp_path: Path
) -> None:
    text = door.output("totals", case, "--by", by, *CLOCKS[clock], "--json")
    short = by in ("district", "year", "weapon", "place", "grade")
    (_hold if short else _digested)(case, f"totals-{by}-{clock}.json", golden.exact(text), tmp_path)
    slow, at = slow_hand(case), parse_clock(KNOWN) if CLOCKS[clock] else None
    told = json.loads(text)
    grouped = slow.totals(Selection(), by, at)
    assert grouped.keys() == {group["key"] for group in told["groups"]}
    pairs = [(told["total"], slow.totals(Selection(), None, at)[""])]
    for group, totals in [*pairs, *((group, grouped[group["key"]]) for group in told["groups"])]:
        assert quantities(group) == by_hand(totals, group["incidents"])


@pytest.mark.parametrize("clock", CLOCKS)
def test_the_numbers_of_their_charts_stay_the_same(case: Path, clock: str, tmp_path: Path) -> None:
    text = outputs.charts(CLOCKS[clock], Path(shutil.copy(case, tmp_path)))
    _digested(case, f"charts-{clock}.csv", text, tmp_path)


def test_their_history_stays_the_same(case: Path, tmp_path: Path) -> None:
    _digested(case, "history.json", door.output("history", case, "--json"), tmp_path)


def figures(path: Path) -> str:
    """A line for each figure that is known of each incident: `KHT-…-01 killed 7 7 9`."""
    lines = []
    with CaseFile.open(path) as case:
        for code in outputs.codes(case):
            told = []
            for quantity, figure in sorted(incidents.figures(case, code).items()):
                if figure.low is not None:
                    high = "+" if figure.high is None else figure.high
                    about = "~" if figure.about else ""
                    told.append(f"{quantity} {about}{figure.low} {figure.best} {high}")
            lines.append(f"{code}: {', '.join(told)}")
    return "\n".join(lines) + "\n"


@cache
def slow_hand(path: Path) -> Slow:
    """The case worked out report by report; what was worked out is remembered."""
    with CaseFile.open(path) as case:
        slow = Slow(case)
    slow.figures = cache(slow.figures)  # type: ignore[method-assign]
    return slow


def quantities(group: dict[str, Any]) -> dict[str, Any]:
    """The totals of a group by quantity, parts under names of their own."""
    found = {}
    for whole, told in group["quantities"].items():
        ends = {name: value for name, value in told.items() if name != "of_whom"}
        if not ends["about"]:
            del ends["about"]
        parts = told["of_whom"]
        if whole in WHOLES:
            first = dict(group[whole])
            assert first.pop("children", parts["children"]) == parts["children"]
            assert first == {**ends, "of_whom": parts}
        found |= {whole: ends} | {f"{whole}.{part}": total for part, total in parts.items()}
    return found


def by_hand(totals: dict[str, Total], incidents: int) -> dict[str, Any]:
    """What a slow hand added up, as the command prints it: silence is unknown in each incident."""
    with_parts = (*WHOLES, "affected")
    parts = [f"{whole}.{part}" for whole in with_parts for part in PARTS]
    names = (*with_parts, "stress", "missing", *parts)
    worked = dict.fromkeys(names, Total(unknown=incidents)) | totals
    for whole in with_parts:
        worked[f"{whole}.not_said"] = not_said(worked, whole)
    return {quantity: as_json(total) for quantity, total in worked.items()}


def not_said(totals: dict[str, Total], whole: str) -> Total:
    """Best less children and adults."""
    of = totals[whole]
    if of.low is None or of.best is None:
        return of
    groups = [totals[f"{whole}.{group}"] for group in ("children", "adults")]
    grouped = sum(group.low or 0 for group in groups)
    high = None if of.high is None else of.high - grouped
    about = of.about or any(group.about for group in groups)
    return Total(of.best - grouped, of.best - grouped, high, of.unknown, about)


def as_json(total: Total) -> dict[str, Any]:
    """A total as the command prints it."""
    told = {"low": total.low, "best": total.best, "high": total.high, "unknown": total.unknown}
    return told | ({"about": True} if total.about else {})


def _hold(case: Path, name: str, text: str, folder: Path) -> None:
    """Compare a text that is kept whole of some hundreds, and by its digest of thousands."""
    if case.stem == "generated-500":
        golden.compare(f"{case.stem}/{name}", text, folder)
    else:
        _digested(case, name, text, folder)


def _digested(case: Path, name: str, text: str, folder: Path) -> None:
    """Compare a text of which only the digest is kept; the text itself goes to a file."""
    actual = golden.kept(f"{case.stem}/{name}", text.encode(), folder)
    line = f"{golden.digest(text)}  {len(text.splitlines())} lines\n"
    try:
        golden.compare(f"{case.stem}/{name}.sha256", line, folder)
    except pytest.fail.Exception as failed:
        pytest.fail(f"{failed}\nthe text itself is in {actual}", pytrace=False)
