"""One incident read with its whole chain of reports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kharkiv_tracker.domain.counting_rule import Step, derive
from kharkiv_tracker.domain.figure import Figure
from kharkiv_tracker.domain.incident import ReviewState, code_of
from kharkiv_tracker.domain.person import Person
from kharkiv_tracker.domain.quantity import QUANTITIES
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.errors import Refused, WrongCall
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import identifier_list, incidents, note_list, person_records
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.identifier_list import ListedIdentifier
from kharkiv_tracker.store.note_list import ListedNote
from kharkiv_tracker.store.payload_records import PayloadRecords
from kharkiv_tracker.summary import second_count
from kharkiv_tracker.summary import summary_data as reading
from kharkiv_tracker.summary.second_count import bounds
from kharkiv_tracker.summary.summary_data import IncidentData, SummaryData
from kharkiv_tracker.summary.summary_request import SummaryRequest


@dataclass(frozen=True, slots=True)
class IncidentSummary:
    """The incident, its stored figures by quantity, how they grew, and who was harmed."""

    data: SummaryData
    figures: Mapping[str, Figure]
    steps: tuple[Step, ...]
    persons: tuple[Person, ...]
    withdrawn: int
    """How many of its reports were withdrawn: no figure is derived from them."""
    notes: tuple[ListedNote, ...] = ()
    identifiers: tuple[ListedIdentifier, ...] = ()

    @property
    def incident_data(self) -> IncidentData:
        return self.data.incidents[0]

    @property
    def explained(self) -> Mapping[str, Figure]:
        """The same figures with every reason for them: what is stored leaves some out."""
        return derive(self.incident_data.grounds)

    @property
    def reports(self) -> tuple[Report, ...]:
        """Its reports in the order they became known; those known on no date last."""

        def key(report: Report) -> tuple[bool, float, int]:
            known_from = report.known_from
            return (
                known_from is None,
                known_from.timestamp() if known_from else 0.0,
                report.number,
            )

        return tuple(sorted(self.incident_data.reports, key=key))


def read(case: CaseFile, request: SummaryRequest) -> IncidentSummary:
    """Read the incident of that code; raises Refused if not found, or not yet."""
    code = code_of(request.incident)
    if not code:
        raise Refused(_("Give the incident code."), path="incident")
    clock = request.view.as_known_on
    rows = incidents.rows(case, [incidents.id_of(case, code)], clock)
    if not rows:
        raise Refused(
            _("No reports on {code} had been published by then.").format(code=code), path="incident"
        )
    incident = incidents.incident(case, code)
    if request.approved_only and incident.state is not ReviewState.APPROVED:
        raise WrongCall(
            _("{code} is not approved, but only approved incidents are to be included.").format(
                code=code
            )
        )
    if request.approved_only and rows[0].is_changed:
        raise WrongCall(
            _(
                "{code} was changed after it was approved. Approve it again, or include "
                "incidents that are not approved."
            ).format(code=code)
        )
    data = reading.with_reports(case, rows[0], incident, clock)
    people = tuple(person for person in person_records.of(case, code) if not person.withdrawn)
    steps = tuple(
        step
        for step in incidents.steps(case, code)
        if clock is None or (step.known_from is not None and step.known_from <= clock)
    )
    return IncidentSummary(
        reading.framed(case, request, request.selection, (data,)),
        incidents.figures(case, code, clock),
        steps,
        people,
        sum(report.withdrawn for report in incidents.reports(case, code)),
        # Those of an incident that was merged were moved.
        *(((), ()) if incident.merged_into else _beside(case, code)),
    )


def _beside(
    case: CaseFile, code: str
) -> tuple[tuple[ListedNote, ...], tuple[ListedIdentifier, ...]]:
    """The notes and identifiers of an incident and of what belongs to it, none withdrawn."""
    notes, identifiers = note_list.listed(case, code), identifier_list.listed(case, code)
    return (
        tuple(entry for entry in notes if not entry.note.withdrawn),
        tuple(entry for entry in identifiers if not entry.identifier.withdrawn),
    )


def check(case: CaseFile, summary: IncidentSummary) -> None:
    """Derive every figure again from what was recorded, and compare with where its growth ends."""
    code = summary.incident_data.row.code
    uid = incidents.uid_of(case, code)
    recorded = PayloadRecords(case.db, uid).incident(uid)
    (second,) = second_count.check_incidents(
        summary.data.incidents, [recorded] if recorded else [], summary.data.as_known_on
    )
    second_count.parts_fit(summary.figures, code)
    derived = second.figures
    for quantity in sorted({*derived, *summary.figures}):
        stored, recounted = (
            figures.get(quantity, Figure()) for figures in (summary.figures, derived)
        )
        second_count.same(bounds(stored), bounds(recounted), code, quantity)
    for name in QUANTITIES:
        grown = [step.figure for step in summary.steps if step.quantity == name]
        last = grown[-1] if grown else Figure()
        second_count.same(bounds(last), bounds(derived.get(name, Figure())), code, name)
