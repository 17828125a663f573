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
    rest = Toll(
        {
            quantity: _figure(
                remainder(
                    total.toll[quantity], [total.toll[subset(quantity, name)] for name in names]
                )
            )
            for quantity in COUNTED
        }
    )
    return (*stated, GroupTotal(UNSTATED, total.incidents, rest))


def remainder(total: Total, parts: list[Total]) -> Total:
    """A total without its stated classes; never below 0."""
    if total.low is None:
        return total
    known = [part for part in parts if part.low is not None]
    is_open = any(part.high is None for part in known)
    best = max(0, (total.best or 0) - sum(part.best or 0 for part in known))
    low = 0 if is_open else max(0, total.low - sum(part.high or 0 for part in known))
    high = None if total.high is None else max(0, total.high - sum(part.low or 0 for part in known))
    about = total.about or any(part.about for part in known)
    return Total(min(low, best), best, high, total.unknown, about)


def _figure(rest: Total) -> Total:
    """A range from 0 with no upper limit is an unknown figure."""
    no_figure = rest.low == 0 and rest.high is None
    return Total(unknown=max(1, rest.unknown)) if no_figure else rest


def _class(toll: Toll, name: str) -> Toll:
    """The totals of one class of people, by quantity."""
    return Toll({quantity: toll[subset(quantity, name)] for quantity in COUNTED})
