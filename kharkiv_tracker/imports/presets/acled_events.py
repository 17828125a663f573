"""ACLED: fatalities with soldiers among them, and one point for a whole city."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from kharkiv_tracker import gazetteer
from kharkiv_tracker.domain.when import zone
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import N_, _
from kharkiv_tracker.imports.columns.column_map import ColumnMap
from kharkiv_tracker.imports.presets import row_cells
from kharkiv_tracker.imports.presets.preset import Preset
from kharkiv_tracker.imports.rows import cell_text
from kharkiv_tracker.imports.rows.row_draft import RowDraft
from kharkiv_tracker.intake import field_reader
from kharkiv_tracker.intake.outcome import present

#: Types of events that are about no violence against civilians, unless they were the target.
_OTHERS = ("Protests", "Riots", "Strategic developments")
_BATTLES = "Battles"
_TARGETED = "civilian targeting"
_EXACT, _WEEK = "1", "2"
#: What a point stands for: a settlement, a part of a region; of a whole region it is none.
_POINTS = {"1": "settlement", "2": "district"}
#: Days between the first and the last day of a week.
_DAYS = timedelta(days=6)


def adjust(row: RowDraft) -> None:
    """Fatalities only where civilians were the target; days and points as exact as they are."""
    in_oblast = row_cells.check_oblast(row, "admin1", "country")
    is_targeted = row.cells.get("civilian_targeting", "").casefold() == _TARGETED
    kind = row.cells.get("event_type", "")
    if kind in _OTHERS and not is_targeted:
        raise row_cells.reject_harmless(row, "event_type")
    if kind == _BATTLES and not is_targeted:
        row_cells.doubt_harm(row, "event_type")
    _fatalities(row, is_targeted)
    _place(row, in_oblast)
    _days(row)
    stamp = row.cells.get("timestamp", "")
    if stamp.isdigit() and len(stamp) <= 10:
        moment = datetime.fromtimestamp(int(stamp), UTC).astimezone(zone())
        row.texts["published"] = moment.date().isoformat()


def _fatalities(row: RowDraft, is_targeted: bool) -> None:
    if not is_targeted:
        row_cells.keep(
            row,
            "killed",
            _("not counted: soldiers may be among them, civilians were not the target"),
        )
    elif cell_text.number(row.texts.get("killed", "")) == "0":
        row_cells.keep(row, "killed", _("not counted: ACLED writes 0 where none were reported"))


def _place(row: RowDraft, in_oblast: bool) -> None:
    """The place by its name; the point is that of a settlement at best, of many events at once."""
    name, raion = row.texts.get("place", ""), row.cells.get("admin2", "")
    row_cells.set_place(row, name, raion=raion, in_oblast=in_oblast)
    precision = row.cells.get("geo_precision", "")
    row_cells.set_precision(row, _POINTS.get(precision, ""))


def _days(row: RowDraft) -> None:
    precision = row.cells.get("time_precision", _EXACT)
    if precision == _EXACT:
        return
    try:
        day = _day(row.texts.get("event", ""))
    except Refused as refused:
        raise row.reject("event", refused.sentence) from None
    row_cells.note(row, "event_date")
    if precision == _WEEK:
        first, last = day - _DAYS, day + _DAYS
    else:
        first = day.replace(day=1)
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    row.texts["event"], row.texts["event.until"] = first.isoformat(), last.isoformat()


@lru_cache(maxsize=4096)
def _day(text: str) -> date:
    """`17 August 2022` and `2022-08-17`, by the one reader of dates; Refused for any other text."""
    outcome = field_reader.read("when", cell_text.day(text, None), present(gazetteer.load()))
    day = field_reader.settled(outcome).part["event"].get("date")
    if day is None:
        raise Refused(_("No day can be read from the date."))
    return date.fromisoformat(day)


PRESET = Preset(
    "acled",
    "ACLED",
    frozenset(("event_id_cnty", "event_date", "time_precision", "geo_precision", "fatalities")),
    ColumnMap(
        {
            "event_id_cnty": "identifier:ACLED",
            "event_date": "event",
            "location": "place",
            "latitude": "latitude",
            "longitude": "longitude",
            "notes": "quote",
            "fatalities": "killed",
        },
        {"source": "ACLED", "source_kind": "NGO", "language": "en"},
        preset="acled",
    ),
    adjust,
    (
        N_(
            "ACLED counts soldiers among the fatalities. They are taken as civilians killed only "
            "where ACLED says that civilians were the target; 0 is taken as unknown."
        ),
        N_(
            "ACLED has one point for a whole city or town: districts are taken from names, never "
            "from points."
        ),
    ),
)
