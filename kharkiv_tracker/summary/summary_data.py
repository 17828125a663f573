"""Everything a summary is made of, read from the case once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import datetime

from kharkiv_tracker import labels
from kharkiv_tracker.charts import chart_profile
from kharkiv_tracker.charts.chart_request import Options
from kharkiv_tracker.charts.curves import cumulative_chart
from kharkiv_tracker.charts.curves.cumulative_data import Cumulative
from kharkiv_tracker.domain import open_names
from kharkiv_tracker.domain.counting_rule import Grounds, Rule, Stress
from kharkiv_tracker.domain.document import Document
from kharkiv_tracker.domain.figure import Figure, Reason, affected
from kharkiv_tracker.domain.incident import Incident, ReviewState
from kharkiv_tracker.domain.method import Method
from kharkiv_tracker.domain.open_names import OpenNames
from kharkiv_tracker.domain.person import Person
from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.domain.quantity import AFFECTED, COUNTED, INJURED, STRESS, UNCOUNTED
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.domain.text_redaction import TextRedactor
from kharkiv_tracker.domain.total import GroupTotal, Toll, Totals
from kharkiv_tracker.errors import Refused, WrongCall
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import (
    clearance_records,
    derived_figures,
    document_persons,
    document_records,
    history,
    incidents,
    merge_split,
    method_page,
    person_records,
    printed_texts,
    publication,
    totals,
)
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.incident_grounds import IncidentGrounds
from kharkiv_tracker.store.incidents import IncidentRow
from kharkiv_tracker.store.states import record_from
from kharkiv_tracker.summary import statement_comparison
from kharkiv_tracker.summary.extent import Extent, speakers
from kharkiv_tracker.summary.statement_comparison import StatementComparison
from kharkiv_tracker.summary.summary_request import SummaryRequest

#: Incidents read from the store at a time.
_PAGE = 400
#: More incidents than this cannot be counted twice within minutes, nor within a laptop's memory.
MOST = 200_000

#: Called with the number of incidents read and of all; may raise to stop the work.
Progress = Callable[[int, int], None]


def no_progress(_done: int, _of: int) -> None:
    """Progress that is not shown."""


@dataclass(frozen=True, slots=True)
class IncidentData:
    """A counted incident with its stored figures and the reports they are derived from."""

    row: IncidentRow
    incident: Incident
    reports: tuple[Report, ...]
    grounds: Grounds = field(default_factory=lambda: Grounds(()))
    """What its figures rest on, at the clock."""
    persons: tuple[Person, ...] = ()
    """The persons recorded in it, withdrawn ones too: texts of a page may not name them."""
    beside: tuple[Person, ...] = ()
    """Those of other incidents that it shares a document with."""
    deriving: tuple[Report, ...] = ()
    """All its reports, of whatever time: texts may not name those of them that are confidential."""
    names: OpenNames = open_names.NOTHING
    """What the open page names of its reports and persons."""
    stored: Mapping[str, Figure] = field(default_factory=dict)
    """Every figure that is stored of it at the clock, of parts of quantities too."""

    @property
    def figures(self) -> dict[str, Figure]:
        """Its figures by quantity: the counted, the affected, and what is known of others."""
        uncounted = {name: self.stored[name] for name in UNCOUNTED if name in self.stored}
        figures = {**{name: self.row.figures[name] for name in COUNTED}, **uncounted}
        return {**figures, AFFECTED: affected(figures)}

    def hidden_names(self, profile: Profile) -> tuple[str, ...]:
        """The names of persons that its texts may not hold."""
        return open_names.hidden_names((*self.persons, *self.beside), profile, self.names)

    def hidden_sources(self, profile: Profile) -> tuple[str, ...]:
        """The names of sources and speakers that its texts may not hold."""
        return open_names.hidden_sources(self.deriving, profile, self.names)

    @property
    def speakers(self) -> set[str]:
        """The speakers of its reports."""
        return speakers(self.reports, self.grounds.offices)

    @property
    def is_undivided(self) -> bool:
        """Whether its injured may include acute stress, as its reports only say “affected”."""
        return bool(self.row.figures[INJURED].reports(Reason.UNDIVIDED))


@dataclass(frozen=True, slots=True)
class SummaryData:
    """What every page needs of one case under one view."""

    title: str
    is_sample: bool
    rule: Rule
    stress: Stress
    request: SummaryRequest
    selection: Selection
    incidents: tuple[IncidentData, ...]
    revisions: int
    fingerprint: str
    recorded: datetime | None
    """When the last revision was made."""
    statements: tuple[StatementComparison, ...] = ()
    method: Mapping[str, Method] = field(default_factory=dict)
    """The method page of the case, by language."""
    names: OpenNames = open_names.NOTHING
    """What the open page names of official totals."""
    documents: Mapping[str, Document] = field(default_factory=dict)
    """Where sources are named, the documents its reports and totals were read in, by code."""
    texts: TextRedactor = field(default_factory=TextRedactor, repr=False)
    """What takes names out of texts about the whole case, in a version for others."""
    looked_through: datetime | None = None
    """When the list of what the open page names was looked through last."""
    extent: Extent = field(default_factory=Extent)
    """How far its incidents reach, even where they are not held."""

    @property
    def as_known_on(self) -> datetime | None:
        return self.request.view.as_known_on

    @property
    def unapproved(self) -> int:
        """How many incidents are not approved as they are."""
        return self.extent.unapproved

    @property
    def beside(self) -> tuple[str, ...]:
        """What is printed beside killed and injured."""
        return Toll.of(incident.figures for incident in self.incidents).beside

    @property
    def undivided(self) -> int:
        """In how many incidents the injured may include acute stress."""
        return self.extent.undivided

    @property
    def tells_of_stress(self) -> bool:
        """Whether any of the reports mention acute stress, or give “affected” alone."""
        return STRESS in self.beside or bool(self.undivided)

    @property
    def clock(self) -> datetime | None:
        """The known-on or recorded-on date of the request, else the time of the last revision."""
        return self.as_known_on or self.request.view.as_recorded_on or self.recorded


@dataclass(frozen=True, slots=True, kw_only=True)
class SelectionData(SummaryData):
    """The same with the sums of a selection of incidents."""

    totals: Totals
    weapons: Totals
    places: Totals
    chart: Cumulative
    changed: GroupTotal | None = None
    """On a page of approved incidents, those it leaves out as they changed since."""
    earlier_statements: int = 0
    """Official totals that are not listed on the page, older than those that are."""

    @property
    def beside(self) -> tuple[str, ...]:
        return self.totals.total.toll.beside


def gather(
    case: CaseFile, request: SummaryRequest, progress: Progress = no_progress
) -> SelectionData:
    """Read the data of a selection; raises Refused where it is too much for a page."""
    selection = selected(request)
    number = incidents.number(case, selection)
    if number > MOST:
        raise Refused(
            _(
                "Too many incidents ({n}) to verify on one page; the limit is {most}. Choose "
                "a shorter period or fewer districts."
            ).format(n=labels.number(number), most=labels.number(MOST))
        )
    counted = tuple(read(case, selection, request.view.as_known_on, progress))
    return summed(case, request, counted)


def summed(
    case: CaseFile, request: SummaryRequest, incidents: tuple[IncidentData, ...] = ()
) -> SelectionData:
    """The sums of what a request selects, with these of its incidents."""
    view, selection = request.view, selected(request)
    comparisons, earlier = statement_comparison.statements(case, request, selection)
    by = {
        name: totals.totals(case, selection, name, view.as_known_on)
        for name in ("district", "weapon", "place")
    }
    # A label names a place as it was typed, and perhaps a person in it; the list below does not.
    options = Options(labelled=False, later=False)
    whole_view = replace(view, selection=selection)
    chart_request = chart_profile.request(case, whole_view, options, request.profile)
    chart = cumulative_chart.read(case, chart_request)
    # The page lists only those of its own days and districts.
    listed = len(comparisons) + earlier - len(chart.statements)
    base = framed(case, request, selection, incidents, comparisons)
    return SelectionData(
        **{field.name: getattr(base, field.name) for field in fields(base)},
        totals=by["district"],
        weapons=by["weapon"],
        places=by["place"],
        chart=replace(chart, omitted=listed),
        changed=_changed(case, selection, view.as_known_on),
        earlier_statements=earlier,
    )


def _changed(
    case: CaseFile, selection: Selection, as_known_on: datetime | None
) -> GroupTotal | None:
    """The incidents left out of a selection as they changed since they were approved."""
    if selection.changed is not False:
        return None
    return totals.of_changed(case, selection, as_known_on)


def framed(
    case: CaseFile,
    request: SummaryRequest,
    selection: Selection,
    incidents: tuple[IncidentData, ...],
    comparisons: tuple[StatementComparison, ...] = (),
) -> SummaryData:
    """These incidents with the data of the case itself."""
    last = history.last(case)
    extent = Extent()
    for incident in incidents:
        extent.add(incident.row, incident.reports, incident.grounds.offices)
    listed = [comparison.statement for comparison in comparisons]
    texts = printed_texts.of_case(case, request.profile)
    return SummaryData(
        case.title if request.profile.is_internal else texts.redacted(case.title),
        case.sample,
        case.rule,
        case.stress,
        request,
        selection,
        incidents,
        history.count(case),
        history.fingerprint(case),
        datetime.fromisoformat(last.at) if last else None,
        comparisons,
        method_page.pages(case),
        clearance_records.of_statements(case.db, listed),
        _documents(case, request, incidents, listed),
        texts,
        publication.looked_through(case),
        extent,
    )


def _documents(
    case: CaseFile,
    request: SummaryRequest,
    incidents: Iterable[IncidentData],
    listed: Iterable[Statement],
) -> dict[str, Document]:
    if request.profile is Profile.RESTRICTED:
        return {}
    reports = (report for incident in incidents for report in incident.reports)
    codes = {account.document for account in (*reports, *listed)} - {""}
    return {code: document_records.document(case, code) for code in sorted(codes)}


def selected(request: SummaryRequest) -> Selection:
    """What a request selects, without what is not approved where it is for approved ones alone."""
    return approved(request.selection) if request.approved_only else request.selection


def approved(selection: Selection) -> Selection:
    """The selection with incidents alone that are approved as they are.

    Raises WrongCall where it excludes approved ones.
    """
    if selection.states and ReviewState.APPROVED not in selection.states:
        raise WrongCall(
            _("“Approved only” conflicts with the chosen review states. Add “Approved” to them.")
        )
    return replace(selection, states=(ReviewState.APPROVED,), changed=False)


def read(
    case: CaseFile,
    selection: Selection,
    as_known_on: datetime | None,
    progress: Progress = no_progress,
    *,
    uncounted: bool = False,
) -> Iterator[IncidentData]:
    """The incidents of a selection that count, by time; with `uncounted` those that do not, too."""
    ids = incidents.ids(case, selection, as_known_on=as_known_on)
    reader = derived_figures.grounds_reader(case.db)
    for start in range(0, len(ids), _PAGE):
        progress(start, len(ids))
        page = ids[start : start + _PAGE]
        listed = list(reader.read(incidents.uids(case, page)))
        by_uid = {
            grounds.uid: record_from(Incident, grounds.state, uid=grounds.uid) for grounds in listed
        }
        stored = incidents.stored_figures(case, page, as_known_on=as_known_on)
        rows = incidents.rows_of(case, page, by_uid, stored, as_known_on)
        for row, grounds in zip(rows, listed, strict=True):
            incident = by_uid[grounds.uid]
            if uncounted or incident.counts_in_totals:
                figures = stored.get(row.id, {})
                yield _incident_data(row, incident, grounds, figures, as_known_on)


def with_reports(
    case: CaseFile, row: IncidentRow, incident: Incident, as_known_on: datetime | None
) -> IncidentData:
    """The incident with the reports its figures are derived from at the clock."""
    reader = derived_figures.grounds_reader(case.db)
    (grounds,) = reader.read([incidents.uid_of(case, row.code)])
    figures = incidents.figures(case, row.code, as_known_on)
    data = _incident_data(row, incident, grounds, figures, as_known_on)
    target = merge_split.merged_into(case, row.code) if incident.merged_into else ""
    if not target:
        return data
    # The persons and sources that the texts of a merged incident name were moved to its target.
    persons = (*data.persons, *person_records.of(case, target))
    reports = (*data.deriving, *incidents.deriving_reports(case, target))
    uids = [incidents.uid_of(case, code) for code in (row.code, target)]
    beside = document_persons.beside(case.db, uids)
    names = clearance_records.of_incidents(case.db, uids, reports, (*persons, *beside))
    return replace(data, persons=persons, beside=beside, deriving=reports, names=names)


def _incident_data(
    row: IncidentRow,
    incident: Incident,
    read: IncidentGrounds,
    figures: Mapping[str, Figure],
    as_known_on: datetime | None,
) -> IncidentData:
    grounds = read.grounds
    reports = grounds.offices.settled(grounds.reports)
    return IncidentData(
        row,
        incident,
        known(reports, as_known_on),
        grounds.known_by(as_known_on),
        grounds.persons,
        read.beside,
        reports,
        read.names,
        figures,
    )


def known(reports: Sequence[Report], as_known_on: datetime | None) -> tuple[Report, ...]:
    """The reports that were not withdrawn and were known by then."""
    return tuple(
        report
        for report in reports
        if not report.withdrawn
        and (as_known_on is None or (report.known_from and report.known_from <= as_known_on))
    )
