"""OCHA's humanitarian hostilities: settlements that were hit, without any numbers of people."""

from __future__ import annotations

from functools import cache

from kharkiv_tracker import settlement_register
from kharkiv_tracker.i18n import N_
from kharkiv_tracker.imports.columns.column_map import ColumnMap
from kharkiv_tracker.imports.presets import row_cells
from kharkiv_tracker.imports.presets.preset import Preset
from kharkiv_tracker.imports.rows.row_draft import RowDraft

_IN = "properties."


def adjust(row: RowDraft) -> None:
    """The settlement by its code, which begins that of the official register; one link."""
    in_oblast = row_cells.check_oblast(row, f"{_IN}Oblast")
    name = row.texts.get("place", "")
    code = row.texts.pop("settlement", "")
    raion = row.cells.get(f"{_IN}Rayon", "")
    row_cells.set_place(row, name, raion=raion, in_oblast=in_oblast)
    settlement = _settlements().get(code, "")
    if settlement and not row_cells.is_city(name):
        row.texts["settlement"] = settlement
    row_cells.set_precision(row, "settlement")
    row_cells.set_link(row)


@cache
def _settlements() -> dict[str, str]:
    """The code of each settlement by its P-code, the first 12 signs of it."""
    return {code[:12]: code for code in settlement_register.load().settlements}


PRESET = Preset(
    "ocha",
    "OCHA: hostilities",
    frozenset(f"{_IN}{name}" for name in ("Date", "Oblast", "City_Settl", "Status", "admin4Pcod")),
    ColumnMap(
        {
            f"{_IN}Date": "event",
            f"{_IN}City_Settl": "place",
            f"{_IN}admin4Pcod": "settlement",
            f"{_IN}Humanitari": "url",
            "latitude": "latitude",
            "longitude": "longitude",
        },
        {"source": "OCHA", "source_kind": "UN"},
        preset="ocha",
    ),
    adjust,
    (N_("OCHA's file has no numbers of people, and the point of each row is a whole settlement."),),
)
