"""What incidents were approved as, read from the history, and what is different since."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlite_utils import Database

from kharkiv_tracker.domain import figure_change
from kharkiv_tracker.domain.approved_values import FIGURES, ApprovedValues
from kharkiv_tracker.domain.case import Case
from kharkiv_tracker.domain.counting_rule import Grounds, Rule, Stress, steps
from kharkiv_tracker.domain.incident import ReviewState
from kharkiv_tracker.domain.office import Office
from kharkiv_tracker.domain.person import Person
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.revision import Revision, canonical
from kharkiv_tracker.domain.source import Source, Speaker
from kharkiv_tracker.store import revision_chain
from kharkiv_tracker.store.record_reader import record_of_state
from kharkiv_tracker.store.selection_sql import LISTED
from kharkiv_tracker.store.states import State, record_from

#: States by kind and id.
_States = dict[tuple[str, str], State]
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
    later = [each for each in moves if (each.seq or 0) > end]
    uids = [uid, *(own for (own,) in db.execute(_OF_INCIDENT, [uid]).fetchall())]
    edited = db.execute(_EDITED, [json.dumps(uids), end, figure_change.KIND]).fetchone()[0]
    # Nearly always neither is so, and the history need not be followed.
    if not (later or edited):
        return None
    values = ApprovedValues.of(state, now.reports, steps(now))
    before = _approved(db, uid, uids, end, now, rule) if edited else values
    # What others moved was approved as they came upon it, unless it was edited before: that is
    # counted anew. By which edition of the rule it was counted then, no count of today tells.
    moved = [
        each
        for each in later
        if not edited or (each.seq or 0) < edited or each.author == figure_change.RENEWAL
    ]
    content = before.difference(values, _net(moved))
    if not content:
        return None
    key = str(len(moves))
    if own := _own(content, _net(later)):
        # Figures moved by others are told apart by their number, as they always were.
        key += ":" + hashlib.sha256(canonical(own).encode()).hexdigest()[:12]
    return ApprovalChange(key, {FIGURES: {}, **content})


def unchanged(db: Database, uids: Iterable[str]) -> set[str]:
    """Those of incidents (by uid) of which the last edit approved them: nothing differs since.

    Others may be as they were approved, too; `change` follows their history.
    """
    rows = db.execute(_LAST_EDITS, [json.dumps(list(uids))])
    return {uid for uid, payload in rows if _approves(revision_chain.changes_of(payload))}


def _net(moves: Iterable[Revision]) -> figure_change.Changes:
    return figure_change.net(each.changes for each in moves)


def _own(content: Mapping[str, Any], moved: figure_change.Changes) -> dict[str, Any]:
    """A difference without the figures that are what others made of them."""
    figures = {
        quantity: pair
        for quantity, pair in content.get(FIGURES, {}).items()
        if moved.get(quantity) != tuple(pair)
    }
    own = {**content, FIGURES: figures}
    return {name: part for name, part in own.items() if part}


#: The revisions of approved incidents by the last edit that wrote anything of each; what is or was
#: of one is that of `_OF_INCIDENT`.
# CROSS and +: reports are looked for by their incidents, revisions by their records, whatever the
# statistics say: an edit may have most of the history.
_LAST_EDITS = f"""
WITH approved AS MATERIALIZED (
  SELECT uid, code FROM incidents WHERE uid IN {LISTED} AND state = '{_APPROVED}'),
own (incident, record) AS (
  SELECT uid, uid FROM approved UNION ALL
  SELECT a.uid, r.uid FROM approved AS a CROSS JOIN reports AS r ON r.incident = a.uid UNION ALL
  SELECT a.uid, p.uid FROM approved AS a CROSS JOIN persons AS p ON p.incident = a.uid UNION ALL
  SELECT a.uid, c.record FROM approved AS a
  CROSS JOIN codes AS c ON c.code > a.code || '/' AND c.code < a.code || '0'),
last (incident, seq) AS (
  SELECT incident, max((SELECT max(seq) FROM revisions WHERE record = own.record))
  FROM own GROUP BY incident)
