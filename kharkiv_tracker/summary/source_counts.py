"""The sources of the figures: by kind for the public, by name for the team."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kharkiv_tracker import collation, labels
from kharkiv_tracker.domain.source import Source
from kharkiv_tracker.i18n import _
from kharkiv_tracker.summary import tables
from kharkiv_tracker.summary.summary_data import SummaryData
from kharkiv_tracker.summary.summary_request import Redaction


def used(data: SummaryData) -> str:
    """Every kind of source with how often it is used; confidential ones are never named outside."""
    by_kind: dict[str, Counter[str]] = {}
    for source, confidential in _uses(data):
        kind, name = _printed_names(source, confidential, data.request.redaction)
        by_kind.setdefault(kind, Counter())[name] += 1
    ordered = sorted(by_kind.items(), key=lambda item: (-item[1].total(), collation.key(item[0])))
    return "; ".join(_kind(kind, names) for kind, names in ordered)


def _uses(data: SummaryData) -> Iterator[tuple[Source, bool]]:
    for incident in data.incidents:
        for report in incident.reports:
            yield report.source, report.is_confidential
    for comparison in data.statements:
        yield comparison.statement.source, not comparison.statement.source.may_be_named


def _printed_names(source: Source, confidential: bool, redaction: Redaction) -> tuple[str, str]:
    kind = labels.word(source.kind) if source.kind else _("kind not stated")
    if redaction is Redaction.PUBLIC:
        return (_("confidential source"), "") if confidential else (kind, "")
    name = source.name or _("source not named")
    return kind, _("{name} (confidential)").format(name=name) if confidential else name


def _kind(kind: str, names: Counter[str]) -> str:
    if set(names) == {""}:
        return _counted(tables.capital(kind), names.total())
    listed = [
        _counted(name, times)
        for name, times in sorted(
            names.items(), key=lambda item: (-item[1], collation.key(item[0]))
        )
    ]
    return _("{kind}: {names}").format(kind=tables.capital(kind), names=", ".join(listed))


def _counted(name: str, times: int) -> str:
    return _("{name} ({n})").format(name=name, n=labels.number(times))
