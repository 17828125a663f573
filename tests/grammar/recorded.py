"""The samples recorded in one case, and every record of a case read again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from kharkiv_tracker.domain.clearance import Clearance
from kharkiv_tracker.domain.count import Count
from kharkiv_tracker.domain.counting_rule import Rule, Stress
from kharkiv_tracker.domain.document import Document
from kharkiv_tracker.domain.entry import DocumentEntry, Entries, IncidentEntry, PersonEntry
from kharkiv_tracker.domain.flag import FindingKind
from kharkiv_tracker.domain.identifier import Identifier
from kharkiv_tracker.domain.method import Method
from kharkiv_tracker.domain.note import Note
from kharkiv_tracker.domain.office import Office
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.source import Source, Speaker
from kharkiv_tracker.domain.when import parse_as_of
from kharkiv_tracker.store import (
    attachment_records,
    corrections,
    document_merge,
    identifier_records,
    incidents,
    joint_comparison,
    merge_split,
    note_records,
    office_changes,
    person_records,
    records,
    rule_choice,
    source_usage,
    statements,
    work_queue,
)
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.edit import Edit
from kharkiv_tracker.store.record_reader import read_records
from kharkiv_tracker.store.states import record_from, state_of
from tests.grammar.names import Field
from tests.grammar.samples import (
    COMPLETE,
    CONTENT,
    DOCUMENT,
    FIRST,
    GIVEN,
    SECOND,
    THIRD,
    number_of,
    value_of,
)

Samples = Mapping[str, tuple[Any, ...]]
#: Every record of a case by its kind, in the order of the samples.
Read = dict[str, list[Any]]


def record(path: Path, samples: Samples = COMPLETE) -> Read:
    """Make a case file of the samples, in the ways in which an analyst records; what it holds."""
    settings = samples["case"][0]
    with CaseFile.create(path, settings["title"], sample=settings["sample"]) as case:
        case.record(_entries(samples), "tester", "add")
        with case.edit("tester", "amend") as edit:
            for number, each in enumerate(samples["attachment"], start=1):
                _attach(edit, number, each)
            _record_beside(edit, samples)
            link = samples["link"][0]
            merge_split.link(edit, link.one, link.other, link.relation, link.notes)
            rule_choice.choose(edit, f"{FIRST}/1", samples["incident"][0].chosen_reason)
            aside = samples["override"][0]
            kind = FindingKind(aside["kind"])
            work_queue.set_aside(edit, FIRST, kind, aside["key"], aside["reason"])
            merge_split.merge(edit, SECOND, THIRD)
            joined, marked = samples["office"]
            office_changes.make(edit, office_changes.Join(joined.same_as, joined.name))
            office_changes.make(edit, office_changes.Mark(joined.same_as, marked.authority))
        with case.edit("tester", "rule") as edit:
            rule_choice.set_rule(edit, Rule(settings["rule"]))
            rule_choice.set_stress(edit, Stress(settings["stress"]))
        with case.edit("tester", "approve") as edit:
            # The rule moved its figure.
            corrections.approve(edit, SECOND)
            rule_choice.set_review(edit, settings["second_name"], settings["quiet_days"])
        return read(case)


def _entries(samples: Samples) -> Entries:
    first, second, third = samples["incident"]
    minor = replace(samples["report"][1], speaker=samples["speaker"][0])
    people = tuple(
        PersonEntry(
            replace(person, report="", same_as=""),
            int(person.report or 0),
            same_as=person.same_as,
        )
        for person in samples["person"]
    )
    return Entries(
        (
            IncidentEntry(first, samples["report"], persons=people),
            IncidentEntry(second, (minor, *_disagreeing(samples["office"][0]))),
            IncidentEntry(third, (minor,)),
        ),
        samples["statement"],
        samples["joint"],
        samples["source"],
        tuple(
            DocumentEntry(replace(document, withdrawn=False)) for document in samples["document"]
        ),
    )


def _disagreeing(joined: Office) -> tuple[Report, ...]:
    """Two reports of the same time, of which another rule makes another figure."""
    when = parse_as_of("2022-08-18")
    return (
        Report(
            as_of=when, counts={"killed": Count.parse("9")}, speaker=Speaker("", joined.same_as)
        ),
        Report(as_of=when, counts={"killed": Count.parse("7")}, source=Source("Morning Gazette")),
    )


def _record_beside(edit: Edit, samples: Samples) -> None:
    """Record what is about other records: documents withdrawn or merged, notes, decisions."""
    for number, document in enumerate(samples["document"][1:], start=1):
        code = f"DOC-undated-{number:02}"
        if document.withdrawn:
            corrections.withdraw(edit, code)
        else:
            document_merge.merge(edit, DOCUMENT, code)
    incident = incidents.uid_of(edit_case(edit), FIRST)
    for kind, add in (("note", note_records.add), ("identifier", identifier_records.add)):
        for each in samples[kind]:
            code = add(edit, incident, replace(each, withdrawn=False))
            if each.withdrawn:
                corrections.withdraw(edit, code)
    (person, *_others) = person_records.of(edit_case(edit), FIRST)
    for clearance in samples["clearance"]:
        edit.write("clearance", "clearance", state_of(replace(clearance, subject=person.uid)))
    for method in samples["method"]:
        edit.write("method", "method-en", state_of(method))


def _attach(edit: Edit, number: int, sample: Any) -> None:
    code = attachment_records.attach(
        edit,
        f"{FIRST}/1",
        CONTENT + bytes(number - 1),
        name=sample.name,
        collector=sample.collector,
        method=sample.method,
        version=sample.version,
        origin=sample.origin,
        notes=sample.notes,
        collected=datetime.fromisoformat(sample.collected),
    )
    if sample.uncovered:
        (attachment,) = attachment_records.of(edit_case(edit), code)
        attachment_records.amend(edit, code, replace(attachment, uncovered=True))
    if sample.withdrawn:
        corrections.withdraw(edit, code)
    if sample.redacted_from:
        (original,) = attachment_records.of(edit_case(edit), f"{FIRST}/A{sample.redacted_from}")
        (attachment,) = attachment_records.of(edit_case(edit), code)
        state = records.read(edit.db, "attachment", attachment.uid) or {}
        edit.write("attachment", attachment.uid, {**state, "redacted_from": original.uid})


def edit_case(edit: Edit) -> CaseFile:
    """The case of an edit, to be read within it."""
    return CaseFile(edit.db, None)


def read(case: CaseFile) -> Read:
    """Every record of a case as the program reads it."""
    codes = [code for (code,) in case.db.execute("SELECT code FROM incidents ORDER BY code")]
    listed = source_usage.sources(case)
    # Others are read for reports; in a case of few records there may be none of the samples.
    sampled = [one for word in ("Evening", "Quiet") for one in listed if one.name.startswith(word)]
    return {
        "incident": [incidents.incident(case, code) for code in codes],
        "report": sorted(incidents.reports(case, FIRST), key=lambda one: one.number),
        "statement": sorted(statements.statements(case, withdrawn=True), key=_withdrawn),
        "joint": sorted(joint_comparison.joint_reports(case, withdrawn=True), key=_withdrawn),
        "person": list(person_records.of(case, FIRST)),
        "attachment": list(attachment_records.of(case, FIRST)),
        "source": sampled or list(listed),
        "speaker": list(source_usage.speakers(case)),
        "office": [record_from(Office, one) for _uid, one in records.states(case.db, "office")],
        "link": list(merge_split.links(case, FIRST)),
        **{
            name: list(read_records(case.db, kind, "ORDER BY code"))
            for name, kind in (("document", Document), ("note", Note), ("identifier", Identifier))
        },
        "clearance": list(read_records(case.db, Clearance)),
        "method": list(read_records(case.db, Method)),
        "override": [state for _uid, state in records.states(case.db, "override")],
        "case": [state for _uid, state in records.states(case.db, "case")],
    }


def _withdrawn(record: Any) -> bool:
    return bool(record.withdrawn)


def value_in(read: Read, field: Field) -> Any:
    """What the record of a field's sample holds in it, or the last one where there are fewer."""
    records = read[field.record]
    return field.of(records[min(number_of(field), len(records) - 1)])


def check(field: Field, held: Any) -> None:
    """Fail where a field does not hold its sample, or nothing where the program gives its value."""
    wanted = "what the program gives" if str(field) in GIVEN else value_of(field)
    same = bool(held) if str(field) in GIVEN else held == wanted
    assert same, f"“{held}” instead of “{wanted}”"
