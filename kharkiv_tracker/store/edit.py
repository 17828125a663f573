"""One edit: one author, one reason, one transaction, and a revision for everything it touches."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from sqlite_utils import Database

from kharkiv_tracker.domain import figure_change, joint
from kharkiv_tracker.domain import incident as incidents
from kharkiv_tracker.domain import statement as statements
from kharkiv_tracker.domain.account import Account
from kharkiv_tracker.domain.counting_rule import Rule
from kharkiv_tracker.domain.joint import JointReport
from kharkiv_tracker.domain.match_key import fold
from kharkiv_tracker.domain.person import Person
from kharkiv_tracker.domain.record import NUMBERED, RECORDS, UNCOUNTED
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.revision import Changes, Revision
from kharkiv_tracker.domain.source import Source, Speaker
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.domain.when import code_stem
from kharkiv_tracker.errors import Refused, under
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import (
    clearance_records,
    engine,
    identity,
    records,
    remainders,
    revision_chain,
    search_index,
)
from kharkiv_tracker.store.document_references import DocumentReferences
from kharkiv_tracker.store.edit_memory import EditMemory
from kharkiv_tracker.store.invalidation import Invalidation
from kharkiv_tracker.store.person_references import PersonReferences
from kharkiv_tracker.store.states import State, record_from, state_of


class Edit:
    """Writes records and their revisions; `CaseFile.edit` commits or undoes it whole."""

    def __init__(
        self,
        db: Database,
        heads: list[str],
        author: str,
        reason: str,
        at: str,
        uid: str = "",
        salt: Callable[[str, str], str] = lambda _kind, _record: identity.new_salt(),
    ) -> None:
        """`uid` and `salt` are given where the same edit has to come out the same anywhere."""
        self.changes = Changes(edit=uid or identity.new_uid())
        self._salt = salt
        self.heads = heads
        self.db = db
        self.author, self.reason = author, reason
        self._blank = Revision(0, "", (), at, author, reason, "", "", edit=self.changes.edit)
        self.keeps_ids = False
        """Whether records that are added bring their ids and numbers along, as files of ours do."""
        self.rewrites_file = False
        """Whether what the edit took out must leave no trace in the file."""
        self._invalidation = Invalidation(db, self.changes)
        self.documents = DocumentReferences(db)
        self.memory = EditMemory(db)
        self._decided: set[str] = set()
        """The records of which the edit itself wrote whether the open page names them."""

    def merge_target(self, code: str) -> tuple[str, str] | None:
        """The id and code of an incident, or of the one it was merged into; None if not found."""
        row = self.db.execute(
            "SELECT uid FROM incidents WHERE code = ?", [incidents.code_of(code)]
        ).fetchone()
        if row is None:
            return None
        uid = records.merge_target(self.db, row[0])
        (current_code,) = self.db.execute(
            "SELECT code FROM incidents WHERE uid = ?", [uid]
        ).fetchone()
        return uid, str(current_code)

    def add_incident(self, incident: incidents.Incident, reports: Sequence[Report]) -> str:
        """Add an incident with its reports; returns its permanent code."""
        uid, code = self.begin_incident(incident)
        self.add_reports(uid, reports)
        return code

    def begin_incident(self, incident: incidents.Incident) -> tuple[str, str]:
        """Add an incident; returns its id and its permanent code."""
        if incident.state is incidents.ReviewState.APPROVED and self.memory.has_second_name:
            sentence = _("In this case file another person approves new records afterwards.")
            raise Refused(sentence, path="state")
        code = self.next_code(incidents.code_stem(incident.event), incident.code)
        return self.add("incident", {**state_of(incident), "code": code}, self._id(incident)), code

    def add_reports(
        self, incident: str, reports: Sequence[Report], persons: PersonReferences | None = None
    ) -> None:
        """Add reports to an incident (by uid) under its next numbers, or larger ones of theirs."""
        number = self.next_number("report", incident) - 1
        for index, report in enumerate(reports):
            number = max(number + 1, report.number if self.keeps_ids else 0)
            with under(f"reports[{index}]"):
                state = self.account_state(report)
                if persons:
                    state["died"] = persons.ids_of(report.died)
            self.add("report", {**state, "number": number, "incident": incident}, self._id(report))

    def add_statement(self, statement: Statement) -> str:
        """Add a statement; returns its code."""
        code = self.next_code(code_stem(statements.CODE, statement.as_of), statement.code)
        self.add(
            "statement", self.account_state(replace(statement, code=code)), self._id(statement)
        )
        return code

    def add_joint(self, report: JointReport, local: Mapping[str, str] | None = None) -> str:
        """Add a joint report about existing incidents; returns its code.

        `local` are the ids of incidents that it calls by a code of another file.
        """
        report.check()
        about = self.about(report.incidents, local or {})
        code = self.next_code(code_stem(joint.CODE, report.as_of), report.code)
        state = self.account_state(replace(report, code=code))
        state.update({"incidents": sorted(about)} if about else {})
        remainders.refuse_twice(self.db, self.add("joint", state, self._id(report)))
        return code

    def _id(self, record: Any) -> str:
        """The id that a new record brings along, "" where it gets one."""
        return str(record.uid) if self.keeps_ids else ""

    def about(self, codes: Sequence[str], local: Mapping[str, str]) -> set[str]:
        """The ids of the incidents a joint report names, or of those they were merged into."""
        about: set[str] = set()
        for number, code in enumerate(codes):
            if code in local:
                about.add(records.merge_target(self.db, local[code]))
            elif incident := self.merge_target(code):
                about.add(incident[0])
            else:
                raise Refused(
                    _("Incident {code} is not in this case file.").format(code=code),
                    path=f"incidents[{number}]",
                )
        if codes and len(about) < 2:
            raise Refused(
                _("These incidents were merged into one. Add it as a report on that incident."),
                path="incidents",
            )
        return about

    def list_source(self, source: Source) -> str:
        """Put a source into the list with all that is known of it; returns its name.

        A source of the same name is the same source, unless both have a kind and the kinds differ.
        """
        source.check()
        uid = self._source(Source(source.name, source.kind))
        listed = record_from(Source, records.read(self.db, "source", uid or "") or {})
        state = state_of(source)
        self.write(
            "source", uid or identity.new_uid(), {**state_of(listed), **state, "name": listed.name}
        )
        return listed.name

    def write(self, kind: str, uid: str, state: State, earlier: Collection[str] = ()) -> None:
        """Give a record this state, with a revision of what changes.

        A name that no field declares raises KeyError, unless the record has it or had it `earlier`.
        """
        self._write(kind, uid, records.read(self.db, kind, uid) or {}, state, earlier)

    def add(self, kind: str, state: State, uid: str = "") -> str:
        """Write a record that is new, with its revision; returns its id, which may be given."""
        uid = uid or identity.new_uid()
        self._write(kind, uid, {}, state, is_new=True)
        return uid

    def expect(self, new: Iterable[incidents.Incident]) -> None:
        """Read together what all these incidents need that are to be added."""
        self.memory.read_codes(incidents.code_stem(incident.event) for incident in new)

    def next_code(self, stem: str, wanted: str = "") -> str:
        """The next code of this beginning, for a record that is added now, or the reserved one."""
        return self.memory.next_code(stem, wanted)

    def _write(
        self,
        kind: str,
        uid: str,
        before: State,
        state: State,
        earlier: Collection[str] = (),
        is_new: bool = False,
    ) -> None:
        state = records.explicit(kind, state)
        records.refuse_undeclared(kind, state.keys() - before.keys() - set(earlier))
        changed = _changed(before, state)
        if (
            kind == "incident"
            and set(changed) - incidents.REVIEW
            and self._to_be_reviewed(before, state)
        ):
            state = {**state, "state": incidents.ReviewState.READY.value}
            changed = _changed(before, state)
        if not changed:
            return
        if not is_new:
            self._invalidation.settle()
        (records.add if is_new else records.write)(self.db, kind, uid, state)
        self.append(kind, uid, changed)
        records.keep_numbers(self.db, kind, uid, changed, state)
        self.mark(kind, uid, before, state, is_new)
        if kind == "clearance":
            self._decided.add(state.get("subject") or before["subject"])
        elif (
            not is_new
            and uid not in self._decided
            and (clearance := clearance_records.stale(self.db, kind, uid, changed))
        ):
            self.write("clearance", clearance, {})
        if kind in UNCOUNTED and not UNCOUNTED[kind].issuperset(changed):
            # One that moves is gone from the other incident as well.
            for incident in sorted({*filter(None, (s.get("incident") for s in (before, state)))}):
                self._review_again(incident)

    def _review_again(self, incident: str) -> None:
        """Send an incident back to review: with other reports or persons it is not approved."""
        if self._blank.undoes or not self.memory.has_second_name:
            return
        state = records.read(self.db, "incident", incident) or {}
        if self._to_be_reviewed(state, state):
            ready = {**state, "state": incidents.ReviewState.READY.value}
            self.write("incident", incident, ready)

    def _to_be_reviewed(self, before: State, after: State) -> bool:
        """Whether a change ends an approval: it does where a second person has to approve."""
        approved = incidents.ReviewState.APPROVED.value
        if self._blank.undoes or not before.get("state") == approved == after.get("state"):
            return False
        return self.memory.has_second_name

    def append(self, kind: str, uid: str, changed: Mapping[str, tuple[Any, Any]]) -> None:
        """Append a revision; the caller writes the record."""
        blank = self._blank
        # Not by `replace`, which takes as long as the hash.
        revision = Revision(
            *(0, "", tuple(self.heads), blank.at, blank.author, blank.reason),
            *(kind, uid, blank.edit, blank.undoes, changed),
        )
        self.heads = [revision_chain.append(self.db, revision, self._salt(kind, uid))]

    def mark(self, kind: str, uid: str, before: State, after: State, is_new: bool = False) -> None:
        """Note that a record was written, for what rests on it."""
        self.memory.note(kind, uid, before, after, is_new)
        if kind in ("document", "source"):
            self.documents.forget()
        self._invalidation.mark(kind, uid, before, after, is_new)

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """Leave nothing of what the block writes where it raises Refused."""
        heads = self.heads
        try:
            with engine.attempt(self.db):
                yield
        except Refused:
            self.take_back(heads)
            raise

    def take_back(self, heads: list[str]) -> None:
        """Follow the database back to a savepoint; `heads` are those of then."""
        self.heads = heads
        self.memory.forget()
        self.documents.forget()
        self._invalidation.settle()

    def undo(self, edit: str, step: Callable[[], object] = tuple) -> None:
        """Write the opposite of all an edit wrote, the last first; `step` is called for each."""
        self._blank = replace(self._blank, undoes=edit)
        for revision in reversed(list(revision_chain.stored(self.db, "WHERE r.edit = ?", [edit]))):
            step()
            if revision.kind == figure_change.KIND:
                # Figures follow: where they move back, the edit says so itself.
                continue
            state = records.read(self.db, revision.kind, revision.record) or {}
            state.update({name: before for name, (before, _after) in revision.changes.items()})
            restored = {name: value for name, value in state.items() if value is not None}
            if revision.kind == "case" and "rule" in restored:
                # A rule that is retired comes back as the one it is read as.
                restored["rule"] = Rule(restored["rule"]).value
            self.write(revision.kind, revision.record, restored, earlier=revision.changes)

    def mark_all(self, cause: str) -> None:
        """Note that every figure may move, and that this alone is why."""
        self._invalidation.mark_all(cause)

    def finish(self, step: Callable[[], object] = tuple) -> None:
        """Refresh what the edit made stale; what `step` raises gives the work up.

        Where figures move though nothing of their incident was written, a revision says so.
        """
        self._invalidation.refresh(self._figures_moved, step)
        if self.rewrites_file:
            # Parts of the index still hold what later parts say was deleted.
            search_index.rebuild(self.db)

    def _figures_moved(self, incident: str, changes: figure_change.Changes) -> None:
        self.append(figure_change.KIND, incident, changes)
        self._review_again(incident)

    def add_person(self, code: str, person: Person, uid: str = "") -> str:
        """Add a person to the incident of that code; returns the person's own: `KHT-…-01/P1`."""
        person.check()
        return self.add_numbered("person", code, self.person_state(person), uid)

    def add_numbered(self, kind: str, code: str, state: State, own_uid: str = "") -> str:
        """Add a person or an attachment to an incident or document, under its next number."""
        owner, uid = "incident", ""
        if incident := self.merge_target(code):
            uid, code = incident
        elif "document" in RECORDS[kind].owners:
            owner, uid = "document", self.documents.uid_of(code)
            code = (records.read(self.db, owner, uid) or {})["code"]
        else:
            raise Refused(_("Incident {code} is not in this case file.").format(code=code))
        own = state.get("number", 0) if self.keeps_ids else 0
        number = max(self.next_number(kind, uid, owner), own)
        self.add(kind, {**state, owner: uid, "number": number}, own_uid)
        return f"{code}/{NUMBERED[kind]}{number}"

    def next_number(self, kind: str, uid: str, owner: str = "incident") -> int:
        """The next number of a report, person or attachment; no number is used twice."""
        return self.memory.next_number(kind, uid, owner)

    def account_state(self, account: Account, before: State | None = None) -> State:
        """The state of an account with what it takes from its document, and whom it names.

        `before` is its state where it is corrected.
        """
        account = self.documents.corrected(account, before or {})
        account, document = self.documents.completed(account)
        state = state_of(account)
        state.pop("document", None)
        if document:
            state["document"] = document
        return {**state, **self.speaker_and_source(account.speaker, account.source)}

    def person_state(self, person: Person, before: State | None = None) -> State:
        """The state of a person with the document that names them, by its id.

        `before` is the state where it is corrected. A name that an older version cleared is one
        whose visibility is the full name.
        """
        person = self.documents.corrected(person.as_published(), before or {})
        person, document = self.documents.completed(person)
        state = state_of(person)
        state.pop("document", None)
        return {**state, **({"document": document} if document else {})}

    def speaker_and_source(self, speaker: Speaker, source: Source) -> State:
        """The ids of who spoke and where it was read, added to the case where they are new."""
        uids = {"speaker": self._speaker(speaker), "source": self._source(source)}
        return {name: uid for name, uid in uids.items() if uid}

    def _speaker(self, speaker: Speaker) -> str | None:
        if speaker.is_blank:
            return None
        return self.memory.speaker(speaker) or self.add("speaker", state_of(speaker))

    def _source(self, source: Source) -> str | None:
        if not fold(source.name) and source.kind is None:
            return None
        listed = self.memory.sources(source.name)
        for uid, source_listed in listed.items():
            if source.kind in (None, source_listed.kind):
                return uid
        for uid, source_listed in listed.items():
            if source_listed.kind is None:
                self.write("source", uid, state_of(replace(source_listed, kind=source.kind)))
                return uid
        return self.add("source", state_of(source))


def _changed(before: State, after: State) -> dict[str, tuple[Any, Any]]:
    if not before:
        return {name: (None, value) for name, value in sorted(after.items()) if value is not None}
    return {
        name: (before.get(name), after.get(name))
        for name in sorted({*before, *after})
        if before.get(name) != after.get(name)
    }
