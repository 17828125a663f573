"""The typed fields put together into the document that `add` takes, and paths led back to them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from kharkiv_tracker.domain.incident import Grade, ReviewState
from kharkiv_tracker.domain.quantity import COMBATANTS, COUNTED, KEPT
from kharkiv_tracker.domain.source import SourceKind
from kharkiv_tracker.domain.when import parse_date
from kharkiv_tracker.errors import under
from kharkiv_tracker.gui.entry.readings import Reader

#: The last part of a path of `add` -> the field it was typed in, where the names differ.
_FIELDS = {
    "event": "when",
    "date": "when",
    "time": "when",
    "precision": "when",
    "until": "when",
    "code": "when",
    "district": "where",
    "place": "where",
    "weapons": "weapon",
    "url": "link",
    "archive_url": "archive",
    "injured_to_killed": "transfer",
}
#: Fields whose name is that of the path's last part.
_SAME = frozenset(
    (
        *("when", "where", "weapon", "places_hit", "cluster", "grade", "state", "summary"),
        *("as_of", "published", "speaker", "office", "source", "source_kind", "quote", "link"),
        *("transfer", "archive", "language", "confidential", "area", "since", *KEPT),
    )
)


def report(
    typed: Mapping[str, str], reader: Reader, code: str = "", event_day: date | None = None
) -> dict[str, Any]:
    """One report of a new incident, or of the incident with this code; Refused names the field."""
    incident: dict[str, Any] = {}
    if code:
        incident["code"] = code
    else:
        with under("when"):
            incident["event"] = reader.event(typed["when"]).value
        with under("where"):
            key, place = reader.where(typed["where"]).value
        incident |= {"district": key, "place": place}
        incident |= _strike(typed, reader)
        event_day = day_of(incident["event"])
    incident["reports"] = [_said(typed, reader, event_day) | _rarer(typed, reader)]
    return {"incidents": [_filled(incident)]}


def statement(typed: Mapping[str, str], reader: Reader) -> dict[str, Any]:
    """One official running total; Refused names the field."""
    with under("area"):
        area = reader.area(typed["area"]).value
    with under("since"):
        since = reader.day(typed["since"]).value
    said = _said(typed, reader, None)
    return {"statements": [_filled({"area": area, "since": since, **said})]}


def joint(typed: Mapping[str, str], reader: Reader) -> dict[str, Any]:
    """One count for several incidents, named by their codes; Refused names the field."""
    codes = typed["incidents"].replace(",", " ").replace(";", " ").split()
    blank = dict.fromkeys(("published", "source_kind", "archive", "language"), "")
    said = _said({**blank, **typed}, reader, None)
    return {"joint_reports": [_filled({"incidents": codes, **said})]}


def field_of(path: str) -> str:
    """The field in which the value at this path was typed; "" where it is none of one field."""
    steps = [step.partition("[")[0] for step in path.split(".")]
    for whole in (COMBATANTS, *COUNTED):
        if whole in steps:
            return whole
    for step in reversed(steps):
        if step in _FIELDS or step in _SAME:
            return _FIELDS.get(step, step)
    return ""


def day_of(event: Mapping[str, str]) -> date | None:
    return parse_date(event["date"]) if "date" in event else None


def _strike(typed: Mapping[str, str], reader: Reader) -> dict[str, Any]:
    """What else a new incident is told with."""
    told: dict[str, Any] = {"cluster": bool(typed["cluster"]), "summary": typed["summary"].strip()}
    for field, name, read in (
        ("weapon", "weapons", reader.weapons),
        ("places_hit", "places_hit", reader.places_hit),
        ("grade", "grade", reader.word_of(Grade)),
        ("state", "state", reader.word_of(ReviewState)),
    ):
        if typed[field].strip():
            with under(field):
                told[name] = read(typed[field]).value
    return told


def _rarer(typed: Mapping[str, str], reader: Reader) -> dict[str, Any]:
    """What few reports tell."""
    told: dict[str, Any] = {"confidential": bool(typed["confidential"])}
    for field, read in (
        *((name, reader.plain_count) for name in KEPT),
        ("transfer", reader.transfer),
        ("combatants", reader.combatants),
    ):
        if typed[field].strip():
            with under(field):
                told[field] = read(typed[field]).value
    if "transfer" in told:
        told["transfer"] = {"injured_to_killed": told["transfer"]}
    return _filled(told)


def _said(typed: Mapping[str, str], reader: Reader, event_day: date | None) -> dict[str, Any]:
    with under("as_of"):
        as_of = reader.as_of(typed["as_of"], event_day).value
    with under("published"):
        published = reader.as_of(typed["published"], event_day).value
    with under("source_kind"):
        kind = typed["source_kind"].strip()
        kind = reader.word_of(SourceKind)(kind).value if kind else ""
    said = {
        "as_of": as_of,
        "published": published,
        "source_kind": kind,
        "speaker": " ".join(typed["speaker"].split()),
        "office": " ".join(typed["office"].split()),
        "source": " ".join(typed["source"].split()),
        "quote": typed["quote"].strip(),
        "url": typed["link"].strip(),
        "archive_url": typed["archive"].strip(),
        "language": typed["language"].strip(),
    }
    of_whom = {}
    for whole in COUNTED:
        with under(whole):
            said[whole], of_whom[whole] = reader.count(typed[whole]).value
    return _filled({**said, "of_whom": _filled(of_whom)})


def _filled(document: dict[str, Any]) -> dict[str, Any]:
    """Without what was left blank: a blank field is absent, never an empty value."""
    return {key: value for key, value in document.items() if value not in ("", [], {}, None, False)}
