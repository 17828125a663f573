"""Merging, splitting, linking, choosing, counting and going back, from the command line."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kharkiv_tracker.cli import main
from kharkiv_tracker.store import incidents, merge_split, rule_choice, totals, verification
from kharkiv_tracker.store.case_file import CaseFile
from tests.cases import sample_file

A, C = "KHT-2022-08-17-01", "KHT-2024-05-25-01"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return sample_file(tmp_path / "a.ktcase")


@pytest.fixture
def case(path: Path) -> Iterator[CaseFile]:
    with CaseFile.open(path) as opened:
        yield opened
        assert verification.verify(opened).ok


@pytest.fixture
def say(path: Path, capsys: Any) -> Any:
    """Run a command that has to succeed; returns what it printed."""

    def saying(verb: str, *rest: str) -> str:
        capsys.readouterr()
        assert main([verb, str(path), *rest]) == 0
        streams = capsys.readouterr()
        assert streams.err == ""
        return str(streams.out)

    return saying


def best(case: CaseFile) -> int | None:
    return totals.totals(case).total.toll["killed"].best


def test_an_incident_is_merged_and_its_code_goes_on_answering(case: CaseFile, say: Any) -> None:
    codes = [row.code for row in incidents.rows(case, incidents.ids(case))]
    target, other = codes[0], codes[1]
    number = len(incidents.reports(case, target)) + 1
    assert say("merge", other, target, "--reason", "one strike") == f"{other}\n{target}\n"
    assert merge_split.merged_into(case, target) == other
    say("undo")
    document = json.loads(say("merge", target.lower(), other, "--json"))
    assert document == {"records": [target, other]}
    assert "Merged into: — → " in say("history", other)
    assert f"{target}/{number}" in say("history", f"{other}/1")
    say("amend", f"{other}/1", "--set", "killed=99")
    assert str(incidents.reports(case, target)[number - 1].counts["killed"]) == "99"
    say("withdraw", f"{other}/1")
    assert incidents.reports(case, target)[number - 1].withdrawn


def test_reports_become_an_incident_of_their_own(case: CaseFile, say: Any) -> None:
    before = best(case)
    output = say("split", A, "--report", "1", "--report", "2", "--set", "place=another dormitory")
    old, new = output.split()
    assert (old, new) == (A, "KHT-2022-08-17-02")
    assert incidents.incident(case, new).place == "another dormitory"
    assert incidents.incident(case, new).state.value == "Draft"
    assert best(case) == (before or 0) + 6
    (link,) = json.loads(say("link", new, "--json"))["links"]
    assert link == {"one": new, "other": A, "relation": "split from", "notes": ""}
    say("undo")
    assert best(case) == before


def test_incidents_are_linked_and_the_link_is_taken_away(case: CaseFile, say: Any) -> None:
    output = say("link", A, C, "--as", "same attack wave", "--notes", "one night")
    assert output == f"{A}  same attack wave  {C}  one night\n"
    assert say("link", C) == output
    assert say("link", C, A, "--as", "same attack wave", "--remove") == ""
    assert say("link", C) == "No links recorded.\n"
    assert merge_split.links(case, A) == ()


def test_a_rule_is_tried_and_taken(case: CaseFile, say: Any) -> None:
    assert say("rule").startswith("Counting rule: latest.\n")
    before = totals.totals(case)
    document = json.loads(say("rule", "range of all speakers", "--dry-run", "--json"))
    assert (document["rule"], document["second_name"], document["quiet_days"]) == (
        *("range of all speakers", False, 30),
    )
    assert totals.totals(case) == before
    assert all(change["before"] != change["after"] for change in document["differences"])
    printed = say("rule", "range of all speakers", "--reason", "as Airwars does")
    assert len(printed.splitlines()) == len(document["differences"]) + 3
    assert case.rule.value == "range of all speakers"
    assert json.loads(say("rule", "--json"))["differences"] == []


def test_review_asks_for_a_second_name(path: Path, case: CaseFile, say: Any, capsys: Any) -> None:
    output = say("rule", "--second-name", "--quiet-days", "1")
    assert "Approval by a second person is required.\n" in output
    assert "after 1 day without" in output
    assert rule_choice.review(case) == rule_choice.Review(True, 1)
    say("amend", A, "--set", "state=Draft", "--set", "place=x", "--author", "Анна Ко")
    assert main(["approve", str(path), A, "--author", "Анна Ко"]) == 1
    assert capsys.readouterr().err == (
        f"Анна Ко changed {A} last; another person must approve it. Nothing was changed.\n"
    )
    say("approve", A, "--author", "Second")
    say("rule", "--no-second-name")
    assert rule_choice.review(case) == rule_choice.Review(False, 1)


def test_a_report_is_chosen_for_a_reason_and_let_go(case: CaseFile, say: Any) -> None:
    say("choose", f"{A}/3", "--reason", "the list of names")
    assert incidents.figures(case, A)["killed"].best == 7
    assert incidents.incident(case, A).chosen_reason == "the list of names"
    say("choose", A, "--none")
    assert incidents.figures(case, A)["killed"].best == 19


def test_an_earlier_version_is_restored(case: CaseFile, say: Any) -> None:
    first = json.loads(say("history", f"{A}/8", "--json"))["revisions"][0]["seq"]
    say("amend", f"{A}/8", "--set", "killed=91")
    assert incidents.figures(case, A)["killed"].best == 91
    say("revert", f"{A}/8", "--to", str(first), "--reason", "misread")
    assert incidents.figures(case, A)["killed"].best == 19


@pytest.mark.parametrize(
    ("arguments", "code", "text"),
    [
        (["merge", A, A.lower()], 1, "with itself"),
        (["merge", A, "KHT-1999-01-01-01"], 1, "is not in this case file"),
        (["merge", "STA-2022-08-07-01", A], 1, "is not an incident"),
        (["merge", A, f"{A}/1"], 1, "/1 is not an incident"),
        (["merge", A], 2, "OTHER"),
        (["split", A], 2, "--report"),
        (["split", A, "--report", "x"], 2, "x"),
        (["split", A, "--report", "0"], 1, "no report 0"),
        (["split", A, "--report", "99"], 1, "no report 99"),
        (
            ["split", A, *(p for n in range(1, 9) for p in ("--report", str(n)))],
            1,
            "At least one report must stay in",
        ),
        (["split", A, "--report", "1", "--set", "place"], 2, "FIELD=VALUE"),
        (["split", A, "--report", "1", "--set", "district=Narnia"], 1, "district: "),
        (["split", A, "--report", "1", "--set", "killed=1"], 1, "killed: Unknown field"),
        (["split", "KHT-1999-01-01-01", "--report", "1"], 1, "is not in this case file"),
        (
            ["split", "KHT-1999-01-01-01", "--report", "1", "--set", "place=x"],
            1,
            "Incident KHT-1999-01-01-01 is not in",
        ),
        (["link", A, A, "--as", "double strike"], 1, "to itself"),
        (["link", A, C], 2, "--as"),
        (["link", A, "--as", "double strike"], 2, "OTHER"),
        (["link", A, "--remove"], 2, "OTHER"),
        (["link", A, C, "--as", "friends"], 2, "friends"),
        (["link", A, C, "--as", "double strike", "--remove"], 1, "have no such link"),
        (["link", "KHT-1999-01-01-01"], 1, "Incident KHT-1999-01-01-01 is not in"),
        (["rule", "chosen by the analyst"], 2, "chosen"),
        (["rule", "median"], 2, "median"),
        (["rule", "--quiet-days", "0"], 1, "from 1 to 3650"),
        (["rule", "latest", "--quiet-days", "99999999999999999999"], 1, "from 1 to 3650"),
        (["choose", f"{A}/1"], 1, "reason"),
        (["choose", f"{A}/1", "--reason", " \t"], 1, "reason"),
        (["choose", A, "--reason", "because"], 1, "is not a report"),
        (["choose", f"{A}/99", "--reason", "because"], 1, "is not in this case file"),
        (["choose", A, "--none"], 1, "No report is chosen"),
        (["revert", A], 2, "--to"),
        (["revert", A, "--to", "0"], 1, "is not a version of"),
        (["revert", A, "--to", "1"], 1, "is not a version of"),
        (["revert", "KHT-1999-01-01-01", "--to", "1"], 1, "is not in this case file"),
        (["history", f"{A}/99"], 1, "is not in this case file"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence_and_changes_nothing(
    path: Path, arguments: list[str], code: int, text: str, capsys: Any
) -> None:
    before = path.read_bytes()
    capsys.readouterr()
    verb, *rest = arguments
    assert main([verb, str(path), *rest]) == code
    streams = capsys.readouterr()
    assert text in streams.err
    assert (streams.err.count("\n"), streams.out) == (1, "")
    assert path.read_bytes() == before


@pytest.mark.usefixtures("case")
@pytest.mark.parametrize("typed", [f"{A}/", f"{A}//1", "\udcff", "x" * 3_000, "\x1b[31m"])
def test_what_is_no_code_is_refused_in_one_short_sentence(
    path: Path, capsys: Any, typed: str
) -> None:
    for words in (
        ["withdraw", str(path), typed],
        ["merge", str(path), C, typed],
        ["persons", str(path), typed],
        ["history", str(path), typed],
    ):
        capsys.readouterr()
        assert main(words) == 1
        error = capsys.readouterr().err
        assert "is not in this case file" in error
        assert error.count("\n") == 1
        assert len(error) < 150


def test_notes_and_reasons_that_are_no_text_are_kept_as_well_as_they_can_be(say: Any) -> None:
    document = json.loads(
        say("link", A, C, "--as", "double strike", "--notes", "a\udcff\x1bb", "--json")
    )
    assert document["links"][0]["notes"] == "a?b"


@pytest.mark.usefixtures("case")
def test_a_field_nested_beyond_reason_is_refused(path: Path, capsys: Any) -> None:
    deep = "[" * 100_000 + "]" * 100_000
    assert main(["amend", str(path), A, "--set", f"event={deep}"]) == 1
    assert capsys.readouterr().err.startswith("event: The text is too long")


def test_a_case_open_for_reading_only_says_so_once(path: Path, capsys: Any) -> None:
    with CaseFile.open(path) as opened:
        opened.db.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) "
            "VALUES ('kharkiv_tracker', 'of_the_future', '2030-01-01')"
        )
    for words in (["withdraw", str(path), A], ["totals", str(path)]):
        capsys.readouterr()
        main(words)
        error = capsys.readouterr().err
        assert "newer version" in error
        assert error.count("\n") == 1


def test_redo_approves_nothing_that_its_author_may_not_approve(
    path: Path, case: CaseFile, say: Any, capsys: Any
) -> None:
    say("rule", "--second-name")
    say("amend", A, "--set", "state=Draft", "--set", "place=school", "--author", "Ann")
    say("approve", A, "--author", "Bob")
    say("undo", "--author", "Bob")
    capsys.readouterr()
    assert main(["redo", str(path), "--author", "Ann", "--of", "Bob"]) == 1
    error = capsys.readouterr().err
    assert error.startswith(f"Ann changed {A} last")
    assert error.endswith("Nothing was changed.\n")
    assert incidents.incident(case, A).state.value == "Draft"
    say("redo", "--author", "Bob")
