"""What the columns of a table probably are, by their heads in any language and by their cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import islice

from rapidfuzz import fuzz, process

from kharkiv_tracker import i18n, languages
from kharkiv_tracker.domain.match_key import fold, storable
from kharkiv_tracker.imports.columns import targets
from kharkiv_tracker.imports.columns.column_map import SHARED, ColumnMap
from kharkiv_tracker.imports.columns.table_heads import PROBLEM_HEADS, Table
from kharkiv_tracker.imports.columns.targets import Subject
from kharkiv_tracker.imports.rows import place_cells

#: From this similarity (of 100) on, a head is one of the known ones with a mistake in it.
_MUCH_THE_SAME = 88
#: So many rows are looked at.
_ROWS = 50
_LINK = re.compile(r"https?://\S+")
_UNNAMED = "table"
_SIGNS = re.compile(r"[^\w#№/ .]+")


def suggest(table: Table, record: Subject = Subject.INCIDENT) -> ColumnMap:
    """A map of the columns whose heads are known; the others are left to be kept as they are.

    No field but those that several columns can be is suggested twice: the head that is most like
    it has it, the first one where two are.
    """
    likely = sorted(
        (
            (score, -at, head, name)
            for at, head in enumerate(table.heads)
            if head not in PROBLEM_HEADS
            for name, score in _matches(head, record).items()
        ),
        reverse=True,
    )
    archive = " ".join(storable(table.archive).split()) or table.sheet.name or _UNNAMED
    columns: dict[str, str] = {}
    used: set[str] = set()
    for _score, _at, head, name in likely:
        if head not in columns and (name in SHARED or name not in used):
            columns[head] = name
            used.add(name)
    for head, name in columns.items():
        if name == targets.IDENTIFIER:
            columns[head] = f"{name}{archive}"
    for head in [head for head, name in columns.items() if not _fits(table, head, name)]:
        del columns[head]
    for at, head in enumerate(table.heads):
        if head not in columns and "url" not in used and _is_link(_cells(table, at)):
            columns[head] = "url"
            used.add("url")
    in_order = {head: columns[head] for head in table.heads if head in columns}
    return ColumnMap(in_order, record=record, head_row=table.head_row, head_rows=table.head_rows)


def _matches(head: str, record: Subject) -> Mapping[str, float]:
    """The targets a head may mean, each with how like it is."""
    known = _known(record)
    # Of a name within an object of JSON, the last part says what it is.
    for text in dict.fromkeys((_plain(head), _plain(head.rpartition(".")[2]))):
        if text in known:
            return {known[text]: 101.0}
    matches = process.extract(
        text, known.keys(), scorer=fuzz.ratio, score_cutoff=_MUCH_THE_SAME, limit=3
    )
    return {known[word]: score for word, score, _at in reversed(matches)}


@cache
def _known(record: Subject) -> Mapping[str, str]:
    """The targets by every way their heads are written: words, labels and names."""
    words: dict[str, str] = {}
    of_record = targets.of(record)
    for name, heads in languages.table("column_heads").items():
        if name in of_record or (name == targets.IDENTIFIER and targets.NOTE in of_record):
            for head in heads:
                words.setdefault(_plain(head), name)
    for name, target in of_record.items():
        words.setdefault(_plain(name), name)
        for language in languages.spoken():
            with i18n.speaking(language):
                words.setdefault(_plain(target.label()), name)
    return words


def _plain(head: str) -> str:
    return " ".join(_SIGNS.sub(" ", fold(head)).replace("/", " ").split())


def _fits(table: Table, head: str, name: str) -> bool:
    """Whether the cells of a column can be what its head says: no prose is a number."""
    cells = _cells(table, table.heads.index(head))
    target = targets.target(Subject.INCIDENT, name)
    if target and name in (targets.LATITUDE, targets.LONGITUDE):
        return all(any(map(str.isdigit, cell)) for cell in cells)
    if name == "source" and _is_link(cells):
        return False
    if name == "point":
        return all(map(place_cells.PAIR.fullmatch, cells))
    return not (target and target.is_count and any(len(cell) > 80 for cell in cells))


def _cells(table: Table, column: int) -> list[str]:
    rows = islice(table.rows(), _ROWS)
    return [row[column] for _index, row in rows if column < len(row) and row[column]]


def _is_link(cells: Iterable[str]) -> bool:
    listed = list(cells)
    return bool(listed) and all(_LINK.match(cell.strip()) for cell in listed)
