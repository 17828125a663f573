"""How charts of bars are to be read, in sentences for their captions."""

from __future__ import annotations

from collections.abc import Iterable

from kharkiv_tracker.charts.asked import Asked
from kharkiv_tracker.domain.total import Total
from kharkiv_tracker.i18n import _


def ranges(totals: Iterable[Total], opened: str) -> list[str]:
    """What thin lines mean where there are any, and `opened` where a figure is open upwards."""
    told = list(totals)
    return [
        _("Thin lines run from low to high.")
        if any(total.low != total.high and not total.is_open for total in told)
        else "",
        opened if any(total.is_open for total in told) else "",
    ]


def has_later(asked: Asked) -> bool:
    """Whether what became known later is drawn beside what was known then."""
    return asked.view.as_known_on is not None and asked.options.later


def together(sentences: Iterable[str]) -> str:
    """Those that say something, as one paragraph."""
    return " ".join(sentence for sentence in sentences if sentence)
