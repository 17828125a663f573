"""Undo and redo, read from the history: they survive a restart and are revisions themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlite_utils import Database

from kharkiv_tracker.domain import figure_change
from kharkiv_tracker.domain.counting_rule import Rule
from kharkiv_tracker.domain.match_key import fold
from kharkiv_tracker.domain.revision import Changes
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import _
from kharkiv_tracker.labels import edit_text
from kharkiv_tracker.store import approval, edit_steps, revision_chain
from kharkiv_tracker.store.revision_chain import PURGE

if TYPE_CHECKING:
    from kharkiv_tracker.store.case_file import CaseFile

#: An edit's id, the edit it undoes or "", its reason, and its author.
_Edit = tuple[str, str, str, str]
#: So many of the newest edits are looked at first; a long history is never read through.
_LOOKED_AT = 4


class UndoableEdit(NamedTuple):
    """An edit that undo or redo applies to, and its reason.

    `author` is whose work that is: an edit that was redone is still that of its first author.
    """

    edit: str
    reason: str
    author: str

    def is_by(self, author: str) -> bool:
        """Whether it is the work of this author, however the name is spelled."""
        return fold(self.author) == fold(author)


#: The edits that can be undone, and those that can be redone, the next one last.
_Stacks = tuple[list[UndoableEdit], list[UndoableEdit]]


@dataclass(frozen=True, slots=True)
class Undoable:
    """The edit that would be undone, and the one that would be redone; None without one."""

    undo: UndoableEdit | None
    redo: UndoableEdit | None


def undoable(case: CaseFile) -> Undoable:
    """What undo and redo would do now. Making the case file itself is never undone."""
    done, undone = _stacks(case.db, 1)
    return Undoable(done[-1] if done else None, undone[-1] if undone else None)


def last_edits(case: CaseFile, most: int) -> list[UndoableEdit]:
    """The edits that can be undone one after the other, the newest first."""
    done, _undone = _stacks(case.db, most)
    return done[: -most - 1 : -1]


def _stacks(db: Database, wanted: int) -> _Stacks:
    """What can be undone, at least so many if there are, and what can be redone; oldest first."""
    edits: list[_Edit] = []
    depth = max(_LOOKED_AT, 2 * wanted)
    for edit in _backwards(db):
        edits.append(edit)
        if len(edits) == depth:
            if (stacks := _settled(edits[::-1])) and len(stacks[0]) >= wanted:
                return stacks
            depth *= 8
    return _followed(edits[::-1]) or ([], [])


def _backwards(db: Database) -> Iterator[_Edit]:
    """The edits of the history, the newest first; the revisions of an edit follow one another.

    The first of all made the case file and is left out. So are a purge and a renewal, which cannot
    be undone, and an edit of which they left nothing that could be undone.
    """
    (seq,) = db.execute("SELECT max(seq) FROM revisions").fetchone()
    while seq:
        row = db.execute(
            "SELECT edit, undoes, reason, author FROM revisions WHERE seq = ?", [seq]
        ).fetchone()
        (seq,) = db.execute(
            "SELECT max(seq) FROM revisions WHERE seq < ?",
            [revision_chain.first_of_edit(db, row[0])],
        ).fetchone()
        if seq and not _is_past(db, row[0]):
            yield row


def _is_past(db: Database, edit: str) -> bool:
    """Whether it is a purge or a renewal, or all it ever changed is what one of them took out."""
    rows = db.execute(
        "SELECT r.kind, r.author, u.digest, p.payload FROM revisions AS r "
        "LEFT JOIN purges AS u ON u.revision = r.id LEFT JOIN payloads AS p ON p.revision = r.id "
        # One edit undoes one other: with that before the number, the index gives the order.
        "WHERE r.edit = ? ORDER BY r.undoes, r.seq",
        [edit],
    )
    # An import is one edit of a hundred thousand revisions; the first one decides.
    for kind, author, purged, payload in rows:
        if kind == PURGE:
            # A purge comes first, also where what stands for hidden names was recorded with it.
            return True
        if kind == figure_change.KIND:
            continue
        changes = revision_chain.changes_of(payload) if purged or kind == "case" else {}
        if kind == "case" and author == figure_change.RENEWAL:
            return True
        if not (purged and all(was == now for was, now in changes.values())) and not (
            kind == "case" and changes.keys() == {"rule"} and _is_one_rule(*changes["rule"])
        ):
            return False
    return True


def _is_one_rule(before: Any, after: Any) -> bool:
    """Whether two words of the history are one counting rule now."""
    with suppress(ValueError):
        return Rule(before) is Rule(after)
    return False


def _settled(edits: list[_Edit]) -> _Stacks | None:
    """What the newest edits alone come to, oldest first; None where older ones are needed."""
    plain = next((n for n, (_edit, undoes, *_rest) in enumerate(edits) if not undoes), None)
    return _followed(edits[plain:], True) if plain is not None else None


def _followed(edits: list[_Edit], in_part: bool = False) -> _Stacks | None:
    """Follow the edits; None where, in part, one undoes an edit before them."""
    done: list[UndoableEdit] = []
    #: With the author of what was undone.
    undone: list[tuple[UndoableEdit, str]] = []
    for edit, undoes, reason, author in edits:
        if undoes and done and done[-1].edit == undoes:
            last = done.pop()
            undone.append((UndoableEdit(edit, last.reason, author), last.author))
        elif undoes and undone and undone[-1][0].edit == undoes:
            last, first_author = undone.pop()
            done.append(UndoableEdit(edit, last.reason, first_author))
        elif undoes and in_part and not done:
            return None
        else:
            done.append(UndoableEdit(edit, reason, author))
            undone.clear()
    return done, [edit for edit, _author in undone]


def undo(
    case: CaseFile,
    author: str,
    reason: str = "undo",
    expected: UndoableEdit | None = None,
    step: Callable[[], object] = tuple,
) -> Changes | None:
    """Undo the last edit; None without one.

    Raises Refused where the last edit is not the expected one any more: whoever was asked about
    one edit must not lose another. What `step` raises leaves everything as it was.
    """
    return _undo_edit(case, author, reason, expected, step, again=False)


def redo(
    case: CaseFile,
    author: str,
    reason: str = "redo",
    expected: UndoableEdit | None = None,
    step: Callable[[], object] = tuple,
) -> Changes | None:
    """Redo the edit that was undone last; None without one.

    Raises Refused as `undo` does, and where it approves what this author may not approve.
    """
    return _undo_edit(case, author, reason, expected, step, again=True)


def undo_several(
    case: CaseFile, author: str, expected: Sequence[UndoableEdit], reason: str = "undo"
) -> list[Changes]:
    """Undo these last edits, the newest first: each by an edit of its own, all of them or none.

    Raises Refused where they are not the last ones any more, or where one cannot be undone.
    """
    changes = []
    with case.edits(author, reason) as begin:
        for target in expected:
            if _target(case, again=False) != target:
                raise _overtaken()
            edit = begin()
            try:
                edit.undo(target.edit)
                edit.finish()
            except Refused as refusal:
                name = edit_text.what(edit_steps.of(case, target.edit))
                raise Refused(
                    _("Not undone: {edit}. {why} No change was undone.").format(
                        edit=name, why=refusal.sentence
                    )
                ) from refusal
            changes.append(edit.changes)
    return changes


def _overtaken() -> Refused:
    return Refused(
        _("Another program or window changed the case file. Check the change, then try again.")
    )


def _undo_edit(
    case: CaseFile,
    author: str,
    reason: str,
    expected: UndoableEdit | None,
    step: Callable[[], object],
    again: bool,
) -> Changes | None:
    target = expected or _target(case, again)
    if target is None:
        return None
    with case.edit(author, reason, step) as edit:
        # Only now can no other program come between.
        if _target(case, again) != target:
            raise _overtaken()
        edit.undo(target.edit, step)
        if again:
            approval.check_redo(edit, target.edit)
    return edit.changes


def _target(case: CaseFile, again: bool) -> UndoableEdit | None:
    edits = undoable(case)
    return edits.redo if again else edits.undo