SELECT r.record, p.payload FROM last CROSS JOIN revisions AS e ON e.seq = last.seq
CROSS JOIN revisions AS r ON r.record = last.incident AND +r.edit = e.edit
CROSS JOIN payloads AS p ON p.revision = r.id WHERE r.kind = 'incident' AND +r.undoes = ''
"""
_MOVES = "WHERE r.record = ? AND r.kind = ?"
_EDITED = f"SELECT min(seq) FROM revisions WHERE record IN {LISTED} AND seq > ? AND kind <> ?"
#: The settings and the offices by which a case is counted; an office that is gone was undone,
#: with all that came after it.
_COUNTED_BY = (
    "r.kind IN ('case', 'office') AND r.record IN (SELECT uid FROM offices UNION ALL SELECT 'case')"
)


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
    return revision_chain.last_of_edit(db, last.edit)


def _approves(changes: Mapping[str, tuple[Any, Any]]) -> bool:
    before, after = changes.get("state", (None, None))
    times_before, times = changes.get("approved_changes", (0, 0))
    return (after == _APPROVED and before != _WITHDRAWN) or (times or 0) > (times_before or 0)


def _approved(
    db: Database, uid: str, uids: list[str], end: int, now: Grounds, rule: Rule
) -> ApprovedValues:
    """The values of an incident after the revision of that number."""
    states = _states(db, f"r.record IN {LISTED}", [json.dumps(uids)], end)
    incident = states.get(("incident", uid), {})
    chosen = incident.get("chosen")
    rule, now = _counted_by(db, end, now, rule)
    grounds = replace(
        now,
        reports=tuple(_reports(db, states, uid, end)),
        rule=Rule.CHOSEN if chosen else rule,
        chosen=chosen,
        persons=tuple(
            record_of_state(db, Person, person, own)
            for person, own in _belonging(states, "person", uid)
        ),
    )
    return ApprovedValues.of(incident, grounds.reports, steps(grounds))


def _counted_by(db: Database, end: int, now: Grounds, rule: Rule) -> tuple[Rule, Grounds]:
    """The rule after the revision of that number, and grounds with its offices and its stress."""
    query = f"SELECT 1 FROM revisions AS r WHERE {_COUNTED_BY} AND r.seq > ? LIMIT 1"
    if not db.execute(query, [end]).fetchone():
        return rule, now
    states = _states(db, _COUNTED_BY, [], end)
    case = record_from(Case, states.pop(("case", "case"), {}))
    judged = [record_from(Office, state) for state in states.values() if state]
    offices, stress_counts = now.offices.judged_so(judged), case.stress is Stress.INJURED
    return case.rule, replace(now, offices=offices, stress_counts=stress_counts)


def _reports(db: Database, states: _States, incident: str, end: int) -> Iterator[Report]:
    """The reports that an incident had, by number, with the speakers and sources of that time."""
    reports = _belonging(states, "report", incident)
    listed = {own.get(kind) for _uid, own in reports for kind in ("speaker", "source")}
    named = _states(db, f"r.record IN {LISTED}", [json.dumps(sorted(filter(None, listed)))], end)
    for uid, own in reports:
        report = record_of_state(db, Report, uid, own)
        speaker = named.get(("speaker", own.get("speaker", "")))
        source = named.get(("source", own.get("source", "")))
        yield replace(
            report,
            speaker=record_from(Speaker, speaker) if speaker else report.speaker,
            source=record_from(Source, source) if source else report.source,
        )


def _belonging(states: _States, kind: str, incident: str) -> list[tuple[str, State]]:
    """The reports or persons that an incident had (by id), by number."""
    own = [
        (uid, state)
        for (of, uid), state in states.items()
        if of == kind and state.get("incident") == incident
    ]
    return sorted(own, key=lambda pair: int(pair[1]["number"]))


def _states(db: Database, where: str, params: list[Any], end: int) -> _States:
    """The states of records after the revision of that number."""
    states: _States = {}
    query = f"WHERE {where} AND r.seq <= ?"
    for revision in revision_chain.stored(db, query, [*params, end]):
        state = states.setdefault((revision.kind, revision.record), {})
        revision_chain.apply(state, revision.changes)
    return states
