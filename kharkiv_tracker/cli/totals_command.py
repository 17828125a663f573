"""The command *totals*."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from kharkiv_tracker import gazetteer, labels
from kharkiv_tracker.analysis import people_classes
from kharkiv_tracker.cli import click_words, shared_options
from kharkiv_tracker.cli.total_output import total_document
from kharkiv_tracker.domain.counting_rule import Rule, Stress
from kharkiv_tracker.domain.quantity import (
    CHILDREN,
    CONDITIONS,
    COUNTED,
    GROUPS,
    TOTALLED,
    WITH_PARTS,
    subset,
)
from kharkiv_tracker.domain.time_view import View
from kharkiv_tracker.domain.total import GroupTotal, Toll, Total, Totals
from kharkiv_tracker.i18n import N_, NO_BREAK, _
from kharkiv_tracker.labels import remainder_text, stress_text
from kharkiv_tracker.store import totals as store

_RULES = {
    Rule.LATEST: "latest",
    Rule.RANGE: Rule.RANGE.value,
    Rule.CHOSEN: Rule.CHOSEN.value,
}


_OF_WHOM = (*GROUPS, *CONDITIONS)


@click_words.command("totals")
@shared_options.on_case
@click_words.option(
    "--by",
    type=click.Choice(store.BY),
    default="district",
    show_default=True,
    help=N_("What to add up by."),
)
@shared_options.viewing
@shared_options.as_json
def totals(case: Path, passphrase_file: Path | None, by: str, view: View, as_json: bool) -> None:
    with (
        shared_options.opened(case, passphrase_file) as opened,
        shared_options.as_recorded(opened, view) as then,
    ):
        result = store.totals(then, view.selection, by, view.as_known_on)
        rule, stress = then.rule, then.stress
    if as_json:
        click.echo(json.dumps(document(result, by, rule, stress, view), ensure_ascii=False))
    else:
        click.echo(table(result, by, stress))


def document(totals: Totals, by: str, rule: Rule, stress: Stress, view: View) -> dict[str, Any]:
    """The totals as a JSON document, a stable format."""
    return {
        "selection": view.selection.document(),
        "by": by,
        "rule": _RULES[rule],
        "stress": stress.value,
        "as_known_on": _instant(view.as_known_on),
        "as_recorded_on": _instant(view.as_recorded_on),
        "groups": [
            # Programs compare names: their spaces are plain ones.
            {"key": g.key, "name": _name(g.key, by).replace(NO_BREAK, " "), **_group(g)}
            for g in totals.groups
        ],
        "total": _group(totals.total),
        "left_out": {
            "withdrawn": totals.left_out.withdrawn,
            "discounted": totals.left_out.discounted,
            "undated": totals.left_out.undated,
            "touching": totals.left_out.touching,
            "remainder": totals.left_out.remainder,
        },
    }


def table(totals: Totals, by: str, stress: Stress) -> str:
    """The totals as a table for people."""
    names = (*COUNTED, *totals.total.toll.beside)
    rows = [[_("Group"), _("Incidents"), *map(labels.heading, names)]]
    rows += [_row(_name(group.key, by), group, names) for group in _listed(totals.groups, by)]
    remainder = totals.total.remainder
    if not totals.groups and remainder is None:
        return "\n".join([_("None recorded."), *_left_out(totals)])
    if remainder is not None:
        name = remainder_text.name()
        in_groups = any(group.remainder for group in totals.groups)
        if in_groups:
            name = _("{part} (included above)").format(part=name)
        rows.append([name, "", *(_figure_text(remainder[quantity]) for quantity in names)])
    rows.append(_row(_("All"), totals.total, names))
    is_several = sum(group.incidents for group in totals.groups) > totals.total.incidents
    first, *widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [
        "  ".join([f"{name:<{first}}", *map(str.rjust, numbers, widths)]) for name, *numbers in rows
    ]
    notes = [
        *([labels.in_several_rows()] if is_several else []),
        *_of_whom(totals.total),
        stress_text.which(stress),
        stress_text.undivided(totals.total.undivided),
        *_left_out(totals),
    ]
    return "\n".join([*lines, *filter(None, notes)])


def _listed(groups: Sequence[GroupTotal], by: str) -> list[GroupTotal]:
    """The groups as people list them; those that are not words stay as they are."""
    if by == "district":
        by_key = {group.key: group for group in groups}
        return [by_key[key] for key in gazetteer.load().in_order(by_key)]
    return sorted(groups, key=lambda group: labels.place_in_list(by, group.key))


def _of_whom(total: GroupTotal) -> list[str]:
    """A line for each quantity of which some are known by age and sex, or by condition."""
    lines = []
    for quantity in COUNTED:
        parts = total.toll.parts(quantity)
        known = [name for name in _OF_WHOM if not parts.get(name, Total()).is_unknown]
        if known:
            numbers = [
                f"{labels.quantity(subset(quantity, name))} {labels.figure_text(parts[name])}"
                for name in known
            ]
            rest = labels.figure_text(people_classes.rest(total.toll, quantity))
            numbers.append(_("not stated {figure}").format(figure=rest))
            heading = labels.heading(quantity)
            lines.append(
                _("{quantity}, of whom: {parts}.").format(
                    quantity=heading, parts=", ".join(numbers)
                )
            )
    return lines


def _row(name: str, group: GroupTotal, names: Iterable[str]) -> list[str]:
    return [
        name,
        labels.number(group.incidents),
        *(_figure_text(group.toll[quantity]) for quantity in names),
    ]


def _figure_text(total: Total) -> str:
    text = labels.figure_text(total)
    unknown = labels.unknown_in(total)
    return f"{text} ({unknown})" if unknown and total.low is not None else text


def _left_out(totals: Totals) -> list[str]:
    left_out = totals.left_out
    counts = [
        (_("{n} withdrawn"), left_out.withdrawn),
        (_("{n} discounted"), left_out.discounted),
        (_("{n} undated"), left_out.undated),
        (_("{n} that began before the period"), left_out.touching),
    ]
    named = ", ".join(text.format(n=labels.number(n)) for text, n in counts if n)
    lines = [_("Left out: {incidents}.").format(incidents=named)] if named else []
    return [*lines, *filter(None, [remainder_text.left_out(left_out.remainder)])]


def _name(key: str, by: str) -> str:
    if by == "district":
        district = gazetteer.load().get(key)
        return labels.district(district) if district else key
    return labels.group(by, key)


def _group(group: GroupTotal) -> dict[str, Any]:
    quantities = {name: _quantity(group, name) for name in TOTALLED}
    remainder = {name: total_document(total) for name, total in (group.remainder or Toll()).items()}
    return {
        "incidents": group.incidents,
        **({"remainder": remainder} if remainder else {}),
        "quantities": {
            name: {**document, "about": group.toll[name].about, "of_whom": document["of_whom"]}
            for name, document in quantities.items()
        },
        "may_include_stress": group.undivided,
        **{name: _with_children(group, name, quantities[name]) for name in COUNTED},
    }


def _quantity(group: GroupTotal, quantity: str) -> dict[str, Any]:
    """A quantity and those of whom something is known; of groups at least and at most."""
    toll = group.toll
    if toll[quantity].is_unknown and not toll[quantity].unknown:
        # Nobody gives any.
        toll = Toll({quantity: Total(unknown=group.incidents)})
    if quantity not in WITH_PARTS:
        return {**total_document(toll[quantity]), "of_whom": {}}
    parts = toll.parts(quantity)
    # An incident in which nothing is said of a group does not say that there is nobody of it.
    silent = Total(unknown=group.incidents)
    of_whom = {name: total_document(parts.get(name, silent)) for name in _OF_WHOM}
    of_whom |= {name: total_document(parts[name]) for name in sorted(parts) if name not in of_whom}
    of_whom["not_said"] = total_document(toll.not_said(quantity))
    return {**total_document(toll[quantity]), "of_whom": of_whom}


def _with_children(group: GroupTotal, quantity: str, document: dict[str, Any]) -> dict[str, Any]:
    children = group.toll.parts(quantity).get(CHILDREN)
    return document if children is None else {**document, CHILDREN: total_document(children)}


def _instant(instant: datetime | None) -> str | None:
    return instant.isoformat() if instant else None
