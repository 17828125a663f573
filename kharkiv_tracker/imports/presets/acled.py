"""ACLED: fatalities with soldiers among them, and one point for a whole city."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from kharkiv_tracker import gazetteer
from kharkiv_tracker.domain.when import zone
from kharkiv_tracker.errors import Refused, shown
from kharkiv_tracker.i18n import N_, _
from kharkiv_tracker.imports import cell_text
from kharkiv_tracker.imports.column_map import ColumnMap
from kharkiv_tracker.imports.preset import Preset
from kharkiv_tracker.imports.presets import row_cells
from kharkiv_tracker.imports.row_draft import RowDraft
from kharkiv_tracker.intake import field_reader
from kharkiv_tracker.intake.outcome import present

#: Types of events that are about no violence against civilians, unless they were the target.
_OTHERS = ("Protests", "Riots", "Strategic developments")
_TARGETED = "civilian targeting"
_EXACT, _WEEK = "1", "2"
#: What a point stands for: a settlement, a part of a region; of a whole region it is none.
_POINTS = {"1": "settlement", "2": "district"}
#: Days between the first and the last day of a week.
_DAYS = timedelta(days=6)


def adjust(row: RowDraft) -> None:
    """Fatalities only where civilians were the target; days and points as exact as they are."""
    row_cells.check_oblast(row, "admin1", "country")
    is_targeted = row.cells.get("civilian_targeting", "").casefold() == _TARGETED
    kind = row.cells.get("event_type", "")
    if kind in _OTHERS and not is_targeted:
        raise row.rejected(
            "event_type", _("“{group}” is not about harm to civilians.").format(group=shown(kind))
        )
    _fatalities(row, is_targeted)
    _place(row)
    _days(row)
    stamp = row.cells.get("timestamp", "")
    if stamp.isdigit() and len(stamp) <= 10:
        moment = datetime.fromtimestamp(int(stamp), UTC).astimezone(zone())
        row.texts["published"] = moment.date().isoformat()


def _fatalities(row: RowDraft, is_targeted: bool) -> None:
    if not is_targeted:
        row.doubts.append(_("ACLED does not say that civilians were the target."))
        row_cells.keep(
            row,
            "killed",
            _("not counted: soldiers may be among them, civilians were not the target"),
        )
    elif cell_text.number(row.texts.get("killed", "")) == "0":
        row_cells.keep(row, "killed", _("not counted: ACLED writes 0 where none were reported"))


def _place(row: RowDraft) -> None:
    """The place by its name; the point is that of a settlement at best, of many events at once."""
    row_cells.set_place(row, row.texts.get("place", ""), raion=row.cells.get("admin2", ""))
    precision = row.cells.get("geo_precision", "")
    row_cells.set_precision(row, _POINTS.get(precision, ""))


def _days(row: RowDraft) -> None:
    precision = row.cells.get("time_precision", _EXACT)
    if precision == _EXACT:
        return
    day = _day(row)
    row_cells.note(row, "event_date")
    if precision == _WEEK:
        first, last = day - _DAYS, day + _DAYS
    else:
        first = day.replace(day=1)
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    row.texts["event"], row.texts["event.until"] = first.isoformat(), last.isoformat()


def _day(row: RowDraft) -> date:
    """`17 August 2022` and `2022-08-17`, by the one reader of dates."""
    try:
        text = cell_text.day(row.texts.get("event", ""), None)
        outcome = field_reader.read("when", text, present(gazetteer.load()))
        return date.fromisoformat(field_reader.settled(outcome).part["event"]["date"])
    except (Refused, KeyError, TypeError) as error:
        raise row.reject("event", _("No day can be read from the date.")) from error


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
