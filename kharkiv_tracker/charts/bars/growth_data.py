"""The data of the chart of growth: incidents with a number in more than one report."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from kharkiv_tracker import labels
from kharkiv_tracker.analysis import growth_statistics
from kharkiv_tracker.analysis.growth_statistics import GrowthMedian
from kharkiv_tracker.charts.chart_request import ChartRequest
from kharkiv_tracker.domain.figure_growth import Growth
from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.domain.total import LeftOut
from kharkiv_tracker.store import group_codes

#: How many incidents are listed at most.
LIMIT = 10


@dataclass(frozen=True)
class GrowthData:
    """Incidents with a number in more than one report, as known then and later."""

    request: ChartRequest
    incidents: int
    growths: tuple[Growth, ...]
    left_out: LeftOut
    later: tuple[Growth, ...] = ()

    @cached_property
    def weapons(self) -> list[str]:
        """The weapons with any growth, those with most incidents first, the unknown last."""
        codes = self._codes
        return sorted(
            codes,
            key=lambda key: (
                key == growth_statistics.UNKNOWN,
                -len(codes[key]),
                labels.place_in_list("weapon", key),
            ),
        )

    def medians(self, quantity: str) -> dict[str, GrowthMedian]:
        """The median growth by weapon, as known then."""
        return self._medians[quantity]

    def largest(self, quantity: str) -> list[Growth]:
        """The incidents that grew most."""
        return self._largest[quantity]

    def codes(self, weapon: str) -> tuple[str, ...]:
        """The incidents of a weapon's row, where they are not too many to list."""
        codes = self._codes[weapon]
        return tuple(sorted(codes)) if len(codes) <= group_codes.MOST else ()

    def today(self, growth: Growth) -> Growth | None:
        """The growth as known today, where it is larger than as known then."""
        today = self._today.get((growth.code, growth.quantity))
        return today if today and today.added > growth.added else None

    def work_out(self) -> None:
        """Compute now what drawing would have to wait for."""
        self._medians, self._largest, self._codes, self._today  # noqa: B018

    @cached_property
    def _medians(self) -> dict[str, dict[str, GrowthMedian]]:
        return {
            quantity: growth_statistics.by_weapon(self.growths, quantity) for quantity in COUNTED
        }

    @cached_property
    def _largest(self) -> dict[str, list[Growth]]:
        return {
            quantity: growth_statistics.largest(self.growths, quantity, LIMIT)
            for quantity in COUNTED
        }

    @cached_property
    def _codes(self) -> dict[str, set[str]]:
        codes: dict[str, set[str]] = {}
        for growth in self.growths:
            for weapon in growth.weapons or (growth_statistics.UNKNOWN,):
                codes.setdefault(weapon, set()).add(growth.code)
        return codes

    @cached_property
    def _today(self) -> dict[tuple[str, str], Growth]:
        keys = {
            (growth.code, growth.quantity)
            for growths in self._largest.values()
            for growth in growths
        }
        return {
            (growth.code, growth.quantity): growth
            for growth in self.later
            if (growth.code, growth.quantity) in keys
        }
