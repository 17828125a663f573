"""Persons who are quoted: one name for all spellings of a known one, others as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kharkiv_tracker import languages, office_register
from kharkiv_tracker.domain.match_key import fold
from kharkiv_tracker.domain.voice import registered
from kharkiv_tracker.i18n import current
from kharkiv_tracker.intake.outcome import Context, Outcome, Reading
from kharkiv_tracker.intake.things.known_names import KnownNames
from kharkiv_tracker.intake.things.office_field import one_line
from kharkiv_tracker.intake.typed_text import normal

_INITIALS = re.compile(r"(?P<initials>(?:[^\W\d_]\. ?){1,2})(?P<surname>[^\W\d_].*)")
#: The names of one person.
_Names = tuple[str, ...]


def read_speaker(text: str, _context: Context) -> Outcome:
    """The person by the English name, with initials or after the title of their office, too."""
    typed = one_line(text)
    line = normal(typed)
    names = _person(line) or _titled(line)
    if names is None:
        return Reading({"speaker": typed}, typed, {"speaker": typed})
    shown = _in_language(names, current())
    return Reading({"speaker": names[0]}, shown, {"speaker": shown})


def _person(typed: str) -> _Names | None:
    persons = _persons().find(typed)
    if len(persons) == 1:
        return persons[0]
    match = _INITIALS.fullmatch(typed)
    if match is None:
        return None
    persons = _surnames().find(match["surname"])
    initial = fold(match["initials"])[0]
    return persons[0] if len(persons) == 1 and initial in _first_letters(persons[0]) else None


def _titled(typed: str) -> _Names | None:
    """A person after a title that names their own office: the mayor Terekhov."""
    words = typed.split()
    for length in range(1, min(len(words), 4)):
        names = _person(" ".join(words[-length:]))
        office = registered(" ".join(words[:-length]).rstrip(",:-–— "))
        if names and office and names in office.persons:
            return names
    return None


def _in_language(names: _Names, language: str) -> str:
    """The English name, or the first that is not: the Ukrainian one."""
    other = next((name for name in names if not name.isascii()), names[0])
    return names[0] if language == languages.SOURCE else other


def _first_letters(names: _Names) -> set[str]:
    return {fold(name)[0] for name in names if " " in name}


@cache
def _persons() -> KnownNames[_Names]:
    return KnownNames((name, names) for names in _all() for name in names)


@cache
def _surnames() -> KnownNames[_Names]:
    return KnownNames((name.split()[-1], names) for names in _all() for name in names)


def _all() -> Iterator[_Names]:
    for office in office_register.load():
        yield from office.persons
