"""Notes and identifiers from the command line, and in the JSON of `add`."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run

A, B = "KHT-2022-08-17-01", "KHT-2022-08-18-01"
STRIKE = {
    "event": {"date": "2022-09-30"},
    "district": "Saltivskyi",
    "reports": [{"killed": "1"}],
    "notes": [{"text": "seen on video"}],
    "identifiers": [{"scheme": "T4P", "value": "1234"}],
}


def test_a_note_is_added_corrected_listed_and_withdrawn(run: Run, sample: Path) -> None:
    added = run("note", sample, "add", A, "ask the press office", "--author", "Olha")
    code = added.out.strip()
    assert code.startswith("NOTE-")
    assert run("note", sample, "set", code, "--set", "text=asked").out.strip() == code
    (listed,) = run("note", sample, "list", A, "--json").document["notes"]
    assert (listed["on"], listed["text"], listed["author"]) == (A, "asked", "Olha")
    assert run("note", sample, "list", B).out == "No notes recorded.\n"
    assert run("note", sample, "withdraw", code).code == 0
    first, text = run("note", sample, "show", code).out.splitlines()
    assert first.startswith(f"{code}  {A}  ")
    assert first.endswith("Olha  withdrawn")
    assert text == "    asked"
    assert run("note", sample, "reinstate", code).code == 0
    assert run("amend", sample, code, "--set", "text=asked twice").code == 0
    assert "asked twice" in run("note", sample).out
    assert run("verify", sample).code == 0
    assert "Note NOTE-" in run("history", sample, A).out


def test_an_identifier_is_added_found_and_corrected(run: Run, sample: Path) -> None:
    assert run("identifier", sample, "add", A, "T4P", "1234").out == "ID-01\n"
    assert run("identifier", sample, "find", "1234").out == f"ID-01  {A}  T4P 1234\n"
    again = run("identifier", sample, "add", B, "t4p", "1234")
    assert again.out == f"ID-02\n{A} has the same identifier. Both were kept.\n"
    assert run("identifier", sample, "set", "ID-02", "--set", "value=99").out == "ID-02\n"
    listed = run("identifier", sample, "--json").document["identifiers"]
    assert [(entry["on"], entry["value"]) for entry in listed] == [(A, "1234"), (B, "99")]
    assert run("identifier", sample, "withdraw", "ID-01").code == 0
    assert run("identifier", sample, "find", "1234").out == "No identifiers recorded.\n"
    assert run("identifier", sample, "reinstate", "ID-01", "--json").document == {
        "records": ["ID-01"],
        "same_identifier": [],
    }
    assert run("identifier", sample, "list", A).out == f"ID-01  {A}  T4P 1234\n"


def test_adding_an_incident_whose_identifier_is_known_says_so(
    run: Run, sample: Path, add: Run
) -> None:
    assert run("identifier", sample, "add", A, "T4P", "1234").code == 0
    result = add(sample, {"incidents": [STRIKE]})
    new = "KHT-2022-09-30-01"
    sentence = f"{new} and {A} have the same identifier: T4P 1234. Both were kept."
    assert sentence in result.out.splitlines()
    document = add(sample, {"incidents": [STRIKE]}, "--json").document
    pairs = document["suspected_duplicates"]
    assert {"code": "KHT-2022-09-30-02", "like": A, "same_identifier": "T4P 1234"} in pairs
    # Named once, with the better reason.
    assert sum(pair["like"] == new for pair in pairs) == 1
    (note,) = run("note", sample, "list", new, "--json").document["notes"]
    assert note["text"] == "seen on video"
    assert run("amend", sample, new, "--set", "place=yard").code == 0
    assert len(run("note", sample, "list", new, "--json").document["notes"]) == 1
    assert len(run("identifier", sample, "list", new, "--json").document["identifiers"]) == 1


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("note", "add"), "Call it as: note CASE add CODE TEXT."),
        (("note", "show", A, B), "Call it as: note CASE show NOTE."),
        (("note", "set", "NOTE-2026-01-01-01"), "Use --set FIELD=VALUE with set"),
        (("note", "list", "--set", "text=x"), "Use --set FIELD=VALUE with set"),
        (("note", "show", A), f"{A} is not a note."),
        (("note", "withdraw", A), f"{A} is not a note. Nothing was changed."),
        (("note", "add", A, " "), "text: Enter the text of the note. Nothing was changed."),
        (("note", "add", "KHT-1999-01-01-01", "x"), "Record KHT-1999-01-01-01 is not in"),
        (("identifier", "add", A, "T4P"), "Call it as: identifier CASE add CODE ARCHIVE VALUE."),
        (("identifier", "add", f"{A}/1", "T4P", "1"), f"{A}/1 cannot have identifiers."),
        (("identifier", "set", A, "--set", "value=1"), f"{A} is not the code of an identifier."),
    ],
)
def test_a_wrong_call_gets_a_sentence(
    run: Run, sample: Path, arguments: tuple[str, ...], sentence: str
) -> None:
    command, *rest = arguments
    result = run(command, sample, *rest)
    assert result.code in (1, 2)
    assert sentence in result.sentence
    assert run("note", sample).out == "No notes recorded.\n"
