"""All that rests on the reports of incidents, read of many incidents in a few queries."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import TypeVar

from sqlite_utils import Database

from kharkiv_tracker.domain.counting_rule import Grounds, Rule
from kharkiv_tracker.domain.identifier import Identifier
from kharkiv_tracker.domain.open_names import OpenNames, Subjects
from kharkiv_tracker.domain.person import Person
from kharkiv_tracker.domain.record import record_of
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.store import clearance_records, document_persons, records
from kharkiv_tracker.store.record_reader import RecordReader
from kharkiv_tracker.store.selection_sql import LISTED
from kharkiv_tracker.store.states import State

#: So many incidents are read together.
_BATCH = 200
_OF = f"WHERE uid IN {LISTED}"
_BELONGING = f"WHERE incident IN {LISTED} ORDER BY incident, number"
_ABOUT = f"WHERE subject IN {LISTED}"
_Belonging = TypeVar("_Belonging", Report, Person)


@dataclass(frozen=True, slots=True)
class IncidentGrounds:
    """An incident, by its row and its id, with what its figures, texts and flags rest on.

    `beside` are persons of other incidents whom its documents may name.
    """

    row: int
    uid: str
    state: State
    grounds: Grounds
    names: OpenNames
    identifiers: tuple[Identifier, ...]
    beside: tuple[Person, ...]


class GroundsReader:
    """Reads incidents; `case` is what the figures of all of them rest on.

    Speakers, sources and documents are read once: they may not change while it is in use.
    """

    def __init__(self, db: Database, case: Grounds) -> None:
        self._db, self._case = db, case
        self._records = RecordReader(db)

    def read(self, incidents: Iterable[str]) -> Iterator[IncidentGrounds]:
        """The incidents of these ids that are there, in their order."""
        uids = list(incidents)
        for first in range(0, len(uids), _BATCH):
            yield from self._read(uids[first : first + _BATCH])

    def _read(self, uids: list[str]) -> Iterator[IncidentGrounds]:
        listed = [json.dumps(uids)]
        rows = dict(self._db.execute(f"SELECT uid, id FROM incidents {_OF}", listed).fetchall())
        states = dict(records.states(self._db, "incident", _OF, listed))
        reports, persons = self._belonging(Report, listed), self._belonging(Person, listed)
        subjects = clearance_records.subjects_of_reports(self._db, uids)
        beside = {
            uid: document_persons.beside(self._db, [uid])
            for uid in uids
            if any(record.document for record in (*reports.get(uid, ()), *persons.get(uid, ())))
        }
        people = chain(*persons.values(), *beside.values())
        asked = chain(*map(Subjects.uids, subjects.values()), (person.uid for person in people))
        named = clearance_records.named_among(self._db, asked)
        identifiers = self._identifiers(uids, persons)
        for uid in uids:
            if uid in rows:
                own, near = tuple(persons.get(uid, ())), beside.get(uid, ())
                grounds = self._grounds(states[uid], tuple(reports.get(uid, ())), own)
                accounts = [(r, subjects.get(r.uid, Subjects())) for r in grounds.reports]
                names = OpenNames.of(accounts, (*own, *near), named.__contains__)
                known = tuple(identifiers.get(uid, ()))
                yield IncidentGrounds(rows[uid], uid, states[uid], grounds, names, known, near)

    def _grounds(
        self, state: State, reports: tuple[Report, ...], persons: tuple[Person, ...]
    ) -> Grounds:
        case, chosen = self._case, state.get("chosen")
        return Grounds(
            reports,
            Rule.CHOSEN if chosen else case.rule,
            chosen,
            persons,
            case.offices,
            stress_counts=case.stress_counts,
        )

    def _belonging(
        self, record: type[_Belonging], listed: list[str]
    ) -> dict[str, list[_Belonging]]:
        """The reports or persons of incidents, by incident, in the order of their numbers."""
        by_incident: dict[str, list[_Belonging]] = {}
        for uid, state in records.states(self._db, record_of(record).name, _BELONGING, listed):
            belonging = self._records.record_of_state(record, uid, state)
            by_incident.setdefault(state["incident"], []).append(belonging)
        return by_incident

    def _identifiers(
        self, uids: list[str], persons: Mapping[str, list[Person]]
    ) -> dict[str, list[Identifier]]:
        """What other archives call incidents and the persons of each, by incident."""
        incident_of = {uid: uid for uid in uids}
        incident_of |= {person.uid: uid for uid, people in persons.items() for person in people}
        by_incident: dict[str, list[Identifier]] = {}
        listed = [json.dumps(list(incident_of))]
        for uid, state in records.states(self._db, "identifier", _ABOUT, listed):
            identifier = self._records.record_of_state(Identifier, uid, state)
            by_incident.setdefault(incident_of[state["subject"]], []).append(identifier)
        return by_incident
