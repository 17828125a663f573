"""What is odd about an entry before it is saved: asked once, and saved as typed where confirmed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from kharkiv_tracker import labels
from kharkiv_tracker.domain import report_flags
from kharkiv_tracker.domain.account import Account
from kharkiv_tracker.domain.count import Ratio
from kharkiv_tracker.domain.counting_rule import Grounds, derive
from kharkiv_tracker.domain.document import Document
from kharkiv_tracker.domain.entry import Entries, IncidentEntry
from kharkiv_tracker.domain.fields import fields_of
from kharkiv_tracker.domain.figure import Figure
from kharkiv_tracker.domain.flag import Finding, FindingKind
from kharkiv_tracker.domain.incident import Incident
from kharkiv_tracker.domain.joint import JointReport
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.when import AsOf, EventTime, zone
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import _
from kharkiv_tracker.labels import flag_text
from kharkiv_tracker.store import flag_queries, identity, incidents
from kharkiv_tracker.store.case_file import CaseFile

_LABELLED = {field.name: field for field in fields_of(Account)}


@dataclass(frozen=True, slots=True)
class Doubt:
    """What is odd about the value of a field; `flag` would be raised for it once it is saved."""

    field: str
    sentence: str
    flag: FindingKind | None = None


def of_entries(case: CaseFile, entries: Entries) -> list[tuple[str, Doubt]]:
    """What is odd about each entry, with its path."""
    return list(_of_entries(case, entries, _today()))


def of_correction(case: CaseFile, code: str, before: object, after: object) -> list[Doubt]:
    """What a corrected record makes odd that was not; `code` is its incident, "" without."""
    today = _today()
    if isinstance(after, Incident) and isinstance(before, Incident):
        reports = incidents.reports(case, code)
        odd = list(_of_event(after, reports, today))
        known = set(_of_event(before, reports, today))
    elif isinstance(after, Account) and isinstance(before, Account):
        event = incidents.incident(case, code).event if code else None
        odd = list(_of_account(after, event, today))
        known = set(_of_account(before, event, today))
        if isinstance(after, Report) and isinstance(before, Report):
            grounds = incidents.grounds(case, code)
            reports = tuple(
                replace(after, uid=report.uid, number=report.number, died=report.died)
                if report.uid == before.uid
                else report
                for report in grounds.reports
            )
            odd += _of_tolls(case, derive(grounds), replace(grounds, reports=reports))
    elif isinstance(after, Document):
        odd, known = list(_of_document(after, today)), set()
    else:
        return []
    return [doubt for doubt in odd if doubt not in known]


def _of_entries(case: CaseFile, entries: Entries, today: date) -> Iterator[tuple[str, Doubt]]:
    for entry in entries.incidents:
        yield from _of_incident(case, entry, today)
    for number, total in enumerate(entries.statements):
        for doubt in _of_account(total, None, today):
            yield f"statements[{number}]", doubt
    for number, joint in enumerate(entries.joint):
        for doubt in _of_account(joint, _last_event(case, joint), today):
            yield f"joint_reports[{number}]", doubt
    for begun in entries.documents:
        for doubt in _of_document(begun.document, today):
            yield begun.path, doubt


def _of_incident(case: CaseFile, entry: IncidentEntry, today: date) -> Iterator[tuple[str, Doubt]]:
    grounds, event = Grounds(()), entry.incident.event if entry.incident else None
    if entry.code:
        try:
            grounds = incidents.grounds(case, entry.code)
            event = incidents.incident(case, entry.code).event
        except Refused:
            # There is no such incident; adding to it says so.
            return
    if entry.incident:
        for doubt in _of_event(entry.incident, (), today):
            yield entry.path, doubt
    for number, report in enumerate(entry.reports):
        for doubt in _of_account(report, event, today):
            yield f"{entry.path}.reports[{number}]", doubt
    # Reports of one time are told apart by their ids, which these do not have yet.
    new = (replace(report, uid=f"new {number}") for number, report in enumerate(entry.reports))
    with_new = replace(grounds, reports=(*grounds.reports, *new))
    for doubt in _of_tolls(case, derive(grounds) if entry.code else {}, with_new):
        yield entry.path, doubt


def _of_event(incident: Incident, reports: Iterable[Report], today: date) -> Iterator[Doubt]:
    """A day after today, and reports that are from before it."""
    day = incident.event.date
    if day and day > today:
        sentence = _("The incident is dated in the future: {day}.").format(day=labels.date(day))
        yield Doubt("when", sentence, FindingKind.IMPLAUSIBLE_DATE)
    for report in reports:
        for when in report_flags.before(incident.event, report):
            sentence = _("Report {number} is from before the incident: {day}.").format(
                number=report.number, day=labels.as_of(when)
            )
            yield Doubt("when", sentence, FindingKind.IMPLAUSIBLE_DATE)


def _of_account(account: Account, event: EventTime | None, today: date) -> Iterator[Doubt]:
    """A report, official total or combined report without a source, or with an odd time."""
    is_named = account.source.name or str(account.speaker) or account.document
    if not is_named and not account.as_of and not account.quote.strip():
        yield Doubt("source", _("Source, speaker, “as of” and quote are all blank."))
    too_early = tuple(report_flags.before(event, account)) if event else ()
    for field, when in (("as_of", account.as_of), ("published", account.published)):
        if when and when in too_early:
            yield _dated(field, _("{field}: {day} is before the incident."), when)
        if when and report_flags.is_after(when, today):
            yield _dated(field, _("{field}: {day} is in the future."), when)


def _of_document(document: Document, today: date) -> Iterator[Doubt]:
    if document.published and report_flags.is_after(document.published, today):
        yield _dated("published", _("{field}: {day} is in the future."), document.published)


def _dated(field: str, sentence: str, when: AsOf) -> Doubt:
    words = sentence.format(field=labels.field(_LABELLED[field]), day=labels.as_of(when))
    return Doubt(field, words, FindingKind.IMPLAUSIBLE_DATE)


def _of_tolls(case: CaseFile, before: Mapping[str, Figure], grounds: Grounds) -> Iterator[Doubt]:
    """Figures that become unusually high for this case file."""
    if _is_small(grounds):
        # Most of what is imported: nothing it comes to can be unusual.
        return
    tolls = {
        quantity: figure.best
        for quantity, figure in derive(grounds).items()
        if figure.best is not None and before.get(quantity, Figure()).best != figure.best
    }
    for quantity, best in flag_queries.unusual(case.db, tolls).items():
        flag = Finding(FindingKind.UNUSUAL_TOLL, "", "", {"quantity": quantity, "best": best})
        yield Doubt(quantity, flag_text.sentence(flag, {}), flag.kind)


def _is_small(grounds: Grounds) -> bool:
    """Whether all counts and persons together are fewer than may be unusual."""
    most = len(grounds.persons)
    for report in grounds.reports:
        for count in report.counts.values():
            if isinstance(count, Ratio):
                return False
            most += max(count.best or 0, count.high or 0)
    return most < flag_queries.LEAST


def _last_event(case: CaseFile, joint: JointReport) -> EventTime | None:
    """The time of the last of the incidents a combined report is about."""
    dated: dict[date, EventTime] = {}
    for code in joint.incidents:
        try:
            event = incidents.incident(case, code).event
        except Refused:
            # There is no such incident; saving it says so.
            continue
        if event.date:
            dated[event.date] = event
    return dated[max(dated)] if dated else None


def _today() -> date:
    return identity.now().astimezone(zone()).date()
