"""Event lists as T4P keeps them: events of several days, repeated for each source and code."""

from __future__ import annotations

from kharkiv_tracker.i18n import N_, _
from kharkiv_tracker.imports.columns.column_map import ColumnMap
from kharkiv_tracker.imports.presets import row_cells
from kharkiv_tracker.imports.presets.preset import Preset
from kharkiv_tracker.imports.rows.row_draft import RowDraft


def adjust(row: RowDraft) -> None:
    """The period of an event; its place by settlement, raion and oblast."""
    in_oblast = row_cells.check_oblast(row, "region")
    settlement, address, raion = (
        row.cells.get(head, "") for head in ("settlement", "address", "district")
    )
    row_cells.set_place(row, settlement, address, raion, in_oblast)
    if not row.texts.get("event") and row.texts.get("event.until"):
        raise row.reject("event.until", _("The event has an end, but no beginning."))


PRESET = Preset(
    "t4p",
    "T4P: lists of events",
    frozenset(("T4P code", "date start", "date end", "description")),
    ColumnMap(
        {
            "T4P code": "identifier:T4P",
            "date start": "event",
            "date end": "event.until",
            "settlement": "place",
            "latitude": "latitude",
            "longitude": "longitude",
            "description": "quote",
            "killed": "killed",
            "injured": "injured",
            "source": "source",
            "link": "url",
        },
        preset="t4p",
    ),
    adjust,
    (N_("Rows with one T4P code are one event, with a report for each source."),),
)
