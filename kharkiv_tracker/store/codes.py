"""Records by the codes people use: `KHT-…-01`, its report `/3`, its person `/P1`."""

from __future__ import annotations

from sqlite_utils import Database

from kharkiv_tracker.domain.incident import code_of
from kharkiv_tracker.domain.record import NUMBERED
from kharkiv_tracker.errors import Refused, shown
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import records


def find(db: Database, code: str) -> tuple[str, str]:
    """The kind and id behind a code; a report's is its incident's with its number: `…-01/3`.

    Raises Refused where there is no such record, or where making it was taken back.
    """
    wanted, slash, number = code_of(code).partition("/")
    for kind in () if slash else ("incident", "statement", "joint"):
        found = db.execute(
            f"SELECT uid FROM {records.table_of(kind)} WHERE code = ?", [wanted]
        ).fetchone()
        if found:
            return kind, str(found[0])
    if number and (numbered := _numbered(db, wanted, number)):
        return numbered
    raise Refused(_("There is no record {code} in this case file.").format(code=shown(code)))


def _numbered(db: Database, incident: str, given: str) -> tuple[str, str] | None:
    """A report, person or attachment by its number, under any incident it has belonged to."""
    mark = given.rstrip("0123456789")
    number = int(given[len(mark) :][:9] or 0)
    for kind, own in NUMBERED.items():
        if own == mark:
            found = db.execute(
                f"SELECT uid FROM {records.table_of(kind)} WHERE number = ?2 AND incident = "
                "(SELECT uid FROM incidents WHERE code = ?1) OR uid = "
                "(SELECT record FROM codes WHERE code = ?3)",
                [incident, number, f"{incident}/{mark}{number}"],
            ).fetchone()
            return (kind, str(found[0])) if found else None
    return None
