"""What an edit has read of its case, so that it need not read it again for every record."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlite_utils import Database

from kharkiv_tracker.domain.match_key import fold
from kharkiv_tracker.domain.record import NUMBERED
from kharkiv_tracker.domain.source import Source, Speaker
from kharkiv_tracker.store import codes, records
from kharkiv_tracker.store.states import State, record_from

#: A kind that is numbered, and the id of what it belongs to.
_Numbered = tuple[str, str]


class EditMemory:
    """The case, speakers, sources and last numbers; `note` drops what a record changed."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._case: State | None = None
        self._speakers: dict[tuple[str, str], str] = {}
        self._sources: dict[str, dict[str, Source]] = {}
        self._codes: dict[str, int] = {}
        self._numbers: dict[_Numbered, int] = {}
        self._free: set[str] = set()
        self._new: set[str] = set()
        """The incidents that are new in the edit; nothing is on them but what it wrote."""
        self._identifiers: dict[str, set[str]] = {}
        """The identifiers that the edit put on records (by uid), folded."""

    def forget(self) -> None:
        """Drop everything: what was written was taken back."""
        self._case = None
        self._forget(self._speakers, self._sources, self._codes, self._numbers, self._new)
        self._identifiers.clear()
        self._free.clear()

    @property
    def has_second_name(self) -> bool:
        """Whether another person approves."""
        if self._case is None:
            self._case = records.read(self._db, "case", "case") or {}
        return bool(self._case.get("second_name"))

    def speaker(self, speaker: Speaker) -> str | None:
        """The id of a speaker; None where they are new."""
        key = _key(speaker.person, speaker.office)
        if key not in self._speakers:
            row = self._db.execute(
                "SELECT uid FROM speakers WHERE folded_person = ? AND folded_office = ?", key
            ).fetchone()
            if row is None:
                return None
            self._speakers[key] = row[0]
        return self._speakers[key]

    def sources(self, name: str) -> dict[str, Source]:
        """The sources of a name by their ids, in the order they were listed."""
        folded = fold(name)
        if folded not in self._sources:
            listed = records.states(self._db, "source", "WHERE folded = ?", [folded])
            self._sources[folded] = {uid: record_from(Source, state) for uid, state in listed}
        return self._sources[folded]

    def read_codes(self, stems: Iterable[str]) -> None:
        """Read the last codes of these beginnings, for the many records to be added."""
        for stem in stems:
            if stem not in self._codes:
                self._codes[stem] = codes.last_number(self._db, stem)

    def reserve(self, wanted: Mapping[str, str]) -> None:
        """Keep those codes that are free for the records (by id) that had them elsewhere.

        A code that was given once is its record's for good, even one whose adding was undone.
        """
        given = codes.given(self._db, wanted) if wanted else {}
        free = {code for code, uid in wanted.items() if given.get(code, uid) == uid}
        stems = {code: codes.parted(code) for code in free}
        self._free |= {code for code, parts in stems.items() if parts}
        self.read_codes(parts[0] for parts in stems.values() if parts)
        for stem, number in filter(None, stems.values()):
            self._codes[stem] = max(self._codes[stem], number)

    def next_code(self, stem: str, wanted: str = "") -> str:
        """The next code of this beginning, for a record that is added now.

        One that was reserved for it is its own.
        """
        if wanted in self._free and wanted.startswith(f"{stem.partition('-')[0]}-"):
            self._free.remove(wanted)
            return wanted
        self.read_codes((stem,))
        self._codes[stem] += 1
        return codes.code_of_number(stem, self._codes[stem])

    def next_number(self, kind: str, uid: str, owner: str) -> int:
        """The next number of a kind of record on another; no number is used twice."""
        if (kind, uid) in self._numbers:
            return self._numbers[kind, uid] + 1
        return 1 if uid in self._new else codes.last_on(self._db, kind, uid, owner) + 1

    def identifiers_on(self, uid: str) -> Collection[str] | None:
        """The identifiers of a record, folded; None where the case may have others."""
        return self._identifiers.get(uid, ()) if uid in self._new else None

    def note(self, kind: str, uid: str, before: State, after: State, is_new: bool) -> None:
        """Note that a record was written, in the edit for the first time or not."""
        match kind:
            case "case":
                self._case = None
            case "speaker" if is_new:
                self._speakers[_key(after.get("person", ""), after.get("office", ""))] = uid
            case "speaker":
                self._speakers.clear()
            case "source":
                for state in (before, after):
                    self._sources.pop(fold(state.get("name", "")), None)
            case "incident" if is_new:
                self._new.add(uid)
            case "report" | "person" if is_new:
                self._numbers[kind, after["incident"]] = after["number"]
            case "identifier" if is_new:
                on = self._identifiers.setdefault(after["subject"], set())
                on.add(records.WORKED_OUT[kind](after)["folded"])
        is_moved = kind in NUMBERED or before.get("code") != after.get("code")
        if not is_new and (kind == "identifier" or is_moved):
            self._forget(self._codes, self._numbers, self._new)

    @staticmethod
    def _forget(*known: dict[Any, Any] | set[str]) -> None:
        for values in known:
            values.clear()


def _key(person: str, office: str) -> tuple[str, str]:
    return fold(person), fold(office)
