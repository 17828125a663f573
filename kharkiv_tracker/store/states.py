"""Domain objects as flat fields and back: the form in which history and tables hold them.

A state has a field only where it differs from the default, so that a revision tells what was said
and nothing else. Counts stand under their quantity as typed: `"injured.child": "1+"`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kharkiv_tracker.domain.count import Count, Ratio, parse_count
from kharkiv_tracker.domain.incident import (
    Grade,
    Incident,
    PlaceHit,
    PointPrecision,
    ReviewState,
    Weapon,
)
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.source import Reliability, Source, SourceKind, Speaker
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.domain.when import EventTime, Precision, parse_as_of, parse_date, parse_time

State = dict[str, Any]
_COMBATANTS = "combatants."


def incident_state(incident: Incident) -> State:
    """The fields of an incident."""
    event = incident.event
    latitude, longitude = incident.point or (None, None)
    return _said(
        {
            "code": incident.code,
            "date": event.date.isoformat() if event.date else None,
            "time": event.time.strftime("%H:%M") if event.time else None,
            "precision": event.precision.value,
            "until": event.until.text if event.until else None,
            "district": incident.district,
            "place": incident.place,
            "latitude": latitude,
            "longitude": longitude,
            "point_precision": incident.point_precision and incident.point_precision.value,
            "weapons": sorted(weapon.value for weapon in incident.weapons),
            "cluster": incident.cluster,
            "places_hit": sorted(place.value for place in incident.places_hit),
            "grade": incident.grade and incident.grade.value,
            "state": incident.state.value,
            "summary": incident.summary,
        }
    )


def incident_of(state: Mapping[str, Any]) -> Incident:
    """The incident that has these fields."""
    get = state.get
    latitude, longitude = get("latitude"), get("longitude")
    return Incident(
        event=EventTime(
            parse_date(state["date"]) if get("date") else None,
            parse_time(state["time"]) if get("time") else None,
            Precision(get("precision", Precision.UNKNOWN)),
            parse_as_of(get("until") or ""),
        ),
        district=state["district"],
        code=get("code", ""),
        place=get("place", ""),
        point=None if latitude is None or longitude is None else (latitude, longitude),
        point_precision=_maybe(PointPrecision, get("point_precision")),
        weapons=tuple(Weapon(weapon) for weapon in get("weapons", ())),
        cluster=bool(get("cluster")),
        places_hit=tuple(PlaceHit(place) for place in get("places_hit", ())),
        grade=_maybe(Grade, get("grade")),
        state=ReviewState(get("state", ReviewState.DRAFT)),
        summary=get("summary", ""),
    )


def report_state(report: Report) -> State:
    """The fields of a report; who spoke and where it was read are records of their own."""
    combatants = {_COMBATANTS + key: str(count) for key, count in report.combatants.items()}
    return _said(
        {
            "number": report.number,
            **_told(report),
            "transfer": report.transfer,
            "confidential": report.confidential,
            **combatants,
        }
    )


def report_of(uid: str, state: Mapping[str, Any], speaker: Speaker, source: Source) -> Report:
    """The report that has these fields."""
    counts = _counts(state)
    return Report(
        uid=uid,
        number=state.get("number", 0),
        counts={key: count for key, count in counts.items() if not key.startswith(_COMBATANTS)},
        combatants={
            key.removeprefix(_COMBATANTS): count
            for key, count in counts.items()
            if key.startswith(_COMBATANTS) and isinstance(count, Count)
        },
        transfer=state.get("transfer", 0),
        confidential=bool(state.get("confidential")),
        **_telling(state, speaker, source),
    )


def statement_state(statement: Statement) -> State:
    """The fields of a statement."""
    since = statement.since.isoformat() if statement.since else None
    return _said(
        {"code": statement.code, "area": statement.area, "since": since, **_told(statement)}
    )


def statement_of(state: Mapping[str, Any], speaker: Speaker, source: Source) -> Statement:
    """The statement that has these fields."""
    return Statement(
        area=state["area"],
        code=state.get("code", ""),
        since=parse_date(state["since"]) if state.get("since") else None,
        counts=_counts(state),
        **_telling(state, speaker, source),
    )


def speaker_state(speaker: Speaker) -> State:
    return _said({"person": speaker.person, "office": speaker.office})


def speaker_of(state: Mapping[str, Any]) -> Speaker:
    return Speaker(state.get("person", ""), state.get("office", ""))


def source_state(source: Source) -> State:
    return _said(
        {
            "name": source.name,
            "kind": source.kind and source.kind.value,
            "reliability": source.reliability and source.reliability.value,
            "rank": source.rank,
        }
    )


def source_of(state: Mapping[str, Any]) -> Source:
    return Source(
        state.get("name", ""),
        _maybe(SourceKind, state.get("kind")),
        _maybe(Reliability, state.get("reliability")),
        state.get("rank"),
    )


def _told(telling: Report | Statement) -> State:
    """What reports and statements have in common."""
    return {
        "as_of": telling.as_of.text if telling.as_of else None,
        "published": telling.published.text if telling.published else None,
        "quote": telling.quote,
        "url": telling.url,
        "archive_url": telling.archive_url,
        "language": telling.language,
        "withdrawn": telling.withdrawn,
        **{key: str(count) for key, count in sorted(telling.counts.items())},
    }


def _telling(state: Mapping[str, Any], speaker: Speaker, source: Source) -> dict[str, Any]:
    return {
        "as_of": parse_as_of(state.get("as_of") or ""),
        "published": parse_as_of(state.get("published") or ""),
        "speaker": speaker,
        "source": source,
        "quote": state.get("quote", ""),
        "url": state.get("url", ""),
        "archive_url": state.get("archive_url", ""),
        "language": state.get("language", ""),
        "withdrawn": bool(state.get("withdrawn")),
    }


def _counts(state: Mapping[str, Any]) -> dict[str, Count | Ratio]:
    return {key: parse_count(typed) for key, typed in state.items() if is_quantity(key)}


def is_quantity(field: str) -> bool:
    """Whether a field of a report or statement is a count."""
    head = field.partition(".")[0]
    return head in ("killed", "injured", "missing", "rescued", "combatants")


def _maybe(kind: Any, value: str | None) -> Any:
    return kind(value) if value else None


def _said(fields: State) -> State:
    """The fields that say something; a latitude of 0.0 does, and is no absent one."""
    return {
        key: value
        for key, value in fields.items()
        if isinstance(value, float) or value not in (None, "", False, 0, [])
    }
