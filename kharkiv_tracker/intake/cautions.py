"""What looks odd in a report and may still be right: said beside the field, never in the way."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from kharkiv_tracker.domain.count import Count, Ratio
from kharkiv_tracker.domain.figure import Range
from kharkiv_tracker.domain.quantity import CHILDREN, COUNTED, MINORS, subset
from kharkiv_tracker.domain.report import Report, added
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.domain.when import AsOf, local
from kharkiv_tracker.i18n import _

#: A toll seldom grows by more than this factor between two reports.
_BEYOND_REASON = 10


def of_report(
    report: Report, before: Mapping[str, Range], event_day: date | None, now: datetime
) -> dict[str, str]:
    """Sentences by field; `before` are the figures of the incident the report updates."""
    found = {
        whole: sentence
        for whole in COUNTED
        if (sentence := _of_count(whole, report.counts, before.get(whole), _before(before, whole)))
    }
    found |= _of_times(report.as_of, report.published, now)
    if report.as_of and event_day and _is_before(report.as_of, event_day):
        found["as_of"] = _("That is before the strike.")
    return found


def of_event(day: date | None, today: date) -> dict[str, str]:
    return {"when": _("That day lies in the future.")} if day and day > today else {}


def of_statement(statement: Statement, earlier: Statement | None, now: datetime) -> dict[str, str]:
    """Sentences by field; `earlier` is the last statement of the same area and beginning."""
    found = _of_times(statement.as_of, statement.published, now)
    if earlier is None:
        return found
    for whole in COUNTED:
        sentence = _of_count(whole, statement.counts, earlier.count(whole), None)
        then, told = _children(earlier.counts, whole), _children(statement.counts, whole)
        if _number(told) < _number(then) and told is not None:
            sentence = _("Fewer children than the {number} stated before.").format(
                number=_number(then)
            )
        if sentence:
            found[whole] = sentence
    return found


def _of_count(
    whole: str,
    counts: Mapping[str, Count | Ratio],
    before: Range | None,
    children: Range | None,
) -> str:
    told = counts.get(whole)
    if isinstance(told, Count) and before and (sentence := _against(told, before)):
        return sentence
    minors = _children(counts, whole)
    if children and children.best is not None and minors and _number(minors) > children.best:
        return _("More children than the {number} reported before.").format(number=children.best)
    return ""


def _against(told: Count, before: Range) -> str:
    """What is odd about a number after the one before it."""
    new, old = told.best, before.best
    if new is None or old is None or before.low is None or new == old:
        return ""
    if min(new, old) > 9 and sorted(str(new)) == sorted(str(old)):
        return _("{new} after {old}: are two digits the wrong way round?").format(new=new, old=old)
    if told.high is not None and told.high < before.low:
        return _("That is below the {number} reported before.").format(number=before.low)
    if old and new > _BEYOND_REASON * old:
        return _("That is more than ten times the {number} reported before.").format(number=old)
    return ""


def _of_times(as_of: AsOf | None, published: AsOf | None, now: datetime) -> dict[str, str]:
    found = {}
    for name, time in (("as_of", as_of), ("published", published)):
        if time and time.start > now:
            found[name] = _("That lies in the future.")
    if as_of and published and as_of.is_later_than(published):
        found["published"] = _("Published before the time it speaks of.")
    return found


def _is_before(time: AsOf, day: date) -> bool:
    begin = local(day)
    return time.end < begin or (time.end == begin and not time.is_point)


def _children(counts: Mapping[str, Count | Ratio], whole: str) -> Range | None:
    told = [counts.get(subset(whole, minor)) for minor in MINORS]
    return added([count for count in told if isinstance(count, Count) and not count.is_unknown])


def _before(figures: Mapping[str, Range], whole: str) -> Range | None:
    return figures.get(subset(whole, CHILDREN)) or figures.get(subset(whole, "child"))


def _number(told: Range | None) -> int:
    return told.best or 0 if told else 0
