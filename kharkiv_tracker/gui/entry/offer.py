"""The quiet offer to add a report to an incident that is already there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from kharkiv_tracker import labels
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.gui import widgets, words
from kharkiv_tracker.gui.entry import document
from kharkiv_tracker.gui.entry.readings import Reader
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import incidents
from kharkiv_tracker.store.case_file import CaseFile

_CODE = re.compile(r"\s*(KHT-(?:\d{4}-\d{2}-\d{2}|undated)-\d{2,})\s*", re.IGNORECASE)
_NEAR = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Match:
    """An incident that a report may belong to, in words."""

    code: str
    title: str
    figures: str
    day: date | None


def typed_code(text: str) -> str:
    """The code that the text consists of, as it is written; "" where it is something else."""
    found = _CODE.fullmatch(text)
    return found[1].upper().replace("UNDATED", "undated") if found else ""


def by_code(case: CaseFile, code: str, gazetteer: Gazetteer) -> Match:
    """The incident of a code; raises Refused where the case has none."""
    known = incidents.incident(case, code)
    figures = incidents.figures(case, code)
    told = [
        said.format(count=labels.figure_text(figures[quantity]))
        for quantity, said in (("killed", _("{count} killed")), ("injured", _("{count} injured")))
        if quantity in figures
    ]
    title = words.incident(known.place, gazetteer.get(known.district))
    return Match(known.code, title, ", ".join(told), known.event.date)


def likely(case: CaseFile, typed: Mapping[str, str], reader: Reader) -> Match | None:
    """An incident of about that day in the same or an unknown district, the nearest first."""
    try:
        day = document.day_of(reader.event(typed["when"]).value)
        district = reader.where(typed["where"]).value[0]
    except Refused:
        return None
    if day is None:
        return None
    found = incidents.ids(case, Selection(first=day - _NEAR, last=day + _NEAR))
    unknown = {one.key for one in reader.gazetteer.districts if one.kind.is_unknown}
    matches = [
        row
        for row in incidents.rows(case, found[:50])
        if row.district == district or row.district in unknown or district in unknown
    ]
    if not matches:
        return None
    nearest = min(
        matches,
        key=lambda row: (row.district != district, abs((row.event.date or day) - day)),
    )
    return by_code(case, nearest.code, reader.gazetteer)


class OfferCard(QWidget):
    """Says which incident the report looks like, or belongs to, and lets that be changed."""

    accepted = Signal(str)
    declined = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("offer")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._code = ""
        self._title = widgets.text(bold=True)
        self._about = widgets.Elided()
        self._figures = widgets.text("")
        self._accept = widgets.button(_("Add as update  Alt+U"), self.accept, main=True)
        self._decline = widgets.button(_("New incident  Alt+I"), self.declined.emit)
        self.setLayout(
            widgets.column(
                self._title,
                2,
                self._about,
                self._figures,
                6,
                widgets.row(self._accept, self._decline, -1),
                margins=(12, 8, 12, 8),
            )
        )
        self.hide()

    @property
    def code(self) -> str:
        """The incident offered or added to, "" where there is none."""
        return self._code

    @property
    def offers(self) -> bool:
        """Whether there is an offer that can be taken."""
        return bool(self._code) and not self._accept.isHidden()

    def accept(self) -> None:
        if self.offers:
            self.accepted.emit(self._code)

    def show_offer(self, match: Match | None) -> None:
        self._show(match, _("Looks like {code}"), offering=True)

    def show_update(self, match: Match) -> None:
        self._show(match, _("Update of {code}"), offering=False)

    def _show(self, match: Match | None, said: str, offering: bool) -> None:
        self._code = match.code if match else ""
        self.setVisible(match is not None)
        if match:
            self._title.setText(said.format(code=match.code))
            self._about.setText(match.title)
            self._figures.setText(match.figures)
        self._accept.setVisible(offering)
        self._decline.setVisible(not offering)
