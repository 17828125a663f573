"""The JSON of a source in the source list, read and written: `{"name": "…", "rank": 1}`."""

from __future__ import annotations

from typing import Any

from kharkiv_tracker.domain.source import Consent, Reliability, Source, SourceKind
from kharkiv_tracker.errors import under
from kharkiv_tracker.exchange.shape import Fields, whole_number


def read_source(document: object) -> Source:
    """A source from the fields of the JSON of `add`."""
    fields = Fields(document)
    source = Source(
        name=fields.text("name"),
        kind=fields.word("kind", SourceKind),
        reliability=fields.word("reliability", Reliability),
        rank=_rank(fields.take("rank")),
        language=fields.text("language"),
        notes=fields.long_text("notes"),
        confidential=fields.flag("confidential"),
        consent=fields.word("consent", Consent),
    )
    fields.nothing_else()
    source.check()
    return source


def source_document(source: Source) -> dict[str, Any]:
    """The fields of a source; nothing that is not said."""
    told = {
        "name": source.name,
        "kind": source.kind.value if source.kind else None,
        "reliability": source.reliability.value if source.reliability else None,
        "rank": source.rank,
        "language": source.language,
        "notes": source.notes,
        "confidential": source.confidential,
        "consent": source.consent.value if source.consent else None,
    }
    return {name: value for name, value in told.items() if value}


def _rank(value: object) -> int | None:
    with under("rank"):
        return None if value in (None, "") else whole_number(value)
