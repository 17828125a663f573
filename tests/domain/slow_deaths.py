"""Deaths in hospital, slowly: what brings an earlier count up to date."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tests.domain.slow_report import (
    GROUPS,
    SlowCount,
    SlowPerson,
    SlowReport,
    is_later,
    overlap,
    part_of,
    parts_are_of_the_dead,
    types,
)

# The groups that a member of a group cannot be of.
OUTSIDE = {
    "children": ("adults",),
    "boys": ("girls", "adults"),
    "girls": ("boys", "adults"),
    "adults": ("children",),
    "men": ("women", "children"),
    "women": ("men", "children"),
}


class People:
    """The recorded persons, those that are the same joined; only those known count."""

    def __init__(self, persons: Sequence[SlowPerson], known: set[str]) -> None:
        self.persons = {person.name: person for person in persons}
        self.known = known
        self.firsts = {person.name: self.first(person.name) for person in persons}

    def first(self, name: str) -> str:
        """The person that a record is of: where *the same as* leads."""
        passed = {name}
        while True:
            following = self.persons[name].same_as
            if following not in self.persons or following in passed:
                return name
            name = following
            passed.add(name)

    def distinct(self, names: Sequence[str] | set[str]) -> set[str]:
        """The different persons among these who are civilians and not withdrawn."""
        return {self.firsts[name] for name in names if name in self.persons and self.counts(name)}

    def counts(self, name: str) -> bool:
        return name in self.known and self.persons[name].counts

    def recorded(self, quantity: str, group: str) -> set[str]:
        """The different persons recorded as killed or injured, of a group."""
        names = [name for name, person in self.persons.items() if person.quantity == quantity]
        return self.in_group(self.distinct(names), group)

    def group(self, first: str) -> str:
        """The group of a person: its own record's, else that of another record of it."""
        records = sorted(
            (person for person in self.persons.values() if self.firsts[person.name] == first),
            key=lambda person: (person.name != first, person.name),
        )
        groups = [person.group for person in records if self.counts(person.name) and person.group]
        return groups[0] if groups else ""

    def in_group(self, firsts: set[str], group: str) -> set[str]:
        return {first for first in firsts if self.group(first) in GROUPS[group]}


@dataclass(frozen=True)
class Deaths:
    """Reports of deaths in hospital, added up."""

    reports: tuple[SlowReport, ...]
    people: People

    def persons(self, voice: str | None = None) -> set[str]:
        """The different persons recorded, of all voices or of one."""
        return {
            first
            for report in self.reports
            if voice in (None, report.voice)
            for first in self.people.distinct(report.dead)
        }

    def unnamed(self, voice: str | None = None) -> int:
        return sum(
            self.unnamed_of(report) for report in self.reports if voice in (None, report.voice)
        )

    def unnamed_of(self, report: SlowReport) -> int:
        return max(0, report.deaths - len(self.people.distinct(report.dead)))

    @property
    def voices(self) -> set[str]:
        return {report.voice for report in self.reports}

    @property
    def near(self) -> int:
        """The larger of: the different persons recorded, and the most one voice tells."""
        by_voice = [len(self.persons(voice)) + self.unnamed(voice) for voice in self.voices]
        return max([len(self.persons()), *by_voice])

    @property
    def far(self) -> int:
        """Those persons and all unnamed deaths."""
        return len(self.persons()) + self.unnamed()

    def in_group(self, group: str) -> int:
        """How many of the dead are of a group: by a person's record, or the only voice."""
        number = len(self.people.in_group(self.persons(), group))
        if len(self.voices) != 1:
            return number
        return number + sum(self.unnamed_in_group(report, group) for report in self.reports)

    def unnamed_in_group(self, report: SlowReport, group: str) -> int:
        if not parts_are_of_the_dead(report, "killed"):
            return 0
        words = [part_of(report, "killed", part) for part in GROUPS[group]]
        least = sum(word[0] for word in words if word)
        named = len(self.people.in_group(self.people.distinct(report.dead), group))
        return min(self.unnamed_of(report), max(0, least - named))

    def outside_group(self, group: str) -> int:
        """How many of the dead are known to be of another group."""
        return sum(self.in_group(other) for other in OUTSIDE[group])


@dataclass(frozen=True)
class DeathReports:
    """All reports of deaths of an incident, asked about a count."""

    reports: tuple[SlowReport, ...]
    people: People

    def moving(self, quantity: str) -> tuple[SlowReport, ...]:
        """Those that move a quantity: a count that a report types itself holds its own dead."""
        return tuple(report for report in self.reports if not types(report, quantity))

    def between(self, x: SlowReport, y: SlowReport, quantity: str) -> Deaths:
        """Told between the two; for affected also those told beside a count, X's own too."""
        if quantity == "killed":
            candidates = self.moving(quantity)
            after_y = [report for report in candidates if is_later(report, y)]
            return self.of(report for report in after_y if is_later(x, report))
        after_y = [report for report in self.reports if is_later(report, y)]
        return self.of(report for report in after_y if is_later(x, report) or report is x)

    def since(self, report: SlowReport, quantity: str) -> Deaths:
        """Told after a report: they bring its count up to date."""
        return self.of(death for death in self.moving(quantity) if is_later(death, report))

    def since_or_beside(self, report: SlowReport, quantity: str) -> Deaths:
        """Those, and where the two overlap; a settling count that ends no earlier holds it."""
        return self.of(
            death
            for death in self.moving(quantity)
            if is_later(death, report)
            or (
                death is not report
                and overlap(death, report)
                and not (report.role == "settling" and report.end >= death.end)
            )
        )

    def all(self, quantity: str) -> Deaths:
        return self.of(self.moving(quantity))

    def of(self, reports: Iterable[SlowReport]) -> Deaths:
        return Deaths(tuple(reports), self.people)

    def best_for(self, y: SlowCount, x: SlowCount) -> int:
        """Y's best, brought up to date by deaths told between Y and X."""
        deaths = self.between(x.report, y.report, y.quantity).near
        return y.best + deaths if y.quantity == "killed" else max(0, y.best - deaths)

    def best_now(self, y: SlowCount) -> int:
        deaths = self.since(y.report, y.quantity).near
        return y.best + deaths if y.quantity == "killed" else max(0, y.best - deaths)

    def low_now(self, y: SlowCount) -> int:
        if y.quantity == "killed":
            return y.low + self.since(y.report, y.quantity).near
        return max(0, y.low - self.since_or_beside(y.report, y.quantity).far)

    def high_now(self, y: SlowCount) -> int | None:
        if y.high is None:
            return None
        if y.quantity == "killed":
            return y.high + self.since_or_beside(y.report, y.quantity).far
        return max(0, y.high - self.since(y.report, y.quantity).near)
