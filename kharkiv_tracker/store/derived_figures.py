"""Derived figures stored as steps, so that SQL can add them up."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

from sqlite_utils import Database

from kharkiv_tracker.domain import figure_change
from kharkiv_tracker.domain.counting_rule import Grounds, Rule, Step, Stress, steps
from kharkiv_tracker.domain.figure import Figure, FigureReason, Reason
from kharkiv_tracker.domain.identifier import Identifier
from kharkiv_tracker.domain.office import Office
from kharkiv_tracker.domain.person import Person
from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.voice import Offices
from kharkiv_tracker.store import (
    approval_history,
    clearance_records,
    document_persons,
    figure_revisions,
    flags,
    incident_text,
    records,
)
from kharkiv_tracker.store.approval_history import ApprovalChange
from kharkiv_tracker.store.record_reader import read_records
from kharkiv_tracker.store.schema import NEVER
from kharkiv_tracker.store.states import State

#: Between a reason and the part it is about.
_PART = ":"
#: The identifiers of an incident (by uid) and of its persons.
_IDENTIFIERS = "WHERE subject = ?1 OR subject IN (SELECT uid FROM persons WHERE incident = ?1)"


@dataclass(frozen=True, slots=True)
class Derived:
    """What is stored of an incident because its reports give it, in the order of the columns.

    `steps`: quantity, known from, known to, low, best, high, about, because. `text`: the columns
    of IncidentText. `flags`: kind, key, content.
    """

    steps: list[tuple[Any, ...]]
    text: tuple[str, ...]
    flags: list[tuple[str, str, str]]


def due(db: Database, uid: str) -> Derived:
    """What the reports of an incident (by uid) give."""
    of_incident = grounds(db, uid)
    figure_steps = steps(of_incident)
    return _derived(db, uid, of_incident, figure_steps, list(step_rows(figure_steps)))


def _derived(
    db: Database,
    uid: str,
    of_incident: Grounds,
    figure_steps: tuple[Step, ...],
    rows: list[tuple[Any, ...]],
) -> Derived:
    state = records.read(db, "incident", uid) or {}
    reports, persons = of_incident.reports, of_incident.persons
    beside = document_persons.beside(db, [uid])
    names = clearance_records.of_incident(db, uid, reports, (*persons, *beside))
    identifiers = read_records(db, Identifier, _IDENTIFIERS, [uid])
    return Derived(
        rows,
        incident_text.IncidentText.of(state, reports, persons, names, identifiers, beside).columns,
        flags.due(state, of_incident, figure_steps, _since_approval(db, uid, state, of_incident)),
    )


def since_approval(db: Database, uid: str) -> ApprovalChange | None:
    """What of an approved incident (by uid) is not as it was approved."""
    return _since_approval(db, uid, records.read(db, "incident", uid) or {}, grounds(db, uid))


def _since_approval(
    db: Database, uid: str, state: State, of_incident: Grounds
) -> ApprovalChange | None:
    return approval_history.change(db, uid, state, of_incident, rule_of(db))


def grounds(db: Database, uid: str) -> Grounds:
    """All that the figures of an incident (by uid) rest on."""
    persons = read_records(db, Person, "WHERE incident = ? ORDER BY number", [uid])
    return Grounds(
        reports(db, uid),
        *rule_for(db, uid),
        tuple(persons),
        offices_of(db),
        stress_counts=stress_of(db) is Stress.INJURED,
    )


def offices_of(db: Database, judged: Iterable[Office] | None = None) -> Offices:
    """The case's list of offices, or another, with the people its reports name under them."""

    def offices_of_person(person: str) -> list[str]:
        # An office that no report names any more, a corrected mistake perhaps, settles nothing.
        rows = db.execute(
            "SELECT office FROM speakers AS s WHERE folded_person = ? AND folded_office <> '' "
            "AND EXISTS (SELECT 1 FROM reports WHERE speaker = s.uid) ORDER BY folded_office",
            [person],
        )
        return [office for (office,) in rows.fetchall()]

    return Offices(read_records(db, Office) if judged is None else judged, offices_of_person)


def stored(db: Database, incident: int) -> Derived:
    """What is stored of an incident (by its row)."""
    text = db.execute(
        f"SELECT {incident_text.LISTED} FROM incident_texts WHERE incident = ?",
        [incident],
    ).fetchone()
    return Derived(
        db.execute(
            "SELECT quantity, known_from, known_to, low, best, high, about, because "
            "FROM figure_steps WHERE incident = ?",
            [incident],
        ).fetchall(),
        text or (),
        db.execute(
            "SELECT kind, key, told FROM findings WHERE incident = ?", [incident]
        ).fetchall(),
    )


