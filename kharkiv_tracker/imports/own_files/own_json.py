"""The JSON of our own exports of a state: records in the words of `add`, without figures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kharkiv_tracker.errors import Refused, under
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.exchange.json_shape import items
from kharkiv_tracker.export import present_json
from kharkiv_tracker.i18n import _
from kharkiv_tracker.imports.own_files.own_document import PLACE, Place, Records

#: What is worked out of an incident, and comes out again in the case.
_WORKED_OUT = ("figures", "counted")
_LISTS = ("documents", "sources", "incidents", "statements", "joint_reports", "notes")


def is_own(document: object) -> bool:
    """Whether a JSON document is an export of a state."""
    head = document.get(present_json.HEAD) if isinstance(document, dict) else None
    return isinstance(head, dict) and head.get("complete") is False


def document(content: bytes) -> dict[str, Records]:
    """The records of an export of a state. Refused where it is not one, or of a newer version."""
    read = entry_json.parse_object(content)
    if not is_own(read):
        raise Refused(_("This is not an export of Kharkiv Tracker."))
    head = read[present_json.HEAD]
    if head.get("format") != present_json.FORMAT:
        sentence = _("The file was made by a newer version of the program. Import it with that.")
        raise Refused(sentence, path=present_json.HEAD)
    made: dict[str, Records] = {name: list(_records(read.get(name), name)) for name in _LISTS}
    for incident in made["incidents"]:
        for name in _WORKED_OUT:
            incident.pop(name, None)
        for name in ("reports", "persons"):
            with under(incident[PLACE].table):
                incident[name] = list(_records(incident.get(name), name))
        for person in incident["persons"]:
            # What `add` calls a person is their number.
            person.setdefault("number", str(person.get("id", "")).removeprefix("P"))
        notes = _records(incident.pop("notes", None), f"{incident[PLACE].table}.notes")
        made["notes"] += [{**note, "on": incident.get("code")} for note in notes]
    return made


def _records(value: object, name: str) -> Iterator[dict[str, Any]]:
    for path, record in items(value, name):
        if not isinstance(record, dict):
            raise Refused(_("Use an object in braces."), path=path)
        yield {**record, PLACE: Place(path)}
