"""What is being typed and not yet saved: kept in the case file, in no figure and no history."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from kharkiv_tracker.store import identity

if TYPE_CHECKING:
    from kharkiv_tracker.store.case_file import CaseFile


@dataclass(frozen=True, slots=True)
class Draft:
    """The fields of one form as they stood, and when."""

    form: str
    at: datetime
    content: dict[str, Any]


def save(case: CaseFile, form: str, content: dict[str, Any]) -> None:
    """Keep what a form holds, in place of what was kept of it before."""
    now = identity.now().isoformat(timespec="seconds")
    case.write_aside(
        "INSERT INTO drafts (form, at, content) VALUES (?, ?, ?) ON CONFLICT (form) "
        "DO UPDATE SET at = excluded.at, content = excluded.content",
        [form, now, json.dumps(content, ensure_ascii=False)],
    )


def load(case: CaseFile, form: str) -> Draft | None:
    """What was kept of a form; None where it was saved, discarded or never begun."""
    row = case.db.execute("SELECT at, content FROM drafts WHERE form = ?", [form]).fetchone()
    return Draft(form, datetime.fromisoformat(row[0]), json.loads(row[1])) if row else None


def discard(case: CaseFile, form: str) -> None:
    """Forget what was kept of a form."""
    case.write_aside("DELETE FROM drafts WHERE form = ?", [form])


def load_all(case: CaseFile) -> tuple[Draft, ...]:
    """All that was typed and neither saved nor discarded, the oldest first."""
    rows = case.db.execute("SELECT form, at, content FROM drafts ORDER BY at, form")
    return tuple(
        Draft(form, datetime.fromisoformat(at), json.loads(content)) for form, at, content in rows
    )
