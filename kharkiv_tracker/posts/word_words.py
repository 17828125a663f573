"""The words of a DOCX document, as they are read: tables in rows, deleted words left out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kharkiv_tracker.child_process import Problem
from kharkiv_tracker.file_checks.package_check import checked_package

_DOCUMENT = "word/document.xml"
#: By a part that a file of another kind has.
_STRANGERS = {
    "xl/workbook.xml": "table",
    "xl/workbook.bin": "table",
    "ppt/presentation.xml": "slides",
    "content.xml": "opendocument",
    "Index/Document.iwa": "opendocument",
}
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
#: What was deleted or moved away while changes were tracked, fields, and pictures for old programs.
_LEFT_OUT = frozenset(
    (*(f"{_W}{name}" for name in ("del", "moveFrom", "instrText", "delText")), _FALLBACK)
)
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}


def word_fields(path: Path) -> dict[str, str]:
    """The fields of the post that a document is; raises Problem for what is not one."""
    with checked_package(path) as package:
        names = package.NameToInfo
        for name, kind in _STRANGERS.items():
            if name in names:
                raise Problem(kind)
        if _DOCUMENT not in names:
            raise Problem("zip")
    # It takes a third of a second.
    from docx import Document

    document = Document(str(path))
    properties = document.core_properties
    text = "".join(_pieces(document.element.body))
    return {"text": text, "title": properties.title, "language": properties.language}


def _pieces(body: Any) -> Iterator[str]:
    from lxml import etree  # type: ignore[import-untyped]

    cells = 0
    walk = etree.iterwalk(body, events=("start", "end"))
    for event, element in walk:
        name = element.tag
        if event == "start":
            cells += name == f"{_W}tc"
            if name in _LEFT_OUT:
                walk.skip_subtree()
            elif name == f"{_W}t":
                yield element.text or ""
            else:
                yield _SIGNS.get(name, "")
        elif name == f"{_W}tc":
            cells -= 1
            yield "\t"
        elif name == f"{_W}tr":
            yield "\n"
        elif name == f"{_W}p":
            # A cell of several paragraphs stays on the line of its row.
            yield " " if cells else "\n"
