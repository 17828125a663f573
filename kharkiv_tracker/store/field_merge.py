"""A correction of a whole record, over what others made of it since its form was opened."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from kharkiv_tracker import labels
from kharkiv_tracker.domain.fields import fields_of
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import _

if TYPE_CHECKING:
    from kharkiv_tracker.domain.method import Method
    from kharkiv_tracker.domain.person import Person
    from kharkiv_tracker.domain.source import Source

_Record = TypeVar("_Record", "Person", "Source", "Method")


def merged(before: _Record, typed: _Record, now: _Record) -> _Record:
    """The record as it is now with the fields that were typed differently than `before`.

    Raises Refused, naming the field, where it was changed to something else meanwhile.
    """
    for field in fields_of(type(typed)):
        was, value, present = (getattr(record, field.name) for record in (before, typed, now))
        if value != was and present not in (was, value):
            raise Refused(
                _(
                    "“{field}” was changed elsewhere in the meantime. Check it and save again."
                ).format(field=labels.field(field) or field.name)
            )
    return rebased(before, typed, now)


def rebased(before: _Record, typed: _Record, now: _Record) -> _Record:
    """The same, what was typed in place of what was changed meanwhile."""
    changed = {
        field.name: getattr(typed, field.name)
        for field in fields_of(type(typed))
        if getattr(typed, field.name) != getattr(before, field.name)
    }
    return replace(now, **changed)
