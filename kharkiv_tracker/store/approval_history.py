"""What incidents were approved as, read from the history, and what is different since."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from kharkiv_tracker.domain import figure_change
from kharkiv_tracker.domain.approved_values import FIGURES, ApprovedValues
from kharkiv_tracker.domain.counting_rule import Grounds, Rule, steps
from kharkiv_tracker.domain.incident import ReviewState
from kharkiv_tracker.domain.person import Person
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.revision import canonical
from kharkiv_tracker.store import revision_chain
from kharkiv_tracker.store.record_reader import record_of_state
from kharkiv_tracker.store.selection_sql import LISTED
from kharkiv_tracker.store.states import State

_APPROVED, _WITHDRAWN = ReviewState.APPROVED.value, ReviewState.WITHDRAWN.value
#: Every report and person that is or was of an incident (by uid): one that moved away has a code.
_OF_INCIDENT = (
    "SELECT uid FROM reports WHERE incident = ?1 UNION "
    "SELECT uid FROM persons WHERE incident = ?1 UNION SELECT c.record FROM incidents AS i "
    "JOIN codes AS c ON c.code > i.code || '/' AND c.code < i.code || '0' WHERE i.uid = ?1"
)


@dataclass(frozen=True, slots=True)
class ApprovalChange:
    """What is different since an approval; `key` is another for each other difference."""

    key: str
    content: Mapping[str, Any]


def change(db: Database, uid: str, state: State, now: Grounds, rule: Rule) -> ApprovalChange | None:
    """What of an approved incident (by uid) is not as it was approved; None: nothing.

    `now` is what its figures rest on, `rule` that of the case. Values that
    were changed back do not differ.
    """
    if state.get("state") != _APPROVED or (end := last_approval(db, uid)) is None:
        return None
    moves = list(revision_chain.stored(db, _MOVES, [uid, figure_change.KIND]))
    moved = figure_change.net(each.changes for each in moves if (each.seq or 0) > end)
    uids = [uid, *(own for (own,) in db.execute(_OF_INCIDENT, [uid]).fetchall())]
    is_edited = db.execute(_EDITED, [json.dumps(uids), end, figure_change.KIND]).fetchone()
    # Nearly always neither is so, and the history need not be followed.
    if not (moved or is_edited):
        return None
    values = ApprovedValues.of(state, now.reports, steps(now))
    before = _approved(db, uid, uids, end, now, rule) if is_edited else values
    content = before.difference(values, moved)
    if not content:
        return None
    key = str(len(moves))
    if is_edited and (own := before.difference(values, {})):
        # Figures moved by others are told apart by their number, as they always were.
        key += ":" + hashlib.sha256(canonical(own).encode()).hexdigest()[:12]
    return ApprovalChange(key, {FIGURES: {}, **content})


_MOVES = "WHERE r.record = ? AND r.kind = ?"
_EDITED = f"SELECT 1 FROM revisions WHERE record IN {LISTED} AND seq > ? AND kind <> ? LIMIT 1"


def last_approval(db: Database, uid: str) -> int | None:
    """The number of the last revision of the edit that approved an incident (by uid) last.

    An approval that was undone is none, unless it was redone. To reinstate is not to approve.
    """
    rows = list(revision_chain.stored(db, "WHERE r.record = ? AND r.kind = 'incident'", [uid]))
    is_in_effect: dict[str, bool] = {}
    undone_by: dict[str, set[str]] = {}
    for row in rows:
        if row.undoes:
            undone_by.setdefault(row.undoes, set()).add(row.edit)
    # What undoes an edit is later than it.
    for row in reversed(rows):
        if row.edit not in is_in_effect:
            undoing = undone_by.get(row.edit, ())
            is_in_effect[row.edit] = not any(is_in_effect.get(edit, True) for edit in undoing)
    approving = [row for row in rows if not row.undoes and _approves(row.changes)]
    effective = [row for row in approving if is_in_effect[row.edit]]
    reinstating = [row for row in rows if row.changes.get("state", ("", ""))[1] == _APPROVED]
    last = next(reversed(effective or approving or reinstating), None)
    if last is None:
        return None
    (end,) = db.execute("SELECT max(seq) FROM revisions WHERE edit = ?", [last.edit]).fetchone()
    return int(end)


def _approves(changes: Mapping[str, tuple[Any, Any]]) -> bool:
    before, after = changes.get("state", (None, None))
    times_before, times = changes.get("approved_changes", (0, 0))
    return (after == _APPROVED and before != _WITHDRAWN) or (times or 0) > (times_before or 0)


def _approved(
    db: Database, uid: str, uids: list[str], end: int, now: Grounds, rule: Rule
) -> ApprovedValues:
    """The values of an incident after the revision of that number."""
    states: dict[tuple[str, str], State] = {}
    where = f"WHERE r.record IN {LISTED} AND r.seq <= ?"
    for revision in revision_chain.stored(db, where, [json.dumps(uids), end]):
        state = states.setdefault((revision.kind, revision.record), {})
        revision_chain.apply(state, revision.changes)
    incident = states.get(("incident", uid), {})
    chosen = incident.get("chosen")
    grounds = Grounds(
        tuple(_belonging(db, states, Report, "report", uid)),
        Rule.CHOSEN if chosen else rule,
        chosen,
        tuple(_belonging(db, states, Person, "person", uid)),
        now.offices,
        stress_counts=now.stress_counts,
    )
    return ApprovedValues.of(incident, grounds.reports, steps(grounds))


def _belonging(
    db: Database, states: Mapping[tuple[str, str], State], record: Any, kind: str, incident: str
) -> Iterator[Any]:
    """The reports or persons that an incident had, by number."""
    own = [
        (uid, state)
        for (of, uid), state in states.items()
        if of == kind and state.get("incident") == incident
    ]
    for uid, state in sorted(own, key=lambda pair: int(pair[1]["number"])):
        yield record_of_state(db, record, uid, state)
