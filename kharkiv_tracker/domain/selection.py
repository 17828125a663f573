"""One selection drives table, totals, charts and page alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from kharkiv_tracker.domain.incident import Grade, Incident, ReviewState, Weapon
from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import _


@dataclass(frozen=True, slots=True)
class Selection:
    """Which incidents are meant; empty parts select everything. `first` and `last` are included."""

    first: date | None = None
    last: date | None = None
    districts: tuple[str, ...] = ()
    weapons: tuple[Weapon, ...] = ()
    grades: tuple[Grade, ...] = ()
    states: tuple[ReviewState, ...] = ()
    text: str = ""
    profile: Profile | None = None
    """Whose text is searched: what a page of this profile shows; None: what the window finds. It is
    nothing that anybody chooses, and in no document."""
    changed: bool | None = None
    """Whether those that changed since their approval are selected: True they alone, False all
    others, None both. Like the profile it is in no document."""

    def __post_init__(self) -> None:
        if self.first and self.last and self.last < self.first:
            raise Refused(_("The period ends before it begins. Correct the dates."))

    def document(self) -> dict[str, Any]:
        """The selection as a JSON object; `Selection.of` reads it back."""
        return {
            "from": self.first.isoformat() if self.first else None,
            "to": self.last.isoformat() if self.last else None,
            "districts": list(self.districts),
            "weapons": [weapon.value for weapon in self.weapons],
            "grades": [grade.value for grade in self.grades],
            "states": [state.value for state in self.states],
            "text": self.text,
        }

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> Selection:
        """The selection of a document; raises ValueError or KeyError for an invalid one."""
        first, last = document["from"], document["to"]
        return cls(
            date.fromisoformat(first) if first else None,
            date.fromisoformat(last) if last else None,
            tuple(document["districts"]),
            tuple(Weapon(weapon) for weapon in document["weapons"]),
            tuple(Grade(grade) for grade in document["grades"]),
            tuple(ReviewState(state) for state in document["states"]),
            document["text"],
        )

    @property
    def has_period(self) -> bool:
        return self.first is not None or self.last is not None

    @property
    def is_everything(self) -> bool:
        return self == Selection()

    def holds(self, incident: Incident) -> bool:
        """Whether the incident is selected but for the text, which reports and persons have too.

        An undated incident is in no period.
        """
        day = incident.event.date
        return (
            (not self.has_period or (day is not None and self._in_period(day)))
            and (not self.districts or incident.district in self.districts)
            and (not self.weapons or any(weapon in incident.weapons for weapon in self.weapons))
            and (not self.grades or incident.grade in self.grades)
            and (not self.states or incident.state in self.states)
        )

    def touches(self, incident: Incident) -> bool:
        """Whether an incident of several days reaches into the period and began before it.

        It counts on its first day, and is selected but for that and the text.
        """
        first, event = self.first, incident.event
        if first is None or event.date is None or event.until is None:
            return False
        reaches = event.date < first <= event.until.last_day
        return reaches and replace(self, first=None, last=None).holds(incident)

    def _in_period(self, day: date) -> bool:
        return (self.first or day) <= day <= (self.last or day)
