"""The list of offices and sources joined, as commands."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kharkiv_tracker.cli import main
from tests.cases import empty_file

Ask = Callable[..., Any]
_STRIKE = {
    "event": {"date": "2022-08-17"},
    "district": "Saltivskyi",
    "reports": [
        {"as_of": "2022-08-18T10:00", "office": "Kharkiv OVA", "killed": "12"},
        {"as_of": "2022-08-18T11:00", "office": "Ward seven", "killed": "7"},
        {
            "as_of": "2022-08-18T12:00",
            "source": "Daily",
            "source_kind": "media",
            "killed": "30",
        },
        {"as_of": "2022-08-18T13:00", "source": "The Daily", "killed": "9"},
    ],
}
_CODE = "KHT-2022-08-17-01"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path, strikes = empty_file(tmp_path / "x.ktcase"), tmp_path / "strikes.json"
    strikes.write_text(json.dumps({"incidents": [_STRIKE]}), encoding="utf-8")
    assert main(["add", str(path), str(strikes), "--author", "x"]) == 0
    return path


@pytest.fixture
def ask(case: Path, capsys: pytest.CaptureFixture[str]) -> Ask:
    def asking(verb: str, *arguments: str, code: int = 0, as_json: bool = True) -> Any:
        capsys.readouterr()
        more = ("--json",) if as_json else ()
        assert main([verb, str(case), *arguments, *more]) == code
        streams = capsys.readouterr()
        if code:
            return streams.err
        return json.loads(streams.out) if as_json else streams.out

    return asking


def killed(ask: Ask) -> tuple[int, int]:
    figure = ask("totals")["total"]["killed"]
    return figure["best"], figure["high"]


def test_joining_two_offices_says_before_what_changes_and_then_does(ask: Ask) -> None:
    assert killed(ask) == (7, 30)
    join = ("join", "Kharkiv OVA", "Ward seven", "--author", "Olena", "--reason", "one office")
    before = ask("history")["revisions"]
    shown = ask("office", *join, "--dry-run")
    assert ask("history")["revisions"] == before
    # The OVA's own last word is 7: its 12 no longer widens, the newspaper's 30 does.
    assert shown["differences"] == []
    mark = ("mark", "Ward seven", "unofficial")
    (moved,) = ask("office", *mark, "--dry-run")["differences"]
    assert (moved["code"], moved["quantity"], moved["after"]["best"]) == (_CODE, "killed", 12)
    assert ask("office", *mark)["differences"] == [moved]
    assert killed(ask) == (12, 30)
    assert ask("office", *join)["differences"][0]["after"]["best"] == 7
    revisions = [one for one in ask("history")["revisions"] if one["record"] == "Ward seven"]
    assert (revisions[-1]["author"], revisions[-1]["reason"]) == ("Olena", "one office")
    (ova,) = ask("office")["offices"][:1]
    assert ova["names"] == ["Kharkiv OVA", "Ward seven"]
    assert (ova["official"], ova["judged_by"], ova["quoted"]) == (True, "known beforehand", 2)
    assert ask("office", "apart", "Ward seven")["differences"] == []


def test_the_list_is_printed_with_names_and_standing(ask: Ask) -> None:
    ask("office", "join", "Kharkiv OVA", "Ward seven")
    text = ask("office", "list", as_json=False)
    assert "Kharkiv OVA  official, from the built-in list  quoted 2 times" in text
    assert "other names: Ward seven" in text
    assert "office not named" not in text


def test_an_office_nobody_judged_waits_and_is_judged_or_set_aside(ask: Ask) -> None:
    queue = ("queue", "--kind", "office not judged")
    (item,) = ask(*queue)["findings"]
    assert (item["code"], item["incidents"]) == ("Ward seven", 1)
    ask("set-aside", "Ward seven", "office not judged", "--reason", "asked the team")
    assert ask(*queue)["findings"] == []
    ask("set-aside", "Ward seven", "office not judged", "--take-up")
    assert len(ask(*queue)["findings"]) == 1
    assert "Ward seven" in ask(*queue, as_json=False)
    ask("office", "mark", "Ward seven", "official")
    assert ask(*queue)["findings"] == []
    ask("office", "mark", "Ward seven", "none")
    assert len(ask(*queue)["findings"]) == 1
    assert ask("verify")["ok"]


def test_sources_are_joined_likewise(ask: Ask) -> None:
    join = ("Daily", "--join", "The Daily", "--reason", "one newspaper")
    (moved,) = ask("source", *join, "--dry-run")["differences"]
    assert (moved["before"]["high"], moved["after"]["high"]) == (30, 12)
    assert killed(ask) == (7, 30)
    assert ask("source", *join)["differences"] == [moved]
    assert [entry["name"] for entry in ask("sources")["sources"]] == ["Daily"]


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (("office", "join", "Ward seven"), 2, "requires 2 names"),
        (("office", "mark", "Ward seven", "perhaps"), 2, "not one of: official, unofficial, none"),
        (("office", "join", "Ward seven", "Nowhere"), 1, "Office not found: Nowhere"),
        (("office", "apart", "Ward seven"), 1, "is already a separate office"),
        (("source", "Daily"), 2, "--set FIELD=VALUE or --join OTHER"),
        (
            ("source", "Daily", "--set", "rank=1", "--join", "The Daily"),
            2,
            "Enter either --set FIELD=VALUE or --join OTHER",
        ),
        (("source", "Daily", "--join", "daily"), 1, "merged with itself"),
        (("source", "Daily", "--join", "Nowhere"), 1, "Source Nowhere is not in"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_wrong_call_is_a_sentence_and_changes_nothing(
    ask: Ask, arguments: tuple[str, ...], code: int, sentence: str
) -> None:
    before = ask("verify")["fingerprint"]
    assert sentence in ask(*arguments, code=code)
    assert ask("verify")["fingerprint"] == before


def test_a_source_of_another_kind_says_which_figures_it_moved(ask: Ask) -> None:
    ask("office", "mark", "Ward seven", "unofficial")
    printed = ask("source", "Daily", "--set", "kind=police")
    assert {(d["code"], d["quantity"], d["after"]["best"]) for d in printed["differences"]} == {
        (_CODE, "killed", 30)
    }
    ask("source", "Daily", "--set", "kind=media", "--dry-run", code=2, as_json=False)
