"""Who speaks in a sentence: a person, or an office where none is named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from kharkiv_tracker.intake.passages.passage_words import phrases, words_of
from kharkiv_tracker.intake.passages.voice_names import name_at
from kharkiv_tracker.intake.typed_text import Token

#: A name is that of a speaker where a word for saying is no further from it.
_NEAR = 14
#: So many tokens at the start may say who says the rest, and at the end who said it.
_HEADING = 14
_SIGNATURE = 14
_DASHES = ("-", "–", "—")


@dataclass(frozen=True, slots=True)
class VoiceMark:
    """A name at these tokens; `person` or `office` is the one written for it."""

    start: int
    end: int
    person: str = ""
    office: str = ""
    is_of_all: bool = False
    """Whether it is over the whole text, under it, or before a colon."""


class VoiceScan:
    """Finds who speaks in one sentence."""

    def __init__(self, plain: str, tokens: Sequence[Token]) -> None:
        self._plain, self._tokens = plain, tokens

    @cached_property
    def speech(self) -> list[int]:
        """The tokens at which a word for saying begins."""
        speech = phrases("passage_speech")
        return [at for at in range(len(self._tokens)) if speech.at(self._tokens, at)]

    @cached_property
    def names(self) -> list[VoiceMark]:
        """Every known person and office that is named, whether or not it speaks."""
        names: list[VoiceMark] = []
        at = 0
        while at < len(self._tokens):
            known = name_at(self._plain, self._tokens, at)
            if known is None:
                at += 1
                continue
            names.append(VoiceMark(at, known.end, known.person, known.office))
            at = known.end
        return names

    def voice(self) -> VoiceMark | None:
        """The one that speaks: a person before an office, the nearest to the word for saying."""
        marks = [*self.names, *self._strangers()]
        if not marks:
            return None
        for mark in (self._heading(marks), self._closing(marks), self._spoken(marks)):
            if mark is not None:
                return mark
        return None

    def _spoken(self, marks: Sequence[VoiceMark]) -> VoiceMark | None:
        near = [one for one in marks if self._distance(one) <= _NEAR]
        persons = [one for one in near if one.person]
        chosen = persons or near
        return min(chosen, key=self._distance) if chosen else None

    def _distance(self, mark: VoiceMark) -> int:
        return min(
            (min(abs(at - mark.end + 1), abs(at - mark.start)) for at in self.speech), default=99
        )

    # Over and under a text.

    def _heading(self, marks: Sequence[VoiceMark]) -> VoiceMark | None:
        """A name before a colon that all is said after."""
        tokens = self._tokens
        colon = next((at for at in range(len(tokens)) if self._is_colon(at)), None)
        if colon is None or colon > _HEADING or not self._is_bare(0, colon, numbers=True):
            return None
        return _first([one for one in marks if one.end <= colon], is_of_all=True)

    def _is_colon(self, at: int) -> bool:
        tokens = self._tokens
        if tokens[at].text != ":":
            return False
        return not (at + 1 < len(tokens) and tokens[at + 1].start == tokens[at].end)

    def _closing(self, marks: Sequence[VoiceMark]) -> VoiceMark | None:
        """A name after the last dash, or with little beside it."""
        tokens = self._tokens
        dash = next(
            (at for at in range(len(tokens) - 1, -1, -1) if self._is_dash(at)),
            -1,
        )
        if dash >= 0 and len(tokens) - dash <= _SIGNATURE and self._is_bare(dash, len(tokens)):
            after = [one for one in marks if one.start > dash]
            if after and after[0].start - dash <= 2 and self._is_all_names(after, dash):
                return _first(after, is_of_all=True)
        words = sum(token.is_word for token in tokens)
        named = sum(one.end - one.start for one in marks)
        is_source = phrases("passage_sources").any(tokens) is not None
        if words > _SIGNATURE or not self._is_bare(0, len(tokens)):
            return None
        if not is_source and 2 * named < words:
            return None
        if not is_source and self.speech:
            return None
        return _first(marks, is_of_all=True)

    def _is_all_names(self, marks: Sequence[VoiceMark], start: int) -> bool:
        """Whether little else follows: and not «— співробітники поліції та медик»."""
        words = sum(token.is_word for token in self._tokens[start:])
        return 2 * sum(one.end - one.start for one in marks) >= words

    def _is_dash(self, at: int) -> bool:
        token = self._tokens[at]
        return token.text in _DASHES and self._plain[token.end : token.end + 1].isspace()

    def _is_bare(self, start: int, end: int, numbers: bool = False) -> bool:
        """Whether it has neither a strike nor people; a number only where `numbers` may be."""
        tokens = self._tokens
        if not numbers and any(token.is_number for token in tokens[start:end]):
            return False
        sections = ("passage_strike", "passage_quantities", "passage_casualties")
        return all(phrases(section).any(tokens, start, end) is None for section in sections)

    # Names that are not known.

    def _strangers(self) -> Iterator[VoiceMark]:
        """A first name and a surname in the nominative, beside a verb of saying or a colon."""
        given = words_of("passage_given_names")
        for at in range(len(self._tokens) - 1):
            first, second = self._tokens[at], self._tokens[at + 1]
            if first.key not in given or not (_is_name(first) and _is_name(second)):
                continue
            if self._plain[first.end : second.start] != " " or self._is_known(at):
                continue
            if phrases("passage_by_words").any(self._tokens, at - 8, at) is not None:
                # In another case than that of lists.
                continue
            if self._is_subject(at):
                yield VoiceMark(at, at + 2, person=f"{first.text} {second.text}")

    def _is_known(self, at: int) -> bool:
        return any(one.person and one.start <= at < one.end for one in self.names)

    def _is_subject(self, at: int) -> bool:
        """Whether a verb of saying with a single subject is close enough, or a colon follows."""
        if at + 2 < len(self._tokens) and self._is_colon(at + 2):
            return True
        verbs = phrases("passage_said_verbs")
        return any(
            verbs.at(self._tokens, near)
            for near in range(max(0, at - 9), min(len(self._tokens), at + 12))
        )


def _first(marks: Sequence[VoiceMark], is_of_all: bool) -> VoiceMark | None:
    """A person before an office, else the first."""
    chosen = next((one for one in marks if one.person), marks[0] if marks else None)
    if chosen is None:
        return None
    return VoiceMark(chosen.start, chosen.end, chosen.person, chosen.office, is_of_all)


def _is_name(token: Token) -> bool:
    return (
        token.is_word
        and len(token.text) > 1
        and token.text[0].isupper()
        and any(sign.islower() for sign in token.text[1:])
    )
