"""Everything a summary is made of, read from the case once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime

from kharkiv_tracker import labels
from kharkiv_tracker.charts.choices import ChartRequest, Options
from kharkiv_tracker.charts.curves import cumulative
from kharkiv_tracker.charts.curves.cumulative_data import Cumulative
from kharkiv_tracker.domain.derive import Rule
from kharkiv_tracker.domain.folding import fold
from kharkiv_tracker.domain.incident import Incident, ReviewState
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.total import Totals
from kharkiv_tracker.errors import Refused, WrongCall
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import history, incidents, merging, persons, totals
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.incidents import IncidentRow
from kharkiv_tracker.summary import comparable
from kharkiv_tracker.summary.comparable import Compared
from kharkiv_tracker.summary.wanted import Wanted

#: Incidents asked of the store at a time.
_PAGE = 400
#: More incidents than this cannot be counted twice within minutes, nor within a laptop's memory.
MOST = 200_000

#: Told how many incidents of how many are read; may raise to stop the work.
Progress = Callable[[int, int], None]


def unheard(_done: int, _of: int) -> None:
    """Progress where nobody listens."""


@dataclass(frozen=True, slots=True)
class Told:
    """An incident that counts, with its stored figures and the reports that stand behind them."""

    row: IncidentRow
    incident: Incident
    reports: tuple[Report, ...]
    rule: tuple[Rule, str | None] = (Rule.LATEST, None)
    """What its figures are derived by, and the report an analyst chose, if one did."""
    names: tuple[str, ...] = ()
    """The persons recorded in it, by name: no page for the public names them."""
    confidential: tuple[str, ...] = ()
    """The names of sources and speakers that are not to be named."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What every page needs of one case under one view."""

    title: str
    is_sample: bool
    rule: Rule
    wanted: Wanted
    selection: Selection
    incidents: tuple[Told, ...]
    revisions: int
    fingerprint: str
    recorded: datetime | None
    """When the last revision was made."""
    statements: tuple[Compared, ...] = ()

    @property
    def as_known_on(self) -> datetime | None:
        return self.wanted.view.as_known_on

    @property
    def unapproved(self) -> int:
        """How many incidents nobody has approved."""
        return sum(told.row.state is not ReviewState.APPROVED for told in self.incidents)

    @property
    def clock(self) -> datetime | None:
        """The instant the page speaks of: the clock it was asked by, else the last revision."""
        return self.as_known_on or self.wanted.view.as_recorded_on or self.recorded

    @property
    def describes_people(self) -> bool:
        """Whether any report says who was harmed."""
        return any(
            "." in name for told in self.incidents for r in told.reports for name in r.counts
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Summed(Gathered):
    """The same with the sums of a selection of incidents."""

    totals: Totals
    weapons: Totals
    places: Totals
    chart: Cumulative
    earlier_statements: int = 0
    """Official totals that are not told on the page, older than those that are."""


def gather(case: CaseFile, wanted: Wanted, progress: Progress = unheard) -> Summed:
    """Read what the sums of a selection need; raises Refused where it is too much for a page."""
    view = wanted.view
    selection = approved(view.selection) if wanted.approved_only else view.selection
    number = incidents.number(case, selection)
    if number > MOST:
        raise Refused(
            _(
                "{n} incidents are too many to be counted twice for one page: at most {most}. "
                "Choose a shorter period or fewer districts."
            ).format(n=labels.number(number), most=labels.number(MOST))
        )
    compared, earlier = comparable.statements(case, wanted, selection)
    by = {
        name: totals.totals(case, selection, name, view.as_known_on)
        for name in ("district", "weapon", "place")
    }
    # A label names a place as it was typed, and perhaps a person in it; the list below does not.
    options = Options(labelled=False, later=False)
    asked = ChartRequest(case.title, replace(view, selection=selection), options)
    chart = cumulative.read(case, asked)
    # The page lists those that speak of its own days and districts, and no others.
    listed = len(compared) + earlier - len(chart.statements)
    told = tuple(read(case, selection, view.as_known_on, progress))
    base = framed(case, wanted, selection, told, compared)
    return Summed(
        **{field.name: getattr(base, field.name) for field in fields(base)},
        totals=by["district"],
        weapons=by["weapon"],
        places=by["place"],
        chart=replace(chart, omitted=listed),
        earlier_statements=earlier,
    )


def framed(
    case: CaseFile,
    wanted: Wanted,
    selection: Selection,
    told: tuple[Told, ...],
    compared: tuple[Compared, ...] = (),
) -> Gathered:
    """These incidents with what is told of the case itself."""
    last = history.last(case)
    return Gathered(
        case.title,
        case.sample,
        case.rule,
        wanted,
        selection,
        told,
        history.count(case),
        history.fingerprint(case),
        datetime.fromisoformat(last.at) if last else None,
        compared,
    )


def approved(selection: Selection) -> Selection:
    """The selection of approved incidents alone; raises WrongCall where it asked for others."""
    if selection.states and ReviewState.APPROVED not in selection.states:
        raise WrongCall(
            _("Only approved incidents were asked for, and review states without them.")
        )
    return replace(selection, states=(ReviewState.APPROVED,))


def read(
    case: CaseFile, selection: Selection, as_known_on: datetime | None, progress: Progress = unheard
) -> Iterator[Told]:
    """The incidents of a selection that count, by time."""
    wanted = incidents.ids(case, selection, as_known_on=as_known_on)
    for start in range(0, len(wanted), _PAGE):
        progress(start, len(wanted))
        for row in incidents.rows(case, wanted[start : start + _PAGE], as_known_on):
            told = incidents.incident(case, row.code)
            if told.counts_in_totals:
                yield with_reports(case, row, told, as_known_on)


def with_reports(
    case: CaseFile, row: IncidentRow, told: Incident, as_known_on: datetime | None
) -> Told:
    """The incident with what stands behind its figures at the clock."""
    reports = incidents.deriving_reports(case, row.code)
    # Whom the texts of a merged incident name, and who says so, went over to the one that was kept.
    kept = merging.merged_into(case, row.code) if told.merged_into else ""
    codes = (row.code, kept) if kept else (row.code,)
    behind = (*reports, *(incidents.deriving_reports(case, kept) if kept else ()))
    return Told(
        row,
        told,
        known(reports, as_known_on),
        incidents.deriving_rule(case, row.code),
        tuple(
            person.name
            for code in codes
            for person in persons.of(case, code)
            if person.name.strip() and person.name != persons.PURGED
        ),
        _confidential(behind),
    )


def _confidential(reports: Sequence[Report]) -> tuple[str, ...]:
    """Whom confidential reports come from, where nobody else is quoted by that name."""
    open_offices = {fold(each.speaker.office) for each in reports if not each.is_confidential}
    found = {
        name
        for each in reports
        if each.is_confidential
        for name in (each.source.name, each.speaker.person, each.speaker.office)
        if name.strip() and fold(name) not in open_offices
    }
    return tuple(sorted(found))


def known(reports: Sequence[Report], as_known_on: datetime | None) -> tuple[Report, ...]:
    """The reports that were not withdrawn and were known by then."""
    return tuple(
        report
        for report in reports
        if not report.withdrawn
        and (as_known_on is None or (report.known_from and report.known_from <= as_known_on))
    )
