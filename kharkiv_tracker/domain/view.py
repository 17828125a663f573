"""What is looked at: which incidents, as known when, as recorded when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kharkiv_tracker.domain.selection import Selection


@dataclass(frozen=True, slots=True)
class View:
    """A selection and both clocks; a clock that is None stands at now.

    `as_known_on` leaves out reports that were not known by then, `as_recorded_on` revisions that
    were not made by then. The second is the business of who opens the case: what is asked of a
    case as it was recorded carries it along so that its words can say so.
    """

    selection: Selection = Selection()
    as_known_on: datetime | None = None
    as_recorded_on: datetime | None = None

    @property
    def is_everything(self) -> bool:
        """Whether nothing is left out: no selection is made and both clocks stand at now."""
        return self == View()
