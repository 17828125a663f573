"""Corrections from the command line: what is named changes, all else stays, nothing disappears."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kharkiv_tracker import gazetteer
from kharkiv_tracker.cli import main
from kharkiv_tracker.domain.incident import Incident
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.exchange import record_json, sample_entries
from kharkiv_tracker.store import incidents, statements, totals, undo_stack, verification
from kharkiv_tracker.store.case_file import CaseFile
from tests.cases import sample_file

A = "KHT-2022-08-17-01"
STATEMENT = "STA-2022-08-07-01"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return sample_file(tmp_path / "a.ktcase")


@pytest.fixture
def case(path: Path) -> Iterator[CaseFile]:
    with CaseFile.open(path) as opened:
        yield opened
        assert verification.verify(opened).ok


def best(case: CaseFile) -> tuple[int | None, int | None]:
    total = totals.totals(case).total
    return total.toll["killed"].best, total.toll["injured"].best


def test_a_count_of_a_report_is_corrected_and_the_figure_follows(
    path: Path, case: CaseFile
) -> None:
    assert main(["amend", str(path), f"{A}/8", "--set", "killed=20", "--reason", "typo"]) == 0
    assert best(case) == (52, 198)
    report = incidents.reports(case, A)[7]
    assert (str(report.counts["killed"]), str(report.counts["killed.men"])) == ("20", "10")
    assert undo_stack.undo(case, "tester")
    assert best(case) == (51, 198)


def test_fields_of_an_incident_are_changed_emptied_and_kept(
    path: Path, case: CaseFile, tmp_path: Path
) -> None:
    statement_file = tmp_path / "told.json"
    statement_file.write_text(json.dumps({"district": "Kyivskyi", "places_hit": None}))
    assert (
        main(
            [
                "amend",
                str(path),
                A.casefold(),
                str(statement_file),
                "--set",
                "event.precision=exact",
            ]
        )
        == 0
    )
    incident = incidents.incident(case, A)
    assert incident.code == A
    assert incident.district == gazetteer.load().resolve("Kyivskyi").key
    assert incident.places_hit == ()
    assert (incident.event.precision.value, str(incident.event.time)) == ("exact", "21:30:00")
    assert incident.place == "dormitory, Akhiiezeriv Street"


def test_a_statement_is_corrected(path: Path, case: CaseFile) -> None:
    assert main(["amend", str(path), STATEMENT, "--set", "of_whom.killed.child=51"]) == 0
    (statement,) = [s for s in statements.statements(case) if s.code == STATEMENT]
    assert str(statement.counts["killed.child"]) == "51"
    assert str(statement.counts["injured"]) == "2x killed"


def test_withdrawn_records_leave_every_figure_and_come_back(path: Path, case: CaseFile) -> None:
    assert main(["withdraw", str(path), A, STATEMENT, "--reason", "counted twice"]) == 0
    assert best(case) == (32, 178)
    assert totals.totals(case).left_out.withdrawn == 1
    assert STATEMENT not in {s.code for s in statements.statements(case)}
    assert main(["reinstate", str(path), A, STATEMENT]) == 0
    assert best(case) == (51, 198)
    assert incidents.incident(case, A).state.value == "Approved"


def test_a_withdrawn_report_derives_nothing_and_is_kept(path: Path, case: CaseFile) -> None:
    assert main(["withdraw", str(path), f"{A}/8"]) == 0
    assert incidents.figures(case, A)["killed"].best == 18
    assert len(incidents.reports(case, A)) == 8
    assert main(["amend", str(path), f"{A}/8", "--set", "killed=99"]) == 0
    assert incidents.figures(case, A)["killed"].best == 18
    assert main(["reinstate", str(path), f"{A}/8"]) == 0
    assert incidents.figures(case, A)["killed"].best == 99


def test_a_draft_is_approved(path: Path, case: CaseFile) -> None:
    assert main(["amend", str(path), A, "--set", "state=Draft"]) == 0
    assert main(["approve", str(path), A, "--json"]) == 0
    assert incidents.incident(case, A).state.value == "Approved"


@pytest.mark.parametrize(
    ("arguments", "code", "text"),
    [
        (["amend", A], 2, "Give a FILE or --set FIELD=VALUE"),
        (["amend", A, "--set", "killed"], 2, "FIELD=VALUE"),
        (["amend", "KHT-1999-01-01-01", "--set", "place=x"], 1, "is not in this case file"),
        (["amend", f"{A}/99", "--set", "killed=1"], 1, "/99 is not in this case file"),
        (["amend", f"{A}/x", "--set", "killed=1"], 1, "/x is not in this case file"),
        (["amend", A, "--set", "killed=1"], 1, "killed: Unknown field"),
        (["amend", f"{A}/8", "--set", "killed=dogs"], 1, "killed: “dogs”"),
        (["amend", f"{A}/8", "--set", "of_whom.killed.men=20"], 1, "of_whom.killed.men"),
        (
            ["amend", A, "--set", "district=Saltivka"],
            1,
            "district: Which district is “Saltivka” in?",
        ),
        (["amend", A, "--set", "place.street=x"], 1, "place: This field cannot contain"),
        (["amend", A, "--set", "event=null"], 1, "event"),
        (["withdraw", A, "STA-1999-01"], 1, "Record STA-1999-01 is not in"),
        (["reinstate", A], 1, "not withdrawn"),
        (["approve", STATEMENT], 1, "is not an incident"),
        (["approve", f"{A}/1"], 1, "is not an incident"),
    ],
)
def test_what_cannot_be_changed_changes_nothing(
    path: Path, arguments: list[str], code: int, text: str, capsys: Any
) -> None:
    before = path.read_bytes()
    capsys.readouterr()
    verb, *rest = arguments
    assert main([verb, str(path), *rest]) == code
    error = capsys.readouterr().err
    assert text in error
    assert error.count("\n") == 1
    assert path.read_bytes() == before


def test_every_record_of_the_sample_is_read_back_from_its_document() -> None:
    places = gazetteer.load()
    entries = sample_entries.load(places)
    for item in entries.incidents:
        assert item.incident
        assert (
            record_json.read_record(Incident, record_json.document_of(item.incident), places)
            == item.incident
        )
        for report in item.reports:
            assert record_json.read_record(Report, record_json.document_of(report)) == report
    for statement in entries.statements:
        assert (
            record_json.read_record(Statement, record_json.document_of(statement), places)
            == statement
        )


def test_null_takes_out_what_is_there_and_is_refused_where_no_field_is(run, sample) -> None:
    code = f"{A}/8"
    assert run("amend", sample, code, "--set", "transfer.injured_to_killed=1").code == 0
    assert run("amend", sample, code, "--set", "transfer.injured_to_killed=null").code == 0
    with CaseFile.open(sample) as case:
        assert incidents.reports(case, A)[-1].transfer == 0
    for path in ("evacuated=null", "of_whom.killed.evacuated=null", "transfer.evacuated=null"):
        assert "Unknown field" in run("amend", sample, code, "--set", path).sentence
    assert run("amend", sample, A, "--set", "transfer=null").code != 0
    far = run("amend", sample, code, "--set", "transfer.injured_to_killed=99999999")
    assert "” is too large" in far.sentence
