"""The rows of all tables of a case, read in one pass and in bounded memory."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kharkiv_tracker.domain.figure import Figure
from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.domain.source import Source
from kharkiv_tracker.domain.total import Toll, Totals
from kharkiv_tracker.errors import CaseUnavailable
from kharkiv_tracker.export import export_notes, table_list
from kharkiv_tracker.export.columns import Cell
from kharkiv_tracker.export.published_records import PublishedIncident, PublishedRecords
from kharkiv_tracker.export.table_list import Item, Line, SumItem, Table
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import (
    attachment_records,
    identifier_list,
    note_list,
    totals,
)
from kharkiv_tracker.store.record_reader import read_records
from kharkiv_tracker.summary.method_block import printed_parts
from kharkiv_tracker.summary.summary_data import Progress, no_progress

#: So many incidents are handed on together.
_BATCH = 400

#: A table, and of each of its columns the cells of some rows.
Cells = tuple[Table, list[list[Cell]]]


@dataclass(slots=True)
class _Sum:
    """The sum of incidents."""

    incidents: int = 0
    toll: Toll = Toll()

    def add(self, figures: list[Mapping[str, Figure]]) -> None:
        """Add the figures of incidents."""
        self.incidents += len(figures)
        self.toll = Toll.added((self.toll, Toll.of(figures)))


class TableRows:
    """The tables of what a request selects, and their rows."""

    def __init__(self, records: PublishedRecords) -> None:
        self._records = records
        profile = records.request.profile
        records_tables = table_list.all_tables(profile)
        self._codebook = table_list.codebook()
        self._columns = table_list.column_items(records_tables)
        self._method = table_list.lines("method", _("Method"), _("Part"), _("Text"))
        self._notes = table_list.lines(
            "export_notes", _("About this export"), _("About"), _("Text")
        )
        self.tables = (*records_tables, self._codebook, self._method, self._notes)
        self._by_name = {table.name: table for table in self.tables}
        self._sums: defaultdict[tuple[str, str], _Sum] = defaultdict(_Sum)
        self.rows: Counter[str] = Counter()
        """How many rows of each table were read so far."""

    def read(self, progress: Progress = no_progress) -> Iterator[Cells]:
        """Every row, some at a time: a table, and for each of its columns the cells of these rows.

        Raises CaseUnavailable where the sum of the incidents is not what totals say.
        """
        for name, items in self._items(progress):
            table = self._by_name[name]
            self.rows[name] += len(items)
            yield table, table.cells(items)

    def _items(self, progress: Progress) -> Iterator[tuple[str, list[Any]]]:
        batch: list[PublishedIncident] = []
        for incident in self._records.incidents(progress):
            batch.append(incident)
            if len(batch) == _BATCH:
                yield from self._of_incidents(batch)
                batch = []
        yield from self._of_incidents(batch)
        statements = list(self._records.statements())
        yield "statements", [Item("", statement) for statement in statements]
        yield (
            "statement_counts",
            [item for one in statements for item in table_list.counts(one.code, one)],
        )
        yield "joint_reports", [Item("", report) for report in self._records.joint_reports()]
        for document in self._records.documents():
            yield "documents", [Item("", document)]
        yield "figures", list(self._figures())
        if self._records.is_internal:
            yield from self._for_the_team()
        yield "codebook", self._columns
        yield "method", list(self._method_lines())
        yield "export_notes", [Line(*line) for line in export_notes.lines(self._records, self.rows)]

    def _of_incidents(self, batch: list[PublishedIncident]) -> Iterator[tuple[str, list[Any]]]:
        self._add([incident for incident in batch if incident.is_counted])
        yield "incidents", batch
        for field in ("weapons", "places_hit"):
            words = [Item(one.code, word) for one in batch for word in getattr(one.incident, field)]
            yield f"incident_{field}", words
        yield (
            "incident_figures",
            [item for one in batch for item in table_list.known(one.code, one.figures)],
        )
        reports = [Item(one.code, report) for one in batch for report in one.reports]
        yield "reports", reports
        yield (
            "report_counts",
            [
                item
                for code, report in reports
                for item in table_list.counts(f"{code}/{report.number}", report)
            ],
        )
        yield "persons", [Item(one.code, person) for one in batch for person in one.persons]

    def _add(self, incidents: list[PublishedIncident]) -> None:
        """Add incidents to the sums of their months and districts."""
        by_group: defaultdict[tuple[str, str], list[Mapping[str, Figure]]] = defaultdict(list)
        for incident in incidents:
            event = incident.incident.event
            month = event.date.isoformat()[:7] if event.date else ""
            by_group[month, incident.incident.district].append(incident.figures)
        for group, figures in by_group.items():
            self._sums[group].add(figures)

    def _figures(self) -> Iterator[SumItem]:
        expected = totals.totals(
            self._records.case,
            self._records.selection,
            "district",
            self._records.request.view.as_known_on,
            of_whom=False,
        )
        items = [
            SumItem(month, district, "incidents", added.incidents, added.toll)
            for (month, district), added in sorted(
                self._sums.items(), key=lambda entry: (not entry[0][0], entry[0])
            )
        ]
        items += [
            SumItem("", group.key, "remainder", 0, group.remainder)
            for group in expected.groups
            if group.remainder is not None
        ]
        compare(items, expected)
        yield from items

    def _for_the_team(self) -> Iterator[tuple[str, list[Any]]]:
        case = self._records.case

        def of_these(listed: Iterable[Item]) -> list[Item]:
            return [item for item in listed if self._records.is_read(item.of)]

        yield "sources", [Item("", source) for source in read_records(case.db, Source)]
        yield "notes", of_these(Item(one.on, one.note) for one in note_list.listed(case))
        yield (
            "identifiers",
            of_these(Item(one.on, one.identifier) for one in identifier_list.listed(case)),
        )
        yield "attachments", of_these(Item(*one) for one in attachment_records.listed(case))

    def _method_lines(self) -> Iterator[Line]:
        for title, text in printed_parts(self._records.frame):
            yield Line(title, text)


def compare(items: list[SumItem], expected: Totals) -> None:
    """Raise CaseUnavailable unless what is written adds up to the totals."""
    toll = Toll.added(item.toll for item in items)
    for quantity in COUNTED:
        own, total = toll[quantity], expected.total.toll[quantity]
        if (own.low, own.best, own.high) != (total.low, total.best, total.high):
            raise CaseUnavailable(
                _(
                    "The incidents do not add up to the totals of the case file. Nothing was "
                    "written. Run “verify” on the case file."
                )
            )
