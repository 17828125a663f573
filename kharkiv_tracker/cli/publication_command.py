"""The command on what the open page names: listed, allowed, withheld."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import click

from kharkiv_tracker import labels
from kharkiv_tracker.cli import click_words, shared_options
from kharkiv_tracker.cli.edit_options import edited, on_record
from kharkiv_tracker.domain.clearance import Decision
from kharkiv_tracker.errors import WrongCall
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import publication as store
from kharkiv_tracker.store.publication import OpenItem

_VERBS = {"allow": Decision.NAMED, "withhold": Decision.WITHHELD}
#: In place of a code: everything nothing was decided on yet.
_ALL = "all"


@click_words.command("publication")
@shared_options.case_path
@click.argument("verb", type=click.Choice(["list", *_VERBS]), default="list")
@click.argument("names", nargs=-1)
@on_record
def publication(
    case: Path,
    verb: str,
    names: tuple[str, ...],
    passphrase_file: Path | None,
    author: str,
    reason: str,
    as_json: bool,
) -> None:
    if bool(names) is (verb == "list"):
        raise WrongCall(
            _("Enter codes or names after “allow” and “withhold” only. Nothing was changed.")
        )
    with shared_options.opened(case, passphrase_file) as opened:
        items = store.listed(opened)
        if verb in _VERBS:
            decision = _VERBS[verb]
            with edited(opened, author, reason or "publication") as edit:
                chosen = _chosen(items, names, decision)
                store.decide(edit, [(item.uid, decision) for item in chosen])
            items = store.listed(opened)
    if as_json:
        document = {"items": [_document(item) for item in items]}
        click.echo(json.dumps(document, ensure_ascii=False))
        return
    for item in items:
        click.echo(_line(item))
    missing = [item for item in items if item.decision is None]
    if not items:
        click.echo(_("The open version names no sources, links or persons of this case file."))
    elif missing:
        click.echo(_("Not decided yet: {things}.").format(things=store.counted(missing)))


def _chosen(items: Sequence[OpenItem], names: Iterable[str], decision: Decision) -> list[OpenItem]:
    chosen: list[OpenItem] = []
    for name in names:
        if name != _ALL:
            chosen.append(store.named(items, name))
            continue
        chosen += [
            item
            for item in items
            if item.decision is None and (item.is_public or decision is Decision.WITHHELD)
        ]
    return chosen


def _document(item: OpenItem) -> dict[str, Any]:
    return {
        "kind": item.kind,
        "code": item.code or None,
        "name": item.name,
        "about": item.about,
        "proposed": item.is_public,
        "decision": item.decision.value if item.decision else None,
    }


def _line(item: OpenItem) -> str:
    decision = labels.word(item.decision) if item.decision else _("not decided")
    return "  ".join(part for part in (decision, item.code, item.name, item.about) if part)
