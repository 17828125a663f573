"""The row of the incidents table that was current when its case was closed."""

from __future__ import annotations

from kharkiv_tracker.gui import window_state
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.masked_numbers import LIMIT, name_and_mask


class LastRow:
    """Saved masked: the settings of the window are not encrypted, and the case file may be."""

    def __init__(self, case: CaseFile) -> None:
        self._name, self._mask = name_and_mask(case, "last row")

    def save(self, incident_id: int) -> None:
        """Save the id of an incident, 0 for none."""
        if self._name:
            window_state.save(self._place, incident_id ^ self._mask)

    def saved(self) -> int:
        """The id that was saved last for this case; 0 without one."""
        if not self._name:
            return 0
        return window_state.saved_number(self._place, self._mask, LIMIT) ^ self._mask

    @property
    def _place(self) -> str:
        return f"rows/{self._name}"
