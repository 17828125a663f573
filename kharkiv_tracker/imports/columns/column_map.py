"""What each column of a table is: read and stored as JSON, by a name of the analyst's."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from kharkiv_tracker.errors import Refused, shown, under
from kharkiv_tracker.exchange.json_shape import Fields, one_of, whole_number
from kharkiv_tracker.i18n import _
from kharkiv_tracker.imports.columns import targets
from kharkiv_tracker.imports.columns.targets import Subject, Target


class DateOrder(StrEnum):
    """Which number of 03/04/2022 is the day; that of 2022-04-03 is never in doubt."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """How a sheet is read. Heads of columns are those of `Table`, as `table_heads` writes them.

    `columns` has the name of a target for each head, `constants` a text for targets that are the
    same in every row. A head that is not in `columns` is kept with the record: in its quote where
    no column is one, else in a note. `sheet` is the name of a sheet, "" for the first with rows;
    `head_row` the number of the row of heads, 0 where it has to be looked for, and `head_rows` how
    many rows they are.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    record: Subject = Subject.INCIDENT
    date_order: DateOrder | None = None
    sheet: str = ""
    head_row: int = 0
    head_rows: int = 1
    preset: str = ""

    def target(self, head: str) -> Target | None:
        """What the column of a head is; None where it is left out or kept as it is."""
        return targets.target(self.record, self.columns.get(head, targets.LEFT_OUT))

    @property
    def names(self) -> frozenset[str]:
        """The names of all targets that get a text."""
        return frozenset((*self.columns.values(), *self.constants))

    def check(self) -> None:
        """Raise Refused, with the path, for an unknown target or one that two columns have."""
        for part, texts in (("columns", self.columns), ("constants", self.constants)):
            for head, name in texts.items():
                known = name if part == "columns" else head
                if known != targets.LEFT_OUT and targets.target(self.record, known) is None:
                    raise Refused(
                        _("“{name}” is not a field to import to.").format(name=shown(known)),
                        path=f"{part}.{shown(head)}",
                    )
        repeated = Counter((*self.columns.values(), *self.constants))
        for name, times in repeated.items():
            if times > 1 and name not in SHARED and name != targets.LEFT_OUT:
                target = targets.target(self.record, name)
                raise Refused(
                    _("“{field}” has {number} columns. Choose one.").format(
                        field=target.label() if target else name, number=times
                    ),
                    path="columns",
                )


#: What several columns can be together: their texts are put below one another.
SHARED = frozenset((targets.NOTE, "quote", "summary", "circumstances", "person.notes", "weapons"))


def parse(document: object) -> ColumnMap:
    """The map in a JSON document; Refused, with the path, for what is not one."""
    fields = Fields(document)
    texts = {name: _texts(fields.pop(name), name) for name in ("columns", "constants")}
    order, record = fields.pop("date_order"), fields.pop("record")
    with under("date_order"):
        date_order = one_of(order, DateOrder) if order else None
    with under("record"):
        subject = one_of(record, Subject) if record else Subject.INCIDENT
        if subject not in (Subject.INCIDENT, Subject.TOTAL):
            raise Refused(_("Rows can become incidents or official totals."))
    rows = {name: fields.pop(name) for name in ("head_row", "head_rows")}
    numbers = {}
    for name, value in rows.items():
        with under(name):
            numbers[name] = whole_number(value) if value is not None else name == "head_rows"
    column_map = ColumnMap(
        texts["columns"],
        texts["constants"],
        subject,
        date_order,
        fields.text("sheet"),
        numbers["head_row"],
        max(1, numbers["head_rows"]),
        fields.text("preset"),
    )
    fields.refuse_rest()
    column_map.check()
    return column_map


def document_of(column_map: ColumnMap) -> dict[str, Any]:
    """The map as JSON."""
    return {
        "record": column_map.record.value,
        "columns": dict(column_map.columns),
        "constants": dict(column_map.constants),
        "date_order": column_map.date_order.value if column_map.date_order else "",
        "sheet": column_map.sheet,
        "head_row": column_map.head_row,
        "head_rows": column_map.head_rows,
        "preset": column_map.preset,
    }


def text_of(column_map: ColumnMap) -> str:
    """The map as it is written to a file."""
    return json.dumps(document_of(column_map), ensure_ascii=False, indent=2) + "\n"


def _texts(value: object, name: str) -> dict[str, str]:
    if value is None:
        return {}
    if not isinstance(value, dict) or not all(isinstance(text, str) for text in value.values()):
        raise Refused(_("Use an object in braces, with a text for each name."), path=name)
    return dict(value)
