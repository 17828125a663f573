"""Deaths in hospital: how many moved from the injured to the killed since a count was made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kharkiv_tracker.domain.evidence import Claim, Evidence
from kharkiv_tracker.domain.quantity import ADULTS, CHILDREN, GROUP_OF, GROUPS, KILLED
from kharkiv_tracker.domain.recorded_persons import RecordedPersons


class Current(NamedTuple):
    """A count updated by the deaths since: low, best, high, and who reported them."""

    low: int
    best: int
    high: int | None
    deaths: tuple[Evidence, ...]


class Moved(NamedTuple):
    """How many moved into or out of a group: surely, and at most."""

    surely: int = 0
    at_most: int = 0


class HospitalDeaths:
    """The deaths that move one quantity, with the persons recorded among them."""

    def __init__(self, quantity: str, persons: RecordedPersons) -> None:
        self.quantity = quantity
        self.movers: list[Evidence] = []
        self._beside: list[Evidence] = []
        #: How far all deaths together can bring a best up to date: down, and up.
        self._down, self._up = 0, 0
        self._current: dict[Evidence, Current] = {}
        self._moved: dict[Evidence, dict[str, Moved]] = {}
        self._persons = persons

    def add(self, evidence: Evidence) -> bool:
        """Take in a report; returns whether earlier counts compare differently from now on."""
        if not evidence.deaths:
            return False
        if self.quantity not in evidence.typed:
            self.movers.append(evidence)
            self._reckon(evidence)
            self._current, self._moved = {}, {}
            return True
        self._beside.append(evidence)
        self._reckon(evidence)
        return self.quantity != KILLED

    def number(self, deaths: Iterable[Evidence]) -> int:
        """The least number of people: different persons, or the most of one speaker."""
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
        """The deaths reported after a report."""
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
        if claim.evidence not in self._current:
            self._current[claim.evidence] = self._brought_up(claim)
        return self._current[claim.evidence]

    def _brought_up(self, claim: Claim) -> Current:
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

    def may_be(self, earlier: Claim) -> tuple[int, int]:
        """What `compared` gives for an earlier count at least, and at most: all that is cheap."""
        return max(0, earlier.best - self._down), earlier.best + self._up

    def _reckon(self, evidence: Evidence) -> None:
        number = max(evidence.deaths, len(self._persons.died(evidence)))
        if self.quantity == KILLED:
            self._up += number
        else:
            self._down += number

    def compared(self, earlier: Claim, later: Claim) -> int:
        """The best of an earlier count, with the deaths reported between it and a later one."""
        if not self.movers and (self.quantity == KILLED or not self._beside):
            return earlier.best
        beside = self._beside if self.quantity != KILLED else []
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
        if not self.movers:
            return {}
        if evidence is None:
            return self._moved_since(tuple(self.movers), ())
        if evidence not in self._moved:
            since, perhaps = self.since(evidence), self.overlapping(evidence)
            self._moved[evidence] = self._moved_since(since, perhaps)
        return self._moved[evidence]

    def _moved_since(
        self, since: Sequence[Evidence], perhaps: Sequence[Evidence]
    ) -> dict[str, Moved]:
        all_deaths = (*since, *perhaps)
        if not all_deaths:
            return {}
        surely, known = self._by_group(since), self._by_group(all_deaths)
        most = self.most(all_deaths)
        return {
            name: Moved(surely[name], max(0, most - sum(known[other] for other in _OUTSIDE[name])))
            for name in GROUPS
        }

    def _by_group(self, deaths: Sequence[Evidence]) -> dict[str, int]:
        """How many are known to be of a group: by their records, or by the only speaker."""
        persons: set[str] = set().union(*(self._persons.died(death) for death in deaths))
        numbers = self._of_groups(persons)
        if len({death.voice for death in deaths}) != 1:
            return numbers
        for death in deaths:
            named = self._persons.died(death)
            of_named, unnamed = self._of_groups(named), max(0, death.deaths - len(named))
            for name, number in death.dead.items():
                numbers[name] += min(unnamed, max(0, number - of_named[name]))
        return numbers

    def _of_groups(self, persons: Iterable[str]) -> dict[str, int]:
        numbers = dict.fromkeys(GROUPS, 0)
        for person in persons:
            name = self._persons.class_of(person)
            for group in {name, GROUP_OF.get(name, "")} & GROUPS.keys():
                numbers[group] += 1
        return numbers


#: The groups that no one of a group can be in.
_OUTSIDE = {
    CHILDREN: (ADULTS,),
    "boys": ("girls", ADULTS),
    "girls": ("boys", ADULTS),
    ADULTS: (CHILDREN,),
    "men": ("women", CHILDREN),
    "women": ("men", CHILDREN),
}
