"""What a large case is read by: indexes for every order, sums and texts kept beside the rows."""

from __future__ import annotations

from sqlite_utils import Database

from kharkiv_tracker.store import search_index

#: An index for each order the table of incidents offers.
_ORDERS = ""
#: What is searched.
_SEARCH = search_index.SCRIPT
#: Sums kept by the edit.
_SUMS = ""

SCRIPTS = (_ORDERS, _SEARCH, _SUMS)


def fill(db: Database) -> None:
    """Derive what these tables hold of the records that are there."""
    search_index.rebuild(db)
