"""The figures a change moves, as a command prints them, and the option that only shows them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import click

from kharkiv_tracker import labels
from kharkiv_tracker.cli import click_words
from kharkiv_tracker.domain.figure import Figure
from kharkiv_tracker.i18n import N_, _
from kharkiv_tracker.store.rule_choice import Difference

dry_run = click_words.option(
    "--dry-run", is_flag=True, help=N_("Show what would change and change nothing.")
)


def print_all(differences: Sequence[Difference], as_json: bool) -> None:
    """Print all that a change moves, as lines or one document."""
    if as_json:
        click.echo(json.dumps({"differences": documents(differences)}, ensure_ascii=False))
        return
    print_lines(differences)
    if not differences:
        click.echo(_("No figures change."))


def print_lines(differences: Sequence[Difference]) -> None:
    """A line for each figure that moves."""
    for difference in differences:
        before, after = labels.figure_text(difference.before), labels.figure_text(difference.after)
        quantity = ", ".join(labels.quantity(part) for part in difference.quantity.split("."))
        click.echo(f"{difference.code}  {quantity}: {before} → {after}")


def documents(differences: Sequence[Difference]) -> list[dict[str, Any]]:
    """The same for a JSON document."""
    return [
        {
            "code": difference.code,
            "quantity": difference.quantity,
            "before": _bounds(difference.before),
            "after": _bounds(difference.after),
        }
        for difference in differences
    ]


def _bounds(figure: Figure) -> dict[str, int | None]:
    return {"low": figure.low, "best": figure.best, "high": figure.high}
