"""What versions for others show of a record, by its fields: a new one is hidden until listed."""

from __future__ import annotations

from collections.abc import Mapping

from kharkiv_tracker.domain.document import Document
from kharkiv_tracker.domain.incident import Incident
from kharkiv_tracker.domain.joint import JointReport
from kharkiv_tracker.domain.person import Person
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.statement import Statement

_ACCOUNT = frozenset(
    ("as_of", "published", "speaker", "source", "counts", "quote", "url", "archive_url", "language")
)
#: What of an account its numbers hang on.
_NUMBERS = frozenset(("as_of", "published", "source", "counts", "role", "authority"))
#: The fields that versions for others show; texts in them are redacted.
SHOWN: Mapping[type, frozenset[str]] = {
    Incident: frozenset(
        (
            "event",
            "district",
            "code",
            "place",
            "settlement",
            "point",
            "point_precision",
            "cluster",
            "weapons",
            "places_hit",
            "grade",
            "state",
            "summary",
        )
    ),
    Report: _ACCOUNT | {"role", "authority", "number", "transfer"},
    Statement: _ACCOUNT | {"area", "code", "since"},
    JointReport: _NUMBERS | {"incidents", "districts", "first", "last", "code", "count_remainder"},
    Person: frozenset(("name", "age", "sex", "status", "civilian", "number")),
    Document: frozenset(("url", "title", "kind", "source", "published", "archive_url", "language"))
    | {"code"},
}
#: What of an account that is confidential is shown beside its numbers.
CONFIDENTIAL = _NUMBERS | {"number", "confidential", "code", "area", "since"}
