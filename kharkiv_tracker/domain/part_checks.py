"""Whether the parts of figures, or of totals, fit into their wholes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from kharkiv_tracker.domain.figure import Figure, Range
from kharkiv_tracker.domain.quantity import (
    ADULTS,
    CHILDREN,
    CLASSES,
    CONDITIONS,
    GROUPS,
    WITH_PARTS,
    subset,
)

_UNKNOWN = Figure()
#: The parts of each quantity, with what their figures are called.
_PARTS = {
    quantity: [(name, subset(quantity, name)) for name in (*GROUPS, *CLASSES, *CONDITIONS)]
    for quantity in WITH_PARTS
}


class Excess(NamedTuple):
    """Parts of a counted quantity that together are more than their `whole`."""

    quantity: str
    parts: tuple[str, ...]
    whole: str
    """The name of the part that they are parts of; "" for the quantity itself."""


def excesses(figures: Mapping[str, Range]) -> Iterator[Excess]:
    """Where parts come to more than what they are parts of; `figures` are by quantity.

    Groups without overlap are added up, at least; what a part is at most is held to the whole by
    itself.
    """
    for quantity in WITH_PARTS:
        whole = figures.get(quantity, _UNKNOWN)
        held = {
            name: figure
            for name, key in _PARTS[quantity]
            if (figure := figures.get(key, _UNKNOWN)).low is not None
        }
        if not held:
            continue
        for names in ((CHILDREN, ADULTS), CLASSES, *((name,) for name in CONDITIONS)):
            parts = tuple(name for name in names if name in held)
            if _least(held, parts) > (whole.best or 0):
                yield Excess(quantity, parts, "")
        for group, members in GROUPS.items():
            parts = tuple(name for name in members if name in held)
            if _least(held, parts) > (held[group].low or 0 if group in held else 0):
                yield Excess(quantity, parts, group)
        for name, figure in held.items():
            if whole.high is not None and (figure.high is None or figure.high > whole.high):
                yield Excess(quantity, (name,), "")


def _least(held: Mapping[str, Range], names: tuple[str, ...]) -> int:
    return sum(held[name].low or 0 for name in names)
