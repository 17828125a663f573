"""Undo and redo on the command line: another author's work is taken back only by name."""

import io
from pathlib import Path

import pytest

from tests.cli.conftest import Run

A = "KHT-2022-08-17-01"
WHAT = f"withdrawal of report {A}/8"


class Terminal(io.StringIO):
    """What somebody types at a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def corrected(run: Run, sample: Path) -> Path:
    """The sample with a report that Olena withdrew."""
    assert run("withdraw", sample, f"{A}/8", "--author", "Olena").code == 0
    return sample


def test_own_work_is_taken_back_without_a_word(run: Run, corrected: Path) -> None:
    result = run("undo", corrected, "--author", "olena")
    assert (result.code, result.out, result.err) == (
        0,
        f"Undone: {WHAT}.\n{A}\n",
        "",
    )
    assert run("redo", corrected, "--author", "Olena").code == 0


def test_the_work_of_another_is_refused_unless_they_are_named(run: Run, corrected: Path) -> None:
    before = run("history", corrected).out
    refused = run("undo", corrected, "--author", "Petro")
    assert refused.code == 1
    assert refused.sentence == (
        f"This change was made by Olena: {WHAT}. Nothing was changed. To continue, add --of "
        "and this name."
    )
    assert run("undo", corrected, "--author", "Petro", "--of", "Marta").code == 1
    assert run("undo", corrected, "--author", "Olena", "--of", "Marta").code == 1
    assert run("history", corrected).out == before
    undone = run("undo", corrected, "--author", "Petro", "--of", "Olena")
    assert undone.out == f"Undone: {WHAT}.\nThe change was made by Olena.\n{A}\n"
    refused = run("redo", corrected, "--author", "Olena")
    assert f"This change was made by Petro: {WHAT}." in refused.sentence
    document = run("redo", corrected, "--author", "Olena", "--of", "Petro", "--json").document
    assert document == {"edit": "withdraw", "author": "Petro", "records": [A]}


def test_without_a_name_it_goes_on_and_says_whose_it_was(run: Run, corrected: Path) -> None:
    assert "The change was made by Olena.\n" in run("undo", corrected).out


def test_at_a_terminal_it_asks(run: Run, corrected: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", Terminal("n\n"))
    before = run("history", corrected).out
    refused = run("undo", corrected, "--author", "Petro")
    assert refused.code == 130
    assert f"This change was made by Olena: {WHAT}. Continue?" in refused.err
    assert run("history", corrected).out == before
    monkeypatch.setattr("sys.stdin", Terminal("y\n"))
    assert run("undo", corrected, "--author", "Petro").code == 0
