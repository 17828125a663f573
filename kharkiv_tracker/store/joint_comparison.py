"""Joint reports, compared with the sum of the incidents they are about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from kharkiv_tracker import gazetteer as places
from kharkiv_tracker.domain.count import Count
from kharkiv_tracker.domain.flag import Finding, FindingKind
from kharkiv_tracker.domain.incident import code_of
from kharkiv_tracker.domain.joint import JointReport
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.total import Toll, Total
from kharkiv_tracker.domain.total_comparison import JointComparison
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import remainders
from kharkiv_tracker.store.edit import Edit
from kharkiv_tracker.store.incidents import figures, incident
from kharkiv_tracker.store.record_reader import read_records

if TYPE_CHECKING:
    from kharkiv_tracker.store.case_file import CaseFile


def joint_reports(case: CaseFile, withdrawn: bool = False) -> tuple[JointReport, ...]:
    """All joint reports by their as-of, those without one last."""
    reports = read_records(case.db, JointReport)
    selected = [report for report in reports if withdrawn or not report.withdrawn]
    return tuple(
        sorted(selected, key=lambda j: (j.as_of is None, j.as_of and j.as_of.start, j.code))
    )


def joint_report(case: CaseFile, code: str) -> JointReport:
    """The joint report of that code; raises Refused if not found."""
    match = next(read_records(case.db, JointReport, "WHERE code = ?", [code_of(code)]), None)
    if match is None:
        raise Refused(_("Combined report {code} is not in this case file.").format(code=code))
    return match


def add(edit: Edit, report: JointReport) -> str:
    """Add a joint report; returns its code. Raises Refused where an incident does not exist."""
    return edit.add_joint(report)


def compare(
    case: CaseFile, report: JointReport, gazetteer: Gazetteer | None = None
) -> JointComparison:
    """The report compared with the sum of its incidents, as known when it was published.

    Without publication it is the end of its as-of, without that today. Incidents that do not count
    are left out; what is unknown of one of them leaves the sum open.
    """
    clock = report.published or report.as_of
    known_on = clock.end if clock else None
    incident_codes: tuple[str, ...] = ()
    if report.districts:
        own = _in_districts(case, report, known_on, gazetteer or places.load())
    else:
        incident_codes = tuple(
            code for code in report.incidents if incident(case, code).counts_in_totals
        )
        own = _of_incidents(case, incident_codes, known_on)
    counts = {
        quantity: report.count(quantity)
        for quantity in COUNTED
        if not report.count(quantity).is_unknown
    }
    # Where its remainder is counted, one that gives more than its incidents contradicts nothing.
    is_counted = report.code in remainders.counted_codes(case.db)
    more = {name for name, count in counts.items() if is_counted and _is_more(count, own[name])}
    contradicted = tuple(
        quantity
        for quantity, count in counts.items()
        if _apart(count, own[quantity]) and quantity not in more
    )
    return JointComparison(
        *(report, known_on, incident_codes, {name: own[name] for name in counts}, contradicted),
        has_remainder=bool(more),
    )


def contradictions(case: CaseFile, gazetteer: Gazetteer | None = None) -> Iterator[Finding]:
    """The joint reports that contradict the sum of what they are about, quantity by quantity."""
    for report in joint_reports(case):
        comparison = compare(case, report, gazetteer)
        for quantity in comparison.contradicted:
            own = comparison.own[quantity]
            count = str(report.count(quantity))
            yield Finding(
                FindingKind.JOINT_CONTRADICTION,
                report.code,
                f"{quantity}:{count}:{own.low}:{own.high}",
                {
                    "quantity": quantity,
                    "count": count,
                    "low": own.low,
                    "high": own.high,
                    "others": list(comparison.incidents),
                },
            )


def _of_incidents(
    case: CaseFile, codes: tuple[str, ...], known_on: datetime | None
) -> Mapping[str, Total]:
    all_figures = [figures(case, code, known_on) for code in codes]
    return Toll.of(all_figures)


def _in_districts(
    case: CaseFile, report: JointReport, known_on: datetime | None, gazetteer: Gazetteer
) -> Mapping[str, Total]:
    district_keys = dict.fromkeys(
        key for area in report.districts for key in gazetteer.within(area)
    )
    chosen = Selection(first=report.first, last=report.last, districts=tuple(district_keys))
    return remainders.own_of_selection(case.db, chosen, known_on)


def _is_more(count: Count, own: Total) -> bool:
    return own.high is not None and (count.low or 0) > own.high


def _apart(count: Count, own: Total) -> bool:
    """Whether they have no number in common; unknown figures give the sum no upper limit."""
    if count.low is None or own.low is None:
        return False
    high = None if own.unknown else own.high
    return (high is not None and count.low > high) or (
        count.high is not None and count.high < own.low
    )
