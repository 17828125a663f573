"""People harmed by age and sex, as reports state it, and those of unknown age and sex."""

from __future__ import annotations

from kharkiv_tracker.domain.quantity import CLASSES, COUNTED, subset
from kharkiv_tracker.domain.total import GroupTotal, Toll, Total

#: People whose age and sex a report calls unknown, or no report states.
UNSTATED = "unknown"


def classes(total: GroupTotal) -> tuple[GroupTotal, ...]:
    """Every class that a report states, in their order, and last those of unknown age and sex.

    A class that no report states of a counted quantity is unknown there, not 0.
    """
    names = [name for name in CLASSES if name != UNSTATED]
    groups = [GroupTotal(name, total.incidents, _class(total.toll, name)) for name in names]
    stated = [
        group for group in groups if not all(figure.is_unknown for figure in group.toll.counted)
    ]
    unstated = Toll({quantity: rest(total.toll, quantity) for quantity in COUNTED})
    return (*stated, GroupTotal(UNSTATED, total.incidents, unstated))


def rest(toll: Toll, quantity: str) -> Total:
    """Those of no stated age and sex; a range from 0 with no upper limit is an unknown figure."""
    total = toll.not_said(quantity)
    no_figure = total.low == 0 and total.high is None
    return Total(unknown=max(1, total.unknown)) if no_figure else total


def _class(toll: Toll, name: str) -> Toll:
    """The totals of one class of people, by quantity."""
    return Toll({quantity: toll[subset(quantity, name)] for quantity in COUNTED})
