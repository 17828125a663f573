"""The killed and injured by age and sex: what reports state, and of how many nobody says."""

from __future__ import annotations

from kharkiv_tracker.domain.figure import GroupTotal, Total
from kharkiv_tracker.domain.report import CLASSES, INJURED, KILLED

#: Those of whom a report says that it is unknown, and those of whom no report says anything.
UNTOLD = "unknown"


def classes(total: GroupTotal) -> tuple[GroupTotal, ...]:
    """Every class that a report states, in their order, and last those of unknown age and sex.

    A class that no report states of the killed (or of the injured) is unknown there, not 0.
    """
    told = [name for name in CLASSES if name != UNTOLD]
    groups = [
        GroupTotal(
            name, total.incidents, _stated(total, KILLED, name), _stated(total, INJURED, name)
        )
        for name in told
    ]
    kept = [group for group in groups if not (group.killed.is_unknown and group.injured.is_unknown)]
    killed = remainder(total.killed, [_stated(total, KILLED, name) for name in told])
    injured = remainder(total.injured, [_stated(total, INJURED, name) for name in told])
    return (*kept, GroupTotal(UNTOLD, total.incidents, _figure(killed), _figure(injured)))


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


def _stated(total: GroupTotal, whole: str, name: str) -> Total:
    return total.of_whom.get(whole, {}).get(name, Total())
