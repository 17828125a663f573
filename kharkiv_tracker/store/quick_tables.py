"""What a large case is read by: indexes for every order, sums and texts kept beside the rows."""

from __future__ import annotations

from sqlite_utils import Database

#: An index for each order the table of incidents offers.
_ORDERS = ""
#: What is searched.
_SEARCH = ""
#: Sums kept by the edit.
_SUMS = ""
#: A revision is looked for by its id, then by its number. With both in one condition SQLite reads
#: all of them each time where its statistics are of a case that was nearly empty.
_HISTORY = """
DROP TRIGGER revisions_no_replace;
CREATE TRIGGER revisions_no_replace BEFORE INSERT ON revisions
  WHEN EXISTS (SELECT 1 FROM revisions WHERE id = NEW.id)
  OR EXISTS (SELECT 1 FROM revisions WHERE seq = NEW.seq)
  BEGIN SELECT RAISE(ABORT, 'revisions are kept as they are'); END;
"""

SCRIPTS = (_ORDERS, _SEARCH, _SUMS, _HISTORY)


def fill(db: Database) -> None:
    """Derive what these tables hold of the records that are there."""
