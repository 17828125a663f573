"""The persons recorded for an incident, each counted once however often recorded."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping

from kharkiv_tracker.domain.evidence import Evidence
from kharkiv_tracker.domain.person import Person, Status
from kharkiv_tracker.domain.quantity import GROUP_OF


class RecordedPersons:
    """The civilians among them that are not withdrawn; records of one person are one."""

    def __init__(self, persons: Iterable[Person]) -> None:
        counted = {person.uid: person for person in persons if person.is_counted}
        self._roots = _roots(counted)
        self._members: dict[str, list[Person]] = {}
        for uid, person in counted.items():
            self._members.setdefault(self._roots[uid], []).append(person)
        #: The persons who died later according to a report.
        self._died: dict[str, set[str]] = {}
        for uid, person in counted.items():
            if person.status is Status.DIED_LATER and person.report:
                self._died.setdefault(person.report, set()).add(self._roots[uid])

    def __bool__(self) -> bool:
        return bool(self._members)

    def died(self, evidence: Evidence) -> set[str]:
        """The different persons recorded among the deaths of a report."""
        if not evidence.deaths or not self._members:
            return set()
        named = {self._roots[uid] for uid in evidence.died if uid in self._roots}
        return named | self._died.get(evidence.uid, set())

    def class_of(self, person: str) -> str:
        """The class of people of a person; "" where no record gives one."""
        classes = {record.class_of_people for record in self._members[person]} - {""}
        # A girl in one record and a child in another is a girl.
        exact = classes - {"child", "adult"}
        return min(exact or classes, default="")

    def numbers(self, quantity: str, known: Container[str] | None) -> Mapping[str, int]:
        """How many there are of each group in a quantity.

        `known` are the reports known and the persons in them; a person whom no report mentions
        of is known today (None), and on no date.
        """
        numbers: dict[str, int] = {}
        for person in self._of(quantity, known):
            name = self.class_of(person)
            for group in {name, GROUP_OF.get(name, "")} - {"", "child", "adult"}:
                numbers[group] = numbers.get(group, 0) + 1
        return numbers

    def count(self, quantity: str, known: Container[str] | None) -> int:
        """How many there are in a quantity, also of those whose age and sex are not known."""
        return sum(1 for _person in self._of(quantity, known))

    def _of(self, quantity: str, known: Container[str] | None) -> Iterator[str]:
        for person, records in self._members.items():
            is_known = known is None or (
                person in known or any(record.report in known for record in records)
            )
            if is_known and quantity == _quantity(records):
                yield person


def _quantity(records: Iterable[Person]) -> str:
    """What a person is counted in: who is among the killed in one record is."""
    quantities = {record.counts_as for record in records} - {""}
    killed = Status.KILLED.value
    return killed if killed in quantities else min(quantities, default="")


def _roots(persons: Mapping[str, Person]) -> dict[str, str]:
    """Each record with the record that represents the same person."""
    roots: dict[str, str] = {}
    for uid in persons:
        group = {uid}
        current = uid
        while (other := persons[current].same_as) in persons and other not in group:
            group.add(other)
            current = other
        root = min(group | {roots[member] for member in group if member in roots})
        merged = {roots[member] for member in group if member in roots}
        for member in [*group, *(member for member, of in roots.items() if of in merged)]:
            roots[member] = root
    return roots
