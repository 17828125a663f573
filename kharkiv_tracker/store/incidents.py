"""Incidents as they are read: ids for a selection, rows by page, one with all its reports."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING

from kharkiv_tracker.domain.counting_rule import Grounds, Step
from kharkiv_tracker.domain.figure import Figure, affected
from kharkiv_tracker.domain.incident import Grade, Incident, ReviewState, Weapon, code_of
from kharkiv_tracker.domain.quantity import AFFECTED, BESIDE, COUNTED, MISSING, TOTALLED
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.when import EventTime
from kharkiv_tracker.errors import Refused, shown
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import derived_figures as derived
from kharkiv_tracker.store import incident_details, incident_orders, records, sums
from kharkiv_tracker.store.incident_details import KILLED_CHILDREN, NO_DETAIL, IncidentDetail
from kharkiv_tracker.store.selection_sql import CHANGED, LISTED, at_clock, known_by, selected
from kharkiv_tracker.store.states import record_from

if TYPE_CHECKING:
    from kharkiv_tracker.store.case_file import CaseFile

#: Of more incidents all that are withdrawn are read.
_FEW = 100


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """What a table shows of an incident."""

    id: int
    code: str
    event: EventTime
    district: str
    place: str
    weapons: tuple[Weapon, ...]
    grade: Grade | None
    state: ReviewState
    figures: Mapping[str, Figure]
    """By counted quantity, and those beside them where they are known."""
    reports: int
    is_changed: bool = False
    """Whether it is not as it was approved."""
    is_merged: bool = False
    """Whether it was merged into another."""
    detail: IncidentDetail = NO_DETAIL
    """Empty but for what was asked for."""

    @property
    def is_approved(self) -> bool:
        """Whether it is approved as it is."""
        return self.state is ReviewState.APPROVED and not self.is_changed


def ids(
    case: CaseFile,
    selection: Selection = Selection(),
    order: str = "when",
    descending: bool = False,
    as_known_on: datetime | None = None,
    withdrawn: Collection[int] | None = None,
    among: Collection[int] | None = None,
) -> list[int]:
    """The selected incidents, withdrawn and discounted ones too, in one of `incident_orders`.

    Where `withdrawn` lists some (by row), of those withdrawn or merged only these; where `among`
    does, of all.
    """
    where, params = selected(case.db, selection)
    if among is not None:
        where += f" AND i.id IN {LISTED}"
        params.append(json.dumps(sorted(among)))
    if withdrawn is not None:
        where += f" AND (i.state <> 'Withdrawn' OR i.id IN {LISTED})"
        params.append(json.dumps(sorted(withdrawn)))
    where = f"{known_by(as_known_on)} AND {where}"
    return incident_orders.ordered(case.db, order, descending, where, params, as_known_on)


def codes(case: CaseFile, ids: Sequence[int]) -> list[str]:
    """The codes of these ids, in their order; ids that are gone are left out."""
    return _column(case, "code", ids)


def uids(case: CaseFile, ids: Sequence[int]) -> list[str]:
    """The permanent ids of these ids, in their order; ids that are gone are left out."""
    return _column(case, "uid", ids)


def linked(case: CaseFile, url: str) -> list[int]:
    """The incidents of which a report has this very link."""
    rows = case.db.execute(
        "SELECT DISTINCT i.id FROM reports AS r JOIN incidents AS i ON i.uid = r.incident "
        "WHERE r.url = ? AND r.withdrawn = 0 ORDER BY i.id DESC",
        [url],
    )
    return [row[0] for row in rows]


def number(case: CaseFile, selection: Selection = Selection()) -> int:
    """How many incidents are selected, withdrawn and discounted ones too."""
    where, params = selected(case.db, selection)
    cursor = case.db.execute(f"SELECT count(*) FROM incidents AS i WHERE {where}", params)
    return int(cursor.fetchone()[0])


def withdrawn(case: CaseFile, ids: Sequence[int]) -> int:
    """How many of these incidents are withdrawn or merged."""
    every = "SELECT id FROM incidents WHERE state = 'Withdrawn'"
    if len(ids) <= _FEW:
        rows = case.db.execute(f"{every} AND id IN {LISTED}", [json.dumps(list(ids))])
    else:
        # There are few of them, while a list of all ids takes long to read.
        rows = case.db.execute(every)
    return len({row for (row,) in rows}.intersection(ids))


def undated(case: CaseFile) -> list[int]:
    """The incidents without a date, which no period can select."""
    rows = case.db.execute("SELECT id FROM incidents WHERE date IS NULL ORDER BY code")
    return [row[0] for row in rows]


def rows(
    case: CaseFile,
    ids: Sequence[int],
    as_known_on: datetime | None = None,
    columns: Collection[str] = (),
) -> list[IncidentRow]:
    """Rows for these ids, in their order; ids that are gone are left out.

    `columns` names what else is shown: of `incident_details`, today's.
    """
    listed = [json.dumps(list(ids))]
    states = records.states(case.db, "incident", f"WHERE id IN {LISTED}", listed)
    by_uid = {uid: record_from(Incident, state) for uid, state in states}
    children = tuple({KILLED_CHILDREN} & set(columns))
    figures = stored_figures(case, ids, (*TOTALLED, *children), as_known_on)
    details = incident_details.details(case, ids, columns)
    return rows_of(case, ids, by_uid, figures, as_known_on, details, children)


def rows_of(
    case: CaseFile,
    ids: Sequence[int],
    by_uid: Mapping[str, Incident],
    figures: Mapping[int, Mapping[str, Figure]],
    as_known_on: datetime | None = None,
    details: Mapping[int, IncidentDetail] = MappingProxyType({}),
    also: Iterable[str] = (),
) -> list[IncidentRow]:
    """Rows of incidents that were read, with their figures; `also` names parts to show of these."""
    table_rows = case.db.execute(
        "SELECT i.id, i.uid, "
        f"(SELECT count(*) FROM reports WHERE incident = i.uid AND withdrawn = 0), {CHANGED} "
        f"FROM incidents AS i WHERE {known_by(as_known_on)} AND i.id IN {LISTED}",
        [json.dumps(list(ids))],
    ).fetchall()
    by_id = {}
    for key, uid, reports, is_changed in table_rows:
        incident = by_uid[uid]
        by_id[key] = IncidentRow(
            key,
            incident.code,
            incident.event,
            incident.district,
            incident.place,
            incident.weapons,
            incident.grade,
            incident.state,
            _shown(figures.get(key, {}), also),
            reports,
            bool(is_changed),
            bool(incident.merged_into),
            details.get(key, NO_DETAIL),
        )
    return [by_id[key] for key in ids if key in by_id]


def incident(case: CaseFile, code: str) -> Incident:
    """The incident of that code; raises Refused if not found."""
    uid = uid_of(case, code)
    return record_from(Incident, records.read(case.db, "incident", uid) or {}, uid=uid)


def is_approved(case: CaseFile, incident: Incident) -> bool:
    """Whether an incident is approved as it is now."""
    if incident.state is not ReviewState.APPROVED:
        return False
    query = f"SELECT {CHANGED} FROM incidents AS i WHERE i.uid = ?"
    return not case.db.execute(query, [uid_of(case, incident.code)]).fetchone()[0]


def reports(case: CaseFile, code: str) -> tuple[Report, ...]:
    """All its reports by number, withdrawn ones too, speakers as they were entered."""
    return derived.reports(case.db, uid_of(case, code))


def deriving_reports(case: CaseFile, code: str) -> tuple[Report, ...]:
    """Its reports with the office of every person whose one office is known."""
    return derived.offices_of(case.db).settled(reports(case, code))


def grounds(case: CaseFile, code: str) -> Grounds:
    """All that its figures rest on."""
    return derived.grounds(case.db, uid_of(case, code))


def figures(case: CaseFile, code: str, as_known_on: datetime | None = None) -> Mapping[str, Figure]:
    """Its stored figures by quantity, today's or those known on a date; empty before the first."""
    row = id_of(case, code)
    return stored_figures(case, [row], as_known_on=as_known_on).get(row, {})


