"""Rows of a table as records in the JSON of `add`, one for each incident or official total."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kharkiv_tracker.domain.fields import Kind
from kharkiv_tracker.domain.match_key import fold
from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.exchange.record_json import Document
from kharkiv_tracker.i18n import _
from kharkiv_tracker.imports.columns import table_heads, targets
from kharkiv_tracker.imports.columns.column_map import ColumnMap
from kharkiv_tracker.imports.columns.table_heads import Table
from kharkiv_tracker.imports.columns.targets import Subject
from kharkiv_tracker.imports.presets.preset import Preset
from kharkiv_tracker.imports.rows import cell_text, merged_cells, row_draft
from kharkiv_tracker.imports.rows.place_cells import PlaceCells
from kharkiv_tracker.imports.rows.row_draft import Rejected, RowDraft
from kharkiv_tracker.imports.rows.time_cells import TIMES, TimeCells

#: What is read by `place_cells`.
_PLACES = frozenset(
    ("district", "place", "settlement", "point", "latitude", "longitude", "point_precision")
)
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
        """The head of the column that gave the value at a path of the document.

        Of a row that is a document itself it is the path.
        """
        if not self.heads:
            return path
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
    heads: dict[tuple[tuple[str, str], ...], dict[str, str]] = {}
    maker = _Maker(column_map, places, TimeCells(places.places, column_map.date_order))
    for row in rows(table, column_map):
        step()
        try:
            _refuse_merged(table, column_map, row)
            if preset:
                preset.adjust(row)
            draft = _record(preset, row) or maker.draft(row)
            # Of nearly all rows they are the same.
            draft.heads = heads.setdefault(tuple(draft.heads.items()), draft.heads)
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


def _record(preset: Preset | None, row: RowDraft) -> Draft | None:
    """The record that a row itself is, where a preset reads it so."""
    if preset is None or preset.document is None:
        return None
    subject, document = preset.document(row)
    return Draft([row.number], document, {}, record=subject)


def rows(table: Table, column_map: ColumnMap) -> Iterator[RowDraft]:
    """Each row below the heads as the map reads it; merged cells have the value of the first."""
    for index, _cells in table.rows():
        named = {
            head: text
            for head, cell in table.cells(index).items()
            if head not in table_heads.PROBLEM_HEADS and (text := cell_text.plain(cell))
        }
        draft = row_draft.draft(table.number(index), named, column_map)
        draft.notes += [
            _("Comment on {column}: {text}").format(column=head, text=text)
            for head, text in table.comments(index)
        ]
        yield draft


def _refuse_merged(table: Table, column_map: ColumnMap, row: RowDraft) -> None:
    """Reject a number merged over several rows or columns."""
    merged = merged_cells.numbers(table, column_map, row.number - table.sheet.first)
    for head, region in merged.items():
        raise Rejected(head, merged_cells.problem(table, region))


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes a record of a row."""

    column_map: ColumnMap
    places: PlaceCells
    times: TimeCells

    def draft(self, row: RowDraft) -> Draft:
        if self.column_map.record is Subject.TOTAL:
            texts = self._texts(row)
            total = _nested(row, texts, self.column_map.record)
            total.setdefault("quote", self._row_text(row))
            return Draft([row.number], total, row.heads, record=Subject.TOTAL, doubts=row.doubts)
        return self._incident(row)

    def _incident(self, row: RowDraft) -> Draft:
        incident = {"event": self._event(row), **self.places.read(row)}
        texts = self._texts(row)
        parts: dict[Subject, dict[str, Any]] = {}
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
            incident["persons"] = [{**person, "report": 1}]
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
            fold(f"{one['scheme']} {one['value']}") for one in identifiers[:1]
        )
        return Draft([row.number], incident, row.heads, key, doubts=row.doubts)

    def _row_text(self, row: RowDraft) -> str:
        """The cells of a row as they are in the file, a line for each that is not left out."""
        left_out = {head for head, name in self.column_map.columns.items() if not name}
        return "\n".join(
            f"{head}: {text}" for head, text in row.cells.items() if head not in left_out
        )

    def _texts(self, row: RowDraft) -> dict[str, Any]:
        """The values of a row by target: times are read, numbers that are not known are blank."""
        values: dict[str, Any] = {}
        for name, text in row.texts.items():
            target = targets.target(self.column_map.record, name)
            if target and target.is_count:
                values[name] = cell_text.number(text)
            elif target and target.kind in TIMES and target.kind is not Kind.EVENT and text:
                values[name] = self._time(row, name, target.kind, text)
            else:
                values[name] = text
        return {name: value for name, value in values.items() if value != ""}

    def _event(self, row: RowDraft) -> Any:
        """When it was: one text, or its parts where columns of their own give them."""
        text = row.texts.get("event", "")
        parts = {
            name.removeprefix("event."): value
            for name, value in row.texts.items()
            if name.startswith("event.") and not cell_text.is_nothing(value)
        }
        if not text:
            if parts.get("precision") != "unknown":
                raise row.reject("event", _("No date is given."))
            return parts
        event = self._time(row, "event", Kind.EVENT, text)
        day = event.get("date")
        time = parts.pop("time", "")
        if time and event.get("until"):
            # Which of the days it was is not said.
            row.notes.append(f"{row.head('event.time')}: {time}")
        elif time and day:
            event = self._time(row, "event.time", Kind.EVENT, f"{day} {time}")
        if (until := parts.pop("until", "")) and day:
            last = self._time(row, "event.until", Kind.EVENT, until)
            last_day = last.get("until") or last.get("date")
            if last_day not in (None, day):
                event = {"date": day, "until": last_day, "precision": "range"}
        return {**event, **parts}

    def _time(self, row: RowDraft, name: str, kind: Kind, text: str) -> Any:
        try:
            return self.times.read(kind, text)
        except Refused as refused:
            raise row.reject(name, refused.sentence) from None


def _nested(row: RowDraft, texts: Mapping[str, Any], record: Subject) -> Document:
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


def _value(row: RowDraft, target: targets.Target, text: Any) -> Any:
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
        same = report
        reports.append(report)
    elif same.get("quote") != report.get("quote"):
        # The words of both rows are kept: other columns differ.
        same["quote"] = f"{same['quote']}\n\n{report['quote']}"
    if same is not report and report.keys() & {*COUNTED}:
        sentence = _("Row {row} has the same numbers as one before it; they are counted once.")
        present.doubts.append(sentence.format(row=draft.rows[0]))
    for person in draft.document.get("persons", ()):
        person["report"] = reports.index(same) + 1
    for name in beside[1:]:
        listed = present.document.setdefault(name, [])
        listed += [entry for entry in draft.document.get(name, ()) if entry not in listed]
        if not listed:
            del present.document[name]
    present.rows += draft.rows
    present.doubts += [doubt for doubt in draft.doubts if doubt not in present.doubts]


def _is_same(report: Document, other: Document, draft: Draft) -> bool:
    """Whether a row reports no more than one before it; a quote that is the row is no more."""
    ignored = () if draft.heads.get("quote") else ("quote",)
    return all(other.get(name) == value for name, value in report.items() if name not in ignored)
