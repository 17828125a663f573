"""The order of names as people look for them: by the alphabet of the language spoken."""

import re
import unicodedata
from functools import cache, lru_cache

from kharkiv_tracker import i18n, languages

#: Signs in the order of Unicode; № is one, and not the letters N and o.
_SIGNS = '_-‐‑–—,;:!?.…"“”„«»()[]{}§@*/\\&#%†•`^+<=>|~$€₴№'
#: No letters of their own: «п’ять» is looked for among «пя…».
_APOSTROPHES = "'’‘ʼʹ′＇"
_NUMBER = re.compile("[0-9]+")
#: Where in a key the kinds of characters begin; what parts the key comes before all of them.
_PART, _SIGN, _OTHER_SIGN, _LENGTH, _LETTER, _OTHER = "\x01", 0x100, 0x2FF, 0x300, 0x400, 0x20000


def key(text: str) -> str:
    """What a name is sorted by, here and in SQL: signs, numbers by their value, letters.

    The alphabet of the language spoken comes before those of the others. Apostrophes, accents and
    case decide only between names that are equal without them.
    """
    return _key(i18n.current(), text)


@lru_cache(maxsize=10_000)
def _key(language: str, text: str) -> str:
    composed = unicodedata.normalize("NFC", text)
    small = composed.casefold()
    letters = _NUMBER.sub(_by_value, small.translate(_places(language)))
    # Of two that differ in case alone the one with the small letter is first.
    return _PART.join((letters, small, composed.swapcase(), text))


def _by_value(number: re.Match[str]) -> str:
    """The digits after how many they are: 2 is before 10."""
    digits = number[0].lstrip("0")
    return chr(_LENGTH + min(len(digits), 0xFF)) + digits


class _Places(dict[int, str | None]):
    """Each character by its place in a key; those of no alphabet once they are met."""

    def __missing__(self, code: int) -> str | None:
        character = chr(code)
        base = ord(unicodedata.normalize("NFD", character)[0])
        kind = unicodedata.category(character)
        place: str | None = chr(min(_OTHER + code, 0x10FFFF))
        if kind.startswith("M") or kind == "Cf":
            place = None
        elif base != code and base in self:
            place = self[base]
        elif kind.startswith("Z"):
            place = chr(_SIGN)
        elif kind[0] in "PSC":
            place = chr(_OTHER_SIGN)
        self[code] = place
        return place


@cache
def _places(language: str) -> _Places:
    known = languages.known()
    # A language that does not say has its letters among those of the others.
    alphabets = [known[code].alphabet for code in (language, *known)]
    letters = dict.fromkeys("".join(alphabets))
    return _Places(
        {ord(digit): digit for digit in "0123456789"}
        | {ord(sign): chr(_SIGN + place) for place, sign in enumerate(_SIGNS, start=1)}
        | dict.fromkeys(map(ord, _APOSTROPHES))
        | {ord(letter): chr(_LETTER + place) for place, letter in enumerate(letters)}
    )
