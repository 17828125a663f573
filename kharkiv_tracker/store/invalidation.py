"""What an edit makes stale: figures, findings, texts and sums of days, and their refresh."""

from __future__ import annotations

import json
from collections.abc import Callable

from sqlite_utils import Database

from kharkiv_tracker.domain import figure_change
from kharkiv_tracker.domain.match_key import fold
from kharkiv_tracker.domain.office import Office
from kharkiv_tracker.domain.record import NUMBERED, RECORDS
from kharkiv_tracker.domain.revision import Changes
from kharkiv_tracker.store import (
    clearance_records,
    derived_figures,
    document_persons,
    incident_orders,
    records,
    sums,
    voice_changes,
)
from kharkiv_tracker.store.selection_sql import LISTED
from kharkiv_tracker.store.states import State, record_from

#: Of more incidents the moves of their figures are not noted one by one.
_FEW = 12
_REPORTS_OF = "i.uid IN (SELECT incident FROM reports WHERE {column} = ?)"
_READ_IN = (
    "i.uid IN (SELECT r.incident FROM reports AS r JOIN documents AS d "
    "ON d.uid = r.document WHERE d.source = ?)"
)
_NAMED_ALONE = (
    "i.uid IN (SELECT r.incident FROM reports AS r JOIN speakers AS s "
    "ON s.uid = r.speaker WHERE s.folded_person = ? AND s.folded_office = '')"
)
#: The people, by their folded names, among speakers.
_PEOPLE = (
    f"SELECT DISTINCT folded_person FROM speakers WHERE uid IN {LISTED} AND folded_person <> ''"
)
#: So many identifiers are looked for together, and the incidents that have them.
_BATCH = 1000
_TWINS = (
    "SELECT i.code FROM identifiers AS d JOIN incidents AS i ON i.uid = d.subject "
    f"WHERE d.folded IN {LISTED}"
)
#: The incident of an id, or that of the person of an id.
_INCIDENT_OF = "i.uid = ?1 OR i.uid = (SELECT incident FROM persons WHERE uid = ?1)"


