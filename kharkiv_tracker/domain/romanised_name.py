"""Names in Latin letters, for readers: by the table of the Ukrainian resolution of 2010."""

from __future__ import annotations

from functools import cache

from kharkiv_tracker import languages

#: What these letters become at the beginning of a word.
_FIRST = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
_APOSTROPHES = "'’ʼ`´‘"
#: Letters by which a name is known to be spelled in Russian.
_RUSSIAN = frozenset("ёъыэ")


def romanised_name(name: str, language: str = "uk") -> str:
    """The name in Latin letters; apostrophes and soft signs are left out, words capitalised.

    A name with letters that only Russian has is romanised by the table of that language.
    """
    is_russian = language == "ru" or not _RUSSIAN.isdisjoint(name.casefold())
    table = _table("ru" if is_russian else "uk")
    latin: list[str] = []
    at = 0
    while at < len(name):
        length = 2 if name[at : at + 2].casefold() in table else 1
        letters, before = name[at : at + length], name[at - 1 : at] if at else ""
        at += length
        if letters in _APOSTROPHES and before.isalpha():
            continue
        small = letters.casefold()
        is_first = not (before.isalpha() or (before and before in _APOSTROPHES))
        spelling = _FIRST.get(small) if is_first and not is_russian else None
        latin.append(_cased(spelling or table.get(small, letters), letters, name[at : at + 1]))
    return "".join(latin)


def _cased(spelling: str, letters: str, following: str) -> str:
    """With a capital where the letter was one; all of it where the word is in capitals."""
    if not letters[0].isupper():
        return spelling
    is_all_capitals = letters.isupper() and (len(letters) > 1 or following.isupper())
    return spelling.upper() if is_all_capitals else spelling[:1].upper() + spelling[1:]


@cache
def _table(language: str) -> dict[str, str]:
    """The letters of one language, and those of the other Cyrillic ones that it lacks."""
    known = languages.known()
    tables = [known[code].latin for code in (language, "uk", "ru") if code in known]
    return {letter: latin for table in reversed(tables) for letter, latin in table.items()}
