"""The typed fields put together into the document that `add` takes, and paths led back to them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from kharkiv_tracker.domain.when import parse_date
from kharkiv_tracker.errors import Refused, under
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
}


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
        with under("weapon"):
            incident["weapons"] = reader.weapons(typed["weapon"]).value
        event_day = day_of(incident["event"])
    incident["reports"] = [_said(typed, reader, event_day)]
    return {"incidents": [_filled(incident)]}


def statement(typed: Mapping[str, str], reader: Reader) -> dict[str, Any]:
    """One official running total; Refused names the field."""
    with under("area"):
        area = reader.area(typed["area"]).value
    with under("since"):
        since = reader.day(typed["since"]).value
    said = _said(typed, reader, None)
    return {"statements": [_filled({"area": area, "since": since, **said})]}


def field_of(path: str) -> str:
    """The field in which the value at this path was typed; "" where it is none of one field."""
    steps = [step.partition("[")[0] for step in path.split(".")]
    for whole in ("killed", "injured"):
        if whole in steps:
            return whole
    for step in reversed(steps):
        if step in _FIELDS:
            return _FIELDS[step]
        if step in ("as_of", "speaker", "office", "source", "quote", "area", "since", "when"):
            return step
        if step in ("where", "weapon", "link"):
            return step
    return ""


def day_of(event: Mapping[str, str]) -> date | None:
    return parse_date(event["date"]) if "date" in event else None


def _said(typed: Mapping[str, str], reader: Reader, event_day: date | None) -> dict[str, Any]:
    with under("as_of"):
        as_of = reader.as_of(typed["as_of"], event_day).value
    said = {
        "as_of": as_of,
        "speaker": " ".join(typed["speaker"].split()),
        "office": " ".join(typed["office"].split()),
        "source": " ".join(typed["source"].split()),
        "quote": typed["quote"].strip(),
        "url": typed["link"].strip(),
    }
    of_whom = {}
    for whole in ("killed", "injured"):
        with under(whole):
            said[whole], of_whom[whole] = reader.count(typed[whole]).value
    return _filled({**said, "of_whom": _filled(of_whom)})


def _filled(document: dict[str, Any]) -> dict[str, Any]:
    """Without what was left blank: a blank field is absent, never an empty value."""
    return {key: value for key, value in document.items() if value not in ("", [], {}, None)}


def is_refusal_of(error: Refused, fields: Mapping[str, object]) -> str:
    """The field, among these, that a refusal is about; "" where there is none."""
    name = field_of(error.path)
    return name if name in fields else ""
