"""Words typed to find a passage: its sentence in the text, or from the first words to the last."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

#: One sign for all that are written for it: positions in the text stay the same.
_SIGNS = str.maketrans(
    {
        **dict.fromkeys("’‘‛ʼ`´", "'"),
        **dict.fromkeys("“”„«»", '"'),
        **dict.fromkeys("–—−‑", "-"),
    }
)
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
    if not parts:
        return ()
    plain = text.translate(_SIGNS)
    passages = []
    for start in _pattern(parts[0]).finditer(plain):
        if len(parts) == 1:
            passages.append(sentences(text, Passage(*start.span())))
            continue
        end = _pattern(parts[-1]).search(plain, start.end())
        if end:
            passages.append(Passage(start.start(), end.end()))
    return tuple(dict.fromkeys(passages))


def sentences(text: str, passage: Passage) -> Passage:
    """The whole sentences that a passage touches."""
    touched = [
        sentence
        for sentence in _sentences(text)
        if sentence.first < passage.last and passage.first < sentence.last
    ]
    return Passage(touched[0].first, touched[-1].last) if touched else passage


def longer(text: str, passage: Passage) -> Passage:
    """With the sentence after it."""
    after = next((s for s in _sentences(text) if s.first >= passage.last), None)
    return Passage(passage.first, after.last) if after else passage


def shorter(text: str, passage: Passage) -> Passage:
    """Without its last sentence, of several."""
    within = [s for s in _sentences(text) if passage.first <= s.first and s.last <= passage.last]
    return Passage(passage.first, within[-2].last) if len(within) > 1 else passage


def _sentences(text: str) -> Iterator[Passage]:
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
