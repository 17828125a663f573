"""What another archive calls a record: a scheme and a value."""

from __future__ import annotations

from dataclasses import dataclass

from kharkiv_tracker.domain.fields import Help, Kind, declared
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import N_, NP_, _

#: An identifier's code begins with this: `ID-01`.
CODE = "ID"
#: Archives that many use, by the names they go by.
KNOWN = ("T4P", "ERDR", "Airwars", "ACLED", "Bellingcat")


@dataclass(frozen=True, slots=True)
class Identifier:
    """One identifier. `subject` is the id of an incident, a document or a person."""

    scheme: str = declared(
        Kind.LINE,
        NP_("field", "Archive"),
        help=Help(
            N_("The archive or register the identifier belongs to."),
            N_("a link: enter it in a document."),
            (N_("T4P"), N_("ERDR"), N_("Airwars")),
        ),
    )
    value: str = declared(
        Kind.LINE,
        NP_("field", "Identifier"),
        help=Help(
            N_("The code by which that archive knows the record, as it writes it."),
            N_("a name of a person."),
            (N_("12022220000000001"),),
        ),
    )
    subject: str = declared(Kind.RECORD, NP_("field", "Record"), automatic=True)
    uid: str = ""
    code: str = declared(Kind.NAME, NP_("field", "Code"), automatic=True)
    withdrawn: bool = declared(Kind.TICK, NP_("field", "Withdrawn"), default=False, automatic=True)

    def __str__(self) -> str:
        """As it is printed: `T4P 1234`."""
        return f"{self.scheme} {self.value}"

    def check(self) -> None:
        """Raise Refused where the archive or the identifier is missing."""
        if not self.scheme.strip():
            raise Refused(_("Enter the archive, such as T4P."), path="scheme")
        if not self.value.strip():
            raise Refused(_("Enter the identifier."), path="value")


#: The kinds of records that can have identifiers.
SUBJECTS = ("incident", "document", "person")
