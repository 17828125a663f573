"""The figures that the renewal of a case moved, as a command prints them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import click

from kharkiv_tracker import labels
from kharkiv_tracker.domain import figure_change
from kharkiv_tracker.domain.figure import Figure
from kharkiv_tracker.domain.incident import ReviewState
from kharkiv_tracker.i18n import _
from kharkiv_tracker.labels import figure_change_text
from kharkiv_tracker.store.renewed_figures import RenewedFigure


def print_all(figures: Sequence[RenewedFigure], as_json: bool) -> None:
    """A line for each figure, or one document."""
    if as_json:
        document = {"renewal": [_document(figure) for figure in figures]}
        click.echo(json.dumps(document, ensure_ascii=False))
        return
    for figure in figures:
        change = figure.change
        quantity, move = figure_change_text.quantity(change), figure_change_text.move(change)
        approved = f" [{labels.word(ReviewState.APPROVED)}]" if figure.approved else ""
        why = figure_change_text.why(change)
        click.echo(f"{figure.code}{approved}  {quantity}: {move}  {why}")
    if not figures:
        click.echo(_("The new counting rule changed no figures."))


def _document(figure: RenewedFigure) -> dict[str, Any]:
    change = figure.change
    return {
        "code": figure.code,
        "approved": figure.approved,
        "quantity": change.quantity,
        "before": _bounds(change.before),
        "after": _bounds(change.after),
        "why": figure_change.reason(change),
    }


def _bounds(figure: Figure) -> dict[str, int | bool | None] | None:
    return figure_change.bounds(figure.low, figure.best, figure.high, figure.about)
