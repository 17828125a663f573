"""Persons from the command line: covered until cleared or asked for, purged for good."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run

A = "KHT-2022-08-17-01"
ONE = f"{A}/P1"
PERSON = {"name": 'Оксана "Ксеня" Незабутня', "age": "34", "sex": "female", "status": "killed"}


@pytest.fixture
def named(sample: Path, add: Run) -> Path:
    """The sample with two persons, one of them without a name."""
    people = [{**PERSON, "report": 2}, {"age": "~7", "notes": "a boy"}]
    assert add(sample, {"incidents": [{"code": A, "persons": people}]}).code == 0
    return sample


def listed(run: Run, case: Path, *options: str) -> list[dict[str, Any]]:
    return run("persons", case, "--json", *options).document["persons"]


def test_names_are_covered_until_they_are_cleared_or_asked_for(run: Run, named: Path) -> None:
    one, two = listed(run, named, A)
    assert (one["code"], one["name"], one["covered"], one["notes"]) == (ONE, None, True, None)
    assert (one["age"], one["sex"], one["status"], one["report"]) == (
        "34",
        "female",
        "killed",
        f"{A}/2",
    )
    assert (two["name"], two["covered"], two["age"]) == ("", False, "~7")
    result = run("persons", named)
    assert "Незабутня" not in result.out
    assert result.out.splitlines()[0] == f"{ONE}  name hidden, age 34, female, killed, {A}/2"
    assert listed(run, named, "--names")[0]["name"] == PERSON["name"]
    assert run("amend", named, ONE, "--set", "cleared=true", "--set", "report=3").code == 0
    assert 'Оксана "Ксеня" Незабутня' in run("persons", named).out
    assert listed(run, named)[0]["report"] == f"{A}/3"
    assert listed(run, named, "KHT-2022-08-18-01") == []
    assert run("persons", named, "KHT-2022-08-18-01").out == "No people recorded.\n"


def test_a_person_is_corrected_withdrawn_reinstated_and_told_of_in_history(
    run: Run, named: Path
) -> None:
    assert run("amend", named, ONE, "--set", "name=Anna", "--set", "sex=null").code == 0
    assert run("withdraw", named, ONE).code == 0
    (one, _two) = listed(run, named, "--names")
    assert (one["name"], one["sex"], one["withdrawn"]) == ("Anna", None, True)
    assert run("reinstate", named, ONE).code == 0
    assert run("undo", named).code == 0
    revisions = run("history", named, ONE, "--json").document["revisions"]
    assert {revision["record"] for revision in revisions} == {ONE}
    assert len(revisions) == 5
    refused = run("amend", named, ONE, "--set", "report=99")
    assert refused.sentence.startswith("report: The incident has no report 99")


def test_a_name_is_purged_when_it_is_meant(run: Run, named: Path) -> None:
    assert run("amend", named, f"{A}", "--set", "summary=ОКСАНА КСЕНЯ НЕЗАБУТНЯ.").code == 0
    before = named.read_bytes()
    result = run("purge", named, ONE)
    assert (result.code, "--yes" in result.sentence) == (2, True)
    assert named.read_bytes() == before
    seen = run("verify", named, "--json").document["fingerprint"]
    document = run("purge", named, ONE, "--yes", "--json", "--reason", "the family asked").document
    assert document == {
        "record": ONE,
        "revisions": 2,
        "still": [],
        "files": [],
        "elsewhere": [],
        "removed": 0,
    }
    for file in named.parent.glob(f"{named.name}*"):
        assert "Незабутня".encode() not in file.read_bytes()
        assert "незабутня".encode() not in file.read_bytes()
    verified = run("verify", named, "--against", seen, "--json").document
    assert verified["ok"]
    assert run("undo", named).code == 0
    assert run("undo", named).code == 0
    assert run("redo", named).code == 0
    assert listed(run, named, "--names")[0]["name"] == "[purged]"
    assert "Незабутня" not in run("history", named).out
    again = run("purge", named, ONE, "--yes")
    assert again.out.startswith("Name erased from 0 revisions")


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        ((A,), "is not a person"),
        ((f"{A}/2",), "is not a person"),
        ((f"{A}/P9",), "/P9 is not in this case file"),
        ((f"{A}/P2",), "has no name"),
        (
            (ONE, "--reason", "Оксана Ксеня Незабутня asked"),
            "The reason or author contains the name, and these cannot be erased",
        ),
    ],
)
def test_what_cannot_be_purged_is_left_as_it_is(
    run: Run, named: Path, arguments: tuple[str, ...], text: str
) -> None:
    before = named.read_bytes()
    result = run("purge", named, *arguments, "--yes")
    assert result.code == 1
    assert text in result.sentence
    assert result.sentence.endswith("Nothing was changed.")
    assert named.read_bytes() == before


def test_persons_stand_in_no_figure_and_no_export(run: Run, named: Path, tmp_path: Path) -> None:
    assert run("amend", named, ONE, "--set", "cleared=true").code == 0
    assert run("totals", named, "--json").document["total"]["killed"]["best"] == 51
    kinds = [
        chart_kind["kind"] for chart_kind in run("chart", "--kinds", "--json").document["kinds"]
    ]
    for kind in kinds:
        if run("chart", named, kind, "-o", f"{kind}.csv").code == 0:
            assert "Незабутня" not in (tmp_path / f"{kind}.csv").read_text()
            assert run("chart", named, kind, "-o", f"{kind}.svg").code == 0
            assert "Незабутня" not in (tmp_path / f"{kind}.svg").read_text()


def test_persons_are_refused_with_their_path(run: Run, sample: Path, add: Run) -> None:
    entry = {"code": A, "persons": [{"name": "A B"}, {"name": "C", "age": "old"}]}
    result = add(sample, {"incidents": [entry]})
    assert result.sentence.startswith("incidents[0].persons[1].age:")
    assert result.sentence.endswith("Nothing was added.")
    result = add(sample, {"incidents": [{"code": A, "persons": [], "summary": "x"}]})
    assert "only reports, persons, identifiers and notes can be added" in result.sentence
    assert "Add at least one report" in add(sample, {"incidents": [{"code": A}]}).sentence
    assert json.loads(run("persons", sample, "--json").out) == {"persons": []}
