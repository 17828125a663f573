"""Every field of every record in words, and its value; ids and raw names never show."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from kharkiv_tracker import labels
from kharkiv_tracker.domain.age import parse_age
from kharkiv_tracker.domain.count import parse_count
from kharkiv_tracker.domain.fields import Field, Kind
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.domain.quantity import COMBATANTS
from kharkiv_tracker.domain.record import RECORDS
from kharkiv_tracker.domain.revision import short
from kharkiv_tracker.domain.when import parse_as_of
from kharkiv_tracker.errors import TrackerError
from kharkiv_tracker.i18n import _, ngettext

#: The fields of a purge's own revision: the digests of the rewritten changes, of removed files.
_PURGED, _REMOVED = "purged", "removed"
#: The field of one that made a copy for another person.
PROFILE = "profile"
_UID = re.compile(r"[0-9a-f]{24}")
_UNITS = ("B", "KB", "MB", "GB")


def shown(kind: str, names: Mapping[str, Any]) -> list[str]:
    """The fields of a change in the order of the record; the code, then counts, then the rest.

    What has no label is read by the program alone.
    """
    columns = RECORDS[kind].by_name if kind in RECORDS else {}
    order = list(columns)

    def place(name: str) -> tuple[bool, bool, int, str]:
        column = order.index(name) if name in order else 0
        return (name != "code", name in order, column, name)

    return sorted((n for n in names if n not in columns or columns[n].label), key=place)


def is_id(text: str) -> bool:
    """Whether this is the id of a record, which is not for reading."""
    return bool(_UID.fullmatch(text))


def field(name: str, kind: str = "") -> str:
    """The word for a field: `Grade`, or a quantity and its part with a colon between them.

    A name of a newer version of the program is shown unchanged.
    """
    if name == _PURGED:
        return _("Rewritten")
    if name == _REMOVED:
        return _("Removed content")
    if name == PROFILE:
        return _("Version")
    column = _column(name, kind)
    if column:
        return labels.field(column)
    quantity, _dot, part = name.partition(".")
    try:
        if quantity == COMBATANTS:
            text = _("Combatants: {part}").format(part=labels.quantity(part))
        elif part:
            text = _("{whole}: {part}").format(
                whole=labels.quantity(quantity), part=labels.quantity(name)
            )
        else:
            text = labels.quantity(quantity)
    except KeyError:
        return name
    return text[:1].upper() + text[1:]


def value(name: str, stored: Any, gazetteer: Gazetteer, kind: str = "") -> str:
    """The value of a field in words; "" for none."""
    if stored is None or stored == "":
        return ""
    if name == _REMOVED:
        n = len(stored)
        return ngettext("{n} file", "{n} files", n).format(n=labels.number(n))
    if isinstance(stored, list):
        return ", ".join(value(name, item, gazetteer, kind) for item in stored)
    if name == _PURGED:
        n = len(stored)
        return ngettext("{n} change without the name", "{n} changes without the name", n).format(
            n=labels.number(n)
        )
    if isinstance(stored, bool):
        return _yes_or_no(stored)
    if is_id(str(stored)):
        return _("removed record")
    try:
        if name == PROFILE:
            return labels.word(Profile(stored))
        column = _column(name, kind)
        if column is None:
            return labels.count(parse_count(str(stored)))
        return _words(column, stored, gazetteer)
    except (TrackerError, ValueError, TypeError, AttributeError):
        # A damaged file may hold anything; it is shown as it is.
        return str(stored)


def _column(name: str, kind: str) -> Field | None:
    return RECORDS[kind].by_name.get(name) if kind in RECORDS else None


def _words(column: Field, stored: Any, gazetteer: Gazetteer) -> str:
    if column.kind in (Kind.WORD, Kind.WORDS):
        return labels.word(column.of(stored))
    if column.kind in _PLACES:
        place = gazetteer.get(stored)
        return _PLACES[column.kind](place) if place else str(stored)
    return _TEXTS.get(column.kind, str)(stored)


def _yes_or_no(stored: Any) -> str:
    return _("yes") if stored else _("no")


def size(stored: Any) -> str:
    """A number of bytes: `34 KB`."""
    n, unit = float(stored), 0
    while n >= 1024 and unit < len(_UNITS) - 1:
        n, unit = n / 1024, unit + 1
    return f"{labels.number(round(n))} {_UNITS[unit]}"


_PLACES: Mapping[Kind, Callable[..., str]] = {
    **dict.fromkeys((Kind.DISTRICT, Kind.DISTRICTS), labels.district),
    Kind.AREA: labels.area,
}
#: What is stored of each kind of value in words, where it is not shown as it is.
_TEXTS: Mapping[Kind, Callable[[Any], str]] = {
    Kind.TICK: _yes_or_no,
    Kind.DAY: lambda day: labels.date(date.fromisoformat(day)),
    Kind.AS_OF: lambda as_of: labels.as_of(parse_as_of(as_of)),
    Kind.AGE: lambda typed: labels.age(parse_age(typed)),
    Kind.INSTANT: lambda at: labels.date_time(datetime.fromisoformat(at), short=True),
    Kind.COUNT: lambda typed: labels.count(parse_count(typed)),
    Kind.SIZE: size,
    Kind.DIGEST: short,
    Kind.SETTLEMENT: labels.settlement,
}
