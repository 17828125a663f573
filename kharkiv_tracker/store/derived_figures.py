"""Derived figures stored as steps, so that SQL can add them up."""

from __future__ import annotations

import json
from collections.abc import (
    Callable,
    Collection,
    Container,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
)
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

from sqlite_utils import Database

from kharkiv_tracker.domain import figure_change
from kharkiv_tracker.domain.counting_rule import Grounds, Rule, Step, Stress, steps
from kharkiv_tracker.domain.figure import Figure, FigureReason, Reason
from kharkiv_tracker.domain.office import Office
from kharkiv_tracker.domain.person import Person
from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.voice import Offices
from kharkiv_tracker.store import (
    approval_history,
    figure_revisions,
    flags,
    incident_text,
    records,
)
from kharkiv_tracker.store.approval_history import ApprovalChange
from kharkiv_tracker.store.incident_grounds import GroundsReader, IncidentGrounds
from kharkiv_tracker.store.record_reader import read_records
from kharkiv_tracker.store.schema import NEVER
from kharkiv_tracker.store.selection_sql import LISTED
from kharkiv_tracker.store.states import State

#: A text as it is spelt in JSON.
_quoted = json.encoder.encode_basestring_ascii
#: Between a reason and the part it is about.
_PART = ":"
#: Of so many incidents what is derived is written together.
_BATCH = 100
_STEP = "quantity, known_from, known_to, low, best, high, about, because"
_STEPS = f"INSERT INTO figure_steps (incident, {_STEP}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
_FLAGS = "INSERT INTO findings (incident, kind, key, told) VALUES (?, ?, ?, ?)"


@dataclass(frozen=True, slots=True)
class Derived:
    """What is stored of an incident because its reports give it, in the order of the columns.

    `steps`: quantity, known from, known to, low, best, high, about, because. `text`: the columns
    of IncidentText. `flags`: kind, key, content.
    """

    steps: list[tuple[Any, ...]]
    text: tuple[str, ...]
    flags: list[tuple[str, str, str]]


class DerivedReader:
    """Reads what the reports of incidents give now; nothing may be written meanwhile."""

    def __init__(self, db: Database) -> None:
        self._db, self._grounds = db, grounds_reader(db)

    def read(self, uids: Iterable[str]) -> Iterator[tuple[str, Derived]]:
        """What the incidents of these ids give that are there, in their order."""
        listed = list(uids)
        unchanged = approval_history.unchanged(self._db, listed)
        for incident in self._grounds.read(listed):
            uid, grounds = incident.uid, incident.grounds
            figure_steps = steps(grounds)
            rows = list(step_rows(figure_steps))
            since = None
            if uid not in unchanged:
                since = _since_approval(self._db, uid, incident.state, grounds)
            yield uid, _derived(incident, incident.state, figure_steps, rows, since)


def grounds_reader(db: Database) -> GroundsReader:
    """What reads incidents with all that their figures rest on, by the rule of the case."""
    stress_counts = stress_of(db) is Stress.INJURED
    case = Grounds((), rule_of(db), offices=offices_of(db), stress_counts=stress_counts)
    return GroundsReader(db, case)


def _derived(
    incident: IncidentGrounds,
    state: State,
    figure_steps: tuple[Step, ...],
    rows: list[tuple[Any, ...]],
    since: ApprovalChange | None,
) -> Derived:
    grounds = incident.grounds
    text = incident_text.IncidentText.of(
        state,
        grounds.reports,
        grounds.persons,
        incident.names,
        incident.identifiers,
        incident.beside,
    )
    return Derived(rows, text.columns, flags.due(state, grounds, figure_steps, since))


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


def stored(db: Database, incidents: Iterable[int]) -> dict[int, Derived]:
    """What is stored of incidents, by their rows."""
    rows = list(incidents)
    by_row = {row: Derived([], (), []) for row in rows}
    listed = [json.dumps(rows)]
    for row, *text in _of(db, "incident_texts", incident_text.LISTED, listed):
        by_row[row] = Derived([], tuple(text), [])
    for row, *step in _of(db, "figure_steps", _STEP, listed):
        by_row[row].steps.append(tuple(step))
    for row, *flag in _of(db, "findings", "kind, key, told", listed):
        by_row[row].flags.append(tuple(flag))
    return by_row


def _of(db: Database, table: str, columns: str, listed: list[str]) -> Iterator[list[Any]]:
    query = f"SELECT incident, {columns} FROM {table} WHERE incident IN {LISTED}"
    return iter(db.execute(query, listed))


def rederive(
    db: Database,
    incidents: Collection[str],
    step: Callable[[], object] = tuple,
    causes: Mapping[str, Collection[str]] = MappingProxyType({}),
    moved: Callable[[str, figure_change.Changes], object] = lambda _uid, _changes: None,
    note: Callable[[str, figure_change.Changes], object] | None = None,
    new: Container[str] = (),
) -> None:
    """Write the steps, the searchable text and the flags of these incidents (by uid) again.

    `step` is called for each; what it raises gives the work up. Of incidents that have `causes`,
    other than what is their own, `moved` is called with the changes of today's figures, before
    anything of them is written. `note` gets the changes of every incident, whatever caused them.
    Those that are `new` cannot have changed since they were approved.
    """
    if not incidents:
        return
    derived: list[tuple[int, Derived]] = []
    for incident in grounds_reader(db).read(dict.fromkeys(incidents)):
        step()
        uid, state = incident.uid, incident.state
        figure_steps = steps(incident.grounds)
        rows = list(step_rows(figure_steps))
        if (uid in causes or note) and (
            changes := figure_revisions.changes(db, incident.row, rows, causes.get(uid, ()))
        ):
            if uid in causes:
                moved(uid, changes)
                # It may have to be reviewed again.
                state = records.read(db, "incident", uid) or {}
            if note:
                note(uid, changes)
        # The flags look at the revision of the move.
        since = None if uid in new else _since_approval(db, uid, state, incident.grounds)
        derived.append((incident.row, _derived(incident, state, figure_steps, rows, since)))
        if len(derived) == _BATCH:
            _write(db, derived)
            derived = []
    _write(db, derived)


def _write(db: Database, derived: Sequence[tuple[int, Derived]]) -> None:
    """Write what is derived of incidents (by their rows)."""
    rows = [(row,) for row, _derived in derived]
    for table in ("figure_steps", "findings"):
        db.conn.executemany(f"DELETE FROM {table} WHERE incident = ?", rows)
    for sql, all_rows in (
        (_STEPS, ((row, *step) for row, of in derived for step in of.steps)),
        (incident_text.WRITE, ((row, *of.text) for row, of in derived)),
        (_FLAGS, ((row, *flag) for row, of in derived for flag in of.flags)),
    ):
        db.conn.executemany(sql, all_rows)


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
            because = ", ".join(map(_spelt, figure.because))
            yield (
                quantity,
                known_from,
                known_to,
                figure.low,
                figure.best,
                figure.high,
                int(figure.about),
                f"[{because}]",
            )


def _spelt(because: FigureReason) -> str:
    """A reason and its reports as a list in JSON."""
    # Written out: there is one for every step, and an encoder is made anew for each call.
    reason = f"{because.reason}{_PART}{because.part}".rstrip(_PART)
    return f"[{', '.join(map(_quoted, (reason, *because.reports)))}]"


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
