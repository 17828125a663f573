"""One change of many records: what it would do, worked out and undone, then done in one edit."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kharkiv_tracker.domain.incident import ReviewState
from kharkiv_tracker.domain.total import GroupTotal, Toll
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import corrections, derived_figures, records, totals
from kharkiv_tracker.store.edit import Edit
from kharkiv_tracker.store.selection_sql import LISTED
from kharkiv_tracker.store.states import State

if TYPE_CHECKING:
    from kharkiv_tracker.store.case_file import CaseFile


@dataclass(frozen=True, slots=True)
class ManyChange:
    """What is done to each of several records, by its code.

    `fields` are those it is about. `moves` says whether totals may change, `of_withdrawn` whether
    it can be done to a withdrawn record, `unapproves` whether it changes what was approved.
    """

    make: Callable[[Edit, str], object]
    fields: tuple[str, ...] = ()
    moves: bool = False
    of_withdrawn: bool = False
    unapproves: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A record that changes: its fields before and after, those the change is about."""

    code: str
    kind: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    is_unapproved: bool = False
    """Whether it was approved and is not as it was approved any more."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A record that stays as it is, and why."""

    code: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Moved:
    """The total of a district before and after; "" for all districts together."""

    district: str
    before: GroupTotal
    after: GroupTotal


@dataclass(frozen=True, slots=True)
class Preview:
    """What a change of many would do: to these records, not to those, and to the totals."""

    lines: tuple[Line, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    moved: tuple[Moved, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the records that would change."""
        return tuple(line.code for line in self.lines)


class _Undone(Exception):
    """Ends an edit that is only tried."""


def preview(
    case: CaseFile,
    author: str,
    codes: Sequence[str],
    change: ManyChange,
    step: Callable[[], object] = tuple,
) -> Preview:
    """What a change would do to the records of these codes; the case is left as it is.

    It is made by this author, and undone. Raises TrackerError where nothing can be changed.
    `step` is called for each record; what it raises gives the work up.
    """
    lines: list[Line] = []
    refusals: list[Refusal] = []
    moved: tuple[Moved, ...] = ()
    with suppress(_Undone), case.edit(author, "") as edit:
        before = _totals(case) if change.moves else {}
        for code in codes:
            step()
            line = _tried(edit, code, change)
            if isinstance(line, Refusal):
                refusals.append(line)
            else:
                lines.append(line)
        if change.moves and lines:
            # Totals are read from sums that the end of an edit brings up to date.
            edit.finish(step)
            moved = _moved(before, _totals(case))
        raise _Undone
    return Preview(tuple(lines), tuple(refusals), moved)


def make(
    edit: Edit, codes: Sequence[str], change: ManyChange, step: Callable[[], object] = tuple
) -> None:
    """Change the records of these codes; Refused where one of them cannot be changed."""
    for code in codes:
        step()
        _change(edit, code, change)


def number_withdrawn(case: CaseFile, codes: Sequence[str]) -> int:
    """How many of these incidents or documents are withdrawn or merged."""
    listed = json.dumps(list(codes))
    (number,) = case.db.execute(
        "SELECT (SELECT count(*) FROM incidents AS i "
        f"WHERE i.code IN {LISTED} AND i.state = 'Withdrawn') + "
        f"(SELECT count(*) FROM documents WHERE code IN {LISTED} AND withdrawn)",
        [listed, listed],
    ).fetchone()
    return int(number)


def _tried(edit: Edit, code: str, change: ManyChange) -> Line | Refusal:
    """What the change does to one record; one that is refused leaves nothing of it behind."""
    heads = edit.heads
    try:
        with edit.attempt():
            kind, before, after = _change(edit, code, change)
            if edit.heads == heads:
                raise Refused(_("Already so."))
            is_unapproved = change.unapproves and _is_unapproved(edit, code, before)
    except Refused as refused:
        return Refusal(code, refused.brief)
    differing = [name for name in change.fields if before.get(name) != after.get(name)]
    shown = differing or change.fields
    return Line(
        code,
        kind,
        {name: before.get(name) for name in shown},
        {name: after.get(name) for name in shown},
        is_unapproved,
    )


def _is_unapproved(edit: Edit, code: str, before: State) -> bool:
    """Whether an incident that was approved has to be approved again."""
    if before.get("state") != ReviewState.APPROVED.value:
        return False
    kind, uid = corrections.find(edit.db, code)
    after = records.read(edit.db, kind, uid) or {}
    if after.get("state") != ReviewState.APPROVED.value:
        return True
    return derived_figures.since_approval(edit.db, uid) is not None


def _change(edit: Edit, code: str, change: ManyChange) -> tuple[str, State, State]:
    """Change one record; returns its kind, and its state before and after."""
    kind, uid = corrections.find(edit.db, code)
    before = records.read(edit.db, kind, uid) or {}
    corrections.refuse_merged(edit.db, code, before, kind)
    is_withdrawn = before.get("withdrawn") or before.get("state") == ReviewState.WITHDRAWN.value
    if is_withdrawn and not change.of_withdrawn:
        raise Refused(_("{code} is withdrawn. Reinstate it first.").format(code=code))
    change.make(edit, code)
    return kind, before, records.read(edit.db, kind, uid) or {}


def _totals(case: CaseFile) -> dict[str, GroupTotal]:
    """The totals by district; read from the incidents, since sums of days follow at the end."""
    return {group.key: group for group in totals.totals(case, of_whom=False).groups}


def _moved(before: Mapping[str, GroupTotal], after: Mapping[str, GroupTotal]) -> tuple[Moved, ...]:
    """The districts whose totals differ, and all together where that differs too."""
    both = [("", _together(before), _together(after))]
    both += [
        (key, before.get(key, GroupTotal(key)), after.get(key, GroupTotal(key)))
        for key in sorted({*before, *after})
    ]
    return tuple(Moved(*entry) for entry in both if _content(entry[1]) != _content(entry[2]))


def _together(groups: Mapping[str, GroupTotal]) -> GroupTotal:
    return GroupTotal(
        "",
        sum(group.incidents for group in groups.values()),
        Toll.added(group.toll for group in groups.values()),
    )


def _content(total: GroupTotal) -> tuple[object, ...]:
    return total.incidents, total.toll.counted
