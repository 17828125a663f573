"""What LibreOffice reads in a workbook and in a Word document."""

from __future__ import annotations

import re
import subprocess
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time
from itertools import zip_longest
from pathlib import Path
from typing import Any

from kharkiv_tracker.domain.when import zone
from tests.interop.outcome import Outcome, Place
from tests.interop.samples import Format, Sample

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
#: A cell of a workbook ends here, and says so.
_LETTERS = 32_767
#: Nor does it keep what XML cannot hold, or a tab of a cell with several lines.
_LEFT_OUT = re.compile("[\\x00-\\t\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff]")

Rows = list[list[Any]]


def run_workbooks(samples: tuple[Sample, ...], place: Place) -> Iterator[Outcome]:
    """Open every workbook and compare every cell with what the program has."""
    paths = [sample.export(Format.XLSX) for sample in samples]
    converted(paths, "fods", place.folder)
    for sample in samples:
        read = sheets(place.folder / f"{sample.name}.fods")
        cells = sum(cell is not None for rows in read.values() for row in rows for cell in row)
        flaws = tuple(differences(sample, read))
        yield Outcome(sample.name, f"{len(read)} sheets, {cells} cells", flaws)
    if place.pictures:
        draw(paths, place)


def run_documents(samples: tuple[Sample, ...], place: Place) -> Iterator[Outcome]:
    """Open every document and compare its words with those that were written."""
    paths = [sample.export(Format.DOCX) for sample in samples]
    converted(paths, "txt:Text (encoded):UTF8", place.folder)
    for sample, path in zip(samples, paths, strict=True):
        words = (place.folder / f"{sample.name}.txt").read_text(encoding="utf-8-sig").split()
        own = _words_of(path)
        moved = [(a, b) for a, b in zip_longest(own, words) if a != b]
        flaws = (f"{_short(moved[0][1])}, not {_short(moved[0][0])}",) if moved else ()
        numbers = sum(any(map(str.isdigit, word)) for word in words)
        yield Outcome(sample.name, f"{len(words)} words, {numbers} of them numbers", flaws)
    if place.pictures:
        draw(paths, place)


def _words_of(path: Path) -> list[str]:
    """The words of the body of a document, as they are written."""
    import docx
    from docx.oxml.ns import qn

    body = docx.Document(str(path)).element.body
    signs = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:noBreakHyphen"): "\u2011"}
    lines = [
        "".join(signs.get(part.tag, part.text or "") for part in line.iter(qn("w:t"), *signs))
        for line in body.iter(qn("w:p"))
    ]
    return "\n".join(lines).split()


def converted(paths: Iterable[Path], to: str, folder: Path) -> None:
    """Open files and save them in another format into a folder."""
    subprocess.run(  # noqa: S603 - our own words
        [  # noqa: S607 - from Debian
            "soffice",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            *("--headless", "--convert-to", to, "--outdir", str(folder), *map(str, paths)),
        ],
        check=True,
        capture_output=True,
        timeout=600,
    )


def draw(paths: Iterable[Path], place: Place) -> None:
    """Keep a picture of each page, as LibreOffice prints it."""
    folder = place.pictures
    if folder is None:
        return
    folder.mkdir(parents=True, exist_ok=True)
    converted(paths, "pdf", place.folder)
    for path in paths:
        drawn = folder / f"{path.stem}-{path.suffix[1:]}"
        pages = ("-r", "60", "-l", "12", "-png", str(place.folder / f"{path.stem}.pdf"), str(drawn))
        subprocess.run(["pdftoppm", *pages], check=True)  # noqa: S603, S607 - from Debian


def sheets(path: Path) -> Mapping[str, Rows]:
    """The cells of every sheet of a flat OpenDocument file; ValueError for a formula."""
    return {
        sheet.get(f"{_TABLE}name", ""): _rows(sheet)
        for sheet in ElementTree.parse(path).iter(f"{_TABLE}table")  # noqa: S314 - just written
    }


def _rows(sheet: ElementTree.Element) -> Rows:
    rows = [_trimmed(list(_cells(row))) for row in sheet.iter(f"{_TABLE}table-row")]
    return _trimmed(rows)


def _trimmed(values: list[Any]) -> list[Any]:
    while values and not values[-1] and values[-1] not in (0, False, time()):
        values.pop()
    return values


def _cells(row: ElementTree.Element) -> Iterator[Any]:
    for cell in row:
        value = _value(cell)
        times = int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
        yield from [value] * (times if value is not None else min(times, 200))


def _value(cell: ElementTree.Element) -> Any:
    formula = cell.get(f"{_TABLE}formula")
    if formula is not None:
        return f"formula {formula}"
    type_ = cell.get(f"{_OFFICE}value-type")
    if type_ == "float":
        return float(cell.get(f"{_OFFICE}value", ""))
    if type_ == "date":
        return _moment(cell.get(f"{_OFFICE}date-value", ""))
    if type_ == "time":
        return datetime.strptime(cell.get(f"{_OFFICE}time-value", ""), "PT%HH%MM%SS").time()  # noqa: DTZ007
    if type_ == "string":
        return "\n".join("".join(_text(line)) for line in cell.iter(f"{_TEXT}p"))
    return None if type_ is None else f"a cell of the type {type_}"


def _moment(text: str) -> date | datetime:
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def _text(line: ElementTree.Element) -> Iterator[str]:
    yield line.text or ""
    for part in line:
        if part.tag == f"{_TEXT}s":
            yield " " * int(part.get(f"{_TEXT}c", "1"))
        elif part.tag == f"{_TEXT}tab":
            yield "\t"
        yield from _text(part)
        yield part.tail or ""


def differences(sample: Sample, read: Mapping[str, Rows]) -> Iterator[str]:
    """Every cell of a workbook that is not the value the program has."""
    expected = [table for table in sample.tables.values() if not table[0].is_child]
    if len(expected) != len(read):
        yield f"{len(read)} sheets, not {len(expected)}"
    for (table, rows), (title, cells) in zip(expected, read.items(), strict=False):
        own = [[column.label for column in table.columns], *rows]
        for at, (values, others) in enumerate(zip_longest(own, cells, fillvalue=())):
            for column, (value, other) in enumerate(zip_longest(values, others)):
                if not is_same(value, other):
                    yield f"{title} {at + 1}:{column + 1}: {_short(other)}, not {_short(value)}"


def _short(value: Any) -> str:
    return f"{value!a:.80}"


def is_same(value: Any, cell: Any) -> bool:
    """Whether a cell that was read is the value that was written, in its own type."""
    if isinstance(value, datetime):
        value = value.astimezone(zone()).replace(tzinfo=None)
        return isinstance(cell, date) and _seconds(cell) == _seconds(value)
    if isinstance(value, str):
        return _is_same_text(value, cell)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return isinstance(cell, int | float) and abs(value - cell) < 1e-12 * max(1, abs(value))
    return type(value) is type(cell) and value == cell


def _seconds(moment: date) -> str:
    if not isinstance(moment, datetime):
        return f"{moment}T00:00:00"
    return moment.isoformat(timespec="seconds")


def _is_same_text(value: str, cell: Any) -> bool:
    if not value:
        return cell is None or cell == ""
    if not isinstance(cell, str):
        return False
    if len(value) > _LETTERS:
        return value.startswith(cell[: cell.rindex(" … [")])
    return _plain(cell) == _plain(value)


def _plain(text: str) -> str:
    """Without what is not kept, with one kind of end of a line."""
    return _LEFT_OUT.sub("", text).replace("\r\n", "\n")
