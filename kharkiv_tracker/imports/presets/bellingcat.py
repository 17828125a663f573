"""Bellingcat's civilian harm in Ukraine: JSON, the month first, numbers only within the text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from kharkiv_tracker.domain.place import DistrictKind
from kharkiv_tracker.i18n import N_, _
from kharkiv_tracker.imports.columns.column_map import ColumnMap, DateOrder
from kharkiv_tracker.imports.presets import row_cells
from kharkiv_tracker.imports.presets.preset import Preset
from kharkiv_tracker.imports.rows.row_draft import RowDraft

_AREA, _WEAPON = "Type of area affected", "Weapon System"
#: What its lists call what is in ours under another name.
_WEAPONS = {
    "HE rocket artillery": "multiple-launch rocket system",
    "HE artillery inc mortars": "artillery or mortar",
    "Anti-air missile": "missile",
}
#: Words of its list of places that ours has; the others stay in the note.
_PLACES = {
    "Residential": "residential",
    "School or childcare": "school or childcare",
    "Commercial": "commercial",
    "Administrative": "administrative",
    "Healthcare": "healthcare",
    "Cultural": "cultural",
    "Industrial": "industrial",
    "Roads/Highways/Transport": "road or transport",
    "Religious": "religious",
    "Humanitarian": "humanitarian",
    "Military": "military",
}
_IN_CITY = re.compile(r"\s*Khark[io]v\b(?!.*\b(?:region|oblast|raion)\b)", re.IGNORECASE)


def adjust(row: RowDraft) -> None:
    """Its links, one in the report and the others in the note, and its two lists of words."""
    row_cells.check_elsewhere(row, "place")
    is_city = _IN_CITY.match(row.texts.get("place", ""))
    row.texts["district"] = (
        row_cells.area(DistrictKind.CITY_UNKNOWN) if is_city else row_cells.oblast()
    )
    _links(row)
    _filters(row)


def _links(row: RowDraft) -> None:
    sources = list(_objects(row, "url"))
    own = row.texts.get("quote", "").strip()
    links = []
    for source in sources:
        link, words = source.get("path", ""), source.get("description", "").strip()
        links.append(f"{link} {words}" if words and words != own else link)
    row.texts["url"] = "\n".join(source.get("path", "") for source in sources)
    row_cells.set_link(row)
    if len(links) > 1 or (links and links != [row.texts.get("url", "")]):
        row.notes.append("\n".join((_("Links of the archive:"), *links)))


def _filters(row: RowDraft) -> None:
    words: dict[str, list[str]] = {}
    filters = list(_objects(row, "places_hit"))
    for entry in filters:
        words.setdefault(entry.get("key", ""), []).append(entry.get("value", ""))
    places = [word for word in words.pop(_AREA, ()) if word in _PLACES or _unread(row, _AREA, word)]
    row.texts["places_hit"] = ", ".join(_PLACES[word] for word in places)
    weapons = {word: _WEAPONS.get(word, word) for word in words.pop(_WEAPON, ())}
    for word in row_cells.set_weapons(row, weapons):
        _unread(row, _WEAPON, word)
    for key, values in words.items():
        for word in values:
            _unread(row, key, word)


def _unread(row: RowDraft, key: str, word: str) -> bool:
    row.notes.append(f"{key}: {word}")
    return False


def _objects(row: RowDraft, target: str) -> Iterator[dict[str, str]]:
    """The objects of a list in one cell; a cell that is none goes to the note as it is."""
    text = row.texts.get(target, "")
    try:
        listed = json.loads(text) if text else []
    except (ValueError, RecursionError):
        listed = None
    if not isinstance(listed, list) or not all(isinstance(entry, dict) for entry in listed):
        row_cells.keep(row, target)
        return
    yield from ({str(k): str(v) for k, v in entry.items() if v} for entry in listed)


PRESET = Preset(
    "bellingcat",
    "Bellingcat: Civilian Harm in Ukraine",
    frozenset(("id", "date", "latitude", "longitude", "location", "description", "sources")),
    ColumnMap(
        {
            "id": "identifier:Bellingcat",
            "date": "event",
            "latitude": "latitude",
            "longitude": "longitude",
            "location": "place",
            "description": "quote",
            "sources": "url",
            "filters": "places_hit",
        },
        {"source": "Bellingcat", "source_kind": "NGO", "language": "en"},
        date_order=DateOrder.MONTH_FIRST,
        preset="bellingcat",
    ),
    adjust,
    (
        N_(
            "Bellingcat gives no numbers. Those in its descriptions are not counted: read them and "
            "enter them."
        ),
        N_(
            "Bellingcat's file is of all Ukraine. A row without a place is taken to be in the "
            "oblast where its point may be there: choose the oblast before you download it, or "
            "load outlines."
        ),
    ),
)
