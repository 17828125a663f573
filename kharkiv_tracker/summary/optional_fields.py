"""Optional fields of incidents on a page: only those that were chosen for it."""

from __future__ import annotations

from collections.abc import Collection

from kharkiv_tracker import labels
from kharkiv_tracker.domain.fields import fields_of
from kharkiv_tracker.domain.incident import Incident
from kharkiv_tracker.domain.total import GroupTotal, Toll
from kharkiv_tracker.i18n import _
from kharkiv_tracker.summary.blocks import Row
from kharkiv_tracker.summary.publication_profile import Redactor
from kharkiv_tracker.summary.summary_data import SelectionData
from kharkiv_tracker.summary.summary_request import Also


def rows(incident: Incident, chosen: Collection[Also], redactor: Redactor) -> list[Row]:
    """A row for each chosen field that is recorded of an incident."""
    listed: list[Row] = []
    if Also.DEBRIS in chosen and incident.debris:
        listed.append([_label("debris"), _("reported")])
    if Also.STRIKES in chosen and not incident.strikes.is_unknown:
        listed.append([_label("strikes"), labels.count(incident.strikes)])
    if Also.CIRCUMSTANCES in chosen and incident.circumstances.strip():
        listed.append([_label("circumstances"), redactor.text(incident.circumstances)])
    if Also.RESPONSIBLE in chosen and incident.responsible.strip():
        claimed = _("claimed by {name}").format(name=incident.responsible_by)
        lines = [
            redactor.text(incident.responsible),
            redactor.text(claimed) if incident.responsible_by.strip() else "",
            labels.word(incident.responsible_answer) if incident.responsible_answer else "",
        ]
        listed.append([_label("responsible"), [line for line in lines if line]])
    return listed


def debris(data: SelectionData) -> list[tuple[str, GroupTotal]]:
    """The incidents with debris as a cause, where that was chosen and there are any."""
    with_debris = [incident for incident in data.incidents if incident.incident.debris]
    if Also.DEBRIS not in data.request.also or not with_debris:
        return []
    toll = Toll.of(incident.figures for incident in with_debris)
    return [(_label("debris"), GroupTotal("", len(with_debris), toll))]


def _label(name: str) -> str:
    return labels.field(next(field for field in fields_of(Incident) if field.name == name))
