"""The numbers and words of a text about time, one after the other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from kharkiv_tracker.domain.match_key import fold
from kharkiv_tracker.errors import Refused, shown
from kharkiv_tracker.i18n import _
from kharkiv_tracker.intake.times import time_words
from kharkiv_tracker.intake.times.time_words import Mark
from kharkiv_tracker.intake.typed_text import Token, tokens

#: More than this is not a date.
_MOST = 40
_ISO = re.compile(r"(\d{4})([-./])(\d{1,2})\2(\d{1,2})(?![\d:])(?:[Tt](?=\d))?")
_DAY_FIRST = re.compile(r"(\d{1,2})([-./])(\d{1,2})\2(\d{4}|\d{2})(?![\d:])")
_YEAR_MONTH = re.compile(r"(\d{4})[-./](\d{1,2})(?![\d:])")
_MONTH_YEAR = re.compile(r"(\d{1,2})[./](\d{4})(?![\d:])")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::00)?(?![\d:])")
_DOTTED = re.compile(r"(\d{1,2})([./])(\d{1,2})(?![\d:])")
_SHORT = re.compile(r"(\d{2})(-)(0\d)(?![\d:.-])(?!\s*[^\W\d_])")
_SOLID = re.compile(r"(\d{2})(\d{2})(\d{4}|\d{2})(?!\d)")
_COMPACT = re.compile(r"(\d{2})(\d{2})(?!\d)")
_NUMBER = re.compile(r"(\d{1,2})(?!\d)")
#: Single Latin letters that look like Cyrillic prepositions.
_LOOKALIKES = {"o": "о", "c": "с", "y": "у", "i": "і", "p": "р", "b": "в"}


@dataclass(frozen=True, slots=True)
class Item:
    """A number or a phrase: what it marks, its value, and its text."""

    mark: Mark
    value: Any = None
    text: str = ""


def items(text: str) -> tuple[Item, ...]:
    """The items of a normal text; Refused, naming the word, for what belongs to no time."""
    return tuple(_items(text))


def _items(text: str) -> Iterator[Item]:
    words = _words(text)
    at_start = {word.start: number for number, word in enumerate(words)}
    place, count = 0, 0
    while place < len(text):
        if text[place] in " ,":
            place += 1
            continue
        count += 1
        if count > _MOST:
            raise Refused(_("Too long for a time."))
        if text[place].isdigit():
            item, place = _number(text, place)
            yield item
            continue
        if text[place] in "()":
            yield Item(Mark.OPEN if text[place] == "(" else Mark.CLOSE, None, text[place])
            place += 1
            continue
        if (
            text[place] == "."
            and place
            and not text[place - 1].isspace()
            and text[place - 1] != "."
        ):
            place += 1
            continue
        number = at_start.get(place)
        match = time_words.book().at(words, number) if number is not None else None
        if number is None or match is None:
            raise unknown(words[number].text if number is not None else text[place:], text)
        meaning, length = match
        last = words[number + length - 1]
        yield Item(meaning.mark, meaning.value, text[place : last.end])
        place = last.end


def unknown(word: str, text: str) -> Refused:
    """A refusal that names the word that was not understood."""
    example = _("Write 17.08.2022 21:30, 17.08 night, yesterday, or ? if it is unknown")
    if word.strip() == text.strip():
        return Refused(
            _("“{text}” is not a time. {example}.").format(text=shown(text), example=example)
        )
    return Refused(
        _("“{word}” is not clear here. {example}.").format(word=shown(word), example=example)
    )


def _words(text: str) -> tuple[Token, ...]:
    """The tokens, those of several words with hyphens parted where no phrase has them whole."""
    parted: list[Token] = []
    for token in tokens(text):
        after = text[token.end : token.end + 3].replace(" ", "").lower()
        is_abbreviated = after.startswith(".m")
        if len(token.key) == 1 and token.key in _LOOKALIKES and not is_abbreviated:
            parted.append(Token(token.text, _LOOKALIKES[token.key], token.start))
        elif "-" in token.text[1:] and token.key not in time_words.hyphenated():
            parted.extend(_pieces(token))
        else:
            parted.append(token)
    return tuple(parted)


def _pieces(token: Token) -> Iterator[Token]:
    for piece in re.finditer(r"[^\W\d_]+(?:’[^\W\d_]+)*|-", token.text):
        written = piece.group()
        yield Token(written, fold(written) or written, token.start + piece.start())


@cache
def _ordinal() -> re.Pattern[str]:
    return re.compile(rf"(\d{{1,2}})(?:-?(?:{time_words.suffixes()}))(?![^\W_])", re.IGNORECASE)


@cache
def _ordinal_year() -> re.Pattern[str]:
    """`2022-го`."""
    return re.compile(rf"(20)(\d\d)-?(?:{time_words.suffixes()})(?![^\W_])", re.IGNORECASE)


def _number(text: str, place: int) -> tuple[Item, int]:
    """The item of the number that begins here, and where it ends."""
    for pattern, mark, make in _forms():
        if match := pattern.match(text, place):
            return Item(mark, make(match), match.group()), match.end()
    digits = re.match(r"[\d:.-]+", text[place:])
    raise unknown(digits.group() if digits else text[place:], text)


@cache
def _forms() -> tuple[tuple[re.Pattern[str], Mark, Callable[[re.Match[str]], Any]], ...]:
    """Every way to write a number, the more particular ones first."""
    return (
        (_ISO, Mark.DATE, lambda match: (*_numbers(match, 4, 3, 1), False)),
        (_DAY_FIRST, Mark.DATE, lambda match: (*_numbers(match, 1, 3, 4), len(match[4]) == 2)),
        (_YEAR_MONTH, Mark.MONTH_OF_YEAR, lambda match: _numbers(match, 2, 1)),
        (_MONTH_YEAR, Mark.MONTH_OF_YEAR, lambda match: _numbers(match, 1, 2)),
        (_CLOCK, Mark.CLOCK, lambda match: _numbers(match, 1, 2)),
        (_DOTTED, Mark.DOTTED, lambda match: (match[1], match[3], match[2])),
        (_SHORT, Mark.DOTTED, lambda match: (match[1], match[3], match[2])),
        (_SOLID, Mark.DATE, lambda match: (*_numbers(match, 1, 2, 3), len(match[3]) == 2)),
        (_ordinal_year(), Mark.COMPACT, lambda match: (match[1], match[2])),
        (_COMPACT, Mark.COMPACT, lambda match: (match[1], match[2])),
        (_ordinal(), Mark.ORDINAL, lambda match: int(match[1])),
        (_NUMBER, Mark.NUMBER, lambda match: int(match[1])),
    )


def _numbers(match: re.Match[str], *groups: int) -> tuple[int, ...]:
    return tuple(int(match[group]) for group in groups)
