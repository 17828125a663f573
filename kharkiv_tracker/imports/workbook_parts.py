"""Which parts a workbook has, how they belong together, and which of its numbers are dates."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import IO
from zipfile import BadZipFile, ZipFile

from kharkiv_tracker.child_process import Problem
from kharkiv_tracker.imports.sheet_xml import XmlEvents

_MOST_SHEETS, _MOST_STYLES = 200, 100_000
_TRUE = ("1", "true")


@dataclass(frozen=True, slots=True)
class Relation:
    """What one part has to do with another: the last word of its type, and where the other is."""

    kind: str
    target: str


@dataclass(slots=True)
class BookSheet:
    """A sheet as the workbook lists it."""

    name: str
    is_hidden: bool
    part: str


@dataclass(slots=True)
class Book:
    """What the workbook lists: its sheets in order, and where their texts and styles are."""

    sheets: list[BookSheet] = field(default_factory=list)
    strings: str = ""
    styles: str = ""
    counts_from_1904: bool = False

    @property
    def epoch(self) -> datetime:
        """The day that is 0; the year 1900 had no leap day, which Excel believes it had."""
        return datetime(1904, 1, 1) if self.counts_from_1904 else datetime(1899, 12, 30)  # noqa: DTZ001


def read_book(package: ZipFile) -> Book:
    """The list of the workbook; raises Problem where there is not any."""
    part = next(
        (one.target for one in _relations(package, "").values() if one.kind == "officeDocument"),
        "xl/workbook.xml",
    )
    relations = _relations(package, part)
    book = Book()
    for relation in relations.values():
        if relation.kind == "sharedStrings":
            book.strings = relation.target
        if relation.kind == "styles":
            book.styles = relation.target

    def settle(attributes: Mapping[str, str]) -> None:
        book.counts_from_1904 = attributes.get("date1904") in _TRUE

    def add(attributes: Mapping[str, str]) -> None:
        key = next((attributes[name] for name in attributes if name.endswith(":id")), "")
        relation = relations.get(key)
        if relation and relation.kind == "worksheet":
            is_hidden = attributes.get("state", "visible") != "visible"
            book.sheets.append(BookSheet(attributes.get("name", ""), is_hidden, relation.target))
        if len(book.sheets) > _MOST_SHEETS:
            raise Problem("sheets")

    parse(package, part, {"workbookPr": settle, "sheet": add})
    if not book.sheets:
        raise Problem("broken")
    return book


def comment_parts(package: ZipFile, sheet: str) -> list[str]:
    """The parts with what was noted on the cells of a sheet."""
    relations = _relations(package, sheet).values()
    return [relation.target for relation in relations if relation.kind == "comments"]


def date_styles(package: ZipFile, part: str) -> tuple[set[int], set[int]]:
    """The styles by which numbers are dates or times, and those among them that are durations."""
    # Imported late: it takes a quarter of a second.
    from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format

    formats: dict[str, str] = {str(number): text for number, text in BUILTIN_FORMATS.items()}
    styles: list[str] = []
    is_used = False

    def define(attributes: Mapping[str, str]) -> None:
        formats[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")

    def use(value: bool) -> None:
        nonlocal is_used
        is_used = value

    def add(attributes: Mapping[str, str]) -> None:
        if is_used:
            styles.append(attributes.get("numFmtId", "0"))
        if len(styles) > _MOST_STYLES:
            raise Problem("broken")

    if part:
        start = {"numFmt": define, "xf": add, "cellXfs": lambda _attributes: use(True)}
        parse(package, part, start, {"cellXfs": lambda: use(False)})
    texts = [formats.get(style, "") for style in styles]
    return (
        {number for number, text in enumerate(texts) if is_date_format(text)},
        {number for number, text in enumerate(texts) if is_timedelta_format(text)},
    )


def open_part(package: ZipFile, name: str) -> IO[bytes]:
    """A part of the workbook; raises Problem where it is missing."""
    try:
        return package.open(name)
    except (KeyError, BadZipFile, NotImplementedError, OSError, RuntimeError, ValueError):
        raise Problem("broken") from None


def parse(
    package: ZipFile,
    name: str,
    start: Mapping[str, Callable[[Mapping[str, str]], None]],
    end: Mapping[str, Callable[[], None]] = {},
) -> None:
    """Read all of a part, with what is done where an element begins and ends."""
    with open_part(package, name) as stream:
        for _piece in XmlEvents(start, end).feed(stream):
            pass


def _relations(package: ZipFile, part: str) -> dict[str, Relation]:
    """What a part refers to, by the key it uses; the package itself is the part ""."""
    folder, name = posixpath.split(part)
    listing = posixpath.join(folder, "_rels", f"{name}.rels")
    relations: dict[str, Relation] = {}

    def add(attributes: Mapping[str, str]) -> None:
        if attributes.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", "")))
            kind = attributes.get("Type", "").rpartition("/")[2]
            relations[attributes.get("Id", "")] = Relation(kind, target.lstrip("/"))

    if listing in package.NameToInfo:
        parse(package, listing, {"Relationship": add})
    return relations
