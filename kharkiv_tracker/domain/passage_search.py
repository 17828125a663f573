"""Words typed to find a passage: its sentence in the text, or from the first words to the last."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

#: One sign for all that are written for it: positions in the text stay the same.
_SIGNS = str.maketrans(
    {
        **dict.fromkeys("’‘‛ʼ`´", "'"),
        **dict.fromkeys("“”„«»", '"'),
        **dict.fromkeys("–—−‑", "-"),
    }
)
#: One letter is everywhere; of words that are, the first places are looked at.
_SHORTEST, _MOST = 2, 99
_BETWEEN = re.compile(r"\s*(?:…|\.{2,})\s*")
#: A sentence ends with its signs and closing quotes before a space, or with its line.
_ENDS = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s)|\s*\n|\Z")
_ABBREVIATED = re.compile(r"(?:\b\w|\b(?:Mr|Mrs|Ms|Dr|St|вул|просп|бул|обл|р|м|с))\Z")


@dataclass(frozen=True, slots=True)
class Passage:
    """One stretch of a text: its first character, and the one after its last."""

    first: int
    last: int


def search(text: str, typed: str) -> tuple[Passage, ...]:
    """Every passage that these words lead to, in the order of the text.

    Words alone lead to their sentence; with an ellipsis to all from the first words to the last.
    """
    parts = [part for part in _BETWEEN.split(typed.strip().strip('«»“”„"')) if part.split()]
    if not parts or len(parts[0].strip()) < _SHORTEST:
        return ()
    plain = _plain(text)
    passages = []
    for start in islice(_pattern(parts[0]).finditer(plain), _MOST):
        if len(parts) == 1:
            passages.append(sentences(text, Passage(*start.span())))
            continue
        end = _pattern(parts[-1]).search(plain, start.end())
        if end:
            passages.append(Passage(start.start(), end.end()))
    return tuple(dict.fromkeys(passages))


def sentences(text: str, passage: Passage) -> Passage:
    """The whole sentences that a passage touches."""
    every = _sentences(text)
    first = bisect_right(every, passage.first, key=lambda sentence: sentence.last)
    last = bisect_left(every, passage.last, key=lambda sentence: sentence.first)
    return Passage(every[first].first, every[last - 1].last) if first < last else passage


def longer(text: str, passage: Passage) -> Passage:
    """With the sentence after it."""
    every = _sentences(text)
    after = bisect_left(every, passage.last, key=lambda sentence: sentence.first)
    return Passage(passage.first, every[after].last) if after < len(every) else passage


def shorter(text: str, passage: Passage) -> Passage:
    """Without its last sentence, of several."""
    within = [s for s in _sentences(text) if passage.first <= s.first and s.last <= passage.last]
    return Passage(passage.first, within[-2].last) if len(within) > 1 else passage


@lru_cache(maxsize=4)
def _plain(text: str) -> str:
    """Asked for with every letter that is typed."""
    return text.translate(_SIGNS)


@lru_cache(maxsize=4)
def _sentences(text: str) -> tuple[Passage, ...]:
    return tuple(_split(text))


def _split(text: str) -> Iterator[Passage]:
    begins = 0
    for end in _ENDS.finditer(text):
        stop = text[end.start() : end.start() + 1] == "."
        if stop and _ABBREVIATED.search(text, begins, end.start()):
            continue
        yield from _stripped(text, begins, end.end())
        begins = end.end()


def _stripped(text: str, first: int, last: int) -> Iterator[Passage]:
    sentence = text[first:last]
    if sentence.strip():
        lead = len(sentence) - len(sentence.lstrip())
        yield Passage(first + lead, first + len(sentence.rstrip()))


def _pattern(words: str) -> re.Pattern[str]:
    """Words in any letter case, with any space between them; each may be begun in the middle."""
    signs = words.translate(_SIGNS).split()
    return re.compile(r"\s+".join(map(re.escape, signs)), re.IGNORECASE)
