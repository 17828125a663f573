"""People from the command line: the register of names, one person, and what may be published."""

from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run

A, B = "KHT-2022-08-17-01", "KHT-2022-08-18-01"
ONE, TWO, OTHER = f"{A}/P1", f"{A}/P2", f"{B}/P1"
PEOPLE: tuple[dict[str, Any], ...] = (
    {"names": {"uk": "Незабутня Оксана", "ru": "Незабутняя Оксана"}, "age": "34", "sex": "female"},
    {"name": "Іван Бондар", "age": "9", "family": "Бондар"},
)


@pytest.fixture
def named(sample: Path, add: Run) -> Path:
    """The sample with two persons of one incident and one of another."""
    entries = [
        {"code": A, "persons": list(PEOPLE)},
        {"code": B, "persons": [{"name": "Oksana Nezabutnia", "status": "killed"}, {"age": "~7"}]},
    ]
    assert add(sample, {"incidents": entries}).code == 0
    return sample


def one(run: Run, case: Path, code: str, *options: str) -> dict[str, Any]:
    document: dict[str, Any] = run("person", case, "show", code, "--json", *options).document
    return dict(document["person"])


def test_the_register_is_sorted_by_surname_with_all_forms_and_covers_names(
    run: Run, named: Path
) -> None:
    listed = run("person", named, "list", "--register", "--json", "--names").document["persons"]
    # By the alphabet of the language spoken, English here.
    assert [person["code"] for person in listed] == [OTHER, TWO, ONE]
    shown = run("person", named, "list", "--register", "--names", "--lang", "uk").out.splitlines()
    assert shown[0].startswith(f"{TWO}  Іван Бондар")
    assert shown[1] == "    Ivan Bondar"
    assert "Незабутняя Оксана · Nezabutnia Oksana" in shown[3]
    covered = run("person", named, "--register").out + run("person", named, "list", A, "--json").out
    assert not [word for word in ("Незабутн", "Бондар", "Nezabutnia") if word in covered]
    assert run("person", named, "list", A).out.count("name hidden") == 2


def test_a_person_is_added_corrected_shown_and_withdrawn(run: Run, named: Path) -> None:
    given = ("--set", "name=Марія Гай", "--set", "status=died in hospital", "--set", "age=40")
    day = ("--set", "status_on=2022-08-19", "--set", "occupation=medic", "--set", "report=2")
    assert run("person", named, "add", A, *given, *day).out == f"{A}/P3\n"
    person = one(run, named, f"{A}/P3", "--names")
    assert (person["name"], person["status"], person["status_on"]) == (
        "Марія Гай",
        "injured, died later",
        "2022-08-19",
    )
    assert (person["romanised"], person["report"], person["occupation"]) == (
        "Mariia Hai",
        f"{A}/2",
        "medic",
    )
    text = run("person", named, "show", f"{A}/P3").out
    assert "died in hospital, 19 Aug 2022, medic" in text
    assert "Гай" not in text
    assert run("person", named, "set", f"{A}/P3", "--set", "status=missing").code == 0
    assert one(run, named, f"{A}/P3")["status"] == "missing"
    assert run("person", named, "withdraw", f"{A}/P3").code == 0
    assert one(run, named, f"{A}/P3")["withdrawn"]


def test_records_of_two_incidents_are_joined_told_apart_and_undone(run: Run, named: Path) -> None:
    waiting = run("queue", named, "--kind", "same person", "--json").document["findings"]
    assert [finding["person"] for finding in waiting] == [ONE, OTHER]
    assert run("person", named, "join", ONE, OTHER).out == f"{ONE}\n{OTHER}\n"
    assert one(run, named, ONE)["same_as"] == OTHER
    assert "Nothing needs" in run("queue", named, "--kind", "same person").out
    assert run("person", named, "apart", ONE, OTHER, "--reason", "cousins").code == 0
    assert (one(run, named, ONE)["same_as"], one(run, named, OTHER)["apart"]) == (None, [ONE])
    assert f"not the same person as {OTHER}: cousins" in run("person", named, "show", ONE).out
    assert "Nothing needs" in run("queue", named, "--kind", "same person").out
    for _time in range(2):
        assert run("undo", named).code == 0
    assert len(run("queue", named, "--kind", "same person", "--json").document["findings"]) == 2
    assert run("verify", named).code == 0


