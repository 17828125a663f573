"""A case of the first edition of the counting rule, renewed by the first command that opens it."""

import shutil
from pathlib import Path

import pytest

from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.summary import prose, summary_data
from kharkiv_tracker.summary.summary_request import SummaryRequest
from tests.cli.conftest import Run

OLD = Path(__file__).parents[1] / "net" / "cases" / "first-edition.ktcase"
APPROVED = ["KHT-2022-08-17-01", "KHT-2022-08-23-01"]


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return Path(shutil.copy(OLD, tmp_path / "old.ktcase"))


def test_a_command_renews_it_and_the_list_can_be_had_again(run: Run, old: Path) -> None:
    verified = run("verify", old)
    assert verified.code == 0
    assert "old.before-1.ktcase" in verified.err
    renewal = run("rule", old, "--renewal", "--json").document["renewal"]
    assert [(row["code"], row["quantity"]) for row in renewal][:2] == [
        ("KHT-2022-08-17-01", "killed"),
        ("KHT-2022-08-20-01", "killed"),
    ]
    assert renewal[0] == {
        "code": "KHT-2022-08-17-01",
        "approved": True,
        "quantity": "killed",
        "before": {"low": 18, "best": 18, "high": 19, "about": False},
        "after": {"low": 19, "best": 19, "high": 19, "about": False},
        "why": "renewal; adopted KHT-2022-08-17-01/1",
    }
    lines = run("rule", old, "--renewal").out.splitlines()
    assert len(lines) == len(renewal) == 6
    assert lines[0].startswith("KHT-2022-08-17-01 [Approved]  Killed: 18–19 → 19  ")


def test_history_has_each_figure_with_why_and_undo_leaves_it(run: Run, old: Path) -> None:
    document = run("history", old, "KHT-2022-08-17-01", "--json").document
    revision = document["revisions"][-1]
    assert (revision["kind"], revision["author"]) == ("figure", "renewal")
    assert revision["changes"] == {
        "killed": {
            "before": {"low": 18, "best": 18, "high": 19, "about": False},
            "after": {"low": 19, "best": 19, "high": 19, "about": False},
            "why": "renewal; adopted KHT-2022-08-17-01/1",
        }
    }
    assert (
        "Recounted with a new edition of the counting rule"
        in run("history", old, "KHT-2022-08-17-01").out
    )
    undone = run("undo", old, "--author", "Analyst 2")
    assert undone.out.startswith("Undone: place of KHT-2022-08-18-01.")
    assert run("verify", old).code == 0
    assert len(run("rule", old, "--renewal", "--json").document["renewal"]) == 6


def test_what_was_approved_waits_until_it_is_approved_again(run: Run, old: Path) -> None:
    def waiting() -> list[str]:
        rows = run("queue", old, "--kind", "changed since approval", "--json").document
        return sorted(row["code"] for row in rows["findings"])

    assert waiting() == APPROVED
    assert run("approve", old, APPROVED[0], "--author", "Somebody").code == 0
    assert waiting() == APPROVED[1:]
    last = run("history", old, APPROVED[0], "--json").document["revisions"][-1]
    assert (last["kind"], last["author"]) == ("incident", "Somebody")


def test_the_author_of_renewals_is_nobody_elses(run: Run, old: Path) -> None:
    refused = run("approve", old, APPROVED[0], "--author", "renewal")
    assert refused.code != 0
    assert "another name" in refused.err


def test_a_page_says_which_edition_counted(old: Path) -> None:
    with CaseFile.open(old) as case:
        data = summary_data.framed(case, SummaryRequest(), Selection(), ())
        assert "Edition of the rule: 4." in prose.rule(data)
