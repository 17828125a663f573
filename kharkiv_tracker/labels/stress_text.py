"""Whether acute stress counts as injured, and what of it is known, in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kharkiv_tracker.domain.counting_rule import Stress
from kharkiv_tracker.domain.figure import Figure, Range, Reason
from kharkiv_tracker.domain.quantity import AFFECTED, INJURED, MISSING, QUANTITIES, STRESS
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.labels.figure_text import figure_text, number


def which(stress: Stress) -> str:
    """Which injured a number is of."""
    if stress is Stress.INJURED:
        return _("The injured include people with acute stress.")
    return _("The injured do not include people with acute stress.")


def affected(figures: Mapping[str, Range]) -> str:
    """The affected and those of them with acute stress; "" where nothing is known of stress."""
    stress = figures.get(STRESS)
    if stress is None or stress.low is None:
        return ""
    return _("{affected} affected, of whom {stress} with acute stress").format(
        affected=figure_text(figures[AFFECTED]), stress=figure_text(stress)
    )


def missing(figures: Mapping[str, Range]) -> str:
    """The missing; "" where no one is."""
    number_missing = figures.get(MISSING)
    if number_missing is None or number_missing.low is None or number_missing.high == 0:
        return ""
    return _(QUANTITIES[MISSING].count).format(count=figure_text(number_missing))


def beside(figures: Mapping[str, Figure]) -> str:
    """What is known of one incident beside killed and injured, on one line; "" for nothing."""
    is_undivided = bool(figures[INJURED].reports(Reason.UNDIVIDED))
    mark = _("injured may include people with acute stress") if is_undivided else ""
    parts = (affected(figures), mark, missing(figures))
    return " · ".join(part for part in parts if part)


def each(figures: Mapping[str, Range], names: Iterable[str]) -> list[str]:
    """The known figures of these quantities, acute stress among the affected: `3 missing`."""
    known = [name for name in names if name in figures and figures[name].low is not None]
    both = affected(figures) if AFFECTED in known else ""
    combined = {AFFECTED: both, STRESS: ""} if both else {}
    texts = [
        combined.get(name, _together(name, figures[name])) for name in QUANTITIES if name in known
    ]
    return [text for text in texts if text]


def _together(name: str, figure: Range) -> str:
    """A figure and its quantity, which no end of a line parts."""
    text = _(QUANTITIES[name].count).format(count=figure_text(figure))
    return text.replace(" ", "\N{NO-BREAK SPACE}")


def undivided_figure() -> str:
    """That the injured of one incident may include acute stress."""
    return _("The reports only say “affected”: the injured may include acute stress.")


def undivided(incidents: int) -> str:
    """In how many incidents no report divides the affected from the injured; "" for none."""
    if not incidents:
        return ""
    return ngettext(
        "In {n} incident the reports only say “affected”: its injured may include acute stress.",
        "In {n} incidents the reports only say “affected”: their injured may include acute stress.",
        incidents,
    ).format(n=number(incidents))
