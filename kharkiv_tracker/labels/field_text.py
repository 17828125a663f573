"""What the fields of records are called."""

from __future__ import annotations

from kharkiv_tracker.domain.fields import Field
from kharkiv_tracker.i18n import pgettext


def field(declared: Field) -> str:
    """The label of a field: `Grade`."""
    return pgettext("field", declared.label)
