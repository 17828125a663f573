"""How figures typically grow from the first report to the last, and which grew most."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median, quantiles

from kharkiv_tracker.domain.growth import Growth

#: Incidents of which no weapon is known.
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Typical:
    """The middle growth of so many incidents: people added, its quarters, and how many times over.

    `times` is None where no first figure was above 0.
    """

    incidents: int
    added: float
    lower: float
    upper: float
    times: float | None


def typical(growths: Iterable[Growth]) -> Typical | None:
    """The median growth; None where nothing grew because nothing was told twice."""
    told = list(growths)
    if not told:
        return None
    added = [growth.added for growth in told]
    lower, _middle, upper = (
        quantiles(added, n=4, method="inclusive") if len(added) > 1 else added * 3
    )
    times = [(growth.last.best or 0) / growth.first.best for growth in told if growth.first.best]
    return Typical(len(told), median(added), lower, upper, median(times) if times else None)


def by_weapon(growths: Iterable[Growth], quantity: str) -> dict[str, Typical]:
    """The typical growth of each weapon's incidents; one of two weapons stands in both."""
    found: dict[str, list[Growth]] = {}
    for growth in growths:
        if growth.quantity == quantity:
            for weapon in growth.weapons or (UNKNOWN,):
                found.setdefault(weapon, []).append(growth)
    told = {weapon: typical(each) for weapon, each in found.items()}
    return {weapon: each for weapon, each in told.items() if each}


def largest(growths: Iterable[Growth], quantity: str, most: int) -> list[Growth]:
    """The incidents whose figure grew most, the most first."""
    told = (each for each in growths if each.quantity == quantity and each.added > 0)
    return sorted(told, key=lambda each: (-each.added, each.code))[:most]
