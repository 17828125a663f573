"""The sample case tells how seven strikes came to be known, and comes to the same each time."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from kharkiv_tracker import labels
from kharkiv_tracker.domain.when import parse_clock
from kharkiv_tracker.store import incidents, statements
from kharkiv_tracker.store.case_file import CaseFile

Ask = Callable[..., Any]
#: By hand from the rule: strike, code, and what was known when of killed and injured.
GROWTH = [
    ("A", "KHT-2022-08-17-01", [
        ("2022-08-17T21:44", "nothing yet"), ("2022-08-17T21:45", "2/10"),
        ("2022-08-17T22:30", "6/16"), ("2022-08-17", "7/16"), ("2022-08-18T12:00", "7+/16–20"),
        ("2022-08-18T15:00", "12/20"), ("2022-08-19", "15/20"), ("2022-08-20", "18/20"),
        ("2022-08-21", "18/20"), ("2022-08-22", "19/20")]),
    ("B", "KHT-2022-08-18-01", [
        ("2022-08-18T08:10", "1/18"), ("2022-08-18", "3/18"), ("2022-08-19", "5/22"),
        ("2022-08-20", "6/22")]),
    ("C", "KHT-2024-05-25-01", [
        ("2024-05-25T18:41", "2/35"), ("2024-05-25", "4/40"), ("2024-05-26", "12/40"),
        ("2024-05-27T15:24", "18/48"), ("2024-05-29", "19/47")]),
    ("second of 25 May", "KHT-2024-05-25-02", [("2024-05-25", "?/18")]),
    ("D", "KHT-2025-08-18-01", [("2025-08-18T12:00", "3/17"), ("2025-08-18", "7/23")]),
    ("E", "KHT-2026-01-02-01", [("2026-01-01", "nothing yet"), ("2026-01-02", "?/30")]),
    ("F", "KHT-undated-01", [("2199-12-31", "nothing yet"), ("", "?/44")]),
]  # fmt: skip
STEPS = [
    pytest.param(code, clock, figures, id=f"{strike} {clock or 'today'}")
    for strike, code, grown in GROWTH
    for clock, figures in [*grown, ("", grown[-1][1])]
]


@pytest.mark.parametrize(("code", "clock", "figures"), STEPS)
def test_each_strike_was_known_as_it_grew(
    sample_case: Path, code: str, clock: str, figures: str
) -> None:
    with CaseFile.open(sample_case) as case:
        known = incidents.figures(case, code, parse_clock(clock) if clock else None)
        told = "/".join(labels.figure_text(known[q]) for q in ("killed", "injured") if q in known)
    assert told == figures.replace("nothing yet", "")


def test_the_sample_comes_to_51_killed_and_204_injured_and_statements_to_nothing(
    sample_case: Path, ask: Ask
) -> None:
    told = ask("totals", sample_case)
    assert told["total"]["incidents"] == 7
    killed, injured = (told["total"][whole] for whole in ("killed", "injured"))
    assert [killed[end] for end in ("low", "best", "high", "unknown")] == [51, 51, 51, 3]
    assert [injured[end] for end in ("low", "best", "high", "unknown")] == [204, 204, 204, 0]
    assert told["left_out"] == {
        "withdrawn": 0,
        "discounted": 0,
        "undated": 0,
        "remainder": 0,
    }
    with CaseFile.open(sample_case) as case:
        said = [str(statement.count("killed")) for statement in statements.statements(case)]
    assert len(said) == 6
    assert ">1000" in said


def test_at_noon_after_the_strike_saltivskyi_stands_at_seven_open_upwards(
    sample_case: Path, ask: Ask
) -> None:
    told = ask("totals", sample_case, "--as-known-on", "2022-08-18T12:00")
    named = {group["name"]: group for group in told["groups"]}
    killed = named["Saltivskyi"]["killed"]
    assert (killed["low"], killed["best"], killed["high"]) == (7, 7, None)
    assert told["as_known_on"] == "2022-08-18T09:00:00+00:00"
    assert told["total"]["killed"]["high"] is None


@pytest.mark.parametrize(
    ("options", "incidents_counted", "killed", "injured", "undated"),
    [
        (["--from", "2022-08-17", "--to", "2022-08-18"], 2, 25, 42, 1),
        (["--district", "Салтівський"], 1, 19, 20, 0),
        (["--district", "Saltivskyi", "--district", "Slobidskyi"], 2, 25, 42, 0),
        (["--text", "DORMITORY"], 2, 25, 42, 0),
        (["--weapon", "aerial bomb"], 1, 19, 47, 0),
        (["--state", "Draft"], 0, None, None, 0),
        (["--state", "approved"], 7, 51, 204, 0),
        (["--as-known-on", "2022-08-16"], 0, None, None, 0),
        (["--as-recorded-on", "2000-01-01"], 0, None, None, 0),
        (["--as-recorded-on", "2199-01-01"], 7, 51, 204, 0),
    ],
)
def test_a_selection_and_two_clocks_say_what_is_counted(
    sample_case: Path, ask: Ask, options: list[str], incidents_counted: int, killed: int | None,
    injured: int | None, undated: int,
) -> None:  # fmt: skip
    told = ask("totals", sample_case, *options)
    assert told["total"]["incidents"] == incidents_counted
    assert (told["total"]["killed"]["best"], told["total"]["injured"]["best"]) == (killed, injured)
    assert told["left_out"]["undated"] == undated


@pytest.mark.parametrize("by", ["district", "day", "month", "year", "weapon", "place", "grade"])
def test_however_they_are_grouped_the_seven_strikes_come_to_the_same(
    sample_case: Path, ask: Ask, by: str
) -> None:
    told = ask("totals", sample_case, "--by", by)
    assert told["total"]["killed"]["best"] == 51
    # An incident with two weapons or two places stands under both.
    added = sum(group["injured"]["best"] for group in told["groups"])
    assert added == 204 or by in ("weapon", "place")


def test_the_numbers_behind_the_curve_end_where_the_totals_stand(
    sample_case: Path, ask: Ask, tmp_path: Path
) -> None:
    assert ask("chart", "--kinds")["kinds"][0]["kind"] == "cumulative"
    numbers = tmp_path / "curve.csv"
    ask("chart", sample_case, "cumulative", "-o", numbers)
    last: dict[str, list[str]] = {}
    for line in numbers.read_text(encoding="utf-8-sig").splitlines()[1:]:
        _day, district, *figures = line.split(",")
        last[district] = figures
    for group in ask("totals", sample_case)["groups"]:
        due = [group[w][end] for w in ("killed", "injured") for end in ("low", "best", "high")]
        assert last[group["key"]] == ["" if end is None else str(end) for end in due]


def test_the_sample_verifies_and_its_fingerprint_is_in_its_history(
    sample_case: Path, ask: Ask
) -> None:
    told = ask("verify", sample_case)
    assert (told["ok"], told["problems"]) == (True, [])
    revisions = ask("history", sample_case)["revisions"]
    assert [revision["seq"] for revision in revisions] == list(range(1, told["revisions"] + 1))
    for earlier, later in pairwise(revisions):
        assert later["parents"] == [earlier["id"]]
    assert ask("verify", sample_case, "--against", told["fingerprint"])["ok"]