def rederive(
    db: Database,
    incidents: Iterable[str],
    step: Callable[[], object] = tuple,
    causes: Mapping[str, Collection[str]] = MappingProxyType({}),
    moved: Callable[[str, figure_change.Changes], object] = lambda _uid, _changes: None,
    note: Callable[[str, figure_change.Changes], object] | None = None,
) -> None:
    """Write the steps, the searchable text and the flags of these incidents (by uid) again.

    `step` is called for each; what it raises gives the work up. Of incidents that have `causes`,
    other than what is their own, `moved` is called with the changes of today's figures, before
    anything of them is written. `note` gets the changes of every incident, whatever caused them.
    """
    for uid in incidents:
        step()
        row = db.execute("SELECT id FROM incidents WHERE uid = ?", [uid]).fetchone()
        if row is None:
            continue
        of_incident = grounds(db, uid)
        figure_steps = steps(of_incident)
        step_rows_due = list(step_rows(figure_steps))
        if (uid in causes or note) and (
            changes := figure_revisions.changes(db, row[0], step_rows_due, causes.get(uid, ()))
        ):
            if uid in causes:
                moved(uid, changes)
            if note:
                note(uid, changes)
        # The flags look at the revision of the move.
        derived = _derived(db, uid, of_incident, figure_steps, step_rows_due)
        db.execute("DELETE FROM figure_steps WHERE incident = ?", [row[0]])
        db.conn.executemany(
            "INSERT INTO figure_steps (incident, quantity, known_from, known_to, "
            "low, best, high, about, because) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [(row[0], *step_row) for step_row in derived.steps],
        )
        incident_text.write(db, row[0], derived.text)
        flags.write(db, row[0], derived.flags)


def rule_of(db: Database) -> Rule:
    """The case's counting rule."""
    row = db.execute("SELECT rule FROM cases").fetchone()
    return Rule(row[0]) if row else Rule.LATEST


def stress_of(db: Database) -> Stress:
    """Whether acute stress counts as injured in the case."""
    row = db.execute("SELECT stress FROM cases").fetchone()
    return Stress(row[0]) if row else Stress.APART


def rule_for(db: Database, incident: str) -> tuple[Rule, str | None]:
    """The rule an incident (by uid) is counted by, and the report an analyst chose, if one did."""
    row = db.execute("SELECT chosen FROM incidents WHERE uid = ?", [incident]).fetchone()
    return (Rule.CHOSEN, row[0]) if row and row[0] else (rule_of(db), None)


def reports(db: Database, incident: str) -> tuple[Report, ...]:
    """The reports of an incident (by uid) by number, as they were entered."""
    where = "WHERE incident = ? ORDER BY number"
    return tuple(read_records(db, Report, where, [incident]))


def step_rows(all_steps: Iterable[Step]) -> Iterator[tuple[Any, ...]]:
    """Steps as rows: each known until the next of its quantity; today's figure has no end."""
    by_quantity: dict[str, list[Step]] = {}
    for step in all_steps:
        by_quantity.setdefault(step.quantity, []).append(step)
    by_quantity |= {
        name: [Step(name, None, Figure())] for name in COUNTED if name not in by_quantity
    }
    for quantity, quantity_steps in by_quantity.items():
        starts = [_second(step.known_from) for step in quantity_steps]
        for step, known_from, known_to in zip(
            quantity_steps, starts, [*starts[1:], None], strict=True
        ):
            figure = step.figure
            because = json.dumps(
                [[f"{b.reason}{_PART}{b.part}".rstrip(_PART), *b.reports] for b in figure.because]
            )
            yield (
                quantity,
                known_from,
                known_to,
                figure.low,
                figure.best,
                figure.high,
                int(figure.about),
                because,
            )


def figure_of(
    low: int | None, best: int | None, high: int | None, about: int, because: str
) -> Figure:
    """The figure of a row of steps."""
    reasons = []
    for text, *ids in json.loads(because):
        reason, _part, part = text.partition(_PART)
        reasons.append(FigureReason(Reason(reason), tuple(ids), part))
    return Figure(low, best, high, bool(about), tuple(reasons))


def moment(known_from: int) -> datetime | None:
    """The instant of a step's second; None for one that was known on no date."""
    return None if known_from == NEVER else datetime.fromtimestamp(known_from, UTC)


def _second(known_from: datetime | None) -> int:
    return int(known_from.timestamp()) if known_from else NEVER
