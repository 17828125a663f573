"""Words of a closed list as they are typed: whole or begun, in English or the window's language."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kharkiv_tracker import languages
from kharkiv_tracker.domain.count import Ratio, parse_count
from kharkiv_tracker.domain.match_key import fold
from kharkiv_tracker.domain.quantity import COUNTED, QUANTITIES
from kharkiv_tracker.errors import Refused, shown
from kharkiv_tracker.i18n import _
from kharkiv_tracker.intake.things.closed_list import read_word, read_words

__all__ = ["read_combatants", "read_number", "read_quantity", "read_word", "read_words"]

_BETWEEN = re.compile(r"\s*[,;]\s*")


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
