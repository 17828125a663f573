"""Official running totals on the page, apart from our figures, and how far they lie from ours."""

from __future__ import annotations

from kharkiv_tracker import gazetteer, labels
from kharkiv_tracker.domain.count import Count
from kharkiv_tracker.domain.quantity import COUNTED, MINORS, QUANTITIES, subset
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.domain.total import Total
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.summary import blocks
from kharkiv_tracker.summary.blocks import Block
from kharkiv_tracker.summary.comparable import Compared
from kharkiv_tracker.summary.gathered import Summed
from kharkiv_tracker.summary.redacting import Redactor


def statements(gathered: Summed) -> list[Block]:
    """The official totals by area and beginning, the latest first; nothing where there are none."""
    redactor = Redactor(gathered.wanted.redaction)
    groups: dict[str, list[str]] = {}
    for each in gathered.statements:
        lines = groups.setdefault(_scope(each.statement), [])
        lines.append(" ".join(part for part in (_said(each, redactor), _own(each)) if part))
    listed: list[dict[str, object]] = [
        {"scope": scope, "lines": lines} for scope, lines in groups.items()
    ]
    if earlier := gathered.earlier_statements:
        counted = ngettext(
            "{n} earlier one is recorded.", "{n} earlier ones are recorded.", earlier
        )
        listed.append({"scope": "", "lines": [counted.format(n=labels.number(earlier))]})
    if not listed:
        return []
    return [blocks.panel(_("Official totals, not part of the figures above"), listed)]


def _scope(each: Statement) -> str:
    """What a statement counts: an area, since a day."""
    place = gazetteer.load().get(each.area)
    area = labels.area(place) if place else each.area
    if each.since is None:
        return area
    return _("{area} since {date}").format(area=area, date=labels.date(each.since))


def _said(each: Compared, redactor: Redactor) -> str:
    """When and by whom it was said, and the counts as they were given."""
    told = each.statement
    counts = []
    for whole in QUANTITIES:
        said = told.count(whole)
        if not said.is_unknown:
            counts.append(_people(whole, said, _children(told, whole)))
    return _("{when} · {who}: {counts}.").format(
        when=labels.as_of(told.as_of),
        who=redactor.speaks(told.speaker, told.source),
        counts=", ".join(counts),
    )


def _own(each: Compared) -> str:
    """Our own sum of the same area and period, as it was known then."""
    if each.too_many:
        return _("Recorded here are too many incidents to be counted twice on this page.")
    if each.own is None:
        return _("Nothing of ours can be put beside it.")
    told = [
        _("{count} {people}").format(count=figure, people=labels.quantity(whole))
        for whole, total in zip(COUNTED, each.own.toll.counted, strict=True)
        if (figure := _figure(total))
    ]
    return _("Recorded here, as known then: {counts}.").format(counts=", ".join(told))


def _figure(total: Total) -> str:
    figure = labels.figure_words(total)
    without = labels.unknown_in(total)
    return f"{figure} ({without})" if without and not total.is_unknown else figure


def _people(whole: str, said: Count, children: str) -> str:
    told = _("{count} {people}").format(count=labels.count(said), people=labels.quantity(whole))
    return f"{told} ({children})" if children else told


def _children(each: Statement, whole: str) -> str:
    """Children as the statement gives them, where it does."""
    given = [each.count(subset(whole, minor)) for minor in MINORS]
    known = [count for count in given if not count.is_unknown]
    if len(known) != 1:
        return ""
    number = known[0].number or 0
    return ngettext("{count} child", "{count} children", number).format(
        count=labels.count(known[0])
    )
