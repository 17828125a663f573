"""What an import would do: what is added, updated and left as it is, and what is rejected."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from kharkiv_tracker import gazetteer
from kharkiv_tracker.domain.entry import Entries
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.exchange import entry_json, map_files
from kharkiv_tracker.i18n import _
from kharkiv_tracker.imports import suspects, updates
from kharkiv_tracker.imports.columns import table_heads
from kharkiv_tracker.imports.columns.column_map import ColumnMap, DateOrder
from kharkiv_tracker.imports.columns.table_heads import Table
from kharkiv_tracker.imports.columns.targets import Subject
from kharkiv_tracker.imports.files.table_file import TableFile
from kharkiv_tracker.imports.plan import Plan, PlanEntry
from kharkiv_tracker.imports.presets.preset import Preset
from kharkiv_tracker.imports.rows import cell_text, record_drafts
from kharkiv_tracker.imports.rows.place_cells import PlaceCells
from kharkiv_tracker.imports.rows.record_drafts import Draft, Reject
from kharkiv_tracker.intake import entry_doubts, typed_entries
from kharkiv_tracker.store.case_file import CaseFile


def table(file: TableFile, column_map: ColumnMap) -> Table:
    """The table of a file that a map is for."""
    return table_heads.read(file, column_map.sheet, column_map.head_row, column_map.head_rows)


def date_evidence(table: Table, column_map: ColumnMap) -> cell_text.DateEvidence:
    """What the dates of a table say of the order of day and month."""
    columns = []
    for at, head in enumerate(table.heads):
        target = column_map.target(head)
        if target and target.is_date:
            columns.append(at)
    return cell_text.evidence(
        row[at] for _index, row in table.rows() for at in columns if at < len(row) and row[at]
    )


def check_order(table: Table, column_map: ColumnMap) -> DateOrder | None:
    """The order in which dates are read; Refused where it has to be chosen first."""
    if column_map.date_order:
        return column_map.date_order
    evidence = date_evidence(table, column_map)
    if len(evidence.orders) > 1:
        raise Refused(
            _(
                "Some dates have the day first and some the month. Choose an order: rows with the "
                "other are rejected and can be corrected."
            ),
            path="date_order",
        )
    if evidence.is_asked:
        words = " ".join(cell_text.order_words(order, evidence.example) for order in DateOrder)
        raise Refused(
            _("The order of day and month is not clear. Choose one. {orders}").format(orders=words),
            path="date_order",
        )
    return evidence.order


def plan(
    case: CaseFile,
    table: Table,
    column_map: ColumnMap,
    preset: Preset | None = None,
    step: Callable[[], object] = tuple,
) -> Plan:
    """What importing a table into a case would do; the case is only read.

    Raises Refused where the map does not fit or the order of dates is not chosen. `step` is called
    again and again; what it raises gives the work up.
    """
    column_map.check()
    column_map = _with_order(column_map, check_order(table, column_map))
    places = gazetteer.load()
    made = Plan(table, column_map, preset)
    cells = PlaceCells(places, map_files.load_outlines(places))
    listed = record_drafts.drafts(table, column_map, cells, made.rejects.append, preset, step)
    made.planned = list(_read(case, listed, places, made.rejects, step))
    updates.settle(case, made.planned, made.rejects, step)
    suspects.mark(case, made.planned, step)
    made.rejects.sort(key=lambda reject: reject.row)
    return made


def _with_order(column_map: ColumnMap, order: DateOrder | None) -> ColumnMap:
    return replace(column_map, date_order=order)


def _read(
    case: CaseFile,
    listed: list[Draft],
    places: Gazetteer,
    rejects: list[Reject],
    step: Callable[[], object],
) -> Iterator[PlanEntry]:
    """The drafts as the one reader takes them; those it refuses are rejected.

    What was read is taken out of the list: a large table in both forms takes twice the memory.
    """
    listed.reverse()
    while listed:
        draft = listed.pop()
        step()
        name = "statements" if draft.record is Subject.TOTAL else "incidents"
        try:
            document = typed_entries.canonical({name: [draft.document]}, places)
            entries = entry_json.read(document, places)
        except Refused as refused:
            path = refused.path.partition(".")[2]
            rejects += [Reject(row, draft.head_of(path), refused.sentence) for row in draft.rows]
            continue
        entry = entries.incidents[0] if entries.incidents else entries.statements[0]
        doubts = [*draft.doubts, *_doubts(case, entries)]
        yield PlanEntry(tuple(draft.rows), entry, doubts=tuple(doubts), heads=draft.heads)


def _doubts(case: CaseFile, entries: Entries) -> Iterable[str]:
    # Reports that name nobody are usual in what other archives hand over.
    return [d.sentence for _path, d in entry_doubts.of_entries(case, entries) if d.flag]
