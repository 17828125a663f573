"""Eyes on Russia of the Centre for Information Resilience: a row for each link of an entry."""

from __future__ import annotations

import re
from datetime import date

from kharkiv_tracker.errors import shown
from kharkiv_tracker.i18n import N_, _
from kharkiv_tracker.imports.columns.column_map import ColumnMap
from kharkiv_tracker.imports.presets import row_cells
from kharkiv_tracker.imports.presets.preset import Preset
from kharkiv_tracker.imports.rows.row_draft import RowDraft

#: How the groups begin that tell of harm to civilians.
_HARM = ("Civilian Casualty", "Civilian Infrastructure Damage")
#: Groups that may be about strikes on civilians or on armies.
_UNSURE = ("Bombing or Explosion", "Munitions", "Other")
_DAY = re.compile(r"\s*(\d\d?)/(\d\d?)/(\d{4})\b")


def adjust(row: RowDraft) -> None:
    """Only harm to civilians in the oblast; the day of the title beside that of the date."""
    group = row.cells.get("event_group", "")
    if group.startswith(_UNSURE):
        row_cells.doubt_harm(row, "event_group")
    elif not group.startswith(_HARM):
        raise row_cells.reject_harmless(row, "event_group")
    in_oblast = row_cells.check_oblast(row, "province", "country")
    town, part = row.texts.get("place", ""), row.cells.get("district", "")
    row_cells.set_place(row, town, part, in_oblast=in_oblast)
    weapon = row.texts.get("weapons", "")
    if weapon and row_cells.set_weapons(row, {weapon: weapon}):
        row_cells.note(row, "arms/munition")
    _compare_days(row)


def _compare_days(row: RowDraft) -> None:
    match = _DAY.match(row.cells.get("title", ""))
    if match is None:
        return
    day, month, year = map(int, match.groups())
    try:
        titled = date(year, month, day).isoformat()
    except ValueError:
        return
    if titled != row.texts.get("event", "")[:10]:
        row.doubts.append(
            _("The title says {title}, the date column {date}.").format(
                title=match[0].strip(), date=shown(row.texts.get("event", ""))
            )
        )


PRESET = Preset(
    "eyes-on-russia",
    "Eyes on Russia (Centre for Information Resilience)",
    frozenset(("entry", "date", "event_group", "brief description", "province", "violence level")),
    ColumnMap(
        {
            "entry": "identifier:Eyes on Russia",
            "date": "event",
            "brief description": "quote",
            "lat": "latitude",
            "lon": "longitude",
            "town/city": "place",
            "arms/munition": "weapons",
            "link": "url",
        },
        {"source": "Eyes on Russia", "source_kind": "NGO", "language": "en"},
        preset="eyes-on-russia",
    ),
    adjust,
    (
        N_("Eyes on Russia gives no numbers; its level of violence is kept in a note."),
        N_(
            "Rows on losses, positions and presence of armies are rejected. Rows on explosions, "
            "munitions and other events are taken in with a remark."
        ),
    ),
)
