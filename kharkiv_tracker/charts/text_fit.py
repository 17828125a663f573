"""Text fitted to chart and page: missing characters spelt out, long lines wrapped or elided."""

from __future__ import annotations

import re
import unicodedata

from kharkiv_tracker import i18n
from kharkiv_tracker.charts import style

#: A no-break space stays one: it is there so that no line ends at it.
_SPACES = frozenset("\u0009\u000a\u000b\u000c\u000d\u0085\u2028\u2029\u202f")
#: Controls, marks of writing direction, joiners, halves of characters, and unassigned ones.
_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Cn", "Co"))
#: Choices between two drawings of one character.
_DROPPED = frozenset("\ufe0e\ufe0f")
#: How small a name may become before letters are left out of it.
_SMALLEST = 0.8


def drawable(text: str, longest: int = 1000) -> str:
    """The text as the typeface can set it, on one line.

    Characters it lacks are written as `[U+1F622]`; control characters and marks that would turn the
    direction of writing are dropped; what exceeds `longest` characters is cut with an ellipsis.
    """
    glyphs = style.glyphs()
    pieces = []
    for character in unicodedata.normalize("NFC", text[: longest * 2]):
        if character in _SPACES:
            pieces.append(" ")
        elif character not in _DROPPED and unicodedata.category(character) not in _UNSEEN:
            pieces.append(character if ord(character) in glyphs else f"[U+{ord(character):04X}]")
    line = re.sub(" +", " ", "".join(pieces)).strip()
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


def elide(text: str, room: float, size: float, weight: int = style.REGULAR) -> str:
    """The text with its middle left out where it is wider than `room` points."""
    if style.width(text, size, weight) <= room:
        return text
    for length in range(len(text) - 1, 1, -1):
        head = text[: (length + 1) // 2].rstrip()
        shorter = f"{head}…{text[len(text) - length // 2 :].lstrip()}"
        if style.width(shorter, size, weight) <= room:
            return shorter
    return "…"


def fit(text: str, room: float, size: float, weight: int = style.REGULAR) -> tuple[str, float]:
    """The text and its size: smaller by a fifth at most, and only then with its middle left out."""
    wide = style.width(text, size, weight)
    smaller = size * max(_SMALLEST, min(1.0, room / wide if wide else 1.0))
    return elide(text, room + 0.1, smaller, weight), smaller


def elide_before(tail: str, text: str, room: float, size: float) -> str:
    """The text and its tail, the end of the text left out where both are too wide."""
    for length in range(len(text), 2, -1):
        head = text[:length].rstrip() + ("" if length == len(text) else "…")
        if style.width(head + tail, size) <= room:
            return head + tail
    return elide(text + tail, room, size)


def wrap(text: str, room: float, size: float, max_lines: int = 20) -> list[str]:
    """The text in at most `max_lines` lines of `room` points, the last elided where needed."""
    lines = [""]
    line_width, space = 0.0, style.width(" ", size)
    for word in i18n.unbroken(text, i18n.IN_CAPTIONS).split(" "):
        word_width = style.width(word, size)
        if not lines[-1] or line_width + space + word_width <= room:
            line_width += word_width + (space if lines[-1] else 0.0)
            lines[-1] = f"{lines[-1]} {word}".strip()
        else:
            line_width = word_width
            lines.append(word)
    if len(lines) > max_lines:
        lines = [*lines[: max_lines - 1], " ".join(lines[max_lines - 1 :])]
    return [elide(line, room, size) for line in lines]
