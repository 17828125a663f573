"""The context menu of the incidents table of an open case."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu

from kharkiv_tracker.gui.commands import context_menu, subject
from kharkiv_tracker.gui.commands.hosts import CaseHost
from kharkiv_tracker.gui.incidents.incidents_view import IncidentsView


def menu_of_rows(host: CaseHost, incidents: IncidentsView) -> QMenu:
    """The menu of the current incident, or of all that are chosen."""
    codes = host.chosen_codes()
    if not codes and not incidents.current:
        return incidents.table.copy_menu()
    record = (
        subject.of_several(host, codes)
        if codes
        else subject.of_incident_code(host, incidents.current)
    )
    return context_menu.menu(incidents.table, record)
