"""Rows of a table as records in the JSON of `add`, one for each incident or official total."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kharkiv_tracker.domain.fields import Kind
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.exchange.record_json import Document
from kharkiv_tracker.i18n import _
from kharkiv_tracker.imports import cell_text, row_draft, targets
from kharkiv_tracker.imports.column_map import ColumnMap
from kharkiv_tracker.imports.place_cells import PlaceCells
from kharkiv_tracker.imports.preset import Preset
from kharkiv_tracker.imports.row_draft import Rejected, RowDraft
from kharkiv_tracker.imports.table_heads import Table
from kharkiv_tracker.imports.targets import Subject

#: Columns of a file of rejected rows, which are taken in again once they are mended.
PROBLEM_HEADS = ("import: row", "import: column", "import: problem")
#: What is read by `place_cells`.
_PLACES = frozenset(
    ("district", "place", "settlement", "point", "latitude", "longitude", "point_precision")
)
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_TICKS: Mapping[str, bool] = {
    **dict.fromkeys(("yes", "true", "1", "x", "так", "да", "y", "✓", "+"), True),
    **dict.fromkeys(("no", "false", "0", "ні", "нет", "n", "-"), False),
}


@dataclass(frozen=True, slots=True)
class Reject:
    """A row that is not taken in: its number, the head of the column, and why."""

    row: int
    column: str
    sentence: str


@dataclass(slots=True)
class Draft:
    """A record made of one or several rows.

    `heads` has the head of the column that each target was read from. `key` is what the rows have
    in common, "" for a row alone.
    """

    rows: list[int]
    document: Document
    heads: dict[str, str]
    key: str = ""
    record: Subject = Subject.INCIDENT
    doubts: list[str] = field(default_factory=list)

    def head_of(self, path: str) -> str:
        """The head of the column that gave the value at a path of the document."""
        steps = [step.partition("[")[0] for step in path.split(".") if step]
        is_person = steps[:1] == ["persons"]
        steps = [step for step in steps if step not in ("reports", "persons", "of_whom")]
        if is_person:
            steps[:1] = [f"person.{step}" for step in steps[:1]]
        for end in range(len(steps), 0, -1):
            head = self.heads.get(".".join(steps[:end]))
            if head:
                return head
        return next((head for name, head in self.heads.items() if name in _NEAR.get(path, ())), "")


#: Where a path names a value that columns of other names gave.
_NEAR: Mapping[str, Sequence[str]] = {
    "point": (targets.LATITUDE, targets.LONGITUDE),
    "event.date": ("event",),
}


def drafts(
    table: Table,
    column_map: ColumnMap,
    places: PlaceCells,
    reject: Callable[[Reject], object],
    preset: Preset | None = None,
    step: Callable[[], object] = tuple,
) -> list[Draft]:
    """The records of a table, in its order; what cannot be one is given to `reject`.

    `step` is called for each row; what it raises gives the work up.
    """
    by_key: dict[str, Draft] = {}
    listed: list[Draft] = []
    maker = _Maker(column_map, places)
    for row in rows(table, column_map):
        step()
        try:
            _refuse_merged(table, column_map, row)
            if preset:
                preset.adjust(row)
            draft = maker.draft(row)
            present = by_key.get(draft.key) if draft.key else None
            if present is None:
                listed.append(draft)
                by_key[draft.key] = draft
            else:
                _join(present, draft)
        except Rejected as rejected:
            reject(Reject(row.number, rejected.head, rejected.sentence))
        except Refused as refused:
            reject(Reject(row.number, row.head(refused.path), refused.sentence))
    return listed


def rows(table: Table, column_map: ColumnMap) -> Iterator[RowDraft]:
    """Each row below the heads as the map reads it; merged cells have the value of the first."""
    for index, _cells in table.rows():
        named = {
            head: text
            for head, cell in table.cells(index).items()
            if head not in PROBLEM_HEADS and (text := cell_text.plain(cell))
        }
        draft = row_draft.draft(table.number(index), named, column_map)
        draft.notes += [
            _("Comment on {column}: {text}").format(column=head, text=text)
            for head, text in table.comments(index)
        ]
        yield draft


def _at(cells: Sequence[str], column: int) -> str:
    return cells[column] if column < len(cells) else ""


def _refuse_merged(table: Table, column_map: ColumnMap, row: RowDraft) -> None:
    """Reject a number merged over several rows: it is their sum, and not one of theirs."""
    for region in table.regions(row.number - table.sheet.first):
        if region.first_row == region.last_row:
            continue
        head = _at(table.heads, region.first_column)
        target = column_map.target(head)
        if target and target.is_count:
            sentence = _(
                "The number is merged over rows {first} to {last}. Enter the number of each row."
            )
            first, last = (table.number(at) for at in (region.first_row, region.last_row))
            raise Rejected(head, sentence.format(first=first, last=last))


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes a record of a row."""

    column_map: ColumnMap
    places: PlaceCells

    def draft(self, row: RowDraft) -> Draft:
        if self.column_map.record is Subject.TOTAL:
            texts = self._texts(row)
            total = _nested(row, texts, self.column_map.record)
            total.setdefault("quote", self._row_text(row))
            return Draft([row.number], total, row.heads, record=Subject.TOTAL, doubts=row.doubts)
        return self._incident(row)

    def _incident(self, row: RowDraft) -> Draft:
        incident = {"event": _event(row, self.column_map), **self.places.read(row)}
        texts = self._texts(row)
        parts: dict[Subject, dict[str, str]] = {}
        for name, text in texts.items():
            target = targets.target(Subject.INCIDENT, name)
            if target and target.path and name not in _PLACES and not name.startswith("event"):
                parts.setdefault(target.subject, {})[name] = text
        incident.update(_nested(row, parts.get(Subject.INCIDENT, {}), Subject.INCIDENT))
        report = _nested(row, parts.get(Subject.REPORT, {}), Subject.INCIDENT)
        left = [head for head in row.cells if head not in self.column_map.columns]
        if "quote" not in report and row.quotes:
            report["quote"] = self._row_text(row)
        else:
            row.notes += [f"{head}: {row.cells[head]}" for head in left]
        incident["reports"] = [report]
        person = _nested(row, parts.get(Subject.PERSON, {}), Subject.INCIDENT)
        if person:
            incident["persons"] = [person]
        if row.notes:
            incident["notes"] = [{"text": "\n".join(row.notes)}]
        identifiers = [
            {"scheme": name.removeprefix(targets.IDENTIFIER), "value": text}
            for name, text in texts.items()
            if name.startswith(targets.IDENTIFIER)
        ]
        if identifiers:
            incident["identifiers"] = identifiers
        key = texts.get(targets.GROUP) or "\n".join(
            f"{one['scheme']} {one['value']}" for one in identifiers[:1]
        )
        return Draft([row.number], incident, row.heads, key, doubts=row.doubts)

    def _row_text(self, row: RowDraft) -> str:
        """The cells of a row as they are in the file, a line for each that is not left out."""
        left_out = {head for head, name in self.column_map.columns.items() if not name}
        return "\n".join(
            f"{head}: {text}" for head, text in row.cells.items() if head not in left_out
        )

    def _texts(self, row: RowDraft) -> dict[str, str]:
        """The texts of a row with dates in the notation, and numbers that are not known blank."""
        texts = {}
        for name, text in row.texts.items():
            target = targets.target(self.column_map.record, name)
            try:
                if target and target.is_count:
                    text = cell_text.number(text)
                elif target and target.is_date:
                    text = cell_text.day(text, self.column_map.date_order)
            except Refused as refused:
                raise row.reject(name, refused.sentence) from None
            if text:
                texts[name] = text
        return texts