def steps(case: CaseFile, code: str) -> tuple[Step, ...]:
    """How its figures grew, oldest first, as they are stored."""
    rows = case.db.execute(
        "SELECT f.quantity, f.known_from, f.low, f.best, f.high, f.about, f.because "
        "FROM figure_steps AS f JOIN incidents AS i ON i.id = f.incident "
        "WHERE i.uid = ? ORDER BY f.known_from, f.quantity",
        [uid_of(case, code)],
    )
    return tuple(
        Step(quantity, derived.moment(known_from), derived.figure_of(*figure))
        for quantity, known_from, *figure in rows
    )


def uid_of(case: CaseFile, code: str) -> str:
    """The permanent id of a code."""
    row = case.db.execute("SELECT uid FROM incidents WHERE code = ?", [code_of(code)]).fetchone()
    if row is None:
        raise Refused(_("Incident {code} is not in this case file.").format(code=shown(code)))
    return str(row[0])


def id_of(case: CaseFile, code: str) -> int:
    """The row id of a code, by which `rows` reads."""
    cursor = case.db.execute("SELECT id FROM incidents WHERE uid = ?", [uid_of(case, code)])
    return int(cursor.fetchone()[0])


def beside(case: CaseFile) -> tuple[str, ...]:
    """Which quantities beside the counted any incident has a figure of, missing if not 0."""
    return tuple(
        name
        for name in BESIDE
        if case.db.execute(
            f"SELECT 1 FROM figure_steps AS f WHERE {sums.of_quantities('f', BESIDE)} "
            f"AND f.quantity = '{name}' AND {at_clock('f', None)} AND f.low IS NOT NULL "
            f"{'AND f.high IS NOT 0' if name == MISSING else ''} LIMIT 1"
        ).fetchone()
    )


