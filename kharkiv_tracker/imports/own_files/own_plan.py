"""What an import of a file of ours would do: added, updated, unchanged; recorded in one edit.

A record is the same as one of the case where it has its id, never by its code alone: copies of a
case give the same code to different strikes. Files for others have no ids; their records are those
of the case that have the same code and say the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kharkiv_tracker import gazetteer
from kharkiv_tracker.domain.entry import (
    Entries,
    IncidentEntry,
    NoteEntry,
    PersonEntry,
    Recorded,
)
from kharkiv_tracker.domain.incident import Incident, ReviewState
from kharkiv_tracker.domain.match_key import fold
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.source import Source
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.exchange import record_json
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.imports.own_files import own_entries
from kharkiv_tracker.imports.own_files.own_document import Records
from kharkiv_tracker.imports.own_files.own_entries import OwnReject
from kharkiv_tracker.store import (
    codes,
    entry_ids,
    entry_records,
    history,
    identity,
    incidents,
    records,
    source_usage,
)
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.record_reader import read_record

#: What records of a file without ids have to have in common with those of the same code.
_ALIKE: Mapping[str, tuple[str, ...]] = {
    "incident": ("event", "district", "place"),
    "document": ("url", "title", "published"),
    "statement": ("area", "as_of", "counts"),
    "joint": ("as_of", "counts"),
}
_FEW = 5


@dataclass(frozen=True, slots=True)
class OwnPlan:
    """What is recorded, and how many records of each kind are added and are in the case already.

    `updated` are the codes of incidents to which something is added, `kept` those of records that
    the case has otherwise and keeps. `recoded` are codes of the file that others have here.
    """

    entries: Entries
    added: Counter[str]
    unchanged: Counter[str]
    updated: tuple[str, ...]
    kept: tuple[str, ...]
    recoded: tuple[str, ...]
    rejects: tuple[OwnReject, ...]
    notices: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing would be recorded."""
        return not self.added


def plan(
    case: CaseFile, document: Mapping[str, Records], step: Callable[[], object] = tuple
) -> OwnPlan:
    """What importing a file of ours into a case would do; the case is only read.

    `step` is called again and again; what it raises gives the work up.
    """
    read = own_entries.read(document, gazetteer.load(), step)
    return _Planning(case, read.entries).plan(tuple(read.rejects), read.notices)


def run(
    case: CaseFile, plan: OwnPlan, author: str, reason: str, step: Callable[[], object] = tuple
) -> Recorded:
    """Record what is planned in one edit: all of it or nothing."""
    if plan.is_empty:
        return Recorded()
    with case.edit(author, reason, step) as edit:
        recorded = entry_records.record(edit, plan.entries)
    return recorded  # noqa: RET504 - only once the edit is committed


