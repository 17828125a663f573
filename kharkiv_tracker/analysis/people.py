"""Those harmed by age and sex: what reports state, and of how many nobody says."""

from __future__ import annotations

from kharkiv_tracker.domain.quantity import CLASSES, COUNTED, subset
from kharkiv_tracker.domain.total import GroupTotal, Toll, Total

#: Those of whom a report says that it is unknown, and those of whom no report says anything.
UNTOLD = "unknown"


def classes(total: GroupTotal) -> tuple[GroupTotal, ...]:
    """Every class that a report states, in their order, and last those of unknown age and sex.

    A class that no report states of a counted quantity is unknown there, not 0.
    """
    names = [name for name in CLASSES if name != UNTOLD]
    groups = [GroupTotal(name, total.incidents, _class(total.toll, name)) for name in names]
    stated = [group for group in groups if not all(own.is_unknown for own in group.toll.counted)]
    rest = Toll(
        {
            whole: _figure(
                remainder(total.toll[whole], [total.toll[subset(whole, name)] for name in names])
            )
            for whole in COUNTED
        }
    )
    return (*stated, GroupTotal(UNTOLD, total.incidents, rest))


def remainder(whole: Total, stated: list[Total]) -> Total:
    """What is left of a whole once its stated classes are taken from it; never below 0."""
    if whole.low is None:
        return whole
    known = [each for each in stated if each.low is not None]
    is_open = any(each.high is None for each in known)
    best = max(0, (whole.best or 0) - sum(each.best or 0 for each in known))
    low = 0 if is_open else max(0, whole.low - sum(each.high or 0 for each in known))
    high = None if whole.high is None else max(0, whole.high - sum(each.low or 0 for each in known))
    about = whole.about or any(each.about for each in known)
    return Total(min(low, best), best, high, whole.unknown, about)


def _figure(rest: Total) -> Total:
    """None at the least and no upper limit is no figure: that is what nobody knows."""
    no_figure = rest.low == 0 and rest.high is None
    return Total(unknown=max(1, rest.unknown)) if no_figure else rest


def _class(toll: Toll, name: str) -> Toll:
    """What one class of people comes to, under the names of the wholes it is a part of."""
    return Toll({whole: toll[subset(whole, name)] for whole in COUNTED})
