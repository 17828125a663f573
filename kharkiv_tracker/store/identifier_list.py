"""Identifiers as they are listed, with the records they are on; and records found by them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlite_utils import Database

from kharkiv_tracker.domain.identifier import KNOWN, Identifier
from kharkiv_tracker.domain.match_key import fold
from kharkiv_tracker.store import codes, history, identifier_records, record_subjects, records
from kharkiv_tracker.store.record_reader import read_records
from kharkiv_tracker.store.selection_sql import LISTED

if TYPE_CHECKING:
    from kharkiv_tracker.store.case_file import CaseFile


@dataclass(frozen=True, slots=True)
class ListedIdentifier:
    """An identifier, and the code of the record it is on."""

    identifier: Identifier
    on: str


def listed(case: CaseFile, code: str | None = None) -> tuple[ListedIdentifier, ...]:
    """All identifiers, oldest first; or those of the record of that code and of its persons."""
    if code is None:
        return _listed(case.db)
    uids = record_subjects.belonging(case.db, identifier_records.subject_of(case.db, code))
    return _listed(case.db, f"WHERE subject IN {LISTED}", [json.dumps(uids)])


def identifier(case: CaseFile, code: str) -> ListedIdentifier:
    """The identifier of that code of its own; raises Refused if not found."""
    _kind, uid = codes.find(case.db, code)
    return _listed(case.db, "WHERE uid = ?", [uid])[0]


def find(case: CaseFile, text: str) -> tuple[ListedIdentifier, ...]:
    """The identifiers that a text names, with or without the archive; withdrawn ones are not."""
    sought = fold(text)
    ending = "WHERE NOT withdrawn AND (folded = ?1 OR substr(folded, -length(?1) - 1) = ' ' || ?1)"
    return tuple(
        entry
        for entry in _listed(case.db, ending, [sought])
        # A value has spaces of its own; the last part of one is not the identifier.
        if sought in (fold(entry.identifier.value), fold(str(entry.identifier)))
    )


def archives(case: CaseFile) -> tuple[str, ...]:
    """The archives of the identifiers in this case, the most frequent first; then others known."""
    rows = case.db.execute(
        "SELECT scheme FROM identifiers GROUP BY scheme ORDER BY count(*) DESC, scheme"
    )
    return tuple(dict.fromkeys((*(scheme for (scheme,) in rows), *KNOWN)))


def others(case: CaseFile, code: str, identifier: Identifier) -> tuple[str, ...]:
    """The codes of the other records of the same kind that have this identifier."""
    kind, uid = codes.find(case.db, code)
    others = {subject for _uid, subject in identifier_records.same(case.db, identifier)} - {uid}
    names = history.names_of(case.db, others)
    codes_of_others = (names[other] for other in others if other in names)
    return tuple(sorted(name for name in codes_of_others if codes.find(case.db, name)[0] == kind))


def twins(case: CaseFile, code: str) -> tuple[tuple[str, Identifier], ...]:
    """The other incidents (by code) that have an identifier of this one, each with that."""
    return tuple(
        (other, entry.identifier)
        for entry in listed(case, code)
        if not entry.identifier.withdrawn and entry.on == code
        for other in others(case, code, entry.identifier)
    )


def incidents_with(case: CaseFile, identifiers: Iterable[Identifier]) -> dict[str, tuple[str, ...]]:
    """The codes of the incidents that have some of these identifiers, by how those are printed.

    Of merged incidents it is the one they were merged into.
    """
    by_folded = {fold(str(identifier)): str(identifier) for identifier in identifiers}
    rows = case.db.execute(
        "SELECT d.folded, i.uid FROM identifiers d JOIN incidents i ON i.uid = d.subject "
        f"WHERE NOT d.withdrawn AND d.folded IN {LISTED}",
        [json.dumps(list(by_folded))],
    ).fetchall()
    targets = {uid: records.merge_target(case.db, uid) for _folded, uid in rows}
    names = history.names_of(case.db, set(targets.values()))
    codes_of: dict[str, dict[str, None]] = {}
    for folded, uid in rows:
        codes_of.setdefault(by_folded[folded], {})[names[targets[uid]]] = None
    return {name: tuple(listed_codes) for name, listed_codes in codes_of.items()}


def _listed(
    db: Database, where: str = "", params: list[str] | None = None
) -> tuple[ListedIdentifier, ...]:
    identifiers = tuple(read_records(db, Identifier, where, params))
    names = history.names_of(db, {entry.subject for entry in identifiers})
    return tuple(ListedIdentifier(entry, names.get(entry.subject, "")) for entry in identifiers)
