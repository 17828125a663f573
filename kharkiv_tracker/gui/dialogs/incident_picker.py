"""Choose another incident by its code or its words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QListWidgetItem

from kharkiv_tracker import labels
from kharkiv_tracker.analysis import incident_matches
from kharkiv_tracker.analysis.duplicate_pairs import around
from kharkiv_tracker.domain.incident import ReviewState
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.gui.dialogs.record_picker import MOST, RecordPicker, list_item
from kharkiv_tracker.i18n import _
from kharkiv_tracker.labels import people_text
from kharkiv_tracker.store import incidents, near_incidents, text_search
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.incidents import IncidentRow


class Picker(RecordPicker[IncidentRow]):
    """Without text, the incidents most like the current one."""

    def __init__(
        self, case: CaseFile, gazetteer: Gazetteer, own_code: str, picked: Callable[[str], object]
    ) -> None:
        self._case, self._gazetteer, self._own_code = case, gazetteer, own_code
        hint = _("code, place or words from a report")
        super().__init__(_("Other incident"), _("Incidents"), hint, picked)

    def _matching(self, text: str) -> Sequence[IncidentRow]:
        rows = text_search.find(self._case, text, MOST).incidents if text else self._alike()
        return [row for row in rows if self._is_eligible(row)]

    def _nothing(self) -> str:
        return _("No other incidents close in time. Enter a code or a word.")

    def _is_eligible(self, row: IncidentRow) -> bool:
        return row.code != self._own_code and row.state is not ReviewState.WITHDRAWN

    def _alike(self) -> Sequence[IncidentRow]:
        """The incidents of the days around, best matches first."""
        incident = incidents.incident(self._case, self._own_code)
        if not (day := incident.event.date):
            return ()
        figures = incidents.figures(self._case, self._own_code)
        traits = incident_matches.ReportTraits(
            day,
            incident.district,
            incident.place,
            {
                name: figure
                for name, figure in figures.items()
                if name in COUNTED and not figure.is_unknown
            },
        )
        near = near_incidents.near(self._case, day, around(day))
        rows = incidents.rows(self._case, near)
        ranked = list(incident_matches.ranked(traits, rows))
        return [*ranked, *(row for row in rows if row not in ranked)]

    def _item(self, row: IncidentRow) -> QListWidgetItem:
        place = people_text.incident(row.place, self._gazetteer.get(row.district))
        detail = " · ".join((place, labels.event_time_brief(row.event)))
        return list_item(row.code, detail, people_text.figures_in_signs(row.figures))
