"""The same made-up cases as straight rows without their history: a million in some minutes."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from sqlite_utils import Database

from kharkiv_tracker import city
from kharkiv_tracker.domain.count import Count
from kharkiv_tracker.domain.counting_rule import Grounds, steps
from kharkiv_tracker.domain.entry import Entries
from kharkiv_tracker.domain.flag import FindingKind, of_incident
from kharkiv_tracker.domain.incident import Incident, ReviewState, code_stem
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.revision import canonical
from kharkiv_tracker.domain.when import EventTime, Precision
from kharkiv_tracker.store import derived_figures, incident_orders, records, search_index, sums
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.incident_text import LISTED, IncidentText
from kharkiv_tracker.store.schema import NEVER
from kharkiv_tracker.store.states import state_of
from tests.benchmarks import synthetic
from tests.benchmarks.synthetic import Made, Telling

_BATCH = 5000
_EDITION = 6
#: A file of so many revisions is not verified whole when it is opened.
_HISTORY = 600
_DAY = date(2022, 6, 1)
"""Any day: a story is worked out once, and what comes of it moved to where it belongs."""

Row = tuple[Any, ...]
Rows = dict[str, list[Row]]


class _Step(NamedTuple):
    """A row of `figure_steps` to be; `since` and `until` are days after the incident."""

    quantity: str
    since: int | None
    until: int | None
    ends: bool
    figure: Row
    because: str


class _Worked(NamedTuple):
    """What comes of a story; reports are called @0, @1 … in it."""

    steps: tuple[_Step, ...]
    findings: tuple[tuple[str, str, str], ...]
    last: int | None
    """The day, counted from the incident's, that its last report speaks of."""
    states: tuple[dict[str, Any], ...]


def kept(size: int, folder: Path | None = None) -> Path:
    """The case of this size without its history, made where there is none; never half of one."""
    return synthetic.once(f"bulk-{size}-{_EDITION}", folder, lambda path: make(path, size))


def make(path: Path, size: int) -> None:
    """Write the rows that `synthetic.make` writes, and no revisions of incidents and reports."""
    with CaseFile.create(path, synthetic.title(size), sample=True, author=synthetic.AUTHOR) as case:
        told = Entries(statements=synthetic.statements(size))
        case.record(told, synthetic.AUTHOR, synthetic.REASON)
        _lengthen(case)
        voices = _voices(case)
        db = case.db
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -400000"):
            db.execute(f"PRAGMA {pragma}")
        db.execute("BEGIN")
        later = _made_later(db)
        for kind, name, _sql in later:
            db.execute(f"DROP {kind} {name}")
        _write(db, synthetic.made(size), voices)
        for _kind, _name, sql in later:
            db.execute(sql)
        search_index.rebuild(db)
        sums.add_up(db)
        incident_orders.refresh(db)
        db.execute("COMMIT")
        db.execute("PRAGMA journal_mode = WAL")


def _lengthen(case: CaseFile) -> None:
    """Give the case a long history, of its title alone."""
    with case.edit(synthetic.AUTHOR, synthetic.REASON) as edit:
        state = records.read(case.db, "case", "case") or {}
        for number in range(_HISTORY):
            edit.write("case", "case", {**state, "title": f"{state['title']} {number}"})
        edit.write("case", "case", state)


def _made_later(db: Database) -> list[Row]:
    """Indexes, and what keeps that of texts, are faster made at the end: kind, name, statement."""
    return db.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE type = 'index' AND sql <> '' "
        "OR type = 'trigger' AND tbl_name = 'incident_texts'"
    ).fetchall()


def _voices(case: CaseFile) -> dict[tuple[str, str], dict[str, str]]:
    """The ids of everybody who speaks and of every outlet, listed in the case."""
    found = {}
    with case.edit(synthetic.AUTHOR, synthetic.REASON) as edit:
        for told in (each for story in synthetic.stories() for each in story):
            key = (told.speaker.office, told.source.name)
            if key not in found:
                found[key] = edit.speaker_and_source(told.speaker, told.source)
    return found


def _write(db: Database, made: Iterator[Made], voices: dict[tuple[str, str], Any]) -> None:
    given: Counter[str] = Counter()
    inserts: dict[str, str] = {}
    while batch := list(islice(made, _BATCH)):
        rows: Rows = {}
        for one in batch:
            _add(rows, one, voices, given)
        for table, each in rows.items():
            if table not in inserts:
                marks = ", ".join("?" * len(each[0]))
                inserts[table] = f"INSERT INTO {table} {_columns(table)} VALUES ({marks})"  # noqa: S608 - our own tables
            db.conn.executemany(inserts[table], each)


