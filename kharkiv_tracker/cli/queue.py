"""The work queue on the command line: what waits, and setting a finding aside for a reason."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from kharkiv_tracker import gazetteer, labels
from kharkiv_tracker.cli import options
from kharkiv_tracker.cli.changing import changing, on_record, tell
from kharkiv_tracker.domain.figure import Figure
from kharkiv_tracker.domain.finding import Finding, FindingKind
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import queue as store
from kharkiv_tracker.store.case_file import CaseFile

_KINDS = click.Choice([kind.value for kind in FindingKind])


@click.command(help="What waits to be looked at: all of it, or one KIND of finding.")
@options.on_case
@click.option("--kind", type=_KINDS, help="One kind of finding only.")
@options.as_json
def queue(case: Path, passphrase_file: Path | None, kind: str | None, as_json: bool) -> None:
    wanted = FindingKind(kind) if kind else None
    with options.opened(case, passphrase_file) as opened:
        found = [_document(opened, one) for one in store.listed(opened, gazetteer.load(), wanted)]
    if as_json:
        click.echo(json.dumps({"findings": found}, ensure_ascii=False))
        return
    for one in found:
        click.echo("  ".join(part for part in (one["code"], one["kind"], _details(one)) if part))
    if not found:
        click.echo(_("Nothing waits."))


@click.command(
    help="Take a KIND of finding about a record out of the queue for a reason, or --take-up again."
)
@options.case_path
@click.argument("code")
@click.argument("kind", type=_KINDS)
@click.option("--take-up", is_flag=True, help="Put back what was set aside.")
@on_record
def set_aside(
    case: Path,
    code: str,
    kind: str,
    take_up: bool,
    passphrase_file: Path | None,
    author: str,
    reason: str,
    as_json: bool,
) -> None:
    wanted = FindingKind(kind)
    with changing(case, passphrase_file, author, reason or "take up") as (opened, edit):
        told = store.findings(opened, code, aside=True)
        found = [one for one in told if one.kind is wanted and bool(one.aside) is take_up]
        if not found:
            raise Refused(
                _("Nothing of this kind was set aside about {code}.").format(code=code)
                if take_up
                else _("Nothing of this kind waits about {code}.").format(code=code)
            )
        for one in found:
            if take_up:
                store.take_up(edit, code, wanted, one.key)
            else:
                store.set_aside(edit, code, wanted, one.key, reason)
    tell((code,), as_json)


def _document(case: CaseFile, found: Finding) -> dict[str, Any]:
    told = {**found.told, "reports": list(store.reports(case, found))}
    return {"kind": found.kind.value, "code": found.code, "key": found.key, **told}


def _details(one: dict[str, Any]) -> str:
    """What a finding is about, as far as numbers and codes tell it."""
    whole, _dot, part = str(one.get("quantity", "")).partition(".")
    quantity = ", ".join(labels.quantity(name) for name in (whole, part) if name)
    if "after" in one:
        quantity += f" {one['before']} → {one['after']}"
    elif "persons" in one:
        quantity += f" {one['persons']} > {one['high']}"
    elif "count" in one:
        ours = labels.figure_text(Figure(one["low"], one["low"], one["high"]))
        quantity += f" {one['count']} ≠ {ours}"
    codes = [*one.get("others", ()), *one["reports"]]
    return "  ".join(part for part in (quantity, one.get("day", ""), " ".join(codes)) if part)
