"""A case put together from its tables in the place of an empty case file, identity and history."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from kharkiv_tracker import known_cases
from kharkiv_tracker.errors import CaseUnavailable
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import (
    case_assembly,
    file_exchange,
    file_placement,
    open_checks,
)
from kharkiv_tracker.store.case_assembly import Identity, Row, Takeover
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.engine import DatabaseError

#: The drafts in an empty case file: they stay.
_Drafts = tuple[tuple[Any, ...], ...]


def take_over(
    path: Path,
    passphrase: str | None,
    rows: Iterable[Row],
    identity: Callable[[], Identity],
    is_dry: bool = False,
    step: Callable[[], object] = tuple,
) -> Takeover:
    """Put the case of these rows in the place of a case file without records.

    The path and the passphrase stay, and so do the drafts. `identity` is asked when all rows are
    read. `step` is called again and again; a BaseException that it raises gives the work up.
    Raises Refused for rows that are not a whole case and CaseUnavailable for a file that is not
    empty or in use; then, and if it `is_dry`, nothing was changed and nothing is left beside it.
    """
    target = file_exchange.looked_at(path, passphrase, _drafts)
    draft = file_placement.draft_beside(target.path)
    try:
        takeover = case_assembly.assemble(draft, target.key, rows, identity, step, target.seen)
        if not is_dry:
            file_placement.sync(draft)
            step()
            target.replace(draft)
            known_cases.add(takeover.first)
    except (DatabaseError, OSError) as error:
        raise open_checks.unmade(target.path, error) from None
    finally:
        file_placement.remove(draft)
    return takeover


def _drafts(case: CaseFile) -> _Drafts:
    """The drafts of a case; one in which anything else has a history or is saved is refused."""
    used = (
        "SELECT 1 FROM revisions WHERE kind <> 'case' UNION ALL "
        "SELECT 1 FROM selections UNION ALL SELECT 1 FROM contents LIMIT 1"
    )
    if case.db.execute(used).fetchone():
        raise CaseUnavailable(
            _(
                "{path} is not empty: its records, its history or its saved selections would be "
                "lost. Nothing was changed. Create an empty case file and import into it."
            ).format(path=case.path)
        )
    return tuple(case.db.execute("SELECT form, at, content FROM drafts").fetchall())
