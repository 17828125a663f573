"""What is stored of incidents and other records because they give it, beside what they give now."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from enum import Enum, auto
from typing import Any

from sqlite_utils import Database

from kharkiv_tracker import labels
from kharkiv_tracker.domain.figure import Figure
from kharkiv_tracker.domain.part_checks import Excess, excesses
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import derived_figures, records
from kharkiv_tracker.store.derived_figures import Derived, DerivedReader
from kharkiv_tracker.store.key_ranges import ranges

#: What reading a record raises that no program of ours wrote so.
UNREADABLE = (
    *(ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError),
    Refused,
)
#: So many records are read together, and so often is a reader renewed, which remembers names.
_PIECE, _PIECES = 200, 50


class Part(Enum):
    """What is derived of an incident."""

    FIGURE, TEXT, FLAG = auto(), auto(), auto()


#: What of an incident is not as it has to be, each with a sentence.
Wrong = list[tuple[Part, str]]


def unreadable(error: BaseException) -> str:
    """The sentence for a record that holds what no record can hold."""
    return _("A record cannot be read ({error}).").format(error=type(error).__name__)


def unsearchable() -> str:
    """The sentence for an incident that a search would not find, or find for nothing."""
    return _("The search index does not match the record.")


def keys(db: Database, step: Callable[[], object]) -> Iterator[str]:
    """The records (by id) with columns that are not what is worked out from them."""
    for kind, worked_out in records.WORKED_OUT.items():
        for piece in ranges(db, records.table_of(kind), "id", _PIECE):
            step()
            where = f"WHERE {piece.condition('id')}"
            states = dict(records.states(db, kind, where, piece.params))
            due = {uid: worked_out(state) for uid, state in states.items()}
            if not due:
                continue
            columns = tuple(next(iter(due.values())))
            stored = records.worked_out(db, kind, columns, where, piece.params)
            yield from (uid for uid, values in due.items() if values != stored.get(uid))


def incidents(db: Database, step: Callable[[], object]) -> Iterator[tuple[int, str, Wrong]]:
    """Every incident by row and id, in the order of ids, with what is wrong of it."""
    for number, piece in enumerate(ranges(db, "incidents", "uid", _PIECE)):
        if number % _PIECES == 0:
            reader = DerivedReader(db)
        query = f"SELECT uid, id FROM incidents WHERE {piece.condition('uid')} ORDER BY uid"
        rows = dict(db.execute(query, piece.params).fetchall())
        stored = derived_figures.stored(db, rows.values())
        for uid, due in _due(reader, list(rows)):
            step()
            row = rows[uid]
            yield row, uid, _wrong(due, stored[row]) if isinstance(due, Derived) else due


def _due(reader: DerivedReader, uids: list[str]) -> Iterator[tuple[str, Derived | Wrong]]:
    """What incidents give now; of one that cannot be read, that."""
    try:
        due = dict(reader.read(uids))
    except UNREADABLE as error:
        if len(uids) == 1:
            yield uids[0], [(Part.FIGURE, unreadable(error))]
            return
        for uid in uids:
            yield from _due(reader, [uid])
        return
    for uid in uids:
        if uid in due:
            yield uid, due[uid]


def _wrong(due: Derived, stored: Derived) -> Wrong:
    wrong = []
    if _differ(due.steps, stored.steps):
        wrong.append((Part.FIGURE, _("A stored figure does not match its reports.")))
    for excess in _excesses(stored.steps):
        sentence = _("The parts exceed the total: {parts}.")
        wrong.append((Part.FIGURE, sentence.format(parts=labels.excess(excess))))
    if due.text != stored.text:
        wrong.append((Part.TEXT, unsearchable()))
    if _differ(due.flags, stored.flags):
        wrong.append((Part.FLAG, _("The review queue does not match the records.")))
    return wrong


def _differ(one: list[tuple[Any, ...]], other: list[tuple[Any, ...]]) -> bool:
    """Whether these are not the same rows in some order."""
    return one != other and sorted(one, key=repr) != sorted(other, key=repr)


def _excesses(rows: Collection[tuple[Any, ...]]) -> Iterator[Excess]:
    """The first parts that are more than their whole, at any time at which figures were known."""
    by_instant: dict[int, dict[str, Figure]] = {}
    if not any("." in row[0] for row in rows):
        # There is no part.
        return
    for quantity, known_from, _known_to, low, best, high, *_rest in rows:
        by_instant.setdefault(known_from, {})[quantity] = Figure(low, best, high)
    figures: dict[str, Figure] = {}
    for _instant, changed in sorted(by_instant.items()):
        figures |= changed
        for excess in excesses(figures):
            yield excess
            return
