"""Which records of a plan the case has already: updated by what is new, or left as they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from kharkiv_tracker import city, gazetteer, labels
from kharkiv_tracker.domain.entry import IncidentEntry, PersonEntry
from kharkiv_tracker.domain.fields import Field, fields_of
from kharkiv_tracker.domain.identifier import Identifier
from kharkiv_tracker.domain.incident import Incident, ReviewState
from kharkiv_tracker.domain.match_key import fold
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.domain.when import EventTime
from kharkiv_tracker.errors import shown
from kharkiv_tracker.exchange import record_json
from kharkiv_tracker.i18n import _
from kharkiv_tracker.imports.plan import Fate, PlanEntry
from kharkiv_tracker.imports.rows.record_drafts import Reject
from kharkiv_tracker.labels import change_text, time_text
from kharkiv_tracker.store import (
    identifier_list,
    incidents,
    note_list,
    person_records,
    statements,
)
from kharkiv_tracker.store.case_file import CaseFile

#: What the case says better than a file: a review is done there, a source is listed once.
_NOT_COMPARED = frozenset(("state", "source_kind"))
#: Archives correct the day of an incident by no more.
_DAYS = 3
Key = tuple[object, ...]


def settle(
    case: CaseFile,
    planned: list[PlanEntry],
    rejects: list[Reject],
    step: Callable[[], object] = tuple,
) -> None:
    """Give each planned record its fate; what may be several is moved to the rejects.

    An incident is the one in the case that has one of its identifiers; without identifiers it is
    one that has the same time, place and reports.
    """
    by_identifier = identifier_list.incidents_with(case, _identifiers(planned))
    alike = _Alike(case)
    totals = {_key(total) for total in statements.statements(case, withdrawn=True)}
    left: list[PlanEntry] = []
    for one in planned:
        step()
        if isinstance(one.entry, Statement):
            if _key(one.entry) in totals:
                one.fate = Fate.UNCHANGED
            totals.add(_key(one.entry))
            left.append(one)
            continue
        names = map(str, one.entry.identifiers)
        codes = dict.fromkeys(code for name in names for code in by_identifier.get(name, ()))
        problem = ""
        if len(codes) > 1:
            problem = _("Its identifiers are on several incidents: {codes}.").format(
                codes=", ".join(codes)
            )
        elif codes and one.entry.incident:
            problem = _update(case, one, one.entry, one.entry.incident, *codes)
        elif not one.entry.identifiers and (code := alike.code(one.entry)):
            one.fate, one.code = Fate.UNCHANGED, code
        if problem:
            head = next((h for t, h in one.heads.items() if t.startswith("identifier:")), "")
            rejects += [Reject(row, head, problem) for row in one.rows]
        else:
            left.append(one)
    planned[:] = left


def _identifiers(planned: Iterable[PlanEntry]) -> Iterator[Identifier]:
    for one in planned:
        if isinstance(one.entry, IncidentEntry):
            yield from one.entry.identifiers


def _update(
    case: CaseFile, planned: PlanEntry, entry: IncidentEntry, incident: Incident, code: str
) -> str:
    """Leave of the entry only what the incident of this code has not; else a sentence."""
    present = incidents.incident(case, code)
    if present.state is ReviewState.WITHDRAWN:
        return _(
            "It was withdrawn from the case file as {code}. Reinstate it there to update it."
        ).format(code=code)
    if not _may_be_one(present, incident):
        return _(
            "{code} has this identifier, but another day or district. Correct the row, or remove "
            "its identifier."
        ).format(code=code)
    recorded = incidents.reports(case, code)
    numbers = {_key(report): report.number for report in recorded}
    next_number = max(numbers.values(), default=0) + 1
    new: list[Report] = []
    report_numbers: dict[int, int] = {0: 0}
    for number, report in enumerate(entry.reports, 1):
        key = _key(report)
        if key not in numbers:
            numbers[key] = next_number + len(new)
            new.append(report)
        report_numbers[number] = numbers[key]
    persons = [_comparable(p) for p in person_records.of(case, code)]
    new_persons: list[PersonEntry] = []
    for person in entry.persons:
        key = _comparable(person.person)
        if key in persons:
            persons.remove(key)
        else:
            new_persons.append(replace(person, report=report_numbers.get(person.report, 0)))
    own = {fold(str(i.identifier)) for i in identifier_list.listed(case, code) if i.on == code}
    notes = {listed.note.text for listed in note_list.listed(case, code)}
    made = IncidentEntry(
        None,
        tuple(new),
        code,
        entry.path,
        tuple(new_persons),
        tuple(one for one in entry.identifiers if fold(str(one)) not in own),
        tuple(note for note in entry.notes if note.text not in notes),
    )
    planned.entry = made
    is_new = made.reports or made.persons or made.identifiers or made.notes
    planned.fate, planned.code = (Fate.UPDATED if is_new else Fate.UNCHANGED), code
    planned.kept = tuple(_kept(present, incident))
    return ""


def _may_be_one(present: Incident, given: Incident) -> bool:
    """Whether time and district allow that two incidents with one identifier are the same.

    Tables number their rows from 1: a number alone says little.
    """
    one, other = present.event.date, given.event.date
    unknown = city.load().unknown_areas
    districts = {present.district, given.district}
    is_near = one is None or other is None or abs(one - other).days <= _DAYS
    return is_near and (len(districts) == 1 or bool(districts & unknown))


def _kept(present: Incident, given: Incident) -> Iterator[str]:
    """What the file has otherwise of an incident that is in the case: it stays as it is there."""
    here, there = record_json.document_of(present), record_json.document_of(given)
    places = gazetteer.load()
    for field in fields_of(Incident):
        name = record_json.json_name(field)
        value = there.get(name)
        if field.automatic or name in _NOT_COMPARED or not value or value == here.get(name):
            continue
        label = labels.field(field) or change_text.field(name)
        texts = [_text(field, one, places) or labels.NOTHING for one in (given, present)]
        yield _("{field}: the file has {there}, the case file keeps {here}.").format(
            field=label, there=texts[0], here=texts[1]
        )


def _text(field: Field, incident: Incident, places: Gazetteer) -> str:
    value = getattr(incident, field.name)
    if isinstance(value, EventTime):
        return time_text.event_time(value)
    stored = list(value) if isinstance(value, tuple) else value
    return shown(change_text.value(field.name, stored, places, "incident"))


class _Alike:
    """Finds incidents of a case that are the same in all that a row says."""

    def __init__(self, case: CaseFile) -> None:
        self._case = case
        self._codes: dict[Key, list[str]] | None = None

    def code(self, entry: IncidentEntry) -> str:
        """The incident with the time, district, place and all reports of an entry; "" for none."""
        if entry.incident is None:
            return ""
        reports = {_key(report) for report in entry.reports}
        for code in self._by_place.get(_place(entry.incident), ()):
            if reports <= {_key(report) for report in incidents.reports(self._case, code)}:
                return code
        return ""

    @property
    def _by_place(self) -> dict[Key, list[str]]:
        if self._codes is None:
            self._codes = defaultdict(list)
            for row in incidents.rows(self._case, incidents.ids(self._case)):
                self._codes[_place(row)].append(row.code)
        return self._codes


def _place(row: Incident | incidents.IncidentRow) -> Key:
    return row.event, row.district, fold(row.place)


def _key(account: Report | Statement) -> str:
    """What is the same in two records of one report or official total."""
    return _comparable(account)


def _comparable(record: object) -> str:
    document = record_json.document_of(record)
    return repr(sorted((k, v) for k, v in document.items() if k not in _NOT_COMPARED))
