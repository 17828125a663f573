"""Commands for the work queue: list findings, set one aside for a reason."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from kharkiv_tracker import collation, gazetteer, labels
from kharkiv_tracker.analysis.duplicate_pairs import likeliest, pairs
from kharkiv_tracker.cli import click_words, shared_options
from kharkiv_tracker.cli.edit_options import changing, on_record, print_codes
from kharkiv_tracker.domain.count import parse_count
from kharkiv_tracker.domain.figure import Figure
from kharkiv_tracker.domain.flag import Finding, FindingKind
from kharkiv_tracker.domain.when import parse_as_of
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import N_, _
from kharkiv_tracker.labels import flag_text
from kharkiv_tracker.store import duplicate_traits
from kharkiv_tracker.store import work_queue as store
from kharkiv_tracker.store.case_file import CaseFile

_KINDS = shared_options.WordOf(FindingKind)
#: Flags on what has no code or day, only a name.
_OF_NAMES = (FindingKind.OFFICE_UNJUDGED.value, FindingKind.OFFICES_ALIKE.value)


@click_words.command("queue")
@shared_options.on_case
@click_words.option("--kind", type=_KINDS, help=N_("Only flags of this kind."))
@shared_options.as_json
def queue(case: Path, passphrase_file: Path | None, kind: str | None, as_json: bool) -> None:
    finding_kind = FindingKind(kind) if kind else None
    with shared_options.opened(case, passphrase_file) as opened:
        documents = [
            _document(opened, document)
            for document in (
                *store.listed(opened, gazetteer.load(), finding_kind),
                *(_pairs(opened) if finding_kind in (None, FindingKind.POSSIBLE_DUPLICATE) else ()),
            )
        ]
    kinds = [kind.value for kind in FindingKind]
    documents.sort(key=lambda document: kinds.index(document["kind"]))
    if as_json:
        click.echo(json.dumps({"findings": documents}, ensure_ascii=False))
        return
    for document in _listed(documents):
        click.echo(
            "  ".join(
                part for part in (document["code"], _title(document), _details(document)) if part
            )
        )
    if not documents:
        click.echo(_("Nothing needs attention."))


def _pairs(case: CaseFile) -> Iterator[Finding]:
    """The incidents that may be one, likeliest first, as flags on the first of each pair."""
    features, different = duplicate_traits.features(case), duplicate_traits.different(case)
    for pair in likeliest(pairs(features, different)):
        key = f"{pair.one}:{pair.other}"
        yield Finding(FindingKind.POSSIBLE_DUPLICATE, pair.one, key, {"others": [pair.other]})


def _listed(documents: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """By kind, offices by name; the others stay by day and code."""
    kinds = [kind.value for kind in FindingKind]

    def place(document: dict[str, Any]) -> tuple[int, str]:
        kind = document["kind"]
        return (kinds.index(kind), collation.key(document["code"]) if kind in _OF_NAMES else "")

    return sorted(documents, key=place)


@click_words.command("set-aside")
@shared_options.case_path
@click.argument("code")
@click.argument("kind", type=_KINDS, metavar="KIND")
@click_words.option("--take-up", is_flag=True, help=N_("Reopen a dismissed flag."))
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
    finding_kind = FindingKind(kind)
    with changing(case, passphrase_file, author, reason or "take up") as (opened, edit):
        findings = store.findings(opened, code, aside=True)
        matches = [
            finding
            for finding in findings
            if finding.kind is finding_kind and bool(finding.aside) is take_up
        ]
        if not matches:
            raise Refused(
                _("{code} has no dismissed flag of this kind.").format(code=code)
                if take_up
                else _("{code} has no flag of this kind.").format(code=code)
            )
        for finding in matches:
            if take_up:
                store.take_up(edit, finding.code, finding_kind, finding.key)
            else:
                store.set_aside(edit, finding.code, finding_kind, finding.key, reason)
    print_codes((code,), as_json)


def _document(case: CaseFile, finding: Finding) -> dict[str, Any]:
    content = {**finding.content, "reports": list(store.reports(case, finding))}
    return {"kind": finding.kind.value, "code": finding.code, "key": finding.key, **content}


def _title(document: dict[str, Any]) -> str:
    return flag_text.title(FindingKind(document["kind"]))


def _details(document: dict[str, Any]) -> str:
    """The numbers and codes of a finding."""
    quantity_name, _dot, part = str(document.get("quantity", "")).partition(".")
    text = ", ".join(labels.quantity(name) for name in (quantity_name, part) if name)
    if "after" in document:
        text += f" {document['before']} → {document['after']}"
    elif "persons" in document:
        text += f" {document['persons']} > {document['high']}"
    elif "median" in document:
        text += f" {document['best']}"
    elif "count" in document:
        ours = labels.figure_text(Figure(document["low"], document["low"], document["high"]))
        text += f" {labels.count(parse_count(document['count']))} ≠ {ours}"
    codes = [*document.get("others", ()), *document["reports"], document.get("document", "")]
    day = labels.as_of(parse_as_of(document["day"])) if "day" in document else ""
    return "  ".join(part for part in (text, day, " ".join(filter(None, codes))) if part)
