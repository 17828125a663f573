"""What can already be made of fields that are still being typed; what cannot is left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from typing import Any

from kharkiv_tracker.analysis.matching import ReportTraits
from kharkiv_tracker.domain.count import Count, Ratio, parse_count
from kharkiv_tracker.domain.quantity import COMBATANTS, COUNTED, KEPT, subset
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.source import Source, Speaker
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.domain.when import AsOf, parse_as_of, parse_date
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.gui.entry import document
from kharkiv_tracker.gui.entry.known import Known
from kharkiv_tracker.gui.entry.readings import Reader, Reading


def event_day(texts: Mapping[str, str], reader: Reader) -> date | None:
    value = _read(reader.event, texts.get("when", ""))
    return document.day_of(value) if value else None


def report(texts: Mapping[str, str], reader: Reader, day: date | None, known: Known) -> Report:
    """The report as far as it is understood; nobody has saved it, so it has no id of the case."""
    return Report(
        uid="typed",
        as_of=_time(texts.get("as_of", ""), reader, day),
        published=_time(texts.get("published", ""), reader, day),
        speaker=_speaker(texts, known),
        source=known.source(texts.get("source", "")) or Source(texts.get("source", "").strip()),
        counts=_counts(texts, reader),
        transfer=_read(reader.transfer, texts.get("transfer", "")) or 0,
        combatants=_combatants(texts, reader),
    )


def statement(texts: Mapping[str, str], reader: Reader, known: Known) -> Statement:
    """The official total as far as it is understood; without an area, its area is empty."""
    since = _read(reader.day, texts.get("since", ""))
    return Statement(
        area=_read(reader.area, texts.get("area", "")) or "",
        since=parse_date(since) if since else None,
        as_of=_time(texts.get("as_of", ""), reader, None),
        published=_time(texts.get("published", ""), reader, None),
        speaker=_speaker(texts, known),
        counts=_counts(texts, reader),
    )


def traits(texts: Mapping[str, str], reader: Reader, said: Report) -> ReportTraits:
    """What an incident can be recognised by."""
    district, place = _read(reader.where, texts.get("where", "")) or ("", "")
    given = ((name, said.count(name)) for name in COUNTED)
    counts = {name: count for name, count in given if not count.is_unknown}
    return ReportTraits(event_day(texts, reader), district, place, counts)


def _counts(texts: Mapping[str, str], reader: Reader) -> dict[str, Count | Ratio]:
    counts: dict[str, Count | Ratio] = {}
    for whole in COUNTED:
        number, parts = _read(reader.count, texts.get(whole, "")) or ("", {})
        if number:
            counts[whole] = parse_count(number)
        for name, part in parts.items():
            counts[subset(whole, name)] = Count.parse(part)
    for name in KEPT:
        if number := _read(reader.plain_count, texts.get(name, "")):
            counts[name] = Count.parse(number)
    return counts


def _combatants(texts: Mapping[str, str], reader: Reader) -> dict[str, Count]:
    given = _read(reader.combatants, texts.get(COMBATANTS, "")) or {}
    return {whole: Count.parse(number) for whole, number in given.items()}


def _time(text: str, reader: Reader, day: date | None) -> AsOf | None:
    value = _read(lambda typed: reader.as_of(typed, day), text)
    return parse_as_of(value) if value else None


def _speaker(texts: Mapping[str, str], known: Known) -> Speaker:
    person, office = texts.get("speaker", "").strip(), texts.get("office", "").strip()
    return Speaker(person, office or known.office_of(person))


def _read(read: Callable[[str], Reading], text: str) -> Any:
    """The value of a text, None where it is blank or not understood."""
    if text.strip():
        with suppress(Refused):
            return read(text).value
    return None
