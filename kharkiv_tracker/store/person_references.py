"""Persons as reports and other persons name them: by an id of the document, a number, a code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlite_utils import Database

from kharkiv_tracker.domain.incident import code_of
from kharkiv_tracker.domain.record import NUMBERED
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.errors import Refused, shown, under
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import records
from kharkiv_tracker.store.codes import find
from kharkiv_tracker.store.states import State


class PersonReferences:
    """The persons of one incident (by uid and code), and what a document calls those it adds."""

    def __init__(
        self, db: Database, incident: str, code: str, local: Mapping[str, str] | None = None
    ) -> None:
        self._db, self._incident, self._code = db, incident, code
        self._local = local or {}

    def id_of(self, name: str) -> str:
        """The id of the person; Refused if not found or of another incident."""
        if name in self._local:
            return self._local[name]
        uid, state = self._find(name)
        if state["incident"] != self._incident:
            raise Refused(_("{code} belongs to another incident.").format(code=self._code_of(name)))
        return uid

    def same_as(self, name: str) -> str:
        """The id of the person that another record is of, in any incident; Refused if not found."""
        return self._local[name] if name in self._local else self._find(name)[0]

    def _code_of(self, name: str) -> str:
        return code_of(name if "/" in name else f"{self._code}/{name}")

    def _find(self, name: str) -> tuple[str, State]:
        code = self._code_of(name)
        try:
            kind, uid = find(self._db, code)
        except Refused:
            kind, uid = "person", name
        state = records.read(self._db, kind, uid) if kind == "person" else None
        if state is None:
            raise Refused(_("Person {name} not found.").format(name=shown(name)))
        return uid, state

    def ids_of(self, names: Sequence[str], kept: Sequence[str] = ()) -> list[str]:
        """The ids of several persons; what is `kept` is an id that was there before."""
        uids = set()
        for index, name in enumerate(names):
            with under(f"transfer.persons[{index}]"):
                if name in kept and records.read(self._db, "person", name) is None:
                    # It was undone with the edit that added it.
                    continue
                uids.add(self.id_of(name))
        return sorted(uids)


def reports_by_number(db: Database, code: str, entered_code: str = "") -> dict[int, str]:
    """The ids of an incident's reports by their numbers.

    Where it was entered by the code of one merged into it, by the numbers they had there.
    """
    if entered_code and code_of(entered_code) != code:
        moved = db.execute(
            "SELECT c.code, c.record FROM codes AS c JOIN reports AS r ON r.uid = c.record "
            "WHERE c.code > ?1 || '/' AND c.code < ?1 || '0'",
            [code_of(entered_code)],
        ).fetchall()
        return {int(moved_code.rpartition("/")[2]): uid for moved_code, uid in moved}
    return dict(
        db.execute(
            "SELECT r.number, r.uid FROM reports AS r "
            "JOIN incidents AS i ON i.uid = r.incident WHERE i.code = ?",
            [code],
        ).fetchall()
    )


def code_in(db: Database, uid: str) -> str:
    """The code of the person of that id, `KHT-…-01/P1`; "" if not found."""
    row = db.execute(
        "SELECT i.code, p.number FROM persons AS p JOIN incidents AS i ON i.uid = p.incident "
        "WHERE p.uid = ?",
        [uid],
    ).fetchone()
    return f"{row[0]}/{NUMBERED['person']}{row[1]}" if row else ""


def with_codes(db: Database, record: Any) -> Any:
    """A report that names who died by their codes, as JSON has it; other records as they are."""
    if not isinstance(record, Report) or not record.died:
        return record
    codes = filter(None, (code_in(db, uid) for uid in record.died))
    return replace(record, died=tuple(sorted(codes)))
