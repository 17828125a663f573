"""Deaths in hospital: how many moved from the injured to the killed since a count was made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kharkiv_tracker.domain.evidence import Claim, Evidence
from kharkiv_tracker.domain.quantity import GROUP_OF, GROUPS, INJURED, KILLED
from kharkiv_tracker.domain.recorded_persons import RecordedPersons


class Current(NamedTuple):
    """A count brought up to date by the deaths since: low, best, high, and who told of them."""

    low: int
    best: int
    high: int | None
    deaths: tuple[Evidence, ...]


@dataclass(slots=True)
class Moved:
    """How many moved into or out of a group: surely, and perhaps."""

    surely: int = 0
    perhaps: int = 0


class HospitalDeaths:
    """The deaths that move one quantity, with the persons recorded among them."""

    def __init__(self, quantity: str, persons: RecordedPersons) -> None:
        self.quantity = quantity
        self.movers: list[Evidence] = []
        self.beside: list[Evidence] = []
        self._persons = persons

    def add(self, evidence: Evidence) -> bool:
        """Take in a report; returns whether earlier counts compare differently from now on."""
        if not evidence.deaths:
            return False
        if evidence.claims.get(self.quantity) is None:
            self.movers.append(evidence)
            return True
        self.beside.append(evidence)
        return self.quantity == INJURED

    def number(self, deaths: Iterable[Evidence]) -> int:
        """The least number of people these can be: different persons, or the most of one voice."""
        by_voice: dict[str, tuple[set[str], int]] = {}
        for evidence in deaths:
            named = self._persons.died(evidence)
            persons, unnamed = by_voice.get(evidence.voice, (set(), 0))
            by_voice[evidence.voice] = (
                persons | named,
                unnamed + max(0, evidence.deaths - len(named)),
            )
        persons = set().union(*(named for named, _unnamed in by_voice.values()))
        return max([len(persons), *(len(named) + unnamed for named, unnamed in by_voice.values())])

    def most(self, deaths: Iterable[Evidence]) -> int:
        """The most people these can be: different persons, and everybody who is not named."""
        persons: set[str] = set()
        unnamed = 0
        for evidence in deaths:
            named = self._persons.died(evidence)
            persons |= named
            unnamed += max(0, evidence.deaths - len(named))
        return len(persons) + unnamed

    def since(self, evidence: Evidence) -> tuple[Evidence, ...]:
        """The deaths told after a report."""
        return tuple(death for death in self.movers if death.is_later_than(evidence))

    def overlapping(self, evidence: Evidence) -> tuple[Evidence, ...]:
        """The deaths that a report may hold already, or not."""
        return tuple(
            death
            for death in self.movers
            if death is not evidence
            and not death.is_later_than(evidence)
            and not evidence.is_later_than(death)
            and not (evidence.is_settling and evidence.end >= death.end)
        )

    def current(self, claim: Claim) -> Current:
        """A count with the deaths since then."""
        if not self.movers:
            return Current(claim.best, claim.best, claim.high, ())
        since, perhaps = self.since(claim.evidence), self.overlapping(claim.evidence)
        number, most = self.number(since), self.most((*since, *perhaps))
        if self.quantity == KILLED:
            high = None if claim.high is None else claim.high + most
            return Current(claim.best + number, claim.best + number, high, (*since, *perhaps))
        return Current(
            max(0, claim.best - most),
            max(0, claim.best - number),
            None if claim.high is None else max(0, claim.high - number),
            (*since, *perhaps),
        )

    def compared(self, earlier: Claim, later: Claim) -> int:
        """The best of an earlier count, with the deaths told between it and a later one."""
        if not self.movers and (self.quantity == KILLED or not self.beside):
            return earlier.best
        beside = self.beside if self.quantity == INJURED else []
        between = [
            death
            for death in (*self.movers, *beside)
            if death.is_later_than(earlier.evidence)
            and (death is later.evidence or later.evidence.is_later_than(death))
        ]
        moved = self.number(between)
        return earlier.best + moved if self.quantity == KILLED else max(0, earlier.best - moved)

    def moved(self, evidence: Evidence | None) -> dict[str, Moved]:
        """By group, how many moved since a report spoke; of None since ever."""
        since = self.since(evidence) if evidence else tuple(self.movers)
        perhaps = self.overlapping(evidence) if evidence else ()
        groups = {name: Moved() for name in GROUPS}
        if not (since or perhaps):
            return groups
        sure = self._classes(since)
        for name in sure:
            for group in _groups_of(name):
                groups[group].surely += 1
            for group in _possible_groups_of(name):
                groups[group].perhaps += 1
        further = self.most((*since, *perhaps)) - len(sure)
        for moved in groups.values():
            moved.perhaps += further
        return groups

    def _classes(self, deaths: Sequence[Evidence]) -> list[str]:
        """The classes of the persons, and of the others where one voice alone tells of deaths."""
        persons = sorted(set().union(*(self._persons.died(death) for death in deaths)))
        classes = [self._persons.class_of(person) for person in persons]
        if len({death.voice for death in deaths}) != 1:
            return classes
        unnamed = sum(max(0, death.deaths - len(self._persons.died(death))) for death in deaths)
        left = list(classes)
        others = []
        for name in (name for death in deaths for name, n in death.dead.items() for _ in range(n)):
            if name in left:
                left.remove(name)
            else:
                others.append(name)
        others = others[:unnamed]
        return [*classes, *others, *[""] * (unnamed - len(others))]


def _groups_of(name: str) -> tuple[str, ...]:
    """The groups that somebody of a class is in."""
    return tuple(group for group in (name, GROUP_OF.get(name, "")) if group in GROUPS)


def _possible_groups_of(name: str) -> tuple[str, ...]:
    """The groups that somebody of a class may be in besides."""
    if name in GROUPS:
        return ()
    group = GROUP_OF.get(name)
    return GROUPS[group] if group else tuple(GROUPS)
