"""JSON out and in is the same record; `add` and `amend --set` carry every field of it."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from kharkiv_tracker.domain.attachment import Attachment
from kharkiv_tracker.domain.identifier import Identifier
from kharkiv_tracker.domain.incident import Incident
from kharkiv_tracker.domain.joint import JointReport
from kharkiv_tracker.domain.note import Note
from kharkiv_tracker.domain.person import Person
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.source import Source
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.exchange import document_json, entry_json, person_json, record_json
from kharkiv_tracker.store import attachment_records
from kharkiv_tracker.store.case_file import CaseFile
from tests.grammar import recorded, written
from tests.grammar.bare import BARE, CODES, REPORT
from tests.grammar.doors import crossing, through
from tests.grammar.names import Field
from tests.grammar.recorded import Read, check, value_in
from tests.grammar.samples import COMPLETE, DOCUMENT, FIRST, PLACES, SECOND, number_of, value_of


def _person(given: Any) -> Person:
    entered = person_json.read_person(given)
    return replace(entered.person, report=str(entered.report), same_as=entered.same_as)


_BARE = Attachment("", "", 0, "", "", "")
_OUT: dict[str, Callable[[Any], Any]] = {
    "incident": record_json.document_of,
    "report": record_json.document_of,
    "statement": record_json.document_of,
    "joint": record_json.document_of,
    "person": lambda person: person_json.person_document(
        person, int(person.report or 0), person.same_as
    ),
    "source": record_json.document_of,
    "attachment": record_json.document_of,
    "document": document_json.document_document,
    "note": record_json.document_of,
    "identifier": record_json.document_of,
}
_IN: dict[str, Callable[[Any], Any]] = {
    "incident": lambda given: record_json.read_record(Incident, given, PLACES),
    "report": partial(record_json.read_record, Report),
    "statement": lambda given: record_json.read_record(Statement, given, PLACES),
    "joint": lambda given: record_json.read_record(JointReport, given, PLACES),
    "person": _person,
    "source": partial(record_json.read_record, Source),
    "attachment": lambda given: record_json.read_attachment(given, _BARE),
    "document": document_json.read_document,
    "note": partial(record_json.read_record, Note),
    "identifier": partial(record_json.read_record, Identifier),
}


@through("out to JSON and in")
def test_out_to_json_and_in(field: Field) -> None:
    with crossing("out to JSON and in", field):
        sample = COMPLETE[field.record][number_of(field)]
        given = json.loads(json.dumps(_OUT[field.record](sample)))
        value = value_of(field)
        assert value not in (None, "", 0)
        held = field.of(_IN[field.record](given))
        assert held == value, f"“{held}” instead of “{value}”"


#: The bare records and the samples they are amended to, the fullest of a kind last.
AMENDED = (
    *(
        ("source", 1),
        ("source", 0),
        ("document", 1),
        ("document", 0),
        ("incident", 1),
        ("incident", 0),
        ("report", 1),
    ),
    *(("report", 0), ("statement", 0), ("joint", 0), ("joint", 1), ("person", 0)),
    ("attachment", 0),
)


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with one record of each kind that says next to nothing, to be copied."""
    path = tmp_path_factory.mktemp("bare") / "bare.ktcase"
    with CaseFile.create(path, "Bare") as case:
        case.record(entry_json.read(BARE, PLACES), "tester", "add")
        with case.edit("tester", "attach") as edit:
            attachment_records.attach(edit, FIRST, b"\0other", name="file.bin", collector="nobody")
    return path


def _persons() -> list[dict[str, Any]]:
    return [written.document("person", number) for number in (0, 1)]


def full() -> dict[str, Any]:
    """All samples in one document."""
    reports = [written.document("report", number) for number in (0, 1)]
    strike = written.document("incident")
    return {
        "incidents": [
            {
                **strike,
                "reports": reports,
                "persons": _persons(),
                "notes": [written.document("note")],
                "identifiers": [written.document("identifier")],
            },
            {**written.document("incident", 1), "reports": [REPORT]},
        ],
        "statements": [written.document("statement")],
        "joint_reports": [written.document("joint", 0), written.document("joint", 1)],
        "sources": [written.document("source", 0), written.document("source", 1)],
        "documents": [written.document("document", 0), written.document("document", 1)],
    }


@pytest.fixture(scope="module")
def added(tmp_path_factory: pytest.TempPathFactory) -> Read | None:
    """What `add` makes of all samples; None where it refuses them."""
    home = tmp_path_factory.mktemp("added")
    try:
        return _added(home, full())
    except AssertionError:
        return None


def _added(home: Path, given: dict[str, Any]) -> Read:
    path, file = home / "added.ktcase", home / "add.json"
    CaseFile.create(path, "Added").close()
    file.write_text(json.dumps(given), encoding="utf-8")
    written.run("add", path, file)
    with CaseFile.open(path, reading=True) as case:
        return recorded.read(case)


