"""Insecurity Insight: attacks on health care, education and aid, with the workers harmed alone."""

from __future__ import annotations

import re

from kharkiv_tracker.i18n import N_, _
from kharkiv_tracker.imports.columns.column_map import ColumnMap
from kharkiv_tracker.imports.presets import row_cells
from kharkiv_tracker.imports.presets.preset import Preset
from kharkiv_tracker.imports.rows import cell_text
from kharkiv_tracker.imports.rows.row_draft import RowDraft

#: Whose harm is counted; a group that is part of another is not among them.
_GROUPS = ("Health Workers", "Educators", "Students", "Aid Workers")
_PLACES = ("Location of Incident", "Location of event")
#: What the words on the precision of a point come to, the first that is in them.
_PRECISION = (
    (re.compile(r"exact|precise|street|address|gps", re.IGNORECASE), "exact"),
    (re.compile(r"town|city|village|settlement|neighbo", re.IGNORECASE), "settlement"),
    (re.compile(r"km|district|admin(?:istrative)? ?[23]|known", re.IGNORECASE), "district"),
)
_NOT_KNOWN = re.compile(
    r"admin(?:istrative)? ?[01]|country|censored|unknown|no info", re.IGNORECASE
)


def adjust(row: RowDraft) -> None:
    """Workers killed and injured are at least so many of all: others are not counted there."""
    if row.cells.get("Date", "").startswith("#"):
        raise row.rejected("", _("The row has HXL tags, no incident."))
    for head in ("Country", "Country ISO"):
        in_oblast = row_cells.check_oblast(row, "Admin 1", head)
    for target, word in (("killed", "Killed"), ("injured", "Injured")):
        heads = [f"{group} {word}" for group in _GROUPS]
        numbers = [cell_text.number(row.cells.get(head, "")) for head in heads]
        whole = sum(int(number) for number in numbers if number.isdigit())
        if whole:
            row.texts[target] = f"{whole}+"
            row.heads[target] = next(h for h, n in zip(heads, numbers, strict=True) if n > "0")
    place = next(filter(None, (row.cells.get(head, "") for head in _PLACES)), "")
    is_known = not _NOT_KNOWN.search(place)
    row_cells.set_place(row, place if is_known else "", in_oblast=in_oblast)
    _point(row)
    weapon = row.texts.get("weapons", "")
    if weapon and row_cells.set_weapons(row, {weapon: weapon}):
        row_cells.note(row, "Weapon Carried/Used")


def _point(row: RowDraft) -> None:
    words = row.cells.get("Geo Precision", "")
    precision = "" if _NOT_KNOWN.search(words) else "district"
    for pattern, word in _PRECISION if precision else ():
        if pattern.search(words):
            precision = word
            break
    row_cells.set_precision(row, precision)


PRESET = Preset(
    "insecurity-insight",
    "Insecurity Insight: attacks on health care, education and aid",
    frozenset(("Date", "Country", "Admin 1", "Reported Perpetrator", "SiND Event ID")),
    ColumnMap(
        {
            "SiND Event ID": "identifier:Insecurity Insight",
            "Date": "event",
            "Event Description": "quote",
            "Latitude": "latitude",
            "Longitude": "longitude",
            "Weapon Carried/Used": "weapons",
        },
        {"source": "Insecurity Insight", "source_kind": "NGO", "language": "en"},
        preset="insecurity-insight",
    ),
    adjust,
    (
        N_(
            "Insecurity Insight counts workers, pupils and students only. Their number is taken as "
            "the least number of all killed or injured; 0 is taken as unknown."
        ),
    ),
)
