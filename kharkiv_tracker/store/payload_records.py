"""Incidents and reports read from what the revisions recorded, past the tables made of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, TypeVar

from sqlite_utils import Database

from kharkiv_tracker import gazetteer
from kharkiv_tracker.domain.case import Case
from kharkiv_tracker.domain.counting_rule import Grounds, Rule, Stress
from kharkiv_tracker.domain.document import Document
from kharkiv_tracker.domain.identifier import Identifier
from kharkiv_tracker.domain.incident import Incident
from kharkiv_tracker.domain.joint import JointReport
from kharkiv_tracker.domain.match_key import fold
from kharkiv_tracker.domain.office import Office
from kharkiv_tracker.domain.open_names import OpenNames, Subjects
from kharkiv_tracker.domain.person import Person
from kharkiv_tracker.domain.remainder import JointGroup, Member, grouped
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.source import Source, Speaker
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.domain.voice import Offices
from kharkiv_tracker.search import typed_terms
from kharkiv_tracker.search.search_text import SearchText
from kharkiv_tracker.search.typed_terms import Term
from kharkiv_tracker.store import approval_history, clearance_records, document_persons, replay
from kharkiv_tracker.store.incident_text import IncidentText
from kharkiv_tracker.store.selection_sql import LISTED
from kharkiv_tracker.store.states import State, record_from

#: Kinds with few records, or of which all are needed to know which are selected.
_ALL = (
    *("case", "speaker", "source", "office", "document", "incident", "statement", "joint"),
    "identifier",
)
#: All of the kinds, or of the incidents only one (by uid).
_KINDS = (f"WHERE r.kind IN {LISTED} AND (r.kind <> 'incident' OR ?2 IN ('', r.record))").replace(
    "(?)", "(?1)"
)
#: Every report and person that was ever one of these incidents' (by uid).
_BELONGING = (
    "WHERE r.record IN (SELECT r.record FROM revisions AS r "
    "JOIN payloads AS p ON p.revision = r.id WHERE r.kind IN ('report', 'person') AND CASE "
    f"WHEN json_valid(p.payload) THEN json_extract(p.payload, '$.incident[1]') END IN {LISTED})"
)
_Account = TypeVar("_Account", Report, Statement, JointReport)


@dataclass(frozen=True, slots=True)
class RecordedIncident:
    """An incident with all its reports by number."""

    uid: str
    incident: Incident
    grounds: Grounds
    """What its figures rest on."""

    @property
    def reports(self) -> tuple[Report, ...]:
        """Its reports by number, with the office of every person whose one office is known."""
        return self.grounds.offices.settled(self.grounds.reports)

    def was_known(self, as_known_on: datetime | None) -> bool:
        """Whether anything was known of it by then."""
        if as_known_on is None:
            return True
        known = [r.known_from for r in self.grounds.reports if r.derives and r.known_from]
        return any(int(at.timestamp()) <= int(as_known_on.timestamp()) for at in known)


class PayloadRecords:
    """The records of a case as its history leaves them, past their tables.

    With the uid of an incident it reads that one alone.
    """

    def __init__(self, db: Database, only: str = "") -> None:
        self._db = db
        self._states: dict[str, dict[str, State]] = {kind: {} for kind in _ALL}
        folded = replay.folded(db, _KINDS, [json.dumps(_ALL), only])
        for (kind, uid), state in folded.items():
            if state:
                self._states[kind][uid] = state
        self._incidents: dict[str, Incident] = {}
        self._reports: dict[str, list[Report]] = {}
        self._persons: dict[str, list[Person]] = {}
        self._subjects: dict[str, Subjects] = {}
        # Decisions are those of today at every clock, and so not of this history.
        self._is_named = clearance_records.named(db)
        by_person = self._offices_by_person()
        judged = [record_from(Office, state) for state in self._states["office"].values()]
        self._offices = Offices(judged, lambda person: by_person.get(person, ()))

    def statements(self) -> Mapping[str, Statement]:
        """Official totals by their code, withdrawn ones too."""
        return {
            state["code"]: self._account(Statement, state)
            for state in self._states["statement"].values()
        }

    def joint_groups(self) -> tuple[JointGroup, ...]:
        """All joint reports that are not withdrawn, by what they are about."""
        members: dict[str, Member] = {}
        reports = []
        for state in self._states["joint"].values():
            uids = state.get("incidents", ())
            members |= {uid: self._member(uid) for uid in uids}
            reports.append(self._account(JointReport, state, incidents=tuple(uids)))
        return grouped((r for r in reports if not r.withdrawn), members, gazetteer.load())

    def grounds(self) -> Grounds:
        """What figures of no incident rest on: the rule and the offices."""
        case = self._case
        stress_counts = case.stress is Stress.INJURED
        return Grounds((), case.rule, offices=self._offices, stress_counts=stress_counts)

    def incident(self, uid: str) -> RecordedIncident | None:
        """The incident of that uid; None where the history has none."""
        self._read_reports([uid])
        return self._with_reports(uid) if uid in self._states["incident"] else None

    def selected(
        self, selection: Selection, as_known_on: datetime | None = None
    ) -> list[RecordedIncident]:
        """The selected incidents of which something was known, those that never count too."""
        first = (selection.first or date.min).isoformat()
        last = (selection.last or date.max).isoformat()

        def in_period(state: State) -> bool:
            return not selection.has_period or first <= state.get("date", "") <= last

        return self._known(selection, as_known_on, in_period)

    def undated(
        self, selection: Selection, as_known_on: datetime | None = None
    ) -> list[RecordedIncident]:
        """Likewise those without a date that are selected but for the period."""
        return self._known(
            replace(selection, first=None, last=None),
            as_known_on,
            lambda state: not state.get("date"),
        )

    def touching(
        self, selection: Selection, as_known_on: datetime | None = None
    ) -> list[RecordedIncident]:
        """Likewise those of several days that began before the period and reach into it."""
        spanning = self._known(
            replace(selection, first=None, last=None),
            as_known_on,
            lambda state: bool(state.get("until")),
        )
        whatever = replace(selection, text="")
        return [recorded for recorded in spanning if whatever.touches(recorded.incident)]

    def _known(
        self,
        selection: Selection,
        as_known_on: datetime | None,
        is_possible: Callable[[State], bool],
    ) -> list[RecordedIncident]:
        """The selected incidents, of those whose state is possible, that were known then."""
        fields = replace(selection, text="")
        # Most are not of the period; that is seen before the whole incident is read.
        uids = [
            uid
            for uid, state in self._states["incident"].items()
            if is_possible(state) and fields.holds(self._incident(uid))
        ]
        self._read_reports(uids)
        recorded = [self._with_reports(uid) for uid in uids if self._has_text(uid, selection)]
        return [
            incident
            for incident in recorded
            if incident.was_known(as_known_on)
            and selection.changed in (None, self.is_changed(incident))
        ]

    def is_changed(self, recorded: RecordedIncident) -> bool:
        """Whether an incident that counts is not as it was approved."""
        state, grounds = self._states["incident"][recorded.uid], recorded.grounds
        if not recorded.incident.counts_in_totals:
            return False
        change = approval_history.change(self._db, recorded.uid, state, grounds, self._case.rule)
        return change is not None

    @property
    def _case(self) -> Case:
        return next((record_from(Case, state) for state in self._states["case"].values()), Case())

    def _member(self, uid: str) -> Member:
        """An incident that a joint report is about, or the one it was merged into."""
        passed = set()
        while uid not in passed:
            passed.add(uid)
            uid = self._states["incident"][uid].get("merged_into") or uid
        incident = self._incident(uid)
        return Member(uid, incident.code, incident.event.date, incident.district)

    def _incident(self, uid: str) -> Incident:
        incident = self._incidents.get(uid)
        if incident is None:
            incident = self._incidents[uid] = record_from(Incident, self._states["incident"][uid])
        return incident

    def _with_reports(self, uid: str) -> RecordedIncident:
        incident = self._incident(uid)
        case = self._case
        chosen = incident.chosen
        reports, persons = tuple(self._reports[uid]), tuple(self._persons[uid])
        return RecordedIncident(
            uid,
            incident,
            Grounds(
                reports,
                Rule.CHOSEN if chosen else case.rule,
                chosen or None,
                persons,
                self._offices,
                stress_counts=case.stress is Stress.INJURED,
            ),
        )

    def _read_reports(self, uids: Iterable[str]) -> None:
        """Read the reports of these incidents where that was not done before."""
        missing = [uid for uid in uids if uid not in self._reports]
        if not missing:
            return
        self._reports.update((uid, []) for uid in missing)
        self._persons.update((uid, []) for uid in missing)
        folded = replay.folded(self._db, _BELONGING, [json.dumps(missing)])
        # One that was moved to an incident in a merge is read with the one it has now.
        wanted = set(missing)
        for (kind, uid), state in folded.items():
            incident = state.get("incident")
            if incident not in wanted:
                continue
            if kind == "report":
                died = tuple(state.get("died", ()))
                self._reports[incident].append(self._account(Report, state, uid=uid, died=died))
                document = self._states["document"].get(state.get("document", ""), {})
                self._subjects[uid] = clearance_records.subjects(uid, state, document)
            else:
                self._persons[incident].append(record_from(Person, state, uid=uid))
        for uid in missing:
            self._reports[uid].sort(key=lambda report: report.number)
            self._persons[uid].sort(key=lambda person: person.number)

    def _account(self, record: type[_Account], state: State, **others: Any) -> _Account:
        speaker = self._states["speaker"].get(state.get("speaker", ""), {})
        source = self._states["source"].get(state.get("source", ""), {})
        document = self._document(state.get("document", ""))
        return record_from(
            record,
            state,
            speaker=record_from(Speaker, speaker),
            source=record_from(Source, source),
            document=document.code,
            document_confidential=document.is_confidential,
            **others,
        )

    def _document(self, uid: str) -> Document:
        state = self._states["document"].get(uid, {})
        source = self._states["source"].get(state.get("source", ""), {})
        return record_from(Document, state, source=record_from(Source, source))

    def _offices_by_person(self) -> Mapping[str, Sequence[str]]:
        """The offices of every person that a report names."""
        # The only question to a table: every report of the case would have to be read for it.
        named = {uid for (uid,) in self._db.execute("SELECT DISTINCT speaker FROM reports")}
        offices: dict[str, list[str]] = {}
        for uid, state in self._states["speaker"].items():
            if uid in named and state.get("office"):
                offices.setdefault(fold(state.get("person", "")), []).append(state["office"])
        return offices

    def _has_text(self, uid: str, selection: Selection) -> bool:
        query = typed_terms.read(selection.text)
        if not query.terms:
            return query.is_blank
        reports, persons = self._reports[uid], self._persons[uid]
        beside = document_persons.beside(self._db, [uid])
        listed = [(report, self._subjects[report.uid]) for report in reports]
        names = OpenNames.of(listed, (*persons, *beside), self._is_named)
        identifiers = self._identifiers({uid, *(person.uid for person in persons)})
        state = self._states["incident"][uid]
        text = IncidentText.of(state, reports, persons, names, identifiers, beside)
        return self._matches_all(uid, query.terms, text.whole(selection.profile))

    def _identifiers(self, subjects: Collection[str]) -> list[Identifier]:
        """The identifiers of an incident and of its persons (by uid)."""
        states = self._states["identifier"].values()
        return [record_from(Identifier, state) for state in states if state["subject"] in subjects]

    def _matches_all(self, uid: str, terms: Iterable[Term], text: SearchText) -> bool:
        incident = self._incident(uid)
        return all(_matches(term, incident, text) for term in terms)


def _matches(term: Term, incident: Incident, text: SearchText) -> bool:
    """Whether a term names the incident by its code, a value, its day or a text."""
    if term.code:
        return term.code == incident.code
    day, until = incident.event.date, incident.event.until
    ends = [f"{day}", until.text if until else ""]
    own: Mapping[str, set[str]] = {
        "district": {incident.district},
        "settlement": {incident.settlement},
        "weapons": {weapon.value for weapon in incident.weapons},
        "places_hit": {place.value for place in incident.places_hit},
        "state": {incident.state.value},
        "grade": {incident.grade.value} if incident.grade else set(),
        "precision": {incident.event.precision.value},
        "month": {f"{day:%m}"} if day else set(),
    }
    return (
        any(values & own[field] for field, values in term.values.items())
        or any(
            on.lstrip("-") in (end[:10], end[5:10], end[:7]) for on in term.dates for end in ends
        )
        or term.is_in(text)
    )
