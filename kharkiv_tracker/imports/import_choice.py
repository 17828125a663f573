"""How a file is read by default: a preset by its heads, else columns by theirs."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kharkiv_tracker.errors import Refused, shown
from kharkiv_tracker.i18n import _
from kharkiv_tracker.imports.columns import column_suggestion, table_heads
from kharkiv_tracker.imports.columns.column_map import ColumnMap, DateOrder
from kharkiv_tracker.imports.columns.table_heads import Table
from kharkiv_tracker.imports.files.table_file import TableFile
from kharkiv_tracker.imports.presets import preset_list
from kharkiv_tracker.imports.presets.preset import Preset


@dataclass(frozen=True, slots=True)
class Choice:
    """A table, what its columns are, and the preset that takes care of its traps."""

    table: Table
    column_map: ColumnMap
    preset: Preset | None = None


def by_preset(file: TableFile, preset: Preset, sheet: str = "") -> Choice:
    """A file as a preset reads it."""
    return with_map(file, replace(preset.column_map, sheet=sheet, preset=preset.name), preset)


def with_map(file: TableFile, column_map: ColumnMap, preset: Preset | None = None) -> Choice:
    """A file as a map reads it, with the preset that the map is from."""
    if preset is None and column_map.preset:
        preset = preset_list.of(column_map.preset)
    table = table_heads.read(file, column_map.sheet, column_map.head_row, column_map.head_rows)
    _check(table, column_map, preset)
    return Choice(table, column_map, preset)


def choose(file: TableFile, sheet: str = "", head_row: int = 0, head_rows: int = 1) -> Choice:
    """A file as its heads say: that of an archive, or columns by their names.

    Raises Refused for a file that is known to hold no casualties.
    """
    for chosen in [sheet] if sheet else [each.name for each in file.sheets]:
        heads = table_heads.read(file, chosen).heads
        if preset := preset_list.fitting(heads):
            return by_preset(file, preset, chosen)
    table = table_heads.read(file, sheet, head_row, head_rows)
    return Choice(table, replace(column_suggestion.suggest(table), sheet=sheet))


def _check(table: Table, column_map: ColumnMap, preset: Preset | None) -> None:
    """Raise Refused where the table does not have what the preset or the map reads."""
    heads = preset.heads if preset else [head for head, name in column_map.columns.items() if name]
    missing = [head for head in sorted(heads) if head not in table.heads]
    if missing:
        name = preset.title if preset else _("the mapping")
        raise Refused(
            _("The file has no column “{column}”, which {name} needs.").format(
                column=shown(missing[0]), name=name
            )
        )


def in_order(choice: Choice, order: DateOrder | None) -> Choice:
    """The same with the order of day and month that a person chose, where one was."""
    return (
        replace(choice, column_map=replace(choice.column_map, date_order=order))
        if order
        else choice
    )
