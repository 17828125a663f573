"""Official running totals on the page, apart from our figures, with our sums for comparison."""

from __future__ import annotations

from kharkiv_tracker import gazetteer, labels
from kharkiv_tracker.domain.count import Count
from kharkiv_tracker.domain.quantity import COUNTED, MINORS, QUANTITIES, subset
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.summary import blocks
from kharkiv_tracker.summary.blocks import Block
from kharkiv_tracker.summary.publication_profile import Redactor
from kharkiv_tracker.summary.statement_comparison import StatementComparison
from kharkiv_tracker.summary.summary_data import SelectionData


def statements(data: SelectionData) -> list[Block]:
    """The official totals by area and beginning, the latest first; empty without any."""
    redactor = Redactor(data.request.profile, names=data.names)
    groups: dict[str, list[str]] = {}
    for comparison in data.statements:
        lines = groups.setdefault(_scope(comparison.statement), [])
        lines.append(
            " ".join(part for part in (_sentence(comparison, redactor), _own(comparison)) if part)
        )
    listed: list[dict[str, object]] = [
        {"scope": scope, "lines": lines} for scope, lines in groups.items()
    ]
    if earlier := data.earlier_statements:
        counted = ngettext(
            "{n} earlier total is recorded but not listed.",
            "{n} earlier totals are recorded but not listed.",
            earlier,
        )
        listed.append({"scope": "", "lines": [counted.format(n=labels.number(earlier))]})
    if not listed:
        return []
    return [blocks.panel(_("Official totals, not part of the figures above"), listed)]


def _scope(statement: Statement) -> str:
    """The area of a statement and the day it counts from."""
    place = gazetteer.load().get(statement.area)
    area = labels.area(place) if place else statement.area
    if statement.since is None:
        return area
    return _("{area} since {date}").format(area=area, date=labels.date(statement.since))


def _sentence(comparison: StatementComparison, redactor: Redactor) -> str:
    """When and by whom it was published, and the reported counts."""
    statement = comparison.statement
    counts = []
    for quantity in QUANTITIES:
        count = statement.count(quantity)
        if not count.is_unknown:
            counts.append(_people(quantity, count, _children(statement, quantity)))
    return _("{when} · {who}: {counts}.").format(
        when=labels.as_of(statement.as_of),
        who=redactor.speaks(statement),
        counts=", ".join(counts),
    )


def _own(comparison: StatementComparison) -> str:
    """Our own sum of the same area and period, as it was known then."""
    if comparison.too_many:
        return _("Too many incidents to verify the totals on this page.")
    if comparison.own is None:
        return _("We have nothing to compare it with.")
    counts = [
        _(QUANTITIES[quantity].count).format(count=figure)
        for quantity, total in zip(COUNTED, comparison.own.toll.counted, strict=True)
        if (figure := labels.figure_with_unknown(total))
    ]
    return _("Our figure at that time: {counts}.").format(counts=", ".join(counts))


def _people(quantity: str, count: Count, children: str) -> str:
    text = labels.count_of(quantity, count)
    return f"{text} ({children})" if children else text


def _children(statement: Statement, quantity: str) -> str:
    """Children as the statement gives them, where it does."""
    counts = [statement.count(subset(quantity, minor)) for minor in MINORS]
    stated = [count for count in counts if not count.is_unknown]
    if len(stated) != 1:
        return ""
    number = stated[0].number or 0
    return ngettext("{count} child", "{count} children", number).format(
        count=labels.count(stated[0])
    )
