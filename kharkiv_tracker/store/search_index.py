"""The index of what is searched: in the texts of which incidents three letters are in a row.

It only narrows a search: what it names is compared with the texts themselves, so no result rests on
it. Triggers keep it with the texts, whoever writes them.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator
from functools import reduce
from itertools import groupby
from operator import itemgetter, xor

from sqlite_utils import Database

from kharkiv_tracker.store.engine import temporary
from kharkiv_tracker.store.key_ranges import KeyRange, ranges

#: Where code and place are in the text of an incident.
BEGINNING = 60
#: So many letters in a row are an entry.
LETTERS = 3
_COLUMNS = (
    *("folded", "romanised", "open", "open_romanised"),
    *("internal", "internal_romanised", "hidden", "hidden_romanised"),
)
#: What each index holds of a row of `incident_texts`: all texts, and where code and place are.
#: There is a space at the end of every text; with two more, an entry begins with each letter.
_TEXTS = {
    "search_index": " || ".join(f"{{row}}.{name}" for name in _COLUMNS) + " || '  '",
    "search_beginnings": f"substr({{row}}.folded || '  ', 1, {BEGINNING + LETTERS - 1})",
}
WHOLE, BEGINNINGS = _TEXTS
#: The tables in which SQLite keeps an index; how it writes them may change with its version.
KEPT_BY_SQLITE = frozenset(
    f"{name}_{part}" for name in _TEXTS for part in ("config", "data", "docsize", "idx")
)
#: How many parts of an index there may be before a save merges them: fewer would make it wait.
_PARTS = 8
#: So many incidents are compared at once; for each piece the whole index is read.
_PIECE = 50_000


def _table(name: str, content: str) -> str:
    """What makes an index of a view, which has what is not stored a second time."""
    return (
        f"CREATE VIRTUAL TABLE {name} USING fts5(text, content='{content}', "
        "content_rowid='incident', detail=none, columnsize=0, tokenize='trigram case_sensitive 1')"
    )


def _scripts() -> Iterator[str]:
    events = {"INSERT": ("", "NEW"), "DELETE": ("OLD", ""), "UPDATE": ("OLD", "NEW")}
    for name, text in _TEXTS.items():
        columns = f"incident, {text.format(row='incident_texts')} AS text"
        yield f"CREATE VIEW {name}_texts AS SELECT {columns} FROM incident_texts"
        yield _table(name, f"{name}_texts")
        yield f"INSERT INTO {name} ({name}, rank) VALUES ('automerge', {_PARTS})"
        for event, (old, new) in events.items():
            statements = []
            if old:
                statements.append(
                    f"INSERT INTO {name} ({name}, rowid, text) "
                    f"VALUES ('delete', {old}.incident, {text.format(row=old)})"
                )
            if new:
                statements.append(
                    f"INSERT INTO {name} (rowid, text) "
                    f"VALUES ({new}.incident, {text.format(row=new)})"
                )
            # A save seldom changes where code and place are.
            changed = f"{text.format(row='OLD')} <> {text.format(row='NEW')}"
            when = f"WHEN OLD.incident <> NEW.incident OR {changed} " if old and new else ""
            body = "; ".join(statements)
            yield (
                f"CREATE TRIGGER {name}_{event.lower()} AFTER {event} ON incident_texts "
                f"{when}BEGIN {body}; END"
            )


SCRIPT = ";\n".join(
    (
        *_scripts(),
        # The order of what is found, the likeliest first; see `found_incidents`.
        "CREATE INDEX incidents_latest ON incidents "
        "((state = 'Withdrawn'), (sort_at IS NULL), sort_at DESC, code DESC)",
        # By what values are typed the most.
        "CREATE INDEX incidents_district ON incidents (district)",
        "CREATE INDEX incidents_settlement ON incidents (settlement) WHERE settlement <> ''",
    )
)


def rebuild(db: Database) -> None:
    """Make the indexes anew of the texts; no trace is left of what was in them before.

    They are in one part then, which the small ones of saves are not merged with.
    """
    for name in _TEXTS:
        for command in ("delete-all", "rebuild", "optimize"):
            db.execute(f"INSERT INTO {name} ({name}) VALUES (?)", [command])


def entries(db: Database, name: str, schema: str = "main") -> str:
    """The table, of this connection alone, of what an index has: each `term` of each `doc`."""
    table = f"temp.{name}_entries"
    db.execute(
        f"CREATE VIRTUAL TABLE IF NOT EXISTS {table} USING fts5vocab({schema}, {name}, instance)"
    )
    return table


def wrong(db: Database, step: Callable[[], object] = tuple) -> list[int]:
    """The incidents (by row) of which an index does not have what is in their texts.

    What it has to have is put together once more, in memory, as the file may be read-only; for so
    many incidents at a time that there is room. `step` is called again and again.
    """
    rows: set[int] = set()
    with temporary(db):
        for name in _TEXTS:
            for piece in ranges(db, "incident_texts", "incident", _PIECE):
                step()
                rows |= _wrong(db, name, piece)
    return sorted(rows)


def _wrong(db: Database, name: str, piece: KeyRange) -> set[int]:
    due = f"{name}_due"
    rows: set[int] = set()
    _drop(db, due)
    # A view has no parameters.
    only = piece.condition("incident").replace("?", "{}").format(*piece.params)
    db.execute(f"CREATE TEMP VIEW {due}_texts AS SELECT * FROM main.{name}_texts WHERE {only}")
    db.execute(_table(f"temp.{due}", f"{due}_texts"))
    db.execute(f"INSERT INTO temp.{due} ({due}) VALUES ('rebuild')")
    # Of each entry all incidents in one text: nearly always it is the same, and a long list.
    all_entries = heapq.merge(
        *(
            db.execute(
                f"SELECT term, group_concat(doc, ' ') FROM {table} "
                f"WHERE {piece.condition('doc')} GROUP BY term",
                piece.params,
            )
            for table in (entries(db, name), entries(db, due, "temp"))
        )
    )
    for _term, listed in groupby(all_entries, itemgetter(0)):
        lists = [text for _, text in listed]
        if len(lists) != 2 or lists[0] != lists[1]:
            rows |= reduce(xor, (set(map(int, text.split())) for text in lists))
    _drop(db, due)
    return rows


def _drop(db: Database, due: str) -> None:
    for kind, name in (("TABLE", f"{due}_entries"), ("TABLE", due), ("VIEW", f"{due}_texts")):
        db.execute(f"DROP {kind} IF EXISTS temp.{name}")
