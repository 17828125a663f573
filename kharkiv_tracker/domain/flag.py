"""Findings: reasons to look at a record, doubtful or unfinished.

A finding refuses nothing and changes no figure. Its key names the very thing it is about, so that
a dismissed flag stays dismissed, and the same doubt about anything else is flagged again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise
from typing import Any

from kharkiv_tracker import city
from kharkiv_tracker.domain import report_flags
from kharkiv_tracker.domain.count_checks import ReportedCount, compared_names, falls, jump, swapped
from kharkiv_tracker.domain.counting_rule import Grounds, Step, derive
from kharkiv_tracker.domain.figure import Figure, Reason
from kharkiv_tracker.domain.incident import Incident, ReviewState
from kharkiv_tracker.domain.person import Person
from kharkiv_tracker.domain.quantity import AFFECTED, CHILDREN, COUNTED, GROUPS, subset
from kharkiv_tracker.domain.recorded_persons import RecordedPersons
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.domain.word import Word
from kharkiv_tracker.i18n import NP_


class FindingKind(Word):
    """Why a record waits; what contradicts itself comes first."""

    JOINT_CONTRADICTION = "joint contradiction", NP_("finding", "Combined report differs")
    REMAINDER_TWICE = "remainder counted twice", NP_("finding", "Remainders overlap")
    DISAGREEMENT = "disagreement", NP_("finding", "Disagreement")
    UNOFFICIAL_ABOVE = (
        "unofficial above official",
        NP_("finding", "Unofficial higher than official"),
    )
    SINCE_CHOSEN = "since the choice", NP_("finding", "Newer than chosen")
    FALLS = "falls", NP_("finding", "Number fell")
    DIGITS_SWAPPED = "digits swapped", NP_("finding", "Digits swapped?")
    JUMP = "jump", NP_("finding", "Sharp increase")
    UNUSUAL_TOLL = "unusual toll", NP_("finding", "Unusually high")
    IMPLAUSIBLE_DATE = "implausible date", NP_("finding", "Implausible date")
    NOT_FITTING = "not fitting", NP_("finding", "Part does not fit")
    PERSONS_EXCEED = "persons exceed figure", NP_("finding", "More people than the figure")
    SAME_PERSON = "same person", NP_("finding", "Same person")
    SAME_IDENTIFIER = "same identifier", NP_("finding", "Same identifier")
    POSSIBLE_DUPLICATE = "possible duplicate", NP_("finding", "Possible duplicate")
    WORDS_DIFFER = "words differ", NP_("finding", "Quote differs")
    OFFICE_UNJUDGED = "office not judged", NP_("finding", "Office not assessed")
    OFFICES_ALIKE = "offices alike", NP_("finding", "Similar offices")
    UNREAD_DOCUMENT = "document not used", NP_("finding", "Document not used")
    CHANGED = "changed since approval", NP_("finding", "Changed since approval")
    SINGLE_SPEAKER = "single speaker", NP_("finding", "Single speaker")
    DISTRICT_UNKNOWN = "district unknown", NP_("finding", "District unknown")
    UNDATED = "undated", NP_("finding", "Undated")
    PROVISIONAL = "provisional", NP_("finding", "Provisional")
    NO_UPDATE = "no update", NP_("finding", "No update")
    NOT_APPROVED = "not approved", NP_("finding", "Not approved")


#: An event younger than so many days is provisional: its numbers still change.
PROVISIONAL_DAYS = 7
_CHECKED_QUANTITIES = (*COUNTED, *(subset(quantity, CHILDREN) for quantity in COUNTED))


@dataclass(frozen=True, slots=True)
class Finding:
    """One doubt about the incident, statement, joint report or document of a code.

    `content` is what its sentence needs: `quantity`, `before`, `after`, `reports` (their ids),
    `others` (codes) and the like, never a name. `aside` is the reason it was dismissed for.
    """

    kind: FindingKind
    code: str
    key: str = ""
    content: Mapping[str, Any] = field(default_factory=dict)
    aside: str = ""


def of_incident(incident: Incident, grounds: Grounds, steps: Sequence[Step]) -> Iterator[Finding]:
    """The findings about an incident that counts; `steps` are those of its figures.

    A long time without an update depends on today:
    NO_UPDATE comes with the day of the last report, for the caller to compare. So do dates after
    today, and an unusual number depends on the others: neither is among them.
    """
    valid = [report for report in grounds.reports if report.derives]
    figures = {step.quantity: step.figure for step in steps}
    if grounds.persons or any("." in name for report in valid for name in report.counts):
        # Which parts do not fit is left out of the steps.
        figures = derive(grounds)
    doubts = [
        *_disagreements(figures, report_flags.unofficial_above(figures, grounds)),
        *_of_kind(FindingKind.SINCE_CHOSEN, report_flags.since_chosen(grounds)),
        *_of_kind(
            FindingKind.IMPLAUSIBLE_DATE,
            report_flags.implausible_dates(incident.event, grounds.reports),
        ),
        *_not_fitting(figures),
        *_between_reports(grounds, valid),
        *_jumps(steps),
        *_persons_exceeding(figures, grounds.persons),
        *_single_speaker(grounds, valid),
        *_undone(incident, valid),
    ]
    for kind, key, content in doubts:
        yield Finding(kind, incident.code, key, content)


def of_statements(statements: Iterable[Statement]) -> Iterator[Finding]:
    """Official totals of one area since one day that fall, jump or swap digits over time."""
    series: dict[object, list[Statement]] = {}
    for statement in statements:
        if not statement.withdrawn and statement.as_of is not None:
            series.setdefault((statement.area, statement.since), []).append(statement)
    for one_series in series.values():
        for quantity in _CHECKED_QUANTITIES:
            counts = [
                count
                for official_total in one_series
                if (count := ReportedCount.of(official_total, quantity, official_total.code))
            ]
            for later, before in _followed(counts):
                yield from _between_statements(quantity, before, later)


def counted(persons: Iterable[Person], quantity: str) -> int:
    """How many of these persons a counted quantity counts; records of one person are one."""
    those_counted = [person for person in persons if person.is_counted]
    records = {person.uid for person in those_counted if person.uid}
    return sum(
        person.counts_as == quantity and person.same_as not in records for person in those_counted
    )


_Doubt = tuple[FindingKind, str, dict[str, Any]]


def _of_kind(kind: FindingKind, doubts: Iterable[report_flags.Doubt]) -> Iterator[_Doubt]:
    return ((kind, key, content) for key, content in doubts)


def _disagreements(
    figures: Mapping[str, Figure], unofficial: Mapping[str, tuple[str, ...]]
) -> Iterator[_Doubt]:
    """Who widens a range; of an unofficial count above official ones that is said instead."""
    for quantity, figure in figures.items():
        if quantity == AFFECTED:
            # Where affected are given apart, the injured widen with them.
            continue
        above = unofficial.get(quantity, ())
        others = tuple(uid for uid in figure.reports(Reason.WIDENED) if uid not in above)
        for kind, uids in (
            (FindingKind.DISAGREEMENT, others),
            (FindingKind.UNOFFICIAL_ABOVE, above),
        ):
            if uids:
                content = {"quantity": quantity, "reports": list(uids)}
                # By its values as well: the same reports, corrected, may disagree again.
                bounds = (str(figure.best), str(figure.high))
                yield kind, ":".join((quantity, *uids, *bounds)), content


def _not_fitting(figures: Mapping[str, Figure]) -> Iterator[_Doubt]:
    """Parts that were left out of a figure because they contradict what is held."""
    for quantity, figure in figures.items():
        for reason in figure.because:
            # Persons that do not fit are more than the figure has of them.
            reports = [uid for uid in reason.reports if uid]
            if reason.reason is Reason.NOT_FITTING and reports:
                name = subset(quantity, reason.part)
                content = {"quantity": name, "reports": reports}
                bounds = (str(figure.best), str(figure.high))
                yield FindingKind.NOT_FITTING, ":".join((name, *reports, *bounds)), content


def _between_reports(grounds: Grounds, reports: Sequence[Report]) -> Iterator[_Doubt]:
    if len(reports) < 2:
        return
    voices = [item.voice for item in grounds.evidence]
    for quantity in _CHECKED_QUANTITIES:
        names = compared_names(quantity)
        giving = [
            (report, voice)
            for report, voice in zip(reports, voices, strict=True)
            if not names.isdisjoint(report.counts)
        ]
        if len(giving) < 2:
            continue
        counts = [
            count
            for report, voice in giving
            if (count := ReportedCount.of(report, quantity, report.uid, voice))
        ]
        by_speaker: dict[str, list[ReportedCount]] = {}
        for count in counts:
            if count.speaker:
                by_speaker.setdefault(count.speaker, []).append(count)
        for speaker_counts in by_speaker.values():
            for later, before in _followed(speaker_counts):
                if falls(before, later):
                    yield _pair(FindingKind.FALLS, quantity, before, later)
        for higher, lower in swapped(counts):
            yield _pair(FindingKind.DIGITS_SWAPPED, quantity, higher, lower)


def _pair(kind: FindingKind, quantity: str, before: ReportedCount, after: ReportedCount) -> _Doubt:
    key = f"{quantity}:{before.name}:{after.name}:{before.text}:{after.text}"
    content = {
        "quantity": quantity,
        "before": before.text,
        "after": after.text,
        "reports": [before.name, after.name],
    }
    return kind, key, content


def _jumps(steps: Sequence[Step]) -> Iterator[_Doubt]:
    for quantity in COUNTED:
        bests = [step.figure.best for step in steps if step.quantity == quantity]
        # A figure that goes back and jumps once more does not jump twice.
        for before, after in dict.fromkeys(pairwise(bests)):
            if before is not None and after is not None and jump(before, after):
                content = {"quantity": quantity, "before": str(before), "after": str(after)}
                yield FindingKind.JUMP, f"{quantity}:{before}:{after}", content


def _persons_exceeding(
    figures: Mapping[str, Figure], persons: Sequence[Person]
) -> Iterator[_Doubt]:
    """More persons than the figure has at most; fewer is usual, since few are named."""
    if not persons:
        return
    recorded = RecordedPersons(persons)
    for quantity in COUNTED:
        numbers = {quantity: counted(persons, quantity)}
        for group, number in recorded.numbers(quantity, None).items():
            numbers[subset(quantity, group)] = number
        unfit = {
            subset(quantity, reason.part)
            for reason in figures.get(quantity, Figure()).because
            if reason.reason is Reason.NOT_FITTING and "" in reason.reports
        }
        exceeding: dict[str, int] = {}
        for name, number in numbers.items():
            figure = figures.get(name, Figure())
            # A group of which nothing fits beside the others has no figure.
            high = (figure.low or 0) if name in unfit else figure.high
            if high is not None and number > high:
                exceeding[name] = high
        for name, high in exceeding.items():
            # A boy too many is a child too many.
            _quantity, _dot, group = name.partition(".")
            if not any(subset(quantity, part) in exceeding for part in GROUPS.get(group) or ()):
                content = {"quantity": name, "persons": numbers[name], "high": high}
                yield FindingKind.PERSONS_EXCEED, f"{name}:{numbers[name]}:{high}", content


def _single_speaker(grounds: Grounds, reports: Sequence[Report]) -> Iterator[_Doubt]:
    """One office is one speaker however many outlets quote it; so is each unnamed speaker."""
    voices = {item.voice for item in grounds.evidence}
    if len(voices) == 1:
        uids = sorted(report.uid for report in reports)
        yield FindingKind.SINGLE_SPEAKER, uids[0], {"reports": uids}


def _undone(incident: Incident, reports: Sequence[Report]) -> Iterator[_Doubt]:
    if incident.district in city.load().unknown_areas:
        yield FindingKind.DISTRICT_UNKNOWN, incident.district, {"district": incident.district}
    if incident.event.date is None:
        yield FindingKind.UNDATED, "", {}
    if incident.state is not ReviewState.APPROVED:
        yield FindingKind.NOT_APPROVED, incident.state.value, {"state": incident.state.value}
        days = [when.last_day for report in reports if (when := report.published or report.as_of)]
        if days:
            day = max(days).isoformat()
            yield FindingKind.NO_UPDATE, day, {"day": day}


def _between_statements(
    quantity: str, before: ReportedCount, later: ReportedCount
) -> Iterator[Finding]:
    content = {
        "quantity": quantity,
        "before": before.text,
        "after": later.text,
        "others": [before.name],
    }
    key = f"{quantity}:{before.name}:{before.text}:{later.text}"
    for kind, doubtful in (
        (FindingKind.FALLS, falls(before, later)),
        (FindingKind.DIGITS_SWAPPED, any(swapped((before, later)))),
        (FindingKind.JUMP, jump(before.best, later.best)),
    ):
        if doubtful:
            yield Finding(kind, later.name, key, content)


def _followed(counts: Sequence[ReportedCount]) -> Iterator[tuple[ReportedCount, ReportedCount]]:
    """Each count with the last one before it; those of which none is earlier for certain alone."""
    timed = sorted(counts, key=ReportedCount.order)
    for number, later in enumerate(timed):
        earlier = (count for count in reversed(timed[:number]) if later.is_later_than(count))
        for before in islice(earlier, 1):
            yield later, before
