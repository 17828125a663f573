"""Records of one person, joined in one incident or several, or marked as different people."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from sqlite_utils import Database

from kharkiv_tracker.domain.flag import FindingKind
from kharkiv_tracker.domain.incident import code_of
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import identity, records
from kharkiv_tracker.store.codes import find
from kharkiv_tracker.store.edit import Edit
from kharkiv_tracker.store.person_references import code_in
from kharkiv_tracker.store.states import State

_APART = f"kind = '{FindingKind.SAME_PERSON.value}'"


def join(edit: Edit, code: str, other: str) -> None:
    """Note that two records are of one person, who counts once in an incident.

    That the two are different people is taken back; that others of them are is refused.
    """
    uid, other_uid = _uid(edit.db, code), _uid(edit.db, other)
    if uid == other_uid:
        raise Refused(_("This is the same record. Enter another person."))
    group = of(edit.db, uid)
    if other_uid in group:
        raise Refused(
            _("{one} and {other} are already one person.").format(
                one=code_of(code), other=code_of(other)
            )
        )
    _forget(edit, uid, other_uid)
    marks = apart_keys(edit.db)
    for one in group:
        for another in of(edit.db, other_uid):
            if f"{one}:{another}" in marks:
                raise Refused(
                    _(
                        "{one} and {other} are marked as different people. Remove this mark first."
                    ).format(one=code_in(edit.db, one), other=code_in(edit.db, another))
                )
    # The record that names no other, where one leads to the next.
    last = uid
    while (following := group[last].get("same_as")) in group and following != uid:
        last = following
    edit.write("person", last, {**group[last], "same_as": other_uid})
    arrange(edit, uid)


def part(edit: Edit, code: str) -> None:
    """Note that a record is of a person of their own; others it was joined with stay joined."""
    uid = _uid(edit.db, code)
    group = of(edit.db, uid)
    if len(group) < 2:
        raise Refused(
            _("{code} is not marked as the same person as another record.").format(
                code=code_of(code)
            )
        )
    state = group[uid]
    pointing = [other for other in group if group[other].get("same_as") == uid]
    target = state.get("same_as") if state.get("same_as") in group else ""
    for other in pointing:
        heir = target or pointing[0]
        edit.write("person", other, _naming(group[other], "" if heir == other else heir))
    edit.write("person", uid, _naming(state, ""))
    for other in group.keys() - {uid}:
        arrange(edit, other)


def mark_different(edit: Edit, code: str, other: str, reason: str = "") -> None:
    """Note for good that two records are of different people: they are never suggested again.

    If they are joined, the first is taken out of the records joined. The reason is that of the
    edit unless it is given.
    """
    uid, other_uid = _uid(edit.db, code), _uid(edit.db, other)
    if uid == other_uid:
        raise Refused(_("This is the same record. Enter another person."))
    if f"{uid}:{other_uid}" in apart_keys(edit.db):
        raise Refused(
            _("{one} and {other} are already marked as different people.").format(
                one=code_of(code), other=code_of(other)
            )
        )
    if other_uid in of(edit.db, uid):
        part(edit, code)
    incident = (records.read(edit.db, "person", uid) or {})["incident"]
    state = {
        "subject": incident,
        "kind": FindingKind.SAME_PERSON.value,
        "key": f"{uid}:{other_uid}",
        "reason": reason or edit.reason,
    }
    edit.write("override", identity.new_uid(), state)


def unmark_different(edit: Edit, code: str, other: str) -> None:
    """Take back that two records are of different people: they may be suggested again."""
    if not _forget(edit, _uid(edit.db, code), _uid(edit.db, other)):
        raise Refused(
            _("{one} and {other} are not marked as different people.").format(
                one=code_of(code), other=code_of(other)
            )
        )


def of(db: Database, uid: str) -> dict[str, State]:
    """The records of the same person as this one (by uid), itself among them, of any incident."""
    group: dict[str, State] = {}
    waiting = {uid}
    while waiting:
        following: set[str] = set()
        for member in sorted(waiting):
            state = records.read(db, "person", member)
            if state is None:
                # It was undone with the edit that added it.
                continue
            group[member] = state
            pointing = db.execute("SELECT uid FROM persons WHERE same_as = ?", [member])
            following |= {row[0] for row in pointing.fetchall()}
            following |= {state["same_as"]} if state.get("same_as") else set()
        waiting = following - group.keys()
    return dict(sorted(group.items(), key=lambda item: (item[1]["incident"], item[1]["number"])))


def elsewhere(db: Database, uids: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """For each of these persons (by uid) the codes of the same one in other incidents."""
    codes: dict[str, tuple[str, ...]] = {}
    for uid in uids:
        group = of(db, uid)
        others = {
            member for member, state in group.items() if state["incident"] != group[uid]["incident"]
        }
        if others:
            codes[uid] = tuple(sorted(filter(None, (code_in(db, other) for other in others))))
    return codes


def arrange(edit: Edit, uid: str) -> None:
    """Let the records of a person lead to one another within each incident.

    An incident counts its own records alone: two of them that are one only by way of a record of
    another incident would count twice.
    """
    group = of(edit.db, uid)
    roots = {member: member for member in group}
    for member, state in group.items():
        following = state.get("same_as")
        if following in group and group[following]["incident"] == state["incident"]:
            replaced = roots[member]
            roots = {
                key: roots[following] if root == replaced else root for key, root in roots.items()
            }
    if len(set(roots.values())) == len({state["incident"] for state in group.values()}):
        return
    for member, following in pairwise([*group, ""]):
        edit.write("person", member, _naming(group[member], following))


def apart_keys(db: Database) -> set[str]:
    """The ids of every two records that are of different people, `one:other`, in both orders."""
    keys = {str(row[0]) for row in db.execute(f"SELECT key FROM overrides WHERE {_APART}")}
    return keys | {reverse(key) for key in keys}


def reverse(key: str) -> str:
    """The key of the same two records with the other one first."""
    one, _colon, rest = key.partition(":")
    other, colon, more = rest.partition(":")
    return f"{other}:{one}{colon}{more}"


def apart_from(db: Database, uid: str) -> dict[str, str]:
    """The records (by code) that are of other people than this one (by uid), with the reasons."""
    reasons: dict[str, str] = {}
    query = f"SELECT key, reason FROM overrides WHERE {_APART} AND instr(key, ?)"
    for key, reason in db.execute(query, [uid]).fetchall():
        pair = key.split(":")
        if len(pair) == 2 and uid in pair:
            other = pair[0] if pair[1] == uid else pair[1]
            if code := code_in(db, other):
                reasons[code] = reason
    return dict(sorted(reasons.items()))


def _forget(edit: Edit, uid: str, other: str) -> bool:
    """Remove the mark that two records are of different people; False where there is none."""
    rows = edit.db.execute(
        f"SELECT uid FROM overrides WHERE {_APART} AND key IN (?, ?)",
        [f"{uid}:{other}", f"{other}:{uid}"],
    ).fetchall()
    for (override,) in rows:
        edit.write("override", override, {})
    return bool(rows)


def _naming(state: State, same_as: str) -> State:
    others = {name: value for name, value in state.items() if name != "same_as"}
    return {**others, **({"same_as": same_as} if same_as else {})}


def _uid(db: Database, code: str) -> str:
    kind, uid = find(db, code)
    if kind != "person":
        raise Refused(_("{code} is not a person.").format(code=code))
    return uid
