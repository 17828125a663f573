"""What a reading comes to in the JSON of the record it is typed in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kharkiv_tracker import labels
from kharkiv_tracker.domain.person import Status
from kharkiv_tracker.domain.quantity import KILLED, MISSING, QUANTITIES, RESCUED, WITH_PARTS
from kharkiv_tracker.errors import Refused, shown
from kharkiv_tracker.exchange.record_json import Document
from kharkiv_tracker.i18n import _

#: What a reading says nothing of is blank there: the settlement of a place that is in none.
_BLANK: Mapping[str, Mapping[str, Any]] = {"where": {"settlement": ""}}
#: What is not said; that something is not so is said.
_NOTHING: tuple[Any, ...] = (None, "", {}, [])
#: What happened to a person whose age is given in a count; to all others it is being injured.
_STATUS = {KILLED: Status.KILLED, MISSING: Status.MISSING, RESCUED: Status.RESCUED}


def record_part(field: str, part: Mapping[str, Any]) -> Document:
    """A part of a record; the parts of a count are under the quantity they are parts of."""
    document = {**_BLANK.get(field, {}), **part}
    quantities = [name for name in WITH_PARTS if name in part]
    if quantities:
        (*_others, whole) = sorted(quantities, key=lambda name: name == field)
        document["of_whom"] = {whole: dict(part.get("of_whom", {}))}
    if "persons" in part:
        status = _STATUS.get(field, Status.INJURED).value
        document["persons"] = [{**person, "status": status} for person in part["persons"]]
    return document


def merge(document: Document, part: Document) -> None:
    """Put what a text says beside what the document has; what contradicts it is refused.

    What a text leaves blank takes nothing away.
    """
    for name, value in part.items():
        present = document.get(name)
        if isinstance(value, dict) and isinstance(present, dict):
            document[name] = dict(present)
            merge(document[name], value)
        elif isinstance(value, list) and isinstance(present, list):
            document[name] = [*present, *value]
        elif name == "place" and present and value:
            document[name] = present if present == value else f"{value}, {present}"
        elif present in _NOTHING or present == value:
            document[name] = value
        elif value not in _NOTHING:
            field = labels.heading(name) if name in QUANTITIES else name
            raise Refused(
                _("“{field}” is entered twice: {one} and {other}. Keep one.").format(
                    field=field, one=shown(str(present)), other=shown(str(value))
                )
            )
