"""Everything a summary is made of, read from the case once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from kharkiv_tracker.charts import cumulative
from kharkiv_tracker.charts.asked import Asked
from kharkiv_tracker.charts.cumulative import Cumulative
from kharkiv_tracker.domain.derive import Rule
from kharkiv_tracker.domain.figure import Totals
from kharkiv_tracker.domain.incident import Grade, ReviewState
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.domain.view import View
from kharkiv_tracker.errors import WrongCall
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import history, incidents, statements, totals
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.incidents import IncidentRow

#: More rows than this belong in a table of figures, not on a page to read.
LONGEST_LIST = 1000
#: Incidents asked of the store at a time.
_PAGE = 400


@dataclass(frozen=True, slots=True)
class Told:
    """An incident that counts, with its stored figures and the reports that stand behind them."""

    row: IncidentRow
    reports: tuple[Report, ...]
    rule: tuple[Rule, str | None] = (Rule.LATEST, None)
    """What its figures are derived by, and the report an analyst chose, if one did."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """One case under one selection and clock."""

    title: str
    is_sample: bool
    rule: Rule
    selection: Selection
    as_known_on: datetime | None
    totals: Totals
    chart: Cumulative
    incidents: tuple[Told, ...]
    statements: tuple[Statement, ...]
    revisions: int
    fingerprint: str
    recorded: datetime | None
    """When the last revision was made."""

    @property
    def unapproved(self) -> int:
        """How many incidents nobody has approved."""
        return sum(told.row.state is not ReviewState.APPROVED for told in self.incidents)

    @property
    def clock(self) -> datetime | None:
        """The instant the page speaks of: the clock it was asked by, else the last revision."""
        return self.as_known_on or self.recorded


def gather(case: CaseFile, selection: Selection, as_known_on: datetime | None) -> Gathered:
    """Read what the page needs."""
    last = history.last(case)
    chart = cumulative.read(case, Asked(case.title, View(selection, as_known_on)))
    return Gathered(
        case.title,
        case.sample,
        case.rule,
        selection,
        as_known_on,
        totals.totals(case, selection, as_known_on=as_known_on),
        chart,
        tuple(_incidents(case, selection, as_known_on)),
        tuple(
            each for each in statements.statements(case) if cumulative.is_known(each, as_known_on)
        ),
        history.count(case),
        history.fingerprint(case),
        datetime.fromisoformat(last.at) if last else None,
    )


def approved(selection: Selection) -> Selection:
    """The selection of approved incidents alone; raises WrongCall where it asked for others."""
    if selection.states and ReviewState.APPROVED not in selection.states:
        raise WrongCall(
            _("Only approved incidents were asked for, and review states without them.")
        )
    return replace(selection, states=(ReviewState.APPROVED,))


def known(reports: Sequence[Report], as_known_on: datetime | None) -> tuple[Report, ...]:
    """The reports that were not withdrawn and were known by then."""
    return tuple(
        report
        for report in reports
        if not report.withdrawn
        and (as_known_on is None or (report.known_from and report.known_from <= as_known_on))
    )


def _incidents(case: CaseFile, selection: Selection, as_known_on: datetime | None) -> list[Told]:
    wanted = incidents.ids(case, selection, as_known_on=as_known_on)
    told = []
    for start in range(0, len(wanted), _PAGE):
        for row in incidents.rows(case, wanted[start : start + _PAGE], as_known_on):
            if row.state is ReviewState.WITHDRAWN or row.grade is Grade.DISCOUNTED:
                continue
            reports = incidents.deriving_reports(case, row.code)
            rule = incidents.deriving_rule(case, row.code)
            told.append(Told(row, known(reports, as_known_on), rule))
    return told
