"""Sums of what is added up beside killed and injured: acute stress, affected, missing.

Few incidents have figures of these, and an index holds those. The affected of all others are
their injured.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from kharkiv_tracker.domain.quantity import AFFECTED, BESIDE, INJURED, STRESS
from kharkiv_tracker.domain.total import Addends, Total
from kharkiv_tracker.store import sums
from kharkiv_tracker.store.selection_sql import COUNTS, at_clock

#: How many incidents have a figure, and the sums of these in the order of `Addends`.
Sums = tuple[int, Sequence[int]]
NONE: Sums = (0, (0,) * len(Addends._fields))


@dataclass(frozen=True, slots=True)
class BesideSums:
    """The sums of one group by quantity, parts of the affected among them.

    `replaced` are those of the injured of incidents that have affected of their own, by the names
    of the affected; `undivided` in how many of these it is unknown how many have acute stress.
    """

    own: dict[str, Sums] = field(default_factory=dict)
    replaced: dict[str, Sums] = field(default_factory=dict)
    undivided: int = 0

    def totals(self, incidents: int, injured: Mapping[str, Sums]) -> dict[str, Total]:
        """The totals of a group of so many incidents; `injured` are the sums of all its injured."""
        same = {AFFECTED + name.removeprefix(INJURED): of for name, of in injured.items()}
        affected = {
            name: _added(_less(same.get(name, NONE), self.replaced.get(name, NONE)), of)
            for name in {**same, **self.own}
            if name.partition(".")[0] == AFFECTED
            for of in (self.own.get(name, NONE),)
        }
        # A part that only injured with affected of their own had is left out where it is empty.
        left = {name: of for name, of in affected.items() if of[0] or name == AFFECTED}
        own = {name: of for name, of in self.own.items() if name not in affected}
        return {name: total(of, incidents) for name, of in {**own, **left}.items()}


def total(of: Sums, incidents: int) -> Total:
    """The total in so many incidents; it is unknown in those without a figure."""
    figures, added = of
    return Total.added(added) + Total(unknown=incidents - figures)


def by_group(
    db: Database,
    where: str,
    params: Sequence[Any],
    as_known_on: datetime | None,
    key: str = "''",
    join: str = "",
    of_whom: bool = False,
    counting: str = COUNTS,
) -> dict[str, BesideSums]:
    """The sums of the incidents `i` that count, by a key; with parts of the affected or without."""
    joined = (
        f"JOIN incidents AS i ON i.id = f.incident {join} "
        "JOIN figure_steps AS n ON n.incident = f.incident "
        f"AND n.quantity = '{INJURED}' AND {at_clock('n', as_known_on)} "
        "LEFT JOIN figure_steps AS s ON s.incident = f.incident "
        f"AND s.quantity = '{STRESS}' AND {at_clock('s', as_known_on)}"
    )
    rows = db.execute(
        f"SELECT {key} AS key, f.quantity, count(*), sum(s.low IS NULL), {sums.added('f', 'n')} "
        # In the words of the index, which is of these alone.
        f"FROM figure_steps AS f {joined} WHERE {sums.of_quantities('f', BESIDE)} "
        f"AND f.low IS NOT NULL AND {at_clock('f', as_known_on)} AND {counting} AND {where} "
        "GROUP BY key, f.quantity",
        params,
    ).fetchall()
    groups: dict[str, BesideSums] = {}
    width = len(Addends._fields)
    for name, quantity, figures, undivided, *added in rows:
        group = groups.setdefault(name, BesideSums())
        group.own[quantity] = (figures, added[:width])
        if quantity == AFFECTED:
            group.replaced[AFFECTED] = (figures, added[width:])
            groups[name] = BesideSums(group.own, group.replaced, undivided)
    if of_whom and any(AFFECTED in group.own for group in groups.values()):
        _add_parts(db, groups, where, params, as_known_on, key, join)
    return groups


def _add_parts(
    db: Database,
    groups: Mapping[str, BesideSums],
    where: str,
    params: Sequence[Any],
    as_known_on: datetime | None,
    key: str,
    join: str,
) -> None:
    """Add the parts of affected, and those of the injured in the same incidents."""
    rows = db.execute(
        f"SELECT {key} AS key, p.quantity, count(*), {sums.added('p')} FROM figure_steps AS f "
        f"JOIN incidents AS i ON i.id = f.incident {join} "
        f"JOIN figure_steps AS p ON p.incident = f.incident AND {at_clock('p', as_known_on)} "
        f"WHERE {sums.of_quantities('f', BESIDE)} AND f.quantity = '{AFFECTED}' "
        f"AND f.low IS NOT NULL AND {at_clock('f', as_known_on)} "
        f"AND (p.quantity LIKE '{AFFECTED}.%' OR p.quantity LIKE '{INJURED}.%') "
        f"AND p.low IS NOT NULL AND {COUNTS} AND {where} GROUP BY key, p.quantity",
        params,
    ).fetchall()
    for name, quantity, figures, *added in rows:
        whole, _dot, part = quantity.partition(".")
        of = groups[name].own if whole == AFFECTED else groups[name].replaced
        of[f"{AFFECTED}.{part}"] = (figures, added)


def _less(one: Sums, other: Sums) -> Sums:
    return one[0] - other[0], _each(one[1], (-number for number in other[1]))


def _added(one: Sums, other: Sums) -> Sums:
    return one[0] + other[0], _each(one[1], other[1])


def _each(one: Iterable[int], other: Iterable[int]) -> Sequence[int]:
    return [first + second for first, second in zip(one, other, strict=True)]
