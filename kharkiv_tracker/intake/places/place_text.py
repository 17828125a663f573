"""What stays of a text as the place: all but the names of districts, and the settlement first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kharkiv_tracker.intake.places.mention import Mention, MentionKind
from kharkiv_tracker.intake.places.place_words import Line, place_words

_BETWEEN = " ,;:-/"
_BRACKETS = (("(", ")"), ("[", "]"), ("«", "»"), ("“", "”"), ("„", "“"))


def place_text(line: Line, removed: Iterable[Mention], first: Mention | None) -> str:
    """The text without these mentions, after the name of the first, where there is one.

    Words that only linked what is removed go with it.
    """
    spans = sorted(
        ((mention.start, mention.end) for mention in (*removed, *([first] if first else ()))),
    )
    pieces: list[str] = []
    at, is_cut = 0, False
    for start, end in (*spans, (len(line.words), len(line.words))):
        piece = _piece(line, at, start, spans)
        if piece:
            joined = bool(pieces) and not is_cut and line.is_joined(at)
            pieces.append(f" {piece}" if joined and pieces else piece)
        at = end
        is_cut = not line.is_joined(end)
    rest = _joined(pieces)
    if first is None:
        return rest
    if not rest:
        return first.name
    tail = line.text[line.words[first.end - 1].end :]
    if spans == [(0, first.end)]:
        return (first.name + tail).rstrip(_BETWEEN)
    return f"{first.name}, {rest}"


def _piece(line: Line, start: int, end: int, spans: Sequence[tuple[int, int]]) -> str:
    """The words from one removed span to the next, with the signs around them."""
    if start >= end or (spans and _is_link(line, start, end)):
        return ""
    begin = line.words[start - 1].end if start else 0
    stop = line.words[end].start if end < len(line.words) else len(line.text)
    return tidy(line.text[begin:stop])


def _is_link(line: Line, start: int, end: int) -> bool:
    count = place_words().link.at(line, start)
    return bool(count) and start + count == end and 0 < start and end < len(line.words)


def tidy(piece: str) -> str:
    """A piece of a text without the signs that parted it, and no bracket left alone."""
    while True:
        short = piece.strip(_BETWEEN)
        for opening, closing in _BRACKETS:
            if short.count(opening) != short.count(closing):
                short = short.removeprefix(closing).removesuffix(opening)
                short = short.removeprefix(opening) if closing not in short else short
                short = short.removesuffix(closing) if opening not in short else short
        if short == piece:
            return short if any(map(str.isalnum, short)) else ""
        piece = short


def _joined(pieces: Sequence[str]) -> str:
    text = ""
    for piece in pieces:
        text += piece if not text or piece.startswith(" ") else f", {piece}"
    return text


def keeps(mention: Mention) -> bool:
    """Whether a mention stays in the place: it says more than the district."""
    return mention.kind in (
        MentionKind.PLACE,
        MentionKind.HROMADA,
        MentionKind.FORMER_RAION,
        MentionKind.NEAR,
        MentionKind.EDGE,
    )
