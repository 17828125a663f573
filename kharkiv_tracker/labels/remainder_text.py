"""What combined reports have beyond their incidents, in words."""

from __future__ import annotations

from collections.abc import Iterator

from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.domain.remainder import Remainder
from kharkiv_tracker.domain.total import Toll, Total
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.labels.figure_text import figure_text, figure_words, number
from kharkiv_tracker.labels.quantity_text import heading
from kharkiv_tracker.labels.quantity_text import quantity as word
from kharkiv_tracker.labels.record_text import district
from kharkiv_tracker.labels.time_text import date


def name() -> str:
    """The heading of a remainder in a table."""
    return _("Remainder of combined reports")


def brief(remainder: Toll | None) -> str:
    """How much of a sum is remainder, on a line of short parts."""
    if remainder is None:
        return ""
    return _("of which remainder of combined reports: {figures}").format(
        figures=_figures(remainder)
    )


def included(remainder: Toll | None) -> str:
    """How much of the figures is remainder; nothing where none is."""
    if remainder is None:
        return ""
    return _("Includes the remainder of combined reports, district unknown: {figures}.").format(
        figures=_figures(remainder)
    )


def earlier(remainder: Toll | None) -> str:
    """How much remainder the figures of an earlier summary contained."""
    if remainder is None:
        return _("The earlier summary included no remainder.")
    return _("The earlier summary included a remainder: {figures}.").format(
        figures=_figures(remainder)
    )


def beside(remainder: Toll | None) -> str:
    """What is not drawn because it is of no incident; nothing without one."""
    if remainder is None:
        return ""
    return _("The remainder of combined reports is not shown: {figures}.").format(
        figures=_figures(remainder)
    )


def left_out(remainders: int) -> str:
    """How many remainders a selection leaves out; nothing without any."""
    if not remainders:
        return ""
    return ngettext(
        "The remainder of {n} combined report is left out: it cannot be assigned to this "
        "selection.",
        "The remainders of {n} combined reports are left out: they cannot be assigned to "
        "this selection.",
        remainders,
    ).format(n=number(remainders))


def lines(remainder: Remainder, is_counted: bool, gazetteer: Gazetteer) -> Iterator[str]:
    """What a combined report has beyond its incidents, and where it counts, if it does."""
    for quantity, total in shown(remainder.toll):
        yield _("{quantity}: {figure} minus {own}, remainder {rest}.").format(
            quantity=heading(quantity),
            figure=figure_words(remainder.figures[quantity]),
            own=figure_words(remainder.own[quantity]),
            rest=figure_words(total),
        )
    if not is_counted:
        yield _("Compared with the sum, not added. Its remainder is not counted.")
        return
    place = gazetteer.get(remainder.district)
    area = district(place) if place else remainder.district
    if remainder.day is None:
        yield _("The remainder is counted under {area}, undated.").format(area=area)
        return
    yield _("The remainder is counted under {area}, on {day}.").format(
        area=area, day=date(remainder.day)
    )


def _figures(remainder: Toll) -> str:
    return ", ".join(
        _("{quantity} {figure}").format(quantity=word(quantity), figure=figure_text(total))
        for quantity, total in shown(remainder)
    )


def shown(remainder: Toll) -> Iterator[tuple[str, Total]]:
    """The quantities to be shown: affected only where they are not the injured."""
    names = (*COUNTED, *remainder.beside)
    return ((name, remainder[name]) for name in names if name in remainder)
