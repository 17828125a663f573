"""The incidents of each group, by their codes, as long as they are few enough to be named."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING

from kharkiv_tracker.domain.quantity import COUNTED, PARTS, subset
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.store.group_keys import grouped
from kharkiv_tracker.store.selection_sql import COUNTS, LISTED, at_clock, known_by, selected

if TYPE_CHECKING:
    from kharkiv_tracker.store.case_file import CaseFile

#: More than this is not read one by one.
MOST = 5_000


def codes(
    case: CaseFile,
    selection: Selection,
    by: str,
    as_known_on: datetime | None = None,
    limit: int = MOST,
) -> dict[str, tuple[str, ...]]:
    """The codes of each group of totals; none at all where there are more than `limit`."""
    where, params = selected(case.db, selection)
    key, join = grouped(case, by, as_known_on)
    rows = case.db.execute(
        f"SELECT {key}, i.code FROM incidents AS i {join} "
        f"WHERE {COUNTS} AND {known_by(as_known_on)} AND {where} LIMIT {limit + 1}",
        params,
    ).fetchall()
    by_group: dict[str, list[str]] = {}
    for name, code in sorted(rows) if len(rows) <= limit else ():
        by_group.setdefault(name, []).append(code)
    return {name: tuple(codes) for name, codes in by_group.items()}


def by_class(
    case: CaseFile,
    selection: Selection,
    as_known_on: datetime | None = None,
    limit: int = MOST,
) -> dict[str, tuple[str, ...]]:
    """The codes of the incidents of which a class of people is stated, up to `limit` together."""
    where, params = selected(case.db, selection)
    quantities = {subset(quantity_name, part): part for quantity_name in COUNTED for part in PARTS}
    rows = case.db.execute(
        "SELECT DISTINCT f.quantity, i.code FROM incidents AS i JOIN figure_steps AS f "
        f"ON f.incident = i.id AND {at_clock('f', as_known_on)} "
        f"WHERE f.quantity IN {LISTED} AND f.low IS NOT NULL AND {COUNTS} AND {where} "
        f"LIMIT {limit + 1}",
        [json.dumps(list(quantities)), *params],
    ).fetchall()
    by_part: dict[str, set[str]] = {}
    for quantity, code in rows if len(rows) <= limit else ():
        by_part.setdefault(quantities[quantity], set()).add(code)
    return {part: tuple(sorted(codes)) for part, codes in by_part.items()}
