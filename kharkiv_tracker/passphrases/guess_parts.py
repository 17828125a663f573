"""The parts that people put passphrases together of, and how many guesses each is worth in bits.

What a text ends with may be the beginning of a part, and that is never worth more than the part:
one more character never makes a text easier to guess.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from math import inf, log2

from kharkiv_tracker.passphrases import word_list

_LIST, _COMMON, _KNOWN = log2(word_list.SIZE), 8.0, 3.0
#: A capital letter, or a sign in the place of a letter, somewhere in a part.
_CHANGE = 1.0
_DATE, _YEAR = 15.0, 7.0
#: What was there before: where that was.
_COPY = 8.0
#: What can be pronounced may be a word or a name of some language.
_WORD, _LETTER = 8.0, 0.9
#: A longer word is several.
_LONGEST = 30
#: What separates words costs nothing, once after each.
_SEPARATORS = " -_.,"
#: The least of a case title that is a word of it.
_LEAST = 3
_SIGNS = str.maketrans("013457@$", "oieastas")
_VOWELS = frozenset("aeiouyаеєиіїоуюяыэё")
_VOWELS_TOGETHER, _CONSONANTS_TOGETHER = 2, 3
#: How many characters of each kind are chosen from, where a text has any of the kind.
_ALPHABETS: tuple[tuple[int, Callable[[str], bool]], ...] = (
    (26, str.islower),
    (26, str.isupper),
    (10, str.isdigit),
    (32, lambda c: not (c.islower() or c.isupper() or c.isdigit())),
)
_ROWS = (
    *("qwertyuiop", "asdfghjkl", "zxcvbnm", "йцукенгшщзхї", "фівапролджє", "ячсмитьбю"),
    *("фывапролджэ", "1234567890", "0123456789", "abcdefghijklmnopqrstuvwxyz"),
    *("абвгґдеєжзиіїйклмнопрстуфхцчшщьюя", "абвгдежзийклмнопрстуфхцчшщъыьэюя"),
)
_RUNS = (*_ROWS, *(row[::-1] for row in _ROWS))
_DIGITS = "0123456789"
_DAY, _MONTH, _FULL_YEAR = ("0123", _DIGITS), ("01", _DIGITS), ("12", "09", _DIGITS, _DIGITS)
_MARK = ("./- ",)
_DATES = (
    (*_DAY, *_MONTH, *_FULL_YEAR),
    (*_FULL_YEAR, *_MONTH, *_DAY),
    (*_DAY, *_MARK, *_MONTH, *_MARK, *_FULL_YEAR),
    (*_FULL_YEAR, *_MARK, *_MONTH, *_MARK, *_DAY),
)
#: The letters of one keyboard, and those of the other that are on the same keys.
_LATIN, _CYRILLIC = "qwertyuiop[]asdfghjkl;'zxcvbnm,.", "йцукенгшщзхїфівапролджєячсмитьбю"
_OTHER_KEYBOARD = str.maketrans(_LATIN + _CYRILLIC, _CYRILLIC + _LATIN)


class Parts:
    """The parts of one text, by where they start and end; infinite where it is none."""

    def __init__(self, text: str, known: Iterable[str]) -> None:
        self._text = text
        # A small letter that is two characters is left as it was.
        self._lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
        self._letter = log2(
            max(1, sum(size for size, is_in in _ALPHABETS if any(map(is_in, text))))
        )
        words = (word for name in known for word in name.lower().split())
        self._known = _Words({word: _KNOWN for word in words if len(word) >= _LEAST})

    def bits(self, start: int, end: int) -> float:
        """What the text from one place to another is worth as one part."""
        part = self._lower[start:end]
        if len(part) == 1:
            return min(self._letter, self._bits(start, end))
        return self._bits(start, end)

    def _bits(self, start: int, end: int) -> float:
        part, is_last = self._lower[start:end], end == len(self._text)
        worth = min(self._run(part), self._copy(start, end))
        if len(part) <= _LONGEST:
            lists = (_listed_words(), self._known)
            plain = part.translate(_SIGNS)
            worth = min(
                *(worth, _pronounced(part, is_last), _date(part, is_last)),
                *(words.worth(part, is_last) for words in lists),
                *(_CHANGE + words.worth(plain, is_last) for words in lists),
            )
        return _CHANGE * (part != self._text[start:end]) + worth

    def _run(self, part: str) -> float:
        """The same character several times, or keys or letters in their order."""
        is_run = part == part[0] * len(part) or any(part in row for row in _RUNS)
        return self._letter + 1 + log2(len(part)) if is_run else inf

    def _copy(self, start: int, end: int) -> float:
        """What was there before, also if that reaches into the copy."""
        part = self._lower[start:end]
        return _COPY + log2(len(part)) if part in self._lower[: end - 1] else inf


class _Words:
    """Words by what they are worth, alone and with what may separate them from the next."""

    def __init__(self, words: Mapping[str, float]) -> None:
        self._words = dict(words)
        self._words |= {
            word + separator: cost for word, cost in words.items() for separator in _SEPARATORS
        }
        self._beginnings: dict[str, float] = {}
        for word, cost in words.items():
            for beginning in (word[: n + 1] for n in range(len(word))):
                self._beginnings[beginning] = min(cost, self._beginnings.get(beginning, inf))

    def worth(self, part: str, is_last: bool) -> float:
        """What a word is worth; what the text ends with may be the beginning of one."""
        worth = self._words.get(part, inf)
        return min(worth, self._beginnings.get(part, inf)) if is_last else worth


def _date(part: str, is_last: bool) -> float:
    """A year or a date; what the text ends with may be the beginning of one."""
    shapes = ((_YEAR, _FULL_YEAR), *((_DATE, shape) for shape in _DATES))
    return min(
        (
            worth
            for worth, shape in shapes
            if len(part) <= len(shape)
            and (is_last or len(part) == len(shape))
            and all(map(str.__contains__, shape, part))
        ),
        default=inf,
    )


def _pronounced(part: str, is_last: bool) -> float:
    """Letters that can be pronounced, with what separates them from the next word."""
    word = part[:-1] if part[-1] in _SEPARATORS else part
    together, was_vowel = 0, False
    for letter in word:
        is_vowel = letter in _VOWELS
        together = together + 1 if is_vowel == was_vowel else 1
        was_vowel = is_vowel
        most = _VOWELS_TOGETHER if is_vowel else _CONSONANTS_TOGETHER
        if together > most or not letter.isalpha():
            return inf
    has_vowel = not _VOWELS.isdisjoint(word)
    return _WORD + _LETTER * len(word) if word and (has_vowel or is_last) else inf


@cache
def _listed_words() -> _Words:
    """The words of all lists, also typed on the keyboard of another script."""
    words: dict[str, float] = {}
    for language in word_list.lists().values():
        words |= {word.translate(_OTHER_KEYBOARD): _LIST + _CHANGE for word in language}
    for language in word_list.lists().values():
        words |= dict.fromkeys(language, _LIST)
    for word in word_list.common():
        words |= dict.fromkeys((word, word.translate(_OTHER_KEYBOARD)), _COMMON)
    return _Words(words)
