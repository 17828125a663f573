"""The records of a case as a profile shows them: what every file for others is made of.

What a profile other than *internal* shows of a record is listed by its fields
(`domain/shown_fields`).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import closing, contextmanager, nullcontext
from dataclasses import dataclass, fields, replace
from functools import cache, cached_property
from typing import Any, TypeVar, cast

from kharkiv_tracker import gazetteer
from kharkiv_tracker.charts.curves import cumulative_chart
from kharkiv_tracker.domain import coarse_point
from kharkiv_tracker.domain.account import Account
from kharkiv_tracker.domain.document import Document
from kharkiv_tracker.domain.fields import default_of, fields_of
from kharkiv_tracker.domain.figure import Figure
from kharkiv_tracker.domain.incident import Incident
from kharkiv_tracker.domain.joint import JointReport
from kharkiv_tracker.domain.person import Person, Visibility
from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.shown_fields import CONFIDENTIAL, SHOWN
from kharkiv_tracker.domain.source import Source
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.export.record_codes import RecordCodes
from kharkiv_tracker.labels import date_manner, person_name
from kharkiv_tracker.store import (
    clearance_records,
    document_records,
    joint_comparison,
    publication,
    statements,
)
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.summary import summary_data
from kharkiv_tracker.summary.extent import Extent
from kharkiv_tracker.summary.publication_profile import Redactor
from kharkiv_tracker.summary.summary_data import (
    IncidentData,
    Progress,
    SummaryData,
    no_progress,
)
from kharkiv_tracker.summary.summary_request import SummaryRequest
from kharkiv_tracker.summary.withheld_count import WithheldCount

_Record = TypeVar("_Record")
_Cited = TypeVar("_Cited", Report, Statement)


def fields_shown(record: type, profile: Profile) -> tuple[str, ...]:
    """The fields of a record that a profile may show, in the order of the dataclass."""
    names = tuple(field.name for field in fields_of(record))
    if profile.is_internal:
        return names
    more = {"confidential", "document"} if issubclass(record, Account) else set()
    return tuple(name for name in names if name in SHOWN[record] | more)


@contextmanager
def opened(case: CaseFile, request: SummaryRequest) -> Iterator[CaseFile]:
    """The case a request is about, of one state whoever writes meanwhile; days are in words.

    Raises Refused where the open version would name what was not decided on.
    """
    if request.profile is Profile.OPEN:
        publication.check(case)
    until = request.view.as_recorded_on
    with case.snapshot(), date_manner.for_file():
        earlier = closing(case.as_recorded_on(until)) if until else nullcontext(case)
        with earlier as source_case:
            yield source_case


@dataclass(frozen=True, slots=True)
class PublishedIncident:
    """An incident with its reports and persons as the profile shows them.

    `figures` are those of every quantity and part at the clock; `is_counted` whether totals have
    them.
    """

    data: IncidentData
    incident: Incident
    reports: tuple[Report, ...]
    persons: tuple[Person, ...]
    figures: Mapping[str, Figure]

    @property
    def code(self) -> str:
        return self.incident.code

    @property
    def is_counted(self) -> bool:
        return self.data.incident.counts_in_totals


class PublishedRecords:
    """Reads what a request selects; the case is that of its recorded-on clock.

    Incidents have to be read through before documents and combined reports: these are the ones
    that incidents which were read refer to.
    """

    def __init__(self, case: CaseFile, request: SummaryRequest) -> None:
        self.case, self.request = case, request
        self.codes: set[str] = set()
        """The codes of the incidents read so far."""
        self._cited: set[str] = set()
        self.extent = Extent()
        """How far the counted incidents reach that were read so far."""
        self.withheld = WithheldCount(request.profile)

    @property
    def is_internal(self) -> bool:
        return self.request.profile.is_internal

    @property
    def is_open(self) -> bool:
        return self.request.profile is Profile.OPEN

    @cached_property
    def selection(self) -> Selection:
        """What is selected."""
        return summary_data.selected(self.request)

    @property
    def selection_shown(self) -> dict[str, Any]:
        """The selection as JSON; what was searched for may be a name, and is for the team."""
        document = self.selection.document()
        return document if self.is_internal or not document["text"] else {**document, "text": None}

    @cached_property
    def frame(self) -> SummaryData:
        """What is known of the case itself: title, method, fingerprint, clocks."""
        return summary_data.framed(self.case, self.request, self.selection, ())

    def incidents(self, progress: Progress = no_progress) -> Iterator[PublishedIncident]:
        """The selected incidents by time: those that count, for the team all."""
        return map(self.published, self.read(progress))

    def read(self, progress: Progress = no_progress) -> Iterator[IncidentData]:
        """The same as they are recorded, for those who publish each in several languages."""
        clock = self.request.view.as_known_on
        for data in summary_data.read(
            self.case, self.selection, clock, progress, uncounted=self.is_internal
        ):
            self.codes.add(data.incident.code)
            self.withheld.add_incident(data)
            if data.incident.counts_in_totals:
                self.extent.add(data.row, data.reports, data.grounds.offices)
            yield data

    def statements(self) -> Iterator[Statement]:
        """The official totals of the selection, by their as-of."""
        listed = [
            statement
            for statement in statements.statements(self.case, withdrawn=self.is_whole)
            if (self.is_whole or self._is_known(statement))
            and statement.is_selected(self.selection, gazetteer.load())
        ]
        names = clearance_records.of_statements(self.case.db, listed)
        redactor = Redactor(self.request.profile, self.frame.texts, names, self.request.quotes)
        for statement in listed:
            self.withheld.add(statement, redactor)
            yield self._account(statement, redactor)

    def joint_reports(self) -> Iterator[JointReport]:
        """The combined reports about incidents that were read, or about days and places alone."""
        for report in joint_comparison.joint_reports(self.case, withdrawn=self.is_whole):
            if not self._is_about(report) or not (self.is_whole or self._is_known(report)):
                continue
            if self.is_internal:
                yield report
                continue
            kind = None if report.is_confidential else report.source.kind
            yield replace(
                self._shown(report),
                source=Source(kind=kind),
                incidents=tuple(code for code in report.incidents if code in self.codes),
            )

    def documents(self) -> Iterator[Document]:
        """The documents that may be named: for the team all, or those a selection refers to.

        One that was merged is another one now.
        """
        if self.request.profile is Profile.RESTRICTED:
            return
        for document in document_records.documents(self.case):
            if document.merged_into or not (self.is_whole or document.code in self._cited):
                continue
            if self.is_internal:
                yield document
            else:
                source = document.source
                yield replace(
                    self._shown(document),
                    title=self.frame.texts.redacted(document.title),
                    source=Source(source.name, source.kind),
                )

    def is_read(self, code: str) -> bool:
        """Whether the record of a code, or what it belongs to, is among what was read."""
        owner = code.partition("/")[0]
        return self.is_whole or owner in self.codes or owner in self._cited

    @property
    def is_whole(self) -> bool:
        """Whether it is all of the case, withdrawn records too."""
        view = self.request.view
        is_all = view.selection == Selection() and not self.request.approved_only
        return self.is_internal and is_all and view.as_known_on is None

    def _is_known(self, account: Statement | JointReport) -> bool:
        return cumulative_chart.is_known(account, self.request.view.as_known_on)

    def _is_about(self, report: JointReport) -> bool:
        if self.codes.intersection(report.incidents):
            return True
        selection = self.selection
        if replace(selection, first=None, last=None, districts=()) != Selection():
            return False
        if selection.districts and not set(selection.districts).intersection(report.districts):
            return False
        begins = report.first or report.last
        ends = report.last or report.first
        is_early = selection.last is None or (begins is not None and begins <= selection.last)
        is_late = selection.first is None or (ends is not None and ends >= selection.first)
        return is_early and is_late and not (report.incidents and selection != Selection())

    def published(self, data: IncidentData) -> PublishedIncident:
        """An incident as the profile shows it; its texts are redacted in the language spoken."""
        redactor = Redactor.of(self.request, data)
        # Of the whole case those too that were withdrawn: they say so.
        listed = data.deriving if self.is_whole else data.reports
        reports = tuple(self._account(report, redactor) for report in listed)
        figures = {**data.stored, **data.figures}
        if self.is_internal:
            self._cited.update(person.document for person in data.persons)
            return self._whole(data, reports, figures)
        point, precision = data.incident.point, data.incident.point_precision
        incident = _only(
            data.incident,
            SHOWN[Incident],
            place=redactor.text(data.incident.place),
            summary=redactor.text(data.incident.summary),
            point=tuple(map(coarse_point.rounded, point)) if point else None,
            point_precision=coarse_point.precision(precision) if point else None,
        )
        return PublishedIncident(data, incident, reports, tuple(self._persons(data)), figures)

    def _whole(
        self, data: IncidentData, reports: tuple[Report, ...], figures: Mapping[str, Figure]
    ) -> PublishedIncident:
        """An incident with nothing left out; its records name one another by their codes."""
        codes = RecordCodes(self.case, data.incident.code)
        codes.read(data.deriving, data.persons)
        recorded = {report.uid: report for report in data.grounds.reports}
        return PublishedIncident(
            data,
            codes.incident(data.incident),
            # As they were recorded: without the office that is known of who speaks.
            tuple(codes.report(recorded.get(report.uid, report)) for report in reports),
            tuple(map(codes.person, data.persons)),
            figures,
        )

    def _persons(self, data: IncidentData) -> Iterator[Person]:
        if not self.is_open:
            return
        for person in data.persons:
            visibility = data.names.shown_as(person)
            if not person.withdrawn and visibility is not Visibility.NONE:
                name = person_name.public_name(replace(person, visibility=visibility))
                yield replace(self._shown(person), name=name)

    def _account(self, account: _Cited, redactor: Redactor) -> _Cited:
        if self.is_internal:
            self._cited.add(account.document)
            return account
        values = redactor.cited(account)
        if not redactor.shows(account):
            secret: dict[str, Any] = {"confidential": True} if isinstance(account, Report) else {}
            return _only(account, CONFIDENTIAL, source=values["source"], **secret)
        document = account.document if values["url"] or values["archive_url"] else ""
        if document:
            self._cited.add(document)
        return _only(account, SHOWN[type(account)], **values, document=document)

    def _shown(self, record: _Record) -> _Record:
        return _only(record, SHOWN[type(record)])


def _only(record: _Record, shown: frozenset[str], **values: Any) -> _Record:
    """The record with these values, and the default of every other field that is not `shown`."""
    copy: Callable[..., _Record] = replace
    return copy(record, **{**_hidden(cast("Hashable", type(record)), shown), **values})


@cache
def _hidden(record: Any, shown: frozenset[str]) -> Mapping[str, Any]:
    names = [field.name for field in fields(record) if field.name not in ("uid", *shown)]
    return {name: default_of(record, name) for name in names}
