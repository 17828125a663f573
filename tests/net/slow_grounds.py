"""What a case file rests on, as the slow rule of `tests/domain` takes it."""

from dataclasses import replace

from kharkiv_tracker.domain.account import resolved
from kharkiv_tracker.domain.counting_rule import Grounds, Rule, derive
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.voice import Offices
from kharkiv_tracker.domain.when import AsOf
from tests.domain import slow_rule
from tests.domain.rule_comparison import RULES, fast_result, slow_result


def compared(grounds: Grounds, rule: Rule) -> tuple[object, object]:
    """The program's figures of an incident without persons, and those of the slow rule."""
    reports = [slow_report(report, grounds.offices) for report in grounds.reports]
    slow = slow_rule.derive(
        reports, RULES[rule], grounds.chosen, stress_counts=grounds.stress_counts
    )
    return fast_result(derive(replace(grounds, rule=rule))), slow_result(slow)


def slow_report(report: Report, offices: Offices) -> slow_rule.SlowReport:
    """A report with the voice and authority the program gives it."""
    voice = offices.voice(report)
    counts = {name: resolved(report.counts, name) for name in report.counts}
    return slow_rule.SlowReport(
        name=report.uid,
        voice=str(voice.key) or report.uid,
        official=voice.is_official,
        as_of=_stretch(report.as_of),
        published=_stretch(report.published),
        role=report.role.value,
        withdrawn=report.withdrawn,
        counts={
            name: (count.low, count.low, count.high, count.about)
            for name, count in counts.items()
            if count.low is not None
        },
        deaths=report.transfer or 0,
        dead=tuple(report.died),
    )


def _stretch(when: AsOf | None) -> tuple[float, float] | None:
    return (when.start.timestamp(), when.end.timestamp()) if when else None
