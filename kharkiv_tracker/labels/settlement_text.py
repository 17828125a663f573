"""Towns and villages as a person reads them."""

from __future__ import annotations

from kharkiv_tracker import settlement_register
from kharkiv_tracker.city import in_language
from kharkiv_tracker.i18n import _, current


def settlement(code: str) -> str:
    """The name of a settlement with its hromada; the code itself where it is not known."""
    place = settlement_register.load().get(code)
    if place is None:
        return code
    return _("{settlement}, {hromada} hromada").format(
        settlement=place.name(current()), hromada=in_language(place.hromada.names, current())
    )
