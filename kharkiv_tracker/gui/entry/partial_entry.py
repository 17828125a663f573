"""The part of an unfinished entry that can be read so far."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date

from kharkiv_tracker.analysis.incident_matches import ReportTraits
from kharkiv_tracker.domain.account import Account
from kharkiv_tracker.domain.incident import Incident
from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.source import Source, Speaker
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.domain.when import parse_date
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.exchange.json_shape import Fields
from kharkiv_tracker.exchange.record_json import Document, read_fields
from kharkiv_tracker.gui.entry import typed_document
from kharkiv_tracker.gui.entry.inputs import Texts, finished, inputs_of, put, read_input
from kharkiv_tracker.gui.entry.reader import Reader
from kharkiv_tracker.gui.entry.source_completion import SourceCompletion


def event_day(texts: Texts, reader: Reader) -> date | None:
    """The day of the strike, where it is understood."""
    event = _parsed_document({"when": texts.get("when", "")}, Incident, reader).get("event")
    return typed_document.day_of(event) if event else None


def report(texts: Texts, reader: Reader, day: date | None, completion: SourceCompletion) -> Report:
    """The report as far as it can be read; not saved, so without an id of the case."""
    understood = Fields(_parsed_document(texts, Report, reader, day))
    values = read_fields(Report, understood, reader.gazetteer)
    typed = values.get("source") or Source(texts.get("source", "").strip())
    source = completion.source(texts.get("source", "")) or typed
    if source.kind is None:
        source = replace(source, kind=typed.kind)
    return Report("typed", **{**values, "speaker": _speaker(texts, completion), "source": source})


def statement(texts: Texts, reader: Reader, completion: SourceCompletion) -> Statement:
    """The official total as far as it can be read; without an area, its area is empty."""
    understood = _parsed_document(texts, Statement, reader)
    values = read_fields(Account, Fields(understood), reader.gazetteer)
    since = understood.get("since")
    return Statement(
        understood.get("area", ""),
        since=parse_date(since) if since else None,
        **{**values, "speaker": _speaker(texts, completion)},
    )


def traits(texts: Texts, reader: Reader, day: date | None, entry: Report) -> ReportTraits:
    """The traits by which matching incidents are searched."""
    where = _parsed_document({"where": texts.get("where", "")}, Incident, reader)
    counts = ((name, entry.count(name)) for name in COUNTED)
    known_counts = {name: count for name, count in counts if not count.is_unknown}
    return ReportTraits(day, where.get("district", ""), where.get("place", ""), known_counts)


def _parsed_document(
    texts: Texts, record: type, reader: Reader, day: date | None = None
) -> Document:
    """The JSON of every text that can be read."""
    understood: Document = {}
    context = reader.context(texts, day)
    for item in inputs_of(record):
        text = texts.get(item.name, "")
        if text.strip():
            with suppress(Refused):
                put(understood, read_input(item, text, context))
    # Whoever an age is of is recorded beside the report.
    understood.pop("persons", None)
    return finished(understood)


def _speaker(texts: Mapping[str, str], completion: SourceCompletion) -> Speaker:
    person, office = texts.get("speaker", "").strip(), texts.get("office", "").strip()
    return Speaker(person, office or completion.office_of(person))
