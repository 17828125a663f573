"""The settings of a case file: whether what is stored of them is what they can be."""

from __future__ import annotations

from collections.abc import Iterator

from sqlite_utils import Database

from kharkiv_tracker.domain.counting_rule import Rule
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.store import revision_chain

#: A case left alone for longer than this is not looked after at all.
LONGEST_QUIET = 3650


def problems(db: Database) -> Iterator[str]:
    """A sentence for each setting that cannot be."""
    rows = db.execute("SELECT * FROM cases").fetchall()
    if not rows and not revision_chain.last_number(db):
        # As it was recorded before anything was.
        return
    if len(rows) != 1:
        yield ngettext(
            "The settings are damaged: {n} row instead of 1.",
            "The settings are damaged: {n} rows instead of 1.",
            len(rows),
        ).format(n=len(rows))
        return
    columns = [column.name for column in db["cases"].columns]
    row = dict(zip(columns, rows[0], strict=True))
    try:
        is_known = Rule(row["rule"]) is not Rule.CHOSEN
    except ValueError:
        is_known = False
    if not is_known:
        yield _("Unknown counting rule.")
    if not 1 <= row.get("quiet_days", 1) <= LONGEST_QUIET:
        yield _("The number of days without an update is not between 1 and {most}.").format(
            most=LONGEST_QUIET
        )
