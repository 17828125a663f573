"""Records as the JSON by which they are added: `entry` reads back what is written here."""

from __future__ import annotations

from typing import Any

from kharkiv_tracker.domain.incident import Incident
from kharkiv_tracker.domain.joint import JointReport
from kharkiv_tracker.domain.quantity import COUNTED, PARTS, QUANTITIES, subset
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.domain.when import EventTime

Document = dict[str, Any]


def incident_document(incident: Incident) -> Document:
    """The fields of an incident, without its code and its reports; nothing that is not said."""
    precision = incident.point_precision
    return _said(
        {
            "event": _event(incident.event),
            "district": incident.district,
            "place": incident.place,
            "point": list(incident.point) if incident.point else None,
            "point_precision": precision.value if precision else None,
            "weapons": [weapon.value for weapon in incident.weapons],
            "cluster": incident.cluster,
            "places_hit": [place.value for place in incident.places_hit],
            "grade": incident.grade.value if incident.grade else None,
            "state": incident.state.value,
            "summary": incident.summary,
        }
    )


def report_document(report: Report) -> Document:
    """The fields of a report."""
    transfer = {"injured_to_killed": report.transfer} if report.transfer else None
    combatants = {whole: str(count) for whole, count in report.combatants.items()}
    return _said(
        {
            **_telling(report),
            "transfer": transfer,
            "combatants": combatants,
            "confidential": report.confidential,
        }
    )


def statement_document(statement: Statement) -> Document:
    """The fields of a statement."""
    since = statement.since.isoformat() if statement.since else None
    return _said({"area": statement.area, "since": since, **_telling(statement)})


def joint_document(joint: JointReport) -> Document:
    """The fields of a joint report."""
    return _said(
        {
            "incidents": list(joint.incidents),
            "districts": list(joint.districts),
            "from": joint.first.isoformat() if joint.first else None,
            "to": joint.last.isoformat() if joint.last else None,
            **_telling(joint),
        }
    )


def _event(event: EventTime) -> Document:
    return _said(
        {
            "date": event.date.isoformat() if event.date else None,
            "time": event.time.strftime("%H:%M") if event.time else None,
            "precision": event.precision.value,
            "until": event.until.text if event.until else None,
        }
    )


def _telling(telling: Report | Statement | JointReport) -> Document:
    of_whom = {
        whole: {
            part: str(telling.counts[subset(whole, part)])
            for part in PARTS
            if subset(whole, part) in telling.counts
        }
        for whole in COUNTED
    }
    kind = telling.source.kind
    return {
        "as_of": telling.as_of.text if telling.as_of else None,
        "published": telling.published.text if telling.published else None,
        "speaker": telling.speaker.person,
        "office": telling.speaker.office,
        "source": telling.source.name,
        "source_kind": kind.value if kind else None,
        "url": telling.url,
        "archive_url": telling.archive_url,
        "language": telling.language,
        "quote": telling.quote,
        **{name: str(telling.counts[name]) for name in QUANTITIES if name in telling.counts},
        "of_whom": {whole: parts for whole, parts in of_whom.items() if parts},
    }


def _said(fields: Document) -> Document:
    return {name: value for name, value in fields.items() if value not in (None, "", False, [], {})}
