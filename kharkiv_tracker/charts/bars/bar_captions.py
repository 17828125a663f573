"""Sentences for the captions of bar charts."""

from __future__ import annotations

from collections.abc import Iterable

from kharkiv_tracker.charts.chart_request import ChartRequest
from kharkiv_tracker.domain.total import Total
from kharkiv_tracker.i18n import _


def ranges(totals: Iterable[Total], open_note: str) -> list[str]:
    """The note on thin lines, and `open_note`, where there are such figures."""
    figures = list(totals)
    return [
        _("Thin lines: range, from low to high.")
        if any(total.low != total.high and not total.is_open for total in figures)
        else "",
        open_note if any(total.is_open for total in figures) else "",
    ]


def has_later(request: ChartRequest) -> bool:
    """Whether figures known later are drawn beside those known then."""
    return request.view.as_known_on is not None and request.options.later


def join(sentences: Iterable[str]) -> str:
    """The sentences that are not empty, as one paragraph."""
    return " ".join(sentence for sentence in sentences if sentence)
