"""Comma-separated values, with whatever separates them, as rows of text."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TextIO

from kharkiv_tracker.child_process import Problem
from kharkiv_tracker.file_checks.character_set import Encoding
from kharkiv_tracker.imports.files.row_batches import Answer, RowBatches

DELIMITERS = (",", ";", "\t", "|")
#: The line by which Excel is shown the delimiter; it is no row.
_DELIMITER_LINE = re.compile(r'"?sep=([^"\r\n])"?(?:\r\n?|\n|$)', re.I)
#: So much of a file shows the delimiter.
_SAMPLE_SIGNS, _SAMPLE_ROWS = 1 << 16, 200
#: A cell that runs on for longer has a quotation mark that is not closed.
_FIELD = 20_000_000


def answers(path: Path, encoding: Encoding, delimiter: str) -> Iterator[bytes | Answer]:
    """The one sheet of the file, then how it was read; raises Problem for what is not CSV."""
    with _text(path, encoding) as stream:
        sample = stream.read(_SAMPLE_SIGNS)
    line = _DELIMITER_LINE.match(sample)
    separator = delimiter or (line[1] if line else _likely(sample))
    first = 2 if line else 1
    yield {"sheet": "", "first": first}
    if encoding.is_guess:
        yield {"notice": "guessed", "encoding": encoding.name}
    with _text(path, encoding) as stream:
        if line:
            stream.read(len(line[0]))
        rows = _rows(stream, separator, first)
        yield from RowBatches().answers(rows, lambda index: {"row": first + index}, True)
    yield {"kind": "CSV", "encoding": encoding.shown, "delimiter": separator}


@contextmanager
def _text(path: Path, encoding: Encoding) -> Iterator[TextIO]:
    with path.open("rb") as raw:
        raw.seek(encoding.first)
        yield io.TextIOWrapper(raw, encoding.codec, newline="")


def _rows(stream: TextIO, delimiter: str, first: int) -> Iterator[list[str]]:
    before = csv.field_size_limit(_FIELD)
    index = 0
    try:
        reader = csv.reader(stream, delimiter=delimiter, strict=True)
        for index, row in enumerate(reader, 1):  # noqa: B007 - the number of rows before an error
            yield row
    except csv.Error:
        raise Problem("quotes", row=first + index) from None
    finally:
        csv.field_size_limit(before)


def _likely(sample: str) -> str:
    """The delimiter by which most rows of the sample have equally many cells, more than one."""
    return max(DELIMITERS, key=lambda delimiter: _evenness(sample, delimiter))


def _evenness(sample: str, delimiter: str) -> tuple[float, int]:
    """The share of rows with the commonest number of cells, and that number."""
    # The last line is a part of one.
    lines = sample.splitlines(keepends=True)
    lines = lines if len(sample) < _SAMPLE_SIGNS or len(lines) < 2 else lines[:-1]
    widths: Counter[int] = Counter()
    try:
        widths.update(
            len(row) for row in islice(csv.reader(lines, delimiter=delimiter), _SAMPLE_ROWS) if row
        )
    except csv.Error:
        return 0, 0
    rows = sum(widths.values())
    return max(
        ((number / rows, width) for width, number in widths.items() if width > 1), default=(0, 0)
    )
