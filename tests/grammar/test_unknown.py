"""A name that no list declares is refused at every door and never dropped in silence."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from kharkiv_tracker.domain.count import Count
from kharkiv_tracker.domain.entry import Entries, IncidentEntry
from kharkiv_tracker.domain.incident import Incident
from kharkiv_tracker.domain.joint import JointReport
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.source import Source
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.exchange import person_json, record_json
from kharkiv_tracker.store import records
from kharkiv_tracker.store.case_file import CaseFile
from tests.grammar import written
from tests.grammar.names import BARE, RECORDS
from tests.grammar.samples import COMPLETE, FIRST, PLACES, SECOND

UNKNOWN = "evacuated"


@pytest.fixture
def own(path: Path, tmp_path: Path) -> Iterator[CaseFile]:
    """A copy of the recorded case, to be written to."""
    with CaseFile.open(Path(shutil.copy(path, tmp_path))) as case:
        yield case


@pytest.mark.parametrize("record", [*RECORDS, *BARE])
def test_a_state_with_an_unknown_field_is_not_written(record: str, own: CaseFile) -> None:
    uid, state = next(records.states(own.db, record))
    with pytest.raises((Refused, KeyError, ValueError, TypeError)):  # noqa: SIM117
        with own.edit("tester", "amend") as edit:
            edit.write(record, uid, {**state, UNKNOWN: "140"})


@pytest.mark.parametrize("name", [UNKNOWN, f"killed.{UNKNOWN}", f"{UNKNOWN}.men"])
def test_a_report_of_an_unknown_quantity_is_not_recorded(name: str) -> None:
    report = replace(COMPLETE["report"][1], counts={name: Count.parse("140")})
    entries = Entries((IncidentEntry(COMPLETE["incident"][1], (report,)),))
    refusal = pytest.raises((Refused, KeyError, ValueError, TypeError))
    with CaseFile.in_memory("unknown") as case, refusal:
        case.record(entries, "tester", "add")


_READERS = {
    "incident": lambda given: record_json.read_record(Incident, given, PLACES),
    "report": partial(record_json.read_record, Report),
    "statement": lambda given: record_json.read_record(Statement, given, PLACES),
    "joint": lambda given: record_json.read_record(JointReport, given, PLACES),
    "person": person_json.read_person,
    "source": partial(record_json.read_record, Source),
}


@pytest.mark.parametrize("record", _READERS)
def test_an_unknown_key_of_the_json_is_refused(record: str) -> None:
    given = written.document(record)
    assert _READERS[record](given)
    with pytest.raises(Refused) as refused:
        _READERS[record]({**given, UNKNOWN: "140"})
    assert refused.value.path == UNKNOWN


@pytest.mark.parametrize(
    ("record", "holder"),
    [
        ("incident", "event"),
        *(("report", one) for one in ("of_whom", "of_whom.killed", "combatants", "transfer")),
        ("statement", "of_whom.killed"),
        ("joint", "of_whom.injured"),
    ],
)
def test_an_unknown_key_within_an_object_is_refused(record: str, holder: str) -> None:
    given = written.put(written.document(record), f"{holder}.{UNKNOWN}", "140")
    with pytest.raises(Refused) as refused:
        _READERS[record](given)
    assert refused.value.path.endswith(UNKNOWN)


@pytest.mark.parametrize("level", ["", "incidents", "incidents.reports"])
def test_an_unknown_key_of_add_is_refused(level: str, tmp_path: Path) -> None:
    given: dict[str, Any] = {
        "incidents": [
            {"event": {"date": "2022-08-17"}, "district": "Kyivskyi", "reports": [{"killed": "1"}]}
        ]
    }
    held: Any = given
    for step in filter(None, level.split(".")):
        held = held[step][0]
    held[UNKNOWN] = "140"
    file, path = tmp_path / "given.json", tmp_path / "case.ktcase"
    file.write_text(json.dumps(given), encoding="utf-8")
    CaseFile.create(path, "case").close()
    with pytest.raises(AssertionError, match=UNKNOWN):
        written.run("add", path, file)


@pytest.mark.parametrize(
    "code",
    [
        *(SECOND, f"{FIRST}/1", "STA-2022-08-07-01", "JNT-2022-08-18-01"),
        *(f"{FIRST}/P1", f"{FIRST}/A1", "Evening Gazette"),
    ],
)
def test_an_unknown_field_is_not_amended(code: str, path: Path, tmp_path: Path) -> None:
    verb = "source" if code == "Evening Gazette" else "amend"
    own = shutil.copy(path, tmp_path)
    with pytest.raises(AssertionError, match=UNKNOWN):
        written.run(verb, own, code, "--set", f"{UNKNOWN}=140")
