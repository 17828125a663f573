"""One incident read with its whole chain of reports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kharkiv_tracker.domain.derive import Step, derive
from kharkiv_tracker.domain.figure import Figure
from kharkiv_tracker.domain.incident import ReviewState, code_of
from kharkiv_tracker.domain.person import Person
from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.errors import Refused, WrongCall
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import incidents, persons
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.summary import checking
from kharkiv_tracker.summary import gathered as reading
from kharkiv_tracker.summary.checking import ends
from kharkiv_tracker.summary.gathered import Gathered, Told
from kharkiv_tracker.summary.wanted import Wanted


@dataclass(frozen=True, slots=True)
class One:
    """The incident, its stored figures by quantity, how they grew, and who was harmed."""

    gathered: Gathered
    figures: Mapping[str, Figure]
    steps: tuple[Step, ...]
    persons: tuple[Person, ...]
    withdrawn: int
    """How many of its reports were withdrawn: they derive nothing."""

    @property
    def told(self) -> Told:
        return self.gathered.incidents[0]

    @property
    def reports(self) -> tuple[Report, ...]:
        """Its reports in the order they became known; those known on no date last."""

        def key(report: Report) -> tuple[bool, float, int]:
            known = report.known_from
            return (known is None, known.timestamp() if known else 0.0, report.number)

        return tuple(sorted(self.told.reports, key=key))


def read(case: CaseFile, wanted: Wanted) -> One:
    """Read the incident of that code; raises Refused where there is none, or not yet."""
    code = code_of(wanted.incident)
    if not code:
        raise Refused(_("Say which incident: its code is needed."), path="incident")
    clock = wanted.view.as_known_on
    rows = incidents.rows(case, [incidents.id_of(case, code)], clock)
    if not rows:
        raise Refused(_("Nothing was known of {code} by then.").format(code=code), path="incident")
    incident = incidents.incident(case, code)
    if wanted.approved_only and incident.state is not ReviewState.APPROVED:
        raise WrongCall(_("{code} is not approved, and only that was asked for.").format(code=code))
    told = reading.with_reports(case, rows[0], incident, clock)
    kept = tuple(person for person in persons.of(case, code) if not person.withdrawn)
    steps = tuple(
        step
        for step in incidents.steps(case, code)
        if clock is None or (step.known_from is not None and step.known_from <= clock)
    )
    return One(
        reading.framed(case, wanted, wanted.view.selection, (told,)),
        incidents.figures(case, code, clock),
        steps,
        kept,
        sum(report.withdrawn for report in incidents.reports(case, code)),
    )


def check(told: One) -> None:
    """Every figure of it once more, from the reports, and where its growth ends."""
    derived = derive(told.told.reports, *told.told.rule)
    code = told.told.row.code
    checking.check_incidents(told.gathered.incidents)
    for quantity in sorted({*derived, *told.figures}):
        one, other = (figures.get(quantity, Figure()) for figures in (told.figures, derived))
        checking.same(ends(one), ends(other), code, quantity)
    for whole in COUNTED:
        grown = [step.figure for step in told.steps if step.quantity == whole]
        last = grown[-1] if grown else Figure()
        checking.same(ends(last), ends(derived[whole]), code, whole)