def _column(case: CaseFile, column: str, ids: Sequence[int]) -> list[str]:
    query = f"SELECT id, {column} FROM incidents WHERE id IN {LISTED}"
    by_id = dict(case.db.execute(query, [json.dumps(list(ids))]).fetchall())
    return [by_id[key] for key in ids if key in by_id]


def _shown(figures: Mapping[str, Figure], others: Iterable[str] = ()) -> dict[str, Figure]:
    shown = {name: figures.get(name, Figure()) for name in COUNTED}
    known = {name: figures[name] for name in (*BESIDE, *others) if name in figures}
    shown |= {name: figure for name, figure in known.items() if not figure.is_unknown}
    return {**shown, AFFECTED: affected(shown)}


def stored_figures(
    case: CaseFile,
    ids: Sequence[int],
    names: Sequence[str] = (),
    as_known_on: datetime | None = None,
) -> dict[int, dict[str, Figure]]:
    """The figures of these incidents by id and quantity; without `names` those of all quantities.

    A part that was known once and is not any more has a step that says so: it is left out.
    """
    named = f"AND {sums.of_quantities('f', names)}" if names else ""
    rows = case.db.execute(
        "SELECT f.incident, f.quantity, f.low, f.best, f.high, f.about, f.because "
        f"FROM figure_steps AS f WHERE f.incident IN {LISTED} {named} "
        f"AND {at_clock('f', as_known_on)}",
        [json.dumps(list(ids))],
    )
    figures: dict[int, dict[str, Figure]] = {}
    for key, quantity, *stored in rows:
        figure = derived.figure_of(*stored)
        if quantity in COUNTED or not figure.is_unknown:
            figures.setdefault(key, {})[quantity] = figure
    return figures
