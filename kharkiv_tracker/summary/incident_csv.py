"""A list of incidents too long for the page, as a CSV file that goes with it."""

from __future__ import annotations

import csv
import hashlib
import io

from kharkiv_tracker import gazetteer, labels
from kharkiv_tracker.analysis import csv_table
from kharkiv_tracker.domain.figure import Figure
from kharkiv_tracker.domain.quantity import COUNTED, UNCOUNTED
from kharkiv_tracker.domain.revision import short
from kharkiv_tracker.i18n import ngettext
from kharkiv_tracker.summary import blocks, tables
from kharkiv_tracker.summary.blocks import Block
from kharkiv_tracker.summary.publication_profile import Redactor
from kharkiv_tracker.summary.summary_data import IncidentData, SummaryData

#: More rows than this belong in a table of figures, not on a page to read.
LONGEST = 2000
#: What the name of the file beside the page ends in.
SUFFIX = "-incidents.csv"
#: How many of a long list are on the page as well.
_LARGEST = 40

_COLUMNS = (
    *("code", "date", "time", "precision", "district", "district_key", "place", "settlement"),
    *csv_table.BOUNDS,
    *("weapons", "places_hit", "grade", "review_state", "reports", "speakers"),
)
_UNCOUNTED = csv_table.bounds(UNCOUNTED)
_POINT = ("latitude", "longitude", "point_precision")


def is_long(data: SummaryData) -> bool:
    """Whether the list is in a file of its own."""
    return len(data.incidents) > LONGEST


def files(data: SummaryData) -> dict[str, bytes]:
    """The files that go with the page: what each name ends in, and its bytes."""
    return {SUFFIX: to_csv(data)} if is_long(data) else {}


def instead(data: SummaryData) -> list[Block]:
    """A sentence in place of a list that is too long, and its largest incidents."""
    digest = hashlib.sha256(to_csv(data)).hexdigest()
    largest = sorted(data.incidents, key=_toll, reverse=True)[:_LARGEST]
    return [
        blocks.text(
            ngettext(
                "{n} incident is in the accompanying table, a file whose name ends in "
                "{suffix} (SHA-256 {digest}). Largest numbers {people}:",
                "All {n} incidents are in the accompanying table, a file whose name ends in "
                "{suffix} (SHA-256 {digest}). Largest numbers {people}:",
                len(data.incidents),
            ).format(
                n=labels.number(len(data.incidents)),
                suffix=SUFFIX,
                digest=short(digest),
                people=labels.of_people(COUNTED[0]),
            )
        ),
        tables.incidents(largest, data),
    ]


def _toll(incident: IncidentData) -> tuple[int, ...]:
    return tuple(incident.row.figures[name].best or 0 for name in COUNTED)


def to_csv(data: SummaryData) -> bytes:
    """Every incident as a row; unknown and open ends are empty cells, texts never formulas."""
    internal = data.request.profile.is_internal
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow((*_COLUMNS, *(_POINT if internal else ()), *csv_table.NOTES, *_UNCOUNTED))
    for incident in data.incidents:
        redactor = Redactor.of(data.request, incident)
        point = _point(incident) if internal else ()
        notes = csv_table.notes(data.stress, *(incident.row.figures[name] for name in COUNTED))
        uncounted = [incident.figures.get(name, Figure()) for name in UNCOUNTED]
        cells = csv_table.cells(*uncounted)
        writer.writerow([*_row(incident, redactor), *point, *notes, *cells])
    return out.getvalue().encode("utf-8-sig")


def _row(data: IncidentData, redactor: Redactor) -> list[object]:
    incident, place = data.incident, gazetteer.load().get(data.incident.district)
    return [
        data.row.code,
        incident.event.date or "",
        incident.event.time.strftime("%H:%M") if incident.event.time else "",
        incident.event.precision.value,
        _text(labels.district(place) if place else incident.district),
        _text(incident.district),
        _text(redactor.text(incident.place)),
        _text(incident.settlement),
        *csv_table.cells(*(data.row.figures[name] for name in COUNTED)),
        "; ".join(weapon.value for weapon in incident.weapons),
        "; ".join(hit.value for hit in incident.places_hit),
        incident.grade.value if incident.grade else "",
        incident.state.value,
        len(data.reports),
        len(data.speakers),
    ]


def _point(data: IncidentData) -> list[object]:
    point, precision = data.incident.point, data.incident.point_precision
    return [*(point or ("", "")), precision.value if precision else ""]


def _text(typed: str) -> str:
    """A text in one line that no spreadsheet takes for a formula."""
    return csv_table.guarded(" ".join(typed.split()))
