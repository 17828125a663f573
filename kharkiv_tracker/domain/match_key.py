"""Text reduced for comparison: two spellings of one text give the same key."""

import re
import unicodedata
from functools import lru_cache

_YO = str.maketrans({"ё": "е"})
# Acute and grave accents typed alone count: NFKC would turn them into a space.
_APOSTROPHES = str.maketrans("", "", "'\"`´’‘‛ʼʻʹˈ′＇")
_GAP = re.compile(r"[\s_\-‐‑‒–—―−]+")
_WORD = re.compile(r"\w+")
_SHORT = 100
_LATIN = "abcehikmoptxy"
_CYRILLIC = "авсенікмортху"
_TO_CYRILLIC = str.maketrans(_LATIN, _CYRILLIC)
_TO_LATIN = str.maketrans(_CYRILLIC, _LATIN)


def fold(text: str) -> str:
    """Return the text without what varies between writers; folding twice changes nothing more.

    Letter case, apostrophes, spaces and hyphens, ё and е, stress marks, invisible characters and
    letters of the other alphabet that only look right (a Latin i in a Ukrainian word) are levelled.
    """
    # Names come again and again; whole quotes do not, and would only fill the memory.
    return _short(text) if len(text) <= _SHORT else _folded(text)


@lru_cache(maxsize=4096)
def _short(text: str) -> str:
    return _folded(text)


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text.translate(_APOSTROPHES)).casefold()
    plain = unicodedata.normalize("NFKC", plain).translate(_APOSTROPHES).translate(_YO)
    visible = "".join(c for c in plain if unicodedata.category(c) not in {"Mn", "Cf"})
    return _WORD.sub(_in_one_alphabet, _GAP.sub(" ", visible).strip())


def storable(text: str) -> str:
    """The text without characters that cannot be stored or displayed, or control a terminal."""
    # A lone surrogate is not text; of the control characters, lines and tabs are.
    decoded = text.encode("utf-8", "replace").decode()
    return "".join(c for c in decoded if c in "\n\r\t" or unicodedata.category(c) != "Cc")


def is_blank(text: str) -> bool:
    """Whether nothing in it is visible: white space, controls, marks without width."""
    return not any(unicodedata.category(c)[0] in "LNPS" for c in text)


def _in_one_alphabet(word: re.Match[str]) -> str:
    """Return a word of mixed letters in the alphabet that most of it is written in."""
    letters = word.group()
    latin = sum("a" <= c <= "z" for c in letters)
    cyrillic = sum("а" <= c <= "ӿ" for c in letters)
    if not latin or not cyrillic:
        return letters
    as_cyrillic, as_latin = letters.translate(_TO_CYRILLIC), letters.translate(_TO_LATIN)
    first, second = (as_cyrillic, as_latin) if cyrillic >= latin else (as_latin, as_cyrillic)
    return next((spelling for spelling in (first, second) if not _is_mixed(spelling)), letters)


def _is_mixed(letters: str) -> bool:
    return any("a" <= c <= "z" for c in letters) and any("а" <= c <= "ӿ" for c in letters)
