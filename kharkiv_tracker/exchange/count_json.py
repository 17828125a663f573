"""Counts in JSON: quantities as they are typed, parts under `of_whom`, combatants apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kharkiv_tracker.domain.count import Count, Ratio, parse_count
from kharkiv_tracker.domain.quantity import COUNTED, PARTS, QUANTITIES, WITH_PARTS, subset
from kharkiv_tracker.errors import Refused, under
from kharkiv_tracker.exchange.json_shape import Fields, known_names, text_of
from kharkiv_tracker.i18n import _


def counts_document(counts: Mapping[str, Count | Ratio]) -> dict[str, Any]:
    """Counts as `add` takes them: quantities, and their parts under `of_whom`."""
    of_whom = {
        quantity: {
            part: str(counts[subset(quantity, part)])
            for part in PARTS
            if subset(quantity, part) in counts
        }
        for quantity in WITH_PARTS
    }
    plain = {name: str(counts[name]) for name in QUANTITIES if name in counts}
    return {**plain, "of_whom": {name: parts for name, parts in of_whom.items() if parts}}


def read_counts(fields: Fields, names: Sequence[str]) -> dict[str, Count | Ratio]:
    """The counts of these quantities, and of their parts."""
    counts: dict[str, Count | Ratio] = {}
    for name in names:
        _put(counts, name, name, fields.pop(name))
    of_whom = fields.pop("of_whom")
    if of_whom is None:
        return counts
    with under("of_whom"):
        quantities = Fields(of_whom)
        with_parts = tuple(name for name in names if name in WITH_PARTS)
        for quantity in with_parts:
            value = quantities.pop(quantity)
            if value is None:
                continue
            with under(quantity):
                parts = Fields(value)
                for part in PARTS:
                    _put(counts, subset(quantity, part), part, parts.pop(part))
                parts.refuse_rest(known_names(tuple(PARTS)))
        quantities.refuse_rest(known_names(with_parts))
    return counts


def _put(counts: dict[str, Count | Ratio], quantity: str, path: str, value: object) -> None:
    if value is None:
        return
    with under(path):
        count = parse_count(text_of(value))
        if isinstance(count, Ratio) or not count.is_unknown:
            counts[quantity] = count


def read_combatants(fields: Fields, name: str) -> dict[str, Count]:
    """The counts of combatants, under that name."""
    value = fields.pop(name)
    if value is None:
        return {}
    with under(name):
        fighters = Fields(value)
        counts: dict[str, Count | Ratio] = {}
        for quantity in COUNTED:
            _put(counts, quantity, quantity, fighters.pop(quantity))
        fighters.refuse_rest(known_names(COUNTED))
        for quantity, count in counts.items():
            if isinstance(count, Ratio):
                raise Refused(_("Enter a number here, not a ratio."), path=quantity)
        return {one: count for one, count in counts.items() if isinstance(count, Count)}
