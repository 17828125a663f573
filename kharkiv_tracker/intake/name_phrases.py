"""People and offices that a text names, by their capitals: offered while a speaker is typed."""

from __future__ import annotations

import re

#: Words within a name that begin small.
_WITHIN = r"(?:of|the|for|and|in|de|та|і|й|з|из|и|по|у|в)"
_CAPITAL = r"[^\W\d_a-zа-яґєіїё][\w’'ʼ-]*"
_NAME = re.compile(rf"{_CAPITAL}(?: (?:{_WITHIN} )?{_CAPITAL})*(?P<noun> [\w’'ʼ-]+)?")
#: Longer ones are headlines.
_LONGEST = 8


def name_phrases(text: str) -> tuple[str, ...]:
    """Names of several words, and single capitals with the word after them, in their order.

    “Oleh Syniehubov”, “Kharkiv Regional Prosecutor’s Office”, “Ukrainian officials”.
    """
    phrases: dict[str, None] = {}
    for line in text.splitlines():
        for match in _NAME.finditer(line):
            noun = match["noun"] or ""
            name = match.group().removesuffix(noun)
            single = " " not in name
            phrase = f"{name}{noun}" if single else name
            if " " in phrase and len(phrase.split()) <= _LONGEST:
                phrases[phrase.strip("’'ʼ-")] = None
            if not single:
                # After a title or an office: “ОВА Олег Синєгубов”.
                phrases[" ".join(name.split()[-2:])] = None
                phrases[f"{name}{noun}".strip("’'ʼ-")] = None
    return tuple(phrases)
