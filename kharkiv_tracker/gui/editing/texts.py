"""A saved record as the texts of its form, and the texts that were changed back into a record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from kharkiv_tracker import labels, languages
from kharkiv_tracker.domain.incident import Grade, Incident, ReviewState
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.domain.quantity import COMBATANTS, COUNTED, KEPT, PARTS, subset
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.source import SourceKind
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.domain.when import AsOf, EventTime, Precision, zone
from kharkiv_tracker.errors import under
from kharkiv_tracker.exchange.document import Document
from kharkiv_tracker.gui.entry.readings import Reader, Reading
from kharkiv_tracker.i18n import current

Texts = dict[str, str]

#: A field of the form -> its name in the JSON of `add`, where they differ.
_NAMES = {"weapon": "weapons", "link": "url", "archive": "archive_url"}


def of_incident(incident: Incident, gazetteer: Gazetteer) -> Texts:
    """What the form of a new incident would have to hold to say this one."""
    where = gazetteer.get(incident.district)
    district = where.short_name(current()) if where else incident.district
    return {
        "when": _event(incident.event),
        "where": ", ".join(part for part in (district, incident.place) if part),
        "weapon": ", ".join(labels.word(weapon) for weapon in incident.weapons),
        "places_hit": ", ".join(labels.word(place) for place in incident.places_hit),
        "grade": labels.word(incident.grade) if incident.grade else "",
        "state": labels.word(incident.state),
        "cluster": _tick(incident.cluster),
        "summary": incident.summary,
    }


def of_report(report: Report) -> Texts:
    """What the form would have to hold to say this report."""
    fought = [f"{count} {labels.quantity(whole)}" for whole, count in report.combatants.items()]
    return {
        **_telling(report),
        **{name: str(report.counts.get(name, "")) for name in KEPT},
        "transfer": str(report.transfer or ""),
        COMBATANTS: ", ".join(fought),
        "confidential": _tick(report.confidential),
    }


def of_statement(statement: Statement, gazetteer: Gazetteer) -> Texts:
    """What the form would have to hold to say this official total."""
    area = gazetteer.get(statement.area)
    since = statement.since.strftime("%d.%m.%Y") if statement.since else ""
    named = area.short_name(current()) if area else statement.area
    return {"area": named, "since": since, **_telling(statement)}


def corrected(
    present: Document, changed: Mapping[str, str], reader: Reader, event_day: date | None
) -> Document:
    """The record with the changed texts read into it; Refused names the field.

    What was not touched stays as it is recorded, be there no way to type it.
    """
    told = dict(present)
    for name, text in changed.items():
        with under(name):
            if name in COUNTED:
                number, parts = reader.count(text).value
                told["of_whom"] = {**told.get("of_whom", {}), name: parts}
                told[name] = number
            else:
                told |= _read(name, text.strip(), reader, event_day)
    told["of_whom"] = {whole: parts for whole, parts in told.get("of_whom", {}).items() if parts}
    return {name: value for name, value in told.items() if value not in (None, "", [], {}, False)}


def _read(name: str, text: str, reader: Reader, event_day: date | None) -> Document:
    """What one field says, by its names in the JSON of `add`."""
    if name == "when":
        return {"event": reader.event(text).value}
    if name == "where":
        district, place = reader.where(text).value
        return {"district": district, "place": place}
    if name == "area":
        return {"area": reader.area(text).value}
    if not text:
        return {_NAMES.get(name, name): None}
    readers: Mapping[str, Callable[[str], Reading]] = {
        "weapon": reader.weapons,
        "places_hit": reader.places_hit,
        "grade": reader.word_of(Grade),
        "state": reader.word_of(ReviewState),
        "source_kind": reader.word_of(SourceKind),
        "as_of": lambda typed: reader.as_of(typed, event_day),
        "published": lambda typed: reader.as_of(typed, event_day),
        "since": reader.day,
        **dict.fromkeys(KEPT, reader.plain_count),
        COMBATANTS: reader.combatants,
    }
    if name in readers:
        return {_NAMES.get(name, name): readers[name](text).value}
    if name == "transfer":
        return {"transfer": {"injured_to_killed": reader.transfer(text).value}}
    if name in ("cluster", "confidential"):
        return {name: True}
    whole = text if name in ("quote", "summary") else " ".join(text.split())
    return {_NAMES.get(name, name): whole}


def _event(event: EventTime) -> str:
    if event.date is None:
        return "?"
    day = event.date.strftime("%d.%m.%Y")
    hour = event.time.strftime("%H:%M") if event.time else ""
    match event.precision:
        case Precision.RANGE:
            return f"{day} – {_as_of(event.until)}"
        case Precision.APPROXIMATE:
            return f"{day} ~{hour}"
        case Precision.EXACT | Precision.DATE:
            return f"{day} {hour}".strip()
        case part:
            return f"{day} {labels.word(part)} {hour}".strip()


def _as_of(when: AsOf | None) -> str:
    """As one types it: a day and an hour with dots, anything rarer in the notation of the file."""
    if when is None:
        return ""
    at = when.start.astimezone(zone())
    if when.text == at.strftime("%Y-%m-%dT%H:%M"):
        return at.strftime("%d.%m.%Y %H:%M")
    return at.strftime("%d.%m.%Y") if when.text == at.strftime("%Y-%m-%d") else when.text


def _telling(telling: Report | Statement) -> Texts:
    kind = telling.source.kind
    return {
        **{whole: _count(telling, whole) for whole in COUNTED},
        "source": telling.source.name,
        "source_kind": labels.word(kind) if kind else "",
        "speaker": telling.speaker.person,
        "office": telling.speaker.office,
        "as_of": _as_of(telling.as_of),
        "published": _as_of(telling.published),
        "quote": telling.quote,
        "link": telling.url,
        "archive": telling.archive_url,
        "language": telling.language,
    }


def _count(telling: Report | Statement, whole: str) -> str:
    written = _parts_written()
    said = ((name, telling.counts.get(subset(whole, name))) for name in PARTS)
    parts = ", ".join(
        f"{count} {written.get(name, (name, name))[getattr(count, 'best', 0) != 1]}"
        for name, count in said
        if count
    )
    number = str(telling.counts.get(whole, ""))
    return f"{number} ({parts})".strip() if parts else number


def _parts_written() -> Mapping[str, tuple[str, str]]:
    """A class of people as it is typed after one, and after any other number."""
    section = languages.typed("parts", current()) or languages.typed("parts", languages.SOURCE)
    return {name: part["written"] for name, part in section[0].items() if "written" in part}


def _tick(so: bool) -> str:
    return "yes" if so else ""
