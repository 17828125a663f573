"""The records of a file of ours as entries; one that is refused is left out with its place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from kharkiv_tracker.domain.entry import Entries
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.imports.own_files import own_document
from kharkiv_tracker.imports.own_files.own_document import PLACE, OwnDocument, Place, Records

#: The part of the path of what is wrong that is a record of its own within an incident.
_MEMBER = re.compile(r"incidents\[0\]\.(reports|persons)\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class OwnReject:
    """A record that is not taken in: where it was, the value that is wrong, and why."""

    place: Place
    path: str
    sentence: str


@dataclass(slots=True)
class OwnEntries:
    """The records of a file, those that are not taken in, and what else is left out."""

    entries: Entries
    rejects: list[OwnReject] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)

    @property
    def notices(self) -> tuple[str, ...]:
        """A sentence for each reason why something is left out."""
        return own_document.notices(self.left_out)


def read(
    document: Mapping[str, Records], places: Gazetteer, step: Callable[[], object] = tuple
) -> OwnEntries:
    """Every record that can be read, with references only to such ones."""
    rejects: list[OwnReject] = []
    left_out: Counter[str] = Counter()
    while True:
        own = own_document.settle(document)
        left_out += own.left_out
        reader = _Reader(own, places, step)
        entries = reader.entries()
        if not reader.rejects:
            return OwnEntries(entries, rejects, left_out)
        rejects += reader.rejects
        document = reader.kept


class _Reader:
    def __init__(self, own: OwnDocument, places: Gazetteer, step: Callable[[], object]) -> None:
        self._own, self._places, self._step = own, places, step
        self.rejects: list[OwnReject] = []
        self.kept: dict[str, Records] = {}

    def entries(self) -> Entries:
        """The entries of all records that are not refused."""
        read = {name: self._read(name, listed) for name, listed in self._own.document.items()}
        incidents = [one.incidents[0] for one in read["incidents"]]
        documents = [one.documents[0] for one in read["documents"]]
        notes = [one.notes[0] for one in read["notes"]]
        return Entries(
            tuple(replace(one, path=f"incidents[{n}]") for n, one in enumerate(incidents)),
            tuple(one.statements[0] for one in read["statements"]),
            tuple(one.joint[0] for one in read["joint_reports"]),
            tuple(one.sources[0] for one in read["sources"]),
            tuple(replace(one, path=f"documents[{n}]") for n, one in enumerate(documents)),
            tuple(replace(one, path=f"notes[{n}]") for n, one in enumerate(notes)),
        )

    def _read(self, name: str, listed: Records) -> list[Entries]:
        read = []
        self.kept[name] = []
        for record in listed:
            self._step()
            try:
                read.append(entry_json.read({name: [_plain(record)]}, self._places, own=True))
                self.kept[name].append(record)
            except Refused as refused:
                self._reject(name, record, refused)
        return read

    def _reject(self, name: str, record: dict[str, Any], refused: Refused) -> None:
        """Leave a record out, or of an incident the report or person that is wrong."""
        path = refused.path.partition(".")[2]
        if match := _MEMBER.match(refused.path):
            kind, number = match[1], int(match[2])
            members = list(record[kind])
            member, path = members.pop(number), refused.path[match.end() + 1 :]
            self.kept[name].append({**record, kind: members})
            record = member
        self.rejects.append(OwnReject(record[PLACE], path, refused.sentence))


def _plain(value: Any) -> Any:
    """JSON without the places of its records."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items() if key != PLACE}
    return list(map(_plain, value)) if isinstance(value, list) else value