class _Planning:
    """Entries on their way: which of their records the case has, and the ids they go by."""

    def __init__(self, case: CaseFile, entries: Entries) -> None:
        self._case, self._entries = case, entries
        uids: dict[str, list[str]] = {}
        for kind, record in entry_ids.of_entries(entries):
            uids.setdefault(kind, []).append(record.uid)
        self._recorded = {
            kind: entry_ids.recorded(case.db, kind, listed) for kind, listed in uids.items()
        }
        self._ids: dict[str, str] = {}
        self._alike: set[str] = set()
        self._added: Counter[str] = Counter()
        self._unchanged: Counter[str] = Counter()
        self._kept: list[str] = []
        self._updated: list[str] = []
        self._unapproved = 0
        self._withdrawn: list[str] = []
        settings = records.read(case.db, "case", "case") or {}
        self._has_second_name = bool(settings.get("second_name"))

    def plan(self, rejects: tuple[OwnReject, ...], notices: tuple[str, ...]) -> OwnPlan:
        """The plan of these entries."""
        read = self._entries
        documents = [
            replace(one, document=self._named("document", one.document, one.id))
            for one in read.documents
        ]
        numbered = [self._numbered(one) for one in read.incidents]
        statements = [self._named("statement", one, one.code) for one in read.statements]
        joint = [self._named("joint", one, one.code) for one in read.joint]
        entries = Entries(
            tuple(filter(None, map(self._incident, numbered))),
            tuple(one for one in statements if self._is_new("statement", one)),
            tuple(one for one in joint if self._is_new("joint", one)),
            tuple(self._sources()),
            tuple(one for one in documents if self._is_new("document", one.document)),
            tuple(one for one in self._notes() if self._is_new("note", one.note)),
            self._ids,
        )
        recoded = self._recoded(entries)
        return OwnPlan(
            entries,
            self._added,
            self._unchanged,
            tuple(self._updated),
            self._names(self._kept),
            recoded,
            rejects,
            (*notices, *self._notices(recoded)),
        )

    def _named(self, kind: str, made: Any, code: str, reports: Sequence[Report] = ()) -> Any:
        """A record with an id, by which others of the file name it."""
        if not made.uid:
            uid = self._alike_in_case(kind, made, reports)
            self._alike |= {uid} - {""}
            made = replace(made, uid=uid or identity.new_uid())
        if code:
            self._ids[code] = made.uid
        return made

    def _alike_in_case(self, kind: str, record: Any, reports: Sequence[Report]) -> str:
        """The id of the record of the case with the same code that says the same; "" for none."""
        if kind not in _ALIKE or not record.code:
            return ""
        try:
            listed_kind, uid = codes.find(self._case.db, record.code)
        except Refused:
            return ""
        if listed_kind != kind:
            return ""
        listed = read_record(self._case.db, kind, uid)
        same = all(getattr(listed, name) == getattr(record, name) for name in _ALIKE[kind])
        return uid if same and self._has_reports(record.code, reports) else ""

    def _has_reports(self, code: str, reports: Sequence[Report]) -> bool:
        """Whether the incident of a code has reports with all these numbers."""
        listed = incidents.reports(self._case, code) if reports else ()
        numbers = [(one.as_of, one.counts) for one in listed]
        return all((one.as_of, one.counts) in numbers for one in reports)

    def _numbered(self, entry: IncidentEntry) -> IncidentEntry:
        """An incident whose records have ids; what they name are ids once all have them."""
        begun = _incident_of(entry)
        incident = self._named("incident", begun, begun.code, entry.reports)
        return replace(
            entry,
            incident=incident,
            reports=tuple(
                self._named("report", one, f"{incident.code}/{one.number}") for one in entry.reports
            ),
            persons=tuple(
                replace(one, person=self._named("person", one.person, one.id))
                for one in entry.persons
            ),
        )

    def _is_new(self, kind: str, record: Any) -> bool:
        """Whether the case does not have a record; counts it."""
        is_new = record.uid not in self._recorded.get(kind, ()) and record.uid not in self._alike
        (self._added if is_new else self._unchanged)[kind] += 1
        if not is_new and record.uid not in self._alike:
            listed = read_record(self._case.db, kind, record.uid)
            if _content(listed) != _content(record):
                self._kept.append(record.uid)
        return is_new

    def _incident(self, entry: IncidentEntry) -> IncidentEntry | None:
        """An incident that is added, or what is new of one the case has; None for nothing new."""
        incident = _incident_of(entry)
        if not self._is_new("incident", incident):
            return None if incident.uid in self._alike else self._update(entry, incident)
        state = incident.state
        if state is ReviewState.APPROVED and self._has_second_name:
            self._unapproved += 1
            state = ReviewState.READY
        chosen = self._ids.get(incident.chosen, "")
        return replace(self._members(entry), incident=replace(incident, state=state, chosen=chosen))

    def _update(self, entry: IncidentEntry, incident: Incident) -> IncidentEntry | None:
        listed = records.read(self._case.db, "incident", incident.uid) or {}
        members = self._members(entry)
        new = (members.reports, members.persons, members.identifiers, members.notes)
        if not any(new):
            return None
        if listed["state"] == ReviewState.WITHDRAWN.value:
            self._withdrawn.append(listed["code"])
            for kind, of_kind in zip(("report", "person", "identifier", "note"), new, strict=True):
                self._added[kind] -= len(of_kind)
            return None
        self._updated.append(listed["code"])
        return replace(
            members,
            incident=None,
            code=listed["code"],
            # Others may have their numbers there.
            reports=tuple(replace(one, number=0) for one in members.reports),
            persons=tuple(
                replace(one, person=replace(one.person, number=0)) for one in members.persons
            ),
        )

    def _members(self, entry: IncidentEntry) -> IncidentEntry:
        """An incident with those of its records that the case does not have."""
        incident = _incident_of(entry)
        return replace(
            entry,
            reports=tuple(map(self._report, filter(self._is_new_report, entry.reports))),
            persons=tuple(
                self._person(incident.code, one)
                for one in entry.persons
                if self._is_new("person", one.person)
            ),
            identifiers=tuple(one for one in entry.identifiers if self._is_new("identifier", one)),
            notes=tuple(one for one in entry.notes if self._is_new("note", one)),
        )

    def _is_new_report(self, report: Report) -> bool:
        return self._is_new("report", report)

    def _report(self, report: Report) -> Report:
        return replace(report, died=tuple(self._ids[code] for code in report.died))

    def _person(self, code: str, entry: PersonEntry) -> PersonEntry:
        report = self._ids[f"{code}/{entry.report}"] if entry.report else ""
        same_as = self._ids[entry.same_as] if entry.same_as else ""
        person = replace(entry.person, report=report)
        return replace(entry, person=person, report=0, id="", same_as=same_as)

    def _notes(self) -> Iterator[NoteEntry]:
        """The notes, without those of a file without ids on what the case has."""
        for entry in self._entries.notes:
            if entry.note.uid or self._ids[entry.on] not in self._alike:
                yield entry

    def _sources(self) -> Iterator[Source]:
        """The sources that the case does not list: what it says of others is kept."""
        listed = {(fold(one.name), one.kind) for one in source_usage.sources(self._case)}
        for source in self._entries.sources:
            if (fold(source.name), source.kind) not in listed:
                self._added["source"] += 1
                yield source

    def _names(self, uids: Sequence[str]) -> tuple[str, ...]:
        """What these records are called in the case."""
        names = history.names_of(self._case.db, uids)
        return tuple(sorted(names[uid] for uid in uids if uid in names))

    def _recoded(self, entries: Entries) -> tuple[str, ...]:
        """The codes that cannot be kept: they are those of other records here."""
        wanted = entry_ids.codes_wanted(entries)
        given = codes.given(self._case.db, wanted)
        return tuple(sorted(code for code, uid in given.items() if uid != wanted[code]))

    def _notices(self, recoded: tuple[str, ...]) -> Iterator[str]:
        if recoded:
            yield ngettext(
                "{n} code belongs to another record here; the imported one gets a new code: "
                "{codes}.",
                "{n} codes belong to other records here; the imported ones get new codes: {codes}.",
                len(recoded),
            ).format(n=len(recoded), codes=_listed(recoded))
        if self._unapproved:
            yield ngettext(
                "{n} approved incident becomes ready for review: another person has to approve it.",
                "{n} approved incidents become ready for review: another person has to approve "
                "them.",
                self._unapproved,
            ).format(n=self._unapproved)
        if self._withdrawn:
            yield _("Nothing is added to withdrawn incidents: {codes}.").format(
                codes=_listed(self._withdrawn)
            )


def _incident_of(entry: IncidentEntry) -> Incident:
    """The incident of an entry; in a file of ours it is whole."""
    return entry.incident or Incident()


def _listed(names: Sequence[str]) -> str:
    """The first names, and that there are more."""
    return ", ".join([*names[:_FEW], *(["…"] if len(names) > _FEW else [])])


def _content(record: object) -> record_json.Document:
    """What a record says, without the names of others: these are ids in the case."""
    content = record_json.document_of(record)
    moved = content.pop("transfer", {}).get("injured_to_killed")
    for name in ("document", "incidents"):
        content.pop(name, None)
    return {**content, "transfer": moved}
