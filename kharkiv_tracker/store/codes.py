"""Records by the codes people use: `KHT-…-01`, its report `/3`, its person `/P1`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from sqlite_utils import Database

from kharkiv_tracker.domain.incident import code_of
from kharkiv_tracker.domain.record import CODED, NUMBERED, RECORDS
from kharkiv_tracker.errors import Refused, shown
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import records

#: A code with a day, month or year, or without; the number has at least two digits.
_CODE = re.compile(r"([A-Z]+(?:-\d{4}(?:-\d\d){0,2}|-undated)?)-(\d{2,6})")


def find(db: Database, code: str) -> tuple[str, str]:
    """The kind and id behind a code; a report's is its incident's with its number: `…-01/3`.

    Raises Refused where the record does not exist, or where adding it was undone.
    """
    main_code, slash, number = code_of(code).partition("/")
    for kind in () if slash else CODED:
        row = db.execute(
            f"SELECT uid FROM {records.table_of(kind)} WHERE code = ?", [main_code]
        ).fetchone()
        if row:
            return kind, str(row[0])
    if number and (numbered := _numbered(db, main_code, number)):
        return numbered
    raise Refused(_("Record {code} is not in this case file.").format(code=shown(code)))


def _numbered(db: Database, owner_code: str, suffix: str) -> tuple[str, str] | None:
    """A report, person or attachment by its number, under any record it has belonged to."""
    mark = suffix.rstrip("0123456789")
    number = int(suffix[len(mark) :][:9] or 0)
    for kind, own in NUMBERED.items():
        if own == mark:
            by_owner = " OR ".join(
                f"number = ?2 AND {owner} = "
                f"(SELECT uid FROM {records.table_of(owner)} WHERE code = ?1)"
                for owner in RECORDS[kind].owners
            )
            row = db.execute(
                f"SELECT uid FROM {records.table_of(kind)} WHERE {by_owner} OR uid = "
                "(SELECT record FROM codes WHERE code = ?3)",
                [owner_code, number, f"{owner_code}/{mark}{number}"],
            ).fetchone()
            return (kind, str(row[0])) if row else None
    return None


def last_number(db: Database, stem: str) -> int:
    """The number of the last code of this beginning, 0 for none; no code is used twice."""
    first = len(stem) + 2
    (largest,) = db.execute(
        "SELECT coalesce(max(CAST(substr(code, ?) AS INTEGER)), 0) FROM codes "
        # A month's stem begins its days' codes too.
        "WHERE code > ? AND code < ? AND NOT instr(substr(code, ?), '-')",
        [first, f"{stem}-", f"{stem}.", first],
    ).fetchone()
    return int(largest)


def code_of_number(stem: str, number: int) -> str:
    """The code of this beginning and number."""
    return f"{stem}-{number:02}"


def parted(code: str) -> tuple[str, int] | None:
    """The beginning and the number of a code; None for what the program would not give."""
    match = _CODE.fullmatch(code)
    parts = (match[1], int(match[2])) if match else None
    return parts if parts and parts[1] and code_of_number(*parts) == code else None


def given(db: Database, wanted: Iterable[str]) -> dict[str, str]:
    """Those of these codes that were given, with the ids of their records."""
    rows = db.execute(
        "SELECT code, record FROM codes WHERE code IN (SELECT value FROM json_each(?))",
        [json.dumps(list(wanted))],
    )
    return dict(rows.fetchall())


def last_on(db: Database, kind: str, uid: str, owner: str) -> int:
    """The last number of a kind of record on another, of this kind and id; 0 for none."""
    mark = NUMBERED[kind]
    (code,) = db.execute(
        f"SELECT code FROM {records.table_of(owner)} WHERE uid = ?", [uid]
    ).fetchone()
    (largest,) = db.execute(
        f"SELECT coalesce(max(number), 0) FROM {records.table_of(kind)} WHERE {owner} = ?",
        [uid],
    ).fetchone()
    stem = f"{code}/{mark}"
    moved = [
        int(moved_code[len(stem) :])
        for (moved_code,) in db.execute(
            "SELECT code FROM codes WHERE code > ? AND code < ?", [stem, f"{stem}:"]
        )
        if moved_code[len(stem) :].isdigit()
    ]
    return max([int(largest), *moved])
