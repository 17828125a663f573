"""Who speaks in a sentence: a person, or an office where none is named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from kharkiv_tracker import languages, office_register
from kharkiv_tracker.intake.passages.passage_words import phrases
from kharkiv_tracker.intake.things.known_names import KnownNames
from kharkiv_tracker.intake.things.office_field import known_offices
from kharkiv_tracker.intake.typed_text import Token, normal

_LONGEST_OFFICE = 9
#: A name is that of a speaker where a word for saying is no further from it.
_NEAR = 14
_NAME_WORDS = 2


@dataclass(frozen=True, slots=True)
class VoiceMark:
    """A name at these tokens; `person` or `office` is the one written for it."""

    start: int
    end: int
    person: str = ""
    office: str = ""


class VoiceScan:
    """Finds the voices of one sentence; tokens in `taken` are places and times."""

    def __init__(self, plain: str, tokens: Sequence[Token], taken: Sequence[bool]) -> None:
        self._plain, self._tokens, self._taken = plain, tokens, taken
        speech = phrases("passage_speech")
        self.speech = [at for at in range(len(tokens)) if speech.at(tokens, at)]

    def names(self) -> list[VoiceMark]:
        """Every known person and office that is named, whether or not it speaks."""
        found: list[VoiceMark] = []
        at = 0
        while at < len(self._tokens):
            mark = self._known(at)
            if mark is None:
                at += 1
                continue
            found.append(mark)
            at = mark.end
        return found

    def voice(self) -> VoiceMark | None:
        """The one that speaks: a person before an office, the nearest to the word for saying."""
        if not self.speech:
            return None
        near = [one for one in self.names() if self._distance(one) <= _NEAR]
        near += [one for one in self._strangers() if self._distance(one) <= _NEAR]
        persons = [one for one in near if one.person]
        chosen = persons or near
        return min(chosen, key=self._distance) if chosen else None

    def _distance(self, mark: VoiceMark) -> int:
        return min(
            (min(abs(at - mark.end + 1), abs(at - mark.start)) for at in self.speech), default=99
        )

    def _known(self, at: int) -> VoiceMark | None:
        token = self._tokens[at]
        if not token.is_word:
            return None
        for length in range(min(_LONGEST_OFFICE, len(self._tokens) - at), 0, -1):
            last = self._tokens[at + length - 1]
            if not last.is_word and not last.is_number:
                continue
            text = self._plain[token.start : last.end]
            if "." in text or "," in text or "\n" in text:
                continue
            if length <= 3 and token.text[0].isupper() and last.text[0].isupper():
                persons = _persons().find(_bare(text))
                if len(persons) == 1:
                    return VoiceMark(at, at + length, person=persons[0])
            if (office := _office(_bare(text))) and (
                length > 1 or token.text.isupper() or len(token.text) > 4
            ):
                return VoiceMark(at, at + length, office=office)
        return None

    def _strangers(self) -> Iterator[VoiceMark]:
        """A name of two words that is not known, as it is written, beside a word for saying."""
        by_words = phrases("passage_by_words")
        for at in range(len(self._tokens) - 1):
            first, second = self._tokens[at], self._tokens[at + 1]
            if not (_is_name(first) and _is_name(second)) or self._taken[at] or self._taken[at + 1]:
                continue
            if self._plain[first.end : second.start] != " ":
                continue
            if at + 2 < len(self._tokens) and _is_name(self._tokens[at + 2]):
                continue
            if (
                at
                and _is_name(self._tokens[at - 1])
                and self._plain[self._tokens[at - 1].end : first.start] == " "
            ):
                continue
            if by_words.any(self._tokens, at - 8, at) is not None:
                # In another case than that of lists.
                continue
            if _office(f"{first.text} {second.text}") or not self._is_subject(at):
                continue
            yield VoiceMark(at, at + _NAME_WORDS, person=f"{first.text} {second.text}")

    def _is_subject(self, at: int) -> bool:
        """Whether a verb of saying with a single subject is close enough."""
        verbs = phrases("passage_said_verbs")
        return any(
            verbs.at(self._tokens, near)
            for near in range(max(0, at - 9), min(len(self._tokens), at + 12))
        )


def _is_name(token: Token) -> bool:
    return (
        token.is_word
        and len(token.text) > 1
        and token.text[0].isupper()
        and token.text[1:].islower()
    )


def _bare(text: str) -> str:
    line = normal(text)
    return line[:-2] if line.endswith("’s") else line


@cache
def _office(text: str) -> str:
    keys = known_offices().find(text)
    return _written().get(keys[0], keys[0]) if len(keys) == 1 else ""


@cache
def _written() -> dict[str, str]:
    """The English name of an office by what is written for it."""
    return {
        normal(office.written): office.titles[languages.SOURCE] for office in office_register.load()
    }


@cache
def _persons() -> KnownNames[str]:
    return KnownNames(
        (name, names[0])
        for office in office_register.load()
        for names in office.persons
        for name in (*names, *_surnames(names))
    )


def _surnames(names: Sequence[str]) -> Iterator[str]:
    """The last word of each name, which may stand alone."""
    return (name.split()[-1] for name in names if " " in name)
