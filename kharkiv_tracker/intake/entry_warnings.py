"""Warnings about odd values in a report: shown at the field, never blocking."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from kharkiv_tracker import labels
from kharkiv_tracker.domain.count import Count, Ratio
from kharkiv_tracker.domain.count_checks import compared, falls_far
from kharkiv_tracker.domain.figure import Range
from kharkiv_tracker.domain.quantity import AFFECTED, CHILDREN, COUNTED, INJURED, MINORS, subset
from kharkiv_tracker.domain.report import Report, added
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.domain.tally import Role
from kharkiv_tracker.domain.when import AsOf, local
from kharkiv_tracker.i18n import _
from kharkiv_tracker.labels import people_text

#: A figure seldom grows by more than this factor between two reports.
_BEYOND_REASON = 10


def of_report(
    report: Report, before: Mapping[str, Range], event_day: date | None, now: datetime
) -> dict[str, str]:
    """Sentences by field; `before` are the figures of the incident the report updates."""
    sentences = {
        quantity: sentence
        for quantity in COUNTED
        if (
            sentence := _of_count(
                quantity,
                report.counts,
                _compared(before, quantity) if len(compared(report, quantity)) == 1 else None,
                _before(before, quantity),
            )
        )
    }
    sentences |= _of_times(report.as_of, report.published, now)
    if report.as_of and event_day and _is_before(report.as_of, event_day):
        sentences["as_of"] = _("This is before the strike.")
    return sentences


def large_falls(report: Report, before: Mapping[str, Range]) -> dict[str, str]:
    """Sentences by quantity where an update gives far less than the incident's present figure.

    It may be a correction, a part, or a look-back, which have kinds of report of their own.
    """
    sentences = {}
    for quantity in COUNTED:
        after, figure = added(compared(report, quantity)), _compared(before, quantity)
        if report.role is not Role.UPDATE or figure is None:
            continue
        if after and falls_far(figure, after):
            sentences[quantity] = _("{quantity}: {new}, previously {old}.").format(
                quantity=people_text.capital(labels.quantity(quantity)),
                new=labels.figure_text(after),
                old=labels.figure_text(figure),
            )
    return sentences


def of_event(day: date | None, today: date) -> dict[str, str]:
    return {"when": _("That day is in the future.")} if day and day > today else {}


def of_statement(statement: Statement, earlier: Statement | None, now: datetime) -> dict[str, str]:
    """Sentences by field; `earlier` is the last statement of the same area and beginning."""
    sentences = _of_times(statement.as_of, statement.published, now)
    if earlier is None:
        return sentences
    for quantity in COUNTED:
        sentence = _of_count(quantity, statement.counts, earlier.count(quantity), None)
        then, stated = _children(earlier.counts, quantity), _children(statement.counts, quantity)
        if _number(stated) < _number(then) and stated is not None:
            sentence = _("Fewer children than the {number} reported before.").format(
                number=_number(then)
            )
        if sentence:
            sentences[quantity] = sentence
    return sentences


def _of_count(
    quantity: str,
    counts: Mapping[str, Count | Ratio],
    before: Range | None,
    children: Range | None,
) -> str:
    count = counts.get(quantity)
    if isinstance(count, Count) and before and (sentence := _against(count, before)):
        return sentence
    minors = _children(counts, quantity)
    if children and children.best is not None and minors and _number(minors) > children.best:
        return _("More children than the {number} reported before.").format(number=children.best)
    return ""


def _against(count: Count, before: Range) -> str:
    """The warning about a number after the one before it, or ""."""
    new, old = count.best, before.best
    if new is None or old is None or before.low is None or new == old:
        return ""
    if min(new, old) > 9 and sorted(str(new)) == sorted(str(old)):
        return _("{new} after {old}: are two digits swapped?").format(new=new, old=old)
    if count.high is not None and count.high < before.low:
        return _("Lower than the {number} reported before.").format(number=before.low)
    if old and new > _BEYOND_REASON * old:
        return _("More than ten times the {number} reported before.").format(number=old)
    return ""


def _of_times(as_of: AsOf | None, published: AsOf | None, now: datetime) -> dict[str, str]:
    sentences = {}
    for name, time in (("as_of", as_of), ("published", published)):
        if time and time.start > now:
            sentences[name] = _("That time is in the future.")
    if as_of and published and as_of.is_later_than(published):
        sentences["published"] = _("Published before its “as of” time.")
    return sentences


def _is_before(time: AsOf, day: date) -> bool:
    begin = local(day)
    return time.end < begin or (time.end == begin and not time.is_point)


def _children(counts: Mapping[str, Count | Ratio], quantity: str) -> Range | None:
    minor_counts = [counts.get(subset(quantity, minor)) for minor in MINORS]
    return added(
        [count for count in minor_counts if isinstance(count, Count) and not count.is_unknown]
    )


def _before(figures: Mapping[str, Range], quantity: str) -> Range | None:
    return figures.get(subset(quantity, CHILDREN)) or figures.get(subset(quantity, "child"))


def _compared(figures: Mapping[str, Range], quantity: str) -> Range | None:
    """The figure a count is compared with: injured with all affected, not yet separated."""
    return (figures.get(AFFECTED) if quantity == INJURED else None) or figures.get(quantity)


def _number(figure: Range | None) -> int:
    return figure.best or 0 if figure else 0
