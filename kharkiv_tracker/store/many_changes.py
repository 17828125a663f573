"""What can be done to many records at once: the changes, each of a record by its code."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import Enum
from functools import partial

from kharkiv_tracker.domain.incident import Grade, Incident, ReviewState
from kharkiv_tracker.domain.link import Relation
from kharkiv_tracker.domain.note import Note
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import codes, corrections, merge_split, note_records, records
from kharkiv_tracker.store.edit import Edit
from kharkiv_tracker.store.many_records import ManyChange
from kharkiv_tracker.store.states import State, record_from

#: The word of a list that says that none of the others is known.
_UNKNOWN = "unknown"


class Manner(Enum):
    """What a word does to those an incident has."""

    ADD = "add"
    REPLACE = "replace"
    REMOVE = "remove"


#: Ends in the review state ready where a second person has to approve again.
_STATE = "state"
APPROVE = ManyChange(corrections.approve, (_STATE,))
WITHDRAW = ManyChange(corrections.withdraw, (_STATE, "withdrawn"), moves=True, of_withdrawn=True)
REINSTATE = ManyChange(corrections.reinstate, (_STATE, "withdrawn"), moves=True, of_withdrawn=True)


def grade(word: Grade | None) -> ManyChange:
    """Grade incidents; None: not graded."""
    return ManyChange(
        lambda edit, code: corrections.set_grade(edit, code, word),
        ("grade", _STATE),
        moves=True,
        unapproves=True,
    )


def review_state(word: ReviewState) -> ManyChange:
    """Set the review state of incidents."""
    return ManyChange(lambda edit, code: corrections.set_state(edit, code, word), (_STATE,))


def word(field: str, value: str, manner: Manner) -> ManyChange:
    """Add a weapon or a place hit, remove it, or put it in place of all."""

    def changed(state: State) -> State:
        return {**state, field: sorted(_words(state.get(field, ()), value, manner))}

    return ManyChange(partial(_write, changed=changed), (field, _STATE), unapproves=True)


def district(key: str) -> ManyChange:
    """Move incidents to a district; refused for those in a settlement elsewhere."""

    def changed(state: State) -> State:
        state = {**state, "district": key}
        record_from(Incident, state).check()
        return state

    write = partial(_write, changed=changed)
    return ManyChange(write, ("district", _STATE), moves=True, unapproves=True)


def note(text: str) -> ManyChange:
    """Add the same note to each."""
    return ManyChange(lambda edit, code: note_records.add_to(edit, code, Note(text)))


def link(other: str, relation: Relation, notes: str = "") -> ManyChange:
    """Link each incident with this one."""
    return ManyChange(lambda edit, code: merge_split.link(edit, code, other, relation, notes))


def _words(words: Iterable[str], value: str, manner: Manner) -> set[str]:
    if manner is Manner.REPLACE:
        return {value}
    if manner is Manner.REMOVE:
        return set(words) - {value}
    # What is known takes the place of the word that it is not.
    return set(words) - {_UNKNOWN} | {value}


def _write(edit: Edit, code: str, changed: Callable[[State], State]) -> None:
    """Write an incident with other fields."""
    kind, uid = codes.find(edit.db, code)
    if kind != "incident":
        raise Refused(_("{code} is not an incident.").format(code=code))
    edit.write(kind, uid, changed(records.read(edit.db, kind, uid) or {}))
