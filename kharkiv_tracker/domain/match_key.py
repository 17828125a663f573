"""Text reduced for comparison: two spellings of one text give the same key."""

import re
import unicodedata
from functools import lru_cache

# Acute and grave accents typed alone count: NFKC would turn them into a space.
_APOSTROPHES = re.compile("['\"`´’‘‛ʼʻʹˈ′＇]+")
_GAP = re.compile(r"[\s_\-‐‑‒–—―−]+")
_WORD = re.compile(r"\w+")
_LETTERS = re.compile(r"[^\W_]+")
_SHORT = 100
#: Letters and signs of which none is a mark or invisible: most of what is folded.
_VISIBLE = re.compile("[\0-\x7fЀ-҂Ҋ-ӿ]*")
#: The control characters other than lines and tabs.
_CONTROL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]+")
_IN_LATIN, _IN_CYRILLIC = re.compile("[a-zA-Z]"), re.compile("[Ѐ-ӿ]")
_LATIN = "abcehikmoptxy"
_CYRILLIC = "авсенікмортху"
_TO_CYRILLIC = str.maketrans(_LATIN + _LATIN.upper(), _CYRILLIC + _CYRILLIC.upper())
_TO_LATIN = str.maketrans(_CYRILLIC + _CYRILLIC.upper(), _LATIN + _LATIN.upper())


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
    if text.isascii():
        # Composed as it is, all visible and of one alphabet.
        return _GAP.sub(" ", _APOSTROPHES.sub("", text).lower()).strip()
    plain = unicodedata.normalize("NFKC", _APOSTROPHES.sub("", text)).casefold()
    plain = _APOSTROPHES.sub("", unicodedata.normalize("NFKC", plain)).replace("ё", "е")
    if not _VISIBLE.fullmatch(plain):
        plain = "".join(c for c in plain if unicodedata.category(c) not in {"Mn", "Cf"})
    line = _GAP.sub(" ", plain).strip()
    if not _is_mixed(line):
        return line
    return _WORD.sub(lambda word: in_one_alphabet(word.group()), line)


def words_of(text: str) -> str:
    """The words and numbers of a text, folded, with one space between any two of them."""
    return " ".join(_LETTERS.findall(fold(text)))


def storable(text: str) -> str:
    """The text without characters that cannot be stored or displayed, or control a terminal."""
    if text.isprintable():
        return text
    # A lone surrogate is not text.
    return _CONTROL.sub("", text.encode("utf-8", "replace").decode())


def is_blank(text: str) -> bool:
    """Whether nothing in it is visible: white space, controls, marks without width."""
    return not any(unicodedata.category(c)[0] in "LNPS" for c in text)


def in_latin(text: str) -> str:
    """The text with Latin letters for the Cyrillic ones that look like them: КНТ is KHT."""
    return text.translate(_TO_LATIN)


def in_one_alphabet(word: str) -> str:
    """Return a word of mixed letters in the alphabet that most of it is written in."""
    latin, cyrillic = len(_IN_LATIN.findall(word)), len(_IN_CYRILLIC.findall(word))
    if not latin or not cyrillic:
        return word
    as_cyrillic, as_latin = word.translate(_TO_CYRILLIC), word.translate(_TO_LATIN)
    first, second = (as_cyrillic, as_latin) if cyrillic >= latin else (as_latin, as_cyrillic)
    return next((spelling for spelling in (first, second) if not _is_mixed(spelling)), word)


def _is_mixed(letters: str) -> bool:
    return bool(_IN_LATIN.search(letters) and _IN_CYRILLIC.search(letters))
