"""Every kind of value is known in every room, and what is no longer declared does no harm."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from kharkiv_tracker.domain.fields import LISTS, Kind, declared, fields_of
from kharkiv_tracker.domain.incident import Incident
from kharkiv_tracker.domain.joint import JointReport
from kharkiv_tracker.domain.person import Person
from kharkiv_tracker.domain.record import RECORDS
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.source import Source
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.domain.when import EventTime
from kharkiv_tracker.exchange import entry_json, record_json
from kharkiv_tracker.exchange.json_shape import Fields
from kharkiv_tracker.gui.entry import inputs
from kharkiv_tracker.gui.entry.reader import Reader
from kharkiv_tracker.intake import field_reader
from kharkiv_tracker.store import history, records, undo_stack, verification, version_restore
from kharkiv_tracker.store.case_file import CaseFile
from tests.grammar.samples import PLACES

ENTERED = (Incident, EventTime, Report, Statement, JointReport, Person, Source)
TYPED = (Incident, Report, Statement, JointReport)
DECLARED = {
    field.kind for record in RECORDS.values() for field in (*record.fields, *record.columns)
}


def entered_kinds() -> set[Kind]:
    return {
        field.kind
        for record in ENTERED
        for field in fields_of(record)
        if not field.automatic and field.kind is not Kind.RECORD
    }


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_is_that_of_a_field(kind: Kind) -> None:
    assert kind in DECLARED


def test_every_kind_that_is_entered_is_written_and_read_in_json() -> None:
    assert entered_kinds() <= record_json._WRITTEN.keys() & record_json._READ.keys()


def test_every_kind_that_is_typed_has_an_input() -> None:
    fields = [
        field
        for record in TYPED
        for field in fields_of(record)
        if not field.automatic and field.name not in inputs._NOT_TYPED
    ]
    several = inputs._SEVERAL.keys()
    plain = {field.kind for field in fields if field.name not in field_reader.readers()}
    kinds = {field.kind for field in fields}
    assert plain <= inputs._FREE.keys() | several
    assert kinds <= inputs._TEXTS.keys() | inputs._SEVERAL.keys()


def test_a_kind_missing_in_a_room_is_no_silence() -> None:
    @dataclass(frozen=True)
    class Planted:
        sirens: str = declared(Kind.DIGEST)

    with pytest.raises(KeyError):
        record_json.document_of(Planted("x"))
    with pytest.raises(KeyError):
        record_json.read_fields(Planted, Fields({"sirens": "x"}), PLACES)
    with pytest.raises(KeyError):
        inputs.entered({"sirens": "x"}, Planted, Reader(PLACES).context())


@pytest.mark.parametrize("kind", RECORDS)
def test_every_column_of_a_kind_stands_in_its_table_and_no_other(kind: str) -> None:
    with CaseFile.in_memory("Columns") as case:
        names = {c.name for c in case.db[records.table_of(kind)].columns}
        lists = set(RECORDS[kind].lists)
        worked_out = {"id", "uid", "sort_at", "folded", "folded_person", "folded_office"}
        worked_out |= {"link_key", "name_keys", "romanised"}
        worked_out |= {name for name in names if name.startswith("by_")}
        assert names - worked_out == records.columns_of(kind).keys()
        assert lists == {c.name for c in RECORDS[kind].columns if c.kind in LISTS}


STRIKE = {
    "event": {"date": "2022-08-17"},
    "district": "Saltivskyi",
    "reports": [{"as_of": "2022-08-18", "killed": "7"}],
}
CODE = "KHT-2022-08-17-01"


def _with_a_count_of_a_newer_version(case: CaseFile) -> None:
    """A report that a newer version gave a quantity this one does not know."""
    case.record(entry_json.read({"incidents": [STRIKE]}, PLACES), "tester", "add")
    with case.edit("tester", "newer") as edit:
        ((uid, state),) = records.states(case.db, "report")
        edit.write("report", uid, {**state, "displaced": "140"}, earlier=("displaced",))


def test_a_count_of_a_newer_version_is_kept_shown_undone_and_restored(tmp_path: Path) -> None:
    with CaseFile.create(tmp_path / "case.ktcase", "Newer") as case:
        _with_a_count_of_a_newer_version(case)
        seq = history.numbers(case, f"{CODE}/1")[0]

        def stored() -> object:
            ((_uid, state),) = records.states(case.db, "report")
            return state.get("displaced")

        with case.edit("tester", "quote") as edit:
            ((uid, state),) = records.states(case.db, "report")
            edit.write("report", uid, {**state, "quote": "seven"})
        assert stored() == "140"
        undo_stack.undo(case, "tester")
        undo_stack.undo(case, "tester")
        assert stored() is None
        undo_stack.redo(case, "tester")
        assert stored() == "140"
        undo_stack.undo(case, "tester")
        with case.edit("tester", "revert") as edit:
            version_restore.restore(edit, f"{CODE}/1", seq)
        assert stored() == "140"
        assert verification.verify(case).ok


def test_an_edit_of_a_field_that_was_retired_is_undone_and_restored(tmp_path: Path) -> None:
    with CaseFile.create(tmp_path / "case.ktcase", "Retired") as case:
        case.record(entry_json.read({"incidents": [STRIKE]}, PLACES), "tester", "add")
        with case.edit("tester", "of an earlier version") as edit:
            ((uid, state),) = records.states(case.db, "incident")
            edit.write("incident", uid, {**state, "place": "x", "siren": True}, earlier=("siren",))
        seq = history.numbers(case, CODE)[0]
        undo_stack.undo(case, "tester")
        undo_stack.redo(case, "tester")
        undo_stack.undo(case, "tester")
        with case.edit("tester", "revert") as edit:
            version_restore.restore(edit, CODE, seq)
        ((_uid, state),) = records.states(case.db, "incident")
        assert state["place"] == "x"
        assert verification.verify(case).ok
        assert any("siren" in revision.changes for revision in history.revisions(case, CODE))
