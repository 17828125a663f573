"""The numbers and words of a text about time, one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from kharkiv_tracker.domain.match_key import fold
from kharkiv_tracker.errors import Refused, shown
from kharkiv_tracker.i18n import _
from kharkiv_tracker.intake.times import time_words
from kharkiv_tracker.intake.times.time_words import Mark
from kharkiv_tracker.intake.typed_text import Token, tokens

#: More than this is no date.
_MOST = 40
_ISO = re.compile(r"(\d{4})([-./])(\d{1,2})\2(\d{1,2})(?![\d:])(?:[Tt](?=\d))?")
_DAY_FIRST = re.compile(r"(\d{1,2})([-./])(\d{1,2})\2(\d{4}|\d{2})(?![\d:])")
_YEAR_MONTH = re.compile(r"(\d{4})[-./](\d{1,2})(?![\d:])")
_MONTH_YEAR = re.compile(r"(\d{1,2})[./](\d{4})(?![\d:])")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?![\d:])")
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
            raise Refused(_("This is too long for a time."))
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
    example = _("write 17.08.2022 21:30, 17.08 night, yesterday, or ? where it is unknown")
    if word.strip() == text.strip():
        return Refused(
            _("“{text}” is no time; {example}.").format(text=shown(text), example=example)
        )
    return Refused(
        _("“{word}” is not understood here; {example}.").format(word=shown(word), example=example)
    )


def _words(text: str) -> tuple[Token, ...]:
    """The tokens, those of several words with hyphens parted where no phrase has them whole."""
    parted: list[Token] = []
    for token in tokens(text):
        if len(token.key) == 1 and token.key in _LOOKALIKES:
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


def _number(text: str, place: int) -> tuple[Item, int]:
    """The item of the number that begins here, and where it ends."""
    if match := _ISO.match(text, place):
        value: Any = (int(match[4]), int(match[3]), int(match[1]), False)
        return Item(Mark.DATE, value, match.group()), match.end()
    if match := _DAY_FIRST.match(text, place):
        value = (int(match[1]), int(match[3]), int(match[4]), len(match[4]) == 2)
        return Item(Mark.DATE, value, match.group()), match.end()
    if match := _YEAR_MONTH.match(text, place):
        return Item(Mark.MONTH_OF_YEAR, (int(match[2]), int(match[1])), match.group()), match.end()
    if match := _MONTH_YEAR.match(text, place):
        return Item(Mark.MONTH_OF_YEAR, (int(match[1]), int(match[2])), match.group()), match.end()
    if match := _CLOCK.match(text, place):
        return Item(Mark.CLOCK, (int(match[1]), int(match[2])), match.group()), match.end()
    if match := _DOTTED.match(text, place) or _SHORT.match(text, place):
        return Item(Mark.DOTTED, (match[1], match[3], match[2]), match.group()), match.end()
    if match := _SOLID.match(text, place):
        value = (int(match[1]), int(match[2]), int(match[3]), len(match[3]) == 2)
        return Item(Mark.DATE, value, match.group()), match.end()
    if match := _COMPACT.match(text, place):
        return Item(Mark.COMPACT, (match[1], match[2]), match.group()), match.end()
    if match := _ordinal().match(text, place):
        return Item(Mark.ORDINAL, int(match[1]), match.group()), match.end()
    if match := _NUMBER.match(text, place):
        return Item(Mark.NUMBER, int(match[1]), match.group()), match.end()
    digits = re.match(r"[\d:.-]+", text[place:])
    raise unknown(digits.group() if digits else text[place:], text)
