"""Many records in one edit, written many at a time, come to what they come to one by one."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from kharkiv_tracker.domain.document import Document
from kharkiv_tracker.domain.entry import DocumentEntry, Entries, IncidentEntry, PersonEntry
from kharkiv_tracker.domain.identifier import Identifier
from kharkiv_tracker.domain.incident import ReviewState
from kharkiv_tracker.domain.note import Note
from kharkiv_tracker.domain.person import Person, Status
from kharkiv_tracker.domain.source import Source, SourceKind
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.domain.when import parse_as_of
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.store import (
    connection,
    corrections,
    derived_figures,
    entry_records,
    identity,
    incident_grounds,
    records,
)
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.edit import Edit
from kharkiv_tracker.store.states import State
from tests import identities
from tests.store.lives import REPORT_LISTS, SOURCES, SPEAKERS, STRIKES

_TEXT = "Дим над гуртожитком. 100% smoke_'"
_OFTEN = (ReviewState.DRAFT, ReviewState.READY) * 4
DOCUMENTS = st.builds(
    Document,
    title=st.sampled_from(["Pravda", "Звіт"]),
    source=SOURCES,
    url=st.sampled_from(["", "https://a.example/1"]),
    published=st.sampled_from([None, parse_as_of("2022-08-18")]),
    text=st.sampled_from(["", _TEXT]),
    confidential=st.booleans(),
    collected=st.just("2022-08-20T10:00:00+03:00"),
)
PERSONS = st.builds(
    Person,
    name=st.sampled_from(["", "Анна Ко", "Ivan P"]),
    status=st.sampled_from([Status.KILLED, Status.INJURED]),
    notes=st.just("seen"),
)
IDENTIFIERS = st.lists(
    st.builds(Identifier, scheme=st.just("ACLED"), value=st.sampled_from(["1", "2", "3"])),
    max_size=1,
).map(tuple)
STATEMENTS = st.builds(
    Statement,
    area=st.just("UA63000000000041885"),
    as_of=st.sampled_from([parse_as_of("2022-08-18"), parse_as_of("2022-08")]),
    speaker=SPEAKERS,
    source=SOURCES,
)


@st.composite
def incident_entries(draw: st.DrawFn) -> IncidentEntry:
    """A new incident, or an update of the first one that is there ("…")."""
    reports = tuple(
        replace(report, document=draw(st.sampled_from(["", "", "d0"])), words=())
        for report in draw(REPORT_LISTS)
    )
    state = draw(st.sampled_from([*_OFTEN, ReviewState.APPROVED]))
    persons = draw(st.lists(PERSONS, max_size=2))
    return IncidentEntry(
        replace(draw(STRIKES), state=state) if draw(st.integers(0, 3)) else None,
        reports,
        code="…",
        persons=tuple(PersonEntry(p, report=draw(st.integers(0, 1))) for p in persons),
        identifiers=draw(IDENTIFIERS),
        notes=draw(st.lists(st.just(Note(text="Ask.")), max_size=1).map(tuple)),
    )


ENTRIES = st.builds(
    Entries,
    st.lists(incident_entries(), max_size=4).map(tuple),
    st.lists(STATEMENTS, max_size=1).map(tuple),
    sources=st.lists(st.just(Source("A", SourceKind.MEDIA)), max_size=1).map(tuple),
    documents=st.lists(st.builds(DocumentEntry, DOCUMENTS, st.just("d0")), max_size=1).map(tuple),
)


@contextmanager
def one_by_one() -> Iterator[None]:
    """Every record is read before it is written, every row written at once, nothing remembered."""

    def add(edit: Edit, kind: str, state: State, uid: str = "") -> str:
        uid = uid or identity.new_uid()
        edit.write(kind, uid, state)
        edit.memory.forget()
        edit.documents.forget()
        return uid

    def insert(connection: Any, _place: int, sql: str, rows: Any) -> None:
        connection.executemany(sql, rows)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Edit, "add", add)
        patch.setattr(connection.Connection, "insert_later", insert)
        patch.setattr(incident_grounds, "_BATCH", 1)
        patch.setattr(derived_figures, "_BATCH", 1)
        yield


def dump(db: Database) -> dict[str, list[str]]:
    return {
        name: sorted(map(repr, db[name].rows))
        for name in sorted(db.table_names())
        if name != "_sqlite_migrations"
    }


def record(edit: Edit, entries: Entries) -> None:
    """Record entries and correct one of them in the same edit."""
    first = edit.db.execute("SELECT code FROM incidents ORDER BY id LIMIT 1").fetchone()
    known = [
        replace(entry, code="" if entry.incident else first[0])
        for entry in entries.incidents
        if entry.incident or first
    ]
    if not entries.documents:
        known = [
            replace(entry, reports=tuple(replace(r, document="") for r in entry.reports))
            for entry in known
        ]
    made = entry_records.record(edit, replace(entries, incidents=tuple(known)))
    if len(made.incidents) > 1:
        corrections.withdraw(edit, made.incidents[0])
        uid, _code = edit.merge_target(made.incidents[1]) or ("", "")
        state = records.read(edit.db, "incident", uid) or {}
        edit.write("incident", uid, {**state, "place": "market"})
        again = replace(
            entries,
            documents=(),
            incidents=tuple(
                replace(e, reports=tuple(replace(r, document="") for r in e.reports))
                for e in known[:1]
            ),
        )
        with suppress(Refused), edit.attempt():
            # With and without reading in the middle of what is taken back.
            entry_records.record(edit, again)
            if len(known) > 2:
                records.read(edit.db, "incident", uid)
                entry_records.record(edit, again)
            raise Refused("taken back")
        with edit.attempt():
            entry_records.record(edit, again)


def lived(batches: list[tuple[Entries, bool]], second_name: bool) -> dict[str, Any]:
    with identities.fixed(), CaseFile.in_memory("c") as case:
        if second_name:
            with case.edit("a", "") as edit:
                state = records.read(edit.db, "case", "case") or {}
                edit.write("case", "case", {**state, "second_name": True})
        made: list[Any] = []
        for entries, is_undone in batches:
            try:
                with case.edit("a", "b") as edit:
                    record(edit, entries)
                made.append((edit.changes, edit.changes.moves, edit.heads))
                if is_undone:
                    with case.edit("a", "") as undoing:
                        undoing.undo(edit.changes.edit)
            except Refused as refused:
                made.append((refused.sentence, refused.path))
        return {**dump(case.db), "made": made}


@given(st.lists(st.tuples(ENTRIES, st.booleans()), min_size=1, max_size=3), st.booleans())
@settings(max_examples=60, deadline=None)
def test_records_written_together_are_those_written_one_by_one(
    batches: list[tuple[Entries, bool]], second_name: bool
) -> None:
    together = lived(batches, second_name)
    with one_by_one():
        alone = lived(batches, second_name)
    for name, rows in alone.items():
        assert together[name] == rows, name


@pytest.mark.parametrize("is_refused", [False, True])
def test_more_of_the_file_is_kept_in_memory_only_while_many_rows_are_written(
    is_refused: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "_MANY", 3)
    with CaseFile.in_memory("c") as case:
        before = case.db.execute("PRAGMA cache_size").fetchone()
        with suppress(Refused), case.edit("a", "b") as edit:
            for name in "abcdef":
                edit.list_source(Source(name))
            assert case.db.execute("PRAGMA cache_size").fetchone() != before
            if is_refused:
                raise Refused("no")
        assert case.db.execute("PRAGMA cache_size").fetchone() == before
