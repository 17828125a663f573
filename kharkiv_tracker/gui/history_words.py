"""Revisions in words: what was changed, why, and every field before and after."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from kharkiv_tracker import labels
from kharkiv_tracker.domain.count import parse_count
from kharkiv_tracker.domain.derive import Rule
from kharkiv_tracker.domain.incident import Grade, PlaceHit, PointPrecision, ReviewState, Weapon
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.domain.revision import Revision
from kharkiv_tracker.domain.source import SourceKind
from kharkiv_tracker.domain.when import Precision, parse_as_of
from kharkiv_tracker.errors import TrackerError
from kharkiv_tracker.i18n import N_, _

_RECORDS = {
    "incident": N_("Incident {name}"),
    "report": N_("Report {name}"),
    "statement": N_("Official total {name}"),
    "speaker": N_("Speaker {name}"),
    "source": N_("Source {name}"),
}
#: Reasons the program gives itself; what people write stays as they wrote it.
_REASONS = {
    "new": N_("new"),
    "add": N_("add"),
    "update": N_("update"),
    "sample": N_("sample"),
    "undo": N_("undo"),
    "redo": N_("redo"),
}
_FIELDS = {
    "title": N_("Title"),
    "rule": N_("Counting rule"),
    "sample": N_("Sample case"),
    "code": N_("Code"),
    "date": N_("Day"),
    "time": N_("Hour"),
    "precision": N_("Precision"),
    "until": N_("Until"),
    "district": N_("District"),
    "place": N_("Place"),
    "latitude": N_("Latitude"),
    "longitude": N_("Longitude"),
    "point_precision": N_("Precision of the point"),
    "cluster": N_("Cluster munition"),
    "weapons": N_("Weapon"),
    "places_hit": N_("Places hit"),
    "grade": N_("Grade"),
    "state": N_("Review state"),
    "summary": N_("Summary"),
    "incident": N_("Incident"),
    "number": N_("Number"),
    "as_of": N_("As of"),
    "published": N_("Published"),
    "speaker": N_("Speaker"),
    "source": N_("Source"),
    "transfer": N_("Died since, moved from the injured"),
    "confidential": N_("Confidential"),
    "withdrawn": N_("Withdrawn"),
    "quote": N_("Quote"),
    "url": N_("Link"),
    "archive_url": N_("Archived copy"),
    "language": N_("Language"),
    "area": N_("Area"),
    "since": N_("Since"),
    "person": N_("Person"),
    "office": N_("Office"),
    "name": N_("Name"),
    "kind": N_("Kind"),
    "reliability": N_("Reliability"),
    "rank": N_("Rank"),
}
_WORDS: Mapping[str, type[StrEnum]] = {
    "rule": Rule,
    "precision": Precision,
    "point_precision": PointPrecision,
    "weapons": Weapon,
    "places_hit": PlaceHit,
    "grade": Grade,
    "state": ReviewState,
    "kind": SourceKind,
}


def reason(given: str) -> str:
    """Why it was changed: `add`, or what the analyst wrote."""
    return _(_REASONS[given]) if given in _REASONS else given


def record(revision: Revision) -> str:
    """What was changed: `Report KHT-2022-08-17-01/3`."""
    if revision.kind == "case":
        return _("Case file")
    # A record that was taken out again is named by what its change tells.
    name = revision.record
    if revision.kind == "report" and "/" not in name and "incident" in revision.changes:
        name = f"{_one(revision, 'incident')}/{_one(revision, 'number')}"
    elif revision.kind == "speaker":
        told = (_one(revision, "person"), _one(revision, "office"))
        name = ", ".join(part for part in told if part) or name
    elif revision.kind == "source":
        name = _one(revision, "name") or name
    return _(_RECORDS[revision.kind]).format(name=name)


def what(revision: Revision) -> str:
    """What happened to it, short enough for a column."""
    pairs = revision.changes.values()
    if not pairs:
        return _("the change itself is no longer kept")
    if all(before is None for before, _after in pairs) and _is_whole(revision):
        return _("added")
    if all(after is None for _before, after in pairs) and _is_whole(revision):
        return _("taken out")
    return ", ".join(_lower(field(name)) for name in _ordered(revision))


def changes(revision: Revision, gazetteer: Gazetteer) -> list[tuple[str, str, str]]:
    """Every field with what it said before and after; a blank says nothing."""
    told = []
    for name in _ordered(revision):
        before, after = revision.changes[name]
        told.append((field(name), value(name, before, gazetteer), value(name, after, gazetteer)))
    return told


def field(name: str) -> str:
    """The word for a field: `Grade`, `Killed: children`."""
    if name in _FIELDS:
        return _(_FIELDS[name])
    try:
        whole, _dot, _part = name.partition(".")
        told = labels.quantity(whole)
        if name != whole:
            told = _("{whole}: {part}").format(whole=told, part=labels.quantity(name))
    except KeyError:
        return name
    return told[:1].upper() + told[1:]


def value(name: str, said: Any, gazetteer: Gazetteer) -> str:
    """What a field says, in words; "" where it says nothing."""
    if said is None or said == "":
        return ""
    if isinstance(said, list):
        return ", ".join(value(name, one, gazetteer) for one in said)
    if isinstance(said, bool) or name in ("cluster", "withdrawn", "confidential", "sample"):
        return _("yes") if said else _("no")
    try:
        return _worded(name, str(said), gazetteer)
    except (TrackerError, ValueError):
        return str(said)


def _worded(name: str, said: str, gazetteer: Gazetteer) -> str:
    if name in _WORDS:
        return labels.word(_WORDS[name](said))
    if name in ("district", "area"):
        place = gazetteer.get(said)
        tell: Callable[..., str] = labels.area if name == "area" else labels.district
        return tell(place) if place else said
    if name in ("date", "since"):
        return labels.date(date.fromisoformat(said))
    if name in ("as_of", "published", "until"):
        return labels.as_of(parse_as_of(said))
    return labels.count(parse_count(said)) if name not in _FIELDS else said


def _is_whole(revision: Revision) -> bool:
    """Whether the record itself came or went, by the field no record of its kind is without."""
    first = {"incident": "code", "statement": "code", "report": "number", "case": "title"}
    names = set(revision.changes)
    return first.get(revision.kind, "") in names or bool(names & {"name", "person", "office"})


def _ordered(revision: Revision) -> list[str]:
    order = list(_FIELDS)
    return sorted(
        revision.changes, key=lambda name: (order.index(name) if name in order else 6, name)
    )


def _one(revision: Revision, name: str) -> str:
    before, after = revision.changes.get(name, (None, None))
    return str(after if after is not None else before or "")


def _lower(word: str) -> str:
    return word[:1].lower() + word[1:]
