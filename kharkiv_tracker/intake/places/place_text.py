"""What stays of a text as the place: all but the names of districts, and the settlement first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kharkiv_tracker.intake.places.mention import Mention
from kharkiv_tracker.intake.places.place_words import Line, place_words

_BETWEEN = " ,;:-/"
_BRACKETS = (("(", ")"), ("[", "]"), ("«", "»"), ("“", "”"), ("„", "“"))


def place_text(line: Line, removed: Iterable[Mention], first: Mention | None = None) -> str:
    """The text without these mentions, after the name of the first, where there is one.

    Words that only linked what is removed go with it.
    """
    text = _kept(line, removed, first)
    ends = text.endswith(".") and not text.endswith("..")
    return text[:-1].rstrip() if ends else text


def _kept(line: Line, removed: Iterable[Mention], first: Mention | None) -> str:
    gone = {(mention.start, mention.end) for mention in removed}
    if first:
        gone.add((first.start, first.end))
    spans = sorted(gone)
    kept: list[tuple[int, int, str]] = []
    at = 0
    for start, end in (*spans, (len(line.words), len(line.words))):
        follows = bool(at) and not (first and at == first.end)
        piece = _piece(line, at, start, follows)
        if piece:
            kept.append((at, start, piece))
        at = end
    if first is None:
        return _joined(line, spans, kept)
    name = (first.start, first.end, first.name)
    before = [one for one in kept if one[0] < first.start]
    after = [one for one in kept if one[0] >= first.end]
    if before:
        return f"{first.name}, {_joined(line, spans, [*before, *after])}"
    return _joined(line, spans, [name, *after])


def _joined(
    line: Line, spans: Sequence[tuple[int, int]], kept: Sequence[tuple[int, int, str]]
) -> str:
    """The pieces, each with its position, with a comma where more than a space parted them."""
    text, last = "", 0
    for start, end, piece in kept:
        if text:
            edges = {last, start} | {edge for span in spans for edge in span if last < edge < start}
            parted = not all(map(line.is_joined, edges))
            text += _gap(line, start) if last == start else ", " if parted else " "
        text += piece
        last = end
    return text


def _gap(line: Line, at: int) -> str:
    """The signs between a name and the words after it."""
    gap = line.gap(at)
    signs = gap[: len(gap) - len(gap.lstrip(_BETWEEN + "."))]
    return f"{signs.rstrip()} " if signs[-1:].isspace() or not signs else signs


def _piece(line: Line, start: int, end: int, follows: bool) -> str:
    """The words from one span to the next, with the signs around them; `follows` a removed one."""
    link = place_words().link
    if follows and start < end:
        start += link.at(line, start)
    if start < end < len(line.words) and link.before(line, end):
        end -= 1
    if start >= end:
        return ""
    begin = line.words[start - 1].end if start else 0
    stop = line.words[end].start if end < len(line.words) else len(line.text)
    return tidy(line.text[begin:stop])


def tidy(piece: str) -> str:
    """A piece of a text without the signs that parted it, and no bracket left alone."""
    while True:
        short = piece.strip(_BETWEEN).lstrip(f"{_BETWEEN}.")
        for opening, closing in _BRACKETS:
            if short.count(opening) != short.count(closing):
                short = short.removeprefix(closing).removesuffix(opening)
                short = short.removeprefix(opening) if closing not in short else short
                short = short.removesuffix(closing) if opening not in short else short
        if short == piece:
            return short if any(map(str.isalnum, short)) else ""
        piece = short
