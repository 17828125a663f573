"""Undo and redo, read off the history: they survive a restart and are revisions themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kharkiv_tracker.domain.revision import Changes

if TYPE_CHECKING:
    from kharkiv_tracker.store.case_file import CaseFile


@dataclass(frozen=True, slots=True)
class Undoable:
    """The edit that would be taken back, and the one that would be made again; None: there is none.

    Edits are named by their id with the reason that was given for them.
    """

    undo: tuple[str, str] | None
    redo: tuple[str, str] | None


def undoable(case: CaseFile) -> Undoable:
    """What undo and redo would do now. Making the case file itself is never undone."""
    done: list[tuple[str, str]] = []
    undone: list[tuple[str, str]] = []
    rows = case.db.execute(
        "SELECT edit, max(undoes), max(reason) FROM revisions WHERE edit <> "
        "(SELECT edit FROM revisions ORDER BY seq LIMIT 1) GROUP BY edit ORDER BY min(seq)"
    )
    for edit, undoes, reason in rows:
        if undoes and done and done[-1][0] == undoes:
            undone.append((edit, done.pop()[1]))
        elif undoes and undone and undone[-1][0] == undoes:
            done.append((edit, undone.pop()[1]))
        else:
            done.append((edit, reason))
            undone.clear()
    return Undoable(done[-1] if done else None, undone[-1] if undone else None)


def undo(case: CaseFile, author: str, reason: str = "undo") -> Changes | None:
    """Take the last edit back; None where there is none."""
    return _take_back(case, undoable(case).undo, author, reason)


def redo(case: CaseFile, author: str, reason: str = "redo") -> Changes | None:
    """Make the edit again that was taken back last; None where there is none."""
    return _take_back(case, undoable(case).redo, author, reason)


def _take_back(
    case: CaseFile, wanted: tuple[str, str] | None, author: str, reason: str
) -> Changes | None:
    if wanted is None:
        return None
    with case.edit(author, reason) as edit:
        edit.take_back(wanted[0])
    return edit.changes
