"""Words of a closed list as they are typed: whole or begun, in English or the window's language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TypeVar

from kharkiv_tracker import labels, languages
from kharkiv_tracker.domain.count import Ratio, parse_count
from kharkiv_tracker.domain.match_key import fold
from kharkiv_tracker.domain.office import Authority
from kharkiv_tracker.domain.quantity import COUNTED, QUANTITIES
from kharkiv_tracker.domain.tally import Role
from kharkiv_tracker.domain.word import Word
from kharkiv_tracker.errors import Refused, shown
from kharkiv_tracker.i18n import _

_Word = TypeVar("_Word", bound=Word)
#: Lists whose words are typed in every language there is, whatever the window speaks.
_SECTIONS: Mapping[type[Word], str] = {Role: "roles", Authority: "authority"}
_BETWEEN = re.compile(r"\s*[,;]\s*")


def read_word(text: str, kind: type[_Word]) -> _Word:
    """The one word of a list that is meant; Refused, naming them, where none or several are."""
    typed = fold(text)
    spellings = {word: _spellings(word) for word in kind}
    for word, names in spellings.items():
        if typed in names:
            return word
    begun = [w for w, names in spellings.items() if any(name.startswith(typed) for name in names)]
    within = [w for w, names in spellings.items() if any(f" {typed}" in name for name in names)]
    # What begins with the letters comes before what has them further on.
    matches = begun or within
    if len(matches) == 1:
        return matches[0]
    raise Refused(
        _("“{text}” is not one of: {words}.").format(
            text=shown(text.strip()), words=", ".join(map(labels.word, matches or kind))
        )
    )


def read_words(text: str, kind: type[_Word]) -> list[_Word]:
    """Several words of a list, parted by commas."""
    named = [part for part in _BETWEEN.split(text.strip()) if part]
    return list(dict.fromkeys(read_word(part, kind) for part in named))


def read_combatants(text: str) -> dict[str, str]:
    """Counts of combatants: `3` is killed, `3, 5` killed and injured, `5 injured` as typed."""
    counts: dict[str, str] = {}
    for position, part in enumerate(filter(None, _BETWEEN.split(text.strip()))):
        number, quantity = _named(part)
        quantity = quantity or COUNTED[min(position, len(COUNTED) - 1)]
        if quantity in counts:
            raise Refused(_("“{part}” is said twice.").format(part=shown(part)))
        if isinstance(parse_count(number), Ratio):
            raise Refused(_("A number is needed here, not a ratio."))
        counts[quantity] = number
    return counts


def read_number(text: str) -> int:
    """A plain number of people, at least one."""
    typed = text.strip()
    if not (typed.isascii() and typed.isdigit() and 0 < int(typed[:9]) < 100_000):
        raise Refused(_("“{text}” is not a number of people.").format(text=shown(typed)))
    return int(typed)


def read_quantity(text: str) -> tuple[str, str]:
    """A count without the word for what is counted, and that quantity, "" where there is none."""
    return _named(text, QUANTITIES)


def _spellings(word: Word) -> set[str]:
    """A word as it is stored, as English and the window's language have it, and as any has it."""
    section = _SECTIONS.get(type(word), "")
    others = languages.table(section).get(word.value, ()) if section else ()
    return {fold(text) for text in (word.value, word.label.text, labels.word(word), *others)}


def _named(part: str, quantities: Iterable[str] = COUNTED) -> tuple[str, str]:
    words = part.split()
    for quantity in quantities:
        names = {
            fold(name) for name in (quantity, *languages.table("quantities").get(quantity, ()))
        }
        rest = [word for word in words if fold(word) not in names]
        if len(rest) < len(words):
            return " ".join(rest), quantity
    return part, ""
