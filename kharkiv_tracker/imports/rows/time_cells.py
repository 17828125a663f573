"""When a row says it was: read as typed, but never reckoned from today."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from kharkiv_tracker.domain.fields import Kind
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.errors import Refused, shown
from kharkiv_tracker.i18n import _
from kharkiv_tracker.imports.columns.column_map import DateOrder
from kharkiv_tracker.imports.rows import cell_text
from kharkiv_tracker.intake import field_reader
from kharkiv_tracker.intake.outcome import Context, present

#: How a time of each kind is read, and the name of what it comes to.
_FIELDS: Mapping[Kind, tuple[str, str]] = {
    Kind.EVENT: ("when", "event"),
    Kind.AS_OF: ("as_of", "as_of"),
    Kind.DAY: ("since", "since"),
}
#: The kinds of fields that are times.
TIMES = frozenset(_FIELDS)
#: Another day in another year: what comes to something else then was reckoned from today.
_ANOTHER_DAY = timedelta(days=3 * 365 + 17)
#: So many different times are remembered.
_MOST_TEXTS = 20_000


@dataclass(frozen=True)
class TimeCells:
    """Reads times in one order of day and month."""

    places: Gazetteer
    order: DateOrder | None = None
    _read: dict[tuple[Kind, str], Any] = field(default_factory=dict)

    def read(self, kind: Kind, text: str) -> Any:
        """What a time comes to in the JSON of `add`; Refused where it is none, or has no year."""
        key = kind, text
        if key not in self._read:
            if len(self._read) > _MOST_TEXTS:
                self._read.clear()
            self._read[key] = self._part(kind, cell_text.day(text, self.order))
        return self._read[key]

    def _part(self, kind: Kind, text: str) -> Any:
        now = present(self.places)
        value = _value(kind, text, now)
        if value != _value(kind, text, replace(now, now=now.now - _ANOTHER_DAY)):
            raise Refused(
                _("“{text}” depends on today. Enter a date with its year.").format(text=shown(text))
            )
        return value


def _value(kind: Kind, text: str, context: Context) -> Any:
    name, part = _FIELDS[kind]
    return field_reader.settled(field_reader.read(name, text, context)).part.get(part)
