"""A text made to fit: whole clauses are dropped, then whole words; a figure is never cut."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

_DOTS = "…"
#: Between clauses and words; none ends a text that is shortened.
_MARKS = " ,:;·(–-\u00a0"
#: Where a clause ends, then where a word does.
_ENDS = (re.compile(r"\s+·\s+|;\s+"), re.compile(r"[\s\u00a0]+"))


def shortened(text: str, metrics: QFontMetrics, width: int) -> str:
    """The text if it fits, else its beginning with an ellipsis; the letters of a word last.

    What holds a digit (a number, a code, a date) is shown whole or not at all.
    """
    if metrics.horizontalAdvance(text) <= width:
        return text
    best = ""
    for ends in _ENDS:
        for end in ends.finditer(text):
            start = text[: end.start()].rstrip(_MARKS)
            if start and metrics.horizontalAdvance(start + _DOTS) <= width:
                best = max(best, start, key=len)
        # Clauses alone if that leaves most of the text, as in the line of a list.
        if best and metrics.horizontalAdvance(best) > width // 2:
            return best + _DOTS
    word = _ENDS[1].split(text[len(best) :].lstrip(_MARKS), maxsplit=1)[0]
    if best and any(sign.isdigit() for sign in word):
        return best + _DOTS
    if not best and any(sign.isdigit() for sign in word):
        return _DOTS
    cut = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
    # A letter or two of the next word say nothing.
    return cut if len(cut) - 1 >= len(best) + 3 or not best else best + _DOTS
