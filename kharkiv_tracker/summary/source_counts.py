"""The sources of the figures: by kind, and by name where that is shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kharkiv_tracker import collation, labels
from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.i18n import _
from kharkiv_tracker.summary import tables
from kharkiv_tracker.summary.publication_profile import Redactor
from kharkiv_tracker.summary.summary_data import SummaryData


def used(data: SummaryData) -> str:
    """Every kind of source with how often it is used; confidential ones are never named outside."""
    by_kind: dict[str, Counter[str]] = {}
    for account, redactor in _uses(data):
        kind, name = _printed_names(account, redactor)
        by_kind.setdefault(kind, Counter())[name] += 1
    ordered = sorted(by_kind.items(), key=lambda item: (-item[1].total(), collation.key(item[0])))
    return "; ".join(_kind(kind, names) for kind, names in ordered)


def _uses(data: SummaryData) -> Iterator[tuple[Report | Statement, Redactor]]:
    for incident in data.incidents:
        redactor = Redactor(data.request.profile, names=incident.names)
        yield from ((report, redactor) for report in incident.reports)
    redactor = Redactor(data.request.profile, names=data.names)
    yield from ((comparison.statement, redactor) for comparison in data.statements)


def _printed_names(account: Report | Statement, redactor: Redactor) -> tuple[str, str]:
    source = account.source
    kind = labels.word(source.kind) if source.kind else _("kind not stated")
    if not redactor.shows(account):
        return _("confidential source"), ""
    if redactor.profile is Profile.RESTRICTED:
        return kind, ""
    name = source.name or _("source not named")
    is_marked = redactor.is_internal and account.is_confidential
    return kind, _("{name} (confidential)").format(name=name) if is_marked else name


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
