"""The edits of the history one by one, each with the first of its revisions as people read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kharkiv_tracker.domain.edit_step import EditStep
from kharkiv_tracker.store import history, revision_chain

if TYPE_CHECKING:
    from kharkiv_tracker.store.case_file import CaseFile

#: So many revisions of an edit are read; an import has a hundred thousand.
_READ = 60
#: What long edits have, by their ids, which no two edits share.
_COUNTS: dict[str, list[tuple[str, int]]] = {}


def of(case: CaseFile, edit: str) -> EditStep:
    """What was done by an edit (by its id), or by that which an undo or a redo goes back to."""
    edit = _first(case, edit)
    rows = case.db.execute(
        # One edit undoes one other: with that before the number, the index gives the order.
        "SELECT seq, kind, record, author, at FROM revisions WHERE edit = ? "
        "ORDER BY undoes, seq LIMIT ?",
        [edit, _READ + 1],
    ).fetchall()
    if not rows:
        return EditStep(edit, "", "", (), {})
    if len(rows) > _READ:
        counts = _counted(case, edit)
    else:
        records = {(kind, record) for _seq, kind, record, *_rest in rows}
        kinds = [kind for kind, _record in records]
        counts = [(kind, kinds.count(kind)) for kind in kinds]
    readable = history.numbered(case, [row[0] for row in rows[:_READ]])
    *_others, author, at = rows[0]
    return EditStep(edit, author, at, tuple(readable), dict(counts))


def _counted(case: CaseFile, edit: str) -> list[tuple[str, int]]:
    """How many records of each kind a long edit has; an edit stays as it is, so it counts once."""
    if edit not in _COUNTS:
        if len(_COUNTS) > _READ:
            _COUNTS.clear()
        _COUNTS[edit] = case.db.execute(
            "SELECT kind, count(DISTINCT record) FROM revisions WHERE edit = ? GROUP BY kind",
            [edit],
        ).fetchall()
    return _COUNTS[edit]


def is_longer(case: CaseFile, edit: str, number: int) -> bool:
    """Whether an edit has more revisions than this."""
    row = case.db.execute(
        "SELECT 1 FROM revisions WHERE edit = ? LIMIT 1 OFFSET ?", [edit, number]
    ).fetchone()
    return row is not None


def precedes_erasure(case: CaseFile, edit: str) -> bool:
    """Whether a name was erased after this edit: what was typed for it may contain the name."""
    row = case.db.execute(
        "SELECT 1 FROM revisions WHERE kind = ? AND seq > "
        "(SELECT min(seq) FROM revisions WHERE edit = ?) LIMIT 1",
        [revision_chain.PURGE, edit],
    ).fetchone()
    return row is not None


def _first(case: CaseFile, edit: str) -> str:
    """The edit that was undone and redone by this one, if it is such a one."""
    while row := case.db.execute(
        "SELECT undoes FROM revisions WHERE edit = ? AND undoes <> '' LIMIT 1", [edit]
    ).fetchone():
        edit = row[0]
    return edit