def _alone(home: Path, field: Field) -> Read:
    """What `add` makes of one field beside what has to be said."""
    given = json.loads(json.dumps(BARE))
    held = {
        "incident": given["incidents"][min(number_of(field), 1)],
        "report": given["incidents"][0]["reports"][0],
        "statement": given["statements"][0],
        "joint": given["joint_reports"][number_of(field)],
        "person": given["incidents"][0]["persons"][0],
        "source": given["sources"][number_of(field)],
        "document": given["documents"][min(number_of(field), 1)],
        "note": given["incidents"][0]["notes"][0],
        "identifier": given["incidents"][0]["identifiers"][0],
    }[field.record]
    name = field.path.partition(".")[0]
    if name == "event":
        held["event"] = written.document("incident", number_of(field))["event"]
    else:
        written.put(held, written.place(field), written.plain(value_of(field)))
    return _added(home, given)


def _same(field: Field, held: Any) -> None:
    """The field holds what was given; an id stands for what was named by its number."""
    assert value_of(field) not in (None, "", 0), "it cannot be given"
    check(field, held)


@through("added by the command")
def test_added_by_the_command(
    field: Field, added: Read | None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with crossing("added by the command", field):
        # Where the whole is refused, each by itself tells for which of them.
        _same(field, value_in(added or _alone(tmp_path_factory.mktemp("alone"), field), field))


@pytest.fixture(scope="module")
def amended(bare: Path, tmp_path_factory: pytest.TempPathFactory) -> Read | None:
    """What `amend` makes of the bare records, given every field; None where it refuses them."""
    path = Path(shutil.copy(bare, tmp_path_factory.mktemp("amended")))
    try:
        for record, number in AMENDED:
            given = written.document(record, number, "amended by the command")
            _amend(path, record, number, list(given.items()))
    except AssertionError:
        return None
    with CaseFile.open(path, reading=True) as case:
        return recorded.read(case)


def _amend(path: Path, record: str, number: int, given: list[tuple[str, Any]]) -> None:
    codes = CODES[record]
    code = codes[min(number, len(codes) - 1)]
    verb = "source" if record == "source" else "amend"
    named = [part for name, one in given for part in ("--set", f"{name}={written.typed(one)}")]
    written.run(verb, path, code, *named)


@through("amended by the command")
def test_amended_by_the_command(
    field: Field, amended: Read | None, bare: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with crossing("amended by the command", field):
        read = amended
        if read is None:
            read = _amended_alone(Path(shutil.copy(bare, tmp_path_factory.mktemp("one"))), field)
        _same(field, value_in(read, field))


def _amended_alone(path: Path, field: Field) -> Read:
    name, value, number = written.place(field), value_of(field), number_of(field)
    if field.path.startswith("event."):
        name, value = "event", written.document("incident", number)["event"]
    _amend(path, field.record, number, [(name, value)])
    with CaseFile.open(path, reading=True) as case:
        return recorded.read(case)


#: In each record one text is corrected; all the rest has to stay.
_CORRECTED = {
    "incident": ("summary", (FIRST, SECOND)),
    "report": ("archive_url", tuple(f"{FIRST}/{number}" for number in (1, 2, 3))),
    "statement": ("archive_url", ("STA-2022-08-07-01", "STA-undated-01")),
    "joint": ("archive_url", ("JNT-2022-08-18-01", "JNT-undated-01")),
    "document": ("notes", (DOCUMENT, "DOC-undated-01")),
    "person": ("notes", (f"{FIRST}/P1", f"{FIRST}/P2")),
    "attachment": ("notes", (f"{FIRST}/A1", f"{FIRST}/A2")),
    "source": ("notes", ("Evening Gazette", "Quiet Witness")),
}
_INSTEAD = "other words"


@pytest.fixture(scope="module")
def corrected(path: Path, tmp_path_factory: pytest.TempPathFactory) -> Read:
    """The full case once one text of each record was corrected."""
    own = shutil.copy(path, tmp_path_factory.mktemp("corrected"))
    for record, (name, codes) in _CORRECTED.items():
        for code in codes:
            verb = "source" if record == "source" else "amend"
            written.run(verb, own, code, "--set", f"{name}={_INSTEAD}")
    with CaseFile.open(Path(own), reading=True) as case:
        return recorded.read(case)


@through("kept when another is amended")
def test_kept_when_another_is_amended(field: Field, corrected: Read, reopened: Read) -> None:
    with crossing("kept when another is amended", field):
        changed = field.path == _CORRECTED[field.record][0]
        wanted = _INSTEAD if changed else value_in(reopened, field)
        held = value_in(corrected, field)
        assert held == wanted, f"“{held}” instead of “{wanted}”"
