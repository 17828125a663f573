"""What is chosen of a file that is imported: its sheet, its heads, its columns, its dates."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path

from kharkiv_tracker.errors import Refused
from kharkiv_tracker.imports import cell_text, column_suggestion, import_plan, table_heads
from kharkiv_tracker.imports.cell_text import DateEvidence
from kharkiv_tracker.imports.column_map import SHARED, ColumnMap, DateOrder
from kharkiv_tracker.imports.preset import Preset
from kharkiv_tracker.imports.record_drafts import PROBLEM_HEADS
from kharkiv_tracker.imports.table_file import Sheet, TableFile
from kharkiv_tracker.imports.table_heads import Table
from kharkiv_tracker.imports.targets import LEFT_OUT, Subject

#: So many values of a column are shown, and looked for in so many rows.
_VALUES, _ROWS = 3, 200
_LONGEST = 60


class ImportChoices:
    """A file that was read, with all that was chosen of it; what is chosen later keeps the rest."""

    def __init__(self, file: TableFile, presets: Sequence[Preset] = ()) -> None:
        self.file = file
        self.presets = tuple(presets)
        self.preset: Preset | None = None
        self.name = ""
        """The name of the mapping that is used, "" for none."""
        self.sheet = table_heads.choose_sheet(file)
        self.table = table_heads.table_of(self.sheet)
        self.record = Subject.INCIDENT
        self.columns: dict[str, str] = {}
        self.constants: dict[str, str] = {}
        self.order: DateOrder | None = None
        self.evidence = DateEvidence()
        self.example = ""
        """A date of the file that is one in both orders; "" without one."""
        self.begin()

    @property
    def path(self) -> Path:
        return self.file.path

    @property
    def heads(self) -> list[str]:
        """The heads of the columns that can be something."""
        return [head for head in self.table.heads if head not in PROBLEM_HEADS]

    @property
    def column_map(self) -> ColumnMap:
        """All that was chosen, as one map."""
        table = self.table
        return ColumnMap(
            {head: self.columns[head] for head in table.heads if head in self.columns},
            {name: text for name, text in self.constants.items() if text},
            self.record,
            self.order,
            self.sheet.name,
            table.head_row,
            table.head_rows,
            self.preset.name if self.preset else "",
        )

    def begin(self) -> None:
        """Choose what fits the heads: an archive that has them, else what they probably are."""
        heads = set(self.table.heads)
        fitting = [preset for preset in self.presets if preset.fits(heads)]
        self.use_preset(max(fitting, key=lambda preset: len(preset.heads), default=None))

    def use_preset(self, preset: Preset | None) -> None:
        """Read the columns as an archive has them; without one as their heads say."""
        self.preset, self.name = preset, ""
        self._use(preset.column_map if preset else column_suggestion.suggest(self.table))

    def use_mapping(self, name: str, column_map: ColumnMap) -> None:
        """Read the columns as a mapping says; Refused where the file has not its sheet or heads."""
        if column_map.sheet:
            self.sheet = table_heads.choose_sheet(self.file, column_map.sheet)
        if column_map.head_row:
            self.table = table_heads.table_of(
                self.sheet, column_map.head_row, column_map.head_rows
            )
        presets = {preset.name: preset for preset in self.presets}
        self.preset, self.name = presets.get(column_map.preset), name
        self._use(column_map)

    def use_record(self, record: Subject) -> None:
        """Make such records of the rows; the columns are suggested anew."""
        self.preset, self.name = None, ""
        self._use(column_suggestion.suggest(self.table, record))

    def use_sheet(self, sheet: Sheet) -> None:
        self.sheet, self.table = sheet, table_heads.table_of(sheet)
        self.begin()

    def use_heads(self, row: int, rows: int) -> None:
        """Take these rows, the first by its number, as the heads."""
        self.table = table_heads.table_of(self.sheet, row, rows)
        self.begin()

    def weigh_dates(self) -> None:
        """Find what the dates say of their order; a choice that was made is kept."""
        self.evidence = import_plan.date_evidence(self.table, self.column_map)
        self.example = self.evidence.example or self._dotted()
        if self.order is None:
            # With points between, the day is first.
            is_dotted = bool(self.example) and not self.evidence.is_asked
            self.order = self.evidence.order or (DateOrder.DAY_FIRST if is_dotted else None)

    def is_shared(self, field: str) -> bool:
        """Whether several columns can be this field together."""
        return field in SHARED or field == LEFT_OUT

    @property
    def is_order_open(self) -> bool:
        """Whether a person has to say which number is the day."""
        return self.order is None and self.evidence.is_asked

    def values(self, head: str) -> list[str]:
        """The first different values of a column."""
        at = self.table.heads.index(head)
        rows = islice(self.table.rows(), _ROWS)
        cells = (row[at].strip() for _index, row in rows if at < len(row))
        short = (" ".join(cell[:_LONGEST].split()) for cell in cells if cell)
        return list(islice(dict.fromkeys(short), _VALUES))

    def plan(self) -> Callable[..., object]:
        """What plans the import of what is chosen now, given a case and a step."""
        table, column_map, preset = self.table, self.column_map, self.preset
        return lambda case, step: import_plan.plan(case, table, column_map, preset, step)

    def _use(self, column_map: ColumnMap) -> None:
        heads = set(self.table.heads)
        self.record = column_map.record
        self.columns = {head: name for head, name in column_map.columns.items() if head in heads}
        self.constants = dict(column_map.constants)
        self.order = column_map.date_order

    def _dotted(self) -> str:
        """The first date with points that could be read either way."""
        column_map = self.column_map
        dated = [
            at
            for at, head in enumerate(self.table.heads)
            if (target := column_map.target(head)) and target.is_date
        ]
        for _index, row in islice(self.table.rows(), _ROWS):
            for at in dated:
                text = row[at] if at < len(row) else ""
                if "." in text and _is_either(text):
                    return text
        return ""


def _is_either(text: str) -> bool:
    """Whether a text is one date with the day first and another with the month first."""
    try:
        first, second = (cell_text.day(text, order) for order in DateOrder)
    except Refused:
        return False
    return first != second
