"""All of an incident that a search looks through, as it is stored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kharkiv_tracker.domain.person import NAMES, PURGED, Person
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.when import last_day
from kharkiv_tracker.search.search_text import SearchText
from kharkiv_tracker.store.states import State


@dataclass(frozen=True, slots=True)
class IncidentText:
    """What anybody finds an incident by, and what only the internal page does: names of persons
    that may not be published."""

    public: SearchText
    hidden: SearchText

    @classmethod
    def of(cls, state: State, reports: Iterable[Report], persons: Iterable[Person]) -> IncidentText:
        """The texts of an incident in this state, with these reports and persons."""
        here = [person for person in persons if not person.withdrawn]
        cleared, hidden = (
            [name for person in here if person.is_named is is_cleared for name in _names(person)]
            for is_cleared in (True, False)
        )
        return cls(
            SearchText.of((*_texts(state), *_quotes(reports), *cleared)), SearchText.of(hidden)
        )

    @property
    def columns(self) -> tuple[str, str, str, str]:
        """In the order of the columns of `incident_texts`."""
        return (
            *(self.public.folded, self.public.romanised),
            *(self.hidden.folded, self.hidden.romanised),
        )

    def whole(self, hidden_names: bool) -> SearchText:
        """All that is searched: with the hidden names or without them."""
        if not hidden_names:
            return self.public
        both = (self.public, self.hidden)
        return SearchText(
            "\n".join(text.folded for text in both), "\n".join(text.romanised for text in both)
        )


def _texts(state: State) -> Iterator[str]:
    """The code is the first, and the place follows: results are ordered by that."""
    yield state.get("code", "")
    yield state.get("place", "")
    last = last_day(state.get("until") or "")
    for day in (state.get("date") or "", last.isoformat() if last else ""):
        yield day
        yield "-".join(reversed(day.split("-")))
    yield state.get("time") or ""
    yield state.get("summary", "")


def _quotes(reports: Iterable[Report]) -> Iterator[str]:
    for report in reports:
        yield from (report.quote, str(report.speaker), report.source.name, report.url)


def _names(person: Person) -> tuple[str, ...]:
    """Every form of a name once; of one that was erased nothing is left to find."""
    names = (getattr(person, field) for field in NAMES)
    return tuple(dict.fromkeys(name for name in names if name and name != PURGED))
