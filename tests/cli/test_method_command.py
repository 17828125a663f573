"""The method page from the command line."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_the_page_is_written_shown_and_undone(run: Run, sample: Path) -> None:
    assert run("method", sample).out.splitlines()[:2] == ["Who we are", "    Not written yet."]
    assert run("method", sample, "set", "--first-text", "--set", "who=We").code == 0
    lines = run("method", sample, "show").out.splitlines()
    assert lines[:2] == ["Who we are", "    We"]
    assert "    Not written yet." not in lines
    result = run("method", sample, "set", "--set", "who=Ми", "--lang", "uk")
    assert "    Ми" in result.out
    pages = run("method", sample, "--json").document["method"]
    assert (pages["en"]["who"], pages["uk"]["who"], pages["uk"]["licence"]) == ("We", "Ми", "")
    assert run("method", sample, "set", "--set", "who=null").code == 0
    assert run("undo", sample).code == 0
    assert run("method", sample, "--json").document["method"] == pages
    assert run("verify", sample).code == 0


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("set",), "Use set with --set FIELD=VALUE or with --first-text."),
        (("show", "--first-text"), "Use set with --set FIELD=VALUE or with --first-text."),
        (("set", "--set", "motto=x"), "motto"),
        (("set", "--set", "who.name=x"), "who"),
    ],
)
def test_a_wrong_call_gets_a_sentence(
    run: Run, sample: Path, arguments: tuple[str, ...], sentence: str
) -> None:
    assert sentence in run("method", sample, *arguments).sentence
    assert run("method", sample).out.count("Not written yet.") == 7
