"""Rows for the clipboard: as a text with tabs, and as a table for a text or a spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape

from PySide6.QtCore import QMimeData

#: A spreadsheet would take a text that begins so for a formula; a number it may be.
_FORMULA = re.compile(r"[=@]|[+\-](?![\d\s.,–]+$)")
_BREAKS = re.compile(r"[\t\r\n\v\f\u2028\u2029]+")


def copied_table(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> QMimeData:
    """A table with its titles as plain text and as HTML."""
    lines = [list(map(_cell, row)) for row in (titles, *rows)]
    data = QMimeData()
    data.setText("".join("\t".join(line) + "\n" for line in lines))
    head, *body = lines
    data.setHtml(f"<table>{_html(head, 'th')}{''.join(_html(line, 'td') for line in body)}</table>")
    return data


def _cell(text: str) -> str:
    """A text on one line that no spreadsheet takes for a formula."""
    line = _BREAKS.sub(" ", text).strip()
    return f"'{line}" if _FORMULA.match(line) else line


def _html(cells: Iterable[str], tag: str) -> str:
    return f"<tr>{''.join(f'<{tag}>{escape(cell)}</{tag}>' for cell in cells)}</tr>"
