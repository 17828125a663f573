"""The whole chain of reports of one incident, as a table."""

from __future__ import annotations

from kharkiv_tracker import labels
from kharkiv_tracker.domain.figure import Figure
from kharkiv_tracker.domain.quantity import COUNTED, DERIVED, PARTS, UNCOUNTED, subset
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.voice import Offices
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.summary import blocks, tables
from kharkiv_tracker.summary.blocks import Block, Cell, Row
from kharkiv_tracker.summary.incident_summary import IncidentSummary
from kharkiv_tracker.summary.publication_profile import Redactor


def reports(summary: IncidentSummary, redactor: Redactor) -> list[Block]:
    """Every report in the order it became known, with its quote and its source."""
    offices = summary.incident_data.grounds.offices
    rows = [_report(report, offices, redactor) for report in summary.reports]
    head = [_("As of"), _("Speaker"), *tables.headings()]
    section = [blocks.heading(_("All reports, in the order they became known"))]
    section.append(
        blocks.table(head, rows, f"tw{tables.NUMBERS}", size=blocks.LIST)
        if rows
        else blocks.note(_("none recorded"))
    )
    if summary.withdrawn:
        sentence = ngettext(
            "{n} withdrawn report is not shown.",
            "{n} withdrawn reports are not shown.",
            summary.withdrawn,
        )
        section.append(blocks.note(sentence.format(n=labels.number(summary.withdrawn))))
    return section


def _report(report: Report, offices: Offices, redactor: Redactor) -> Row:
    printed = redactor.report(report)
    lines = [
        _marks(report, offices),
        _of_others(report),
        _("“{text}”").format(text=printed.quote) if printed.quote.strip() else "",
        redactor.source(report),
        report.document if redactor.is_internal else "",
        printed.url,
        printed.archive_url,
    ]
    # Of what may be named the version says once that quotes are left out.
    if report.quote.strip() and not redactor.shows(report):
        lines[2] = _("The quote is kept but not printed.")
    when: Cell = labels.as_of(report.as_of)
    if report.published and report.published != report.as_of:
        published = labels.as_of(report.published)
        when = [labels.as_of(report.as_of), _("published {when}").format(when=published)]
    figures = [labels.figure_text(_figure(report, quantity)) for quantity in COUNTED]
    return [when, [redactor.who(report), *(line for line in lines if line.strip())], *figures]


def _figure(report: Report, quantity: str) -> Figure:
    count = report.count(quantity)
    return Figure(count.low, count.best, count.high, count.about)


def _marks(report: Report, offices: Offices) -> str:
    """Its kind, and whether it is official, where that is not as usual."""
    marks = labels.marks(report, offices)
    marks += [] if report.derives else [_("kept, not counted")]
    return tables.capital(", ".join(marks))


def _of_others(report: Report) -> str:
    """Its other numbers: parts, uncounted quantities, deaths in hospital."""
    parts = [
        _("{of}, {people}: {count}").format(
            of=labels.quantity(quantity),
            people=labels.quantity(subset(quantity, part)),
            count=labels.count(report.count(subset(quantity, part))),
        )
        for quantity in COUNTED
        for part in PARTS
        if subset(quantity, part) in report.counts
    ]
    names = [name for name in DERIVED if name.partition(".")[0] in UNCOUNTED]
    uncounted = labels.counts({name: report.count(name) for name in names})
    others = (uncounted, *parts, labels.fighters(report), labels.deaths(report))
    return "; ".join(text for text in others if text)
