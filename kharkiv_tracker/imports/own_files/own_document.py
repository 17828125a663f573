"""What a file of our own holds: records in JSON that name one another by codes of that file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from kharkiv_tracker.i18n import ngettext

Records = list[dict[str, Any]]
#: The lists of a document.
LISTS = ("documents", "sources", "incidents", "statements", "joint_reports", "notes")


#: The key of a record under which it says where it was in the file; no field has this name.
PLACE = "#"


class Place(NamedTuple):
    """Where a record was: a table and the number of its row, or a path in JSON."""

    table: str
    row: int = 0


@dataclass(slots=True)
class OwnDocument:
    """A file of ours as one document: the JSON of `add`, with what the program gave each record.

    Every record has its Place under PLACE. `left_out` counts what cannot be taken in, by why.
    """

    document: dict[str, Records]
    left_out: Counter[str] = field(default_factory=Counter)


SENTENCES: Mapping[str, Callable[[int], str]] = {
    "merged": lambda n: ngettext(
        "{n} incident was merged into another and is left out.",
        "{n} incidents were merged into others and are left out.",
        n,
    ).format(n=n),
    "no reports": lambda n: ngettext(
        "{n} incident has no reports and is left out.",
        "{n} incidents have no reports and are left out.",
        n,
    ).format(n=n),
    "joint": lambda n: ngettext(
        "{n} combined report is about incidents that are not in this file, and is left out.",
        "{n} combined reports are about incidents that are not in this file, and are left out.",
        n,
    ).format(n=n),
    "notes": lambda n: ngettext(
        "{n} note is on a record that is not in this file, and is left out.",
        "{n} notes are on records that are not in this file, and are left out.",
        n,
    ).format(n=n),
    "references": lambda n: ngettext(
        "{n} reference to a record that is not in this file is left out.",
        "{n} references to records that are not in this file are left out.",
        n,
    ).format(n=n),
}


def notices(left_out: Counter[str]) -> tuple[str, ...]:
    """A sentence for each reason why something is left out."""
    return tuple(SENTENCES[why](number) for why, number in sorted(left_out.items()) if number)


def named(record: Mapping[str, Any], name: str) -> str:
    """The text or number a record has under a name; "" where it is anything else."""
    value = record.get(name)
    return str(value) if isinstance(value, str | int) else ""


def settle(document: Mapping[str, Records]) -> OwnDocument:
    """A document with references only to what it has: a code elsewhere is another record's."""
    return _Settlement(document).settled()


class _Settlement:
    """A document on its way: the codes it has, and what is left out."""

    def __init__(self, document: Mapping[str, Records]) -> None:
        self._document = document
        self._left_out: Counter[str] = Counter()
        listed = document.get("incidents", [])
        self._targets = {
            named(one, "code"): named(one, "merged_into")
            for one in listed
            if named(one, "merged_into")
        }
        self._incidents = [
            one for one in listed if one.get("reports") and not named(one, "merged_into")
        ]
        self._left_out["merged"] = len(self._targets)
        self._left_out["no reports"] = len(listed) - len(self._incidents) - len(self._targets)
        self._codes = {named(one, "code") for one in self._incidents}
        self._documents = {
            named(one, "id"): len(named(one, "text")) for one in document.get("documents", [])
        }
        self._members: set[str] = set()
        for one in self._incidents:
            for kind, mark in (("reports", ""), ("persons", "P")):
                self._members |= {
                    f"{named(one, 'code')}/{mark}{named(member, 'number')}"
                    for member in one.get(kind, ())
                }

    def settled(self) -> OwnDocument:
        """The document with its references settled."""
        made: dict[str, Records] = {
            "documents": list(self._document.get("documents", [])),
            "sources": list(self._document.get("sources", [])),
            "incidents": list(map(self._incident, self._incidents)),
            "statements": list(map(self._cited, self._document.get("statements", []))),
            "joint_reports": list(
                filter(None, map(self._joint, self._document.get("joint_reports", [])))
            ),
        }
        codes = {*self._codes, *self._documents, *self._members}
        for name in ("statements", "joint_reports"):
            codes |= {named(one, "code") for one in made[name]}
        notes = self._document.get("notes", [])
        made["notes"] = [one for one in notes if named(one, "on") in codes - {""}]
        self._left_out["notes"] += len(notes) - len(made["notes"])
        return OwnDocument(made, self._left_out)

    def _incident(self, incident: dict[str, Any]) -> dict[str, Any]:
        made = dict(incident)
        if made.get("chosen") and named(made, "chosen") not in self._members:
            made["chosen"] = made["chosen_reason"] = ""
            self._left_out["references"] += 1
        code = named(incident, "code")
        made["reports"] = [self._report(code, one) for one in incident["reports"]]
        made["persons"] = [self._person(code, one) for one in incident.get("persons", ())]
        return made

    def _report(self, code: str, report: dict[str, Any]) -> dict[str, Any]:
        transfer = report.get("transfer")
        if not isinstance(transfer, dict) or not isinstance(transfer.get("persons"), list):
            return self._cited(report)
        died = [one if "/" in one else f"{code}/{one}" for one in map(str, transfer["persons"])]
        kept = [one for one in died if one in self._members]
        self._left_out["references"] += len(died) - len(kept)
        return self._cited({**report, "transfer": {**transfer, "persons": kept}})

    def _person(self, code: str, person: dict[str, Any]) -> dict[str, Any]:
        made = {**self._cited(person), "id": f"{code}/P{named(person, 'number')}"}
        report, same_as = named(person, "report"), named(person, "same_as")
        if report and f"{code}/{report}" not in self._members:
            made["report"] = None
            self._left_out["references"] += 1
        if same_as and same_as not in self._members:
            made["same_as"] = ""
            self._left_out["references"] += 1
        return made

    def _cited(self, record: dict[str, Any]) -> dict[str, Any]:
        """A record without a document, or words, that the file does not have; its quote stays."""
        document = named(record, "document")
        if not document:
            return record
        if document not in self._documents:
            self._left_out["references"] += 1
            return {**record, "document": "", "words": None}
        if _end(record.get("words")) > self._documents[document]:
            # A cell of a workbook has no room for a long text.
            self._left_out["references"] += 1
            return {**record, "words": None}
        return record

    def _joint(self, report: dict[str, Any]) -> dict[str, Any] | None:
        codes = report.get("incidents")
        if not codes or not isinstance(codes, list):
            return self._cited(report)
        targets = [self._target(str(code)) for code in codes]
        kept = list(dict.fromkeys(code for code in targets if code in self._codes))
        if len(kept) < 2:
            self._left_out["joint"] += 1
            return None
        self._left_out["references"] += sum(code not in self._codes for code in targets)
        return self._cited({**report, "incidents": kept})

    def _target(self, code: str) -> str:
        """The incident that one was merged into, however often."""
        passed: set[str] = set()
        while code in self._targets and code not in passed:
            passed.add(code)
            code = self._targets[code]
        return code


def _end(words: object) -> int:
    """The last character of ranges; 0 for what is not any, which is refused where it is read."""
    pairs = words if isinstance(words, list) else []
    ends = [pair[-1] for pair in pairs if isinstance(pair, list) and pair]
    return max((end for end in ends if isinstance(end, int)), default=0)
