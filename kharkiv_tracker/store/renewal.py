"""A case file of an older version brought to this one: the old file or the new, never between."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from sqlite_utils import Database

from kharkiv_tracker.domain.counting_rule import EDITION, Rule
from kharkiv_tracker.domain.figure_change import RENEWAL
from kharkiv_tracker.store import (
    case_copy,
    derived_figures,
    file_placement,
    incident_orders,
    records,
    revision_chain,
    rule_edition,
    schema,
    sums,
)
from kharkiv_tracker.store.edit import Edit
from kharkiv_tracker.store.engine import DatabaseError, clone

#: Why the figures are renewed, in the history.
REASON = "new edition of the counting rule"


def renew(db: Database, path: Path, step: Callable[[], object]) -> Path:
    """Renew the tables and all that is derived, in one transaction; returns the copy kept aside.

    Figures that an older edition of the rule derived are derived anew, in one edit that says which
    of them moved. What `step` raises, or a cut of power, leaves the file as it was.
    """
    copy = _copied(db, path)
    _renew(db, step)
    return copy


def _renew(db: Database, step: Callable[[], object]) -> None:
    db.execute("BEGIN IMMEDIATE")
    try:
        schema.migrations.apply(db)
        if rule_edition.is_older(db):
            _renew_figures(db, step)
        else:
            uids = [uid for (uid,) in db.execute("SELECT uid FROM incidents").fetchall()]
            derived_figures.rederive(db, uids, step)
        sums.add_up(db)
        incident_orders.refresh(db)
        db.execute("COMMIT")
    except BaseException:
        db.execute("ROLLBACK")
        raise


def _renew_figures(db: Database, step: Callable[[], object]) -> None:
    """Derive every figure by this edition of the rule, and write down which of them moved.

    Time, id and salts follow from the newest revisions alone, so that copies of one case come to
    the same history wherever they are renewed. No secret is salted: there are numbers and the ids
    of reports in it.
    """
    heads = revision_chain.heads(db)
    (at,) = db.execute("SELECT at FROM revisions ORDER BY seq DESC LIMIT 1").fetchone()
    made = 0
    with suppress(ValueError, OverflowError):
        made = int(datetime.fromisoformat(at).timestamp() * 1000)

    def drawn(*parts: str) -> str:
        return hashlib.sha256(
            "\n".join((RENEWAL, str(EDITION), *heads, *parts)).encode()
        ).hexdigest()

    edit = Edit(
        db,
        heads,
        RENEWAL,
        REASON,
        at,
        # As every id: when it was made, then what is like no other.
        uid=f"{made:012x}{drawn()[:12]}",
        salt=lambda kind, record: drawn(kind, record)[:32],
    )
    case = records.read(db, "case", "case") or {}
    rule = Rule(case.get("rule", Rule.LATEST))
    edit.write("case", "case", {**case, "rule": rule.value, "edition": EDITION})
    edit.mark_all(RENEWAL)
    edit.finish(step)


def _copied(db: Database, path: Path) -> Path:
    """A verified copy of the old file, under a fresh name beside it; raises CaseUnavailable."""
    copy = file_placement.free_beside(path, "before")
    draft = file_placement.draft_beside(copy)
    try:
        case_copy.write(db, draft)
        file_placement.sync(draft)
        file_placement.put(draft, copy)
    except (DatabaseError, OSError) as error:
        raise case_copy.uncopied(copy, error) from None
    finally:
        file_placement.remove(draft)
    return copy


def in_memory(db: Database, step: Callable[[], object]) -> Database:
    """The case in memory, renewed there; the file, which is closed, stays as it is."""
    renewed = clone(db)
    _renew(renewed, step)
    db.close()
    return renewed
