"""What incidents that are read one by one come to: how many, of which days, by whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from kharkiv_tracker.domain.figure import Reason
from kharkiv_tracker.domain.incident import Grade
from kharkiv_tracker.domain.quantity import INJURED
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.voice import Offices
from kharkiv_tracker.store.incidents import IncidentRow


@dataclass(slots=True)
class Extent:
    """How far counted incidents reach; they themselves need not be held."""

    incidents: int = 0
    unapproved: int = 0
    """How many of them are not approved as they are."""
    undivided: int = 0
    """In how many the injured may include acute stress."""
    undated: int = 0
    first: date | None = None
    last: date | None = None
    reports: int = 0
    describes_people: bool = False
    """Whether any report describes who was harmed."""
    grades: set[Grade | None] = field(default_factory=set)
    speakers: set[str] = field(default_factory=set)

    def add(self, row: IncidentRow, reports: Sequence[Report], offices: Offices) -> None:
        """Count one more incident, with the reports its figures rest on."""
        day = row.event.date
        self.incidents += 1
        self.unapproved += not row.is_approved
        self.undivided += bool(row.figures[INJURED].reports(Reason.UNDIVIDED))
        self.undated += day is None
        if day is not None:
            self.first = min(self.first or day, day)
            self.last = max(self.last or day, day)
        self.reports += len(reports)
        self.describes_people = self.describes_people or any(
            "." in name for report in reports for name in report.counts
        )
        self.grades.add(row.grade)
        self.speakers.update(speakers(reports, offices))


def speakers(reports: Iterable[Report], offices: Offices) -> set[str]:
    """Their speakers: one office is one, each speaker without a name is one."""
    return {offices.voice(report).key for report in reports}