def test_what_may_be_published_is_decided_with_a_reason_by_somebody(run: Run, named: Path) -> None:
    refused = run("person", named, "show-name", ONE, "full")
    assert refused.sentence.startswith("reason: Enter a reason for what may be published.")
    clearing = ("--reason", "the family agreed", "--author", "O. Koval")
    assert run("person", named, "show-name", ONE, "full", *clearing).out == f"{ONE}\n"
    person = one(run, named, ONE)
    assert (person["visibility"], person["visibility_reason"], person["cleared_by"]) == (
        "full",
        "the family agreed",
        "O. Koval",
    )
    assert person["name"] == "Незабутня Оксана"
    text = run("person", named, "show", ONE).out
    assert "may be published: full name" in text
    assert "Cleared by: O. Koval" in text
    short = ("--reason", "the family asked", "--lang", "uk")
    assert run("person", named, "show-name", ONE, "short", *short).code == 0
    assert one(run, named, ONE)["name"] is None
    assert run("person", named, "show-name", ONE, "age and sex").code == 0
    assert one(run, named, ONE)["visibility"] == "age and sex"


WRONG: tuple[tuple[tuple[str, ...], int, str], ...] = (
    (("show",), 2, "Call it as: person CASE show CODE."),
    (("join", ONE), 2, "Call it as: person CASE join A B."),
    (("apart", ONE, TWO, OTHER), 2, "Call it as: person CASE apart A [B]."),
    (("set", ONE), 2, "--set FIELD=VALUE"),
    (("list", "--set", "age=4"), 2, "Use --set FIELD=VALUE with add, set, and"),
    (("show", ONE, "--register"), 2, "Use --register only with list"),
    (("show", A), 1, "is not a person"),
    (("withdraw", A), 1, "is not a person"),
    (("add", "KHT-2000-01-01-01", "--set", "age=4"), 1, "is not in this case file"),
    (("add", A, "--set", "age=old"), 1, "age: “old” is not an age"),
    (("add", A, "--set", "rank=4"), 1, "rank: Unknown field"),
    (("set", ONE, "--set", "same_as=P1"), 1, "This is the same record"),
    (("join", ONE, ONE), 1, "This is the same record"),
    (("apart", ONE), 1, "is not marked as the same person"),
    (("show-name", ONE, "all", "--reason", "x"), 1, "is not one of: full, short"),
)


def test_a_wrong_call_is_a_sentence_and_changes_nothing(run: Run, named: Path) -> None:
    before = named.read_bytes()
    for call, code, text in WRONG:
        result = run("person", named, *call)
        assert (result.code, text in result.err) == (code, True), (call, result.err)
    assert named.read_bytes() == before


def test_twelve_named_dead_are_lower_bounds_where_no_report_counts_them(
    run: Run, empty: Path, add: Run
) -> None:
    people = [
        {"name": f"Person {number}", "age": age, "sex": sex, "status": "killed", "report": 1}
        for number, (age, sex) in enumerate(
            [("34", "male")] * 5
            + [("40", "female")] * 4
            + [("9", "male"), ("7", "female"), ("", "male")]
        )
    ]
    quoted = {"as_of": "2022-08-18", "office": "Kharkiv OVA", "quote": "the names of the dead"}
    strike = {"event": {"date": "2022-08-17"}, "district": "Saltivskyi", "reports": [quoted]}
    counted = {
        "event": {"date": "2022-08-19"},
        "district": "Kyivskyi",
        "reports": [{"killed": "3", "of_whom": {"killed": {"women": "1", "men": "2"}}}],
        "persons": [{"name": "A boy", "age": "9", "sex": "male", "status": "killed", "report": 1}],
    }
    assert add(empty, {"incidents": [{**strike, "persons": people}, counted]}).code == 0
    saltivka = run("totals", empty, "--json", "--district", "Saltivskyi").document["total"][
        "killed"
    ]
    assert (saltivka["low"], saltivka["best"], saltivka["high"]) == (12, 12, None)
    bounds = {name: (part["low"], part["high"]) for name, part in saltivka["of_whom"].items()}
    expected = {"men": 5, "women": 4, "boys": 1, "girls": 1, "children": 2, "adults": 9}
    assert {name: bounds[name] for name in expected} == {
        name: (number, None) for name, number in expected.items()
    }
    assert "12+" in run("totals", empty).out
    findings = run("queue", empty, "--json").document["findings"]
    exceeding = [finding for finding in findings if finding["kind"] == "persons exceed figure"]
    assert [(item["code"], item["quantity"]) for item in exceeding] == [
        ("KHT-2022-08-19-01", "killed.boys")
    ]
    assert run("chart", empty, "people", "-o", empty.parent / "people.csv").code == 0
    rows = (empty.parent / "people.csv").read_text().splitlines()
    assert [row.split(",")[:4] for row in rows[1:5]] == [
        ["men", "7", "7", ""],
        ["women", "5", "5", ""],
        ["boys", "1", "1", ""],
        ["girls", "1", "1", ""],
    ]
    # What was known by then: the names came with the report.
    early = run("totals", empty, "--json", "--as-known-on", "2022-08-17").document["total"]
    assert early["killed"]["best"] is None
    assert run("verify", empty).code == 0
