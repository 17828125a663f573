"""Which new incidents of a plan may be ones of the case, or other rows of the file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from kharkiv_tracker import city
from kharkiv_tracker.analysis import duplicate_pairs
from kharkiv_tracker.domain.counting_rule import Grounds, derive
from kharkiv_tracker.domain.entry import IncidentEntry
from kharkiv_tracker.domain.figure import Figure, Range
from kharkiv_tracker.domain.incident import Incident
from kharkiv_tracker.domain.match_key import fold
from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.when import EventTime
from kharkiv_tracker.i18n import _
from kharkiv_tracker.imports.plan import Fate, PlanEntry
from kharkiv_tracker.store import duplicate_traits, incidents
from kharkiv_tracker.store.case_file import CaseFile

#: How many incidents that may be the same are named of each.
EACH = 3
#: Each is compared with at most so many others of its days and district.
_NEAR = 400
#: So many letters of the quotes are compared.
_WORDS = 400


@dataclass(frozen=True)
class _Row:
    """What is compared of an incident that is not recorded yet; `code` names it to a person."""

    code: str
    event: EventTime
    district: str
    known_figures: Mapping[str, Range] | None
    links: frozenset[str] = frozenset()
    words: str = ""
    settlement: str = ""
    archives: frozenset[str] = frozenset()
    """The archives that have an identifier of it."""
    reports: tuple[Report, ...] = ()

    @cached_property
    def figures(self) -> Mapping[str, Range]:
        """Derived where they are first compared: most rows differ in other things."""
        if self.known_figures is not None:
            return self.known_figures
        figures = derive(Grounds(self.reports))
        return {quantity: figures.get(quantity, Figure()) for quantity in COUNTED}


def mark(case: CaseFile, planned: Sequence[PlanEntry], step: Callable[[], object] = tuple) -> None:
    """Note for each new incident which others may be the same; nothing is merged or left out."""
    new: list[tuple[PlanEntry, _Row]] = []
    for one in planned:
        step()
        entry = one.entry
        if one.fate is Fate.ADDED and isinstance(entry, IncidentEntry) and entry.incident:
            new.append((one, _row(one, entry, entry.incident)))
    near = _Near(_of_case(case, [row.event.date for _one, row in new]))
    for one, row in new:
        step()
        one.like = tuple(near.names(row))
        near.add(row)


def _row(planned: PlanEntry, entry: IncidentEntry, incident: Incident) -> _Row:
    # A quote that is only the row itself has the same heads as any other.
    quotes = [report.quote for report in entry.reports] if planned.heads.get("quote") else []
    return _Row(
        _("row {number}").format(number=planned.rows[0]),
        incident.event,
        incident.district,
        None,
        frozenset(report.url for report in entry.reports if report.url),
        fold(" ".join(quotes))[:_WORDS],
        incident.settlement,
        frozenset(identifier.scheme for identifier in entry.identifiers),
        entry.reports,
    )


def _of_case(case: CaseFile, days: Sequence[date | None]) -> Iterator[_Row]:
    """The incidents of a case from the first of these days to the last, and those without one."""
    dated = [day for day in days if day]
    ids: list[int] = []
    if dated:
        first, *_between, last = *duplicate_pairs.days_around(min(dated)), max(dated)
        ids += incidents.ids(
            case, Selection(first=first, last=duplicate_pairs.days_around(last)[-1])
        )
    if len(dated) < len(days):
        ids += incidents.undated(case)
    for row in duplicate_traits.features(case, list(dict.fromkeys(ids))) if ids else ():
        yield _Row(row.code, row.event, row.district, row.figures, row.links, row.words)


class _Near:
    """Incidents by day and district."""

    def __init__(self, rows: Iterator[_Row]) -> None:
        self._rows: dict[date | None, dict[str, list[_Row]]] = defaultdict(dict)
        self._unknown = city.load().unknown_areas
        for row in rows:
            self.add(row)

    def add(self, row: _Row) -> None:
        self._rows[row.event.date].setdefault(row.district, []).append(row)

    def names(self, row: _Row) -> list[str]:
        """The first few that may be the same."""
        names: list[str] = []
        for compared, other in enumerate(self._others(row)):
            if compared == _NEAR or len(names) == EACH:
                break
            if _may_be_one(row, other):
                names.append(other.code)
        return names

    def _others(self, row: _Row) -> Iterator[_Row]:
        """Those near in time whose district agrees, of the same day first."""
        day = row.event.date
        days = (
            [day, *(other for other in duplicate_pairs.days_around(day) if other != day)]
            if day
            else [None]
        )
        for near in days:
            by_district = self._rows.get(near, {})
            for district, rows in by_district.items():
                if district == row.district or {district, row.district} & self._unknown:
                    yield from rows


def _may_be_one(row: _Row, other: _Row) -> bool:
    if row.settlement and other.settlement and row.settlement != other.settlement:
        return False
    is_numbered = bool(row.archives & other.archives)
    return duplicate_pairs.is_likely(row, other, figures_count=not is_numbered)
