"""What the fields of records are called."""

from __future__ import annotations

from collections.abc import Iterator

from kharkiv_tracker.domain.fields import Field, Kind, fields_of
from kharkiv_tracker.i18n import pgettext


def field(declared: Field) -> str:
    """The label of a field: `Grade`."""
    return pgettext(*declared.label) if declared.label else ""


def true_fields(record: object) -> Iterator[str]:
    """The labels of what is so of a record: `Cluster munition`."""
    for declared in fields_of(type(record)):
        if declared.kind is Kind.TICK and not declared.automatic and getattr(record, declared.name):
            yield field(declared)
