"""The parts a page is built of, as nested lists and texts; nothing in them is markup."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from kharkiv_tracker.charts import style
from kharkiv_tracker.charts.text_fit import drawable

Block = dict[str, Any]
#: The text of a cell, or several: the first in ink, the others quiet below it.
Cell = str | list[str]
Row = list[Cell]

#: Sizes of type in tables, in points.
BODY, LIST = 8.2, 7.2
#: Words longer than this may be broken anywhere: in columns, and in lines of the whole width,
#: where an address is to stay whole, so that it can be copied.
_LONGEST_WORD, _LONGEST_IN_LINE = 22, 70
_PIECE = 8
_FIXED = "\u00a0"
#: A table of more rows is long.
_LONG = 200
#: Longer than anything a person types and shorter than what would stop the typesetter.
_LONGEST_TEXT = 100_000
#: Pictures are made by the program and contain no text that was typed; addresses are followed.
_AS_IT_IS = ("svg", "kind", "url", "archive")


def heading(text: str) -> Block:
    """The heading of a section."""
    return {"kind": "heading", "text": text}


def text(text: str) -> Block:
    """A paragraph."""
    return {"kind": "text", "text": text}


def note(text: str) -> Block:
    """A small quiet paragraph."""
    return {"kind": "note", "text": text}


def strong(text: str) -> Block:
    """A paragraph of great importance."""
    return {"kind": "strong", "text": text}


def quote(text: str) -> Block:
    """Quoted words."""
    return {"kind": "quote", "text": text}


def big(items: Sequence[Mapping[str, str]]) -> Block:
    """Up to four large figures, each with `number`, `name`, `about`, and perhaps `also`."""
    return {
        "kind": "big",
        "items": [{n: text for n, text in item.items() if text or n != "also"} for item in items],
    }


def chart(svg: str, alternative: str, caption: str = "") -> Block:
    """A picture with what it shows for those who cannot see it."""
    return {"kind": "chart", "svg": svg, "alt": alternative, "caption": caption}


def table(
    head: Sequence[str],
    rows: Sequence[Row],
    columns: str,
    foot: Row | None = None,
    *,
    empty: Sequence[tuple[str, str]] = (),
    note: str = "",
    size: float = BODY,
) -> Block:
    """A table; `columns` has a letter for each: `w` the wide one, `t` text, `n` numbers, `h`
    numbers below a head of two lines.

    `empty` are rows of a name and the words in place of its numbers.
    """
    listed: list[Block] = [{"cells": row, "quiet": None} for row in rows]
    listed += [{"cells": [name], "quiet": words} for name, words in empty]
    return {
        "kind": "table",
        "columns": [
            {
                "wide": letter == "w",
                "number": letter in "nh",
                "width": _width(letter, at, head, rows, foot, size),
            }
            for at, letter in enumerate(columns)
        ],
        "head": list(head),
        "rows": listed,
        "foot": foot,
        "note": note,
        "size": size,
    }


def _width(
    letter: str,
    at: int,
    head: Sequence[str],
    rows: Sequence[Row],
    foot: Row | None,
    size: float,
) -> float | None:
    """The width of a column in points; None where the typesetter decides.

    It does not where a head has two lines, nor in a long table: measuring thousands of cells
    takes it much time and more memory.
    """
    if letter == "w" or (letter != "h" and len(rows) < _LONG):
        return None
    texts = {cell for row in rows if isinstance(cell := row[at], str)}
    texts |= _lines(head[at], size) if letter == "h" else {head[at]}
    # In figures of one width all of them are as wide as a 0.
    shaped = {re.sub(r"\d", "0", text) for text in texts}
    widths = [style.width(text, size) for text in shaped]
    if letter == "h" and foot and isinstance(total := foot[at], str):
        widths.append(style.width(re.sub(r"\d", "0", total), size, style.SEMIBOLD))
    return 1.02 * max(widths) + 1


def _lines(text: str, size: float) -> set[str]:
    """The text in two lines that are as short as they can be."""
    words = text.split(" ")
    splits = [{" ".join(words[:at]), " ".join(words[at:])} for at in range(1, len(words))]
    return min(splits or [{text}], key=lambda lines: max(style.width(n, size) for n in lines))


def pair(left: Sequence[Block], right: Sequence[Block], widths: tuple[float, float]) -> Block:
    """Two columns side by side."""
    return {
        "kind": "pair",
        "left": list(left),
        "right": list(right),
        "left-width": widths[0],
        "right-width": widths[1],
    }


def panel(title: str, groups: Sequence[Mapping[str, Any]]) -> Block:
    """A grey block of groups, each with `scope` and `lines`."""
    return {"kind": "panel", "heading": title, "groups": [dict(group) for group in groups]}


def terms(items: Sequence[tuple[str, str]]) -> Block:
    """Terms and what they mean, each in a paragraph."""
    return {"kind": "terms", "items": [[term, meaning] for term, meaning in items]}


def terms_in_a_row(items: Sequence[tuple[str, str]]) -> Block:
    """Terms and what they mean, in one paragraph."""
    return {**terms(items), "kind": "row"}


def sources(items: Sequence[Mapping[str, Any]]) -> Block:
    """Sources, each with `name` and `entries`: title, when, and links with their texts."""
    return {"kind": "sources", "items": [dict(item) for item in items]}


def printable(page: Any) -> Any:
    """The same in characters that can be set."""
    return _mapped(page, _drawable)


def breakable(page: Any) -> Any:
    """The same with places to break in words that would not fit, for Typst, which needs them."""
    return _mapped(page, _with_breaks)


def _mapped(value: Any, change: Callable[[str, int], str], longest: int = _LONGEST_WORD) -> Any:
    """The same with every text changed; `longest` is how long a word may be where it is."""
    if isinstance(value, str):
        return change(value, longest)
    if isinstance(value, list):
        return [_mapped(item, change, longest) for item in value]
    if isinstance(value, dict):
        longest = _LONGEST_IN_LINE if value.get("kind") == "terms" else longest
        return {
            key: item if key in _AS_IT_IS else _mapped(item, change, longest)
            for key, item in value.items()
        }
    return value


def _drawable(text: str, _longest: int) -> str:
    # A number must not be parted at the space between its thousands.
    return _FIXED.join(drawable(part, _LONGEST_TEXT) for part in text.split(_FIXED))


def _with_breaks(text: str, longest: int) -> str:
    return re.sub(rf"\S{{{longest + 1},}}", _broken, text)


def _broken(word: re.Match[str]) -> str:
    letters = word[0]
    return "\u200b".join(letters[at : at + _PIECE] for at in range(0, len(letters), _PIECE))
