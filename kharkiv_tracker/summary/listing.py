"""A list of incidents too long to be read on paper, as a table for a spreadsheet beside it."""

from __future__ import annotations

import csv
import hashlib
import io
import re

from kharkiv_tracker import gazetteer, labels
from kharkiv_tracker.analysis import table
from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.domain.revision import short
from kharkiv_tracker.i18n import _
from kharkiv_tracker.summary import blocks, tables
from kharkiv_tracker.summary.blocks import Block
from kharkiv_tracker.summary.gathered import Gathered, Told
from kharkiv_tracker.summary.redacting import Redactor
from kharkiv_tracker.summary.wanted import Redaction

#: More rows than this belong in a table of figures, not on a page to read.
LONGEST = 2000
#: What the name of the file beside the page ends in.
SUFFIX = "-incidents.csv"
#: How many of a long list stand on the page all the same.
_LARGEST = 40

_COLUMNS = (
    *("code", "date", "time", "precision", "district", "district_key", "place"),
    *table.BOUNDS,
    *("weapons", "places_hit", "grade", "review_state", "reports", "speakers"),
)
#: How a formula begins, in wide letters too, also where a semicolon is taken for the next cell.
_FORMULA = re.compile(r"((?:^|;)\s*)([=+\-@＝＋－＠])")
_POINT = ("latitude", "longitude", "point_precision")


def is_long(gathered: Gathered) -> bool:
    """Whether the list stands in a file beside the page."""
    return len(gathered.incidents) > LONGEST


def beside(gathered: Gathered) -> dict[str, bytes]:
    """The files that go with the page: what each name ends in, and its bytes."""
    return {SUFFIX: to_csv(gathered)} if is_long(gathered) else {}


def instead(gathered: Gathered) -> list[Block]:
    """What the page says of a list that is too long for it, and the largest of it."""
    digest = hashlib.sha256(to_csv(gathered)).hexdigest()
    largest = sorted(gathered.incidents, key=_toll, reverse=True)[:_LARGEST]
    return [
        blocks.text(
            _(
                "All {n} incidents are in the table that goes with this page, a file whose name "
                "ends in {suffix} (SHA-256 {digest}). The {largest} with the most {people}:"
            ).format(
                n=labels.number(len(gathered.incidents)),
                suffix=SUFFIX,
                digest=short(digest),
                largest=labels.number(len(largest)),
                people=labels.of_people(COUNTED[0]),
            )
        ),
        tables.incidents(largest, gathered),
    ]


def _toll(told: Told) -> tuple[int, ...]:
    return tuple(figure.best or 0 for figure in told.row.figures.values())


def to_csv(gathered: Gathered) -> bytes:
    """Every incident as a row; unknown and open ends are empty cells, texts never formulas."""
    internal = gathered.wanted.redaction is Redaction.INTERNAL
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow((*_COLUMNS, *(_POINT if internal else ())))
    for told in gathered.incidents:
        redactor = Redactor.of(gathered.wanted.redaction, told)
        writer.writerow([*_row(told, redactor), *(_point(told) if internal else ())])
    return out.getvalue().encode("utf-8-sig")


def _row(told: Told, redactor: Redactor) -> list[object]:
    incident, place = told.incident, gazetteer.load().get(told.incident.district)
    return [
        told.row.code,
        incident.event.date or "",
        incident.event.time.strftime("%H:%M") if incident.event.time else "",
        incident.event.precision.value,
        _text(labels.district(place) if place else incident.district),
        _text(incident.district),
        _text(redactor.text(incident.place)),
        *table.cells(*told.row.figures.values()),
        "; ".join(weapon.value for weapon in incident.weapons),
        "; ".join(hit.value for hit in incident.places_hit),
        incident.grade.value if incident.grade else "",
        incident.state.value,
        len(told.reports),
        len(tables.voices([told])),
    ]


def _point(told: Told) -> list[object]:
    point, precision = told.incident.point, told.incident.point_precision
    return [*(point or ("", "")), precision.value if precision else ""]


def _text(typed: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    line = " ".join(typed.split())
    return _FORMULA.sub(r"\1'\2", line)
