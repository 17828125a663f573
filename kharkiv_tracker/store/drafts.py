"""Drafts: typed and not yet saved as records; stored in the case file, in no figure or history."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlite_utils import Database

from kharkiv_tracker.store import identity

if TYPE_CHECKING:
    from kharkiv_tracker.store.case_file import CaseFile


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
    """All drafts that can be read, the oldest first."""
    return tuple(draft for _form, draft in _stored(case.db) if draft)


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
