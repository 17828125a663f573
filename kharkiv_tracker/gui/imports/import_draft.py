"""What is chosen of a file that is to be imported: its sheet, its heads, its columns, its dates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import islice

from kharkiv_tracker.errors import Refused
from kharkiv_tracker.imports import import_choice, import_plan, import_text
from kharkiv_tracker.imports.columns import column_suggestion
from kharkiv_tracker.imports.columns.column_map import SHARED, ColumnMap, DateOrder
from kharkiv_tracker.imports.columns.table_heads import PROBLEM_HEADS, Table
from kharkiv_tracker.imports.columns.targets import LEFT_OUT, Subject
from kharkiv_tracker.imports.files.table_file import TableFile
from kharkiv_tracker.imports.import_choice import Choice
from kharkiv_tracker.imports.presets.preset import Preset
from kharkiv_tracker.imports.rows import cell_text
from kharkiv_tracker.imports.rows.cell_text import DateEvidence

#: So many values of a column are shown, each so long, and looked for in so many rows.
_VALUES, _LONGEST, _ROWS = 3, 60, 200


class ImportDraft:
    """A file that was read, with all that was chosen of it.

    Of many rows each choice but that of a field takes long: it is for a thread.
    """

    def __init__(self, file: TableFile) -> None:
        self.file = file
        self.choice = import_choice.choose(file)
        self.name = ""
        """The name of the mapping that is used, "" for none."""
        self.evidence = DateEvidence()
        self._is_stale = True
        self.lines = tuple(import_text.file_lines(file, self.choice))
        """How the file was read, in sentences."""
        self.weigh()

    @property
    def table(self) -> Table:
        return self.choice.table

    @property
    def columns(self) -> Mapping[str, str]:
        """The field of each head that has one."""
        return self.choice.column_map.columns

    @property
    def constants(self) -> Mapping[str, str]:
        return self.choice.column_map.constants

    @property
    def record(self) -> Subject:
        return self.choice.column_map.record

    @property
    def order(self) -> DateOrder | None:
        """The order of day and month: chosen, or the only one that the dates allow."""
        return self.choice.column_map.date_order or self.evidence.order

    @property
    def is_order_open(self) -> bool:
        """Whether a person has to say which number is the day."""
        return self.choice.column_map.date_order is None and self.evidence.is_asked

    @property
    def archive(self) -> str:
        """Whose identifiers those of the file are, where nothing else is known."""
        return self.table.archive

    @property
    def heads(self) -> list[str]:
        """The heads of the columns that can be something."""
        return [head for head in self.table.heads if head not in PROBLEM_HEADS]

    def order_words(self, order: DateOrder) -> str:
        """An order in words, with a date of the file that can be read so if there is one."""
        for example in filter(None, (self.evidence.example, self.evidence.sample)):
            try:
                return cell_text.order_words(order, example)
            except Refused:
                continue
        return cell_text.order_words(order)

    @property
    def has_dates(self) -> bool:
        """Whether any column or constant says when it was; an archive has ways of its own."""
        names = self.choice.column_map.names
        dates = any(name.partition(".")[0] in ("event", "as_of") for name in names)
        return dates or self.choice.preset is not None

    def use_preset(self, preset: Preset | None) -> None:
        """Read the columns as an archive has them; without one as their heads say."""
        sheet = self.table.sheet.name
        if preset:
            self._take(import_choice.by_preset(self.file, preset, sheet))
        else:
            self.use_record(Subject.INCIDENT)

    def use_mapping(self, name: str, column_map: ColumnMap) -> None:
        """Read the columns as a mapping says; Refused where the file has not its sheet."""
        self._take(import_choice.with_map(self.file, column_map), name)

    def use_record(self, record: Subject) -> None:
        """Make such records of the rows; the fields are suggested anew."""
        table = self.table
        column_map = column_suggestion.suggest(table, record)
        self._take(Choice(table, replace(column_map, sheet=table.sheet.name)))

    def use_sheet(self, name: str) -> None:
        self._take(import_choice.choose(self.file, name))

    def use_heads(self, row: int, rows: int) -> None:
        """Take these rows, the first by its number, as the heads."""
        self._take(import_choice.choose(self.file, self.table.sheet.name, row, rows))

    def use_order(self, order: DateOrder) -> None:
        self._change(date_order=order)

    def use_constants(self, constants: Mapping[str, str]) -> None:
        """Fields that are the same in every row; those that a column has are left out."""
        used = {name: text for name, text in constants.items() if text}
        others = {n: text for n, text in self.constants.items() if n not in constants}
        taken = self.columns.values()
        self._change(constants={n: t for n, t in {**others, **used}.items() if n not in taken})

    def use_field(self, head: str, field: str | None) -> None:
        """Make a column a field, None to keep it as it is; no other column is that field then."""
        columns = dict(self.columns)
        if field is not None and field != LEFT_OUT and field not in SHARED:
            columns = {h: name for h, name in columns.items() if name != field}
        columns.pop(head, None)
        if field is not None:
            columns[head] = field
        self.name = ""
        self._is_stale = True
        self._change(columns={h: columns[h] for h in self.table.heads if h in columns})

    def weigh(self) -> None:
        """Find what all dates say of their order, where other columns are dates than before."""
        if self._is_stale:
            self.evidence = import_plan.date_evidence(self.table, self.choice.column_map)
            self._is_stale = False

    def values(self, head: str) -> list[str]:
        """The first different values of a column."""
        at = self.table.heads.index(head)
        rows = islice(self.table.rows(), _ROWS)
        cells = (row[at] for _index, row in rows if at < len(row))
        short = (" ".join(cell[:_LONGEST].split()) for cell in cells)
        return list(islice(dict.fromkeys(filter(None, short)), _VALUES))

    def _take(self, choice: Choice, name: str = "") -> None:
        self.choice, self.name, self._is_stale = choice, name, True
        self.lines = tuple(import_text.file_lines(self.file, choice))
        self.weigh()

    def _change(self, **changed: object) -> None:
        column_map = replace(self.choice.column_map, **changed)  # type: ignore[arg-type]
        self.choice = replace(self.choice, column_map=column_map)
