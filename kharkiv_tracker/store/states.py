"""Domain objects as flat fields and back: the form in which history and tables hold them.

A state has a field only where it differs from the default, so that a revision tells what was said
and nothing else. Counts stand under their quantity as typed: `"injured.child": "1+"`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kharkiv_tracker.domain.attachment import Attachment
from kharkiv_tracker.domain.count import UNKNOWN, Count, Ratio, parse_count
from kharkiv_tracker.domain.incident import (
    Grade,
    Incident,
    PlaceHit,
    PointPrecision,
    ReviewState,
    Weapon,
)
from kharkiv_tracker.domain.joint import JointReport
from kharkiv_tracker.domain.link import Link, Relation
from kharkiv_tracker.domain.person import Person, Sex, Status
from kharkiv_tracker.domain.quantity import COMBATANTS, is_quantity
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.source import Consent, Reliability, Source, SourceKind, Speaker
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.domain.when import EventTime, Precision, parse_as_of, parse_date, parse_time

State = dict[str, Any]
_COMBATANTS = f"{COMBATANTS}."


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
            "chosen": incident.chosen,
            "chosen_reason": incident.chosen_reason,
            "merged_into": incident.merged_into,
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
        chosen=get("chosen") or "",
        chosen_reason=get("chosen_reason", ""),
        merged_into=get("merged_into") or "",
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


def joint_state(joint: JointReport) -> State:
    """The fields of a joint report; the incidents it is about are named by their ids elsewhere."""
    return _said(
        {
            "code": joint.code,
            "districts": sorted(joint.districts),
            "first": joint.first.isoformat() if joint.first else None,
            "last": joint.last.isoformat() if joint.last else None,
            **_told(joint),
        }
    )


def joint_of(
    state: Mapping[str, Any], incidents: tuple[str, ...], speaker: Speaker, source: Source
) -> JointReport:
    """The joint report that has these fields, about the incidents of these codes."""
    return JointReport(
        incidents=incidents,
        districts=tuple(state.get("districts", ())),
        first=parse_date(state["first"]) if state.get("first") else None,
        last=parse_date(state["last"]) if state.get("last") else None,
        code=state.get("code", ""),
        counts=_counts(state),
        **_telling(state, speaker, source),
    )


def person_state(person: Person) -> State:
    """The fields of a person; the incident it belongs to is named elsewhere."""
    return _said(
        {
            "number": person.number,
            "name": person.name,
            "cleared": person.cleared,
            "age": str(person.age),
            "sex": person.sex and person.sex.value,
            "status": person.status and person.status.value,
            "report": person.report,
            "notes": person.notes,
            "withdrawn": person.withdrawn,
        }
    )


def person_of(uid: str, state: Mapping[str, Any]) -> Person:
    """The person that has these fields."""
    age = parse_count(state.get("age", ""))
    return Person(
        name=state.get("name", ""),
        cleared=bool(state.get("cleared")),
        age=age if isinstance(age, Count) else UNKNOWN,
        sex=_maybe(Sex, state.get("sex")),
        status=_maybe(Status, state.get("status")),
        report=state.get("report") or "",
        notes=state.get("notes", ""),
        uid=uid,
        number=state.get("number", 0),
        withdrawn=bool(state.get("withdrawn")),
    )


_ATTACHED = (
    *("number", "name", "type", "size", "sha256", "collector", "collected", "method", "version"),
    *("origin", "notes", "report", "uncovered", "withdrawn"),
)


def attachment_state(attachment: Attachment) -> State:
    """The fields of an attachment; its bytes lie elsewhere, under their hash."""
    return _said({name: getattr(attachment, name) for name in _ATTACHED})


def attachment_of(uid: str, state: Mapping[str, Any]) -> Attachment:
    """The attachment that has these fields."""
    blank = {"name": "", "type": "", "size": 0, "sha256": "", "collector": "", "collected": ""}
    told = {name: state[name] for name in _ATTACHED if state.get(name) is not None}
    return Attachment(**{**blank, **told, "uid": uid})


def link_state(link: Link) -> State:
    """The fields of a link between the incidents of these ids."""
    return _said(
        {
            "one": link.one,
            "other": link.other,
            "relation": link.relation.value,
            "notes": link.notes,
        }
    )


def link_of(uid: str, state: Mapping[str, Any]) -> Link:
    """The link that has these fields, its incidents by their ids."""
    return Link(
        state["one"], state["other"], Relation(state["relation"]), state.get("notes", ""), uid
    )


def speaker_state(speaker: Speaker) -> State:
    return _said({"person": speaker.person, "office": speaker.office, "notes": speaker.notes})


def speaker_of(state: Mapping[str, Any]) -> Speaker:
    return Speaker(state.get("person", ""), state.get("office", ""), state.get("notes", ""))


def source_state(source: Source) -> State:
    return _said(
        {
            "name": source.name,
            "kind": source.kind and source.kind.value,
            "reliability": source.reliability and source.reliability.value,
            "rank": source.rank,
            "language": source.language,
            "notes": source.notes,
            "confidential": source.confidential,
            "consent": source.consent and source.consent.value,
        }
    )


def source_of(state: Mapping[str, Any]) -> Source:
    return Source(
        state.get("name", ""),
        _maybe(SourceKind, state.get("kind")),
        _maybe(Reliability, state.get("reliability")),
        state.get("rank"),
        state.get("language", ""),
        state.get("notes", ""),
        bool(state.get("confidential")),
        _maybe(Consent, state.get("consent")),
    )


def _told(telling: Report | Statement | JointReport) -> State:
    """What reports, statements and joint reports have in common."""
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


def _maybe(kind: Any, value: str | None) -> Any:
    return kind(value) if value else None


def _said(fields: State) -> State:
    """The fields that say something; a latitude of 0.0 does, and is no absent one."""
    return {
        key: value
        for key, value in fields.items()
        if isinstance(value, float) or value not in (None, "", False, 0, [])
    }
