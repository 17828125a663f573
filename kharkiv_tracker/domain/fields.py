"""How the fields of records are declared: each once, where its dataclass names it.

A field has a kind of value. Every room keeps one table from kind to function: store how it is
stored, exchange its JSON, labels its words, gui its control; all else loops over the fields.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import cache
from typing import Any, NamedTuple, cast

from kharkiv_tracker.i18n import N_, NP_, Label


class Kind(Enum):
    """The kind of value of a field."""

    LINE = auto()
    """One line of free text."""
    TEXT = auto()
    """Free text of several lines."""
    ADDRESS = auto()
    """A link, or who handed something over."""
    NAME = auto()
    """An identifier the program gives: a code, a hash, a type of file."""
    DIGEST = auto()
    """A SHA-256, in hexadecimal digits."""
    TICK = auto()
    """So or not; not to be taken for a flag, which is a reason to look at a record."""
    NUMBER = auto()
    AGE = auto()
    DAY = auto()
    HOUR = auto()
    AS_OF = auto()
    INSTANT = auto()
    """A moment with its offset, as text."""
    SIZE = auto()
    """In bytes."""
    DEGREES = auto()
    DISTRICT = auto()
    DISTRICTS = auto()
    SETTLEMENT = auto()
    """The code of a settlement in the official register."""
    AREA = auto()
    """A district, or the whole city or oblast."""
    WORD = auto()
    """One word of the enumeration `of`."""
    WORDS = auto()
    RECORD = auto()
    """The id of a record of the kind `of`."""
    RECORDS = auto()
    EVENT = auto()
    """When something happened, an EventTime; stored as the fields of that."""
    POINT = auto()
    """Latitude and longitude; stored as two fields."""
    SPEAKER = auto()
    SOURCE = auto()
    COUNTS = auto()
    """Counts of the quantities `of`, and of their parts."""
    COMBATANTS = auto()
    COUNT = auto()
    """One count that no figure rests on."""
    RANGES = auto()
    """Ranges of characters in the text of the document that a record points to."""
    TRANSFER = auto()
    """How many moved from the injured to the killed."""


#: Kinds whose values are free text, which may contain any name.
FREE = frozenset((Kind.LINE, Kind.TEXT, Kind.ADDRESS))
#: Kinds with several values.
LISTS = frozenset((Kind.WORDS, Kind.DISTRICTS, Kind.RECORDS))
#: Kinds that name other records by their ids.
REFERENCES = frozenset((Kind.RECORD, Kind.RECORDS, Kind.SPEAKER, Kind.SOURCE))


class Help(NamedTuple):
    """What to enter, what to leave out (may be empty), and examples as they are typed."""

    counts: str
    not_counted: str
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record, or one column of it.

    `label` and the texts of `help` are messages, marked in place; a field without a label is read
    by the program alone. A `rare` field is behind More in the form; one that is `automatic` comes
    from the program and is typed nowhere.
    """

    kind: Kind
    label: Label | None = None
    of: Any = None
    help: Help | None = None
    rare: bool = False
    automatic: bool = False
    name: str = ""


def declared(
    kind: Kind,
    label: Label | None = None,
    *,
    default: Any = "",
    of: Any = None,
    help: Help | None = None,  # noqa: A002 - what it is called in a Field
    rare: bool = False,
    automatic: bool = False,
) -> Any:
    """The attribute of a dataclass that is a field of a record."""
    metadata = {Field: Field(kind, label, of, help, rare, automatic)}
    if isinstance(default, dict):
        return dataclasses.field(default_factory=dict, metadata=metadata)
    return dataclasses.field(default=default, metadata=metadata)


def link() -> Any:
    """The attribute that is the address of what was read."""
    return declared(
        Kind.ADDRESS,
        NP_("field", "Link"),
        help=Help(
            N_("The direct address of the post or page."),
            N_("a front page or a search: its content will change."),
            (N_("https://t.me/channel/4025"),),
        ),
    )


def archive_link() -> Any:
    """The attribute that is the address of an archived copy of it."""
    return declared(
        Kind.ADDRESS,
        NP_("field", "Archive link"),
        rare=True,
        help=Help(
            N_("The address of an archived copy made while the original was still online."),
            N_("the original address again."),
            (N_("https://web.archive.org/web/2022…/https://t.me/…"),),
        ),
    )


def fields_of(record: type) -> tuple[Field, ...]:
    """The fields a dataclass declares, in its order; its `uid` is not a field."""
    return _declared(cast("Hashable", record))


@cache
def _declared(record: Any) -> tuple[Field, ...]:
    return tuple(_declarations(record))


def _declarations(record: type) -> Iterator[Field]:
    for attribute in dataclasses.fields(record):
        if Field in attribute.metadata:
            yield replace(attribute.metadata[Field], name=attribute.name)


@cache
def default_of(record: Any, name: str) -> Any:
    """The default of an attribute of a dataclass."""
    (attribute,) = (item for item in dataclasses.fields(record) if item.name == name)
    if attribute.default_factory is not dataclasses.MISSING:
        return attribute.default_factory()
    return attribute.default
