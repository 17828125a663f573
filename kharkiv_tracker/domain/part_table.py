"""The parts of a figure reconciled: a table of six groups that never holds more than its whole."""

from __future__ import annotations

from collections.abc import Mapping

from kharkiv_tracker.domain.evidence import Bounds
from kharkiv_tracker.domain.figure import Figure, FigureReason, Reason
from kharkiv_tracker.domain.hospital_deaths import Moved
from kharkiv_tracker.domain.quantity import (
    ADULTS,
    CHILDREN,
    CONDITIONS,
    GROUP_OF,
    GROUPS,
    KILLED,
    UNKNOWN_SEX,
)


class PartTable:
    """The groups of one whole, filled word by word; a word that does not fit is left out."""

    def __init__(self, whole: Figure) -> None:
        self._whole = whole
        self._least = dict.fromkeys((*GROUPS, *CONDITIONS), 0)
        self._most: dict[str, int | None] = dict.fromkeys((*GROUPS, *CONDITIONS))
        self._givers: dict[str, dict[str, bool]] = {name: {} for name in self._least}
        #: Whether everybody who gives a number of it says about, by that number.
        self._about: dict[str, dict[int, bool]] = {name: {} for name in self._least}
        self._rest: tuple[Bounds, str] | None = None
        self.left_out: dict[str, dict[str, None]] = {}

    def add(self, name: str, bounds: Bounds, giver: str) -> bool:
        """Hold one word on a group or a condition; False where it does not fit and is left out."""
        (held, most), (least, limit, about) = (self._least[name], self._most[name]), bounds
        if least <= held and limit is None:
            # It says nothing that is not held.
            if not self._givers[name]:
                self._givers[name][giver] = about
            self._note_about(name, least, about)
            return True
        self._least[name] = max(held, least)
        if limit is not None:
            self._most[name] = limit if most is None else min(most, limit)
        if not self._fits():
            self._least[name], self._most[name] = held, most
            self.left_out.setdefault(name, {})[giver] = None
            return False
        if least > held or not self._givers[name] or self._most[name] != most:
            self._givers[name][giver] = about
        self._note_about(name, least, about)
        return True

    def add_rest(self, bounds: Bounds, giver: str) -> None:
        """Hold how many a report calls of unknown age and sex."""
        if self._rest is None:
            self._rest = (bounds, giver)

    def add_persons(self, numbers: Mapping[str, int]) -> None:
        """Hold how many of each group are recorded by person, at least."""
        for name in GROUPS:
            if numbers.get(name):
                self.add(name, Bounds(numbers[name], None), "")

    def capped(self, bounds: Bounds, dead: int) -> Bounds:
        """Bounds that are no more than the whole, where so many dead are why there are fewer."""
        best = self._whole.best or 0
        if bounds.least - dead > best:
            return bounds
        return Bounds(min(bounds.least, best), bounds.most, bounds.about)

    def figures(self) -> dict[str, Figure]:
        """A figure for everything of which something is held, the classes of unknown sex too."""
        figures = {
            name: Figure(least, least, self._high(name), self._is_about(name), self._why(name))
            for name, least in ((name, self._filled(name)) for name in self._least)
            if least or self._givers[name]
        }
        for group, name in UNKNOWN_SEX.items():
            if group in figures:
                figures |= self._of_unknown_sex(group, name, figures[group])
        return figures | self._of_unknown_class()

    def _fits(self) -> bool:
        """Whether nothing held is above what holds it."""
        for name, most in self._most.items():
            if most is not None and self._filled(name) > most:
                return False
        best = self._whole.best or 0
        if self._filled(CHILDREN) + self._filled(ADULTS) > best:
            return False
        return all(self._least[name] <= best for name in CONDITIONS)

    def _filled(self, name: str) -> int:
        """What a group holds at least: its own number, or that of the two within it."""
        within = GROUPS.get(name)
        if not within:
            return self._least[name]
        one, other = within
        return max(self._least[name], self._least[one] + self._least[other])

    def _high(self, name: str) -> int | None:
        """At most what was held, or what the others leave."""
        whole = self._whole.high
        if name in (CHILDREN, ADULTS):
            other = ADULTS if name == CHILDREN else CHILDREN
            left = None if whole is None else whole - self._filled(other)
        elif name in CONDITIONS:
            left = whole
        else:
            group = GROUP_OF[name]
            (sibling,) = (member for member in GROUPS[group] if member != name)
            high = self._high(group)
            left = None if high is None else high - self._filled(sibling)
        most = self._most[name]
        highs = [high for high in (left, most) if high is not None]
        return max(min(highs), self._filled(name)) if highs else None

    def _note_about(self, name: str, least: int, about: bool) -> None:
        self._about[name][least] = about and self._about[name].get(least, True)

    def _is_about(self, name: str) -> bool:
        """Whether everybody who gives it says about; of a sum, whether anybody does."""
        if self._givers[name]:
            return self._about[name][self._least[name]]
        return any(self._is_about(member) for member in GROUPS.get(name, ()))

    def _why(self, name: str) -> tuple[FigureReason, ...]:
        givers = tuple(sorted(giver for giver in self._givers[name] if giver))
        return (FigureReason(Reason.ADOPTED, givers),) if givers else ()

    def _of_unknown_sex(self, group: str, name: str, whole: Figure) -> dict[str, Figure]:
        """Those of a group that are in neither of its two smaller ones."""
        members = sum(self._filled(member) for member in GROUPS[group])
        least = self._filled(group) - members
        if not least and any(self._givers[member] for member in GROUPS[group]):
            return {}
        high = None if whole.high is None else whole.high - members
        return {name: Figure(least, least, high, whole.about, whole.because)}

    def _of_unknown_class(self) -> dict[str, Figure]:
        if self._rest is None:
            return {}
        (least, most, about), giver = self._rest
        held = self._filled(CHILDREN) + self._filled(ADULTS)
        number = min(least, (self._whole.best or 0) - held)
        left = None if self._whole.high is None else self._whole.high - held
        highs = [high for high in (left, most) if high is not None]
        why = (FigureReason(Reason.ADOPTED, (giver,)),)
        high = max(min(highs), number) if highs else None
        return {"unknown": Figure(number, number, high, about, why)}


def moved_since(quantity: str, bounds: Bounds, moved: Moved) -> Bounds:
    """What a report said of a group, with the deaths reported since."""
    least, most, about = bounds
    if quantity == KILLED:
        most = None if most is None else most + moved.at_most
        return Bounds(least + moved.surely, most, about)
    return Bounds(
        max(0, least - moved.at_most),
        None if most is None else max(0, most - moved.surely),
        about,
    )