class Invalidation:
    """Collects, record by record, what depends on what was written; `refresh` derives it again."""

    def __init__(self, db: Database, changes: Changes) -> None:
        self._db = db
        self._changes = changes
        #: Ids and codes of the incidents.
        self._incidents: dict[str, str] = {}
        #: Those of which something of their own was written; what else of each of the others.
        self._own: set[str] = set()
        self._causes: dict[str, set[str]] = {}
        self._days: set[sums.Day] = set()
        self._offices: dict[str, State] = {}
        """The offices that were written, as they were before the first time."""
        self.new: dict[str, str] = {}
        """The incidents that are new, with their codes."""
        self._named: dict[str, bool] = {}
        """Whether a person of an incident (by uid) has a name."""
        self._seen: set[str] = set()
        """The ids of records that were noted."""
        self._speaking: set[tuple[str, str]] = set()
        """Speakers (by uid) who are new, or spoke in a new report, with the kind that is new."""
        self._twins: set[str] = set()
        """Identifiers that are new, folded."""

    def forget(self) -> None:
        """Drop what is new and what was read: something else was written, or taken back."""
        self.new.clear()
        self._named.clear()
        self._seen.clear()
        self._speaking.clear()
        self._twins.clear()

    def settle(self, step: Callable[[], object] = tuple) -> None:
        """Note what depends on new speakers and identifiers; to be called before others change."""
        twins = sorted(self._twins)
        for first in range(0, len(twins), _BATCH):
            step()
            self._note_twins(twins[first : first + _BATCH])
        causes: dict[str, set[str]] = {}
        for speaker, cause in self._speaking:
            causes.setdefault(cause, set()).add(speaker)
        self.forget()
        for cause, speakers in causes.items():
            rows = self._db.execute(_PEOPLE, [json.dumps(sorted(speakers))]).fetchall()
            for (person,) in rows:
                self._touch(_NAMED_ALONE, person, cause)

    def mark(self, kind: str, uid: str, before: State, after: State, is_new: bool = False) -> None:
        """Note what depends on a record that was written or removed.

        What depends on the speakers of new reports, and on new identifiers, is settled for many
        together.
        """
        if not is_new:
            self.settle()
        state = {**before, **after}
        self._changes.case |= kind in ("case", "override", "clearance", "method")
        self._changes.sources |= kind in ("source", "speaker", "office")
        match kind:
            case "document" | "note" | "identifier" | "clearance":
                self._beside(kind, uid, before, after, is_new)
            case "incident":
                self._incident(uid, state["code"], before, after, is_new)
            case "statement" | "joint":
                codes = {"statement": self._changes.statements, "joint": self._changes.joint}
                codes[kind].add(state["code"])
            case "report" | "person" | "attachment" | "link":
                self._belonging(kind, before, after, is_new)
            case "office":
                self._offices.setdefault(uid, before)
            case "override" | figure_change.KIND:
                self._touch("i.uid = ?", state.get("subject", uid))
            case _:
                self._listed(kind, uid, before, after, is_new)

    def _listed(self, kind: str, uid: str, before: State, after: State, is_new: bool) -> None:
        """Note what depends on a speaker, a source or the case."""
        match kind:
            case "speaker" if is_new:
                self._speaking.add((uid, kind))
            case "speaker":
                self._touch(_REPORTS_OF.format(column="speaker"), uid, kind)
                self._touch(_NAMED_ALONE, fold({**before, **after}.get("person", "")), kind)
            case "source" if before and _differ(before, after, *clearance_records.RESTS_ON[kind]):
                self._touch(_REPORTS_OF.format(column="source"), uid, kind)
                self._touch(_READ_IN, uid, kind)
            case "case" if _differ(before, after, "rule", "stress"):
                self._touch("? IS NOT NULL", uid, kind)

    def mark_all(self, cause: str) -> None:
        """Note that every figure may move, and that this alone is why."""
        self._own.clear()
        self._offices.clear()
        self._causes.clear()
        self.forget()
        self._touch("? IS NOT NULL", "", cause)

    def refresh(
        self,
        moved: Callable[[str, figure_change.Changes], object],
        step: Callable[[], object] = tuple,
    ) -> None:
        """Derive and add up again what is stale.

        `moved` is called for each incident, in the order of their codes, whose figures are not what
        they were though nothing of its own was written. `step` is called for each incident; what it
        raises gives the work up.
        """
        new = frozenset(self.new)
        self.settle(step)
        self._touch_voices()
        moving = self._causes.keys() - self._own
        own = [uid for uid in self._incidents if uid not in moving]
        note = self._note_move if len(self._incidents) <= _FEW else None
        derived_figures.rederive(self._db, own, step, note=note, new=new)
        causes = {uid: self._causes[uid] for uid in sorted(moving, key=self._incidents.__getitem__)}
        derived_figures.rederive(self._db, causes, step, causes, moved, note)
        days = self._days | sums.days_of(self._db, list(self._incidents))
        sums.add_up(self._db, days, step)
        incident_orders.refresh(self._db, self._changes.incidents, step)

    def _note_move(self, uid: str, changes: figure_change.Changes) -> None:
        self._changes.moves[self._incidents[uid]] = changes

    def _incident(self, uid: str, code: str, before: State, after: State, is_new: bool) -> None:
        if is_new:
            self.new[uid] = code
            self._named[uid] = False
        self._incidents[uid] = code
        self._changes.incidents.add(code)
        if not (before and after) or _differ(before, after, "chosen"):
            self._own.add(uid)
        if before:
            # Its day and district then; those of now are read once all is written.
            self._days.add((before.get("date", ""), before.get("district", "")))

    def _belonging(self, kind: str, before: State, after: State, is_new: bool) -> None:
        causes = [""] if is_new else _causes(before, after)
        for field in ("incident", "one", "other"):
            for incident in filter(None, {before.get(field), after.get(field)}):
                for cause in causes:
                    if incident in self.new:
                        self._note(incident, self.new[incident], cause)
                    else:
                        self._touch("i.uid = ?", incident, cause)
        if kind == "person":
            self._named.pop(after.get("incident", ""), None)
        if not (is_new and kind == "report") or self._has_named(after["incident"]):
            self._named_beside(kind, before, after)
        for state in (before, after):
            self._noted(state.get("document"))
        if before.get("speaker") != after.get("speaker"):
            # Whether an office is named settles who spoke where the person is named alone.
            speakers = {*filter(None, (before.get("speaker"), after.get("speaker")))}
            self._speaking |= {(speaker, kind) for speaker in speakers}
            if not is_new:
                self.settle()

    def _has_named(self, incident: str) -> bool:
        if incident not in self._named:
            self._named[incident] = document_persons.has_named(self._db, {incident})
        return self._named[incident]

    def _named_beside(self, kind: str, before: State, after: State) -> None:
        """Note the incidents whose texts may name a person of another."""
        for incident in document_persons.affected(self._db, kind, before, after):
            self._touch("i.uid = ?", incident, kind)

    def _beside(self, kind: str, uid: str, before: State, after: State, is_new: bool) -> None:
        """Note a record that others point to, or that is on another: it has no count."""
        state = {**before, **after}
        if kind == "clearance":
            self._touch(clearance_records.ABOUT, state["subject"], kind)
            person = records.read(self._db, "person", state["subject"]) or {}
            self._named_beside("person", {}, person)
            return
        if kind != "document":
            for subject in {state["subject"], before.get("subject", state["subject"])}:
                self._noted_beneath(subject)
                # The incident is searched by its identifiers.
                if kind == "identifier" and subject not in self.new:
                    self._touch(_INCIDENT_OF, subject)
            if kind == "identifier":
                states = filter(None, (before, after))
                self._twins.update(records.WORKED_OUT[kind](state)["folded"] for state in states)
                if not is_new:
                    self.settle()
            return
        self._changes.documents.add(state["code"])
        if _differ(before, after, *clearance_records.RESTS_ON[kind]):
            self._touch(_REPORTS_OF.format(column="document"), uid, kind)

    def _note_twins(self, identifiers: list[str]) -> None:
        """Note the incidents that have one of these identifiers: each is flagged for it."""
        rows = self._db.execute(_TWINS, [json.dumps(identifiers)])
        self._changes.incidents.update(code for (code,) in rows.fetchall())

    def _noted_beneath(self, uid: str) -> None:
        """Note that something is new on a record, or on one that belongs to another."""
        if uid in self.new:
            # An incident, which was noted as it was added.
            return
        self._noted(uid)
        for kind in NUMBERED:
            owners = ", ".join(RECORDS[kind].owners)
            row = self._db.execute(
                f"SELECT {owners} FROM {records.table_of(kind)} WHERE uid = ?", [uid]
            ).fetchone()
            for owner in row or ():
                self._noted(owner)

    def _noted(self, uid: str | None) -> None:
        """Note that something beside a record (by uid) is new; no figure rests on it."""
        if uid is None or uid in self._seen:
            return
        for kind, codes in (
            ("incident", self._changes.incidents),
            ("document", self._changes.documents),
            ("statement", self._changes.statements),
            ("joint", self._changes.joint),
        ):
            row = self._db.execute(
                f"SELECT code FROM {records.table_of(kind)} WHERE uid = ?", [uid]
            ).fetchone()
            if row:
                codes.add(row[0])
                self._seen.add(uid)

    def _touch_voices(self) -> None:
        """Note the incidents whose speakers another list of offices regroups."""
        if not self._offices:
            return
        states = {**dict(records.states(self._db, "office")), **self._offices}
        before = derived_figures.offices_of(
            self._db, [record_from(Office, state) for state in states.values() if state]
        )
        after = derived_figures.offices_of(self._db)
        for uid, code in voice_changes.incidents_changed(self._db, before, after):
            self._note(uid, code, "office")

    def _touch(self, where: str, value: str, cause: str = "") -> None:
        """Note incidents, and what else than their own was written; "": something of their own."""
        rows = self._db.execute(f"SELECT i.uid, i.code FROM incidents AS i WHERE {where}", [value])
        for uid, code in rows.fetchall():
            self._note(uid, code, cause)

    def _note(self, uid: str, code: str, cause: str) -> None:
        self._incidents[uid] = code
        self._changes.incidents.add(code)
        if cause:
            self._causes.setdefault(uid, set()).add(cause)
        else:
            self._own.add(uid)


def _causes(before: State, after: State) -> list[str]:
    """Who is quoted and where is of the lists: joined there, reports are handed over."""
    differing = {name for name in {**before, **after} if _differ(before, after, name)}
    return sorted(differing) if differing <= {"speaker", "source"} else [""]


def _differ(before: State, after: State, *fields: str) -> bool:
    return any(before.get(field) != after.get(field) for field in fields)
