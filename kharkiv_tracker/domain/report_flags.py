"""What is doubtful about reports, given the choice, the official counts and the day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from kharkiv_tracker.domain.account import Account
from kharkiv_tracker.domain.counting_rule import Grounds, Rule
from kharkiv_tracker.domain.evidence import Claim, Evidence
from kharkiv_tracker.domain.figure import Figure, Reason, affected
from kharkiv_tracker.domain.quantity import AFFECTED, INJURED
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.tally import Role
from kharkiv_tracker.domain.when import AsOf, EventTime, Precision, local

#: The key and the content of a flag.
Doubt = tuple[str, dict[str, Any]]

#: Why a date is implausible.
BEFORE, YEAR_AFTER, AFTER_TODAY = "before the event", "a year after", "after today"
_YEAR = timedelta(days=365)


def since_chosen(grounds: Grounds) -> Iterator[Doubt]:
    """Later reports that give another count than the one an analyst chose, by quantity."""
    if grounds.rule is not Rule.CHOSEN:
        return
    evidence = grounds.evidence
    chosen = next((item for item in evidence if item.uid == grounds.chosen), None)
    if chosen is None:
        return
    later = sorted(
        (item for item in evidence if item.is_later_than(chosen)), key=lambda item: item.uid
    )
    for counted, claim in chosen.claims.items():
        differing = {
            item.uid: _number(item, counted) for item in later if _differs(item, counted, claim)
        }
        # Who is affected is reported as injured, unless given apart.
        quantity = INJURED if counted == AFFECTED else counted
        if differing:
            # By the numbers as well: the same reports, corrected, ask again.
            numbers = (f"{uid}={number}" for uid, number in differing.items())
            key = ":".join((quantity, chosen.uid, _bounds(claim), *numbers))
            yield key, {"quantity": quantity, "reports": list(differing)}


def unofficial_above(figures: Mapping[str, Figure], grounds: Grounds) -> dict[str, tuple[str, ...]]:
    """By quantity, the unofficial reports that widen a figure of official counts from above."""
    widened = {
        quantity: uids
        for quantity, figure in figures.items()
        if (uids := figure.reports(Reason.WIDENED))
    }
    if not widened:
        return {}
    evidence = {item.uid: item for item in grounds.evidence}
    above: dict[str, tuple[str, ...]] = {}
    for quantity, uids in widened.items():
        adopted = figures[quantity].reports(Reason.ADOPTED)
        if adopted and all(evidence[uid].is_official for uid in adopted):
            # Of the injured all affected are compared, as they are not yet separated.
            is_injured = quantity == INJURED
            best = (affected(figures) if is_injured else figures[quantity]).best or 0
            counted = AFFECTED if is_injured else quantity
            unofficial = tuple(uid for uid in uids if _is_above(evidence[uid], counted, best))
            if unofficial:
                above[quantity] = unofficial
    return above


def implausible_dates(event: EventTime, reports: Iterable[Report]) -> Iterator[Doubt]:
    """Reports dated before the event, or a year and more after it; look-backs may be.

    Whether a date is after today depends on the day it is asked.
    """
    if event.date is None:
        return
    last = event.until.last_day if event.until else event.date
    year_after = local(last) + _YEAR
    dated = [report for report in reports if not report.withdrawn]
    derived = [report for report in dated if report.role is not Role.RETOLD]
    for why, doubtful in (
        (BEFORE, [(report.uid, when) for report in dated for when in before(event, report)]),
        (YEAR_AFTER, [(report.uid, w) for report in derived for w in _after(report, year_after)]),
    ):
        if doubtful:
            days = (f"{uid}@{when}" for uid, when in doubtful)
            content = {
                "why": why,
                "day": str(doubtful[0][1]),
                "reports": list(dict.fromkeys(uid for uid, _when in doubtful)),
            }
            yield ":".join((why, event.date.isoformat(), *days)), content


def before(event: EventTime, account: Account) -> Iterator[AsOf]:
    """The times of an account that are before the event, whose day is known."""
    if event.date is None:
        return
    hour = event.time if event.precision is Precision.EXACT else None
    first = local(event.date, hour or time(0))
    for when in (account.as_of, account.published):
        if when and (when.end < first or (when.end == first and not when.is_point)):
            yield when


def is_after(when: AsOf, today: date) -> bool:
    """Whether a time, or the last of its days, is after today: a month that is not over is not."""
    return when.text.rpartition("/")[2] > f"{today.isoformat()}~"


def _differs(item: Evidence, quantity: str, chosen: Claim) -> bool:
    """Whether a later report has something else to say of a quantity."""
    is_typed = quantity in item.typed
    if item.deaths and not is_typed:
        return True
    claim = item.claims.get(quantity)
    if claim is None:
        return False
    if claim.is_none and item.voice != chosen.evidence.voice:
        # A report of none says nothing of what others report.
        return False
    if claim.is_open and claim.best <= chosen.best:
        # A later “at least” of just as many says that there may be more; one site does not.
        is_whole = is_typed and not item.is_partial
        return is_whole and claim.best == chosen.best and not chosen.is_open
    return (claim.best, claim.high) != (chosen.best, chosen.high)


def _number(item: Evidence, quantity: str) -> str:
    claim = item.claims.get(quantity)
    return f"{_bounds(claim) if claim else ''}{f'†{item.deaths}' if item.deaths else ''}"


def _bounds(claim: Claim) -> str:
    return f"{claim.best}-{'' if claim.high is None else claim.high}"


def _is_above(item: Evidence, quantity: str, best: int) -> bool:
    claim = item.claims.get(quantity)
    return claim is not None and not item.is_official and claim.best > best


def _after(report: Report, year_after: datetime) -> Iterator[AsOf]:
    for when in (report.as_of, report.published):
        if when and when.start >= year_after:
            yield when
