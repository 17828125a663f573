"""The command *gaps*: official totals compared with our own sums."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from kharkiv_tracker import gazetteer, labels
from kharkiv_tracker.cli import click_words, shared_options
from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.domain.total import GroupTotal
from kharkiv_tracker.domain.total_comparison import Difference, Gap
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import statements


@click_words.command("gaps")
@shared_options.on_case
@shared_options.as_json
def gaps(case: Path, passphrase_file: Path | None, as_json: bool) -> None:
    with shared_options.opened(case, passphrase_file) as opened:
        comparisons = statements.gaps(opened, gazetteer.load())
    if as_json:
        document = {"gaps": [_document(gap) for gap in comparisons]}
        click.echo(json.dumps(document, ensure_ascii=False))
        return
    for gap in comparisons:
        for line in _lines(gap):
            click.echo(line)
    if not comparisons:
        click.echo(_("No official totals recorded."))


def _document(gap: Gap) -> dict[str, Any]:
    statement = gap.statement
    return {
        "code": statement.code,
        "area": statement.area,
        "since": statement.since.isoformat() if statement.since else None,
        "as_of": statement.as_of.text if statement.as_of else None,
        "reason": gap.reason.value if gap.reason else None,
        "told": {q: str(statement.count(q)) for q in COUNTED if not statement.count(q).is_unknown},
        "then": _sum(gap.own_then, gap.differences),
        "today": _sum(gap.own_today, gap.today),
    }


def _sum(own: GroupTotal, differences: Mapping[str, Difference]) -> dict[str, Any]:
    totals = own.toll
    return {
        quantity: {
            "own": {
                "low": totals[quantity].low,
                "high": totals[quantity].high,
                **({"about": True} if totals[quantity].about else {}),
            },
            "unknown": totals[quantity].unknown,
            "gap": {
                "low": gap.low,
                "best": gap.best,
                "high": gap.high,
                **({"about": True} if gap.about else {}),
            },
        }
        for quantity, gap in differences.items()
    }


def _lines(gap: Gap) -> list[str]:
    statement = gap.statement
    if gap.reason:
        return [f"{statement.code}  {labels.word(gap.reason)}"]
    own = gap.own_today.toll
    return [
        _("{code}  {quantity}: official {told}, ours {own}; difference {gap}").format(
            code=statement.code,
            quantity=labels.quantity(quantity),
            told=labels.count(statement.count(quantity)),
            own=labels.figure_text(own[quantity]),
            gap=_range(difference),
        )
        for quantity, difference in gap.today.items()
    ]


def _range(gap: Difference) -> str:
    """The ends of a difference; the first number bears the sign of *about*."""
    about = "~" if gap.about else ""
    low = "…" if gap.low is None else about + labels.number(gap.low)
    if gap.low is not None and gap.low == gap.high:
        return low
    first = about if gap.low is None else ""
    high = "…" if gap.high is None else first + labels.number(gap.high)
    return _("{low} to {high}").format(low=low, high=high)
