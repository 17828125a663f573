"""A view: a selection of incidents, as known on a date, as recorded on a date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kharkiv_tracker.domain.selection import Selection


@dataclass(frozen=True, slots=True)
class View:
    """A selection and both dates; None is now.

    `as_known_on` leaves out reports that were not known by then, `as_recorded_on` revisions that
    were not made by then. The case has to be opened as it was recorded then; the view has the date
    so that titles and captions can name it.
    """

    selection: Selection = Selection()
    as_known_on: datetime | None = None
    as_recorded_on: datetime | None = None

    @property
    def is_everything(self) -> bool:
        """Whether nothing is left out: everything is selected and both dates are now."""
        return self == View()