def _add(rows: Rows, one: Made, voices: dict[tuple[str, str], Any], given: Counter[str]) -> None:
    """Put all the rows of an incident where they belong."""
    stem = code_stem(one.incident.event)
    given[stem] += 1
    code, row = f"{stem}-{given[stem]:02}", one.number + 1
    uid = f"{row:020x}{0:04x}"
    state = {**state_of(one.incident), "code": code}

    def put(table: str, values: Row) -> None:
        rows.setdefault(table, []).append(values)

    put("incidents", (row, *_row("incident", uid, state)))
    put("codes", (code, uid))
    for name, table in records.lists_of("incident").items():
        for value in state.get(name, ()):
            put(table, (uid, value))
    worked = _worked(one.story)
    reports = [f"{row:020x}{place + 1:04x}" for place in range(len(worked.states))]
    quotes = []
    for place, told in enumerate(synthetic.stories()[one.story]):
        said = _said(one, place, told, worked.states[place])
        said |= {"incident": uid, **voices[told.speaker.office, told.source.name]}
        put("reports", _row("report", reports[place], said))
        for quantity, text in told.counts.items():
            put("report_counts", (reports[place], quantity, text))
        quotes.append(Report(quote=said["quote"], speaker=told.speaker, source=told.source))
    put("incident_texts", (row, *IncidentText.of({**state, "code": code}, quotes, ()).columns))
    for step in worked.steps:
        put("figure_steps", (row, *_step(one, step, reports)))
    if one.incident.counts_in_totals:
        for found in (*_named(worked.findings, reports), *_undone(one, worked)):
            put("findings", (row, *found))


def _columns(table: str) -> str:
    """The columns in which a table's rows come, where they are not simply all of them."""
    for kind in ("incident", "report"):
        if records.table_of(kind) == table:
            names = ["uid", *records.columns_of(kind)]
            return f"({', '.join(['id', *names, 'sort_at'] if kind == 'incident' else names)})"
    return f"(incident, {LISTED})" if table == "incident_texts" else ""


def _row(kind: str, uid: str, state: dict[str, Any]) -> Row:
    fields = records.columns_of(kind)
    row = [uid, *(state.get(name, default) for name, default in fields.items())]
    if kind == "incident":
        keys = ("date", "time", "precision")
        row.append(_sort_at(*(state.get(name) for name in keys)))
    return tuple(int(value) if isinstance(value, bool) else value for value in row)


@cache
def _sort_at(day: str | None, hour: str | None, precision: str) -> Any:
    told = {
        "date": day,
        "time": hour,
        "precision": precision,
        "district": min(city.load().unknown_areas),
    }
    return records.WORKED_OUT["incident"](told)["sort_at"]


def _said(one: Made, place: int, told: Telling, state: dict[str, Any]) -> dict[str, Any]:
    when = synthetic.as_of(one.told_from, told.after)
    told_at = {"as_of": when.text} if when else {}
    return {**state, **told_at, "quote": synthetic.quote(one.number, place)}


@cache
def _second(told_from: date, after: int | None) -> int:
    when = synthetic.as_of(told_from, after)
    return int(when.end.timestamp()) if when else NEVER


def _step(one: Made, step: _Step, reports: list[str]) -> Row:
    because = step.because
    for place, uid in enumerate(reports):
        because = because.replace(f"@{place}", uid)
    since = _second(one.told_from, step.since)
    until = _second(one.told_from, step.until) if step.ends else None
    return step.quantity, since, until, *step.figure, because


def _named(findings: tuple[tuple[str, str, str], ...], reports: list[str]) -> Iterator[Row]:
    for kind, key, told in findings:
        for place, uid in enumerate(reports):
            key, told = key.replace(f"@{place}", uid), told.replace(f"@{place}", uid)
        yield kind, key, told


def _undone(one: Made, worked: _Worked) -> Iterator[Row]:
    """What waits about the incident itself, whatever its reports say."""
    incident, state = one.incident, one.incident.state
    if incident.district in city.load().unknown_areas:
        told = canonical({"district": incident.district})
        yield FindingKind.DISTRICT_UNKNOWN.value, incident.district, told
    if incident.event.date is None:
        yield FindingKind.UNDATED.value, "", "{}"
    if state is not ReviewState.APPROVED:
        yield FindingKind.NOT_APPROVED.value, state.value, canonical({"state": state.value})
        if worked.last is not None:
            day = (one.told_from + timedelta(days=worked.last)).isoformat()
            yield FindingKind.NO_UPDATE.value, day, canonical({"day": day})


@cache
def _worked(story: int) -> _Worked:
    """Work out a story as the program does, told of an incident that lacks nothing."""
    told = synthetic.stories()[story]
    reports = [
        Report(
            uid=f"@{place}",
            number=place + 1,
            as_of=synthetic.as_of(_DAY, each.after),
            speaker=each.speaker,
            source=each.source,
            counts={name: Count.parse(text) for name, text in each.counts.items()},
            transfer=each.transfer,
            quote="?",
        )
        for place, each in enumerate(told)
    ]
    grown = steps(Grounds(tuple(reports)))
    event = EventTime(_DAY, precision=Precision.DATE)
    lacking_nothing = Incident(event, "", state=ReviewState.APPROVED)
    after = {_second(_DAY, each.after): each.after for each in told} | {NEVER: None}
    dated = [each.after for each in told if each.after is not None]
    return _Worked(
        tuple(
            _Step(
                quantity,
                after[since],
                None if until is None else after[until],
                until is not None,
                tuple(figure),
                because,
            )
            for quantity, since, until, *figure, because in derived_figures.step_rows(grown)
        ),
        tuple(
            (found.kind.value, found.key, canonical(found.content))
            for found in of_incident(lacking_nothing, Grounds(tuple(reports)), grown)
        ),
        max(dated, default=None),
        tuple(state_of(report) for report in reports),
    )


def main(arguments: list[str] | None = None) -> int:
    """Make a case file of some size at some place."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.bulk", description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("size", type=int)
    asked = parser.parse_args(arguments)
    make(asked.path, asked.size)
    return 0


if __name__ == "__main__":
    sys.exit(main())
