"""What the chart of growth shows: incidents of which more than one report gave a number."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from kharkiv_tracker.analysis import growing
from kharkiv_tracker.analysis.growing import Typical
from kharkiv_tracker.charts.asked import Asked
from kharkiv_tracker.domain.growth import Growth
from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.domain.total import LeftOut
from kharkiv_tracker.store import members

#: How many incidents are listed by themselves at most.
MOST = 10


@dataclass(frozen=True)
class Growing:
    """What the chart shows: incidents told of more than once, then and later."""

    asked: Asked
    incidents: int
    growths: tuple[Growth, ...]
    left_out: LeftOut
    later: tuple[Growth, ...] = ()

    @cached_property
    def weapons(self) -> list[str]:
        """Those of which anything grew, the most incidents first, the unknown last."""
        codes = self._codes
        return sorted(codes, key=lambda key: (key == growing.UNKNOWN, -len(codes[key]), key))

    def typical(self, quantity: str) -> dict[str, Typical]:
        """The typical growth by weapon, as far as it was known."""
        return self._typical[quantity]

    def largest(self, quantity: str) -> list[Growth]:
        """The incidents that grew most."""
        return self._largest[quantity]

    def codes(self, weapon: str) -> tuple[str, ...]:
        """The incidents behind a weapon's row, where they are not too many to be named."""
        found = self._codes[weapon]
        return tuple(sorted(found)) if len(found) <= members.MOST else ()

    def today(self, growth: Growth) -> Growth | None:
        """What is known of it now, where that is more than was known then."""
        found = self._today.get((growth.code, growth.quantity))
        return found if found and found.added > growth.added else None

    def work_out(self) -> None:
        """Do now what drawing would have to wait for."""
        self._typical, self._largest, self._codes, self._today  # noqa: B018

    @cached_property
    def _typical(self) -> dict[str, dict[str, Typical]]:
        return {quantity: growing.by_weapon(self.growths, quantity) for quantity in COUNTED}

    @cached_property
    def _largest(self) -> dict[str, list[Growth]]:
        return {quantity: growing.largest(self.growths, quantity, MOST) for quantity in COUNTED}

    @cached_property
    def _codes(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for growth in self.growths:
            for weapon in growth.weapons or (growing.UNKNOWN,):
                found.setdefault(weapon, set()).add(growth.code)
        return found

    @cached_property
    def _today(self) -> dict[tuple[str, str], Growth]:
        shown = {(each.code, each.quantity) for most in self._largest.values() for each in most}
        return {
            (each.code, each.quantity): each
            for each in self.later
            if (each.code, each.quantity) in shown
        }
