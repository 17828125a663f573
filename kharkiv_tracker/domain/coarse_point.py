"""A point as versions for others show it: no more exact than a neighbourhood."""

from __future__ import annotations

from kharkiv_tracker.domain.incident_words import PointPrecision

#: Decimals of a degree: a point is about a kilometre wide.
DECIMALS = 2


def rounded(degrees: float) -> float:
    """A latitude or longitude no more exact than a neighbourhood."""
    return round(degrees, DECIMALS)


def precision(of_point: PointPrecision | None) -> PointPrecision:
    """How exact a rounded point is."""
    if of_point in (PointPrecision.SETTLEMENT, PointPrecision.DISTRICT):
        return of_point
    return PointPrecision.NEIGHBOURHOOD
