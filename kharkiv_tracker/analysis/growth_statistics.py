"""The median growth of figures from the first report to the last, and the largest growth."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median, quantiles

from kharkiv_tracker.domain.figure_growth import Growth

#: Incidents without a known weapon.
UNKNOWN = "unknown"
#: Of fewer incidents a median says nothing about others.
FEWEST = 5


@dataclass(frozen=True, slots=True)
class GrowthMedian:
    """The median growth of `incidents`: people added, with its quartiles, and the factor `times`.

    `times` is None where no first figure was above 0.
    """

    incidents: int
    added: float
    lower: float
    upper: float
    times: float | None

    @property
    def is_typical(self) -> bool:
        """Whether there are enough incidents for a median to be given."""
        return self.incidents >= FEWEST


def growth_median(growths: Iterable[Growth]) -> GrowthMedian | None:
    """The median growth; None without any growth."""
    sample = list(growths)
    if not sample:
        return None
    added = [growth.added for growth in sample]
    lower, _middle, upper = (
        quantiles(added, n=4, method="inclusive") if len(added) > 1 else added * 3
    )
    times = [(growth.last.best or 0) / growth.first.best for growth in sample if growth.first.best]
    return GrowthMedian(len(sample), median(added), lower, upper, median(times) if times else None)


def by_weapon(growths: Iterable[Growth], quantity: str) -> dict[str, GrowthMedian]:
    """The median growth by weapon; an incident with two weapons is counted under both."""
    groups: dict[str, list[Growth]] = {}
    for growth in growths:
        if growth.quantity == quantity:
            for weapon in growth.weapons or (UNKNOWN,):
                groups.setdefault(weapon, []).append(growth)
    medians = {weapon: growth_median(group) for weapon, group in groups.items()}
    return {weapon: median for weapon, median in medians.items() if median}


def largest(growths: Iterable[Growth], quantity: str, limit: int) -> list[Growth]:
    """The incidents whose figure grew most, in descending order."""
    positive = (growth for growth in growths if growth.quantity == quantity and growth.added > 0)
    return sorted(positive, key=lambda growth: (-growth.added, growth.code))[:limit]
