"""What a column of a file can be, by the names people choose from."""

from __future__ import annotations

from collections.abc import Iterable

from kharkiv_tracker.domain.match_key import fold
from kharkiv_tracker.i18n import _
from kharkiv_tracker.imports.columns import targets
from kharkiv_tracker.imports.columns.targets import IDENTIFIER, LEFT_OUT, Subject, Target


class FieldNames:
    """Names of the fields, grouped by their record; `used` are the fields in use already.

    Identifiers are those of the archives in use, or of `archive`. A column is None where it has no
    field: it is kept with the record as it is.
    """

    def __init__(self, record: Subject, archive: str, used: Iterable[str] = ()) -> None:
        self._record = record
        names = dict.fromkeys((*used, f"{IDENTIFIER}{archive}"))
        archives = [name for name in names if name.startswith(IDENTIFIER)]
        every = [*targets.of(record), *(archives if record is Subject.INCIDENT else ())]
        self._fields: dict[str, str | None] = {self.name(None): None, self.name(LEFT_OUT): LEFT_OUT}
        for subject in Subject:
            for field in every:
                target = targets.target(record, field)
                if target and target.subject is subject:
                    self._fields[_named(target)] = field
        self._by_key = {fold(name): field for name, field in self._fields.items()}

    @property
    def names(self) -> tuple[str, ...]:
        """All of them, in the order of the list."""
        return tuple(self._fields)

    def name(self, field: str | None) -> str:
        """What a field is called."""
        if field is None:
            return _("Kept as it is") if self._record is Subject.TOTAL else _("Kept in the quote")
        if field == LEFT_OUT:
            return _("Left out")
        target = targets.target(self._record, field)
        return _named(target) if target else field

    def is_one(self, name: str) -> bool:
        """Whether a text is the name of a field."""
        return fold(name) in self._by_key

    def field(self, name: str) -> str | None:
        """The field of a name; KeyError for another text."""
        return self._by_key[fold(name)]


def _named(target: Target) -> str:
    words = {
        Subject.INCIDENT: _("Incident"),
        Subject.REPORT: _("Report"),
        Subject.PERSON: _("Person"),
    }
    record = words.get(target.subject, "")
    return f"{target.label()} · {record}" if record else target.label()
