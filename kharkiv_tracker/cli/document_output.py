"""Documents as the command line prints them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import click

from kharkiv_tracker import labels
from kharkiv_tracker.cli.edit_options import print_codes
from kharkiv_tracker.domain import passage
from kharkiv_tracker.domain.attachment import Attachment
from kharkiv_tracker.domain.document import Document
from kharkiv_tracker.domain.incident import code_of
from kharkiv_tracker.domain.record import NUMBERED
from kharkiv_tracker.errors import shown
from kharkiv_tracker.exchange import document_json
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.store import (
    attachment_records,
    document_merge,
    document_records,
    document_usage,
)
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.document_groups import DocumentGroup
from kharkiv_tracker.store.document_matches import DocumentMatch


def print_list(case: CaseFile, as_json: bool) -> None:
    """Print every document with the records that point to it."""
    records = document_usage.records_of_all(case)
    documents = list(document_usage.all_documents(case))
    if as_json:
        codes = {document.uid: document.code for document in documents}
        _echo({"documents": [_row(one, codes, records.get(one.uid, ())) for one in documents]})
        return
    for document in documents:
        if not document.merged_into:
            click.echo(_line(document, len(records.get(document.uid, ()))))
    if not documents:
        click.echo(_("No documents recorded."))


def print_document(case: CaseFile, code: str, as_json: bool) -> None:
    """Print all of a document; of one that was merged, all of the one it was merged into."""
    document = document_records.current(case, code)
    taken = document_usage.taken(case, document.code)
    files = [
        (f"{document.code}/{NUMBERED['attachment']}{file.number}", file)
        for file in attachment_records.of(case, document.code)
    ]
    others = document_merge.merged_from(case, document.code)
    if as_json:
        _echo(
            {
                **document_json.document_document(document),
                "code": document.code,
                "confidential": document.is_confidential,
                "collected": document.collected or None,
                "withdrawn": document.withdrawn,
                "text": document.text,
                "text_digest": document.text_digest or None,
                "merged_from": list(others),
                "passages": [
                    {
                        "record": one.code,
                        "words": [list(pair) for pair in one.words],
                        "quote": one.quote or _quote(document, one.words),
                        "withdrawn": one.withdrawn,
                    }
                    for one in taken
                ],
                "files": [_file(file_code, file) for file_code, file in files],
            }
        )
        return
    if document.code != code_of(code):
        click.echo(
            _("{code} was merged into {kept}.").format(code=code_of(code), kept=document.code)
        )
    click.echo(_line(document, sum(not one.withdrawn for one in taken)))
    for line in (document.url, document.archive_url, document.author, document.notes):
        if line:
            click.echo(f"  {line}")
    for one in taken:
        where = _("words {ranges}").format(ranges=passage.stored(one.words)) if one.words else ""
        withdrawn = _("withdrawn") if one.withdrawn else ""
        quote = shown(one.quote or _quote(document, one.words))
        click.echo("  ".join(filter(None, (one.code, where, withdrawn, quote))))
    for file_code, file in files:
        click.echo(f"{file_code}  {file.name}")
    if document.text:
        click.echo(f"\n{document.text}")


def print_added(code: str, alike: Sequence[DocumentMatch], as_json: bool) -> None:
    """Print the code of a new document and those that may be the same."""
    if as_json:
        _echo({"records": [code], "same_documents": same_documents(code, alike)})
        return
    click.echo(code)
    for match in alike:
        click.echo(
            _("{code} may be the same document as {other}: {why}. Both were kept.").format(
                code=code,
                other=match.document.code,
                why=", ".join(map(labels.word, match.why)),
            )
        )


def same_documents(code: str, alike: Sequence[DocumentMatch]) -> list[dict[str, Any]]:
    """The documents that may be the same as one, for a JSON document."""
    return [
        {"code": code, "like": match.document.code, "why": [why.value for why in match.why]}
        for match in alike
    ]


def print_withdrawn(codes: Sequence[str], taken: int, as_json: bool) -> None:
    """Print the codes of withdrawn documents, and that what was taken from them stays."""
    print_codes(codes, as_json)
    if taken and not as_json:
        click.echo(
            ngettext(
                "{n} record taken from it stays as it is. To take it out of the figures, withdraw "
                "that record.",
                "{n} records taken from it stay as they are. To take them out of the figures, "
                "withdraw those records.",
                taken,
            ).format(n=labels.number(taken))
        )


def print_groups(groups: Sequence[DocumentGroup], codes: Sequence[str], as_json: bool) -> None:
    """Print groups of records and the document of each: its code in `codes`, if it was added."""
    if as_json:
        _echo({"groups": [_group(group, codes[n : n + 1]) for n, group in enumerate(groups)]})
        return
    for n, group in enumerate(groups):
        document = group.document
        code = next(iter(codes[n : n + 1]), document.code) or _("new document")
        parts = (code, *_parts(document), labels.word(group.why))
        click.echo("  ".join(filter(None, parts)))
        click.echo(f"    {', '.join(group.records)}")
    if not groups:
        click.echo(_("Nothing to gather."))


def _group(group: DocumentGroup, code: Sequence[str]) -> dict[str, Any]:
    document = {
        **document_json.document_document(group.document),
        "confidential": group.document.is_confidential,
    }
    return {
        "code": next(iter(code), group.document.code) or None,
        "why": group.why.value,
        "records": list(group.records),
        "differing": list(group.differing),
        "document": document,
    }


def _row(document: Document, codes: dict[str, str], records: Sequence[str]) -> dict[str, Any]:
    return {
        "code": document.code,
        "title": document.title,
        "kind": document.kind.value if document.kind else None,
        "source": document.source.name,
        "published": document.published.text if document.published else None,
        "url": document.url,
        "confidential": document.is_confidential,
        "withdrawn": document.withdrawn,
        "merged_into": codes.get(document.merged_into),
        "records": list(records),
        "unread": not (records or document.withdrawn),
    }


def _line(document: Document, taken: int) -> str:
    count = ngettext("{n} record taken from it", "{n} records taken from it", taken)
    parts = (
        document.code,
        *_parts(document),
        count.format(n=labels.number(taken)) if taken else _("nothing taken from it yet"),
        _("confidential") if document.is_confidential else "",
        _("withdrawn") if document.withdrawn else "",
    )
    return "  ".join(filter(None, parts))


def _parts(document: Document) -> tuple[str, ...]:
    """When it was published, what it is called and where."""
    return (
        labels.as_of(document.published) if document.published else "",
        document.title or shown(document.text) or document.url,
        document.source.name,
    )


def _file(code: str, file: Attachment) -> dict[str, Any]:
    return {
        "code": code,
        "name": file.name,
        "type": file.type,
        "size": file.size,
        "sha256": file.sha256,
        "withdrawn": file.withdrawn,
    }


def _quote(document: Document, words: passage.Ranges) -> str:
    within = words and words[-1][1] <= len(document.text)
    return passage.quote(document.text, words) if within else ""


def _echo(document: dict[str, Any]) -> None:
    click.echo(json.dumps(document, ensure_ascii=False))
