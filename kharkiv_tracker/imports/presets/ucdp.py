"""UCDP's georeferenced events: civilian deaths apart, days and places with codes of precision."""

from __future__ import annotations

import re

from kharkiv_tracker.i18n import N_, _
from kharkiv_tracker.imports.columns.column_map import ColumnMap
from kharkiv_tracker.imports.presets import row_cells
from kharkiv_tracker.imports.presets.preset import Preset
from kharkiv_tracker.imports.rows import cell_text
from kharkiv_tracker.imports.rows.row_draft import RowDraft

_ONE_SIDED, _EXACT = "3", "1"
#: What a point stands for: a place by its name, somewhere near it or in a raion.
_POINTS = {"1": "settlement", "2": "district", "3": "district"}
_MIDNIGHT = re.compile(r"[ T]0?0:00.*")
_KINDS = ("town", "city", "village", "settlement")


def adjust(row: RowDraft) -> None:
    """Deaths of civilians alone; a point only if it is one of a raion or of less."""
    row_cells.check_oblast(row, "adm_1", "country")
    if not row.cells.get("adm_1"):
        raise row.rejected("adm_1", _("It names no oblast."))
    _deaths(row)
    _place(row)
    is_one_day = row.texts.get("event.until", "") in ("", row.texts.get("event"))
    if is_one_day and row.cells.get("date_prec", _EXACT) != _EXACT:
        row.doubts.append(_("The day is not exact, and no period is given."))
    for target in ("event", "event.until"):
        # Days are written as times at 0:00.
        row.texts[target] = _MIDNIGHT.sub("", row.texts.get(target, ""))


def _deaths(row: RowDraft) -> None:
    best, low, high = (
        cell_text.number(row.cells.get(name, "")) for name in ("best", "low", "high")
    )
    if row.cells.get("type_of_violence") == _ONE_SIDED:
        # All killed are civilians: what is best in the middle of a range is not typed.
        row_cells.keep(row, "killed")
        if low.isdigit() and high.isdigit() and low != high:
            row.texts["killed"] = f"{low}-{high}"
            row.heads["killed"] = "best"
        elif best and best != "0":
            row.texts["killed"] = best
            row.heads["killed"] = "best"
    elif cell_text.number(row.texts.get("killed", "")) in ("", "0"):
        row_cells.keep(row, "killed", _("not counted: UCDP writes 0 where none were reported"))
        row.doubts.append(_("UCDP counts no civilian among the dead."))
    if row.cells.get("type_of_violence") != _ONE_SIDED:
        for head in ("best", "low", "high"):
            row_cells.note(row, head, _("not counted: soldiers are among them"))
        row_cells.note(row, "deaths_unknown", _("not counted: not known whether civilians"))


def _place(row: RowDraft) -> None:
    name = row.texts.get("place", "")
    words = name.split()
    if words and words[-1].casefold() in _KINDS:
        name = " ".join(words[:-1])
    raion = row.cells.get("adm_2", "").removesuffix(" raion")
    row_cells.set_place(row, name, raion=raion)
    row_cells.set_precision(row, _POINTS.get(row.cells.get("where_prec", ""), ""))


PRESET = Preset(
    "ucdp-ged",
    "UCDP GED",
    frozenset(("relid", "type_of_violence", "where_prec", "date_prec", "deaths_civilians", "best")),
    ColumnMap(
        {
            "id": "identifier:UCDP",
            "date_start": "event",
            "date_end": "event.until",
            "where_coordinates": "place",
            "latitude": "latitude",
            "longitude": "longitude",
            "deaths_civilians": "killed",
        },
        {"source": "UCDP GED", "source_kind": "NGO", "language": "en"},
        preset="ucdp-ged",
    ),
    adjust,
    (
        N_(
            "Of UCDP's numbers only deaths of civilians are counted; of violence against civilians "
            "all deaths are. The others have soldiers among them and are kept in a note."
        ),
    ),
)
