"""The tables of a case, each declared once: what CSV, workbooks, GeoJSON and HXL loop over."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from kharkiv_tracker import labels
from kharkiv_tracker.domain.account import Account
from kharkiv_tracker.domain.attachment import Attachment
from kharkiv_tracker.domain.document import Document
from kharkiv_tracker.domain.figure import Figure, Range
from kharkiv_tracker.domain.identifier import Identifier
from kharkiv_tracker.domain.incident import Incident
from kharkiv_tracker.domain.joint import JointReport
from kharkiv_tracker.domain.note import Note
from kharkiv_tracker.domain.person import Person
from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.domain.quantity import COUNTED, DERIVED, QUANTITIES, TOTALLED
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.source import Source
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.domain.total import Toll
from kharkiv_tracker.export import columns, published_records
from kharkiv_tracker.export.columns import Cell, Column
from kharkiv_tracker.i18n import _


class Item(NamedTuple):
    """A record with the code of the one it belongs to; "" for none."""

    of: str
    record: Any


class FigureItem(NamedTuple):
    """A figure or a count of a quantity, or of a part of it, of the record of a code."""

    of: str
    quantity: str
    number: Range
    typed: str = ""


class SumItem(NamedTuple):
    """The sum of the incidents of a month in a district, or of remainders."""

    month: str
    district: str
    kind: str
    incidents: int
    toll: Toll


class Line(NamedTuple):
    """A line of text about something: of the method page, of the notes on the export."""

    name: str
    text: str


class ColumnItem(NamedTuple):
    """A column of a table."""

    table: str
    column: Column


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the name of its file or sheet, its title, and its columns.

    `key` names the columns that no two rows have alike; `of` the table whose `code` its first
    column refers to. A table that `is_child` is in no workbook: it repeats what others join.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ("code",)
    of: str = ""
    is_child: bool = False

    def cells(self, items: Sequence[Any]) -> list[list[Cell]]:
        """The cells of items, column by column."""
        return [column.cells(items) for column in self.columns]


def _of_item(columns_of_record: Iterable[Column]) -> tuple[Column, ...]:
    return tuple(column.within("record") for column in columns_of_record)


def _text(name: str, label: str, path: str, make: Callable[[Any], Cell] | None = None) -> Column:
    return Column(name, label, "text", path, make)


#: The tags of columns of incidents in the Humanitarian Exchange Language.
_TAGS = {
    "code": "#event+code",
    "date": "#date+occurred",
    "district": "#adm2+name",
    "district_key": "#adm2+code",
    "place": "#loc+name",
    "settlement": "#adm4+code",
    "settlement_name": "#adm4+name",
    "latitude": "#geo+lat",
    "longitude": "#geo+lon",
    "point_precision": "#geo+precision",
    "weapons": "#cause+weapons",
    "places_hit": "#loc+type",
    "grade": "#status+grade",
    "state": "#status+review",
    "reports": "#meta+reports",
    "counted": "#status+counted",
}


#: What is looked for in a table of incidents; the figures come after these.
_FIRST = ("code", "date", "time", "precision", "district", "place")
#: What is kept of an incident for the program: a count of changes.
_INTERNAL = ("approved_changes",)


def incidents(profile: Profile) -> Table:
    """Incidents with their figures, a row for each."""
    own = {
        column.name: column.within("incident", _TAGS.get(column.name, ""))
        for column in _columns(Incident, profile, _INTERNAL)
    }
    first = [own.pop(name) for name in _FIRST]
    figures = {
        quantity: tuple(columns.bounds(quantity, "figures", f"#affected+{quantity}"))
        for quantity in QUANTITIES
    }
    counted = [column for name in COUNTED for column in figures.pop(name)]
    beside = [column for others in figures.values() for column in others]
    reports = Column("reports", _("Reports"), "whole", "reports", _standing, hxl=_TAGS["reports"])
    in_totals = Column(
        "counted", _("Counted in totals"), "tick", "is_counted", hxl=_TAGS["counted"]
    )
    listed = (*first, *counted, *own.values(), *beside, reports, in_totals)
    return Table("incidents", _("Incidents"), listed)


def _standing(reports: Sequence[Report]) -> int:
    """How many of these reports were not withdrawn."""
    return sum(not report.withdrawn for report in reports)


def incident_words(field: str, title: str) -> Table:
    """A row for each word of a list of an incident: its weapons, the places hit."""
    return Table(
        f"incident_{field}",
        title,
        (
            _text("incident", _("Incident"), "of"),
            Column("value", title, "word", "record"),
        ),
        ("incident", "value"),
        "incidents",
        is_child=True,
    )


def figures_of(name: str, title: str, of: str, label: str) -> Table:
    """A row for each figure of an incident, or each count of a report, parts too."""
    return Table(
        name,
        title,
        (
            _text(of, label, "of"),
            _text("quantity", _("Quantity"), "quantity", _whole),
            _text("part", _("Of whom"), "quantity", _part),
            Column("low", _("At least"), "whole", "number.low"),
            Column("best", _("Best"), "whole", "number.best"),
            Column("high", _("At most"), "whole", "number.high"),
            Column("about", _("About"), "tick", "number.about"),
            _text("typed", _("As reported"), "typed"),
        ),
        (),
        f"{of}s",
        is_child=True,
    )


def _whole(quantity: str) -> str:
    return quantity.partition(".")[0]


def _part(quantity: str) -> str:
    return quantity.partition(".")[2]


def _numbered(mark: str) -> Callable[[Item], str]:
    """The code of what belongs to an incident under a number."""
    return lambda item: f"{item.of}/{mark}{item.record.number}"


def reports(profile: Profile) -> Table:
    """Reports, with the code of their incident and their own."""
    own = [c for c in _columns(Report, profile) if c.name != "number"]
    return Table(
        "reports",
        _("Reports"),
        (
            _text("incident", _("Incident"), "of"),
            _text("code", _("Code"), "", _numbered("")),
            *_of_item(own),
        ),
        of="incidents",
    )


def persons(profile: Profile) -> Table:
    """Persons, with the code of their incident and their own."""
    skip = ("number", "cleared")
    return Table(
        "persons",
        _("Persons"),
        (
            _text("incident", _("Incident"), "of"),
            _text("code", _("Code"), "", _numbered("P")),
            *_of_item(_columns(Person, profile, skip)),
        ),
        of="incidents",
    )


def _columns(record: type, profile: Profile, skip: tuple[str, ...] = ()) -> list[Column]:
    """The columns of the fields of a record that a profile may show."""
    shown = published_records.fields_shown(record, profile)
    listed = columns.of_record(record, [name for name in shown if name not in skip])
    if profile.is_internal and hasattr(record, "uid"):
        listed.append(Column("uid", _("Id of the record"), "text", "uid"))
    return listed


def _coded(name: str, title: str, record: type, profile: Profile) -> Table:
    """Records with a code of their own, which comes first."""
    own = {column.name: column for column in _columns(record, profile, ("merged_into",))}
    return Table(name, title, _of_item((own.pop("code"), *own.values())))


def _belonging(name: str, title: str, record: type, *skip: str) -> Table:
    """Records of others, with the code of what they are on."""
    on = _text("on", _("On"), "of")
    return Table(name, title, (on, *_of_item(_columns(record, Profile.INTERNAL, skip))), ())


def figures() -> Table:
    """Sums by month and district."""

    def unknown(quantity: str) -> Column:
        label = _("{quantity}: incidents without a number").format(
            quantity=labels.quantity(quantity)
        )
        return Column(
            f"{quantity}_unknown",
            label,
            "whole",
            "toll",
            lambda toll: toll[quantity].unknown if quantity in toll else None,
        )

    sums = [
        column
        for quantity in TOTALLED
        for column in (*columns.bounds(quantity, "toll"), unknown(quantity))
    ]
    return Table(
        "figures",
        _("Figures by month and district"),
        (
            _text("month", _("Month"), "month"),
            _text("district", _("District"), "district", columns.place_name),
            _text("district_key", _("District, code"), "district"),
            _text("kind", _("Kind"), "kind"),
            Column("incidents", _("Incidents"), "whole", "incidents"),
            *sums,
        ),
        (),
    )


def lines(name: str, title: str, head: str, text: str) -> Table:
    """Lines of text with a name."""
    columns_of_lines = (
        _text("name", head, "name"),
        _text("text", text, "text"),
    )
    return Table(name, title, columns_of_lines, ())


def codebook() -> Table:
    """What every column of the other tables is."""
    head = (
        _text("table", _("Table"), "table"),
        _text("column", _("Column"), "column.name"),
        _text("label", _("Label"), "column.label"),
        _text("type", _("Type"), "column.type", columns.TYPES.__getitem__),
        _text("about", _("Meaning"), "column.about"),
    )
    return Table("codebook", _("Codebook"), head, ("table", "column"))


def column_items(tables: Iterable[Table]) -> list[ColumnItem]:
    """The columns of these tables, for the codebook."""
    return [ColumnItem(table.name, column) for table in tables for column in table.columns]


def all_tables(profile: Profile) -> tuple[Table, ...]:
    """Every table of records and figures, in the order in which they are shown."""
    of_all = (
        incidents(profile),
        incident_words("weapons", _("Weapons")),
        incident_words("places_hit", _("Places hit")),
        figures_of("incident_figures", _("Figures of incidents"), "incident", _("Incident")),
        reports(profile),
        figures_of("report_counts", _("Counts of reports"), "report", _("Report")),
        _coded("documents", _("Documents"), Document, profile),
        persons(profile),
        _coded("statements", _("Official totals"), Statement, profile),
        figures_of(
            "statement_counts", _("Counts of official totals"), "statement", _("Official total")
        ),
        _coded("joint_reports", _("Combined reports"), JointReport, profile),
        figures(),
    )
    if not profile.is_internal:
        return of_all
    sources = _of_item(_columns(Source, profile))
    return (
        *of_all,
        Table("sources", _("Sources"), sources, ("name", "kind")),
        _belonging("notes", _("Notes"), Note, "subject", "author"),
        _belonging("identifiers", _("Identifiers"), Identifier, "subject"),
        _belonging("attachments", _("Attached files"), Attachment, "report", "redacted_from"),
    )


def counts(of: str, account: Account) -> list[FigureItem]:
    """The counts of a report or official total, ratios resolved."""
    return [
        FigureItem(of, quantity, account.count(quantity), str(count))
        for quantity, count in account.counts.items()
    ]


def known(of: str, figures: Mapping[str, Figure]) -> list[FigureItem]:
    """The figures that are known, in the order in which quantities and parts are declared."""
    listed = sorted((_ORDER[name], name) for name in figures)
    return [
        FigureItem(of, name, figures[name]) for _at, name in listed if not figures[name].is_unknown
    ]


#: The place of each quantity and part, those together that a part belongs to.
_ORDER = {name: at for at, name in enumerate(DERIVED)}
