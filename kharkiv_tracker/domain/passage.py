"""Words of a document's text, as ranges of characters: where a record's quote is."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable

from kharkiv_tracker.domain.match_key import storable
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import _

#: Ranges of code points of a stored text, each from the first to before the last: `(120, 131)`.
Ranges = tuple[tuple[int, int], ...]

#: Between the words of two ranges of one quote.
GAP = " … "
_RANGE = re.compile(r"(\d{1,9})-(\d{1,9})")
_GAPS = re.compile(r"\s*(?:\[?(?:…|\.\.\.)\]?)\s*")
#: What may surround a quote without being part of it.
_MARKS = '«»“”„" '


def normal(text: str) -> str:
    """A text as it is stored: NFC, one kind of newline, nothing that cannot be stored."""
    lines = storable(text.replace("\r\n", "\n").replace("\r", "\n"))
    return unicodedata.normalize("NFC", lines)


def digest(text: str) -> str:
    """The SHA-256 of a stored text; "" for none."""
    return hashlib.sha256(text.encode()).hexdigest() if text else ""


def parse(text: str) -> Ranges:
    """Ranges from their stored form, `120-131,140-151`."""
    matches = (_RANGE.fullmatch(part) for part in text.split(",") if part)
    return ranges((int(m[1]), int(m[2])) for m in matches if m)


def stored(words: Ranges) -> str:
    """The stored form of ranges."""
    return ",".join(f"{first}-{last}" for first, last in words)


def ranges(pairs: Iterable[tuple[int, int]]) -> Ranges:
    """Ranges in the order of the text; Refused where one is empty or two overlap."""
    numbered = sorted((pair, number) for number, pair in enumerate(pairs))
    ends = 0
    for (first, last), number in numbered:
        if not ends <= first < last:
            raise Refused(
                _("Not a range of characters: {first}–{last}.").format(first=first, last=last),
                path=f"[{number}]",
            )
        ends = last
    return tuple(pair for pair, _number in numbered)


def quote(text: str, words: Ranges) -> str:
    """The words of a text in these ranges; Refused where the text is shorter."""
    if words and words[-1][1] > len(text):
        raise Refused(
            _("The text has only {n} characters. Mark the words again.").format(n=len(text)),
            path=f"[{len(words) - 1}]",
        )
    return GAP.join(text[first:last].strip() for first, last in words)


def located(text: str, quoted: str) -> Ranges:
    """Where a quote is in a text, part by part; empty where it is not, or is in two places.

    Whole words only: “7 killed” is not in “17 killed”. Spaces and line breaks count as
    the same; parts are separated by an ellipsis.
    """
    place, words = 0, []
    if not text:
        # A pattern takes longer to compile than most texts to search.
        return ()
    for part in filter(None, map(str.split, _GAPS.split(normal(quoted).strip().strip(_MARKS)))):
        pattern = re.compile(_whole(r"\s+".join(map(re.escape, part)), part))
        match = pattern.search(text, place)
        if match is None or pattern.search(text, match.start() + 1):
            return ()
        words.append(match.span())
        place = match.end()
    return tuple(words)


def matches(text: str, words: Ranges, quoted: str) -> bool:
    """Whether the ranges of a text still hold the words of a quote."""
    if words and words[-1][1] > len(text):
        return False
    return not words or _plain(quote(text, words)) == _plain(normal(quoted))


def _whole(pattern: str, words: list[str]) -> str:
    """A pattern that begins and ends where a word does, if those words do."""
    begins = r"(?<!\w)" if re.match(r"\w", words[0]) else ""
    return begins + pattern + (r"(?!\w)" if re.search(r"\w\Z", words[-1]) else "")


def _plain(text: str) -> str:
    return " ".join(_GAPS.sub(" ", text).split()).strip(_MARKS)
