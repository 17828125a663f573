"""A pasted text cut into sentences and tokens, each with its place in the stored text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from kharkiv_tracker import languages
from kharkiv_tracker.domain import passage
from kharkiv_tracker.domain.match_key import in_one_alphabet
from kharkiv_tracker.intake.counts.count_words import pieces_of
from kharkiv_tracker.intake.passages.passage_words import phrases
from kharkiv_tracker.intake.typed_text import Token, plain_sign, tokens

#: What ends a sentence, with what may close it; a line ends one, too.
_END = re.compile(r"(?:[.!?…]+[\"”»’)\]]*(?=\s)|\n)")
_WORD = re.compile(r"\w+")
_MIXED = re.compile(r"[A-Za-z]")
#: Letters of one language alone.
_RUSSIAN, _UKRAINIAN = re.compile("[ыэъё]"), re.compile("[іїєґ]")
_CYRILLIC = re.compile("[Ѐ-ӿ]")
_BEFORE = re.compile(r"(?:^|[\s(«“\"])([^\W\d_]+(?:\.[^\W\d_]+)*)\.$")
_AGE_BEFORE = re.compile(r"\d\s?(?:рр?|чол|ос|гг?|чел)\.$")
_NUMBER_BEFORE = re.compile(r"(?:^|\s)\d{1,2}\.$")
#: A line as wide as this may have been broken by a program, not by its author.
_WRAPPED = 40
_HYPHEN_AND_LINE = 3
#: A longer run without an end of a sentence is cut, so that no text takes time without limit.
_LONGEST = 1500


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence; tokens count their places in the plain text of the whole passage."""

    start: int
    end: int
    tokens: tuple[Token, ...]
    paragraph: int
    """How many lines end before it: those of one paragraph have the same number."""


class PassageText:
    """A text as it is stored, as it is compared, and the way from one to the other."""

    def __init__(self, text: str) -> None:
        self.text = passage.normal(text)
        signs: list[str] = []
        places: list[int] = []
        for place, sign in enumerate(self.text):
            if self._is_broken(place):
                continue
            plain = (
                "\n" if sign in "\n\u2028\u2029" else " " if sign.isspace() else plain_sign(sign)
            )
            signs.append(plain)
            places += [place] * len(plain)
        plain = "".join(signs)
        if _MIXED.search(plain) and _CYRILLIC.search(plain):
            plain = _WORD.sub(lambda word: in_one_alphabet(word.group()), plain)
        self.plain = plain
        self._places = [*places, len(self.text)]

    def _is_broken(self, place: int) -> bool:
        """Whether a word goes on in the next line here, after a hyphen: 17 in-jured."""
        hyphen = place - (self.text[place] == "\n")
        around = self.text[hyphen - 1 : hyphen + 3] if hyphen > 0 else ""
        return (
            around[1:3] == "-\n"
            and around[0].isalpha()
            and len(around) > _HYPHEN_AND_LINE
            and around[3].islower()
        )

    @cached_property
    def is_russian(self) -> bool:
        """Whether it has letters of Russian, and none of Ukrainian."""
        return bool(_RUSSIAN.search(self.plain)) and not _UKRAINIAN.search(self.plain)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The range of the stored text for a range of the plain text."""
        return self._places[start], self._places[end - 1] + 1 if end > start else self._places[end]

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Every sentence that has something in it, in order."""
        matches: list[Sentence] = []
        start = 0
        for end in self._ends():
            body = self.plain[start:end]
            if body.strip():
                first = start + len(body) - len(body.lstrip())
                paragraph = self.plain.count("\n", 0, first)
                matches.append(Sentence(first, end, self._tokens(first, end), paragraph))
            start = end
        return tuple(matches)

    def _tokens(self, start: int, end: int) -> tuple[Token, ...]:
        body = self.plain[start:end].replace("\n", " ")
        return without_asides(
            [Token(one.text, one.key, one.start + start) for one in pieces_of(tokens(body))]
        )

    def _ends(self) -> list[int]:
        ends: list[int] = []
        for match in _END.finditer(self.plain):
            end = match.start() if match.group() == "\n" else match.end()
            if self._is_end(match):
                ends.append(end)
        ends.append(len(self.plain))
        return self._cut(ends)

    def _cut(self, ends: list[int]) -> list[int]:
        """The ends, with others where a sentence would be too long."""
        cut: list[int] = []
        start = 0
        for end in ends:
            while end - start > _LONGEST:
                space = self.plain.rfind(" ", start + 1, start + _LONGEST)
                start = space if space > start else start + _LONGEST
                cut.append(start)
            cut.append(end)
            start = end
        return cut

    def _is_end(self, match: re.Match[str]) -> bool:
        if match.group() == "\n":
            return not self._is_wrapped(match.start())
        if not match.group().startswith(".") or match.group().startswith(".."):
            return True
        before = self.plain[max(0, match.start() - 30) : match.start() + 1]
        after = self.plain[match.end() :].lstrip()[:1]
        if _NUMBER_BEFORE.search(before) and not after.isupper():
            return False
        if after.islower():
            return False
        if _AGE_BEFORE.search(before) and after.isupper():
            # Of a year and an age: «51 р. Поранені: троє»; a city has no number before it.
            return True
        word = _BEFORE.search(before)
        if word is None:
            return True
        # An initial, or an abbreviation that a name or a number follows.
        name = word[1]
        if len(name) == 1 and name.isupper():
            return False
        return name.casefold() not in _abbreviations()

    def _is_wrapped(self, at: int) -> bool:
        """Whether a program broke the line here, in the middle of a sentence."""
        start = self.plain.rfind("\n", 0, at) + 1
        line, after = self.plain[start:at].rstrip(), self.plain[at + 1 : at + 2]
        return len(line) >= _WRAPPED and after.islower() and line[-1:] not in ".!?…:;"


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(word.casefold() for word in languages.words("passage_abbreviations"))


def without_asides(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """Tokens without what says nothing, fortunately, and the commas around it."""
    kept: list[Token] = []
    at = 0
    asides = phrases("passage_ignored")
    while at < len(tokens):
        length = asides.count(tokens, at)
        if not length:
            kept.append(tokens[at])
            at += 1
            continue
        at += length
        if at < len(tokens) and tokens[at].text == ",":
            at += 1
            if kept and kept[-1].text == ",":
                kept.pop()
    return tuple(kept)
