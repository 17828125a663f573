"""What an analyst types into one field, split into the parts that `add` takes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cache

from kharkiv_tracker import labels, languages
from kharkiv_tracker.domain.count import parse_count
from kharkiv_tracker.domain.incident import Weapon
from kharkiv_tracker.domain.match_key import fold
from kharkiv_tracker.domain.place import District, Gazetteer
from kharkiv_tracker.errors import Refused, shown
from kharkiv_tracker.i18n import _
from kharkiv_tracker.intake import word_lists
from kharkiv_tracker.intake.outcome import Question, present
from kharkiv_tracker.intake.things import weapon_field

_PARENTHESES = re.compile(r"\(([^()]*)\)?\s*$")
_PART = re.compile(r"(.*?)\s*([^\W\d_][\w\s.-]*)")


@cache
def _including() -> re.Pattern[str]:
    phrases = languages.either(languages.words("including"))
    return re.compile(rf"\s*[,;]?\s*\b(?:{phrases})\s*:?\s*", re.IGNORECASE)


@cache
def _between_parts() -> re.Pattern[str]:
    conjunctions = languages.either(languages.words("and"))
    return re.compile(rf"\s*(?:,(?!\d{{3}}(?!\d))|;|\s(?:{conjunctions})\s)\s*", re.IGNORECASE)


@cache
def _singular() -> Mapping[str, str]:
    """A class or condition by the words for one of it; without a number one means at least one."""
    return _parts("one")


@cache
def _plural() -> Mapping[str, str]:
    """The same by the words for several."""
    return _parts("many")


def _parts(number: str) -> Mapping[str, str]:
    return {
        fold(word): part
        for section in languages.typed("parts")
        for part, words in section.items()
        for word in languages.listed(words[number])
    }


def read_count(text: str, quantity: str = "") -> tuple[str, dict[str, str]]:
    """Return the count and its parts: `16 (1+ child)` is ("16", {"child": "1+"}).

    `including a child` is at least one. Raises Refused for anything but a count and a known class,
    and for a count that is called another than the `quantity` that is read.
    """
    main, inner = _split_count(" ".join(text.split()))
    main = read_number(main, quantity)
    parse_count(main)
    of_whom: dict[str, str] = {}
    for part in filter(None, _between_parts().split(inner.strip())):
        key, count = _part(part.strip())
        if key in of_whom:
            raise Refused(_("“{part}” is said twice.").format(part=part))
        of_whom[key] = count
    return main, of_whom


def read_number(text: str, quantity: str) -> str:
    """Return a count without the word for its quantity; Refused where it is called another."""
    with suppress(Refused):
        # A multiple names another quantity too: `2x killed`.
        parse_count(text)
        return text
    number, named = word_lists.read_quantity(text)
    if quantity and named not in ("", quantity):
        raise Refused(
            _("“{text}” belongs in the field “{field}”.").format(
                text=shown(text), field=labels.heading(named)
            )
        )
    return number if named == quantity else text


def read_where(text: str, gazetteer: Gazetteer) -> tuple[str, str]:
    """Return the district as typed and the place: the longest beginning that names a district.

    Where no beginning does, it is the text before the first comma. A town or quarter in a district
    names the district and remains part of the place: `Izium, market`.
    """
    typed = " ".join(text.split())
    for district, place in _cuts(typed):
        matches = gazetteer.find(district)
        if len(matches) == 1 and _lies_in_it(district, matches[0], gazetteer):
            return district, typed
        if matches:
            return district, place
    district, _comma, place = typed.partition(",")
    return district.strip(), place.strip()


def read_weapons(text: str) -> list[Weapon]:
    """Return the weapons named; raises Refused for an unknown one, or where it has to be asked."""
    outcome = weapon_field.read_weapons(text, present(Gazetteer(())))
    if isinstance(outcome, Question):
        answers = ", ".join(reading.words for reading in outcome.candidates)
        raise Refused(f"{outcome.words} {answers}")
    return [Weapon(name) for name in outcome.part["weapons"]]


def _split_count(typed: str) -> tuple[str, str]:
    if match := _PARENTHESES.search(typed):
        inner = _including().sub(" ", match[1])
        return typed[: match.start()].strip(), inner
    parts = _including().split(typed, maxsplit=1)
    return parts[0].strip(), parts[1] if len(parts) > 1 else ""


def _part(part: str) -> tuple[str, str]:
    """One part of a whole: its class, and its count as typed."""
    match = _PART.fullmatch(part)
    words = fold(match[2]).split() if match else []
    number = match[1].strip() if match else ""
    while words and not _phrase(words):
        number = f"{number} {words.pop(0)}".strip()
    if not words:
        raise Refused(
            _(
                "“{part}” is not understood; write men, women, boys, girls, children, adults, "
                "unknown, hospitalised, serious or stress after the number."
            ).format(part=part)
        )
    phrase = _phrase(words)
    key = _singular().get(phrase) or _plural()[phrase]
    if number in ("", *languages.words("unnumbered")):
        alone = phrase in _singular()
        number = "1+" if alone else "several"
    parse_count(number)
    return key, number


def _phrase(words: list[str]) -> str:
    """The longest beginning of these words that is a name of a part; "" where none is."""
    beginnings = (" ".join(words[:end]) for end in range(len(words), 0, -1))
    known = (phrase for phrase in beginnings if phrase in _singular() or phrase in _plural())
    return next(known, "")


def _cuts(typed: str) -> Iterator[tuple[str, str]]:
    """Every way to cut a text between two words into a district and a place, longest first."""
    yield typed, ""
    for gap in reversed([match.start() for match in re.finditer(r"[ ,]", typed)]):
        district, place = typed[:gap].rstrip(" ,"), typed[gap:].lstrip(" ,")
        if district and place:
            yield district, place


def _lies_in_it(name: str, district: District, gazetteer: Gazetteer) -> bool:
    """Whether the name is that of somewhere within the district: its own names are adjectives."""
    return not district.kind.is_unknown and not gazetteer.is_own_name(name)
