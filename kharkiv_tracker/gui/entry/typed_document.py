"""Typed fields as the document that `add` takes, and paths of it back to fields."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from kharkiv_tracker.domain import passage
from kharkiv_tracker.domain.account import Account
from kharkiv_tracker.domain.incident import Incident
from kharkiv_tracker.domain.joint import JointReport
from kharkiv_tracker.domain.quantity import COMBATANTS, WITH_PARTS
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.domain.when import parse_date
from kharkiv_tracker.errors import under
from kharkiv_tracker.exchange.record_json import Document
from kharkiv_tracker.gui.entry import document_reader
from kharkiv_tracker.gui.entry.inputs import (
    Texts,
    entered,
    finished,
    inputs_of,
    inputs_of_document,
    put,
    read_input,
)
from kharkiv_tracker.gui.entry.reader import Reader
from kharkiv_tracker.intake import aged_persons
from kharkiv_tracker.intake.record_part import merge

#: What the new document of an entry is called in its JSON, and what its record says of it.
_NEW = "d1"
_TAKEN = ("source", "source_kind", "published", "archive_url", "language")
#: The last part of a path of `add` -> the input it was typed in, where the names differ.
_INPUTS = {
    **dict.fromkeys(("event", "date", "time", "precision", "until", "code"), "when"),
    **dict.fromkeys(("district", "place", "settlement"), "where"),
    "injured_to_killed": "transfer",
}
#: The same in a document that is begun.
_IN_DOCUMENT = {
    "url": "document",
    "title": "document_title",
    "kind": "document_kind",
    "text": "document_text",
}


def report(
    texts: Texts, reader: Reader, code: str = "", event_day: date | None = None
) -> dict[str, Any]:
    """One report of a new incident, or of the incident with this code; Refused names the field."""
    if code:
        incident: Document = {"code": code}
    else:
        incident = finished(entered(texts, Incident, reader.context(texts)))
        event_day = day_of(incident["event"])
    typed = entered(texts, Report, reader.context(texts, event_day))
    persons = typed.pop("persons", [])
    incident["reports"] = [finished(typed)]
    if persons:
        incident["persons"] = [{**person, "report": 1} for person in persons]
    return {"incidents": [incident]}


def statement(texts: Texts, reader: Reader) -> dict[str, Any]:
    """One official running total; Refused names the field."""
    return {"statements": [_alone(entered(texts, Statement, reader.context(texts)))]}


def joint(texts: Texts, reader: Reader) -> dict[str, Any]:
    """One count for several incidents, named by their codes; Refused names the field."""
    return {"joint_reports": [_alone(entered(texts, JointReport, reader.context(texts)))]}


def with_document(written: Document, texts: Texts, reader: Reader) -> Document:
    """What is written, with its document: named by its code, or a new one with what it says.

    Where it is read, when and with which links belongs to the document that is begun.
    """
    incidents = written.get("incidents", [])
    accounts = [report for incident in incidents for report in incident["reports"]]
    accounts += [*written.get("statements", []), *written.get("joint_reports", [])]
    name = document_reader.named(texts.get("document", ""))
    is_new = bool(name.url or name.title)
    for account in accounts:
        account.pop("document", None)
        if name.code or is_new:
            account["document"] = name.code or _NEW
        else:
            account.pop("words", None)
    if not is_new:
        return written
    with under("documents[0]"):
        document = _begun(texts, reader)
    document |= {"id": _NEW, **({"url": name.url} if name.url else {"title": name.title})}
    if not accounts:
        taken = {part: text for part, text in texts.items() if part in _TAKEN}
        accounts = [finished(entered(taken, Account, reader.context(texts)))]
    for account in accounts:
        document |= {part: account.pop(part) for part in _TAKEN if part in account}
        if account.get("confidential"):
            document["confidential"] = True
        if not document.get("text"):
            account.pop("words", None)
    return {**written, "documents": [document]}


def _begun(texts: Texts, reader: Reader) -> Document:
    """What only the new document has."""
    document: Document = {}
    for item in inputs_of_document():
        with under(item.name):
            part = read_input(item, texts.get(item.name, ""), reader.context(texts))
        document[item.field.name] = next(iter(part.values()), None)
    if text := texts.get("document_text", ""):
        # As it was pasted: ranges count its characters.
        document["text"] = passage.normal(text).strip()
    return finished(document)


def _alone(document: Document) -> Document:
    """A record that no persons are recorded with; Refused where an age was read."""
    if document.pop("persons", None):
        raise aged_persons.no_place()
    return finished(document)


def corrected(
    present: Document,
    changed: Texts,
    record: type,
    reader: Reader,
    event_day: date | None = None,
    recorded: Texts | None = None,
) -> Document:
    """A record with the changed texts read into it; Refused names the field.

    Unchanged fields stay as recorded, even those that cannot be typed. `recorded` are the texts of
    the record: beside those a text is read, and none of them is overwritten by another field.
    """
    document, beside = dict(present), recorded or {}
    typed = entered(changed, record, reader.context({**beside, **changed}, event_day))
    for name in typed.keys() & beside.keys() - changed.keys():
        with under(name):
            merge({name: present.get(name)}, {name: typed[name]})
    put(document, typed)
    return _alone(document)


def field_of(path: str) -> str:
    """The input in which the value at this path was typed; "" if no single one."""
    steps = [step.partition("[")[0] for step in path.split(".")]
    for quantity in (COMBATANTS, *WITH_PARTS):
        if quantity in steps:
            return quantity
    if steps[0] == "documents":
        return _IN_DOCUMENT.get(steps[-1], steps[-1])
    names = {item.name for record in (Incident, Report, Statement) for item in inputs_of(record)}
    for step in reversed(steps):
        if step in _INPUTS or step in names:
            return _INPUTS.get(step, step)
    return ""


def day_of(event: Mapping[str, str]) -> date | None:
    """The day of a strike in its JSON."""
    return parse_date(event["date"]) if "date" in event else None
