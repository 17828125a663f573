"""Selections saved under a name in the case file; they are in no figure or history."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

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
    selections = {}
    for name, content in case.db.execute("SELECT name, content FROM selections ORDER BY name"):
        try:
            selections[name] = Selection.of(json.loads(content))
        except (ValueError, KeyError, TypeError):
            continue
    return selections


def remove(case: CaseFile, name: str) -> None:
    """Remove a saved selection."""
    case.write_unrecorded("DELETE FROM selections WHERE name = ?", [name])
