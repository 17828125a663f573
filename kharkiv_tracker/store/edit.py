"""One edit: one author, one reason, one transaction, and a revision for everything it touches."""

from __future__ import annotations

import secrets
import time
from collections.abc import Sequence
from dataclasses import replace

from sqlite_utils import Database

from kharkiv_tracker.domain import incident as incidents
from kharkiv_tracker.domain import statement as statements
from kharkiv_tracker.domain.entry import Entries, IncidentEntry, Recorded
from kharkiv_tracker.domain.folding import fold
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.revision import Changes, Revision
from kharkiv_tracker.domain.source import Source, Speaker
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.domain.when import code_stem
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import chain, figures, records
from kharkiv_tracker.store.states import (
    State,
    incident_state,
    report_state,
    source_of,
    source_state,
    speaker_state,
    statement_state,
)


class Edit:
    """Writes records and their revisions; `CaseFile.edit` commits or undoes it whole."""

    def __init__(self, db: Database, heads: list[str], author: str, reason: str, at: str) -> None:
        self.changes = Changes()
        self.heads = heads
        self.db = db
        self._blank = Revision(0, "", (), at, author, reason, "", "", edit=_new_uid())
        self._stale: dict[str, None] = {}

    def record(self, entries: Entries) -> Recorded:
        """Add incidents, reports and statements."""
        new: list[str] = []
        updated: list[str] = []
        for entry in entries.incidents:
            (updated if entry.incident is None else new).append(self._incident(entry))
        told = [self.add_statement(statement) for statement in entries.statements]
        return Recorded(tuple(new), tuple(dict.fromkeys(updated)), tuple(told), self.changes)

    def _incident(self, entry: IncidentEntry) -> str:
        if entry.incident is not None:
            return self.add_incident(entry.incident, entry.reports)
        code = incidents.code_of(entry.code)
        found = self.db.execute(
            "SELECT uid FROM incidents WHERE code = ? AND state <> 'Withdrawn'", [code]
        ).fetchone()
        if found is None:
            raise Refused(
                _("There is no incident {code} to add to in this case file.").format(
                    code=entry.code
                ),
                path=f"{entry.path}.code" if entry.path else "code",
            )
        self._add_reports(str(found[0]), entry.reports)
        return code

    def add_incident(self, incident: incidents.Incident, reports: Sequence[Report]) -> str:
        """Add an incident with its reports; returns the code it is given for good."""
        code = self._next_code(incidents.code_stem(incident.event))
        uid = _new_uid()
        self.write("incident", uid, incident_state(replace(incident, code=code)))
        self._add_reports(uid, reports)
        return code

    def add_statement(self, statement: Statement) -> str:
        """Add a statement; returns its code."""
        code = self._next_code(code_stem(statements.CODE, statement.as_of))
        state = statement_state(replace(statement, code=code))
        state.update(self.voices(statement.speaker, statement.source))
        self.write("statement", _new_uid(), state)
        return code

    def write(self, kind: str, uid: str, state: State) -> None:
        """Make a record what the state says, with a revision of what that changes."""
        before = records.read(self.db, kind, uid) or {}
        changed = {
            name: (before.get(name), state.get(name))
            for name in sorted({*before, *state})
            if before.get(name) != state.get(name)
        }
        if not changed:
            return
        records.write(self.db, kind, uid, state)
        revision = replace(
            self._blank, parents=tuple(self.heads), kind=kind, record=uid, changes=changed
        )
        self.heads = [chain.append(self.db, revision)]
        records.keep_numbers(self.db, kind, uid, changed, state)
        self.changes.case |= kind == "case"
        self.changes.sources |= kind in ("source", "speaker")
        self._mark(kind, uid, before, state)

    def _mark(self, kind: str, uid: str, before: State, after: State) -> None:
        """Note whose figures and searchable text rest on what was written or taken away."""
        said = {**before, **after}
        if kind == "incident":
            self._stale[uid] = None
            self.changes.incidents.add(said["code"])
        elif kind in ("statement", "joint"):
            told = self.changes.joint if kind == "joint" else self.changes.statements
            told.add(said["code"])
        elif kind in records.NUMBERED or kind == "link":
            for field in ("incident", "one", "other"):
                for incident in filter(None, {before.get(field), after.get(field)}):
                    self._touch("i.uid = ?", incident)
        elif kind == "override":
            self._touch("i.uid = ?", said["subject"])
            self.changes.case = True
        elif kind == "speaker":
            self._touch("i.uid IN (SELECT incident FROM reports WHERE speaker = ?)", uid)
            # The office settles who spoke in reports that name the person alone.
            self._touch(
                "i.uid IN (SELECT r.incident FROM reports AS r JOIN speakers AS s "
                "ON s.uid = r.speaker WHERE s.folded_person = ? AND s.folded_office = '')",
                fold(said.get("person", "")),
            )
        elif kind == "source" and any(before.get(f) != after.get(f) for f in ("name", "rank")):
            self._touch("i.uid IN (SELECT incident FROM reports WHERE source = ?)", uid)
        elif kind == "case" and before.get("rule") != after.get("rule"):
            self._touch("? IS NOT NULL", uid)

    def _touch(self, where: str, value: str) -> None:
        rows = self.db.execute(f"SELECT i.uid, i.code FROM incidents AS i WHERE {where}", [value])
        for uid, code in rows.fetchall():
            self._stale[uid] = None
            self.changes.incidents.add(code)

    def take_back(self, edit: str) -> None:
        """Write the opposite of everything an edit wrote, the last first."""
        self._blank = replace(self._blank, undoes=edit)
        for revision in reversed(list(chain.stored(self.db, "WHERE r.edit = ?", [edit]))):
            state = records.read(self.db, revision.kind, revision.record) or {}
            state.update({name: before for name, (before, _after) in revision.changes.items()})
            said = {name: value for name, value in state.items() if value is not None}
            self.write(revision.kind, revision.record, said)

    def finish(self) -> None:
        """Derive anew what the edit made stale."""
        figures.rederive(self.db, self._stale)

    def _add_reports(self, incident: str, reports: Sequence[Report]) -> None:
        for number, report in enumerate(reports, start=self.next_number("report", incident)):
            state = report_state(replace(report, number=number))
            state["incident"] = incident
            state.update(self.voices(report.speaker, report.source))
            self.write("report", _new_uid(), state)

    def next_number(self, kind: str, incident: str) -> int:
        """The number a report, person or attachment is given next; none is given twice."""
        mark = records.NUMBERED[kind]
        (code,) = self.db.execute("SELECT code FROM incidents WHERE uid = ?", [incident]).fetchone()
        (stands,) = self.db.execute(
            f"SELECT coalesce(max(number), 0) FROM {records.KINDS[kind].table} WHERE incident = ?",
            [incident],
        ).fetchone()
        stem = f"{code}/{mark}"
        moved = [
            int(given[len(stem) :])
            for (given,) in self.db.execute(
                "SELECT code FROM codes WHERE code > ? AND code < ?", [stem, f"{stem}:"]
            )
            if given[len(stem) :].isdigit()
        ]
        return max([int(stands), *moved]) + 1

    def voices(self, speaker: Speaker, source: Source) -> State:
        """The ids of who spoke and where it was read, added to the case where they are new."""
        told = {"speaker": self._speaker(speaker), "source": self._source(source)}
        return {name: uid for name, uid in told.items() if uid}

    def _speaker(self, speaker: Speaker) -> str | None:
        if speaker.is_blank:
            return None
        person, office = fold(speaker.person), fold(speaker.office)
        found = self.db.execute(
            "SELECT uid FROM speakers WHERE folded_person = ? AND folded_office = ?",
            [person, office],
        ).fetchone()
        if found:
            return str(found[0])
        uid = _new_uid()
        self.write("speaker", uid, speaker_state(speaker))
        return uid

    def _source(self, source: Source) -> str | None:
        if not fold(source.name) and source.kind is None:
            return None
        listed = {
            uid: source_of(state)
            for uid, state in records.states(
                self.db, "source", "WHERE folded = ?", [fold(source.name)]
            )
        }
        for uid, known in listed.items():
            if source.kind in (None, known.kind):
                return uid
        for uid, known in listed.items():
            if known.kind is None:
                self.write("source", uid, source_state(replace(known, kind=source.kind)))
                return uid
        uid = _new_uid()
        self.write("source", uid, source_state(source))
        return uid

    def _next_code(self, stem: str) -> str:
        first = len(stem) + 2
        (largest,) = self.db.execute(
            "SELECT coalesce(max(CAST(substr(code, ?) AS INTEGER)), 0) FROM codes "
            # A month's stem begins its days' codes too.
            "WHERE code > ? AND code < ? AND NOT instr(substr(code, ?), '-')",
            [first, f"{stem}-", f"{stem}.", first],
        ).fetchone()
        return f"{stem}-{largest + 1:02}"


def _new_uid() -> str:
    """A name nobody else gives, that sorts by when it was given."""
    return f"{time.time_ns() // 1_000_000:012x}{secrets.token_hex(6)}"
