"""Every field of every record, as the package declares it: nothing is listed a second time here.

This module alone imports the names of quantities and of what the store keeps without a dataclass.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import MISSING, dataclass, fields, is_dataclass
from typing import Any, get_type_hints

from kharkiv_tracker.domain import quantity
from kharkiv_tracker.domain.age import Age
from kharkiv_tracker.domain.attachment import Attachment
from kharkiv_tracker.domain.clearance import Clearance
from kharkiv_tracker.domain.count import Count
from kharkiv_tracker.domain.document import Document
from kharkiv_tracker.domain.identifier import Identifier
from kharkiv_tracker.domain.incident import Incident
from kharkiv_tracker.domain.joint import JointReport
from kharkiv_tracker.domain.link import Link
from kharkiv_tracker.domain.method import Method
from kharkiv_tracker.domain.note import Note
from kharkiv_tracker.domain.office import Office
from kharkiv_tracker.domain.person import Person
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.source import Source, Speaker
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.domain.when import AsOf
from kharkiv_tracker.store.records import columns_of

RECORDS: dict[str, type] = {
    "incident": Incident,
    "report": Report,
    "statement": Statement,
    "joint": JointReport,
    "person": Person,
    "attachment": Attachment,
    "source": Source,
    "speaker": Speaker,
    "office": Office,
    "link": Link,
    "document": Document,
    "note": Note,
    "identifier": Identifier,
    "clearance": Clearance,
    "method": Method,
}
#: Records that no dataclass tells of: what they hold is what the store declares for them.
BARE = ("override", "case")
#: A record names these of its speaker and its source; the rest of them stands in their own records.
VOICE = {Speaker: ("person", "office"), Source: ("name", "kind")}
#: Of the document, and read with it; of older files, and read as what may be published.
NOT_KEPT = ("document_confidential", "cleared")
#: Dataclasses that are one value.
VALUES = (AsOf, Count, Age)
WHOLES = quantity.COUNTED
PARTS = tuple(quantity.subset(whole, part) for whole in WHOLES for part in quantity.PARTS)
#: Parts of the affected, of whom reports and joint reports tell.
OF_AFFECTED = tuple(quantity.subset(quantity.AFFECTED, part) for part in quantity.PARTS)
#: What an official total counts: wholes and their parts; what is kept beside them is a report's.
COUNTED = {
    "report": (*quantity.QUANTITIES, *PARTS, *OF_AFFECTED),
    "statement": (*WHOLES, *PARTS),
    "joint": (*WHOLES, quantity.STRESS, quantity.AFFECTED, *PARTS, *OF_AFFECTED),
}
COMBATANTS = WHOLES


@dataclass(frozen=True)
class Field:
    """A field of a record: `report` and `counts.killed.men`; `kind` is the type of its value."""

    record: str
    path: str
    kind: Any = None

    def __str__(self) -> str:
        return f"{self.record}.{self.path}"

    @property
    def name(self) -> str:
        return self.path.rpartition(".")[2]

    @property
    def quantity(self) -> str:
        """`killed.men` of `counts.killed.men`; "" where it is no quantity."""
        head, _dot, rest = self.path.partition(".")
        return rest if head in ("counts", "combatants") else ""

    def of(self, record: Any) -> Any:
        """What a record holds in it; None where it holds nothing."""
        if isinstance(record, dict):
            return record.get(self.path)
        head, _dot, rest = self.path.partition(".")
        value = getattr(record, head)
        if self.quantity:
            return value.get(rest)
        return getattr(value, rest) if rest else value


def declared(record: str) -> Iterator[Field]:
    """Every field of a record."""
    if record in BARE:
        yield from (Field(record, name, object) for name in columns_of(record))
        return
    kinds = get_type_hints(RECORDS[record])
    for each in fields(RECORDS[record]):
        if each.name in NOT_KEPT:
            continue
        kind = kinds[each.name]
        if each.name in ("counts", "combatants"):
            counted = COUNTED[record] if each.name == "counts" else COMBATANTS
            yield from (Field(record, f"{each.name}.{name}", Count) for name in counted)
        elif is_dataclass(kind) and kind not in VALUES:
            inner = get_type_hints(kind)
            for name in VOICE.get(kind, inner):
                yield Field(record, f"{each.name}.{name}", inner[name])
        else:
            yield Field(record, each.name, kind)


FIELDS = tuple(field for record in (*RECORDS, *BARE) for field in declared(record))


def default(field: Field) -> Any:
    """What a field holds where nothing is said; None where something has to be."""
    if field.record in BARE:
        return columns_of(field.record)[field.path]
    head, _dot, rest = field.path.partition(".")
    if field.quantity:
        return None
    (declaring,) = (one for one in fields(RECORDS[field.record]) if one.name == head)
    if declaring.default is not MISSING:
        return getattr(declaring.default, rest) if rest else declaring.default
    kind = get_type_hints(RECORDS[field.record])[head]
    if rest and is_dataclass(kind):
        return next(one.default for one in fields(kind) if one.name == rest)
    return None
