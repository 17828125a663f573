"""What waits for a person to look at it: everything about a record that is doubtful or undone.

A finding refuses nothing and changes no figure. Its key names the very thing it is about, so that
what is set aside stays so, and the same doubt about anything else comes up again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise
from typing import Any

from kharkiv_tracker import city
from kharkiv_tracker.domain.derive import Step
from kharkiv_tracker.domain.doubt import Said, falls, jump, swapped
from kharkiv_tracker.domain.figure import Figure, Reason
from kharkiv_tracker.domain.incident import Incident, ReviewState
from kharkiv_tracker.domain.person import Person
from kharkiv_tracker.domain.quantity import CHILDREN, COUNTED, subset
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.domain.word import Word
from kharkiv_tracker.i18n import NP_


class FindingKind(Word):
    """Why a record waits; what contradicts itself comes first."""

    JOINT_CONTRADICTION = "joint contradiction", NP_("finding", "Joint report contradicts")
    DISAGREEMENT = "disagreement", NP_("finding", "Disagreement")
    FALLS = "falls", NP_("finding", "Falls")
    DIGITS_SWAPPED = "digits swapped", NP_("finding", "Digits swapped?")
    JUMP = "jump", NP_("finding", "Jump")
    PERSONS_EXCEED = "persons exceed figure", NP_("finding", "More persons than the figure")
    SAME_PERSON = "same person", NP_("finding", "Same person")
    SINGLE_SPEAKER = "single speaker", NP_("finding", "Single speaker")
    DISTRICT_UNKNOWN = "district unknown", NP_("finding", "District unknown")
    UNDATED = "undated", NP_("finding", "Undated")
    PROVISIONAL = "provisional", NP_("finding", "Provisional")
    NO_UPDATE = "no update", NP_("finding", "No update")
    NOT_APPROVED = "not approved", NP_("finding", "Not approved")


#: An event younger than so many days is provisional: its toll still moves.
PROVISIONAL_DAYS = 7
_TOLD = (*COUNTED, *(subset(whole, CHILDREN) for whole in COUNTED))


@dataclass(frozen=True, slots=True)
class Finding:
    """One doubt about the incident, statement or joint report of a code.

    `told` holds what its sentence needs: `quantity`, `before`, `after`, `reports` (their ids),
    `others` (codes) and the like, never a name. `aside` is the reason it was set aside for.
    """

    kind: FindingKind
    code: str
    key: str = ""
    told: Mapping[str, Any] = field(default_factory=dict)
    aside: str = ""


def of_incident(
    incident: Incident,
    reports: Sequence[Report],
    steps: Sequence[Step],
    persons: Iterable[Person],
) -> Iterator[Finding]:
    """What is doubtful or undone about an incident that counts; `steps` are those of its figures.

    Reports come with the offices the case knows. That nothing was said for long depends on today:
    NO_UPDATE is found with the day of the last report, for whoever asks to compare.
    """
    live = [report for report in reports if not report.withdrawn]
    figures = {step.quantity: step.figure for step in steps}
    found = [
        *_disagreements(figures),
        *_between_reports(live),
        *_jumps(steps),
        *_persons_exceeding(figures, [person for person in persons if not person.withdrawn]),
        *_single_speaker(live),
        *_undone(incident, live),
    ]
    for kind, key, told in found:
        yield Finding(kind, incident.code, key, told)


def of_statements(statements: Iterable[Statement]) -> Iterator[Finding]:
    """Official totals of one area since one day that fall, jump or swap digits as they go on."""
    series: dict[object, list[Statement]] = {}
    for statement in statements:
        if not statement.withdrawn and statement.as_of is not None:
            series.setdefault((statement.area, statement.since), []).append(statement)
    for told in series.values():
        for quantity in _TOLD:
            said = [one for each in told if (one := Said.of(each, quantity, each.code))]
            for later, before in _followed(said):
                yield from _between_statements(quantity, before, later)


def counted(persons: Iterable[Person], whole: str) -> int:
    """How many of these persons a counted quantity counts."""
    return sum(person.counts_as == whole and not person.withdrawn for person in persons)


_Found = tuple[FindingKind, str, dict[str, Any]]


def _disagreements(figures: Mapping[str, Figure]) -> Iterator[_Found]:
    for quantity, figure in figures.items():
        apart = (*figure.reports(Reason.WIDENED), *figure.reports(Reason.OPENED))
        if apart:
            told = {"quantity": quantity, "reports": list(apart)}
            # By what it comes to as well: the same reports corrected may disagree anew.
            ends = (str(figure.best), str(figure.high))
            yield FindingKind.DISAGREEMENT, ":".join((quantity, *apart, *ends)), told


def _between_reports(reports: Sequence[Report]) -> Iterator[_Found]:
    for quantity in _TOLD:
        said = [one for each in reports if (one := Said.of(each, quantity, each.uid))]
        voices: dict[str, list[Said]] = {}
        for one in said:
            if one.speaker:
                voices.setdefault(one.speaker, []).append(one)
        for own in voices.values():
            for later, before in _followed(own):
                if falls(before, later):
                    yield _pair(FindingKind.FALLS, quantity, before, later)
        for higher, lower in swapped(said):
            yield _pair(FindingKind.DIGITS_SWAPPED, quantity, higher, lower)


def _pair(kind: FindingKind, quantity: str, before: Said, after: Said) -> _Found:
    key = f"{quantity}:{before.name}:{after.name}:{before.text}:{after.text}"
    told = {
        "quantity": quantity,
        "before": before.text,
        "after": after.text,
        "reports": [before.name, after.name],
    }
    return kind, key, told


def _jumps(steps: Sequence[Step]) -> Iterator[_Found]:
    for quantity in COUNTED:
        bests = [step.figure.best for step in steps if step.quantity == quantity]
        for before, after in pairwise(bests):
            if before is not None and after is not None and jump(before, after):
                told = {"quantity": quantity, "before": str(before), "after": str(after)}
                yield FindingKind.JUMP, f"{quantity}:{before}:{after}", told


def _persons_exceeding(
    figures: Mapping[str, Figure], persons: Sequence[Person]
) -> Iterator[_Found]:
    """More persons than the figure has at most; fewer is how it is with names."""
    for whole in COUNTED:
        high = figures[whole].high if whole in figures else None
        number = counted(persons, whole)
        if high is not None and number > high:
            told = {"quantity": whole, "persons": number, "high": high}
            yield FindingKind.PERSONS_EXCEED, f"{whole}:{number}:{high}", told


def _single_speaker(reports: Sequence[Report]) -> Iterator[_Found]:
    """An office is one voice however many outlets quote it; every unnamed speaker is another."""
    voices = {report.speaker.key or report.uid for report in reports}
    if len(voices) == 1:
        told = sorted(report.uid for report in reports)
        yield FindingKind.SINGLE_SPEAKER, told[0], {"reports": told}


def _undone(incident: Incident, reports: Sequence[Report]) -> Iterator[_Found]:
    if incident.district in city.load().unknown_areas:
        yield FindingKind.DISTRICT_UNKNOWN, incident.district, {"district": incident.district}
    if incident.event.date is None:
        yield FindingKind.UNDATED, "", {}
    if incident.state is not ReviewState.APPROVED:
        yield FindingKind.NOT_APPROVED, incident.state.value, {"state": incident.state.value}
        known = [when.last_day for each in reports if (when := each.published or each.as_of)]
        if known:
            day = max(known).isoformat()
            yield FindingKind.NO_UPDATE, day, {"day": day}


def _between_statements(quantity: str, before: Said, later: Said) -> Iterator[Finding]:
    told = {
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
            yield Finding(kind, later.name, key, told)


def _followed(said: Sequence[Said]) -> Iterator[tuple[Said, Said]]:
    """Each count with the last one before it; those of which none is earlier for certain alone."""
    timed = sorted(said, key=Said.order)
    for number, later in enumerate(timed):
        earlier = (one for one in reversed(timed[:number]) if later.is_later_than(one))
        for before in islice(earlier, 1):
            yield later, before
