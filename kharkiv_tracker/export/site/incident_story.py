"""The page of an incident: its figures and why, what is recorded, its reports and persons."""

from __future__ import annotations

from dataclasses import replace

from kharkiv_tracker import labels
from kharkiv_tracker.export.published_records import PublishedIncident
from kharkiv_tracker.export.site import block_markup, incident_list
from kharkiv_tracker.export.site.edition import Edition
from kharkiv_tracker.export.site.markup import tag
from kharkiv_tracker.export.site.page_shell import SUMMARY
from kharkiv_tracker.i18n import _
from kharkiv_tracker.labels import people_text
from kharkiv_tracker.summary import blocks, incident_template, page_frame, report_chain
from kharkiv_tracker.summary.blocks import Block
from kharkiv_tracker.summary.incident_summary import IncidentSummary
from kharkiv_tracker.summary.publication_profile import Redactor
from kharkiv_tracker.summary.summary_data import IncidentData


def page(edition: Edition, incident: PublishedIncident, list_name: str) -> bytes:
    """The page as a file; `list_name` is the page of the list it is on."""
    data = _shown(incident)
    request = edition.data.request
    redactor = Redactor(request.profile, names=data.names, quotes=request.quotes)
    frame = replace(edition.frame, incidents=(data,))
    summary = IncidentSummary(frame, incident.figures, (), (), 0)
    title = incident_template.title(summary, redactor)
    place = edition.place(incident_list.page_name(incident.code))
    back = f"{place.to(list_name)}#{'list' if list_name == SUMMARY else 'content'}"
    return edition.shell.page(
        place,
        title,
        tag("p", tag("a", _("All incidents"), href=back), " · ", incident.code, class_="over"),
        tag("h1", title),
        tag("p", page_frame.sample_note(), class_="strong") if frame.is_sample else None,
        None if data.row.is_approved else tag("p", _not_approved(), class_="strong"),
        block_markup.sections(
            [
                *incident_template.opening(summary, redactor),
                incident_template.facts(summary, redactor),
                *_persons(incident),
                *report_chain.reports(summary, redactor),
            ]
        ),
    )


def _shown(incident: PublishedIncident) -> IncidentData:
    """The incident with nothing but what the profile shows."""
    data = incident.data
    row = replace(data.row, place=incident.incident.place, district=incident.incident.district)
    return replace(data, row=row, incident=incident.incident, reports=incident.reports, persons=())


def _not_approved() -> str:
    return _("This incident is not approved yet. Its numbers may change.")


def _persons(incident: PublishedIncident) -> list[Block]:
    if not incident.persons:
        return []
    rows: list[blocks.Row] = [
        [
            person.name or _("name not published"),
            labels.age(person.age),
            labels.word(person.sex) if person.sex else "?",
            ", ".join(
                filter(
                    None, (people_text.status(person) or "?", people_text.civilian(person.civilian))
                )
            ),
        ]
        for person in incident.persons
    ]
    head = [_("Person"), _("Age"), _("Sex"), _("What happened to them")]
    return [blocks.heading(_("Persons")), blocks.table(head, rows, "wntw")]