def _event(row: RowDraft, column_map: ColumnMap) -> Any:
    """When it was: a text to be read, or its parts where columns of their own give them."""
    text = row.texts.get("event", "")
    if not text and row.texts.get("event.precision") != "unknown":
        raise row.reject("event", _("No date is given."))
    try:
        text = cell_text.day(text, column_map.date_order)
        parts = {
            name.removeprefix("event."): value
            for name, value in row.texts.items()
            if name.startswith("event.") and value
        }
        if "until" in parts:
            parts["until"] = cell_text.day(parts["until"], column_map.date_order)
            if parts["until"] == text:
                del parts["until"]
            else:
                parts.setdefault("precision", "range")
    except Refused as refused:
        raise row.reject("event", refused.sentence) from None
    if _ISO_DAY.fullmatch(text):
        return {"date": text, **parts}
    if not parts:
        return text
    if "time" in parts and len(parts) == 1:
        return f"{text} {parts['time']}"
    return {"date": text, **parts} if text else parts


def _nested(row: RowDraft, texts: Mapping[str, str], record: Subject) -> Document:
    """Texts by the names of targets, where the JSON of `add` has them."""
    document: Document = {}
    for name, text in texts.items():
        target = targets.target(record, name)
        if target is None or not target.path:
            continue
        inner = document
        for step in target.path[:-1]:
            inner = inner.setdefault(step, {})
        inner[target.path[-1]] = _value(row, target, text)
    return document


def _value(row: RowDraft, target: targets.Target, text: str) -> Any:
    if target.kind is not Kind.TICK:
        return text
    ticked = _TICKS.get(text.casefold())
    if ticked is None:
        raise row.reject(target.name, _("Enter yes or no."))
    return ticked


def _join(present: Draft, draft: Draft) -> None:
    """Put a row to the record that rows before it made; Rejected where it contradicts them."""
    beside = ("reports", "persons", "notes", "identifiers")
    for name, value in draft.document.items():
        if name in beside or value in ("", None, []):
            continue
        known = present.document.setdefault(name, value)
        if known != value:
            sentence = _("Row {row} is about the same incident and has something else here.")
            raise Rejected(draft.head_of(name), sentence.format(row=present.rows[0]))
    (report,) = draft.document["reports"]
    reports = present.document["reports"]
    same = next((other for other in reports if _is_same(report, other, draft)), None)
    if same is None:
        reports.append(report)
    elif same.get("quote") != report.get("quote"):
        # The words of both rows are kept: other columns differ.
        same["quote"] = f"{same['quote']}\n\n{report['quote']}"
    for name in beside[1:]:
        listed = present.document.setdefault(name, [])
        listed += [entry for entry in draft.document.get(name, ()) if entry not in listed]
        if not listed:
            del present.document[name]
    present.rows += draft.rows
    present.doubts += [doubt for doubt in draft.doubts if doubt not in present.doubts]


def _is_same(report: Document, other: Document, draft: Draft) -> bool:
    """Whether two rows report the same; a quote that is only the row itself says nothing more."""
    if "quote" in draft.heads:
        return report == other
    ignored = {"quote"}
    return {k: v for k, v in report.items() if k not in ignored} == {
        k: v for k, v in other.items() if k not in ignored
    }
