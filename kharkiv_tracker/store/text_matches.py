"""The incidents that match a search text, put together once for all that is asked of a selection.

They are in a table of the connection alone, in memory, as long as nothing is written to the case.
"""

from __future__ import annotations

from sqlite_utils import Database

from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.search import typed_terms
from kharkiv_tracker.store import search_candidates, term_sql
from kharkiv_tracker.store.engine import stored_changes, temporary

#: The query for the rows of a text, by its number.
ROWS = "SELECT incident FROM temp.text_matches WHERE text = ?"
#: Of so many texts: a page compares two selections.
_TEXTS = 4
#: `state` is that of the case for which they were put together. A transaction that is undone takes
#: them along.
_TABLES = (
    "CREATE TEMP TABLE IF NOT EXISTS matched_texts ("
    "id INTEGER PRIMARY KEY AUTOINCREMENT, text TEXT, profile TEXT, state TEXT)",
    "CREATE TEMP TABLE IF NOT EXISTS text_matches ("
    "text INTEGER, incident INTEGER, PRIMARY KEY (text, incident)) WITHOUT ROWID",
)
#: Where more than one incident in so many may match, all are looked at in one go.
_PART = 4


def number(db: Database, text: str, profile: Profile | None) -> int:
    """The number of a text under which its incidents are listed."""
    (version,) = db.execute("PRAGMA data_version").fetchone()
    key = [text, profile.value if profile else "", f"{version} {stored_changes(db)}"]
    with temporary(db):
        for table in _TABLES:
            db.execute(table)
        row = db.execute(
            "SELECT id FROM matched_texts WHERE text = ? AND profile = ? AND state = ?", key
        ).fetchone()
        return int(row[0]) if row else _listed(db, key, text, profile)


def _listed(db: Database, key: list[str], text: str, profile: Profile | None) -> int:
    terms = typed_terms.read(text).terms
    matches, params = term_sql.containing(terms, profile)
    (last,) = db.execute("SELECT coalesce(max(incident), 0) FROM incident_texts").fetchone()
    candidates = search_candidates.narrowest(db, terms, last // _PART)
    if candidates.are_few:
        matches = f"t.incident IN ({candidates.sql}) AND {matches}"
        params = [*candidates.params, *params]
    db.execute(
        "INSERT INTO matched_texts (text, profile, state) VALUES (?, ?, ?)",
        key,
    )
    (row,) = db.execute("SELECT max(id) FROM matched_texts").fetchone()
    for table, column in (("matched_texts", "id"), ("text_matches", "text")):
        db.execute(f"DELETE FROM {table} WHERE {column} <= ?", [row - _TEXTS])
    db.execute(
        f"INSERT INTO text_matches SELECT ?, w.id FROM {term_sql.SEARCHED} WHERE {matches}",
        [row, *params],
    )
    return int(row)
