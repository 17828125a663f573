"""Offices as they are typed: one name for all that a known one goes by, others as they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from kharkiv_tracker import office_register
from kharkiv_tracker.city import in_language
from kharkiv_tracker.domain.match_key import is_blank
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.exchange.json_shape import LONGEST_LINE
from kharkiv_tracker.i18n import _, current
from kharkiv_tracker.intake.outcome import Context, Outcome, Question, Reading
from kharkiv_tracker.intake.things.known_names import KnownNames
from kharkiv_tracker.intake.typed_text import normal, visible

#: Before a name that is read as written, though several offices share it.
AS_TYPED = "="


def read_office(text: str, _context: Context) -> Outcome:
    """The office by the name written for it; a name of several asks, an unknown one stays."""
    typed = one_line(text)
    if typed.startswith(AS_TYPED):
        name = typed.removeprefix(AS_TYPED).strip()
        return Reading({"office": name}, name, {"office": typed})
    keys = known_offices().find(normal(typed)) if typed else ()
    if not keys:
        return Reading({"office": typed}, typed, {"office": typed})
    readings = tuple(map(_reading, keys))
    if len(readings) == 1:
        return readings[0]
    name = normal(typed)
    unsaid = Reading({"office": name}, name, {"office": f"{AS_TYPED}{name}"})
    return Question(_("Which office?"), readings, unsaid)


def one_line(text: str) -> str:
    """A name as it is kept, its signs and stops as typed; Refused where it is too long for one."""
    typed = " ".join(visible(text).split())
    if len(typed) > LONGEST_LINE:
        raise Refused(_("The text is too long for one line."))
    return "" if is_blank(typed) else typed


def _reading(key: str) -> Reading:
    title = in_language(_titles()[key], current())
    return Reading({"office": key}, title, {"office": title})


@cache
def known_offices() -> KnownNames[str]:
    """The names written for offices, by all their names."""
    return KnownNames(_names())


def _names() -> Iterator[tuple[str, str]]:
    for office in office_register.load():
        branched = {name: branch for branch in office.branches for name in branch.names}
        for name in (*office.names, office.written):
            branch = branched.get(name)
            yield name, normal(branch.names[0] if branch else office.written)
        for name in office.shared:
            yield name, normal(office.written)


@cache
def _titles() -> Mapping[str, Mapping[str, str]]:
    titles: dict[str, Mapping[str, str]] = {}
    for office in office_register.load():
        titles[normal(office.written)] = office.titles
        titles |= {normal(branch.names[0]): branch.titles for branch in office.branches}
    return titles
