"""Drafts: typed and not yet saved as records; stored in the case file, in no figure or history.

The last ones that were discarded stay on a shelf beside them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlite_utils import Database

from kharkiv_tracker.store import identity

if TYPE_CHECKING:
    from kharkiv_tracker.store.case_file import CaseFile

#: How the keys of discarded drafts begin, and how many of them are kept.
_SHELF = "shelf/"
SHELVED = 10


@dataclass(frozen=True, slots=True)
class Draft:
    """The fields of one form, and when they were saved."""

    form: str
    at: datetime
    content: dict[str, Any]


def save(case: CaseFile, form: str, content: dict[str, Any]) -> None:
    """Save the fields of a form in place of its last draft."""
    now = identity.now().isoformat(timespec="seconds")
    case.write_unrecorded(
        "INSERT INTO drafts (form, at, content) VALUES (?, ?, ?) ON CONFLICT (form) "
        "DO UPDATE SET at = excluded.at, content = excluded.content",
        [form, now, json.dumps(content, ensure_ascii=False)],
    )


def load(case: CaseFile, form: str) -> Draft | None:
    """The draft of a form; None without one that can be read."""
    row = case.db.execute("SELECT at, content FROM drafts WHERE form = ?", [form]).fetchone()
    return _read(form, *row) if row else None


def discard(case: CaseFile, form: str) -> None:
    """Remove the draft of a form."""
    case.write_unrecorded("DELETE FROM drafts WHERE form = ?", [form])


def load_all(case: CaseFile) -> tuple[Draft, ...]:
    """All drafts that can be read and are not discarded, the oldest first."""
    every = (draft for _form, draft in _stored(case.db) if draft)
    return tuple(draft for draft in every if not draft.form.startswith(_SHELF))


def discarded(case: CaseFile) -> tuple[Draft, ...]:
    """The drafts on the shelf, the newest first."""
    every = (draft for _form, draft in _stored(case.db) if draft)
    return tuple(draft for draft in every if draft.form.startswith(_SHELF))[::-1]


def shelve(case: CaseFile, form: str, content: dict[str, Any]) -> None:
    """Put the fields of a form on the shelf of discarded ones; the oldest goes."""
    now = identity.now().isoformat()
    case.write_unrecorded(
        "INSERT INTO drafts (form, at, content) VALUES (?, ?, ?)",
        [f"{_SHELF}{form}/{identity.new_uid()}", now, json.dumps(content, ensure_ascii=False)],
    )
    case.write_unrecorded(
        "DELETE FROM drafts WHERE form LIKE ? AND form NOT IN "
        "(SELECT form FROM drafts WHERE form LIKE ? ORDER BY at DESC LIMIT ?)",
        [f"{_SHELF}%", f"{_SHELF}%", str(SHELVED)],
    )


def form_of(key: str) -> str:
    """The name of the form that the draft of a key is of."""
    return key.removeprefix(_SHELF).partition("/")[0]


def empty_shelf(case: CaseFile) -> None:
    """Remove every discarded draft for good."""
    case.write_unrecorded("DELETE FROM drafts WHERE form LIKE ?", [f"{_SHELF}%"])


def unreadable(db: Database) -> list[str]:
    """The forms of the drafts that were changed into something else."""
    return [form for form, draft in _stored(db) if draft is None]


def _stored(db: Database) -> list[tuple[str, Draft | None]]:
    rows = db.execute("SELECT form, at, content FROM drafts ORDER BY at, form").fetchall()
    return [(form, _read(form, at, content)) for form, at, content in rows]


def _read(form: str, at: str, content: str) -> Draft | None:
    try:
        fields = json.loads(content)
        return Draft(form, datetime.fromisoformat(at), fields) if isinstance(fields, dict) else None
    except (ValueError, RecursionError):
        return None
