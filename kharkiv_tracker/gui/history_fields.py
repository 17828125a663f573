"""Every field of every record in words, and what it says; ids and raw names never show."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from kharkiv_tracker import labels
from kharkiv_tracker.domain.count import parse_count
from kharkiv_tracker.domain.derive import Rule
from kharkiv_tracker.domain.finding import FindingKind
from kharkiv_tracker.domain.incident import Grade, PlaceHit, PointPrecision, ReviewState, Weapon
from kharkiv_tracker.domain.link import Relation
from kharkiv_tracker.domain.person import Sex, Status
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.domain.revision import short
from kharkiv_tracker.domain.source import Consent, Reliability, SourceKind
from kharkiv_tracker.domain.when import Precision, parse_as_of
from kharkiv_tracker.domain.word import Word
from kharkiv_tracker.errors import TrackerError
from kharkiv_tracker.gui import finding_words
from kharkiv_tracker.i18n import N_, _, ngettext

#: The fields in the order in which they are told.
_FIELDS: Mapping[str, str] = {
    "title": N_("Title"),
    "rule": N_("Counting rule"),
    "second_name": N_("A second name approves"),
    "quiet_days": N_("Days without an update"),
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
    "chosen": N_("Chosen by the analyst"),
    "chosen_reason": N_("Why it was chosen"),
    "merged_into": N_("Merged into"),
    "one": N_("Incident"),
    "relation": N_("How they belong together"),
    "other": N_("Other incident"),
    "incident": N_("Incident"),
    "incidents": N_("Incidents"),
    "districts": N_("Districts"),
    "first": N_("First day"),
    "last": N_("Last day"),
    "number": N_("Number"),
    "as_of": N_("As of"),
    "published": N_("Published"),
    "speaker": N_("Speaker"),
    "source": N_("Source"),
    "report": N_("Report"),
    "transfer": N_("Died since, moved from the injured"),
    "withdrawn": N_("Withdrawn"),
    "quote": N_("Quote"),
    "url": N_("Link"),
    "archive_url": N_("Archived copy"),
    "area": N_("Area"),
    "since": N_("Since"),
    "person": N_("Person"),
    "office": N_("Office"),
    "name": N_("Name"),
    "kind": N_("Kind"),
    "reliability": N_("Reliability"),
    "rank": N_("Rank"),
    "language": N_("Language"),
    "confidential": N_("Confidential"),
    "consent": N_("Consent"),
    "age": N_("Age"),
    "sex": N_("Sex"),
    "status": N_("What befell them"),
    "cleared": N_("The name may be printed"),
    "type": N_("Type"),
    "size": N_("Size"),
    "sha256": N_("SHA-256"),
    "collector": N_("Collected by"),
    "collected": N_("Collected"),
    "method": N_("Method"),
    "version": N_("Version of the tool"),
    "origin": N_("Origin"),
    "uncovered": N_("Shown at once"),
    "subject": N_("Record"),
    "reason": N_("Reason"),
    "notes": N_("Notes"),
    "purged": N_("Written anew"),
}
#: The words of one kind of record where they differ from the others'.
_OF_KIND: Mapping[tuple[str, str], str] = {
    ("person", "name"): N_("Name of the person"),
    ("attachment", "name"): N_("File name"),
    ("override", "kind"): N_("Finding"),
}
#: Fields that only the program reads.
_UNTOLD: Mapping[str, frozenset[str]] = {"override": frozenset({"key"})}
_WORDS: Mapping[str, type[Word]] = {
    "rule": Rule,
    "precision": Precision,
    "point_precision": PointPrecision,
    "weapons": Weapon,
    "places_hit": PlaceHit,
    "grade": Grade,
    "state": ReviewState,
    "kind": SourceKind,
    "reliability": Reliability,
    "consent": Consent,
    "relation": Relation,
    "sex": Sex,
    "status": Status,
}
_FLAGS = frozenset(
    (
        *("cluster", "withdrawn", "confidential", "sample", "second_name"),
        *("cleared", "uncovered"),
    )
)
_UID = re.compile(r"[0-9a-f]{24}")
_UNITS = ("B", "KB", "MB", "GB")


def told(kind: str, names: Mapping[str, Any]) -> list[str]:
    """The fields of a change that are told, in the order of the forms; counts come sixth."""
    order = list(_FIELDS)
    kept = set(names) - _UNTOLD.get(kind, frozenset())
    return sorted(kept, key=lambda name: (order.index(name) if name in order else 6, name))


def is_id(said: str) -> bool:
    """Whether this is the id of a record, which nobody can read."""
    return bool(_UID.fullmatch(said))


def field(name: str, kind: str = "") -> str:
    """The word for a field: `Grade`, or a quantity and its part with a colon between them."""
    if (kind, name) in _OF_KIND:
        return _(_OF_KIND[kind, name])
    if name in _FIELDS:
        return _(_FIELDS[name])
    try:
        whole, _dot, part = name.partition(".")
        if whole == "combatants":
            said = _("Combatants: {part}").format(part=labels.quantity(part))
        elif part:
            said = _("{whole}: {part}").format(
                whole=labels.quantity(whole), part=labels.quantity(name)
            )
        else:
            said = labels.quantity(whole)
    except KeyError:
        return name
    return said[:1].upper() + said[1:]


def value(name: str, said: Any, gazetteer: Gazetteer, kind: str = "") -> str:
    """What a field says, in words; "" where it says nothing."""
    if said is None or said == "":
        return ""
    if isinstance(said, list):
        return ", ".join(value(name, one, gazetteer, kind) for one in said)
    if name == "purged":
        n = len(said)
        return ngettext("{n} change without the name", "{n} changes without the name", n).format(
            n=labels.number(n)
        )
    if isinstance(said, bool) or name in _FLAGS:
        return _("yes") if said else _("no")
    if is_id(str(said)):
        return _("a record that was taken out again")
    try:
        return _worded(name, str(said), gazetteer, kind)
    except (TrackerError, ValueError):
        return str(said)


def _worded(name: str, said: str, gazetteer: Gazetteer, kind: str) -> str:
    if (kind, name) == ("override", "kind"):
        return finding_words.title(FindingKind(said))
    if name in _WORDS:
        return labels.word(_WORDS[name](said))
    if name in ("district", "districts", "area"):
        place = gazetteer.get(said)
        tell: Callable[..., str] = labels.area if name == "area" else labels.district
        return tell(place) if place else said
    if name in _TOLD:
        return _TOLD[name](said)
    return labels.count(parse_count(said)) if name not in _FIELDS else said


def _size(said: str) -> str:
    n, unit = float(said), 0
    while n >= 1024 and unit < len(_UNITS) - 1:
        n, unit = n / 1024, unit + 1
    return f"{labels.number(round(n))} {_UNITS[unit]}"


def _day(said: str) -> str:
    return labels.date(date.fromisoformat(said))


def _as_of(said: str) -> str:
    return labels.as_of(parse_as_of(said))


_TOLD: Mapping[str, Callable[[str], str]] = {
    **dict.fromkeys(("date", "since", "first", "last"), _day),
    **dict.fromkeys(("as_of", "published", "until"), _as_of),
    "age": lambda said: labels.count(parse_count(said)),
    "collected": lambda said: labels.date_time(datetime.fromisoformat(said), short=True),
    "size": _size,
    "sha256": short,
    "number": str,
}
