"""OHCHR's daily totals of Ukraine, in a table on much else: official totals since the invasion."""

from __future__ import annotations

from kharkiv_tracker.i18n import N_
from kharkiv_tracker.imports.columns.column_map import ColumnMap
from kharkiv_tracker.imports.columns.targets import Subject
from kharkiv_tracker.imports.presets import row_cells
from kharkiv_tracker.imports.presets.preset import Preset
from kharkiv_tracker.imports.rows.row_draft import RowDraft

_KILLED, _INJURED = (f"Civilian casualities(OHCHR) - {what}" for what in ("Killed", "Injured"))


def adjust(row: RowDraft) -> None:
    """One link, OHCHR's own where there is one; all of them are in the quote."""
    row_cells.set_link(row, prefer="ohchr.org")


PRESET = Preset(
    "ohchr",
    "OHCHR: civilian casualties in Ukraine",
    frozenset((_KILLED, _INJURED, "Date", "Source URL")),
    ColumnMap(
        {"Date": "as_of", _KILLED: "killed", _INJURED: "injured", "Source URL": "url"},
        {
            "area": "Ukraine",
            "since": "2022-02-24",
            "office": "OHCHR",
            "source": "OHCHR",
            "source_kind": "UN",
        },
        Subject.TOTAL,
        preset="ohchr",
    ),
    adjust,
    (
        N_(
            "OHCHR's totals are of all Ukraine: they become official totals, which are listed and "
            "never compared with the oblast. OHCHR says that the actual figures are considerably "
            "higher."
        ),
    ),
)
