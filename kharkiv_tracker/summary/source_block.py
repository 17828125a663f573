"""The sources of a page by name, with what was read there and the links to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from kharkiv_tracker import collation, labels
from kharkiv_tracker.domain import open_names
from kharkiv_tracker.domain.document import Document
from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.domain.when import AsOf
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.summary import blocks, tables
from kharkiv_tracker.summary.blocks import Block
from kharkiv_tracker.summary.publication_profile import Redactor
from kharkiv_tracker.summary.summary_data import SummaryData

#: More links than this are not followed from a page.
LONGEST = 2000
#: What a reader's program opens as a page.
_FOLLOWED = ("http://", "https://")


@dataclass(slots=True)
class _Source:
    name: str
    entries: dict[tuple[str, ...], dict[str, str]] = field(default_factory=dict)


def sources(data: SummaryData) -> list[Block]:
    """Every source of the page that is named, with its documents and links; else nothing."""
    if data.request.profile is Profile.RESTRICTED:
        return []
    by_name: dict[str, _Source] = {}
    # A document may tell of people of any incident, or of none.
    titles = Redactor(data.request.profile, data.texts)
    for account, redactor in _accounts(data):
        name = _name(account, redactor)
        source = by_name.setdefault(name, _Source(name))
        if redactor.is_internal or open_names.key(account) in redactor.names.links:
            entry = _entry(account, data.documents.get(account.document), titles)
            if entry:
                source.entries.setdefault((entry["url"], entry["archive"], entry["title"]), entry)
    items: list[dict[str, Any]] = []
    room = LONGEST
    for source in sorted(by_name.values(), key=lambda one: collation.key(one.name)):
        entries = sorted(source.entries.values(), key=lambda entry: entry["at"])[:room]
        room -= len(entries)
        items.append({"name": source.name, "entries": entries})
    if not items:
        return []
    left_out = sum(len(source.entries) for source in by_name.values()) - (LONGEST - room)
    return [blocks.heading(_("Sources")), blocks.sources(items), *_omitted(left_out)]


def _omitted(count: int) -> list[Block]:
    if not count:
        return []
    sentence = ngettext("{n} more link is not listed.", "{n} more links are not listed.", count)
    return [blocks.note(sentence.format(n=labels.number(count)))]


def _accounts(data: SummaryData) -> Iterator[tuple[Report | Statement, Redactor]]:
    """What the page rests on and may name, with what it may name of it."""
    for incident in data.incidents:
        redactor = Redactor.of(data.request, incident)
        yield from ((report, redactor) for report in incident.reports if redactor.shows(report))
    redactor = Redactor(data.request.profile, names=data.names)
    for comparison in data.statements:
        if redactor.shows(comparison.statement):
            yield comparison.statement, redactor


def _name(account: Report | Statement, redactor: Redactor) -> str:
    source = account.source
    kind = labels.word(source.kind) if source.kind else _("kind not stated")
    name = f"{source.name} ({kind})" if source.name else tables.capital(kind)
    if redactor.is_internal and account.is_confidential:
        return _("{name} (confidential)").format(name=name)
    return name


def _entry(
    account: Report | Statement, document: Document | None, redactor: Redactor
) -> dict[str, str] | None:
    """The title, day and links of what was read; None where it has neither title nor link."""
    title = redactor.text(document.title) if document else ""
    published = account.published or (document.published if document else None)
    if not (title or account.url or account.archive_url):
        return None
    return {
        "at": f"{_sort_key(published)}{title}",
        "title": title,
        "when": labels.as_of(published) if published else "",
        "url": _followed(account.url),
        "url-text": account.url,
        "archive": _followed(account.archive_url),
        "archive-text": account.archive_url and f"{_('Archive link')}: {account.archive_url}",
    }


def _sort_key(published: AsOf | None) -> str:
    return published.text if published else "9"


def _followed(url: str) -> str:
    return url if url.casefold().startswith(_FOLLOWED) else ""
