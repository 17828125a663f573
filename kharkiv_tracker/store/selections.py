"""Selections saved under a name in the case file; they are in no figure or history."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sqlite_utils import Database

from kharkiv_tracker import collation
from kharkiv_tracker.domain.selection import Selection

if TYPE_CHECKING:
    from kharkiv_tracker.store.case_file import CaseFile


def save(case: CaseFile, name: str, selection: Selection) -> None:
    """Save a selection under a name, in place of an earlier one of that name."""
    case.write_unrecorded(
        "INSERT INTO selections (name, content) VALUES (?, ?) "
        "ON CONFLICT (name) DO UPDATE SET content = excluded.content",
        [name.strip(), json.dumps(selection.document(), ensure_ascii=False)],
    )


def load(case: CaseFile) -> dict[str, Selection]:
    """The saved selections by name; one that can no longer be read is left out."""
    stored = sorted(_stored(case.db), key=lambda entry: collation.key(entry[0]))
    return {name: selection for name, selection in stored if selection}


def unreadable(db: Database) -> list[str]:
    """The names of the selections that were changed into something else."""
    return [name for name, selection in _stored(db) if selection is None]


def _stored(db: Database) -> list[tuple[str, Selection | None]]:
    rows = db.execute("SELECT name, content FROM selections ORDER BY name").fetchall()
    return [(name, _read(content)) for name, content in rows]


def _read(content: str) -> Selection | None:
    try:
        return Selection.of(json.loads(content))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def remove(case: CaseFile, name: str) -> None:
    """Remove a saved selection."""
    case.write_unrecorded("DELETE FROM selections WHERE name = ?", [name])
