"""The work queue, the source list, gaps and duplicates as commands."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kharkiv_tracker.cli import main
from tests.cases import sample_file

STA = "STA-2024-05-16-01"
Ask = Callable[..., Any]


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return sample_file(tmp_path / "sample.ktcase")


@pytest.fixture
def ask(case: Path, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Run a command on the case that has to succeed; returns its JSON document."""

    def asking(verb: str, *arguments: object) -> Any:
        capsys.readouterr()
        code = main([verb, str(case), *map(str, arguments), "--json"])
        streams = capsys.readouterr()
        assert (code, streams.err) == (0, "")
        return json.loads(streams.out)

    return asking


def test_what_waits_is_listed_and_set_aside_for_a_reason_and_taken_up_again(ask: Ask) -> None:
    (one,) = ask("queue", "--kind", "falls")["findings"]
    assert one["code"] == STA
    assert (one["quantity"], one["before"], one["after"]) == ("killed.children", "87", "82")
    ask("set-aside", STA, "falls", "--reason", "another speaker counts otherwise")
    assert ask("queue", "--kind", "falls")["findings"] == []
    assert "falls" not in {finding["kind"] for finding in ask("queue")["findings"]}
    ask("set-aside", STA, "falls", "--take-up")
    assert len(ask("queue", "--kind", "falls")["findings"]) == 1


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["KHT-2022-08-17-01", "jump", "--reason", "why"], "has no flag of this kind"),
        ([STA, "falls"], "Enter a reason for dismissing"),
        ([STA, "falls", "--take-up"], "has no dismissed flag of this kind"),
        (["KHT-1999-01-01-01", "falls", "--reason", "why"], "is not in this case file"),
    ],
)
def test_what_cannot_be_set_aside_says_why(
    case: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], problem: str
) -> None:
    assert main(["set-aside", str(case), *arguments]) == 1
    error = capsys.readouterr().err
    assert problem in error
    assert "Nothing was changed" in error


def test_a_queue_in_words(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["queue", str(case)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"{STA}  Number fell  killed, children 87 → 82  STA-2024-02-22-01"
    assert "KHT-undated-01  Undated" in lines


def test_official_totals_beside_our_own_sums(ask: Ask) -> None:
    by_code = {gap["code"]: gap for gap in ask("gaps")["gaps"]}
    assert by_code["STA-2022-08-07-01"]["reason"] == "nothing is recorded for its area and period"
    comparison = by_code["STA-2023-01-03-01"]
    assert (comparison["reason"], comparison["told"]["killed"]) == (None, "1699")
    assert comparison["today"]["killed"] == {
        "own": {"low": 25, "high": 25},
        "unknown": 0,
        "gap": {"low": 1674, "best": 1674, "high": 1674},
    }


def test_a_source_is_given_a_rank_and_listed_with_it(ask: Ask) -> None:
    corrected = ask("source", "national police", "--set", "rank=1", "--set", "reliability=B")
    assert corrected == {
        "name": "National Police",
        "kind": "police",
        "reliability": "B",
        "rank": 1,
    }
    by_name = {one["name"]: one for one in ask("sources")["sources"]}
    assert by_name["National Police"]["rank"] == 1
    assert by_name["National Police"]["reports"] == 1
    offices = {one["office"]: one["speakers"] for one in ask("sources")["offices"]}
    assert "Ihor Terekhov" in {one["speaker"] for one in offices["Mayor of Kharkiv"]}


def test_what_may_have_been_recorded_twice(ask: Ask, tmp_path: Path) -> None:
    assert ask("duplicates") == {"pairs": []}
    file = tmp_path / "again.json"
    again = {
        "event": {"date": "2022-08-18"},
        "district": "Kharkiv city",
        "reports": [{"killed": "18", "injured": "20"}],
    }
    file.write_text(json.dumps({"incidents": [again]}), encoding="utf-8")
    (code,) = ask("add", file)["incidents"]
    (pair,) = ask("duplicates")["pairs"]
    assert (pair["one"], pair["other"]) == ("KHT-2022-08-17-01", code)
    ask("link", "KHT-2022-08-17-01", code, "--as", "not the same")
    assert ask("duplicates") == {"pairs": []}
